//! What the desk sees of running imports: on the page of imports, and asked for by its script.

use askama::Template;
use axum::Json;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::reader::Progress;
use super::running::{self, Running};
use crate::app::App;
use crate::cities::{City, CityOperator};
use crate::error::Result;
use crate::frame::{self, Page};
use crate::text::Lang;

/// A running import as the page shows it.
pub(super) struct RunningRow {
    pub(super) name: String,
    /// "Reading", "Writing".
    pub(super) stage: String,
    /// "42%".
    pub(super) share: String,
    pub(super) done: u64,
    /// At least 1.
    pub(super) of: u64,
}

pub(super) fn rows(city: &City, lang: Lang) -> Vec<RunningRow> {
    let running = running::in_city(city.id);
    let row = |import: Running| {
        let (key, done, of) = match import.progress {
            Progress::Reading { done, of } => ("imports-reading", done, of.max(1)),
            Progress::Writing { done, of } => ("imports-writing", done, of.max(1)),
        };
        let percent = i64::try_from(done.saturating_mul(100) / of).unwrap_or(100);
        RunningRow {
            name: import.name,
            stage: lang.t(key),
            share: lang.t_with("imports-percent", &[("percent", percent.into())]),
            done,
            of,
        }
    };
    running.into_iter().map(row).collect()
}

#[derive(Template)]
#[template(path = "imports/running.html")]
struct RunningFragment {
    page: Page,
    running: Vec<RunningRow>,
}

/// The fragment that the page of imports includes.
pub(super) async fn fragment(page: Page, by: CityOperator) -> Result<Response> {
    let running = rows(&by.city, page.lang);
    frame::html(&RunningFragment { page, running })
}

/// An import that is under way on the node that answers.
#[derive(Serialize, ToSchema)]
struct RunningJson {
    source_name: String,
    stage: Stage,
    /// Bytes of the file while reading, events or places while writing.
    done: u64,
    of: u64,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum Stage {
    Reading,
    Writing,
}

/// Imports under way
///
/// Those of the node that answers.
#[utoipa::path(
    get,
    path = "/cities/{city}/running-imports",
    tag = "imports",
    params(("city" = String, Path, description = "The city's slug")),
    security(("bearer" = [])),
    responses((status = 200, body = Vec<RunningJson>))
)]
async fn running_imports(by: CityOperator) -> Json<Vec<RunningJson>> {
    let running = running::in_city(by.city.id);
    let json = |import: Running| {
        let (stage, done, of) = match import.progress {
            Progress::Reading { done, of } => (Stage::Reading, done, of),
            Progress::Writing { done, of } => (Stage::Writing, done, of),
        };
        RunningJson {
            source_name: import.name,
            stage,
            done,
            of,
        }
    };
    Json(running.into_iter().map(json).collect())
}

pub(super) fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(running_imports))
}
