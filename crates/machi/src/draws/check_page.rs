//! The page on which anybody checks a proof, of whatever installation.

use askama::Template;
use axum::response::Response;

use crate::error::Result;
use crate::frame::{self, Page};

#[derive(Template)]
#[template(path = "draws/check_page.html")]
struct CheckPage {
    page: Page,
    /// The reader brings the file.
    proof_url: &'static str,
}

pub(super) async fn show(page: Page) -> Result<Response> {
    let title = page.t("draws-check");
    frame::html(&CheckPage {
        page: page.titled(title),
        proof_url: "",
    })
}
