//! Turns the photo that somebody uploads into pictures that are safe to serve.
//!
//! Nothing of the original is served: what comes out is pixels, decoded, turned upright, brought to
//! sRGB, made smaller and encoded anew, without a byte of metadata. Where and when it was taken is
//! read and handed to the caller, who decides what to keep.
//!
//! ```text
//! bytes ─► head (kind, sides, permits) ─► prepare ─► Photo { sheets, card, thumbhash, place, taken }
//!                                     └─► screenshot ─► Screenshot { sheet, likeness }
//! ```
//!
//! The crate has no clock and no threads. The caller takes [`Head::permits`] from its budget of
//! memory before it calls [`prepare`], runs it where blocking is allowed, and passes in a function
//! that says when it has become too late.
//!
//! This software is based in part on the work of the Independent JPEG Group (`jpeg-encoder`).

pub mod limits;

mod about;
mod card;
mod colour;
mod cut;
mod decode;
mod head;
mod heif;
mod kind;
mod ladder;
mod likeness;
mod prepare;
mod raster;
mod refused;
mod resize;
mod sheet;
mod sketch;
mod turn;
mod watched;

pub use about::{Place, Taken};
pub use card::Card;
pub use head::{Head, head};
pub use kind::Kind;
pub use likeness::unlikeness;
pub use prepare::{Given, Photo, Screenshot, prepare, screenshot};
pub use refused::{Error, Refused};
pub use sheet::Sheet;
