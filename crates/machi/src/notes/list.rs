//! Lists of notes by what they name and by who wrote them, the newest first.

use store::{Arg, Tx, args};

use crate::error::Result;
use crate::ids::{AccountId, CityId, CommunityId, EventId, NoteId, PlaceId};
use crate::social::Viewer;

/// Notes on one page of a list.
pub const PAGE_NOTES: usize = 24;
/// Rows read at once; some are hidden from the reader.
const ROWS_MAX: i64 = 48;
/// So often a page reads on past what is hidden, before it ends short.
const ROUNDS_MAX: usize = 5;

/// Which notes a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    Place(PlaceId),
    Event(EventId),
    /// Also of somebody whom the reader muted: one goes to a person's own list on purpose.
    Author(AccountId),
    /// In every city.
    Community(CommunityId),
    /// Folded, see [`super::marked::fold_tag`].
    Tag(CityId, String),
    /// That name the account, in the note itself.
    MentionsOf(AccountId),
}

/// One page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    pub notes: Vec<NoteId>,
    /// Where the next page begins: its `before`.
    pub next: Option<NoteId>,
}

/// The notes that the reader may see, of those before `before`; at most [`PAGE_NOTES`].
pub async fn list(
    tx: &mut Tx,
    wanted: &Wanted,
    reader: &Viewer,
    before: Option<NoteId>,
) -> Result<Listed> {
    let mut before = before.unwrap_or(NoteId::from(i64::MAX));
    let mut notes = Vec::with_capacity(PAGE_NOTES);
    for _ in 0..ROUNDS_MAX {
        let (sql, args) = statement(wanted, before);
        let rows = tx.all::<(NoteId, AccountId)>(sql, args).await?;
        let last_round = i64::try_from(rows.len()).is_ok_and(|rows| rows < ROWS_MAX);
        for (note, author) in rows {
            if notes.len() == PAGE_NOTES {
                let next = notes.last().copied();
                return Ok(Listed { notes, next });
            }
            before = note;
            if shows(wanted, reader, author) {
                notes.push(note);
            }
        }
        if last_round {
            return Ok(Listed { notes, next: None });
        }
    }
    Ok(Listed {
        notes,
        next: Some(before),
    })
}

fn shows(wanted: &Wanted, reader: &Viewer, author: AccountId) -> bool {
    match wanted {
        Wanted::Author(_) => !reader.is_blocked(author),
        _ => !reader.hides(author),
    }
}

fn statement(wanted: &Wanted, before: NoteId) -> (&'static str, Vec<Arg>) {
    match wanted {
        Wanted::Place(place) => (
            "select id, author_id from note where place_id = $1 and id < $2
               and deleted_at_ms is null order by id desc limit $3",
            args![place, before, ROWS_MAX],
        ),
        Wanted::Event(event) => (
            "select id, author_id from note where event_id = $1 and id < $2
               and deleted_at_ms is null order by id desc limit $3",
            args![event, before, ROWS_MAX],
        ),
        Wanted::Author(author) => (
            "select id, author_id from note where author_id = $1 and id < $2
               and deleted_at_ms is null order by id desc limit $3",
            args![author, before, ROWS_MAX],
        ),
        Wanted::Community(community) => (
            "select n.id, n.author_id from note_community c join note n on n.id = c.note_id
             where c.community_id = $1 and c.note_id < $2 and n.deleted_at_ms is null
             order by c.note_id desc limit $3",
            args![community, before, ROWS_MAX],
        ),
        Wanted::Tag(city, tag) => (
            "select n.id, n.author_id from note_tag t join note n on n.id = t.note_id
             where t.tag = $1 and t.note_id < $2 and n.city_id = $4 and n.deleted_at_ms is null
             order by t.note_id desc limit $3",
            args![tag, before, ROWS_MAX, city],
        ),
        Wanted::MentionsOf(account) => (
            "select n.id, n.author_id from mention m join note n on n.id = m.note_id
             where m.account_id = $1 and m.note_id < $2 and m.comment_id = 0
               and n.deleted_at_ms is null
             order by m.note_id desc limit $3",
            args![account, before, ROWS_MAX],
        ),
    }
}
