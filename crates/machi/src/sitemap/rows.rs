//! What each list holds, read by its key.

use store::{Tx, args};

use super::document::Entry;
use crate::error::Result;

/// Addresses in one file, far below the 50,000 and the 50 MB that are allowed: it is read at once.
pub(super) const PART_URLS: i64 = 5_000;

/// What the database holds in the order of its ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Places,
    Notes,
    People,
}

impl Kind {
    pub(super) const ALL: [Self; 3] = [Self::Places, Self::Notes, Self::People];

    /// In the file's name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Places => "places",
            Self::Notes => "notes",
            Self::People => "people",
        }
    }

    /// The first id of the part after the one that begins at this id; none where that is the last.
    pub(super) async fn next_part(self, tx: &mut Tx, from: i64) -> Result<Option<i64>> {
        let sql = match self {
            Self::Places => "select id from place where id >= $1 order by id limit 1 offset $2",
            Self::Notes => {
                "select id from note where id >= $1 and deleted_at_ms is null
                 order by id limit 1 offset $2"
            }
            Self::People => "select id from account where id >= $1 order by id limit 1 offset $2",
        };
        let row = tx.optional::<(i64,)>(sql, args![from, PART_URLS]).await?;
        Ok(row.map(|(id,)| id))
    }

    /// The part that begins at this id.
    pub(super) async fn part(self, tx: &mut Tx, from: i64) -> Result<Vec<Entry>> {
        let (sql, path) = match self {
            Self::Places => (
                "select cast(id as text), changed_at_ms from place
                 where id >= $1 order by id limit $2",
                "/places/",
            ),
            Self::Notes => (
                "select cast(id as text), coalesce(edited_at_ms, created_at_ms) from note
                 where id >= $1 and deleted_at_ms is null order by id limit $2",
                "/notes/",
            ),
            Self::People => (
                "select handle, changed_at_ms from account
                 where id >= $1 order by id limit $2",
                "/people/",
            ),
        };
        let rows = tx.all::<(String, i64)>(sql, args![from, PART_URLS]).await?;
        let entry = |(last, changed_at_ms): (String, i64)| Entry {
            path: format!("{path}{last}"),
            changed_at_ms: Some(changed_at_ms),
        };
        Ok(rows.into_iter().map(entry).collect())
    }
}
