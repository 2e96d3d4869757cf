//! The form of an event as somebody would have typed what was said of it.

use jiff::civil::{Date, Time};

use super::form::EventForm;
use super::input::{EventInput, SeatTypeInput};
use crate::text::Names;
use crate::text::money::Currency;

/// `place` is what its place is called; empty without one.
pub(super) fn typed(input: EventInput, place: &str, currency: Currency) -> EventForm {
    let lang = input.lang;
    let others = |names: &Names| -> Vec<String> {
        let text = |lang| names.exact(lang).unwrap_or_default().to_owned();
        EventForm::other_langs(lang).map(text).collect()
    };
    let own = |names: &Names| names.exact(lang).unwrap_or_default().to_owned();
    let number = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
    let money = |minor: Option<i64>| {
        let typed = minor.map(|minor| typed_money(minor, currency));
        typed.unwrap_or_default()
    };
    let mut times = input.times.iter().cloned();
    let form = EventForm {
        title: own(&input.titles),
        text: own(&input.descriptions),
        titles: others(&input.titles),
        texts: others(&input.descriptions),
        time: times.next().unwrap_or_default(),
        more_times: times.collect::<Vec<_>>().join(" "),
        price_min: money(input.price_min_minor),
        price_max: money(input.price_max_minor),
        capacity: number(input.capacity),
        draw_hours: number(input.draw_hours),
        party_max: number(input.party_max),
        minimum: number(input.minimum.filter(|minimum| *minimum > 0)),
        ..with_seats_and_ends(&input, currency)
    };
    EventForm {
        kind: input.kind.name().to_owned(),
        lang: lang.tag().to_owned(),
        community: input.community.map(|id| id.to_string()).unwrap_or_default(),
        location: if place.is_empty() {
            input.location
        } else {
            place.to_owned()
        },
        place: input.place.map(|id| id.to_string()).unwrap_or_default(),
        online_url: input.online_url,
        day: input.day,
        repeats: input.repeats.name().to_owned(),
        weekdays: input.weekdays,
        until: input.until,
        rule: input.rule,
        except_days: input.except_days.join(" "),
        way: input.way.name().to_owned(),
        ticket_url: input.ticket_url,
        meeting_point: input.meeting_point,
        to_bring: input.to_bring,
        may_hand_over: if input.may_hand_over {
            "1".into()
        } else {
            String::new()
        },
        ..form
    }
}

fn with_seats_and_ends(input: &EventInput, currency: Currency) -> EventForm {
    let types = &input.seat_types;
    let each = |text: &dyn Fn(&SeatTypeInput) -> String| types.iter().map(text).collect::<Vec<_>>();
    let number = |number: Option<i64>| number.map(|n| n.to_string()).unwrap_or_default();
    let (end_day, end_time) = ends(input).unwrap_or_default();
    EventForm {
        seat_ids: each(&|one| one.id.map(|id| id.to_string()).unwrap_or_default()),
        seat_names: each(&|one| one.name.clone()),
        seat_prices: each(&|one| typed_money(one.price_minor, currency)),
        seat_capacities: each(&|one| number(one.capacity)),
        end_day,
        end_time,
        ..EventForm::default()
    }
}

/// The day (empty when it is the first) and the time at which the first date ends.
fn ends(input: &EventInput) -> Option<(String, String)> {
    let day: Date = input.day.parse().ok()?;
    let time: Time = input.times.first()?.parse().ok()?;
    let span = jiff::Span::new().try_minutes(input.minutes?).ok()?;
    let ends = day.to_datetime(time).checked_add(span).ok()?;
    let end_day = if ends.date() == day {
        String::new()
    } else {
        ends.date().to_string()
    };
    Some((end_day, ends.time().strftime("%H:%M").to_string()))
}

fn typed_money(minor: i64, currency: Currency) -> String {
    let decimals = usize::try_from(currency.exponent()).unwrap_or(0);
    let digits = format!("{minor:0>width$}", width = decimals + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals);
    if part.chars().all(|digit| digit == '0') {
        whole.to_owned()
    } else {
        format!("{whole}.{part}")
    }
}
