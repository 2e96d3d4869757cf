//! Tells visitors by mail what members find in their notifications: that they have a seat, that one
//! is kept for them, that the organiser said no, that the date is another.

use futures_util::FutureExt;
use store::{Tx, args};

use super::mails::News;
use crate::changes::{Change, Logged};
use crate::error::Result;
use crate::going::rsvp::State;
use crate::ids::{RsvpId, VisitorId};
use crate::mail::{self, NewMail, To};
use crate::readers::Reader;
use crate::visitors;

/// Reads of what became of visits.
pub const TELL: Reader = Reader {
    name: "visits-tell",
    read: |_, tx, changes| read(tx, changes).boxed(),
};

async fn read(tx: &mut Tx, changes: &[Logged]) -> Result<()> {
    for logged in changes {
        // The same may happen again later.
        let again = logged.position.to_string();
        match logged.change {
            Change::VisitChanged { rsvp, .. } => tell(tx, rsvp, News::Seat, "once").await?,
            Change::VisitOffered { rsvp } => tell(tx, rsvp, News::Offered, &again).await?,
            Change::VisitDecided {
                rsvp,
                accepted: false,
            } => tell(tx, rsvp, News::Refused, &again).await?,
            _ => {}
        }
    }
    Ok(())
}

/// Mails it to who has the visit, if it is so and their address is proven. The same key again
/// changes nothing; neither does it for a member's answer.
pub async fn tell(tx: &mut Tx, rsvp: RsvpId, news: News, key: &str) -> Result<()> {
    let sql = "select visitor_id, state from rsvp where id = $1 and visitor_id is not null";
    let row = tx.optional::<(VisitorId, String)>(sql, args![rsvp]);
    let Some((visitor, state)) = row.await? else {
        return Ok(());
    };
    let state = State::parse(&state).unwrap_or(State::Left);
    let visitor = visitors::find(tx, visitor).await?;
    let visitor = visitor.filter(|visitor| visitor.confirmed && news.holds(state));
    let Some((visitor, address)) = visitor.and_then(|one| Some((one.id, (one.address?, one.lang))))
    else {
        return Ok(());
    };
    let (address, lang) = address;
    let new = NewMail {
        key: format!("{}/{rsvp}/{key}", news.kind().name),
        kind: news.kind().name,
        to: To::Address { address, lang },
        subject_id: visitor.get(),
    };
    mail::queue(tx, new).await
}

/// Whether who had the answer before it was an account's has the mail of their seat.
pub async fn was_told_of_seat(tx: &mut Tx, rsvp: RsvpId) -> Result<bool> {
    mail::was_queued(tx, &format!("{}/{rsvp}/once", News::Seat.kind().name)).await
}
