//! Imports and feeds, for programs of those who run the city.

use axum::Json;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::feeds::{self, FeedDraft};
use super::sources::{self, IMPORTS_PAGE, Source, Summary};
use super::upload::{REQUEST_BYTES_MAX, Upload};
use super::{Kind, Report};
use crate::app::App;
use crate::cities::CityOperator;
use crate::error::Result;
use crate::ids::{AccountId, ImportId, SourceId};
use crate::text::Lang;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_imports, create_import))
        .layer(DefaultBodyLimit::max(REQUEST_BYTES_MAX))
        .routes(routes!(get_import))
        .routes(routes!(list_feeds, create_feed))
        .routes(routes!(get_feed, change_feed, delete_feed))
}

/// One run of an import.
#[derive(Serialize, ToSchema)]
struct ImportJson {
    /// Absent when the file was only looked at.
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<ImportId>,
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<SourceId>,
    source_name: String,
    file: String,
    /// Who sent the file; absent for a feed and the command line.
    #[schema(value_type = Option<String>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<AccountId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finished_at_ms: Option<i64>,
    kept: i64,
    skipped: i64,
    /// Of one import, not in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<Report>,
}

impl ImportJson {
    fn new(summary: Summary, report: Option<Report>) -> Self {
        Self {
            id: Some(summary.id),
            source: Some(summary.source),
            source_name: summary.source_name,
            file: summary.file,
            by: summary.by,
            finished_at_ms: Some(summary.finished_at_ms),
            kept: summary.kept,
            skipped: summary.skipped,
            report,
        }
    }
}

#[derive(Deserialize, IntoParams)]
struct Before {
    /// Runs before this one; `Link` gives the next page.
    #[param(value_type = Option<String>)]
    before: Option<ImportId>,
}

/// What a file is sent with.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "only describes the multipart form that `Upload` reads"
)]
struct ImportForm {
    kind: Kind,
    /// Shown beside each event; the same name again updates what came before.
    name: String,
    /// Who made the data, under which licence.
    attribution: Option<String>,
    /// Where readers find the source.
    url: Option<String>,
    /// `true`: only look, change nothing.
    check: Option<bool>,
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
}

/// A source that is fetched again and again.
#[derive(Serialize, ToSchema)]
struct FeedJson {
    /// Of the source.
    #[schema(value_type = String)]
    id: SourceId,
    kind: Kind,
    name: String,
    attribution: String,
    address: String,
    every_minutes: i64,
    paused: bool,
    next_at_ms: i64,
    /// The last time that it was fetched and read well.
    fetched_at_ms: Option<i64>,
    /// In a row.
    failures: i64,
    /// Why the last attempt failed, in your language.
    problem: Option<String>,
}

impl FeedJson {
    fn new(source: Source, lang: Lang) -> Option<Self> {
        let feed = source.feed?;
        Some(Self {
            id: source.id,
            kind: source.kind,
            name: source.name,
            attribution: source.attribution,
            every_minutes: feed.every_ms / 60_000,
            paused: feed.paused,
            next_at_ms: feed.due_at_ms,
            fetched_at_ms: feed.fetched_at_ms,
            failures: feed.failures,
            problem: feed
                .problem
                .map(|problem| problem.text(lang, &feed.address)),
            address: feed.address,
        })
    }
}

/// A feed to add.
#[derive(Deserialize, ToSchema)]
struct NewFeed {
    kind: Kind,
    name: String,
    #[serde(default)]
    attribution: String,
    /// http or https, without a password. The same address again changes its feed.
    address: String,
    /// From 15 minutes to a week.
    every_minutes: i64,
}

/// What to do with a feed.
#[derive(Deserialize, ToSchema)]
struct FeedChange {
    /// Stops fetching, or goes on with it.
    paused: Option<bool>,
    /// `true`: fetches it in a moment.
    #[serde(default)]
    fetch: bool,
}

/// List the city's imports
///
/// Newest first.
#[utoipa::path(get, path = "/cities/{city}/imports", tag = "imports",
    params(("city" = String, Path, description = "The city's slug"), Before),
    security(("bearer" = [])),
    responses((status = 200, body = [ImportJson])))]
async fn list_imports(
    State(app): State<App>,
    by: CityOperator,
    Query(paged): Query<Before>,
) -> Result<(HeaderMap, Json<Vec<ImportJson>>)> {
    let city = by.city.id;
    let runs = app
        .read(async |tx: &mut Tx| sources::imports(tx, city, None, paged.before).await)
        .await?;
    let mut headers = HeaderMap::new();
    let full = i64::try_from(runs.len()).is_ok_and(|runs| runs == IMPORTS_PAGE);
    if let Some(last) = runs.last().filter(|_| full) {
        let slug = &by.city.slug;
        let next = format!(
            "</api/v1/cities/{slug}/imports?before={}>; rel=\"next\"",
            last.id
        );
        if let Ok(next) = next.parse() {
            headers.insert(header::LINK, next);
        }
    }
    let runs = runs.into_iter().map(|run| ImportJson::new(run, None));
    Ok((headers, Json(runs.collect())))
}

/// Import a file
///
/// All of it is written, or nothing. The same file again changes nothing. With `check` it is only
/// looked at, and the answer is 200.
#[utoipa::path(post, path = "/cities/{city}/imports", tag = "imports",
    params(("city" = String, Path, description = "The city's slug")),
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    security(("bearer" = [])),
    responses((status = 201, body = ImportJson), (status = 200, body = ImportJson)))]
async fn create_import(
    State(app): State<App>,
    by: CityOperator,
    mut upload: Upload,
) -> Result<(StatusCode, Json<ImportJson>)> {
    let done = upload.import(&app, by.city.clone(), by.member.id).await?;
    let status = if done.written.is_some() {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let json = ImportJson {
        id: done.written.map(|(import, _)| import),
        source: done.written.map(|(_, source)| source),
        source_name: upload.name,
        file: done.report.file.clone(),
        by: Some(by.member.id),
        finished_at_ms: done.written.map(|_| app.now_ms()),
        kept: count(done.report.kept),
        skipped: count(done.report.skipped),
        report: Some(done.report),
    };
    Ok((status, Json(json)))
}

/// Get an import with its report
#[utoipa::path(get, path = "/cities/{city}/imports/{import}", tag = "imports",
    params(("city" = String, Path, description = "The city's slug"),
        ("import" = String, Path, description = "The import's id")),
    security(("bearer" = [])),
    responses((status = 200, body = ImportJson)))]
async fn get_import(
    State(app): State<App>,
    by: CityOperator,
    Path(at): Path<(String, ImportId)>,
) -> Result<Json<ImportJson>> {
    let import = at.1;
    let city = by.city.id;
    let (summary, report) = app
        .read(async |tx: &mut Tx| sources::import(tx, city, import).await)
        .await?;
    Ok(Json(ImportJson::new(summary, Some(report))))
}

/// List the city's feeds
#[utoipa::path(get, path = "/cities/{city}/feeds", tag = "imports",
    params(("city" = String, Path, description = "The city's slug")),
    security(("bearer" = [])),
    responses((status = 200, body = [FeedJson])))]
async fn list_feeds(
    State(app): State<App>,
    lang: Lang,
    by: CityOperator,
) -> Result<Json<Vec<FeedJson>>> {
    let city = by.city.id;
    let all = app
        .read(async |tx: &mut Tx| sources::all(tx, city).await)
        .await?;
    let feeds = all
        .into_iter()
        .filter_map(|source| FeedJson::new(source, lang));
    Ok(Json(feeds.collect()))
}

/// Add a feed
///
/// It is fetched in a moment, then regularly.
#[utoipa::path(post, path = "/cities/{city}/feeds", tag = "imports",
    params(("city" = String, Path, description = "The city's slug")),
    request_body = NewFeed,
    security(("bearer" = [])),
    responses((status = 201, body = FeedJson)))]
async fn create_feed(
    State(app): State<App>,
    lang: Lang,
    by: CityOperator,
    Json(new): Json<NewFeed>,
) -> Result<(StatusCode, Json<FeedJson>)> {
    let draft = FeedDraft {
        kind: new.kind,
        name: new.name,
        address: new.address.trim().to_owned(),
        attribution: new.attribution,
        every_minutes: new.every_minutes,
    };
    let source = app
        .write(async |tx: &mut Tx| feeds::add(tx, &by.city, by.member.id, &draft).await)
        .await?;
    Ok((
        StatusCode::CREATED,
        Json(feed(&app, &by, source, lang).await?),
    ))
}

/// Get a feed
#[utoipa::path(get, path = "/cities/{city}/feeds/{feed}", tag = "imports",
    params(("city" = String, Path, description = "The city's slug"),
        ("feed" = String, Path, description = "The feed's id")),
    security(("bearer" = [])),
    responses((status = 200, body = FeedJson)))]
async fn get_feed(
    State(app): State<App>,
    lang: Lang,
    by: CityOperator,
    Path(at): Path<(String, SourceId)>,
) -> Result<Json<FeedJson>> {
    let source = at.1;
    Ok(Json(feed(&app, &by, source, lang).await?))
}

/// Pause a feed, go on with it, or fetch it now
#[utoipa::path(patch, path = "/cities/{city}/feeds/{feed}", tag = "imports",
    params(("city" = String, Path, description = "The city's slug"),
        ("feed" = String, Path, description = "The feed's id")),
    request_body = FeedChange,
    security(("bearer" = [])),
    responses((status = 200, body = FeedJson)))]
async fn change_feed(
    State(app): State<App>,
    lang: Lang,
    by: CityOperator,
    Path(at): Path<(String, SourceId)>,
    Json(change): Json<FeedChange>,
) -> Result<Json<FeedJson>> {
    let source = at.1;
    let city = by.city.id;
    app.write(async |tx: &mut Tx| {
        if let Some(paused) = change.paused {
            feeds::pause(tx, city, source, paused).await?;
        }
        if change.fetch {
            feeds::fetch_now(tx, city, source).await?;
        }
        Ok(())
    })
    .await?;
    Ok(Json(feed(&app, &by, source, lang).await?))
}

/// Remove a feed
///
/// What came from it stays.
#[utoipa::path(delete, path = "/cities/{city}/feeds/{feed}", tag = "imports",
    params(("city" = String, Path, description = "The city's slug"),
        ("feed" = String, Path, description = "The feed's id")),
    security(("bearer" = [])),
    responses((status = 204)))]
async fn delete_feed(
    State(app): State<App>,
    by: CityOperator,
    Path(at): Path<(String, SourceId)>,
) -> Result<StatusCode> {
    let source = at.1;
    let city = by.city.id;
    app.write(async |tx: &mut Tx| feeds::remove(tx, city, source).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn feed(app: &App, by: &CityOperator, source: SourceId, lang: Lang) -> Result<FeedJson> {
    let city = by.city.id;
    let found = app
        .read(async |tx: &mut Tx| sources::one(tx, city, source).await)
        .await?;
    FeedJson::new(found, lang).ok_or(crate::error::Error::NotFound)
}
