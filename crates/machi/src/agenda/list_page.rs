//! The list of what is on in a city, by the reader's filters.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;

use super::card::{Day, by_day};
use super::chips::{Chip, Chips, Hood};
use super::filter::{Asked, Filter, When};
use super::notice;
use super::query::{Asking, Listing};
use super::subscribe::Subscribe;
use super::view::Agenda;
use crate::app::App;
use crate::cities::{City, InCity};
use crate::error::Result;
use crate::events::Reading;
use crate::frame::{self, Page};

const PAGE_EVENTS: usize = 24;

/// A filter that the form carries along.
pub(super) struct Hidden {
    pub(super) name: &'static str,
    pub(super) value: String,
}

/// What to do where there is nothing.
pub(super) struct Empty {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) links: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "agenda/list.html")]
struct ListPage {
    page: Page,
    heading: String,
    count: String,
    demo: Option<String>,
    path: String,
    when: Vec<Chip>,
    price: Vec<Chip>,
    communities: Vec<Chip>,
    near: Chip,
    hoods: Vec<Hood>,
    hood_word: String,
    hidden: Vec<Hidden>,
    words: String,
    filtered: bool,
    days: Vec<Day>,
    next: Option<String>,
    empty: Option<Empty>,
    subscribe: Subscribe,
}

pub(super) async fn list(
    State(app): State<App>,
    InCity(city): InCity,
    Query(asked): Query<Asked>,
    page: Page,
) -> Result<Response> {
    // What makes no sense in this city is left out, not refused: a link may be old.
    let (filter, _) = Filter::read(&asked, &city);
    let agenda = app.view::<Agenda>()?.city(city.id);
    let asking = Asking {
        now_ms: app.now_ms(),
        cheap_up_to_minor: city.cheap_up_to_minor,
    };
    let after = asked
        .after
        .as_deref()
        .and_then(|cursor| cursor.parse().ok());
    let listing = agenda.list(&filter, asking, after, PAGE_EVENTS);
    let chips = Chips {
        city: &city,
        agenda: &agenda,
        asked: &asked,
        filter: &filter,
        asking,
        lang: page.lang,
    };
    frame::html(&view(page, &chips, &listing))
}

fn view(page: Page, chips: &Chips<'_>, listing: &Listing) -> ListPage {
    let Chips {
        city,
        agenda,
        asked,
        filter,
        asking,
        lang,
    } = *chips;
    let heading = heading(&page, city, filter);
    let reading = Reading {
        lang,
        zone: &city.zone,
        now_ms: asking.now_ms,
    };
    let from_ms = filter.when.span(listing.began_ms, &city.zone).from_ms;
    let next = listing.next.map(|cursor| {
        let after = cursor.to_string();
        asked.with("after", Some(&after)).address(&chips.path())
    });
    let page = page
        .in_city(&city.slug, &city.names)
        .titled(format!("{heading} · {}", city.names.get(lang)))
        .described(city.taglines.get(lang).to_owned())
        .syndicated_at(format!("/cities/{}/events", city.slug));
    ListPage {
        count: page.tn("agenda-count", listing.total),
        demo: notice::demo(agenda, lang),
        path: chips.path(),
        when: chips.when(),
        price: chips.price(),
        communities: chips.communities(),
        near: chips.near(),
        hoods: chips.neighbourhoods(),
        hood_word: city.district_names.get(lang).to_owned(),
        hidden: hidden(asked),
        words: asked.q.clone().unwrap_or_default(),
        filtered: asked.pairs().iter().any(|(name, _)| *name != "after"),
        days: by_day(&listing.hits, from_ms, city, reading),
        next,
        subscribe: Subscribe::of_city(&page, city, asked),
        empty: (listing.total == 0).then(|| empty(&page, chips)),
        heading,
        page,
    }
}

fn heading(page: &Page, city: &City, filter: &Filter) -> String {
    match filter.when {
        When::Upcoming => page.t1("agenda-all-of", "city", city.names.get(page.lang)),
        When::Tonight => page.t("agenda-tonight"),
        When::Weekend => page.t("agenda-weekend"),
        When::Today => page.t("agenda-today"),
        When::Tomorrow => page.t("agenda-tomorrow"),
        When::Week => page.t("agenda-week"),
        When::Days(first, last) => {
            let day = |day| crate::text::when::day(page.lang, day, day);
            if first == last {
                return day(first);
            }
            let range = [("from", day(first).into()), ("to", day(last).into())];
            page.lang.t_with("events-when-range", &range)
        }
    }
}

/// The form sets words and neighbourhood; the rest goes along.
fn hidden(asked: &Asked) -> Vec<Hidden> {
    asked
        .pairs()
        .into_iter()
        .filter(|(name, _)| !matches!(*name, "q" | "neighbourhood" | "after"))
        .map(|(name, value)| Hidden {
            name,
            value: value.to_owned(),
        })
        .collect()
}

/// Says what to do next: a longer time first, then fewer filters.
fn empty(page: &Page, chips: &Chips<'_>) -> Empty {
    let mut links = Vec::new();
    let later = [
        ("weekend", When::Weekend, "agenda-empty-weekend"),
        ("week", When::Week, "agenda-empty-week"),
    ];
    for (value, when, key) in later {
        let filter = Filter {
            when,
            ..chips.filter.clone()
        };
        let count = chips.agenda.count(&filter, chips.asking);
        if count > 0 && chips.filter.when != when {
            let href = chips.asked.with("when", Some(value)).address(&chips.path());
            links.push((href, page.tn(key, count)));
        }
    }
    if chips.filter.when != When::Upcoming {
        let any_time = chips.asked.with("when", None);
        links.push((
            any_time.address(&chips.path()),
            page.t("agenda-empty-any-time"),
        ));
    }
    if *chips.filter != Filter::default() {
        links.push((chips.path(), page.t("agenda-empty-whole-city")));
    }
    let nothing_at_all = chips.agenda.events.is_empty();
    let (title, text) = if nothing_at_all {
        ("agenda-empty-city", "agenda-empty-city-text")
    } else {
        ("agenda-empty", "agenda-empty-text")
    };
    Empty {
        title: page.t(title),
        text: page.t(text),
        links,
    }
}
