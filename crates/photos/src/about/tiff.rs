//! The few fields of EXIF that are read, out of the tables that TIFF keeps them in.
//!
//! Tables may overlap, repeat and point at each other, which makes readers that collect all fields
//! collect for ever: 64 KB can spell out seven million of them. This one looks single fields up in
//! three tables and keeps nothing.

use crate::cut::{u16_be, u16_le, u32_be, u32_le};

/// The fields of a table that are looked at; cameras write fewer than a hundred.
const FIELDS_MAX: usize = 512;

/// A TIFF in memory (TIFF 6.0, section 2).
#[derive(Clone, Copy)]
pub(super) struct Tiff<'a> {
    bytes: &'a [u8],
    big_endian: bool,
}

/// A table of fields, by its place.
#[derive(Clone, Copy)]
pub(super) struct Table(usize);

/// What a field holds, still in the file's order of bytes.
struct Field<'a> {
    kind: u32,
    bytes: &'a [u8],
}

const ASCII: u32 = 2;
const SHORT: u32 = 3;
const LONG: u32 = 4;
const RATIONAL: u32 = 5;

impl<'a> Tiff<'a> {
    /// With its first table.
    pub(super) fn open(bytes: &'a [u8]) -> Option<(Self, Table)> {
        let big_endian = match bytes.get(..4)? {
            b"MM\0*" => true,
            b"II*\0" => false,
            _ => return None,
        };
        let tiff = Self { bytes, big_endian };
        let first = Table(tiff.u32(bytes, 4)? as usize);
        Some((tiff, first))
    }

    /// The table that a field points at.
    pub(super) fn table(self, within: Table, tag: u32) -> Option<Table> {
        self.number(within, tag).map(|at| Table(at as usize))
    }

    /// The first number of a field.
    pub(super) fn number(self, within: Table, tag: u32) -> Option<u32> {
        let field = self.field(within, tag)?;
        match field.kind {
            SHORT => self.u16(field.bytes, 0),
            LONG => self.u32(field.bytes, 0),
            _ => None,
        }
    }

    /// A text up to its first NUL.
    pub(super) fn text(self, within: Table, tag: u32) -> Option<&'a [u8]> {
        let field = self.field(within, tag)?;
        let text = field.bytes.split(|byte| *byte == 0).next()?;
        (field.kind == ASCII).then_some(text)
    }

    /// Three ratios, each with what stands below its line.
    pub(super) fn ratios(self, within: Table, tag: u32) -> Option<[(u32, u32); 3]> {
        let field = self.field(within, tag)?;
        if field.kind != RATIONAL || field.bytes.len() != 24 {
            return None;
        }
        let mut ratios = [(0, 0); 3];
        for (at, ratio) in ratios.iter_mut().enumerate() {
            *ratio = (
                self.u32(field.bytes, at * 8)?,
                self.u32(field.bytes, at * 8 + 4)?,
            );
        }
        Some(ratios)
    }

    fn field(self, within: Table, tag: u32) -> Option<Field<'a>> {
        let count = self.u16(self.bytes, within.0)? as usize;
        let first = within.0.checked_add(2)?;
        let at = (0..count.min(FIELDS_MAX))
            .map(|field| first + field * 12)
            .find(|at| self.u16(self.bytes, *at) == Some(tag))?;
        let kind = self.u16(self.bytes, at + 2)?;
        let size = match kind {
            ASCII => 1,
            SHORT => 2,
            LONG => 4,
            RATIONAL => 8,
            _ => return None,
        };
        let length = (self.u32(self.bytes, at + 4)? as usize).checked_mul(size)?;
        let from = if length <= 4 {
            at + 8
        } else {
            self.u32(self.bytes, at + 8)? as usize
        };
        let bytes = self.bytes.get(from..from.checked_add(length)?)?;
        Some(Field { kind, bytes })
    }

    fn u16(self, bytes: &[u8], at: usize) -> Option<u32> {
        if self.big_endian {
            u16_be(bytes, at)
        } else {
            u16_le(bytes, at)
        }
    }

    fn u32(self, bytes: &[u8], at: usize) -> Option<u32> {
        if self.big_endian {
            u32_be(bytes, at)
        } else {
            u32_le(bytes, at)
        }
    }
}
