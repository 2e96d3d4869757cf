//! The form of an event as a browser sends it, and what it says.

use jiff::civil::{Date, DateTime, Time};
use serde::Deserialize;
use store::Tx;

use super::dates::code;
use super::input::{EventInput, SeatTypeInput};
use super::{Kind, Repeats, Way};
use crate::cities::City;
use crate::error::{Refusal, Result};
use crate::places::{self, named};
use crate::text::money::Currency;
use crate::text::{Lang, Names};

/// Each may be missing; all of it is text.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct EventForm {
    pub(super) kind: String,
    pub(super) lang: String,
    /// In the organiser's language.
    pub(super) title: String,
    pub(super) text: String,
    /// In the other languages, in the order of [`EventForm::other_langs`].
    pub(super) titles: Vec<String>,
    pub(super) texts: Vec<String>,
    pub(super) community: String,
    /// What the place is called, or where it is.
    pub(super) location: String,
    /// The place's id, once it was chosen; it counts as long as the place is called so.
    pub(super) place: String,
    pub(super) online_url: String,
    pub(super) day: String,
    pub(super) time: String,
    /// More slots of an experience, parted by spaces.
    pub(super) more_times: String,
    pub(super) end_day: String,
    pub(super) end_time: String,
    pub(super) repeats: String,
    pub(super) weekdays: Vec<String>,
    pub(super) until: String,
    pub(super) rule: String,
    /// Parted by spaces.
    pub(super) except_days: String,
    pub(super) price_min: String,
    pub(super) price_max: String,
    pub(super) way: String,
    pub(super) ticket_url: String,
    pub(super) draw_hours: String,
    pub(super) capacity: String,
    pub(super) seat_ids: Vec<String>,
    pub(super) seat_names: Vec<String>,
    pub(super) seat_prices: Vec<String>,
    pub(super) seat_capacities: Vec<String>,
    pub(super) party_max: String,
    pub(super) minimum: String,
    pub(super) meeting_point: String,
    pub(super) to_bring: String,
    pub(super) may_hand_over: String,
}

/// What a form says, or which places its location may mean.
pub(super) enum Read {
    Said(Box<EventInput>),
    Several(Vec<named::Named>),
}

impl EventForm {
    /// The languages beside the organiser's own.
    pub(super) fn other_langs(own: Lang) -> impl Iterator<Item = Lang> {
        Lang::ALL.into_iter().filter(move |lang| *lang != own)
    }

    pub(super) fn own_lang(&self) -> Lang {
        self.lang.parse().unwrap_or_default()
    }

    /// What it says. Whatever is no number or day is refused with the rest of what is wrong.
    pub(super) async fn read(&self, tx: &mut Tx, city: &City) -> Result<Read> {
        let mut refusals = Vec::new();
        let mut input = self.said(city.currency, &mut refusals);
        Refusal::join(refusals)?;
        let found = places::named::called(tx, city.id, &self.location).await?;
        let chosen = self.place.parse().ok();
        let chosen = found.iter().find(|place| Some(place.id) == chosen);
        let exact = |place: &&named::Named| {
            place
                .names
                .iter()
                .any(|(_, name)| name == self.location.trim())
        };
        let mut named = found.iter().filter(exact);
        match (chosen, named.next(), named.next()) {
            (Some(place), ..) | (None, Some(place), None) => {
                input.place = Some(place.id);
                input.location.clear();
            }
            (None, Some(_), Some(_)) => return Ok(Read::Several(found)),
            // What is no place of ours is where it is all the same.
            (None, None, _) => {}
        }
        Ok(Read::Said(Box::new(input)))
    }

    fn said(&self, currency: Currency, refusals: &mut Vec<Refusal>) -> EventInput {
        let lang = self.own_lang();
        let more = self.more_times.split([' ', ',', '、']);
        let times = std::iter::once(self.time.as_str()).chain(more);
        let mut number = |text: &str, field| number(text, field, refusals);
        let (draw_hours, capacity, party_max, minimum) = (
            number(&self.draw_hours, "draw_hours"),
            number(&self.capacity, "capacity"),
            number(&self.party_max, "party_max"),
            number(&self.minimum, "minimum"),
        );
        let price_min_minor = money(&self.price_min, currency, "price_min", refusals);
        let price_max_minor = money(&self.price_max, currency, "price_max", refusals);
        let kind = Kind::parse(&self.kind).unwrap_or_default();
        // A show has one time, however many were typed before it became one.
        let experience = kind == Kind::Experience;
        EventInput {
            kind,
            lang,
            titles: self.names(&self.title, &self.titles),
            descriptions: self.names(&self.text, &self.texts),
            community: self.community.parse().ok(),
            place: None,
            location: self.location.trim().to_owned(),
            online_url: self.online_url.trim().to_owned(),
            day: self.day.trim().to_owned(),
            times: times
                .map(str::trim)
                .filter(|time| !time.is_empty())
                .take(if experience { usize::MAX } else { 1 })
                .map(str::to_owned)
                .collect(),
            minutes: self.minutes(),
            repeats: Repeats::parse(&self.repeats).unwrap_or_default(),
            weekdays: self.weekdays.clone(),
            until: self.until.clone(),
            rule: self.rule.clone(),
            except_days: self
                .except_days
                .split([' ', ',', '、'])
                .filter(|day| !day.is_empty())
                .map(str::to_owned)
                .collect(),
            price_min_minor,
            price_max_minor,
            way: Way::parse(&self.way).unwrap_or_default(),
            ticket_url: self.ticket_url.trim().to_owned(),
            draw_hours,
            capacity,
            seat_types: self.seat_types(currency, refusals),
            party_max,
            minimum: minimum.filter(|_| experience),
            meeting_point: self.meeting_point.trim().to_owned(),
            to_bring: self.to_bring.trim().to_owned(),
            may_hand_over: !self.may_hand_over.is_empty(),
        }
    }

    fn names(&self, own: &str, others: &[String]) -> Names {
        let lang = self.own_lang();
        let others = Self::other_langs(lang).zip(others);
        let others = others.map(|(lang, text)| (lang, text.trim().to_owned()));
        Names::new(std::iter::once((lang, own.trim().to_owned())).chain(others))
    }

    /// From the first start to the end that was typed; the same day when no other is named.
    fn minutes(&self) -> Option<i64> {
        let end_time: Time = self.end_time.parse().ok()?;
        let day: Date = self.day.parse().ok()?;
        let starts = day.to_datetime(self.time.parse().ok()?);
        let end_day = self.end_day.parse().unwrap_or(day);
        let ends: DateTime = end_day.to_datetime(end_time);
        let span = starts.until((jiff::Unit::Minute, ends)).ok()?;
        Some(span.get_minutes())
    }

    fn seat_types(&self, currency: Currency, refusals: &mut Vec<Refusal>) -> Vec<SeatTypeInput> {
        let text = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
        let mut types = Vec::new();
        for (at, name) in self.seat_names.iter().enumerate() {
            if name.trim().is_empty() {
                continue;
            }
            types.push(SeatTypeInput {
                id: text(&self.seat_ids, at).parse().ok(),
                name: name.clone(),
                price_minor: money(
                    &text(&self.seat_prices, at),
                    currency,
                    "seat_types",
                    refusals,
                )
                .unwrap_or(0),
                capacity: number(&text(&self.seat_capacities, at), "seat_types", refusals),
            });
        }
        types
    }
}

/// None for an empty text.
fn number(text: &str, field: &'static str, refusals: &mut Vec<Refusal>) -> Option<i64> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let number = text.parse().ok();
    if number.is_none() {
        refusals.push(Refusal::new("publishing-number").on(field));
    }
    number
}

/// `12.50` in minor units; none for an empty text.
pub fn money(
    text: &str,
    currency: Currency,
    field: &'static str,
    refusals: &mut Vec<Refusal>,
) -> Option<i64> {
    let text = text.trim().replace(',', "");
    if text.is_empty() {
        return None;
    }
    let decimals = usize::try_from(currency.exponent()).unwrap_or(0);
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |text: &str| text.chars().all(|digit| digit.is_ascii_digit());
    let minor = (digits(whole) && digits(part) && part.len() <= decimals)
        .then(|| format!("{whole}{part:0<decimals$}").parse().ok())
        .flatten();
    if minor.is_none() {
        refusals.push(Refusal::new("publishing-price").on(field));
    }
    minor
}

/// The weekdays by their two letters, Monday first.
pub(super) fn weekday_codes() -> impl Iterator<Item = (&'static str, jiff::civil::Weekday)> {
    let days =
        (0..7).filter_map(|offset| jiff::civil::Weekday::from_monday_zero_offset(offset).ok());
    days.map(|day| (code(day), day))
}
