//! Notes: what members post, and what others do with them.

mod api;
mod at;
mod beside;
pub mod card;
mod city_notes;
pub mod comment;
mod comment_api;
mod comment_page;
mod composer;
pub mod delete;
mod delete_page;
mod detail;
pub mod disclosure;
pub mod edit;
pub mod entered;
mod entries;
pub mod find;
pub mod later;
pub mod like;
mod like_button;
mod linked_data;
pub mod list;
mod list_api;
mod look;
pub mod marked;
pub mod mentioned;
mod page;
mod new_note;
pub mod post;
pub mod post_once;
pub mod reach;
pub mod recent;
mod save_button;
mod scene;
mod show;
mod shown_comments;
mod shown_text;
pub mod tally;
mod thread;
mod view;
pub mod written;

use axum::Router;
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::cities::Spot;
use crate::ids::{AccountId, CityId, CommentId, EventId, NeighbourhoodId, NoteId, PlaceId};
use crate::text::Names;

pub use api::{AuthorJson, NoteJson, notes_json};
pub use at::AtNote;
pub(crate) use card::wordless;
pub use card::{CardRow, CardText, LIKE_SLOT, MAY_WAIT, SAVE_SLOT, card_rows};
pub use city_notes::{CityNotes, Entry};
pub use composer::ChosenPhoto;
use disclosure::Label;
pub use find::{in_sight, visible_to};
pub use like_button::LikeButton;
pub use list::{Listed, Wanted, list};
pub use save_button::SaveButton;
use scene::Scene;
pub use view::Notes;
pub use written::Written;

/// What a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One line or one picture, and nothing else.
    Moment,
    /// With a title.
    Story,
}

impl Kind {
    /// As the `kind` column holds it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Moment => "moment",
            Self::Story => "story",
        }
    }
}

store::row! {
    /// A note as its row holds it.
    #[derive(PartialEq)]
    pub struct Note {
        pub id: NoteId,
        pub city_id: CityId,
        pub author_id: AccountId,
        /// Empty for a moment.
        pub title: String,
        pub body: String,
        /// A BCP 47 tag; `und` where it is not known.
        pub lang: String,
        pub place_id: Option<PlaceId>,
        pub event_id: Option<EventId>,
        pub neighbourhood_id: Option<NeighbourhoodId>,
        pub lat_e6: Option<i64>,
        pub lon_e6: Option<i64>,
        /// These are where its author was, who turned that on.
        pub is_exact: bool,
        /// See [`Note::label`].
        pub disclosure: String,
        pub disclosure_texts: Names,
        pub created_at_ms: i64,
        pub edited_at_ms: Option<i64>,
        pub deleted_at_ms: Option<i64>,
    }
}

impl Note {
    /// Where exactly its author was, if that is to be told.
    pub fn exact_spot(&self) -> Option<Spot> {
        Scene::from(self).exact_spot()
    }

    /// What it carries when its author got something for it.
    pub fn label(&self) -> Option<Label> {
        Label::of(&self.disclosure, &self.disclosure_texts)
    }

    pub fn kind(&self) -> Kind {
        if self.title.is_empty() {
            Kind::Moment
        } else {
            Kind::Story
        }
    }
}

store::row! {
    /// A comment as its row holds it.
    #[derive(PartialEq)]
    pub struct Comment {
        pub id: CommentId,
        pub note_id: NoteId,
        /// The comment that it answers.
        pub parent_id: Option<CommentId>,
        pub author_id: AccountId,
        pub body: String,
        pub lang: String,
        pub created_at_ms: i64,
        pub edited_at_ms: Option<i64>,
        pub deleted_at_ms: Option<i64>,
    }
}

pub fn pages() -> Router<App> {
    page::routes()
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
        .merge(list_api::routes())
        .merge(comment_api::routes())
        .merge(disclosure::api())
}

#[cfg(test)]
mod tests;
