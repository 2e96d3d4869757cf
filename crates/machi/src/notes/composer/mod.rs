//! Writing a note: its form, what is sent by it, and what stays on the device until then.

mod edit_page;
mod form;
mod posted;
mod tongues;
mod write_form;
mod write_page;

use axum::Router;

use crate::app::App;

pub(super) use edit_page::at_text;
pub use form::ChosenPhoto;

pub(super) fn routes() -> Router<App> {
    write_page::routes()
}
