//! Collections: what members save notes into.

mod change;
mod find;
mod save;

use crate::ids::{AccountId, CollectionId};

pub use change::{Named, create, edit, remove};
pub use find::{notes_in, of_account, visible_to};
pub use save::{save, unsave};

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

#[cfg(test)]
mod tests;
