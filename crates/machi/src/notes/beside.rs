//! The notes right before and after a note: of its city, or of its author.

use store::{Tx, args};

use super::{Note, Notes};
use crate::app::App;
use crate::error::Result;
use crate::ids::NoteId;
use crate::social::Viewer;

/// So many hidden notes in a row are passed over.
const LOOKED_AT_MAX: usize = 200;

/// The neighbours of a note.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Beside {
    pub(super) newer: Option<NoteId>,
    pub(super) older: Option<NoteId>,
}

/// In the note's city, without those that are hidden from the reader.
pub(super) fn in_city(app: &App, note: &Note, reader: &Viewer) -> Result<Beside> {
    let notes = app.view::<Notes>()?;
    Ok(notes.in_city(note.city_id, |notes| {
        let shown =
            |(id, entry): (NoteId, &super::Entry)| (!reader.hides(entry.author)).then_some(id);
        Beside {
            newer: notes.since(note.id).take(LOOKED_AT_MAX).find_map(shown),
            older: notes.latest(note.id).take(LOOKED_AT_MAX).find_map(shown),
        }
    }))
}

/// Of the note's author, in every city.
pub(super) async fn by_author(tx: &mut Tx, note: &Note) -> Result<Beside> {
    let newer = "select id from note where author_id = $1 and id > $2 and deleted_at_ms is null
                 order by id limit 1";
    let older = "select id from note where author_id = $1 and id < $2 and deleted_at_ms is null
                 order by id desc limit 1";
    let newer = tx.optional::<(NoteId,)>(newer, args![note.author_id, note.id]);
    let newer = newer.await?;
    let older = tx.optional::<(NoteId,)>(older, args![note.author_id, note.id]);
    Ok(Beside {
        newer: newer.map(|(id,)| id),
        older: older.await?.map(|(id,)| id),
    })
}
