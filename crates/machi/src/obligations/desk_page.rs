//! The desk's list of requests to be excused: what waits, with forms to decide, and what was decided.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::excuse::{REASON_CHARS_MAX, decide};
use super::excuse_list::{self, Requested};
use super::{Kind, shown};
use crate::accounts::Network;
use crate::app::App;
use crate::cities::CityOperator;
use crate::desk::DeskFrame;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::ExcuseId;
use crate::text::when;

struct Line {
    id: ExcuseId,
    handle: String,
    name: String,
    campaign: String,
    event: String,
    event_href: String,
    what: String,
    came: Option<String>,
    due: Option<String>,
    asked: String,
    text: String,
    state: String,
    reason: String,
    decided: String,
    /// Nobody decides about themselves.
    is_own: bool,
    /// What was typed into its form.
    typed: String,
}

#[derive(Template)]
#[template(path = "obligations/excuses.html")]
struct ExcusesPage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    /// Whether these are the ones that were decided.
    is_decided: bool,
    lines: Vec<Line>,
    next: Option<String>,
    problems: Problems,
    reason_chars_max: usize,
}

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    /// `decided` for what was.
    list: Option<String>,
    from: Option<ExcuseId>,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    view(&app, page, &by, asked, (None, Problems::default())).await
}

/// The request whose form was sent, and what was typed.
type Typed = Option<(ExcuseId, String)>;

async fn view(
    app: &App,
    page: Page,
    by: &CityOperator,
    asked: Asked,
    (typed, problems): (Typed, Problems),
) -> Result<Response> {
    let is_decided = asked.list.as_deref() == Some("decided");
    let city = by.city.id;
    let found = app
        .read(async |tx: &mut Tx| match is_decided {
            true => excuse_list::decided(tx, city, asked.from).await,
            false => excuse_list::waiting(tx, city, asked.from).await,
        })
        .await?;
    let slug = &by.city.slug;
    let list = if is_decided { "list=decided&" } else { "" };
    let next = excuse_list::next(&found);
    let next = next.map(|last| format!("/desk/{slug}/excuses?{list}from={last}"));
    let now_ms = app.now_ms();
    let lines = found.into_iter().map(|one| {
        let typed = typed.as_ref().filter(|(id, _)| *id == one.id);
        let typed = typed.map(|(_, reason)| reason.clone());
        line(&page, by, one, typed.unwrap_or_default(), now_ms)
    });
    let lines = lines.collect();
    let title = page.t("excuses-desk");
    frame::html(&ExcusesPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        slug: slug.clone(),
        is_decided,
        lines,
        next,
        problems,
        reason_chars_max: REASON_CHARS_MAX,
        page: page.titled(title).hidden_from_search(),
    })
}

fn line(page: &Page, by: &CityOperator, one: Requested, typed: String, now_ms: i64) -> Line {
    let civil = |at_ms| when::civil(at_ms, &by.city.zone);
    let at = |at_ms| when::day_and_time(page.lang, civil(at_ms), civil(now_ms).date());
    let kind = Kind::parse(&one.kind);
    let network = Network::parse(&one.network);
    let decided = one.decided_at_ms.map(at);
    Line {
        what: shown::what(
            page.lang,
            (kind, one.place_id.is_some()),
            network,
            &one.words,
        ),
        came: one.started_at_ms.map(at),
        due: one.due_at_ms.map(at),
        asked: at(one.asked_at_ms),
        state: page.t(&format!("excuses-state-{}", one.state)),
        decided: match (decided, one.decided_by.as_str()) {
            (None, _) => String::new(),
            (Some(at), "") => at,
            (Some(at), handle) => format!("{at} · @{handle}"),
        },
        is_own: one.account_id == by.member.id,
        event: one.titles.get(page.lang).to_owned(),
        event_href: match one.place_id {
            Some(place) => format!("/places/{place}"),
            None => format!("/events/{}/{}", one.event_id, one.occurrence_id),
        },
        id: one.id,
        handle: one.handle,
        name: one.display_name,
        campaign: one.title,
        text: one.text,
        reason: one.reason,
        typed,
    }
}

#[derive(Deserialize)]
pub(super) struct DecideForm {
    /// `accept` or `refuse`.
    verdict: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn post_decide(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Path((_, excuse)): Path<(String, ExcuseId)>,
    Form(form): Form<DecideForm>,
) -> Result<Response> {
    let accepted = form.verdict == "accept";
    let decided = app
        .write(async |tx: &mut Tx| decide(tx, &by, excuse, (accepted, &form.reason)).await)
        .await;
    let notice = match accepted {
        true => "notice-excuses-accepted",
        false => "notice-excuses-refused",
    };
    match decided {
        Ok(()) => Ok(done(&format!("/desk/{}/excuses", by.city.slug), notice)),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let typed = (Some((excuse, form.reason)), problems);
            let page = view(&app, page, &by, Asked::default(), typed).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
