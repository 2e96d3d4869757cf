//! Makes rows narrower as they come, so that a large picture never stands in memory as a whole.

use crate::Refused;
use crate::raster::{Layout, Raster};
use crate::resize::resize;
use crate::watched::in_time;

use super::Wanted;

/// The rows that are narrowed at a time: enough to spread the cost of the filter's weights.
const BAND_ROWS: usize = 64;

/// Takes rows from the top and keeps them at the width that is wanted.
pub(super) struct Narrow<'a> {
    wanted: Wanted<'a>,
    width: u32,
    layout: Layout,
    /// Rows that wait for their band to be full.
    band: Vec<u8>,
    done: Vec<u8>,
}

impl<'a> Narrow<'a> {
    /// `height` only makes room.
    pub(super) fn new(width: u32, height: u32, layout: Layout, wanted: Wanted<'a>) -> Self {
        let row = wanted.width as usize * layout.bytes();
        Self {
            wanted,
            width,
            layout,
            band: Vec::new(),
            done: Vec::with_capacity(row * height as usize),
        }
    }

    /// Narrows all rows of a picture that a decoder could not give row by row.
    pub(super) fn all(
        pixels: Vec<u8>,
        (width, height): (u32, u32),
        layout: Layout,
        wanted: Wanted<'a>,
    ) -> Result<Raster, Refused> {
        if width == wanted.width {
            return Ok(Raster {
                width,
                height,
                layout,
                pixels,
            });
        }
        let mut narrow = Self::new(width, height, layout, wanted);
        for rows in pixels.chunks(narrow.row_bytes() * BAND_ROWS) {
            narrow.take(rows.to_vec())?;
        }
        Ok(narrow.done())
    }

    /// The bytes of a row as it comes.
    pub(super) fn row_bytes(&self) -> usize {
        self.width as usize * self.layout.bytes()
    }

    /// Takes the next row.
    pub(super) fn row(&mut self, row: &[u8]) -> Result<(), Refused> {
        self.band.extend_from_slice(row);
        if self.band.len() >= self.row_bytes() * BAND_ROWS {
            self.flush()?;
        }
        Ok(())
    }

    /// Narrows what is left, and hands everything over.
    pub(super) fn finish(mut self) -> Result<Raster, Refused> {
        self.flush()?;
        Ok(self.done())
    }

    fn flush(&mut self) -> Result<(), Refused> {
        let rows = std::mem::take(&mut self.band);
        self.take(rows)
    }

    fn take(&mut self, rows: Vec<u8>) -> Result<(), Refused> {
        in_time(self.wanted.late)?;
        if rows.is_empty() {
            return Ok(());
        }
        if self.width == self.wanted.width {
            self.done.extend_from_slice(&rows);
            return Ok(());
        }
        let height = u32::try_from(rows.len() / self.row_bytes()).unwrap_or(u32::MAX);
        let band = Raster {
            width: self.width,
            height,
            layout: self.layout,
            pixels: rows,
        };
        let band = resize(&band, (self.wanted.width, height)).ok_or(Refused::Broken)?;
        self.done.extend_from_slice(&band.pixels);
        Ok(())
    }

    fn done(self) -> Raster {
        let row = self.wanted.width as usize * self.layout.bytes();
        Raster {
            width: self.wanted.width,
            height: u32::try_from(self.done.len() / row).unwrap_or(u32::MAX),
            layout: self.layout,
            pixels: self.done,
        }
    }
}
