//! Asking for seats without an account: they are held for a while, and a link is mailed.
//!
//! Nobody learns from the answer whether the address is known here: it says only what everybody can
//! see of the date.

use store::Tx;

use super::mails;
use crate::accounts::Caller;
use crate::app::App;
use crate::error::{Refusal, Result};
use crate::going::answer::{Wish, check, open, take};
use crate::going::offer::{OFFER_TIMER, promote};
use crate::going::rsvp::{self, At, Rsvp, State, Who};
use crate::ids::{EventId, OccurrenceId, RsvpId, VisitorId};
use crate::limits::Limit;
use crate::mail;
use crate::publishing::Way;
use crate::seats;
use crate::timers;
use crate::visitors::{self, NewVisitor};

/// How long seats are held until the link is used.
pub(in crate::going) const HELD_MS: i64 = 15 * 60 * 1000;

/// A family or a class behind one address, and no machine that fills a room with names.
static BY_CALLER: Limit = Limit {
    name: "visits-by-caller",
    burst: 20,
    per_ms: 60 * 60 * 1000,
};
/// Each is a mail to one person; fewer than the mails that confirm an address in a day.
static BY_ADDRESS: Limit = Limit {
    name: "visits-by-address",
    burst: 5,
    per_ms: 8 * 60 * 60 * 1000,
};

/// What the link is good for, as far as everybody can see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::going) enum Promised {
    /// Seats, which are held until then.
    Held,
    /// A place in the waiting list.
    Waiting,
    /// A wish that the organiser answers.
    Asked,
}

/// Holds the seats and mails the link.
pub(super) async fn ask(
    app: &App,
    caller: &Caller,
    at: (EventId, OccurrenceId),
    new: &NewVisitor,
    wish: Wish,
) -> Result<Promised> {
    mail::must_be_set_up(app)?;
    app.limits().count(&BY_CALLER, caller.key())?;
    app.limits().count(&BY_ADDRESS, &new.address.folded())?;
    app.write(async |tx: &mut Tx| hold(tx, at, new, wish).await)
        .await
}

/// As long as nobody has used the link, the last wish counts. What is known to be the address's own
/// stays as it is: its link tells.
pub(in crate::going) async fn hold(
    tx: &mut Tx,
    (event, occurrence): (EventId, OccurrenceId),
    new: &NewVisitor,
    wish: Wish,
) -> Result<Promised> {
    let at = open(tx, event, occurrence).await?;
    check(&at, wish)?;
    if at.hosted.way == Way::Draw {
        return Err(Refusal::new("going-draw-members").into());
    }
    let promised = promised(tx, &at, wish).await?;
    let visitor = visitors::enter(tx, (event, occurrence), new).await?;
    let old = rsvp::of(tx, occurrence, Who::Visitor(visitor.id)).await?;
    match old {
        Some(old) if old.state == State::Held => {
            let same = old.party == wish.party && old.seat_type == wish.seat_type;
            if !same {
                seats::give_back(tx, occurrence, old.seat_type, old.party).await?;
                keep(tx, &at, visitor.id, Some(&old), wish).await?;
                promote(tx, &at).await?;
            }
        }
        Some(old) if !matches!(old.state, State::Unconfirmed | State::Left) => {}
        old => keep(tx, &at, visitor.id, old.as_ref(), wish).await?,
    }
    mails::queue_link(tx, &visitor).await?;
    Ok(promised)
}

/// What a stranger gets at this moment, whoever asks.
async fn promised(tx: &mut Tx, at: &At, wish: Wish) -> Result<Promised> {
    if at.hosted.way == Way::Approval {
        return Ok(Promised::Asked);
    }
    let line = rsvp::someone_waits(tx, at.occurrence, wish.seat_type).await?;
    let pools = seats::pools(tx, at.occurrence).await?;
    let counts = |pool: &&seats::Pool| pool.seat_type.is_none() || pool.seat_type == wish.seat_type;
    let fits = |pool: &seats::Pool| pool.left().is_none_or(|left| wish.party <= left);
    let free = pools.iter().filter(counts).all(fits);
    Ok(if free && !line {
        Promised::Held
    } else {
        Promised::Waiting
    })
}

/// Takes seats for a while, if nobody is overtaken; else the wish waits for the link.
async fn keep(
    tx: &mut Tx,
    at: &At,
    visitor: VisitorId,
    old: Option<&Rsvp>,
    wish: Wish,
) -> Result<()> {
    let free = at.hosted.way == Way::Open && take(tx, at, wish).await? == State::Going;
    // Who changes a wish does not hold seats for longer.
    let held_until_ms = old.and_then(|old| old.until_ms.filter(|_| old.state == State::Held));
    let until_ms = held_until_ms.unwrap_or_else(|| tx.now_ms() + HELD_MS);
    let rsvp = Rsvp {
        id: old.map_or_else(|| RsvpId::from(tx.new_id()), |old| old.id),
        who: Who::Visitor(visitor),
        state: if free {
            State::Held
        } else {
            State::Unconfirmed
        },
        party: wish.party,
        seat_type: wish.seat_type,
        until_ms: free.then_some(until_ms),
    };
    if free {
        timers::schedule(tx, OFFER_TIMER, rsvp.id.get(), until_ms).await?;
    }
    rsvp::set(tx, at, &rsvp).await
}
