//! What there is to tell of honest photos.

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, NoteId};

/// What others say of a note's photos. As [`super::Change`]: stored for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all_fields = "snake_case")]
pub enum Pictured {
    /// Somebody who was there says whether the note's photos show it as it is, or says so no more.
    PicturedChanged { note: NoteId, by: AccountId },
    /// They hold a photo of their own against the note, another, or none.
    CounterPhotoChanged { note: NoteId, by: AccountId },
    /// It was taken down by who keeps the city healthy.
    CounterPhotoRemoved {
        note: NoteId,
        account: AccountId,
        by: AccountId,
    },
}
