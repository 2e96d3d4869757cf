//! An event as lists show it: a card with its picture, or a row of a timetable.

use askama::Template;
use rules::schedule;

use super::filter::{Filter, When};
use super::query::{Asking, Hit};
use super::view::Agenda;
use crate::app::App;
use crate::cities::City;
use crate::covers::{self, Shape};
use crate::error::Result;
use crate::events::{Reading, rfc3339};
use crate::frame::assets;
use crate::text::{Lang, Value, money};

/// An event of a list: the view struct of `agenda/card.html` and `agenda/row.html`.
pub struct Card {
    pub href: String,
    pub cover: String,
    /// RFC 3339, in the city's zone.
    pub starts_at: String,
    /// "Tonight 7:00 PM".
    pub when: String,
    pub now: bool,
    /// The column of a timetable: "19:00", or words.
    pub clock: Clock,
    pub title: String,
    pub title_lang: Lang,
    pub place: String,
    pub price: Option<String>,
    pub free: bool,
    /// "and 3 more dates".
    pub more_dates: Option<String>,
    /// "1.2 km".
    pub distance: Option<String>,
    pub source: String,
}

/// How the time stands in a timetable.
pub struct Clock {
    pub text: String,
    /// Not a time of day.
    pub words: bool,
    /// "to 21:00".
    pub until: Option<String>,
}

impl Card {
    pub fn of(hit: &Hit, city: &City, reading: Reading<'_>) -> Self {
        let lang = reading.lang;
        let event = &hit.event;
        let times = hit.occurrence.times;
        let (title, title_lang) = title(hit, lang);
        Self {
            href: format!("/events/{}/{}", event.id, hit.occurrence.id),
            cover: covers::cover_url(city, event.neighbourhood, event.id.get(), Shape::Card),
            starts_at: rfc3339(times.starts_at_ms, reading.zone),
            when: times.brief(reading),
            now: times.is_running(reading),
            clock: clock(hit, reading),
            title,
            title_lang,
            place: place(hit, city, lang),
            price: event.price.text(lang, city.currency),
            free: event.price.is_free(),
            more_dates: (hit.more_dates > 0)
                .then(|| lang.t_with("agenda-more-dates", &[("n", hit.more_dates.into())])),
            distance: hit.metres.map(|metres| distance(lang, metres)),
            source: event.source_name.clone(),
        }
    }
}

/// The template around one card.
#[derive(Template)]
#[template(path = "agenda/card.html")]
struct CardAlone {
    page: Icons,
    card: Card,
}

/// What the card asks of its page.
struct Icons {
    icons: &'static str,
}

/// The cards of a city's evening, the next ones first.
pub fn tonight_cards(
    app: &App,
    city: &City,
    reading: Reading<'_>,
    limit: usize,
) -> Result<Vec<String>> {
    let asking = Asking {
        now_ms: reading.now_ms,
        cheap_up_to_minor: city.cheap_up_to_minor,
    };
    let agenda = app.view::<Agenda>()?.city(city.id);
    let listing = agenda.list(&Filter::of(When::Tonight), asking, None, limit);
    let card = |hit: &Hit| {
        let alone = CardAlone {
            page: Icons {
                icons: assets::url("icons.svg"),
            },
            card: Card::of(hit, city, reading),
        };
        Ok(alone.render().map_err(anyhow::Error::from)?)
    };
    listing.hits.iter().map(card).collect()
}

fn title(hit: &Hit, lang: Lang) -> (String, Lang) {
    let titles = &hit.event.titles;
    let title = titles.get(lang);
    let in_lang = match titles.exact(lang) {
        Some(_) => lang,
        None => titles
            .iter()
            .find(|&(_, text)| text == title)
            .map_or(hit.event.lang, |(found, _)| found),
    };
    (title.to_owned(), in_lang)
}

/// "Union Square Park, Gramercy": the place or what the source wrote, then the neighbourhood.
fn place(hit: &Hit, city: &City, lang: Lang) -> String {
    let event = &hit.event;
    let place = if event.place_names.is_empty() {
        event.location_text.as_str()
    } else {
        event.place_names.get(lang)
    };
    let hood = event.neighbourhood.and_then(|id| city.neighbourhood(id));
    match hood.map(|hood| hood.names.get(lang)) {
        Some(hood) if place.is_empty() || place.contains(hood) || hood.contains(place) => {
            if place.len() > hood.len() {
                place
            } else {
                hood
            }
            .to_owned()
        }
        Some(hood) => lang.t_with(
            "agenda-place-in",
            &[("place", place.into()), ("neighbourhood", hood.into())],
        ),
        None => place.to_owned(),
    }
}

fn clock(hit: &Hit, reading: Reading<'_>) -> Clock {
    let times = hit.occurrence.times;
    let lang = reading.lang;
    let (first, last) = times.days(reading.zone);
    if times.all_day || last > first.tomorrow().unwrap_or(first) || times.is_running(reading) {
        let today = reading.today();
        let text = if times.is_running(reading) && (last > today || !times.all_day) {
            times.brief(reading)
        } else if last > first {
            let until = [("day", Value::from(reading.day(last)))];
            lang.t_with("events-when-until", &until)
        } else {
            lang.t("agenda-all-day")
        };
        return Clock {
            text,
            words: true,
            until: None,
        };
    }
    Clock {
        text: reading.time(times.starts_at_ms),
        words: false,
        until: times
            .ends_at_ms
            .map(|ends_ms| lang.t_with("agenda-until", &[("time", reading.time(ends_ms).into())])),
    }
}

/// In steps of 100 m, since one's own place is known no better.
fn distance(lang: Lang, metres: i64) -> String {
    let hundreds = (metres + 50) / 100;
    let km = format!("{}.{}", money::number(lang, hundreds / 10), hundreds % 10);
    lang.t_with("agenda-distance", &[("km", km.into())])
}

/// The rows of one day.
pub struct Day {
    /// None where the list is not by day.
    pub text: Option<String>,
    pub cards: Vec<Card>,
}

/// Rows by the day on which one can go: that of the start, or the list's first for what has begun.
pub fn by_day(hits: &[Hit], from_ms: i64, city: &City, reading: Reading<'_>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for hit in hits {
        let starts_ms = hit.occurrence.times.starts_at_ms.max(from_ms);
        let day = schedule::civil(starts_ms, reading.zone).date();
        let text = hit.metres.is_none().then(|| reading.day(day));
        let card = Card::of(hit, city, reading);
        match days.last_mut() {
            Some(last) if last.text == text => last.cards.push(card),
            _ => days.push(Day {
                text,
                cards: vec![card],
            }),
        }
    }
    days
}
