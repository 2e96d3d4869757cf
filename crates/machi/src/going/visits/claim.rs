//! Visits become an account's that has their address.

use futures_util::FutureExt;
use store::{Tx, args};

use crate::changes::{self, Change, Logged};
use crate::error::{Error, Result};
use crate::going::answer::put_back;
use crate::going::rsvp::{self, At, Rsvp, State, Who};
use crate::ids::{AccountId, RsvpId, VisitorId};
use crate::readers::Reader;
use crate::seats;
use crate::visitors::{self, Visitor, forget_now};

/// Visits of one address that become an account's at once; a later confirmation takes the others.
const VISITS_MAX: i64 = 200;

/// Reads of addresses that accounts have confirmed.
pub const CLAIM: Reader = Reader {
    name: "visits-claim",
    read: |_, tx, changes| read(tx, changes).boxed(),
};

async fn read(tx: &mut Tx, changes: &[Logged]) -> Result<()> {
    for logged in changes {
        if let Change::MailAddressChanged { account } = logged.change {
            claim_all(tx, account).await?;
        }
    }
    Ok(())
}

/// Every visit of the account's address that its mailbox has confirmed.
async fn claim_all(tx: &mut Tx, account: AccountId) -> Result<()> {
    // `account_mail` belongs to accounts, `visitor` to visitors.
    let ids: Vec<(VisitorId,)> = tx
        .all(
            "select v.id from account_mail m join visitor v on v.folded = m.folded
             where m.account_id = $1 and v.confirmed_at_ms is not null order by v.id limit $2",
            args![account, VISITS_MAX],
        )
        .await?;
    for (id,) in ids {
        let Some(visitor) = visitors::find(tx, id).await? else {
            continue;
        };
        match claim(tx, &visitor, account).await {
            // The event is in nobody's hands here any more.
            Ok(()) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Makes the visit the account's. Of two answers to the same date the better stays, and the seats of
/// the other go back; what the organiser refused stays refused.
pub(super) async fn claim(tx: &mut Tx, visitor: &Visitor, account: AccountId) -> Result<()> {
    let at = rsvp::at(tx, visitor.event, visitor.occurrence).await?;
    let (member, visits) = (Who::Member(account), Who::Visitor(visitor.id));
    if let Some(visit) = rsvp::of(tx, at.occurrence, visits).await? {
        let mine = rsvp::of(tx, at.occurrence, member).await?;
        let is_better = mine.as_ref().is_none_or(|mine| rank(mine) < rank(&visit));
        let worse = if is_better {
            mine.as_ref()
        } else {
            Some(&visit)
        };
        if let Some(worse) = worse
            && is_in(tx, worse).await?
        {
            // What lets two people in stays as it is.
            return Ok(());
        }
        if is_better && !matches!(visit.state, State::Held | State::Unconfirmed) {
            hand_over(tx, &at, &visit, mine.as_ref(), account).await?;
        } else if visit.state != State::Left {
            put_back(tx, &at, &visit, State::Left).await?;
        }
    }
    forget_now(tx, visitor.id).await
}

/// Somebody came in by one of its tickets.
async fn is_in(tx: &mut Tx, rsvp: &Rsvp) -> Result<bool> {
    let tickets = seats::of_rsvp(tx, rsvp.id).await?;
    Ok(tickets.iter().any(|ticket| ticket.used))
}

/// The greater, the better for who has it; of equals the greater party.
fn rank(rsvp: &Rsvp) -> (u8, i64) {
    let rank = match rsvp.state {
        State::Declined => 6,
        State::Going => 5,
        State::Offered => 4,
        State::Asked | State::Entered => 3,
        State::Waiting => 2,
        State::Interested => 1,
        State::Left | State::Held | State::Unconfirmed => 0,
    };
    (rank, rsvp.party)
}

/// The two answers change hands, so that what belongs to the better one goes with it.
async fn hand_over(
    tx: &mut Tx,
    at: &At,
    visit: &Rsvp,
    mine: Option<&Rsvp>,
    account: AccountId,
) -> Result<()> {
    if let Some(mine) = mine.filter(|mine| mine.state != State::Left) {
        put_back(tx, at, mine, State::Left).await?;
    }
    let Who::Visitor(visitor) = visit.who else {
        return Ok(());
    };
    let sql = "update rsvp set account_id = $2, visitor_id = $3 where id = $1";
    let nobody = (None::<AccountId>, None::<VisitorId>);
    let mut hands: Vec<(RsvpId, Option<AccountId>, Option<VisitorId>)> = Vec::new();
    hands.extend(mine.map(|mine| (mine.id, nobody.0, nobody.1)));
    hands.push((visit.id, Some(account), None));
    hands.extend(mine.map(|mine| (mine.id, None, Some(visitor))));
    for (id, account, visitor) in hands {
        tx.execute(sql, args![id, account, visitor]).await?;
    }
    let change = Change::VisitClaimed {
        rsvp: visit.id,
        event: at.event(),
        occurrence: at.occurrence,
        account,
    };
    changes::record(tx, at.city, change).await
}
