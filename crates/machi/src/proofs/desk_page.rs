//! The desk's page of proofs: one after the other, each decided by one press.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::decide::{self, Decision};
use super::queue::{self, Case};
use super::reason::{self, Reason};
use super::shown::{self, InLang};
use super::{REASON_CHARS_MAX, decide::ACCEPTED, picture};
use crate::app::App;
use crate::cities::CityOperator;
use crate::desk::DeskFrame;
use crate::error::{Error, Refusal, Result};
use crate::frame::form::{Problems, done, wants_fragment};
use crate::frame::{self, Page};
use crate::ids::ProofId;
use crate::obligations::Kind;

/// Of a note, beside the proof.
const NOTE_CHARS_MAX: usize = 400;

#[derive(Deserialize)]
pub(super) struct Asked {
    /// The proof behind which to look on; 0: from the first.
    #[serde(default)]
    after: i64,
}

/// A picture, and its size in pixels.
struct Shot {
    url: String,
    width: i64,
    height: i64,
}

/// Another proof whose screenshot looks the same.
struct Other {
    text: String,
    /// Where the reviewer may see it.
    url: Option<String>,
    link: String,
}

struct Choice {
    name: &'static str,
    /// The key that chooses it.
    number: usize,
    text: String,
}

/// One proof as a reviewer sees it.
struct Review {
    id: ProofId,
    revision: i64,
    handle: String,
    name: String,
    owed: String,
    campaign: String,
    event: String,
    event_href: String,
    link: String,
    words: String,
    shot: Option<Shot>,
    is_post: bool,
    alias: Option<String>,
    tags: Vec<String>,
    labels: Vec<InLang>,
    due: Option<String>,
    handed_in: String,
    note: Option<(String, String)>,
    warnings: Vec<String>,
    others: Vec<Other>,
}

/// What is answered alone to script, and stands in the page.
struct Part {
    slug: String,
    review: Option<Review>,
    waiting: String,
    /// Of the proof behind it, fetched ahead.
    next_picture: Option<String>,
    may_undo: bool,
    choices: Vec<Choice>,
    typed: String,
    reason_max: usize,
}

#[derive(Template)]
#[template(path = "proofs/review.html")]
struct ReviewPart {
    page: Page,
    part: Part,
    problems: Problems,
}

#[derive(Template)]
#[template(path = "proofs/desk.html")]
struct DeskPage {
    page: Page,
    desk: DeskFrame,
    part: Part,
    problems: Problems,
}

/// What was typed into the form, and what is wrong with it.
#[derive(Default)]
struct Again {
    typed: String,
    problems: Problems,
}

async fn part(
    app: &App,
    page: &Page,
    by: &CityOperator,
    (behind, typed): (i64, String),
) -> Result<Part> {
    let (case, next_picture, waiting, undo) = app
        .read(async |tx: &mut Tx| {
            let mut found = queue::next(tx, (by.city.id, &by.member), behind)
                .await?
                .into_iter();
            let case = match found.next() {
                Some(proof) => Some(queue::case(tx, proof).await?),
                None => None,
            };
            let next = match found.next() {
                Some(next) => picture::of_proof(tx, next.id).await?,
                None => None,
            };
            let waiting = queue::waiting(tx, by.city.id).await?;
            Ok((case, next, waiting, decide::last(tx, by).await?))
        })
        .await?;
    let choice = |(at, kind): (usize, reason::Kind)| Choice {
        name: kind.name(),
        number: at + 1,
        text: page.t(&format!("proofs-reason-{}", kind.name())),
    };
    Ok(Part {
        slug: by.city.slug.clone(),
        review: case
            .map(|case| review(page, by, case, app.now_ms()))
            .transpose()?,
        waiting: page.tn("proofs-waiting", waiting),
        next_picture: next_picture.map(|picture| picture::url(picture.id)),
        may_undo: undo.is_some(),
        choices: reason::Kind::ALL
            .into_iter()
            .enumerate()
            .map(choice)
            .collect(),
        typed,
        reason_max: REASON_CHARS_MAX,
    })
}

fn review(page: &Page, by: &CityOperator, case: Case, now_ms: i64) -> Result<Review> {
    let lang = page.lang;
    let at = |at_ms| shown::at(lang, &by.city.zone, at_ms, now_ms);
    let warnings = warnings(page, &case);
    let others = case.alike.iter().map(|other| Other {
        text: match other.city_id == by.city.id {
            true => format!("@{} · {}", other.handle, at(other.handed_in_at_ms)),
            false => page.t("proofs-alike-elsewhere"),
        },
        url: (other.city_id == by.city.id && !other.file.is_empty())
            .then(|| picture::url(other.picture)),
        link: other.link.clone(),
    });
    let shot = |picture: picture::Picture| Shot {
        url: picture::url(picture.id),
        width: picture.width,
        height: picture.height,
    };
    Ok(Review {
        others: others.collect(),
        id: case.proof.id,
        revision: case.proof.revision,
        owed: shown::owed(lang, &case.obligation),
        is_post: case.obligation.kind()? == Kind::Post,
        due: case.obligation.due_at_ms.map(at),
        handed_in: at(case.proof.changed_at_ms),
        labels: shown::disclosures(&case.about.disclosure),
        event: case.about.event.get(lang).to_owned(),
        event_href: case.obligation.about_href(),
        handle: case.about.handle,
        name: case.about.display_name,
        campaign: case.about.campaign,
        link: case.proof.link,
        words: case.proof.words,
        shot: case.picture.map(shot),
        alias: case.alias,
        tags: shown::tags(lang, &case.tags),
        note: case.note.map(|(note, text)| {
            let text: String = text.chars().take(NOTE_CHARS_MAX).collect();
            (format!("/notes/{note}"), text)
        }),
        warnings,
    })
}

fn warnings(page: &Page, case: &Case) -> Vec<String> {
    let due = case.obligation.due_at_ms.unwrap_or(i64::MAX);
    let (proof, mut warnings) = (&case.proof, Vec::new());
    if proof.handed_in_at_ms > due {
        warnings.push(page.t("proofs-warn-late"));
    } else if proof.changed_at_ms > due {
        warnings.push(page.t("proofs-warn-replaced"));
    }
    if case.obligation.network().is_some() && case.alias.is_none() {
        warnings.push(page.t("proofs-warn-no-alias"));
    }
    let same = case.picture.as_ref().map(|picture| picture.digest.as_str());
    if case
        .alike
        .iter()
        .any(|other| Some(other.digest.as_str()) == same)
    {
        warnings.push(page.t("proofs-warn-same"));
    } else if !case.alike.is_empty() {
        warnings.push(page.t("proofs-warn-alike"));
    }
    warnings
}

async fn view(
    app: &App,
    page: Page,
    by: &CityOperator,
    (behind, again, fragment): (i64, Again, bool),
) -> Result<Response> {
    let Again { typed, problems } = again;
    let part = part(app, &page, by, (behind, typed)).await?;
    if fragment {
        return frame::html(&ReviewPart {
            page,
            part,
            problems,
        });
    }
    let title = page.t("proofs-desk");
    frame::html(&DeskPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        part,
        problems,
        page: page.titled(title).hidden_from_search(),
    })
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response> {
    let fragment = wants_fragment(&headers);
    view(&app, page, &by, (asked.after, Again::default(), fragment)).await
}

#[derive(Deserialize)]
pub(super) struct DecisionForm {
    revision: i64,
    decision: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    words: String,
}

impl DecisionForm {
    fn decision(&self) -> Result<Decision> {
        if self.decision == ACCEPTED {
            return Ok(Decision::Accept);
        }
        let kind = reason::Kind::parse(&self.reason);
        let kind = kind.ok_or_else(|| Refusal::new("proofs-reason-missing").on("reason"))?;
        Ok(Decision::Refuse(Reason::new(kind, &self.words)?))
    }
}

pub(super) async fn post_decision(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Path((_, proof)): Path<(String, ProofId)>,
    headers: HeaderMap,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let fragment = wants_fragment(&headers);
    let decided = match form.decision() {
        Err(error) => Err(error),
        Ok(decision) => {
            let of = (proof, form.revision);
            app.write(async |tx: &mut Tx| decide::decide(tx, &by, of, &decision).await)
                .await
        }
    };
    let here = proof.get();
    match decided {
        Ok(()) if fragment => view(&app, page, &by, (here, Again::default(), true)).await,
        Ok(()) => Ok(done(
            &format!("/desk/{}/proofs?after={here}", by.city.slug),
            "notice-proofs-decided",
        )),
        // The same one again if it still waits, else the next.
        Err(error) => refused(&app, page, &by, (here - 1, form.words, fragment), error).await,
    }
}

async fn refused(
    app: &App,
    page: Page,
    by: &CityOperator,
    (behind, typed, fragment): (i64, String, bool),
    error: Error,
) -> Result<Response> {
    let Error::Refused(refusal) = error else {
        return Err(error);
    };
    let problems = Problems::of(&refusal, page.lang);
    let again = Again { typed, problems };
    let page = view(app, page, by, (behind, again, fragment)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Takes the last decision back, and shows that proof again.
pub(super) async fn post_undo(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    headers: HeaderMap,
) -> Result<Response> {
    let fragment = wants_fragment(&headers);
    let undone = app.write(async |tx: &mut Tx| {
        let last = decide::last(tx, &by).await?;
        let last = last.ok_or_else(|| Refusal::new("proofs-nothing-to-undo"))?;
        decide::undo(tx, &by, last).await?;
        Ok(last)
    });
    match undone.await {
        Ok(proof) => {
            let behind = proof.get() - 1;
            if fragment {
                return view(&app, page, &by, (behind, Again::default(), true)).await;
            }
            Ok(done(
                &format!("/desk/{}/proofs?after={behind}", by.city.slug),
                "notice-proofs-undone",
            ))
        }
        Err(error) => refused(&app, page, &by, (0, String::new(), fragment), error).await,
    }
}
