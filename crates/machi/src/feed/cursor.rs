//! Where a page of the feed ended, so that the next one goes on there while notes arrive.

use std::fmt;
use std::str::FromStr;

use crate::ids::NoteId;

/// The newest note that the list may hold, and the place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    /// By time: what is older than this note.
    Before(NoteId),
    /// For one reader.
    ForYou(ForYou),
}

/// For You goes through the city in windows of standing, and orders each window for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForYou {
    /// Notes after this one came later than the list's first page.
    pub newest: NoteId,
    /// The window holds what stands lower than this.
    pub below: (i64, NoteId),
    /// Notes of the window that were shown.
    pub shown: usize,
    /// Pages before this one, by which the evening's events are dealt out.
    pub page: usize,
}

impl ForYou {
    /// The first page of a list that begins now.
    pub fn first(newest: NoteId) -> Self {
        Self {
            newest,
            below: (i64::MAX, NoteId::from(i64::MAX)),
            shown: 0,
            page: 0,
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Before(note) => write!(f, "b{note}"),
            Self::ForYou(at) => {
                let (standing, id) = at.below;
                let (newest, shown, page) = (at.newest, at.shown, at.page);
                write!(f, "f{newest}_{standing}_{id}_{shown}_{page}")
            }
        }
    }
}

/// A text that is none of our cursors.
#[derive(Debug, PartialEq)]
pub struct NoCursor;

impl FromStr for Cursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        if let Some(note) = text.strip_prefix('b') {
            return note.parse().map(Self::Before).map_err(|_| NoCursor);
        }
        let parts: Vec<i64> = text
            .strip_prefix('f')
            .ok_or(NoCursor)?
            .split('_')
            .map(|part| part.parse().map_err(|_| NoCursor))
            .collect::<Result<_, _>>()?;
        let [newest, standing, id, shown, page] = parts[..] else {
            return Err(NoCursor);
        };
        Ok(Self::ForYou(ForYou {
            newest: NoteId::from(newest),
            below: (standing, NoteId::from(id)),
            shown: usize::try_from(shown).map_err(|_| NoCursor)?,
            page: usize::try_from(page).map_err(|_| NoCursor)?,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_as_it_is_written() {
        let at = ForYou {
            newest: NoteId::from(7),
            below: (-3, NoteId::from(9)),
            shown: 48,
            page: 2,
        };
        for cursor in [Cursor::Before(NoteId::from(1)), Cursor::ForYou(at)] {
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for text in ["", "b", "f1_2_3_4", "f1_2_3_-4_5", "x1", "f1_2_3_4_5_6"] {
            assert_eq!(text.parse::<Cursor>(), Err(NoCursor), "{text}");
        }
    }
}
