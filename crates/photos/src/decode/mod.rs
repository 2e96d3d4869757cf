//! From the bytes of a file to pixels that are already as narrow as they will be served.

mod gif;
mod jpeg;
mod narrow;
mod png;
mod webp;

use crate::limits::PROFILE_BYTES_MAX;
use crate::raster::Raster;
use crate::{Head, Kind, Refused};

/// What decoding leaves.
pub(crate) struct Decoded {
    /// As wide as was asked for, still as high as the original.
    pub(crate) raster: Raster,
    /// The embedded ICC profile, unread.
    pub(crate) profile: Option<Vec<u8>>,
}

/// How a picture is to be decoded.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// Of the rows, in pixels; at most the picture's own.
    pub(crate) width: u32,
    /// Whether the time is up.
    pub(crate) late: &'a dyn Fn() -> bool,
}

/// Decodes everything but HEIC, which the helper turns into one of the others first. No decoder
/// here uses C; the one that would be quicker with `unsafe` is told not to.
pub(crate) fn decode(bytes: &[u8], head: &Head, wanted: Wanted<'_>) -> Result<Decoded, Refused> {
    let mut decoded = match head.kind {
        Kind::Jpeg => jpeg::decode(bytes, head, wanted),
        Kind::Png => png::decode(bytes, head, wanted),
        Kind::WebP => webp::decode(bytes, head, wanted),
        Kind::Gif => gif::decode(bytes, head, wanted),
        Kind::Heif => Err(Refused::Broken),
    }?;
    decoded.profile = decoded
        .profile
        .filter(|profile| profile.len() <= PROFILE_BYTES_MAX);
    Ok(decoded)
}
