//! Tells of events: that a seat came free, what became of a wish, that a date is another.

use store::{Tx, args};

use super::announce::{Happened, announce};
use super::kinds::{
    EVENT_CANCELLED, EVENT_MOVED, GOING, Kind, ORGANISER_DECIDED, PRIZE_CALLED_OFF, PRIZE_OFFERED,
    SEAT_ASKED, SEAT_DRAWN, SEAT_GIVEN, SEAT_HANDED, SEAT_NOT_DRAWN, SEAT_OFFERED, SEAT_REFUSED,
    SEATS_NOT_DRAWN,
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
        } => {
            let told = (&PRIZE_OFFERED, format!("prize:{prize}"));
            prize_is(tx, (city, logged.at_ms), lottery, account, told).await
        }
        Change::PrizeAnswered { prize, lottery } => {
            prize_off(tx, (city, logged.at_ms), lottery, prize).await
        }
        _ => personally(tx, city, logged).await,
    }
}

/// Tells whose prize is a seat of a date that was called off.
async fn prize_off(
    tx: &mut Tx,
    at: (CityId, i64),
    lottery: LotteryId,
    prize: LotteryPrizeId,
) -> Result<()> {
    // `lottery_prize` belongs to the lottery.
    let sql = "select account_id from lottery_prize
               where id = $1 and state = 'called-off' and account_id is not null";
    let Some((account,)) = tx.optional(sql, args![prize]).await? else {
        return Ok(());
    };
    let told = (&PRIZE_CALLED_OFF, format!("prize-off:{prize}"));
    prize_is(tx, at, lottery, account, told).await
}

/// Tells who is offered a prize, or was.
async fn prize_is(
    tx: &mut Tx,
    (city, at_ms): (CityId, i64),
    lottery: LotteryId,
    account: AccountId,
    (kind, key): (&'static Kind, String),
) -> Result<()> {
    let notice = Notice {
        kind,
        actor: None,
        subject: Subject::Lottery { city, lottery },
        city: Some(city),
        at_ms,
        key,
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
        Change::SeatsNotDrawn {
            rsvp,
            event,
            occurrence,
            account,
        } => {
            let subject = Subject::Date { event, occurrence };
            (
                account,
                &SEATS_NOT_DRAWN,
                subject,
                format!("not-drawn:{rsvp}"),
            )
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
