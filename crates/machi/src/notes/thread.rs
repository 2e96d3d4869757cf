//! The comments on a note, each followed by its answers, a page at a time.

use std::fmt;
use std::str::FromStr;

use store::{Tx, args};

use crate::error::Result;
use crate::ids::{AccountId, CommentId, NoteId};
use crate::social::Viewer;

pub(super) const PAGE_COMMENTS: usize = 50;
const ROWS_MAX: i64 = 100;
/// So often a page reads on past what is hidden, before it ends short.
const ROUNDS_MAX: usize = 4;

store::row! {
    pub(super) struct Told {
        pub(super) id: CommentId,
        pub(super) parent_id: Option<CommentId>,
        pub(super) author_id: AccountId,
        pub(super) handle: String,
        pub(super) display_name: String,
        pub(super) is_demo: bool,
        pub(super) body: String,
        pub(super) lang: String,
        pub(super) created_at_ms: i64,
        pub(super) edited_at_ms: Option<i64>,
        /// Whose comment it answers.
        pub(super) answers_id: Option<AccountId>,
    }
}

/// One page, and where the next one begins.
#[derive(Default)]
pub(super) struct Thread {
    pub(super) comments: Vec<Told>,
    pub(super) next: Option<Place>,
}

/// A comment's place in the order: that of the comment above it, then its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    above: i64,
    own: i64,
}

impl Place {
    const START: Self = Self { above: 0, own: 0 };

    fn of(told: &Told) -> Self {
        Self {
            above: told.parent_id.unwrap_or(told.id).get(),
            own: told.id.get(),
        }
    }

    /// Right before a comment: a page after it begins there.
    pub(super) fn before(comment: CommentId, parent: Option<CommentId>) -> Self {
        Self {
            above: parent.unwrap_or(comment).get(),
            own: comment.get() - 1,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.above, self.own)
    }
}

impl FromStr for Place {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (above, own) = text.split_once('_').unwrap_or((text, ""));
        Ok(Self {
            above: above.parse()?,
            own: own.parse()?,
        })
    }
}

/// The comments that the reader may see, at most [`PAGE_COMMENTS`]: those of blocked and muted
/// people are left out with the answers to them.
pub(super) async fn thread(
    tx: &mut Tx,
    note: NoteId,
    reader: &Viewer,
    after: Option<Place>,
) -> Result<Thread> {
    let mut after = after.unwrap_or(Place::START);
    let mut comments: Vec<Told> = Vec::new();
    for _ in 0..ROUNDS_MAX {
        let rows = rows(tx, note, after).await?;
        let last_round = i64::try_from(rows.len()).is_ok_and(|rows| rows < ROWS_MAX);
        for told in rows {
            if comments.len() == PAGE_COMMENTS {
                let next = comments.last().map(Place::of);
                return Ok(Thread { comments, next });
            }
            after = Place::of(&told);
            let hidden = |account| reader.hides(account);
            if !hidden(told.author_id) && !told.answers_id.is_some_and(hidden) {
                comments.push(told);
            }
        }
        if last_round {
            let next = None;
            return Ok(Thread { comments, next });
        }
    }
    let next = Some(after);
    Ok(Thread { comments, next })
}

/// Read along the index `comment_by_place`, from the place on: however many comments there are, a
/// page reads its own.
async fn rows(tx: &mut Tx, note: NoteId, after: Place) -> Result<Vec<Told>> {
    let rows = tx.all(
        "select c.id, c.parent_id, c.author_id, a.handle, a.display_name, a.is_demo, c.body, c.lang,
           c.created_at_ms, c.edited_at_ms, p.author_id answers_id
         from comment c join account a on a.id = c.author_id
           left join comment p on p.id = c.parent_id
         where c.note_id = $1 and c.deleted_at_ms is null and p.deleted_at_ms is null
           and coalesce(c.parent_id, c.id) >= $2
           and (coalesce(c.parent_id, c.id) > $2 or c.id > $3)
         order by coalesce(c.parent_id, c.id), c.id limit $4",
        args![note, after.above, after.own, ROWS_MAX],
    );
    Ok(rows.await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_its_text() {
        let place = Place { above: 3, own: 17 };
        assert_eq!(place.to_string().parse(), Ok(place));
        for text in ["", "3", "3_", "x_1", "1_2_3"] {
            assert!(text.parse::<Place>().is_err(), "{text}");
        }
    }
}
