//! The feed of a city: For you, Following, Latest.

mod compose;
mod cursor;
mod marks;

pub use compose::{Listing, PAGE_NOTES, Tab, Taste, page};
pub use cursor::{Cursor, ForYou};
pub use marks::{Mark, Marking};

#[cfg(test)]
mod compose_tests;
