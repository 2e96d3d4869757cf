//! The page on which an organiser chooses the photos of an event. It works without script too.

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use store::Tx;

use super::put::put;
use crate::app::App;
use crate::error::{Error, Result};
use crate::events;
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::PhotoId;
use crate::photos::{self, ALT_CHARS_MAX, EVENT_PHOTOS_MAX, Photo, narrowest_url};
use crate::publishing::Host;
use crate::secrets::random_token;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/events/{event}/photos", get(show).post(post))
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
    /// The slug, for what is near a photo.
    city: String,
    photos: Vec<ChosenPhoto>,
    photos_max: usize,
    alt_chars_max: usize,
    /// By which the files that the form brings are known.
    upload: String,
}

async fn show(State(app): State<App>, page: Page, by: Host) -> Result<Response> {
    view(&app, page, &by, Problems::default()).await
}

async fn view(app: &App, page: Page, by: &Host, problems: Problems) -> Result<Response> {
    let (event, found) = app
        .read(async |tx: &mut Tx| {
            let event = events::find(app, tx, by.event).await?;
            Ok((event, photos::of_event(tx, by.event).await?))
        })
        .await?;
    let chosen = |photo: Photo| ChosenPhoto {
        url: narrowest_url(&photo.content, &photo.widths),
        id: photo.id,
        alt: photo.alt,
    };
    let head = page.t("event-photos");
    frame::html(&PhotosPage {
        problems,
        path: format!("/events/{}", by.event),
        title: event.titles.get(page.lang).to_owned(),
        city: by.city.slug.clone(),
        photos: found.into_iter().map(chosen).collect(),
        photos_max: EVENT_PHOTOS_MAX,
        alt_chars_max: ALT_CHARS_MAX,
        upload: random_token(),
        page: page
            .in_city(&by.city.slug, &by.city.names)
            .titled(head)
            .hidden_from_search(),
    })
}

async fn post(State(app): State<App>, page: Page, by: Host, request: Request) -> Result<Response> {
    let posted = photos::read_posted(&app, &by.member, page.lang, request).await?;
    let refused = match (posted.refused.clone(), posted.chosen()) {
        (Some(refusal), _) | (None, Err(refusal)) => refusal,
        (None, Ok(chosen)) => {
            let written = app.write(async |tx: &mut Tx| put(tx, &by, &chosen).await);
            match written.await {
                Ok(()) => {
                    return Ok(done(
                        &format!("/events/{}", by.event),
                        "notice-event-photos",
                    ));
                }
                Err(Error::Refused(refusal)) => refusal,
                Err(error) => return Err(error),
            }
        }
    };
    let problems = Problems::of(&refused, page.lang);
    let mut response = view(&app, page, &by, problems).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}
