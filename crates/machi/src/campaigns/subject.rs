//! What the seats of a campaign are of: a date of an event, or a visit to a place.

use store::{Tx, args};

use super::found::Campaign;
use super::input::{CampaignInput, VisitInput, no_date};
use super::{DAY_MS, HOUR_MS};
use crate::cities::{City, CityOperator};
use crate::error::{Refusal, Result};
use crate::going;
use crate::ids::{EventId, OccurrenceId, PlaceId};
use crate::publishing::{EventInput, Way, publish_unlisted};
use crate::text::Names;
use crate::text::when::{civil, typed_at_ms};

/// As long as an event may last.
const VISIT_DAYS_MAX: i64 = 14;
const MINUTE_MS: i64 = 60 * 1000;

/// A date with its event, or a place with the time in which one may come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) event_id: Option<EventId>,
    pub(super) occurrence_id: Option<OccurrenceId>,
    pub(super) place_id: Option<PlaceId>,
    pub(super) starts_at_ms: Option<i64>,
    pub(super) ends_at_ms: Option<i64>,
}

/// What was described, if nothing is wrong with it.
pub(super) async fn checked(
    tx: &mut Tx,
    city: &City,
    (input, closes_at_ms): (&CampaignInput, Option<i64>),
    refusals: &mut Vec<Refusal>,
) -> Result<Subject> {
    let has_date = input.occurrence != no_date();
    match &input.visit {
        Some(visit) if !has_date => {
            let accepted_by_ms = closes_at_ms.map(|closes_at_ms| {
                closes_at_ms.saturating_add(input.accept_hours.saturating_mul(HOUR_MS))
            });
            of_place(tx, city, (visit, accepted_by_ms), refusals).await
        }
        None if has_date => of_date(tx, city, input.occurrence, refusals).await,
        // Both, or neither.
        _ => {
            refusals.push(Refusal::new("campaigns-date-or-place").on("occurrence"));
            Ok(Subject::default())
        }
    }
}

async fn of_date(
    tx: &mut Tx,
    city: &City,
    occurrence: OccurrenceId,
    refusals: &mut Vec<Refusal>,
) -> Result<Subject> {
    let event = going::givable(tx, city.id, occurrence).await?;
    if event.is_none() {
        refusals.push(Refusal::new("campaigns-date").on("occurrence"));
    }
    Ok(Subject {
        event_id: event,
        occurrence_id: Some(occurrence),
        ..Subject::default()
    })
}

async fn of_place(
    tx: &mut Tx,
    city: &City,
    (visit, accepted_by_ms): (&VisitInput, Option<i64>),
    refusals: &mut Vec<Refusal>,
) -> Result<Subject> {
    // `place` belongs to places.
    let sql = "select id from place where id = $1 and city_id = $2";
    let place = tx.optional::<(PlaceId,)>(sql, args![visit.place, city.id]);
    if place.await?.is_none() {
        refusals.push(Refusal::new("campaigns-place").on("place_name"));
    }
    let starts_at_ms = typed_at_ms(&visit.starts, &city.zone);
    let ends_at_ms = typed_at_ms(&visit.ends, &city.zone);
    let mut refuse = |key, field| refusals.push(Refusal::new(key).on(field));
    if starts_at_ms.is_none() {
        refuse("campaigns-time", "starts");
    }
    if starts_at_ms.is_some_and(|at_ms| accepted_by_ms.is_some_and(|by_ms| at_ms <= by_ms)) {
        refuse("campaigns-date-near", "starts");
    }
    match (starts_at_ms, ends_at_ms) {
        (_, None) => refuse("campaigns-time", "ends"),
        (Some(starts), Some(ends)) if ends <= starts => refuse("campaigns-visit-end", "ends"),
        (Some(starts), Some(ends)) if ends - starts > VISIT_DAYS_MAX * DAY_MS => {
            let refusal = Refusal::new("campaigns-visit-long").with("n", VISIT_DAYS_MAX);
            refusals.push(refusal.on("ends"));
        }
        _ => {}
    }
    Ok(Subject {
        place_id: Some(visit.place),
        starts_at_ms,
        ends_at_ms,
        ..Subject::default()
    })
}

/// The campaign with its date: for a visit an event is made, which no list names, with as many seats as the
/// campaign has. So tickets, doors and what is owed are those of any date.
pub(super) async fn dated(tx: &mut Tx, by: &CityOperator, campaign: Campaign) -> Result<Campaign> {
    let visit = (
        campaign.place_id,
        campaign.visit_starts_at_ms,
        campaign.visit_ends_at_ms,
    );
    let (Some(place), Some(starts_at_ms), Some(ends_at_ms)) = visit else {
        return Ok(campaign);
    };
    let input = event(&by.city, &campaign, (place, starts_at_ms, ends_at_ms))?;
    let event = publish_unlisted(tx, by, &input).await?;
    // `occurrence` belongs to events.
    let sql = "select id from occurrence where event_id = $1";
    let (occurrence,) = tx.one::<(OccurrenceId,)>(sql, args![event]).await?;
    let sql = "update campaign set event_id = $2, occurrence_id = $3 where id = $1";
    tx.execute(sql, args![campaign.id, event, occurrence])
        .await?;
    Ok(Campaign {
        event_id: Some(event),
        occurrence_id: Some(occurrence),
        ..campaign
    })
}

fn event(
    city: &City,
    campaign: &Campaign,
    (place, starts_at_ms, ends_at_ms): (PlaceId, i64, i64),
) -> Result<EventInput> {
    let starts = civil(starts_at_ms, &city.zone);
    // An event lasts so long on the city's clock, also when the clocks change meanwhile.
    let lasts = starts
        .duration_until(civil(ends_at_ms, &city.zone))
        .as_millis();
    let minutes = i64::try_from(lasts).map_err(anyhow::Error::from)? / MINUTE_MS;
    Ok(EventInput {
        lang: city.locale,
        titles: Names::single(city.locale, campaign.title.as_str()),
        place: Some(place),
        day: starts.date().to_string(),
        times: vec![starts.time().strftime("%H:%M").to_string()],
        minutes: Some(minutes),
        way: Way::Open,
        capacity: Some(campaign.seats),
        ..EventInput::default()
    })
}
