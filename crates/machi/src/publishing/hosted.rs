//! An event that an organiser publishes here, and who may change it.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use store::{Tx, args};

use super::input::{EventInput, SeatTypeInput};
use super::seat_types::{self, SeatType};
use super::{Kind, Repeats, Way};
use crate::accounts::{Member, Role};
use crate::app::App;
use crate::at;
use crate::cities::{Cities, City};
use crate::error::{Error, Result};
use crate::ids::{AccountId, CityId, CommunityId, EventId, PlaceId};
use crate::text::Names;

/// What the organiser says of an event beyond what every event has.
#[derive(Debug, Clone)]
pub struct Hosted {
    pub event: EventId,
    pub host: AccountId,
    pub cancelled: bool,
    /// One that is not has seats that are given, never taken.
    pub listed: bool,
    pub kind: Kind,
    pub way: Way,
    pub ticket_url: String,
    /// Seats of each date; none without a bound.
    pub capacity: Option<i64>,
    pub seat_types: Vec<SeatType>,
    pub party_max: i64,
    /// It takes place when so many come; 0 for any.
    pub minimum: i64,
    pub meeting_point: String,
    pub to_bring: String,
    pub may_hand_over: bool,
    /// So many hours before a date its seats are drawn.
    pub draw_hours: i64,
    /// As it was typed.
    pub(super) input: EventInput,
    /// Keys of the dates that were called off one by one.
    pub(super) called_off: String,
}

store::row! {
    struct Row {
        titles: Names,
        descriptions: Names,
        lang: String,
        community_id: Option<CommunityId>,
        place_id: Option<PlaceId>,
        location_text: String,
        online_url: String,
        price_min_minor: Option<i64>,
        price_max_minor: Option<i64>,
        cancelled: bool,
        listed: bool,
        host_id: AccountId,
        kind: String,
        first_day: String,
        times: String,
        minutes: Option<i64>,
        repeats: String,
        weekdays: String,
        until_day: String,
        rule: String,
        except_days: String,
        rsvp: String,
        ticket_url: String,
        capacity: Option<i64>,
        party_max: i64,
        minimum: i64,
        meeting_point: String,
        to_bring: String,
        may_hand_over: bool,
        draw_hours: i64,
        called_off: String,
    }
}

/// What its organiser says of the event; none for what a source tells.
pub async fn hosted(tx: &mut Tx, event: EventId) -> Result<Option<Hosted>> {
    // `event` belongs to events.
    let row = tx
        .optional::<Row>(
            "select e.titles, e.descriptions, e.lang, e.community_id, e.place_id, e.location_text,
               e.online_url, e.price_min_minor, e.price_max_minor, e.cancelled, e.listed, e.host_id, h.kind,
               h.first_day, h.times, h.minutes, h.repeats, h.weekdays, h.until_day, h.rule,
               h.except_days, h.rsvp, h.ticket_url, h.capacity, h.party_max, h.minimum,
               h.meeting_point, h.to_bring, h.may_hand_over, h.draw_hours, h.called_off
             from event e join hosting h on h.event_id = e.id where e.id = $1",
            args![event],
        )
        .await?;
    match row {
        Some(row) => {
            let seat_types = seat_types::of(tx, event).await?;
            Ok(Some(of_row(event, row, seat_types)))
        }
        None => Ok(None),
    }
}

fn of_row(event: EventId, row: Row, seat_types: Vec<SeatType>) -> Hosted {
    let kind = Kind::parse(&row.kind).unwrap_or_default();
    let way = Way::parse(&row.rsvp).unwrap_or_default();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    let types = seat_types.iter().map(|one| SeatTypeInput {
        id: Some(one.id),
        name: one.name.clone(),
        price_minor: one.price_minor,
        capacity: one.capacity,
    });
    Hosted {
        event,
        host: row.host_id,
        cancelled: row.cancelled,
        listed: row.listed,
        kind,
        way,
        ticket_url: row.ticket_url.clone(),
        capacity: row.capacity,
        party_max: row.party_max,
        minimum: row.minimum,
        meeting_point: row.meeting_point.clone(),
        to_bring: row.to_bring.clone(),
        may_hand_over: row.may_hand_over,
        draw_hours: row.draw_hours,
        called_off: row.called_off,
        input: EventInput {
            kind,
            lang: row.lang.parse().unwrap_or_default(),
            titles: row.titles,
            descriptions: row.descriptions,
            community: row.community_id,
            place: row.place_id,
            location: row.location_text,
            online_url: row.online_url,
            day: row.first_day,
            times: words(&row.times),
            minutes: row.minutes,
            repeats: Repeats::parse(&row.repeats).unwrap_or_default(),
            weekdays: words(&row.weekdays),
            until: row.until_day,
            rule: row.rule,
            except_days: words(&row.except_days),
            price_min_minor: row.price_min_minor,
            price_max_minor: row.price_max_minor,
            way,
            ticket_url: row.ticket_url,
            draw_hours: Some(row.draw_hours),
            capacity: row.capacity,
            seat_types: types.collect(),
            party_max: Some(row.party_max),
            minimum: Some(row.minimum),
            meeting_point: row.meeting_point,
            to_bring: row.to_bring,
            may_hand_over: row.may_hand_over,
        },
        seat_types,
    }
}

/// Somebody who may change the event named in the path: who publishes it, and the city's operators.
#[derive(Debug, Clone)]
pub struct Host {
    pub member: Member,
    pub city: Arc<City>,
    pub event: EventId,
}

impl FromRequestParts<App> for Host {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let member = Member::from_request_parts(parts, app).await?;
        let event: EventId = at::id(parts, app, "event").await?;
        let found = app
            .read(async |tx: &mut Tx| {
                let sql =
                    "select city_id, host_id from event where id = $1 and host_id is not null";
                Ok(tx
                    .optional::<(CityId, AccountId)>(sql, args![event])
                    .await?)
            })
            .await?;
        let (city, host) = found.ok_or(Error::NotFound)?;
        let city = app.view::<Cities>()?.by_id(city).ok_or(Error::NotFound)?;
        // What one may not see does not exist. Who is no organiser any more keeps what they published.
        if member.id == host || member.holds(Role::Operator, city.id) {
            Ok(Self {
                member,
                city,
                event,
            })
        } else {
            Err(Error::NotFound)
        }
    }
}
