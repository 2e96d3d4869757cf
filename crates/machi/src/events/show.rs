//! What the page of an event shows.

use askama::Template;

use super::detail::{DATES_PAGE, DatesAfter, Event, Occurrence, Source};
use super::{Reading, Shown, Told, linked_data, rfc3339};
use crate::app::App;
use crate::covers::{self, Locator, Shape, ShareText};
use crate::frame::Page;
use crate::text::{Lang, when};

const DESCRIPTION_CHARS_MAX: usize = 200;

/// A link with its words.
struct Link {
    href: String,
    text: String,
}

/// One date of the event.
struct DateLink {
    href: String,
    at: String,
    text: String,
    current: bool,
    cancelled: bool,
}

/// The title and text as their source wrote them.
struct Original {
    lang: Lang,
    title: String,
    paragraphs: Vec<String>,
}

/// When the event is, on the date that is shown.
struct At {
    cancelled: bool,
    over: bool,
    running: bool,
    all_day: bool,
    when: String,
    /// RFC 3339, in the city's zone.
    starts_at: String,
    zone_name: String,
    /// "Tokyo time".
    city_time: String,
    /// When it really was, of a demo's event.
    moved: Option<String>,
}

impl At {
    fn of(event: &Event, occurrence: Occurrence, reading: Reading<'_>) -> Self {
        let Reading { lang, zone, now_ms } = reading;
        let times = occurrence.times;
        let city = event.city.names.get(lang);
        Self {
            cancelled: event.cancelled || occurrence.cancelled,
            over: times.over_at_ms(zone) <= now_ms,
            running: times.is_running(reading),
            all_day: times.all_day,
            when: times.full(reading),
            starts_at: rfc3339(times.starts_at_ms, zone),
            zone_name: event.city.zone_name.clone(),
            city_time: lang.t_with("events-city-time", &[("city", city.into())]),
            moved: moved(event, occurrence, reading),
        }
    }
}

#[derive(Template)]
#[template(path = "events/event.html")]
pub(super) struct EventPage {
    page: Page,
    title: String,
    text_lang: Lang,
    paragraphs: Vec<String>,
    original: Option<Original>,
    cover: String,
    /// The same for narrow screens.
    square: String,
    locator: Option<Locator>,
    at: At,
    place: Option<Link>,
    location: String,
    neighbourhood: Option<Link>,
    community: Option<Link>,
    price: Option<String>,
    price_text: String,
    organiser: String,
    /// The profile of who publishes it here.
    host: Option<String>,
    online_url: String,
    url: String,
    source: Option<Source>,
    calendar: String,
    calendar_all: Option<String>,
    dates: Vec<DateLink>,
    dates_next: Option<String>,
    agenda: Link,
    linked_data: String,
    told: Told,
}

fn cover(event: &Event, shape: Shape) -> String {
    covers::cover_url(&event.city, event.neighbourhood, event.id.get(), shape)
}

pub(super) fn view(app: &App, page: Page, shown: &Shown, told: Told) -> EventPage {
    let Shown {
        event,
        occurrence,
        dates,
    } = shown;
    let (occurrence, lang) = (*occurrence, page.lang);
    let zone = &event.city.zone;
    let reading = Reading {
        lang,
        zone,
        now_ms: app.now_ms(),
    };
    let (title, text_lang) = in_language(event, lang);
    let hood = event
        .neighbourhood
        .and_then(|id| event.city.neighbourhood(id));
    let page = framed(app, page, event, &title, &occurrence.times.full(reading));
    let (page, images) = pictured(page, &told.images);
    EventPage {
        paragraphs: paragraphs(event.descriptions.get(lang)),
        original: original(event, &title),
        cover: cover(event, Shape::Card),
        square: cover(event, Shape::Square),
        locator: Locator::draw(&event.city, hood.map(|hood| &**hood), event.spot),
        at: At::of(event, occurrence, reading),
        place: place(event, lang),
        location: event.location_text.clone(),
        neighbourhood: neighbourhood(event, lang),
        community: community(event, lang),
        price: event.price.text(lang, event.city.currency),
        price_text: event.price_text.clone(),
        organiser: event.organiser.clone(),
        host: host(event),
        online_url: event.online_url.clone(),
        url: event.url.clone(),
        source: event.source.clone(),
        calendar: format!("/events/{}/{}.ics", event.id, occurrence.id),
        calendar_all: (dates.len() > 1).then(|| format!("/events/{}.ics", event.id)),
        dates: date_links(event, occurrence, dates, reading),
        dates_next: dates_next(event, occurrence, dates),
        agenda: Link {
            href: format!("/cities/{}", event.city.slug),
            text: page.t1("events-more-in-city", "city", event.city.names.get(lang)),
        },
        linked_data: linked_data::script(event, &occurrence, &page.canonical, &images, lang),
        title,
        text_lang,
        page,
        told,
    }
}

fn place(event: &Event, lang: Lang) -> Option<Link> {
    event.place.as_ref().map(|(id, names)| Link {
        href: format!("/places/{id}"),
        text: names.get(lang).to_owned(),
    })
}

fn host(event: &Event) -> Option<String> {
    let (_, handle) = event.host.as_ref()?;
    Some(format!("/people/{handle}"))
}

/// The page with its first photo as its picture, and every picture's full address; without photos
/// its drawn one.
fn pictured(page: Page, photos: &[String]) -> (Page, Vec<String>) {
    let page = match photos.first() {
        Some(first) => page.pictured(first),
        None => page,
    };
    let drawn = page.open_graph_image.iter().filter(|_| photos.is_empty());
    let paths = photos.iter().chain(drawn);
    let images = paths.map(|path| page.absolute(path)).collect();
    (page, images)
}

/// Title, description and picture of the page in search results and shared links.
fn framed(app: &App, page: Page, event: &Event, title: &str, when: &str) -> Page {
    let lang = page.lang;
    let city = event.city.names.get(lang);
    let summary = [when, &event.location(lang), event.descriptions.get(lang)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let original = event.titles.get(event.lang);
    let english = event.titles.get(Lang::En);
    let line = format!("{when} · {city}");
    let text = ShareText {
        lang,
        titles: &[title, original, english, event.city.names.get(Lang::En)],
        labels: &[],
        lines: &[&line, when, event.city.names.get(Lang::En)],
    };
    let image = covers::share_url(app, &event.city, event.neighbourhood, event.id.get(), text);
    let page = page
        .in_city(&event.city.slug, &event.city.names)
        .titled(format!("{title} · {city}"))
        .described(clipped(&summary))
        .pictured(&image);
    match event.listed {
        true => page,
        false => page.hidden_from_search(),
    }
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(DESCRIPTION_CHARS_MAX) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// The title as the reader gets it, and the language that it is in.
fn in_language(event: &Event, lang: Lang) -> (String, Lang) {
    let title = event.titles.get(lang);
    let found = event.titles.iter().find(|&(_, text)| text == title);
    let found = event
        .titles
        .exact(lang)
        .map_or(found, |_| Some((lang, title)));
    (title.to_owned(), found.map_or(event.lang, |(lang, _)| lang))
}

/// What the source wrote, where the reader gets something else.
fn original(event: &Event, title: &str) -> Option<Original> {
    let first = event.titles.exact(event.lang)?;
    (first != title).then(|| Original {
        lang: event.lang,
        title: first.to_owned(),
        paragraphs: paragraphs(event.descriptions.exact(event.lang).unwrap_or_default()),
    })
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split('\n')
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(str::to_owned)
        .collect()
}

fn neighbourhood(event: &Event, lang: Lang) -> Option<Link> {
    let hood = event.city.neighbourhood(event.neighbourhood?)?;
    let key: String = url::form_urlencoded::byte_serialize(hood.key.as_bytes()).collect();
    Some(Link {
        href: format!("/cities/{}/agenda?neighbourhood={key}", event.city.slug),
        text: hood.names.get(lang).to_owned(),
    })
}

fn community(event: &Event, lang: Lang) -> Option<Link> {
    let id = event.community?;
    let found = event
        .city
        .communities
        .iter()
        .find(|community| community.id == id)?;
    Some(Link {
        href: format!(
            "/cities/{}/agenda?community={}",
            event.city.slug, found.slug
        ),
        text: found.names.get(lang).to_owned(),
    })
}

/// When a demo's event really was.
fn moved(event: &Event, occurrence: Occurrence, reading: Reading<'_>) -> Option<String> {
    if event.moved_days == 0 {
        return None;
    }
    let shown = when::civil(occurrence.times.starts_at_ms, reading.zone).date();
    let real = shown.saturating_sub(jiff::Span::new().try_days(event.moved_days).ok()?);
    let day = reading.day(real);
    Some(reading.lang.t_with("events-moved", &[("day", day.into())]))
}

fn date_links(
    event: &Event,
    shown: Occurrence,
    dates: &[Occurrence],
    reading: Reading<'_>,
) -> Vec<DateLink> {
    if dates.len() < 2 {
        return Vec::new();
    }
    dates
        .iter()
        .take(DATES_PAGE)
        .map(|date| DateLink {
            href: format!("/events/{}/{}", event.id, date.id),
            at: rfc3339(date.times.starts_at_ms, reading.zone),
            text: date.times.full(reading),
            current: date.id == shown.id,
            cancelled: date.cancelled,
        })
        .collect()
}

fn dates_next(event: &Event, shown: Occurrence, dates: &[Occurrence]) -> Option<String> {
    let last = dates
        .get(DATES_PAGE - 1)
        .filter(|_| dates.len() > DATES_PAGE)?;
    let after = DatesAfter {
        starts_at_ms: last.times.starts_at_ms,
        id: last.id,
    };
    Some(format!(
        "/events/{}/{}?dates={after}#dates",
        event.id, shown.id
    ))
}
