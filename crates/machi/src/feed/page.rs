//! The feed's page: cards in columns, the evening's events among them.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;

use super::asked::Asked;
use super::compose::{self, Listing, Tab};
use super::tonight::Tonight;
use crate::accounts::{Member, Reader};
use crate::app::App;
use crate::cities::{City, CityState, InCity};
use crate::collections::{CardReader, Cards, Marking};
use crate::error::Result;
use crate::events::Reading;
use crate::frame::{self, Page};
use crate::notes::Notes;

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
    /// Where For you takes note of what is near: the address to leave that, once it does.
    near: Option<Near>,
    /// List items.
    cards: String,
    next: Option<String>,
    empty: Option<Empty>,
    write_href: Option<String>,
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
    let notes = app.view::<Notes>()?;
    let listing = notes.in_city(city.id, |notes| compose::page(notes, tab, &taste, after));
    let cards = cards(&app, &page, &city, reader.as_ref(), tab, &listing).await?;
    let path = format!("/cities/{}/feed", city.slug);
    let open = city.state == CityState::Open;
    let city_name = city.names.get(page.lang);
    let heading = page.t1("feed-title", "city", city_name);
    let title = format!("{} · {heading}", page.t(tab.key()));
    let tagline = city.taglines.get(page.lang);
    let page = page
        .in_city(&city.slug, &city.names)
        .titled(title)
        .described(tagline);
    frame::html(&FeedPage {
        tabs: Tab::ALL.map(|each| TabLink {
            href: asked.tab_href(&city, each),
            text: page.t(each.key()),
            current: each == tab,
        }),
        near: (tab == Tab::ForYou).then(|| Near {
            href: asked.without_near(&city),
            current: taste.near.is_some(),
        }),
        next: listing.next.map(|cursor| asked.next(&path, cursor)),
        empty: cards
            .is_empty()
            .then(|| empty(&page, &city, tab, reader.is_some())),
        write_href: open.then(|| format!("/cities/{}/notes/new", city.slug)),
        cards,
        heading,
        page,
    })
}

/// The page's list items.
async fn cards(
    app: &App,
    page: &Page,
    city: &City,
    reader: Option<&Member>,
    tab: Tab,
    listing: &Listing,
) -> Result<String> {
    let reading = Reading {
        lang: page.lang,
        zone: &city.zone,
        now_ms: app.now_ms(),
    };
    let for_whom = CardReader {
        reading,
        signed_in: reader.is_some(),
        next: &page.path,
    };
    let reader = reader.map(|reader| reader.id);
    let marks = app
        .view::<Marking>()?
        .on(app, reader, &listing.notes)
        .await?;
    let marked: Vec<_> = listing.notes.iter().copied().zip(marks).collect();
    let cards = app
        .view::<Cards>()?
        .of(app, city, &for_whom, &marked)
        .await?;
    let events = match tab {
        Tab::ForYou => app.view::<Tonight>()?.of(app, city, reading)?,
        Tab::Following | Tab::Latest => Tonight::nothing(),
    };
    let mut events = events
        .iter()
        .skip(listing.page * compose::PAGE_NOTES / EVENT_EVERY);
    let mut html = String::with_capacity(cards.len() * 2 * 1_024);
    for (at, (note, card)) in cards.iter().enumerate() {
        if at % EVENT_EVERY == EVENT_AFTER
            && let Some(event) = events.next()
        {
            html += "<li class=\"note-wall__event\">";
            html += event;
            html += "</li>";
        }
        html += &format!("<li id=\"note-{note}\">");
        card.write(&mut html)?;
        html += "</li>\n";
    }
    Ok(html)
}

/// Says what to do next.
fn empty(page: &Page, city: &City, tab: Tab, signed_in: bool) -> Empty {
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
