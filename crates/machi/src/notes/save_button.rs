//! The save button of one reader, in a card and on the note's page.

use askama::Template;

use crate::frame::assets;
use crate::ids::NoteId;
use crate::text::Lang;

/// The view struct of `notes/save_button.html`.
#[derive(Template)]
#[template(path = "notes/save_button.html")]
pub struct SaveButton {
    pub note: NoteId,
    pub lang: Lang,
    pub saved: bool,
    /// Strangers get a link to sign in.
    pub signed_in: bool,
    /// Says that it was saved, and offers to choose where.
    pub just_saved: bool,
}

impl SaveButton {
    fn icons(&self) -> &'static str {
        assets::url("icons.svg")
    }
}
