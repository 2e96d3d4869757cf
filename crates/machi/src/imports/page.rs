//! The desk's pages of imports: sources and runs, one run's report, a file, a feed.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use store::Tx;

use super::feeds::{self, FeedDraft, MINUTES_MAX, MINUTES_MIN};
use super::running_page::{self, RunningRow};
use super::sources::{self, IMPORTS_PAGE};
use super::upload::{self, Upload};
use super::view::{ReasonRow, RunRow, SourceRow, Stat, stats};
use super::{Kind, Report};
use crate::app::App;
use crate::cities::CityOperator;
use crate::desk::DeskFrame;
use crate::error::{Error, Result};
use crate::frame::form::{self, Problems};
use crate::frame::{self, Page};
use crate::ids::{ImportId, SourceId};

#[derive(Template)]
#[template(path = "imports/imports.html")]
struct ImportsPage {
    page: Page,
    desk: DeskFrame,
    here: String,
    sources: Vec<SourceRow>,
    runs: Vec<RunRow>,
    running: Vec<RunningRow>,
    /// Where the older runs are.
    more: Option<String>,
    kinds: Vec<KindChoice>,
    problems: Problems,
    /// Whose problems: the feed's form or the file's.
    feed_failed: bool,
    typed: Typed,
    minutes_min: i64,
    minutes_max: i64,
    /// How large a file may be, and how many are taken at once.
    limits: String,
}

struct KindChoice {
    name: &'static str,
    text: String,
}

/// What stands in the forms.
#[derive(Default)]
struct Typed {
    kind: String,
    name: String,
    attribution: String,
    address: String,
    every_minutes: String,
}

#[derive(Template)]
#[template(path = "imports/run.html")]
struct RunPage {
    page: Page,
    desk: DeskFrame,
    here: String,
    title: String,
    file: String,
    when: String,
    checked_only: bool,
    stats: Vec<Stat>,
    reasons: Vec<ReasonRow>,
    csv: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Paged {
    before: Option<ImportId>,
}

pub(super) async fn list(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Query(paged): Query<Paged>,
) -> Result<Response> {
    let view = imports_page(
        &app,
        page,
        &by,
        paged.before,
        (Problems::default(), Typed::default()),
    )
    .await?;
    frame::html(&view)
}

async fn imports_page(
    app: &App,
    page: Page,
    by: &CityOperator,
    before: Option<ImportId>,
    (problems, typed): (Problems, Typed),
) -> Result<ImportsPage> {
    let city = by.city.id;
    let (sources, runs) = app
        .read(async |tx: &mut Tx| {
            let sources = sources::all(tx, city).await?;
            Ok((sources, sources::imports(tx, city, None, before).await?))
        })
        .await?;
    let lang = page.lang;
    let here = format!("/desk/{}/imports", by.city.slug);
    let full = i64::try_from(runs.len()).is_ok_and(|runs| runs == IMPORTS_PAGE);
    let last = runs.last().map(|run| run.id).filter(|_| full);
    let now_ms = app.now_ms();
    Ok(ImportsPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        sources: sources
            .iter()
            .map(|source| SourceRow::new(source, &by.city, lang, now_ms))
            .collect(),
        runs: runs
            .iter()
            .map(|run| RunRow::new(run, &by.city, lang, now_ms))
            .collect(),
        running: running_page::rows(&by.city, lang),
        more: last.map(|last| format!("{here}?before={last}")),
        kinds: Kind::ALL
            .map(|kind| KindChoice {
                name: kind.name(),
                text: page.t(kind.key()),
            })
            .into(),
        limits: upload::limits(lang),
        page: titled(page, "imports-title"),
        here,
        feed_failed: !typed.address.is_empty() || !typed.every_minutes.is_empty(),
        problems,
        typed,
        minutes_min: MINUTES_MIN,
        minutes_max: MINUTES_MAX,
    })
}

fn titled(page: Page, key: &str) -> Page {
    let title = page.t(key);
    page.titled(title).hidden_from_search()
}

pub(super) async fn send(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    mut upload: Upload,
) -> Result<Response> {
    let here = format!("/desk/{}/imports", by.city.slug);
    match upload.import(&app, by.city.clone(), by.member.id).await {
        Ok(done) => match done.written {
            Some((import, _)) => Ok(form::done(&format!("{here}/{import}"), "notice-imported")),
            None => run_page(page, &by, (&done.report, &upload.name, None)),
        },
        Err(Error::Refused(refusal)) => {
            let typed = Typed {
                kind: upload.kind,
                name: upload.name,
                attribution: upload.attribution,
                ..Typed::default()
            };
            let problems = Problems::of(&refusal, page.lang);
            again(&app, page, &by, problems, typed).await
        }
        Err(error) => Err(error),
    }
}

async fn again(
    app: &App,
    page: Page,
    by: &CityOperator,
    problems: Problems,
    typed: Typed,
) -> Result<Response> {
    let view = imports_page(app, page, by, None, (problems, typed)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
}

pub(super) async fn run(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Path((_, import)): Path<(String, ImportId)>,
) -> Result<Response> {
    let city = by.city.id;
    let (summary, report) = app
        .read(async |tx: &mut Tx| sources::import(tx, city, import).await)
        .await?;
    let row = RunRow::new(&summary, &by.city, page.lang, app.now_ms());
    run_page(page, &by, (&report, &summary.source_name, Some(row)))
}

fn run_page(
    page: Page,
    by: &CityOperator,
    (report, source, row): (&Report, &str, Option<RunRow>),
) -> Result<Response> {
    let lang = page.lang;
    let here = format!("/desk/{}/imports", by.city.slug);
    let title = page.t1("imports-run", "source", source);
    let checked_only = row.is_none();
    frame::html(&RunPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        file: report.file.clone(),
        when: row.as_ref().map(|row| row.when.clone()).unwrap_or_default(),
        csv: row.map(|row| format!("{here}/{}/report.csv", row.id)),
        checked_only,
        stats: stats(report, lang),
        reasons: report
            .reasons
            .iter()
            .map(|reason| ReasonRow::new(reason, lang))
            .collect(),
        page: page.titled(title.clone()).hidden_from_search(),
        title,
        here,
    })
}

pub(super) async fn csv(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Path((_, import)): Path<(String, ImportId)>,
) -> Result<Response> {
    let city = by.city.id;
    let (_, report) = app
        .read(async |tx: &mut Tx| sources::import(tx, city, import).await)
        .await?;
    let table = report.to_csv(|reason| page.t(reason.key()));
    let name = format!("attachment; filename=\"import-{import}.csv\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, table).into_response())
}

#[derive(Deserialize)]
pub(super) struct FeedForm {
    kind: String,
    name: String,
    #[serde(default)]
    attribution: String,
    address: String,
    every_minutes: String,
}

pub(super) async fn add_feed(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(form): Form<FeedForm>,
) -> Result<Response> {
    let draft = FeedDraft {
        kind: Kind::parse(&form.kind).ok_or(Error::NotFound)?,
        name: form.name.clone(),
        address: form.address.trim().to_owned(),
        attribution: form.attribution.clone(),
        // What is no number is out of range.
        every_minutes: form.every_minutes.trim().parse().unwrap_or(0),
    };
    let added = app
        .write(async |tx: &mut Tx| feeds::add(tx, &by.city, by.member.id, &draft).await)
        .await;
    match added {
        Ok(_) => {
            let here = format!("/desk/{}/imports", by.city.slug);
            Ok(form::done(&here, "notice-feed-added"))
        }
        Err(Error::Refused(refusal)) => {
            let typed = Typed {
                kind: form.kind,
                name: form.name,
                attribution: form.attribution,
                address: form.address,
                every_minutes: form.every_minutes,
            };
            let problems = Problems::of(&refusal, page.lang);
            again(&app, page, &by, problems, typed).await
        }
        Err(error) => Err(error),
    }
}

#[derive(Deserialize)]
pub(super) struct FeedAction {
    action: Action,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Action {
    Pause,
    Resume,
    Fetch,
    Remove,
}

pub(super) async fn change_feed(
    State(app): State<App>,
    by: CityOperator,
    Path((_, source)): Path<(String, SourceId)>,
    Form(form): Form<FeedAction>,
) -> Result<Response> {
    let city = by.city.id;
    app.write(async |tx: &mut Tx| match form.action {
        Action::Pause => feeds::pause(tx, city, source, true).await,
        Action::Resume => feeds::pause(tx, city, source, false).await,
        Action::Fetch => feeds::fetch_now(tx, city, source).await,
        Action::Remove => feeds::remove(tx, city, source).await,
    })
    .await?;
    let notice = match form.action {
        Action::Remove => "notice-feed-removed",
        _ => "notice-feed-changed",
    };
    let here = format!("/desk/{}/imports", by.city.slug);
    Ok(form::done(&here, notice))
}
