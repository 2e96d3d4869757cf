//! Proofs from the member's form to the decision, and what is refused on the way.

mod desk;
pub(crate) mod kit;
mod member;
mod pictures;
