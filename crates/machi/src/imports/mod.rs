//! Imports: places and events from files and feeds, each run with a report.

mod draft;
mod encoding;
pub mod feeds;
mod fold;
mod geojson;
mod ical;
mod japan;
mod moment;
mod nyc;
mod reader;
mod report;
mod resolve;
mod run;
mod shift;
mod shipped;
pub mod sources;
mod table;

#[cfg(test)]
mod tests;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use draft::{Fault, FileProblem, Reason};
pub use reader::{Kind, Listener, Progress};
pub use report::{ReasonReport, Report, SkippedLine};
pub use run::{Done, FILE_BYTES_MAX, Job, Stopped, run};
pub use shift::{How, MoveTo};
pub use shipped::shipped;

pub fn pages() -> Router<App> {
    Router::new()
}

pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}
