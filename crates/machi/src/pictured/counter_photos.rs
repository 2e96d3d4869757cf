//! The photos that are held against a note, the newest first.

use rules::pictured::{Standing, seasoned_until_ms};
use store::{Tx, args};

use super::facts::{Known, facts};
use crate::error::Result;
use crate::ids::{AccountId, NoteId, PhotoId};
use crate::photos::{Frame, Photo, Picture};
use crate::social::Viewer;

/// On one page.
pub(super) const PAGE_PHOTOS: usize = 30;
const ROWS_MAX: i64 = 60;
/// So often a page reads on past what is hidden, before it ends short.
const ROUNDS_MAX: usize = 4;
/// As wide as a column of a wall.
const FRAME: Frame = Frame {
    sizes: "(min-width: 48rem) 14rem, 45vw",
    class: "pictured__photo",
    at_once: false,
};

store::row! {
    struct Row {
        account_id: AccountId,
        handle: String,
        display_name: String,
        is_demo: bool,
        photo_id: PhotoId,
        content: String,
        width: i64,
        height: i64,
        widths: String,
        thumbhash: String,
        alt: String,
        as_pictured: bool,
        ticket: bool,
        own_note: bool,
        seasoned: bool,
        first_of_network: bool,
    }
}

/// One of them, and whose it is.
pub struct CounterPhoto {
    pub photo: Photo,
    pub handle: String,
    pub name: String,
    pub is_demo: bool,
    pub as_pictured: bool,
    pub own: bool,
    /// Only its owner sees it, until what they answered counts.
    pub waits: bool,
}

impl CounterPhoto {
    pub fn picture(&self) -> Picture<'_> {
        self.photo.picture(FRAME, "")
    }
}

/// One page, and where the next one begins.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) photos: Vec<CounterPhoto>,
    pub(super) next: Option<PhotoId>,
}

/// So many at most of those that the reader may see, before this one: of answers that count, and one's
/// own; those of blocked and muted people are left out.
pub(super) async fn list(
    tx: &mut Tx,
    (note, reader): (NoteId, Option<AccountId>),
    viewer: &Viewer,
    before: Option<PhotoId>,
    max: usize,
) -> Result<Listed> {
    let mut before = before.unwrap_or(PhotoId::from(i64::MAX));
    let mut photos: Vec<CounterPhoto> = Vec::new();
    for _ in 0..ROUNDS_MAX {
        let rows = rows(tx, note, before).await?;
        let last_round = i64::try_from(rows.len()).is_ok_and(|rows| rows < ROWS_MAX);
        for row in rows {
            if photos.len() == max {
                let next = photos.last().map(|last| last.photo.id);
                return Ok(Listed { photos, next });
            }
            before = row.photo_id;
            let shown = row.shown(note, reader);
            if !viewer.hides(shown.1) && (shown.0.own || !shown.0.waits) {
                photos.push(shown.0);
            }
        }
        if last_round {
            return Ok(Listed { photos, next: None });
        }
    }
    let next = Some(before);
    Ok(Listed { photos, next })
}

async fn rows(tx: &mut Tx, note: NoteId, before: PhotoId) -> Result<Vec<Row>> {
    // `photo` belongs to photos.
    let sql = concat!(
        facts!(
            "p.account_id, a.handle, a.display_name, a.is_demo, f.id photo_id, f.content, f.width,
             f.height, f.widths, f.thumbhash, f.alt, ",
            "pictured p"
        ),
        "join photo f on f.counter_note_id = p.note_id and f.account_id = p.account_id
         where p.note_id = $1 and f.id < $3 order by f.id desc limit $4"
    );
    let seasoned_ms = seasoned_until_ms(tx.now_ms());
    Ok(tx
        .all(sql, args![note, seasoned_ms, before, ROWS_MAX])
        .await?)
}

impl Row {
    fn shown(self, note: NoteId, reader: Option<AccountId>) -> (CounterPhoto, AccountId) {
        let known = Known {
            as_pictured: self.as_pictured,
            ticket: self.ticket,
            own_note: self.own_note,
            seasoned: self.seasoned,
            first_of_network: self.first_of_network,
        };
        let shown = CounterPhoto {
            photo: Photo {
                id: self.photo_id,
                note_id: note,
                content: self.content,
                width: self.width,
                height: self.height,
                widths: self.widths,
                thumbhash: self.thumbhash,
                alt: self.alt,
            },
            handle: self.handle,
            name: self.display_name,
            is_demo: self.is_demo,
            as_pictured: self.as_pictured,
            own: reader == Some(self.account_id),
            waits: known.standing() != Standing::Counts,
        };
        (shown, self.account_id)
    }
}
