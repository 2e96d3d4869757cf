//! Reads the photos of notes.

use std::collections::HashMap;

use store::{Tx, args};

use super::Photo;
use crate::batch::{BATCH_ROWS, padded};
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
    let mut found: HashMap<NoteId, Vec<Photo>> = HashMap::new();
    for batch in notes.chunks(BATCH_ROWS) {
        let photos = tx.all::<Photo>(
            "select id, note_id, content, width, height, widths, thumbhash, alt from photo
             where note_id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
               $16, $17, $18, $19, $20, $21, $22, $23, $24)
             order by note_id, position",
            padded(batch),
        );
        for photo in photos.await? {
            found.entry(photo.note_id).or_default().push(photo);
        }
    }
    Ok(found)
}
