//! The organiser's yes or no to who asks for a seat; and taking a seat back.

use store::Tx;

use super::answer::{Wish, put_back, take};
use super::rsvp::{self, At, Rsvp, State, Who};
use crate::changes::{self, Change};
use crate::error::{Refusal, Result};
use crate::ids::{OccurrenceId, RsvpId};
use crate::publishing::Host;

/// Says yes (they get seats, or wait for them) or no. The same again changes nothing; a no also takes
/// seats back that were given.
pub(super) async fn decide(
    tx: &mut Tx,
    by: &Host,
    (occurrence, id): (OccurrenceId, RsvpId),
    accepted: bool,
) -> Result<()> {
    let at = rsvp::at(tx, by.event, occurrence).await?;
    let old = rsvp::by_id(tx, occurrence, id).await?;
    match (old.state, accepted) {
        (State::Asked | State::Declined, true) if old.party > 0 => {
            if at.cancelled || at.starts_at_ms <= tx.now_ms() {
                return Err(Refusal::new("going-begun").into());
            }
            let wish = Wish {
                party: old.party,
                seat_type: old.seat_type,
            };
            let state = take(tx, &at, wish).await?;
            let rsvp = Rsvp {
                state,
                until_ms: None,
                ..old
            };
            rsvp::set(tx, &at, &rsvp).await?;
            record(tx, &at, &rsvp, true).await
        }
        (State::Asked | State::Going | State::Waiting | State::Offered | State::Held, false) => {
            put_back(tx, &at, &old, State::Declined).await?;
            record(tx, &at, &old, false).await
        }
        _ => Ok(()),
    }
}

async fn record(tx: &mut Tx, at: &At, rsvp: &Rsvp, accepted: bool) -> Result<()> {
    let change = match rsvp.who {
        Who::Member(account) => Change::RsvpDecided {
            rsvp: rsvp.id,
            event: at.event(),
            occurrence: at.occurrence,
            account,
            accepted,
        },
        Who::Visitor(_) => Change::VisitDecided {
            rsvp: rsvp.id,
            accepted,
        },
    };
    changes::record(tx, at.city, change).await
}
