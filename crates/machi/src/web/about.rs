//! What this place is, for whoever asks.

use askama::Template;
use axum::response::Response;

use crate::error::Result;
use crate::frame::{Page, html};

#[derive(Template)]
#[template(path = "web/about.html")]
struct AboutPage {
    page: Page,
    version: &'static str,
}

pub(super) async fn about(page: Page) -> Result<Response> {
    let (title, description) = (page.t("about-title"), page.t("about-lead"));
    html(&AboutPage {
        page: page.titled(title).described(description),
        version: env!("CARGO_PKG_VERSION"),
    })
}
