//! The bytes of a file as a decoder reads them, with an eye on the time.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

use crate::Refused;

/// How much a decoder reads between two looks at the time, in bytes. Even a photo that is easily
/// unpacked passes a few of these each millisecond.
const LOOK_EVERY_BYTES: usize = 16 * 1024;

/// A file in memory. Once it is late, reading fails, whichever way a decoder reads.
pub(crate) struct Watched<'a> {
    bytes: &'a [u8],
    at: usize,
    unwatched_bytes: usize,
    late: &'a dyn Fn() -> bool,
}

impl<'a> Watched<'a> {
    pub(crate) fn new(bytes: &'a [u8], late: &'a dyn Fn() -> bool) -> Self {
        Self {
            bytes,
            at: 0,
            unwatched_bytes: 0,
            late,
        }
    }

    /// Every call counts, also one that moves nothing: seeking to and fro must not go on for ever.
    fn look(&mut self, bytes: usize) -> io::Result<()> {
        self.unwatched_bytes += bytes.max(1);
        if self.unwatched_bytes > LOOK_EVERY_BYTES {
            if (self.late)() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            self.unwatched_bytes = 0;
        }
        Ok(())
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }
}

impl Read for Watched<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.rest().read(into)?;
        self.look(count)?;
        self.at += count;
        Ok(count)
    }
}

impl BufRead for Watched<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let rest = self.rest();
        let count = rest.len().min(LOOK_EVERY_BYTES);
        self.look(1)?;
        Ok(&rest[..count])
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
        self.unwatched_bytes += count;
    }
}

impl Seek for Watched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.look(0)?;
        let (from, by) = match to {
            SeekFrom::Start(at) => (0, i64::try_from(at).ok()),
            SeekFrom::End(by) => (self.bytes.len(), Some(by)),
            SeekFrom::Current(by) => (self.at, Some(by)),
        };
        let at = by
            .and_then(|by| i64::try_from(from).ok()?.checked_add(by))
            .and_then(|at| usize::try_from(at).ok())
            .ok_or(io::ErrorKind::InvalidInput)?;
        self.at = at;
        Ok(at as u64)
    }
}

/// Why a decoder gave up: too late, or the file's fault.
pub(crate) fn broken(late: &dyn Fn() -> bool) -> Refused {
    if late() {
        Refused::TooSlow
    } else {
        Refused::Broken
    }
}

/// Refuses when the time is up, between two steps.
pub(crate) fn in_time(late: &dyn Fn() -> bool) -> Result<(), Refused> {
    if late() {
        Err(Refused::TooSlow)
    } else {
        Ok(())
    }
}
