//! The page of a place: what it is, and what is on there.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use store::Tx;

use super::card::Card;
use super::filter::Filter;
use super::notes_here::{Before, notes_here};
use super::query::Asking;
use super::subscribe::Subscribe;
use super::view::Agenda;
use crate::app::App;
use crate::cities::{Cities, City};
use crate::covers::{self, ShareText};
use crate::error::{Error, Result};
use crate::events::Reading;
use crate::frame::{self, Page};
use crate::ids::PlaceId;
use crate::notes::Wanted;
use crate::places::{self, Place, PlaceView};
use crate::text::Lang;

/// Events on the page; the list of the city has the rest.
const PLACE_CARDS: usize = 12;

#[derive(Template)]
#[template(path = "agenda/place.html")]
struct PlacePage {
    page: Page,
    place: PlaceView,
    cards: Vec<Card>,
    /// Where all of it is, and how that reads; none where the cards are all.
    more: Option<(String, String)>,
    agenda: String,
    subscribe: Subscribe,
    /// What people wrote about it, ready for the page.
    notes: String,
}

pub(super) async fn place(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    Query(before): Query<Before>,
) -> Result<Response> {
    let id: PlaceId = id.parse().map_err(|_| Error::NotFound)?;
    let place = app
        .read(async |tx: &mut Tx| places::find(tx, id).await)
        .await?;
    let city = app.view::<Cities>()?.by_id(place.city);
    let city = city.ok_or(Error::NotFound)?;
    let notes = notes_here(&app, &page, &city, Wanted::Place(id), &before).await?;
    frame::html(&PlacePage {
        notes,
        ..view(&app, page, &city, &place)?
    })
}

fn view(app: &App, page: Page, city: &City, place: &Place) -> Result<PlacePage> {
    let lang = page.lang;
    let filter = Filter {
        place: Some(place.id),
        ..Filter::default()
    };
    let asking = Asking {
        now_ms: app.now_ms(),
        cheap_up_to_minor: city.cheap_up_to_minor,
    };
    let agenda = app.view::<Agenda>()?.city(city.id);
    let listing = agenda.list(&filter, asking, None, PLACE_CARDS);
    let reading = Reading {
        lang,
        zone: &city.zone,
        now_ms: asking.now_ms,
    };
    let cards: Vec<_> = listing
        .hits
        .iter()
        .map(|hit| Card::of(hit, city, reading))
        .collect();
    let path = format!("/cities/{}/agenda", city.slug);
    let more = (listing.total > cards.len()).then(|| {
        let all = format!("{path}?place={}", place.id);
        (all, page.tn("agenda-all", listing.total))
    });
    let public_url = page.public_url.clone();
    let facts = PlaceView::of(&page, city, place, &public_url);
    let own = format!("/places/{}", place.id);
    let subscribe = Subscribe::of_place(&page, city, &own, &place.id.to_string());
    Ok(PlacePage {
        subscribe,
        page: framed(app, page, city, place, &facts),
        place: facts,
        cards,
        more,
        agenda: path,
        notes: String::new(),
    })
}

fn framed(app: &App, page: Page, city: &City, place: &Place, facts: &PlaceView) -> Page {
    let lang = page.lang;
    let city_name = city.names.get(lang);
    let hood = facts.neighbourhood.as_ref().map(|(_, name)| name.as_str());
    let about: Vec<_> = [Some(facts.category.as_str()), hood, Some(city_name)]
        .into_iter()
        .flatten()
        .collect();
    let text = ShareText {
        lang,
        titles: &[&facts.name, place.names.get(Lang::En)],
        labels: &[],
        lines: &[city_name, city.names.get(Lang::En)],
    };
    let image = covers::share_url(app, city, place.neighbourhood, place.id.get(), text);
    page.in_city(&city.slug, &city.names)
        .titled(format!("{} · {city_name}", facts.name))
        .described(about.join(" · "))
        .pictured(&image)
        .syndicated_at(format!("/places/{}/events", place.id))
}
