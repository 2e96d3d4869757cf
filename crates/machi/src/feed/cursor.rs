//! Where a page of the feed ended, so that the next one goes on there while notes arrive.

use std::fmt;
use std::str::FromStr;

use crate::ids::NoteId;

/// The newest note that the list may hold, and the place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    /// By time.
    Before(ByTime),
    /// For one reader.
    ForYou(ForYou),
}

/// What is older than a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByTime {
    pub before: NoteId,
    /// Of the sponsored notes, what is older than this one: some that are newer than `before` may still
    /// wait for a place.
    pub sponsored: NoteId,
}

impl From<NoteId> for ByTime {
    fn from(before: NoteId) -> Self {
        let sponsored = before;
        Self { before, sponsored }
    }
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
    /// Of the sponsored notes, those that stand lower than this are still to come.
    pub sponsored: (i64, NoteId),
    /// Pages before this one, by which the evening's events are dealt out.
    pub page: usize,
}

impl ForYou {
    /// The first page of a list that begins now.
    pub fn first(newest: NoteId) -> Self {
        let above_all = (i64::MAX, NoteId::from(i64::MAX));
        Self {
            newest,
            below: above_all,
            shown: 0,
            sponsored: above_all,
            page: 0,
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Before(ByTime { before, sponsored }) if before == sponsored => {
                write!(f, "b{before}")
            }
            Self::Before(ByTime { before, sponsored }) => write!(f, "b{before}_{sponsored}"),
            Self::ForYou(at) => {
                let (standing, id) = at.below;
                let (newest, shown, page) = (at.newest, at.shown, at.page);
                write!(f, "f{newest}_{standing}_{id}_{shown}_{page}")?;
                if at.sponsored == ForYou::first(newest).sponsored {
                    return Ok(());
                }
                let (standing, id) = at.sponsored;
                write!(f, "_{standing}_{id}")
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
        if let Some(by_time) = text.strip_prefix('b') {
            let (before, sponsored) = by_time.split_once('_').unwrap_or((by_time, by_time));
            let note = |id: &str| id.parse().map_err(|_| NoCursor);
            return Ok(Self::Before(ByTime {
                before: note(before)?,
                sponsored: note(sponsored)?,
            }));
        }
        let parts: Vec<i64> = text
            .strip_prefix('f')
            .ok_or(NoCursor)?
            .split('_')
            .map(|part| part.parse().map_err(|_| NoCursor))
            .collect::<Result<_, _>>()?;
        let [newest, standing, id, shown, page, ref sponsored @ ..] = parts[..] else {
            return Err(NoCursor);
        };
        let first = ForYou::first(NoteId::from(newest));
        Ok(Self::ForYou(ForYou {
            below: (standing, NoteId::from(id)),
            shown: usize::try_from(shown).map_err(|_| NoCursor)?,
            page: usize::try_from(page).map_err(|_| NoCursor)?,
            sponsored: match *sponsored {
                [] => first.sponsored,
                [standing, id] => (standing, NoteId::from(id)),
                _ => return Err(NoCursor),
            },
            ..first
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
            ..ForYou::first(NoteId::from(7))
        };
        let later = ForYou {
            sponsored: (5, NoteId::from(11)),
            ..at
        };
        let by_time = ByTime::from(NoteId::from(1));
        let waits = ByTime {
            sponsored: NoteId::from(3),
            ..by_time
        };
        for (cursor, text) in [
            (Cursor::Before(by_time), "b1"),
            (Cursor::Before(waits), "b1_3"),
            (Cursor::ForYou(at), "f7_-3_9_48_2"),
            (Cursor::ForYou(later), "f7_-3_9_48_2_5_11"),
        ] {
            assert_eq!(cursor.to_string(), text);
            assert_eq!(text.parse(), Ok(cursor));
        }
        for text in [
            "",
            "b",
            "b1_",
            "b1_2_3",
            "f1_2_3_4",
            "f1_2_3_-4_5",
            "x1",
            "f1_2_3_4_5_6",
        ] {
            assert_eq!(text.parse::<Cursor>(), Err(NoCursor), "{text}");
        }
    }
}
