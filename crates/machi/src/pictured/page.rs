//! The page of the answers to a note: what counts and why, the form, and every counter-photo.

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum_extra::extract::Form;
use rules::pictured::{NETWORK_DAYS, NEWEST_MAX, SEASONED_DAYS};
use serde::Deserialize;
use store::Tx;

use super::answer::{Answer, BY_MEMBER, answer};
use super::at::{AtNote, Keeper};
use super::counter_photos::PAGE_PHOTOS;
use super::network::fingerprint;
use super::panel::Panel;
use super::remove::{REASON_CHARS_MAX, remove};
use super::take_back::take_back;
use crate::accounts::{Caller, Member, Reader};
use crate::app::App;
use crate::at::Before;
use crate::error::{Error, Refusal, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::{NoteId, PhotoId};
use crate::photos::{self, ALT_CHARS_MAX, Chosen, Posted};
use crate::secrets::random_token;
use crate::social::Viewers;

pub(super) fn routes() -> Router<App> {
    let asks = Router::new()
        .route("/notes/{note}/pictured", get(show).post(post_answer))
        // What a form may hold is limited where it is read.
        .layer(DefaultBodyLimit::disable());
    Router::new()
        .merge(asks)
        .route("/notes/{note}/pictured/take-back", post(post_take_back))
        .route(
            "/notes/{note}/pictured/photos/{photo}/remove",
            post(post_remove),
        )
}

#[derive(Template)]
#[template(path = "pictured/page.html")]
struct PicturedPage {
    page: Page,
    problems: Problems,
    asked: Panel,
    /// "By mika", of the note.
    by: String,
    /// What was chosen in the form.
    yes: bool,
    no: bool,
    alt: String,
    alt_chars_max: usize,
    reason_chars_max: usize,
    rules: [String; 4],
    /// By which the file that the form brings is known.
    upload: String,
}

async fn show(
    State(app): State<App>,
    Reader(reader): Reader,
    page: Page,
    AtNote(note): AtNote,
    Query(before): Query<Before>,
) -> Result<Response> {
    let before = before.place::<PhotoId>()?;
    view(
        &app,
        page,
        reader.as_ref(),
        (note, before),
        Problems::default(),
    )
    .await
}

async fn view(
    app: &App,
    page: Page,
    reader: Option<&Member>,
    (note, before): (NoteId, Option<PhotoId>),
    problems: Problems,
) -> Result<Response> {
    let viewers = app.view::<Viewers>()?;
    let viewer = viewers.of(app, reader.map(|reader| reader.id)).await?;
    let lang = page.lang;
    let asked = app
        .read(async |tx: &mut Tx| {
            Panel::page(tx, lang, reader, &viewer, (note, before, PAGE_PHOTOS)).await
        })
        .await?;
    let mine = asked.mine.as_ref();
    let title = page.t("pictured-title");
    frame::html(&PicturedPage {
        problems,
        by: page.t1("notes-note-by", "name", asked.author.as_str()),
        yes: mine.is_some_and(|mine| mine.as_pictured),
        no: mine.is_some_and(|mine| !mine.as_pictured),
        alt: mine
            .and_then(|mine| mine.photo.as_ref())
            .map(|photo| photo.alt.clone())
            .unwrap_or_default(),
        alt_chars_max: ALT_CHARS_MAX,
        reason_chars_max: REASON_CHARS_MAX,
        rules: [
            page.t("pictured-rule-there"),
            page.t1("pictured-rule-counts", "days", SEASONED_DAYS),
            page.t1("pictured-rule-network", "days", NETWORK_DAYS),
            page.t1("pictured-rule-seen", "n", NEWEST_MAX),
        ],
        upload: random_token(),
        asked,
        page: page.titled(title).hidden_from_search(),
    })
}

async fn post_answer(
    State(app): State<App>,
    member: Member,
    page: Page,
    caller: Caller,
    AtNote(note): AtNote,
    request: Request,
) -> Result<Response> {
    app.limits().count(&BY_MEMBER, &member.id.to_string())?;
    let posted = photos::read_posted(&app, &member, page.lang, request).await?;
    let refused = match said(&posted, fingerprint(&app, &caller, note)) {
        Err(refusal) => refusal,
        Ok(said) => {
            let written = app.write(async |tx: &mut Tx| answer(tx, &member, note, &said).await);
            match written.await {
                Ok(()) => {
                    let to = format!("/notes/{note}#pictured");
                    return Ok(done(&to, "notice-pictured-saved"));
                }
                Err(Error::Refused(refusal)) => refusal,
                Err(error) => return Err(error),
            }
        }
    };
    let problems = Problems::of(&refused, page.lang);
    let view = view(&app, page, Some(&member), (note, None), problems).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, view).into_response())
}

/// What the form says: a file that it brings takes the place of the photo that was there.
fn said(posted: &Posted, network: String) -> Result<Answer, Refusal> {
    let field = |wanted: &str| {
        let fields = posted.fields.iter();
        let mut found = fields.filter(|(name, _)| name == wanted);
        found.next().map(|(_, value)| value.as_str())
    };
    if let Some(refusal) = &posted.refused {
        return Err(refusal.clone());
    }
    let as_pictured = match field("as_pictured") {
        Some("yes") => true,
        Some("no") => false,
        _ => return Err(Refusal::new("pictured-say").on("as_pictured")),
    };
    let mut chosen = posted.chosen()?;
    let brought = posted.photos.last().map(|&photo| Chosen {
        photo,
        alt: field("alts").unwrap_or_default().to_owned(),
    });
    Ok(Answer {
        as_pictured,
        photo: brought.or_else(|| chosen.pop()),
        network,
    })
}

async fn post_take_back(
    State(app): State<App>,
    member: Member,
    AtNote(note): AtNote,
) -> Result<Response> {
    app.limits().count(&BY_MEMBER, &member.id.to_string())?;
    app.write(async |tx: &mut Tx| take_back(tx, &member, note).await)
        .await?;
    Ok(done(
        &format!("/notes/{note}#pictured"),
        "notice-pictured-taken-back",
    ))
}

#[derive(Deserialize)]
struct RemovalForm {
    #[serde(default)]
    reason: String,
}

async fn post_remove(
    State(app): State<App>,
    by: Keeper,
    page: Page,
    Form(form): Form<RemovalForm>,
) -> Result<Response> {
    let removed = app.write(async |tx: &mut Tx| remove(tx, &by, &form.reason).await);
    match removed.await {
        Ok(()) => Ok(done(
            &format!("/notes/{}/pictured", by.note),
            "notice-pictured-removed",
        )),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let view = view(&app, page, Some(&by.member), (by.note, None), problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, view).into_response())
        }
        Err(error) => Err(error),
    }
}
