//! Seats by draw: who asks until a time takes part; the order of the draw gives the seats, and the
//! rest wait in that order.

mod moved;
mod stage;

use futures_util::FutureExt;
use rules::draw::proof::WINNERS_MAX;
use store::{Tx, args};

use super::answer::{Wish, take};
use super::rsvp::{self, At, Rsvp, State, Who};
use crate::app::App;
use crate::changes::{self, Change};
use crate::draws::{self, Draw, Issuer, Plan, Prepared};
use crate::error::{Error, Refusal, Result};
use crate::ids::{AccountId, EventId, OccurrenceId, RsvpId};
use crate::publishing::Way;
use crate::text::{Lang, Names};

pub use moved::MOVED;
pub(super) use stage::{Stage, stage};

/// Of draws whose subject is a date.
const KIND: &str = "rsvp";
const HOUR_MS: i64 = 60 * 60 * 1000;
/// Answers that are settled in one transaction.
const PART: i64 = 200;
const WITHDRAWN: &str = "withdrawn";
const WEIGHTS: &str = "One chance for each who asks, however many come with them.";

/// Gives the seats of dates.
pub const BY_DRAW: draws::Kind = draws::Kind {
    name: KIND,
    prepare: |_, tx, draw| prepare(tx, draw).boxed(),
    settle: |app, draw| settle(app, draw).boxed(),
};

/// The draw of a date, if somebody has taken part.
pub(super) async fn of(tx: &mut Tx, at: OccurrenceId) -> Result<Option<Draw>> {
    draws::by_subject(tx, KIND, at.get()).await
}

/// Until when one takes part in the draw of a date.
pub(super) fn closes_at_ms(starts_at_ms: i64, draw_hours: i64) -> i64 {
    starts_at_ms - draw_hours * HOUR_MS
}

/// Enters the draw of the date; none where there is none, or none any more: then seats are given as
/// anywhere.
pub(super) async fn take_part(
    issuer: Issuer<'_>,
    tx: &mut Tx,
    at: &At,
    (who, old): (Who, Option<&Rsvp>),
    wish: Wish,
) -> Result<Option<State>> {
    if at.hosted.way != Way::Draw {
        return Ok(None);
    }
    let Who::Member(account) = who else {
        return Err(Refusal::new("going-draw-members").into());
    };
    let Some(draw) = announced(issuer, tx, at).await? else {
        return Ok(None);
    };
    match draw.state {
        draws::State::Settled | draws::State::Void => return Ok(None),
        draws::State::Announced if draw.takes_entries(tx.now_ms()) => {}
        _ => return Err(Refusal::new("going-draw-closed").into()),
    }
    let is_same = |old: &Rsvp| {
        old.state == State::Entered && old.party == wish.party && old.seat_type == wish.seat_type
    };
    if old.is_some_and(is_same) {
        return Ok(Some(State::Entered));
    }
    if old.is_some_and(|old| old.state.has_seats()) {
        // Given before the organiser chose to draw: they are kept.
        return Ok(None);
    }
    draws::enter(tx, &draw, account, 1).await?;
    let rsvp = Rsvp {
        id: old.map_or_else(|| RsvpId::from(tx.new_id()), |old| old.id),
        who,
        state: State::Entered,
        party: wish.party,
        seat_type: wish.seat_type,
        until_ms: None,
    };
    rsvp::set(tx, at, &rsvp).await?;
    Ok(Some(State::Entered))
}

/// The draw of the date, which the first who takes part opens; none when it is too late for one.
async fn announced(issuer: Issuer<'_>, tx: &mut Tx, at: &At) -> Result<Option<Draw>> {
    if let Some(draw) = of(tx, at.occurrence).await? {
        return Ok(Some(draw));
    }
    let closes_at_ms = closes_at_ms(at.starts_at_ms, at.hosted.draw_hours);
    let now_ms = tx.now_ms();
    if closes_at_ms <= now_ms {
        return Ok(None);
    }
    let window = (now_ms, closes_at_ms);
    let plan = plan(tx, at, window).await?;
    draws::announce(issuer, tx, plan).await.map(Some)
}

/// What is drawn of a date, among those who take part in this window.
async fn plan(tx: &mut Tx, at: &At, (opens_at_ms, closes_at_ms): (i64, i64)) -> Result<Plan> {
    Ok(Plan {
        city: at.city,
        kind: KIND,
        subject: at.occurrence.get(),
        title: title(tx, at.event()).await?,
        weights: WEIGHTS.into(),
        prizes: at.hosted.capacity.unwrap_or(1),
        // Everybody else waits in the order of the draw.
        alternates: i64::try_from(WINNERS_MAX).map_err(anyhow::Error::from)?,
        opens_at_ms,
        closes_at_ms,
    })
}

async fn title(tx: &mut Tx, event: EventId) -> Result<String> {
    // `event` belongs to events.
    let sql = "select titles, lang from event where id = $1";
    let (titles, lang) = tx.one::<(Names, String)>(sql, args![event]).await?;
    let lang: Lang = lang.parse().unwrap_or_default();
    Ok(titles.get(lang).to_owned())
}

/// Takes part no more. In a list that is public already one stays, and gets no seat.
pub(super) async fn withdraw(tx: &mut Tx, at: &At, account: AccountId) -> Result<()> {
    match of(tx, at.occurrence).await? {
        Some(draw) if draw.state == draws::State::Announced => {
            draws::leave_out(tx, &draw, account, WITHDRAWN).await
        }
        _ => Ok(()),
    }
}

async fn date(tx: &mut Tx, draw: &Draw) -> Result<Option<At>> {
    let occurrence = OccurrenceId::from(draw.subject);
    let sql = "select event_id from occurrence where id = $1";
    let Some((event,)) = tx.optional::<(EventId,)>(sql, args![occurrence]).await? else {
        return Ok(None);
    };
    match rsvp::at(tx, event, occurrence).await {
        Ok(at) => Ok(Some(at)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Nothing is drawn for a date that does not take place, or that has begun: who took part waits, in the
/// order in which they asked, as it may take place after all.
async fn prepare(tx: &mut Tx, draw: &Draw) -> Result<Prepared> {
    let Some(at) = date(tx, draw).await? else {
        return Ok(Prepared::Void("called-off"));
    };
    if takes_place(tx, &at) {
        return match draw.replaces {
            Some(_) if !take_over(tx, &at, draw).await? => Ok(Prepared::Part(draw.prepared_to)),
            _ => Ok(Prepared::Ready),
        };
    }
    let entered = entered(tx, draw).await?;
    let all = (entered.len() as i64) < PART;
    for (rsvp, _) in entered {
        let (id, who) = (rsvp.id, rsvp.who);
        let state = State::Waiting;
        rsvp::set(tx, &at, &Rsvp { state, ..rsvp }).await?;
        if let Who::Member(account) = who {
            let change = Change::SeatsNotDrawn {
                rsvp: id,
                event: at.event(),
                occurrence: at.occurrence,
                account,
            };
            changes::record(tx, at.city, change).await?;
        }
    }
    Ok(match (all, at.cancelled) {
        (false, _) => Prepared::Part(draw.prepared_to),
        (true, true) => Prepared::Void("called-off"),
        (true, false) => Prepared::Void("begun"),
    })
}

fn takes_place(tx: &Tx, at: &At) -> bool {
    !at.cancelled && at.starts_at_ms > tx.now_ms()
}

/// Enters a part of those who took part in the draw before this one; whether that was all.
async fn take_over(tx: &mut Tx, at: &At, draw: &Draw) -> Result<bool> {
    // `draw_owner` belongs to draws.
    let sql = "select r.account_id from rsvp r
               left join draw_owner o on o.draw_id = $1 and o.account_id = r.account_id
               where r.occurrence_id = $2 and r.state = 'entered' and r.account_id is not null
                 and o.account_id is null
               order by r.id limit $3";
    let part: Vec<(AccountId,)> = tx.all(sql, args![draw.id, at.occurrence, PART]).await?;
    for &(account,) in &part {
        draws::weigh(tx, draw, account, 1).await?;
    }
    Ok((part.len() as i64) < PART)
}

/// Gives seats in the order of the draw, a part at a time.
async fn settle(app: &App, draw: &Draw) -> Result<bool> {
    app.write(async |tx: &mut Tx| {
        let Some(at) = date(tx, draw).await? else {
            return Ok(true);
        };
        let takes_place = takes_place(tx, &at);
        let entered = entered(tx, draw).await?;
        let all = (entered.len() as i64) < PART;
        for (rsvp, drawn) in entered {
            let wish = Wish {
                party: rsvp.party,
                seat_type: rsvp.seat_type,
            };
            let state = match drawn {
                false => State::Left,
                // It may take place after all: then the line is in the order of the draw.
                true if !takes_place => State::Waiting,
                true => take(tx, &at, wish).await?,
            };
            let (id, who) = (rsvp.id, rsvp.who);
            rsvp::set(tx, &at, &Rsvp { state, ..rsvp }).await?;
            tell(tx, &at, (id, who), state == State::Going).await?;
        }
        Ok(all)
    })
    .await
}

async fn tell(tx: &mut Tx, at: &At, (rsvp, who): (RsvpId, Who), given: bool) -> Result<()> {
    let Who::Member(account) = who else {
        return Ok(());
    };
    let change = Change::SeatDrawn {
        rsvp,
        event: at.event(),
        occurrence: at.occurrence,
        account,
        given,
    };
    changes::record(tx, at.city, change).await
}

/// The next who take part still, in the order of the draw, and whether they were drawn.
async fn entered(tx: &mut Tx, draw: &Draw) -> Result<Vec<(Rsvp, bool)>> {
    // `draw_owner` and `draw_entry` belong to draws.
    let sql = "select r.id, e.place from rsvp r
               left join draw_owner o on o.draw_id = $1 and o.account_id = r.account_id
               left join draw_entry e on e.draw_id = o.draw_id and e.pseudonym = o.pseudonym
               where r.occurrence_id = $2 and r.state = 'entered'
               order by case when e.place is null then 1 else 0 end, e.place, r.id limit $3";
    let rows: Vec<(RsvpId, Option<i64>)> = tx.all(sql, args![draw.id, draw.subject, PART]).await?;
    let mut found = Vec::with_capacity(rows.len());
    for (id, place) in rows {
        let rsvp = rsvp::by_id(tx, OccurrenceId::from(draw.subject), id).await?;
        found.push((rsvp, place.is_some()));
    }
    Ok(found)
}
