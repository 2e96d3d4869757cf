//! The feed's page: cards in columns, the evening's events among them.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use rules::feed::SPONSORED_EVERY;

use super::asked::Asked;
use super::compose::{self, Listing, Tab};
use super::tonight::Tonight;
use crate::accounts::Reader;
use crate::app::App;
use crate::cities::{City, CityState, InCity};
use crate::collections::{self, Item, Wall};
use crate::error::Result;
use crate::events::Reading;
use crate::frame::{self, Page};
use crate::obligations::{self, Panel};

/// Events stand after so many notes of a page, in each run of [`EVENT_EVERY`].
const EVENT_AFTER: usize = 3;
const EVENT_EVERY: usize = 8;

struct TabLink {
    href: String,
    text: String,
    current: bool,
}

/// What to do where there is nothing.
struct Empty {
    title: String,
    text: String,
    links: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "feed/feed.html")]
struct FeedPage {
    page: Page,
    heading: String,
    tabs: [TabLink; 3],
    /// What the reader owes, if anything is open.
    owed: Option<Panel>,
    /// Where For you takes note of what is near: the address to leave that, once it does.
    near: Option<Near>,
    wall: Wall,
    empty: Option<Empty>,
    write_href: Option<String>,
    sponsored_every: usize,
}

struct Near {
    href: String,
    current: bool,
}

pub(super) async fn feed(
    State(app): State<App>,
    InCity(city): InCity,
    Reader(reader): Reader,
    Query(asked): Query<Asked>,
    page: Page,
) -> Result<Response> {
    // What makes no sense is left out, not refused: a link may be old.
    let (tab, after, _) = asked.read();
    let taste = asked.taste(&app, reader.as_ref(), &city).await?;
    let listing = asked.listing(&app, &city, tab, &taste, after).await?;
    let items = items(&app, &page, &city, tab, &listing).await?;
    let owed = match &reader {
        Some(reader) => obligations::panel(&app, reader.id, page.lang).await?,
        None => None,
    };
    let path = format!("/cities/{}/feed", city.slug);
    let open = city.state == CityState::Open;
    let city_name = city.names.get(page.lang);
    let heading = match &asked.tag {
        Some(tag) => format!("#{tag}"),
        None => page.t1("feed-title", "city", city_name),
    };
    let title = format!("{} · {heading}", page.t(tab.key()));
    let tagline = city.taglines.get(page.lang);
    let page = page
        .in_city(&city.slug, &city.names)
        .titled(title)
        .described(tagline)
        .syndicated_at(format!("/cities/{}/notes", city.slug));
    frame::html(&FeedPage {
        tabs: Tab::ALL.map(|each| TabLink {
            href: asked.tab_href(&city, each),
            text: page.t(each.key()),
            current: each == tab && asked.tag.is_none(),
        }),
        near: (tab == Tab::ForYou).then(|| Near {
            href: asked.without_near(&city),
            current: taste.near.is_some(),
        }),
        empty: items
            .is_empty()
            .then(|| empty(&page, &city, tab, asked.tag.as_deref(), reader.is_some())),
        owed,
        write_href: open.then(|| format!("/cities/{}/notes/new", city.slug)),
        wall: Wall {
            items,
            next: listing.next.map(|cursor| asked.next(&path, cursor)),
        },
        sponsored_every: SPONSORED_EVERY,
        heading,
        page,
    })
}

/// The page's cards.
async fn items(
    app: &App,
    page: &Page,
    city: &City,
    tab: Tab,
    listing: &Listing,
) -> Result<Vec<Item>> {
    let cards = collections::cards(app, page, &listing.notes).await?;
    let reading = Reading {
        lang: page.lang,
        zone: &city.zone,
        now_ms: app.now_ms(),
    };
    let events = match tab {
        Tab::ForYou => app.view::<Tonight>()?.of(app, city, reading)?,
        Tab::Following | Tab::Latest => Tonight::nothing(),
    };
    let mut events = events
        .iter()
        .skip(listing.page * compose::PAGE_NOTES / EVENT_EVERY);
    let mut items = Vec::with_capacity(cards.len() + cards.len() / EVENT_EVERY + 1);
    for (at, card) in cards.into_iter().enumerate() {
        if at % EVENT_EVERY == EVENT_AFTER {
            items.extend(events.next().cloned().map(Item::Event));
        }
        items.push(Item::Note(card));
    }
    Ok(items)
}

/// Says what to do next.
fn empty(page: &Page, city: &City, tab: Tab, tag: Option<&str>, signed_in: bool) -> Empty {
    let feed = format!("/cities/{}/feed", city.slug);
    let latest = (format!("{feed}?tab=latest"), page.t("feed-latest"));
    let write = (
        format!("/cities/{}/notes/new", city.slug),
        page.t("feed-empty-write"),
    );
    let tonight = (
        format!("/cities/{}", city.slug),
        page.t("feed-empty-agenda"),
    );
    if let Some(tag) = tag {
        return Empty {
            title: page.t1("feed-empty-tag", "tag", tag),
            text: page.t("feed-empty-tag-text"),
            links: vec![latest],
        };
    }
    let (title, text, links) = match tab {
        Tab::Following if !signed_in => {
            let sign_in = (page.sign_in_href(), page.t("web-sign-in"));
            (
                "feed-empty-stranger",
                "feed-empty-stranger-text",
                vec![sign_in, latest],
            )
        }
        Tab::Following => {
            let people = ("/search".to_owned(), page.t("feed-empty-search"));
            (
                "feed-empty-following",
                "feed-empty-following-text",
                vec![latest, people],
            )
        }
        _ if city.state == CityState::Open => {
            ("feed-empty", "feed-empty-text", vec![write, tonight])
        }
        _ => ("feed-empty", "feed-empty-closed-text", vec![tonight]),
    };
    Empty {
        title: page.t(title),
        text: page.t(text),
        links,
    }
}
