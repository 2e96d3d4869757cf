//! The page on which a member hands in a proof. It works without script.

use askama::Template;
use axum::Router;
use axum::body::to_bytes;
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use futures_util::{StreamExt, TryStreamExt};
use store::Tx;
use url::form_urlencoded;

use super::hand_in::{Given, hand_in};
use super::picture::{self, Picture};
use super::queue::{self, About};
use super::shown::{self, InLang};
use super::sweep::KEPT_DAYS;
use super::{Proof, WORDS_CHARS_MAX, decide, link, reason};
use crate::accounts::Member;
use crate::app::App;
use crate::cities::Cities;
use crate::error::{Error, Refusal, Result};
use crate::events::rfc3339;
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::ObligationId;
use crate::obligations::{Kind, Obligation, State as Stands};
use crate::photos::Source;

/// All fields together, without the file.
const FIELDS_BYTES_MAX: usize = 64 * 1024;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/me/obligations/{obligation}/proof", get(show).post(post))
        // What a form may hold is limited where it is read.
        .layer(DefaultBodyLimit::disable())
}

/// A screenshot of one's own.
struct Shot {
    id: String,
    url: String,
    width: i64,
    height: i64,
}

impl Shot {
    fn of(picture: &Picture) -> Self {
        Self {
            id: picture.id.to_string(),
            url: picture::url(picture.id),
            width: picture.width,
            height: picture.height,
        }
    }
}

/// A proof that was handed in.
struct Line {
    state: String,
    when: String,
    reason: String,
    link: String,
}

/// What is typed in, or was.
#[derive(Default)]
struct Typed {
    link: String,
    words: String,
    shot: Option<Shot>,
}

#[derive(Template)]
#[template(path = "proofs/member.html")]
struct MemberPage {
    page: Page,
    problems: Problems,
    path: String,
    owed: String,
    campaign: String,
    event_href: String,
    event: String,
    due: Option<Due>,
    is_post: bool,
    has_link: bool,
    tags: Vec<String>,
    disclosures: Vec<InLang>,
    /// Why nothing can be handed in; none while it can.
    closed: Option<String>,
    replaces: bool,
    typed: Typed,
    words_max: usize,
    kept_days: i64,
    lines: Vec<Line>,
}

struct Due {
    words: String,
    machine: String,
}

fn id(text: &str) -> Result<ObligationId> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn show(
    State(app): State<App>,
    page: Page,
    by: Member,
    Path(obligation): Path<String>,
) -> Result<Response> {
    view(&app, page, &by, id(&obligation)?, None).await
}

/// What the page is made of.
struct Found {
    obligation: Obligation,
    about: About,
    tags: Vec<queue::Tag>,
    proofs: Vec<Proof>,
    picture: Option<Picture>,
    typed_picture: Option<Picture>,
}

async fn found(tx: &mut Tx, by: &Member, id: ObligationId, typed: Option<&Given>) -> Result<Found> {
    let obligation = super::own_obligation(tx, by, id).await?;
    let proofs = super::of_obligation(tx, id).await?;
    let typed = typed.and_then(|given| given.screenshot);
    Ok(Found {
        about: queue::about(tx, &obligation).await?,
        tags: queue::tags(tx, &obligation).await?,
        picture: match proofs.first().filter(|proof| proof.waits()) {
            Some(proof) => picture::of_proof(tx, proof.id).await?,
            None => None,
        },
        typed_picture: match typed {
            Some(typed) => picture::unused(tx, by.id, typed).await?,
            None => None,
        },
        proofs,
        obligation,
    })
}

async fn view(
    app: &App,
    page: Page,
    by: &Member,
    id: ObligationId,
    again: Option<(Given, Problems)>,
) -> Result<Response> {
    let typed = again.as_ref().map(|(given, _)| given.clone());
    let found = app
        .read(async |tx: &mut Tx| found(tx, by, id, typed.as_ref()).await)
        .await?;
    let city = app.view::<Cities>()?.by_id(found.obligation.city_id);
    let city = city.ok_or(Error::NotFound)?;
    let (lang, now_ms) = (page.lang, app.now_ms());
    let at = |at_ms| shown::at(lang, &city.zone, at_ms, now_ms);
    let due = |at_ms| Due {
        words: at(at_ms),
        machine: rfc3339(at_ms, &city.zone),
    };
    let of = &found.obligation;
    let (typed, problems, replaces) = typed_in(&found, again);
    let title = page.t("proofs-mine");
    frame::html(&MemberPage {
        problems,
        path: format!("/me/obligations/{id}/proof"),
        owed: shown::owed(lang, of),
        campaign: found.about.campaign.clone(),
        event_href: of.about_href(),
        event: found.about.event.get(lang).to_owned(),
        due: of.due_at_ms.map(due),
        is_post: of.kind()? == Kind::Post,
        has_link: link::has_links(of.network()),
        tags: shown::tags(lang, &found.tags),
        disclosures: shown::disclosures(&found.about.disclosure),
        closed: closed(&found)?.map(|key| lang.t(key)),
        replaces,
        typed,
        words_max: WORDS_CHARS_MAX,
        kept_days: KEPT_DAYS,
        lines: found
            .proofs
            .iter()
            .map(|proof| line(&page, proof, at(proof.changed_at_ms)))
            .collect(),
        page: page
            .in_city(&city.slug, &city.names)
            .titled(title)
            .hidden_from_search(),
    })
}

/// What stands in the form: what was typed, else what waits already.
fn typed_in(found: &Found, again: Option<(Given, Problems)>) -> (Typed, Problems, bool) {
    let waits = found.proofs.first().filter(|proof| proof.waits());
    let shot = found.typed_picture.as_ref().or(found.picture.as_ref());
    let shot = shot
        .filter(|picture| !picture.file.is_empty())
        .map(Shot::of);
    let (link, words, problems) = match (again, waits) {
        (Some((given, problems)), _) => (given.link, given.words, problems),
        (None, Some(proof)) => (proof.link.clone(), proof.words.clone(), Problems::default()),
        (None, None) => Default::default(),
    };
    (Typed { link, words, shot }, problems, waits.is_some())
}

/// Why nothing can be handed in now: a locale key.
fn closed(found: &Found) -> Result<Option<&'static str>> {
    let waits = found.proofs.first().is_some_and(Proof::waits);
    Ok(match found.obligation.state()? {
        _ if found.obligation.started_at_ms.is_none() => Some("proofs-before-check-in"),
        Stands::Open | Stands::Refused => None,
        Stands::Submitted if waits => None,
        Stands::Submitted => Some("proofs-looked-at"),
        _ => Some("proofs-over"),
    })
}

fn line(page: &Page, proof: &Proof, when: String) -> Line {
    // Nobody is told of a decision that may still be undone.
    let decided = proof.settled_at_ms.is_some();
    let key = match proof.decision.as_str() {
        decide::ACCEPTED if decided => "proofs-state-accepted",
        decide::REFUSED if decided => "proofs-state-refused",
        _ => "proofs-state-waits",
    };
    Line {
        state: page.t(key),
        when,
        reason: match decided {
            true => reason::in_words(page.lang, &proof.reason, &proof.reason_words),
            false => String::new(),
        },
        link: proof.link.clone(),
    }
}

async fn post(
    State(app): State<App>,
    page: Page,
    by: Member,
    Path(obligation): Path<String>,
    request: Request,
) -> Result<Response> {
    let id = id(&obligation)?;
    // Nobody sends a file for what is not theirs.
    app.read(async |tx: &mut Tx| super::own_obligation(tx, &by, id).await)
        .await?;
    let (given, refused) = posted(&app, &by, request).await?;
    let refused = match refused {
        Some(refusal) => refusal,
        None => {
            let written = app.write(async |tx: &mut Tx| hand_in(tx, &by, id, &given).await);
            match written.await {
                Ok(_) => {
                    let path = format!("/me/obligations/{id}/proof");
                    return Ok(done(&path, "notice-proofs-handed-in"));
                }
                Err(Error::Refused(refusal)) => refusal,
                Err(error) => return Err(error),
            }
        }
    };
    let problems = Problems::of(&refused, page.lang);
    let mut response = view(&app, page, &by, id, Some((given, problems))).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// What the form says, and what is wrong with its file.
async fn posted(app: &App, by: &Member, request: Request) -> Result<(Given, Option<Refusal>)> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let has_file = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    let mut given = Given::default();
    if !has_file {
        let body = to_bytes(request.into_body(), FIELDS_BYTES_MAX).await;
        let body = body.map_err(|_| Refusal::new("error-too-large"))?;
        for (name, value) in form_urlencoded::parse(&body) {
            set(&mut given, &name, value.into_owned());
        }
        return Ok((given, None));
    }
    let mut parts = Multipart::from_request(request, app)
        .await
        .map_err(malformed)?;
    let (mut left_bytes, mut refused) = (FIELDS_BYTES_MAX, None);
    while let Some(part) = parts.next_field().await.map_err(malformed)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name != "file" {
            let value = text(part, &mut left_bytes).await?;
            set(&mut given, &name, value);
        } else if part.file_name().is_some_and(|name| !name.is_empty()) {
            let bytes = part.map_err(malformed).boxed();
            match picture::keep(app, by, Source::stream(bytes, None)).await {
                Ok(picture) => given.screenshot = Some(picture),
                Err(Error::Refused(refusal)) => refused = Some(refusal.on("screenshot")),
                Err(error) => return Err(error),
            }
        }
    }
    Ok((given, refused))
}

fn set(given: &mut Given, name: &str, value: String) {
    match name {
        "link" => given.link = value,
        "words" => given.words = value,
        // The file, when there is one, comes behind it and wins.
        "screenshot" => given.screenshot = value.parse().ok(),
        _ => {}
    }
}

async fn text(mut part: Field<'_>, left_bytes: &mut usize) -> Result<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(malformed)? {
        let left = left_bytes.checked_sub(chunk.len());
        *left_bytes = left.ok_or_else(|| Refusal::new("error-too-large"))?;
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).map_err(malformed)
}

fn malformed<E>(_: E) -> Error {
    Refusal::new("error-malformed").into()
}
