//! Collections: what members save notes into.

mod api;
mod at;
mod cards;
mod change;
mod choose;
mod covers;
mod edit_page;
mod find;
mod marks;
mod page;
mod people_page;
mod save;
mod save_page;
mod wall;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::ids::{AccountId, CollectionId};
use crate::text::Lang;

pub use cards::{Card, Cards, cards};
pub use change::{Named, create, edit, remove};
pub use choose::{choose, with_note};
pub use find::{notes_in, of_account, visible_to};
pub use marks::{Mark, Marking};
pub use save::{save, unsave};
pub use wall::{Item, Wall};

store::row! {
    /// A collection as its row holds it, with how many notes are in it.
    #[derive(PartialEq)]
    pub struct Collection {
        pub id: CollectionId,
        pub account_id: AccountId,
        /// Empty for the one that the first save made.
        pub name: String,
        pub is_public: bool,
        pub created_at_ms: i64,
        pub notes: i64,
    }
}

impl Collection {
    /// What pages call it.
    pub fn title(&self, lang: Lang) -> String {
        if self.name.is_empty() {
            lang.t("collections-first")
        } else {
            self.name.clone()
        }
    }
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}

pub fn pages() -> Router<App> {
    page::routes()
}

#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod tests;
