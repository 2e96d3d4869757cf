//! Finding people over all cities, and their profiles.

mod directory;
mod fold;
mod index;
mod slots;
mod view;

pub use view::{People, Row};

#[cfg(test)]
mod tests;
