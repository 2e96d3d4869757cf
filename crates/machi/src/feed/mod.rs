//! The feed of a city: For you, Following, Latest.

mod compose;
mod cursor;

pub use compose::{Listing, PAGE_NOTES, Tab, Taste, page};
pub use cursor::{Cursor, ForYou};

#[cfg(test)]
mod compose_tests;
