//! What an organiser wrote, checked: everything that is wrong is said at once.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use rules::text;
use store::{Tx, args};

use super::dates::{When, weekday};
use super::input::EventInput;
use super::seat_types::{self, NewSeatType};
use super::{Kind, Repeats, Way};
use crate::cities::City;
use crate::error::{Refusal, Result};
use crate::events::{Price, web_address};
use crate::ids::PlaceId;

const TITLE_CHARS_MAX: usize = 300;
const DESCRIPTION_CHARS_MAX: usize = 10_000;
const LINE_CHARS_MAX: usize = 500;
/// Two weeks: longer ones are several.
const MINUTES_MAX: i64 = 14 * 24 * 60;
const SLOTS_MAX: usize = 24;
const EXCEPT_DAYS_MAX: usize = 200;
const DRAW_HOURS_MAX: i64 = 30 * 24;
const DRAW_HOURS: i64 = 24;
pub(super) const CAPACITY_MAX: i64 = 100_000;
const PARTY_MAX: i64 = 20;
pub(super) const PRICE_MINOR_MAX: i64 = 1_000_000_000;

/// An event that may be published.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) input: EventInput,
    pub(super) when: When,
    pub(super) price: Price,
    pub(super) party_max: i64,
    pub(super) minimum: i64,
    pub(super) draw_hours: i64,
    pub(super) seat_types: Vec<NewSeatType>,
}

/// Checks what was said of an event in this city.
pub(super) async fn written(tx: &mut Tx, city: &City, input: &EventInput) -> Result<Written> {
    let mut input = input.clone();
    let mut refusals = Vec::new();
    texts(&mut input, &mut refusals);
    place(tx, city, &input, &mut refusals).await?;
    let when = when(&input, &mut refusals);
    let price = price(&input, &mut refusals);
    let party_max = seats(&input, &mut refusals);
    let seat_types = seat_types::checked(&input, &mut refusals);
    draw(&input, &mut refusals);
    if refusals.is_empty()
        && let Err(crate::error::Error::Refused(refusal)) = when.occurrences(&city.zone)
    {
        refusals.push(refusal);
    }
    Refusal::join(refusals)?;
    Ok(Written {
        when,
        price,
        party_max,
        minimum: input.minimum.unwrap_or(0),
        draw_hours: input.draw_hours.unwrap_or(DRAW_HOURS),
        seat_types,
        input,
    })
}

fn texts(input: &mut EventInput, refusals: &mut Vec<Refusal>) {
    let title = input.titles.exact(input.lang).unwrap_or_default();
    if text::is_blank(title) {
        refusals.push(Refusal::new("publishing-title-missing").on("title"));
    }
    let long = |field, n: usize| Refusal::new("publishing-text-long").on(field).with("n", n);
    let is_long = |text: &str, max: usize| text.chars().count() > max;
    if input
        .titles
        .iter()
        .any(|(_, title)| is_long(title, TITLE_CHARS_MAX))
    {
        refusals.push(long("title", TITLE_CHARS_MAX));
    }
    if input
        .descriptions
        .iter()
        .any(|(_, text)| is_long(text, DESCRIPTION_CHARS_MAX))
    {
        refusals.push(long("text", DESCRIPTION_CHARS_MAX));
    }
    for (field, line) in [
        ("location", &input.location),
        ("meeting_point", &input.meeting_point),
        ("to_bring", &input.to_bring),
    ] {
        if is_long(line, LINE_CHARS_MAX) {
            refusals.push(long(field, LINE_CHARS_MAX));
        }
    }
    let names = input.titles.iter().map(|(_, title)| ("title", title));
    let lines = [
        ("location", input.location.as_str()),
        ("meeting_point", &input.meeting_point),
        ("to_bring", &input.to_bring),
    ];
    for (field, line) in names.chain(lines) {
        if line.chars().any(char::is_control) || text::has_bidi_control(line) {
            refusals.push(Refusal::new("publishing-text-characters").on(field));
        }
    }
    addresses(input, refusals);
}

/// A draw is over a number of seats, at a time before the date.
fn draw(input: &EventInput, refusals: &mut Vec<Refusal>) {
    if input.way == Way::Draw && input.capacity.is_none() {
        refusals.push(Refusal::new("publishing-draw-capacity").on("capacity"));
    }
    let hours = input.draw_hours.unwrap_or(DRAW_HOURS);
    if !(1..=DRAW_HOURS_MAX).contains(&hours) {
        let refusal = Refusal::new("publishing-draw-hours-range").on("draw_hours");
        refusals.push(refusal.with("n", DRAW_HOURS_MAX));
    }
}

fn addresses(input: &mut EventInput, refusals: &mut Vec<Refusal>) {
    for (field, address) in [
        ("online_url", &mut input.online_url),
        ("ticket_url", &mut input.ticket_url),
    ] {
        match web_address(address) {
            Some(safe) => *address = safe,
            None if address.trim().is_empty() => address.clear(),
            None => refusals.push(Refusal::new("publishing-url").on(field)),
        }
    }
    if input.way == Way::External && input.ticket_url.is_empty() {
        refusals.push(Refusal::new("publishing-ticket-url-missing").on("ticket_url"));
    }
}

async fn place(
    tx: &mut Tx,
    city: &City,
    input: &EventInput,
    refusals: &mut Vec<Refusal>,
) -> Result<()> {
    if let Some(place) = input.place {
        let sql = "select id from place where id = $1 and city_id = $2";
        let found = tx.optional::<(PlaceId,)>(sql, args![place, city.id]);
        if found.await?.is_none() {
            refusals.push(Refusal::new("publishing-place-unknown").on("location"));
        }
    } else if text::is_blank(&input.location) && input.online_url.is_empty() {
        refusals.push(Refusal::new("publishing-place-missing").on("location"));
    }
    let known = |id| city.communities.iter().any(|community| community.id == id);
    if input.community.is_some_and(|id| !known(id)) {
        refusals.push(Refusal::new("publishing-community-unknown").on("community"));
    }
    Ok(())
}

fn when(input: &EventInput, refusals: &mut Vec<Refusal>) -> When {
    let mut refuse = |key, field| refusals.push(Refusal::new(key).on(field));
    let first = input.day.trim().parse::<Date>();
    if first.is_err() {
        refuse("publishing-day", "day");
    }
    let typed = input
        .times
        .iter()
        .map(|time| time.trim())
        .filter(|time| !time.is_empty());
    let times: Result<BTreeSet<Time>, _> = typed.map(parsed_time).collect();
    let times: Vec<Time> = times.unwrap_or_default().into_iter().collect();
    if times.is_empty() || times.len() > SLOTS_MAX || input.kind == Kind::Show && times.len() > 1 {
        refuse("publishing-time", "time");
    }
    if input.minutes.is_some_and(|minutes| minutes <= 0) {
        refuse("publishing-end-before-start", "end_time");
    } else if input.minutes.is_some_and(|minutes| minutes > MINUTES_MAX) {
        refuse("publishing-end-late", "end_time");
    }
    let until = day(&input.until);
    if until.is_err() {
        refuse("publishing-day", "until");
    }
    let weekdays: Option<Vec<_>> = input.weekdays.iter().map(|code| weekday(code)).collect();
    let mut seen = BTreeSet::new();
    if weekdays.is_none() || !input.weekdays.iter().all(|code| seen.insert(code)) {
        refuse("publishing-weekdays", "weekdays");
    }
    let except: Result<BTreeSet<Date>, _> =
        input.except_days.iter().map(|day| day.parse()).collect();
    if except
        .as_ref()
        .map_or(true, |days| days.len() > EXCEPT_DAYS_MAX)
    {
        refuse("publishing-except-days", "except_days");
    }
    let repeats = input.repeats;
    When {
        first: first.unwrap_or_default(),
        times,
        minutes: input.minutes,
        repeats,
        weekdays: weekdays.unwrap_or_default(),
        until: until
            .unwrap_or_default()
            .filter(|_| repeats != Repeats::Never),
        rule: input.rule.clone(),
        except: except.unwrap_or_default(),
    }
}

/// None for an empty text.
fn day(typed: &str) -> Result<Option<Date>, jiff::Error> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.parse()).transpose()
}

/// `19:00`, as browsers send it; also with seconds, which do not count.
fn parsed_time(typed: &str) -> Result<Time, jiff::Error> {
    let time: Time = typed.parse()?;
    time.with().second(0).subsec_nanosecond(0).build()
}

fn price(input: &EventInput, refusals: &mut Vec<Refusal>) -> Price {
    let (min, max) = (input.price_min_minor, input.price_max_minor);
    let outside =
        |minor: Option<i64>| minor.is_some_and(|minor| !(0..=PRICE_MINOR_MAX).contains(&minor));
    if outside(min) || outside(max) {
        refusals.push(Refusal::new("publishing-price").on("price_min"));
    }
    Price::from_columns(min.or(max), max.or(min))
}

/// How many one answer may bring.
fn seats(input: &EventInput, refusals: &mut Vec<Refusal>) -> i64 {
    let party_max = input.party_max.unwrap_or(1);
    if input
        .capacity
        .is_some_and(|capacity| !(1..=CAPACITY_MAX).contains(&capacity))
    {
        refusals.push(
            Refusal::new("publishing-capacity")
                .on("capacity")
                .with("n", CAPACITY_MAX),
        );
    }
    if !(1..=PARTY_MAX).contains(&party_max) {
        refusals.push(
            Refusal::new("publishing-party")
                .on("party_max")
                .with("n", PARTY_MAX),
        );
    }
    let most = input.capacity.unwrap_or(CAPACITY_MAX);
    if input
        .minimum
        .is_some_and(|minimum| !(0..=most).contains(&minimum))
    {
        refusals.push(Refusal::new("publishing-minimum").on("minimum"));
    }
    party_max
}
