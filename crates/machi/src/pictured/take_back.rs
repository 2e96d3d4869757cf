//! Takes one's answer back, with the photo that came with it.

use store::{Tx, args};

use super::asked::asked;
use crate::accounts::Member;
use crate::changes::{self, Change, Pictured};
use crate::error::{Error, Result};
use crate::ids::{CityId, NoteId};
use crate::photos;

/// Takes it back, also where the note is out of sight by now; again, it changes nothing.
///
/// # Errors
/// `NotFound` for a note of which nothing is asked and nothing was answered.
pub(super) async fn take_back(tx: &mut Tx, by: &Member, note: NoteId) -> Result<()> {
    let sql = "delete from pictured where note_id = $1 and account_id = $2";
    if tx.execute(sql, args![note, by.id]).await? == 0 {
        return asked(tx, Some(by.id), note).await.map(|_| ());
    }
    // `note` belongs to notes.
    let sql = "select city_id from note where id = $1";
    let city = tx.optional::<(CityId,)>(sql, args![note]).await?;
    let (city,) = city.ok_or(Error::NotFound)?;
    let by = by.id;
    if photos::counter_photo(tx, note, by).await?.is_some() {
        photos::put_counter(tx, by, note, None).await?;
        changes::record(
            tx,
            city,
            Change::Pictured(Pictured::CounterPhotoChanged { note, by }),
        )
        .await?;
    }
    changes::record(
        tx,
        city,
        Change::Pictured(Pictured::PicturedChanged { note, by }),
    )
    .await
}
