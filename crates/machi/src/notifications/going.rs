//! Tells of events: that a seat came free, what became of a wish, that a date is another.

use store::{Tx, args};

use super::announce::{Happened, announce};
use super::kinds::{
    EVENT_CANCELLED, EVENT_MOVED, GOING, Kind, ORGANISER_DECIDED, PRIZE_OFFERED, SEAT_ASKED,
    SEAT_DRAWN, SEAT_GIVEN, SEAT_HANDED, SEAT_NOT_DRAWN, SEAT_OFFERED, SEAT_REFUSED,
};
use super::merch;
use super::notify::{Notice, notify, withdraw};
use super::subject::Subject;
use crate::changes::{Change, Logged};
use crate::error::Result;
use crate::going::visits;
use crate::ids::{AccountId, CityId, EventId, LotteryId, LotteryPrizeId, OccurrenceId, RsvpId};

/// What follows from a change; nothing for one that is not about events.
pub(super) async fn read_one(tx: &mut Tx, logged: &Logged) -> Result<()> {
    let Some(city) = logged.city else {
        return Ok(());
    };
    let happened = |kind, event, occurrence| Happened {
        kind,
        event,
        occurrence,
        city,
        at_ms: logged.at_ms,
    };
    match logged.change {
        Change::EventMoved { event } => announce(tx, happened(&EVENT_MOVED, event, None)).await,
        Change::OccurrenceMoved { event, occurrence } => {
            announce(tx, happened(&EVENT_MOVED, event, Some(occurrence))).await
        }
        Change::OccurrenceCancelled { event, occurrence } => {
            announce(tx, happened(&EVENT_CANCELLED, event, Some(occurrence))).await
        }
        Change::RsvpChanged {
            rsvp,
            event,
            occurrence,
            by,
        } => {
            let at = (city, logged.at_ms);
            asked(tx, at, (event, occurrence), rsvp, Some(by)).await?;
            goes(tx, at, (event, occurrence), rsvp, by).await
        }
        Change::VisitChanged {
            rsvp,
            event,
            occurrence,
        } => asked(tx, (city, logged.at_ms), (event, occurrence), rsvp, None).await,
        // Who has the mail as a visitor needs no other.
        Change::VisitClaimed {
            rsvp,
            event,
            occurrence,
            account,
        } if !visits::was_told_of_seat(tx, rsvp).await? => {
            goes(tx, (city, logged.at_ms), (event, occurrence), rsvp, account).await
        }
        Change::MerchGranted { .. } | Change::MerchClaimChanged { .. } => {
            merch::read_one(tx, city, logged).await
        }
        Change::PrizeOffered {
            prize,
            lottery,
            account,
        } => won(tx, (city, logged.at_ms), (prize, lottery), account).await,
        _ => personally(tx, city, logged).await,
    }
}

/// Tells who is offered a prize.
async fn won(
    tx: &mut Tx,
    (city, at_ms): (CityId, i64),
    (prize, lottery): (LotteryPrizeId, LotteryId),
    account: AccountId,
) -> Result<()> {
    let notice = Notice {
        kind: &PRIZE_OFFERED,
        actor: None,
        subject: Subject::Lottery { city, lottery },
        city: Some(city),
        at_ms,
        key: format!("prize:{prize}"),
    };
    notify(tx, account, &notice).await
}

/// What concerns one member alone.
async fn personally(tx: &mut Tx, city: CityId, logged: &Logged) -> Result<()> {
    let mut actor = None;
    let (account, kind, subject, key) = match logged.change {
        Change::TicketHandedOver {
            rsvp,
            event,
            occurrence,
            by,
            account,
        } => {
            actor = Some(by);
            let subject = Subject::Date { event, occurrence };
            (account, &SEAT_HANDED, subject, format!("handed:{rsvp}"))
        }
        Change::OrganiserDecided {
            application,
            account,
            accepted,
        } => {
            let subject = Subject::Organising { city, accepted };
            let key = format!("organiser:{application}");
            (account, &ORGANISER_DECIDED, subject, key)
        }
        change => match of_seat(change) {
            Some(told) => told,
            None => return Ok(()),
        },
    };
    let notice = Notice {
        kind,
        actor,
        subject,
        city: Some(city),
        at_ms: logged.at_ms,
        // The same may happen again later.
        key: format!("{key}:{}", logged.position),
    };
    notify(tx, account, &notice).await
}

/// What became of a wish for a seat: whom it concerns, how it is told, and its key.
fn of_seat(change: Change) -> Option<(AccountId, &'static Kind, Subject, String)> {
    Some(match change {
        Change::SeatOffered {
            rsvp,
            event,
            occurrence,
            account,
        } => {
            let subject = Subject::Date { event, occurrence };
            (account, &SEAT_OFFERED, subject, format!("offer:{rsvp}"))
        }
        Change::RsvpDecided {
            rsvp,
            event,
            occurrence,
            account,
            accepted,
        } => {
            let kind = if accepted { &SEAT_GIVEN } else { &SEAT_REFUSED };
            let subject = Subject::Date { event, occurrence };
            (account, kind, subject, format!("decided:{rsvp}"))
        }
        Change::SeatDrawn {
            rsvp,
            event,
            occurrence,
            account,
            given,
        } => {
            let kind = if given { &SEAT_DRAWN } else { &SEAT_NOT_DRAWN };
            let subject = Subject::Date { event, occurrence };
            (account, kind, subject, format!("drawn:{rsvp}"))
        }
        _ => return None,
    })
}

/// Tells who has seats now, once as long as they have them.
async fn goes(
    tx: &mut Tx,
    (city, at_ms): (CityId, i64),
    (event, occurrence): (EventId, OccurrenceId),
    rsvp: RsvpId,
    account: AccountId,
) -> Result<()> {
    let sql = "select 1 from rsvp where id = $1 and account_id = $2 and state = 'going'";
    let goes = tx.optional::<(i64,)>(sql, args![rsvp, account]).await?;
    let key = format!("going:{rsvp}");
    if goes.is_none() {
        return withdraw(tx, account, &key).await;
    }
    let notice = Notice {
        kind: &GOING,
        actor: None,
        subject: Subject::Date { event, occurrence },
        city: Some(city),
        at_ms,
        key,
    };
    notify(tx, account, &notice).await
}

/// Tells who publishes the event that somebody asks for a seat, as long as they do.
async fn asked(
    tx: &mut Tx,
    (city, at_ms): (CityId, i64),
    (event, occurrence): (EventId, OccurrenceId),
    rsvp: RsvpId,
    by: Option<AccountId>,
) -> Result<()> {
    let row: Option<(AccountId, String)> = tx
        .optional(
            "select e.host_id, r.state from rsvp r join event e on e.id = r.event_id
             where r.id = $1 and e.host_id is not null",
            args![rsvp],
        )
        .await?;
    let Some((host, state)) = row else {
        return Ok(());
    };
    let key = format!("asked:{rsvp}");
    if state != "asked" {
        return withdraw(tx, host, &key).await;
    }
    let notice = Notice {
        kind: &SEAT_ASKED,
        actor: by,
        subject: Subject::Guests { event, occurrence },
        city: Some(city),
        at_ms,
        key,
    };
    notify(tx, host, &notice).await
}
