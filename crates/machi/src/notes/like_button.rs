//! The like button of one reader, in a card and on the note's page.

use askama::Template;

use crate::frame::assets;
use crate::ids::NoteId;
use crate::text::{Lang, money};

/// The view struct of `notes/like_button.html`.
#[derive(Template)]
#[template(path = "notes/like_button.html")]
pub struct LikeButton {
    pub note: NoteId,
    pub lang: Lang,
    pub likes: u32,
    pub liked: bool,
    /// Strangers get a link to sign in.
    pub signed_in: bool,
}

impl LikeButton {
    /// Nothing in place of a zero.
    fn count(&self) -> String {
        if self.likes == 0 {
            String::new()
        } else {
            money::number(self.lang, self.likes.into())
        }
    }

    fn icons(&self) -> &'static str {
        assets::url("icons.svg")
    }
}
