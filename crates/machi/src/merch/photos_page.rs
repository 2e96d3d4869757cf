//! The desk's page on which the photos of an item are chosen. It works without script too.

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use store::Tx;

use super::at::AtItem;
use super::item::find;
use crate::app::App;
use crate::changes::{self, Change};
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::PhotoId;
use crate::photos::{self, ALT_CHARS_MAX, Chosen, MERCH_PHOTOS_MAX, Photo, narrowest_url};
use crate::secrets::random_token;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/desk/{city}/merch/items/{item}/photos",
            get(show).post(post),
        )
        // What a form may hold is limited where it is read.
        .layer(DefaultBodyLimit::disable())
}

struct ChosenPhoto {
    id: PhotoId,
    url: String,
    alt: String,
}

#[derive(Template)]
#[template(path = "event_photos/photos.html")]
struct PhotosPage {
    page: Page,
    problems: Problems,
    path: String,
    title: String,
    city: String,
    photos: Vec<ChosenPhoto>,
    photos_max: usize,
    alt_chars_max: usize,
    /// By which the files that the form brings are known.
    upload: String,
}

/// Makes these the photos of the item. The same again changes nothing.
pub(super) async fn put(tx: &mut Tx, at: &AtItem, chosen: &[Chosen]) -> Result<()> {
    let item = at.item;
    photos::put_in_merch(tx, at.by.member.id, item, chosen).await?;
    changes::record(tx, at.by.city.id, Change::MerchChanged { item }).await
}

fn path(at: &AtItem) -> String {
    format!("/desk/{}/merch/items/{}", at.by.city.slug, at.item)
}

async fn show(State(app): State<App>, page: Page, at: AtItem) -> Result<Response> {
    view(&app, page, &at, Problems::default()).await
}

async fn view(app: &App, page: Page, at: &AtItem, problems: Problems) -> Result<Response> {
    let (item, found) = app
        .read(async |tx: &mut Tx| {
            let item = find(tx, at.item).await?;
            Ok((item, photos::of_merch(tx, at.item).await?))
        })
        .await?;
    let chosen = |photo: Photo| ChosenPhoto {
        url: narrowest_url(&photo.content, &photo.widths),
        id: photo.id,
        alt: photo.alt,
    };
    let city = &at.by.city;
    let head = page.t("merch-photos");
    frame::html(&PhotosPage {
        problems,
        path: path(at),
        title: item.names.get(page.lang).to_owned(),
        city: city.slug.clone(),
        photos: found.into_iter().map(chosen).collect(),
        photos_max: MERCH_PHOTOS_MAX,
        alt_chars_max: ALT_CHARS_MAX,
        upload: random_token(),
        page: page
            .in_city(&city.slug, &city.names)
            .titled(head)
            .hidden_from_search(),
    })
}

async fn post(
    State(app): State<App>,
    page: Page,
    at: AtItem,
    request: Request,
) -> Result<Response> {
    let posted = photos::read_posted(&app, &at.by.member, page.lang, request).await?;
    let refused = match (posted.refused.clone(), posted.chosen()) {
        (Some(refusal), _) | (None, Err(refusal)) => refusal,
        (None, Ok(chosen)) => {
            let written = app.write(async |tx: &mut Tx| put(tx, &at, &chosen).await);
            match written.await {
                Ok(()) => return Ok(done(&path(&at), "notice-merch-saved")),
                Err(Error::Refused(refusal)) => refusal,
                Err(error) => return Err(error),
            }
        }
    };
    let problems = Problems::of(&refused, page.lang);
    let mut response = view(&app, page, &at, problems).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}
