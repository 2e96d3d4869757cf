//! Who follows, blocks and mutes whom.

pub mod block;
pub mod count;
pub mod follow;
pub mod lists;
pub mod mute;
mod viewer;

pub use block::{is_blocked, not_blocked};
pub use viewer::{Viewer, Viewers};

#[cfg(test)]
mod tests;
