//! A city's front page: tonight, this weekend, for little money, by community and neighbourhood.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::feed::SPONSORED_EVERY;
use serde_json::json;

use super::card::Card;
use super::chips::{Chip, Chips, Hood};
use super::filter::{Asked, Filter, PriceFilter, When};
use super::list_page::Empty;
use super::notice;
use super::query::Asking;
use super::subscribe::Subscribe;
use super::view::Agenda;
use crate::accounts::Reader;
use crate::app::App;
use crate::cities::{Character, City, CityState, InCity};
use crate::error::Result;
use crate::events::Reading;
use crate::frame::{self, Page};
use crate::gallery::Hero;
use crate::notes::disclosure::shares::{DAYS, Share, Shares};
use crate::places::script_safe;
use crate::text::Lang;

/// Cards in a section: two full rows on a wide screen, four on a phone.
const SECTION_CARDS: usize = 8;
/// Neighbourhoods on the page, the liveliest ones.
const HOODS_MAX: usize = 24;

/// Some of what is on, with the way to all of it.
struct Section {
    id: &'static str,
    title: String,
    note: String,
    cards: Vec<Card>,
    /// Where all of it is, and how that reads; none where the cards are all.
    more: Option<(String, String)>,
    empty: Option<Empty>,
}

#[derive(Template)]
#[template(path = "agenda/city.html")]
struct CityPage {
    page: Page,
    hero: Hero,
    demo: Option<String>,
    chips: Vec<Chip>,
    near: Chip,
    sections: Vec<Section>,
    communities: Vec<Chip>,
    hoods: Vec<Hood>,
    hoods_all: String,
    everything: (String, String),
    quiet: Option<Empty>,
    subscribe: Subscribe,
    /// How many of the feeds' cards were sponsored; none before any was counted.
    sponsored: Option<String>,
    /// schema.org, ready for a script element.
    linked_data: String,
}

pub(super) async fn city(
    State(app): State<App>,
    InCity(city): InCity,
    Reader(reader): Reader,
    page: Page,
) -> Result<Response> {
    let hero = Hero::of(&app, &page, reader.as_ref(), &city)?;
    let agenda = app.view::<Agenda>()?.city(city.id);
    let (asked, filter) = (Asked::default(), Filter::default());
    let asking = Asking {
        now_ms: app.now_ms(),
        cheap_up_to_minor: city.cheap_up_to_minor,
    };
    let chips = Chips {
        city: &city,
        agenda: &agenda,
        asked: &asked,
        filter: &filter,
        asking,
        lang: page.lang,
    };
    let sponsored = sponsored(page.lang, app.view::<Shares>()?.of(city.id));
    frame::html(&view(page, hero, &chips, sponsored))
}

/// The share that the city's feeds had, as it was measured.
fn sponsored(lang: Lang, share: Share) -> Option<String> {
    let tenths = share.per_mille();
    let percent = format!("{}.{}%", tenths / 10, tenths % 10);
    let told = [
        ("percent", percent.into()),
        ("cards", share.cards.into()),
        ("days", DAYS.into()),
        ("every", SPONSORED_EVERY.into()),
    ];
    (share.cards > 0).then(|| lang.t_with("notes-sponsored-share", &told))
}

fn view(page: Page, hero: Hero, chips: &Chips<'_>, sponsored: Option<String>) -> CityPage {
    let city = chips.city;
    let nothing = chips.agenda.count(chips.filter, chips.asking) == 0;
    let page = page
        .in_city(&city.slug, &city.names)
        .titled(page_title(chips))
        .described(hero.tagline.clone())
        .pictured(&hero.share_card)
        .syndicated_at(format!("/cities/{}/events", city.slug));
    let mut first_chips = chips.when();
    first_chips.extend(chips.price());
    let total = chips.agenda.count(chips.filter, chips.asking);
    let sections = if nothing { Vec::new() } else { sections(chips) };
    CityPage {
        linked_data: linked_data(&page, &sections),
        demo: notice::demo(chips.agenda, chips.lang),
        chips: if nothing { Vec::new() } else { first_chips },
        near: chips.near(),
        sections,
        communities: chips.communities(),
        hoods: liveliest(chips.neighbourhoods()),
        hoods_all: format!("/cities/{}/neighbourhoods", city.slug),
        everything: (chips.path(), page.tn("agenda-all", total)),
        quiet: nothing.then(|| quiet(&page, city)),
        subscribe: Subscribe::of_city(&page, city, chips.asked),
        sponsored,
        hero,
        page,
    }
}

/// The page's events in their order, each of which says all of itself on its own page.
fn linked_data(page: &Page, sections: &[Section]) -> String {
    let cards = sections.iter().flat_map(|section| &section.cards);
    let mut addresses: Vec<&str> = Vec::new();
    for card in cards {
        if !addresses.contains(&card.href.as_str()) {
            addresses.push(&card.href);
        }
    }
    let items = addresses.iter().zip(1..).map(|(href, position)| {
        json!({ "@type": "ListItem", "position": position, "url": page.absolute(href) })
    });
    let list = json!({
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": page.title,
        "url": page.canonical,
        "itemListElement": items.collect::<Vec<_>>(),
    });
    script_safe(&list)
}

fn page_title(chips: &Chips<'_>) -> String {
    let city = chips.city.names.get(chips.lang);
    chips.lang.t_with("agenda-all-of", &[("city", city.into())])
}

/// New York leads with the night, Tokyo with the weekend's things to try.
fn sections(chips: &Chips<'_>) -> Vec<Section> {
    let (tonight_note, weekend_note) = match chips.city.character {
        Character::Shows => ("agenda-tonight-shows", "agenda-weekend-shows"),
        Character::Experiences => ("agenda-tonight-experiences", "agenda-weekend-experiences"),
    };
    let tonight = section(chips, "tonight", "agenda-tonight", tonight_note);
    let weekend = section(chips, "weekend", "agenda-weekend", weekend_note);
    let cheap = section(chips, "cheap", "agenda-cheap", "agenda-cheap-note");
    match chips.city.character {
        Character::Shows => vec![tonight, weekend, cheap],
        Character::Experiences => vec![weekend, tonight, cheap],
    }
}

fn section(chips: &Chips<'_>, id: &'static str, title: &str, note: &str) -> Section {
    let lang = chips.lang;
    let (filter, asked) = match id {
        "tonight" => (
            Filter::of(When::Tonight),
            chips.asked.with("when", Some(id)),
        ),
        "weekend" => (
            Filter::of(When::Weekend),
            chips.asked.with("when", Some(id)),
        ),
        _ => {
            let week = Filter::of(When::Week);
            let cheap = Filter {
                price: Some(PriceFilter::Cheap),
                ..week
            };
            let asked = chips.asked.with("when", Some("week"));
            (cheap, asked.with("price", Some("cheap")))
        }
    };
    let reading = Reading {
        lang,
        zone: &chips.city.zone,
        now_ms: chips.asking.now_ms,
    };
    let listing = chips
        .agenda
        .list(&filter, chips.asking, None, SECTION_CARDS);
    let cards: Vec<_> = listing
        .hits
        .iter()
        .map(|hit| Card::of(hit, chips.city, reading))
        .collect();
    let href = asked.address(&chips.path());
    Section {
        id,
        title: lang.t(title),
        note: lang.t(note),
        empty: cards.is_empty().then(|| elsewhen(chips, id)),
        more: (listing.total > cards.len()).then(|| {
            (
                href,
                lang.t_with("agenda-all", &[("n", listing.total.into())]),
            )
        }),
        cards,
    }
}

/// Where a section has nothing: what comes next.
fn elsewhen(chips: &Chips<'_>, id: &str) -> Empty {
    let lang = chips.lang;
    let key = match id {
        "tonight" => "agenda-tonight-empty",
        "weekend" => "agenda-weekend-empty",
        _ => "agenda-cheap-empty",
    };
    let week = chips.asked.with("when", Some("week"));
    let count = chips.agenda.count(&Filter::of(When::Week), chips.asking);
    let link = if count > 0 {
        let text = lang.t_with("agenda-empty-week", &[("n", count.into())]);
        (week.address(&chips.path()), text)
    } else {
        (chips.path(), lang.t("agenda-empty-any-time"))
    };
    Empty {
        title: lang.t(key),
        text: String::new(),
        links: vec![link],
    }
}

/// A city in which nothing is listed at all.
fn quiet(page: &Page, city: &City) -> Empty {
    let asks = city.state == CityState::Petition;
    let text = if asks {
        "agenda-petition-text"
    } else {
        "agenda-empty-city-text"
    };
    Empty {
        title: page.t("agenda-empty-city"),
        text: page.t(text),
        links: vec![("/cities".to_owned(), page.t("web-cities-all"))],
    }
}

fn liveliest(mut hoods: Vec<Hood>) -> Vec<Hood> {
    hoods.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    hoods.truncate(HOODS_MAX);
    hoods.sort_by(|a, b| a.text.cmp(&b.text));
    hoods
}
