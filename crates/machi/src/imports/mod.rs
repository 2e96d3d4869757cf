//! Imports: places and events from files and feeds, each run with a report.
//!
//! What a source names no more is called off, but only where the file could have named it: events
//! whose next date lies between the first and the last day that its rows speak of, the skipped rows
//! among them. A file with one week of a list so leaves the other weeks alone, and one without rows
//! calls nothing off.

mod api;
mod bar;
mod draft;
mod encoding;
pub mod feeds;
mod fold;
mod geojson;
mod ical;
mod japan;
mod moment;
mod nyc;
mod page;
mod reader;
mod report;
mod resolve;
mod run;
mod running;
mod running_page;
mod scope;
mod shift;
mod shipped;
pub mod sources;
mod table;
mod upload;
mod view;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use bar::Bar;
pub use draft::{Fault, FileProblem, Reason};
pub use reader::{Kind, Listener, Progress};
pub use report::{ReasonReport, Report, SkippedLine};
pub use run::{Done, FILE_BYTES_MAX, Job, Stopped, run};
pub use shift::{How, MoveTo};
pub use shipped::shipped;

pub fn pages() -> Router<App> {
    Router::new()
        .route("/desk/{city}/imports", get(page::list).post(page::send))
        .layer(DefaultBodyLimit::max(upload::REQUEST_BYTES_MAX))
        .route("/desk/{city}/imports/running", get(running_page::fragment))
        .route("/desk/{city}/imports/{import}", get(page::run))
        .route("/desk/{city}/imports/{import}/report.csv", get(page::csv))
        .route("/desk/{city}/imports/feeds", post(page::add_feed))
        .route("/desk/{city}/imports/feeds/{feed}", post(page::change_feed))
}

pub fn api() -> OpenApiRouter<App> {
    api::routes().merge(running_page::api())
}
