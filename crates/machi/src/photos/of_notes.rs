//! Reads the photos of notes.

use std::collections::HashMap;

use store::{Tx, args};

use super::Photo;
use crate::error::Result;
use crate::ids::NoteId;

/// In their order.
pub async fn of_note(tx: &mut Tx, note: NoteId) -> Result<Vec<Photo>> {
    let sql = "select id, note_id, content, width, height, widths, thumbhash, alt from photo
               where note_id = $1 order by position";
    Ok(tx.all(sql, args![note]).await?)
}

/// Of each of the notes that has some, in their order.
pub async fn of_notes(tx: &mut Tx, notes: &[NoteId]) -> Result<HashMap<NoteId, Vec<Photo>>> {
    let mut found = HashMap::new();
    for note in notes {
        let photos = of_note(tx, *note).await?;
        if !photos.is_empty() {
            found.insert(*note, photos);
        }
    }
    Ok(found)
}
