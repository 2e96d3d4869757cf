//! From the bytes that were uploaded to everything that is served of them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::about::{self, About, Place, Taken};
use crate::card::{Card, card};
use crate::decode::{Decoded, Wanted, decode};
use crate::head::{Shape, head_of};
use crate::heif::{self, Helper};
use crate::ladder::{self, Size};
use crate::likeness::likeness;
use crate::raster::{Layout, Raster};
use crate::resize::resize;
use crate::sheet::{Sheet, sheet};
use crate::sketch::sketch;
use crate::turn::Turn;
use crate::watched::in_time;
use crate::{Error, Head, Refused, colour};

/// What the caller lends.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// Debian's program for HEIC, with its whole path: `/usr/bin/heif-convert`. It need not exist.
    pub heif_convert: &'a Path,
    /// A folder that exists, for the helper's own folders. They are gone when `prepare` answers.
    pub scratch: &'a Path,
    /// Whether the time is up. Asked between steps and every few KiB that a decoder reads, so it
    /// has to be quick; a step in between takes tenths of a second at most.
    pub late: &'a dyn Fn() -> bool,
}

/// A photo as it is served, and what its original said. The same file always gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Of the original, upright, in pixels.
    pub width: u32,
    /// Of the original, upright, in pixels.
    pub height: u32,
    /// Something of it is clear.
    pub transparent: bool,
    /// From the narrowest to the widest, at least one.
    pub sheets: Vec<Sheet>,
    /// For other sites.
    pub card: Card,
    /// The sketch until the picture has come, at most 25 bytes.
    pub thumbhash: Vec<u8>,
    /// Where it was taken. In no file that is served.
    pub place: Option<Place>,
    /// When it was taken. In no file that is served.
    pub taken: Option<Taken>,
}

/// A screenshot as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screenshot {
    /// In its largest size.
    pub sheet: Sheet,
    /// How it looks, to find it again: see [`crate::unlikeness`].
    pub likeness: u64,
}

/// Decodes a file, whose head [`crate::head()`] has read, and makes everything anew. Blocks, for up to
/// a second or so; takes the memory that [`Head::permits`] names.
pub fn prepare(bytes: &[u8], head: &Head, given: &Given<'_>) -> Result<Photo, Error> {
    // Decoders panic on files that nobody foresaw. That is the file's fault and stays its own.
    catch_unwind(AssertUnwindSafe(|| photo(bytes, head, given)))
        .unwrap_or(Err(Error::Refused(Refused::Broken)))
}

/// Decodes a file like [`prepare`], and makes one picture of it that a person reads.
pub fn screenshot(bytes: &[u8], head: &Head, given: &Given<'_>) -> Result<Screenshot, Error> {
    catch_unwind(AssertUnwindSafe(|| {
        let (_, raster, _) = decoded(bytes, head, given)?;
        in_time(given.late)?;
        Ok(Screenshot {
            sheet: sheet(&raster, (raster.width, raster.height))?,
            likeness: likeness(&raster)?,
        })
    }))
    .unwrap_or(Err(Error::Refused(Refused::Broken)))
}

fn photo(bytes: &[u8], head: &Head, given: &Given<'_>) -> Result<Photo, Error> {
    let (size, raster, about) = decoded(bytes, head, given)?;
    let mut sheets = Vec::new();
    for size in ladder::sheets(size) {
        in_time(given.late)?;
        sheets.push(sheet(&raster, size)?);
    }
    in_time(given.late)?;
    Ok(Photo {
        width: size.0,
        height: size.1,
        transparent: raster.layout == Layout::Rgba,
        sheets,
        card: card(&raster)?,
        thumbhash: sketch(&raster)?,
        place: about.place,
        taken: about.taken,
    })
}

/// The size of the original, upright, its picture, and what it says of itself.
fn decoded(bytes: &[u8], head: &Head, given: &Given<'_>) -> Result<(Size, Raster, About), Error> {
    in_time(given.late)?;
    Ok(match head.shape {
        Shape::Heif { alpha } => {
            let helper = Helper {
                program: given.heif_convert,
                scratch: given.scratch,
                late: given.late,
            };
            let bytes = heif::convert(bytes, alpha, helper)?;
            let head = head_of(&bytes)?;
            // The helper hands EXIF on as it was, but has turned the picture already.
            let about = About {
                turn: Turn::default(),
                ..about::read(&bytes, head.kind)
            };
            let (size, raster) = upright(&bytes, &head, about.turn, given.late)?;
            (size, raster, about)
        }
        _ => {
            let about = about::read(bytes, head.kind);
            let (size, raster) = upright(bytes, head, about.turn, given.late)?;
            (size, raster, about)
        }
    })
}

/// The size of the original, upright, and its picture at the size of the largest sheet, in sRGB.
fn upright(
    bytes: &[u8],
    head: &Head,
    turn: Turn,
    late: &dyn Fn() -> bool,
) -> Result<(Size, Raster), Refused> {
    let size = turn.size((head.width, head.height));
    let lying = turn.size(ladder::top(size));
    let wanted = Wanted {
        width: lying.0,
        late,
    };
    let Decoded { raster, profile } = decode(bytes, head, wanted)?;
    let raster = if (raster.width, raster.height) == lying {
        raster
    } else {
        resize(&raster, lying).ok_or(Refused::Broken)?.into_owned()
    };
    in_time(late)?;
    let coloured = colour::to_srgb(raster, profile.as_deref());
    Ok((size, turn.apply(coloured)))
}
