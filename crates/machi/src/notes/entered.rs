//! Notes that say that they take part in a lottery. It is no advertisement, and no label of one.

use store::{Tx, args};

use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::{CityId, NoteId};

/// Lets the note say so until a time, or longer if it does: of two lotteries that it takes part in, the
/// later counts. The same again changes nothing, so that who follows its changes comes to rest.
pub async fn set(tx: &mut Tx, city: CityId, note: NoteId, until_ms: i64) -> Result<()> {
    let sql = "update note set entered_until_ms = $2
               where id = $1 and coalesce(entered_until_ms, 0) < $2";
    let written = tx.execute(sql, args![note, until_ms]).await?;
    changed(tx, city, note, written).await
}

/// Lets the note say so no more.
pub async fn unset(tx: &mut Tx, city: CityId, note: NoteId) -> Result<()> {
    let sql = "update note set entered_until_ms = null
               where id = $1 and entered_until_ms is not null";
    let written = tx.execute(sql, args![note]).await?;
    changed(tx, city, note, written).await
}

async fn changed(tx: &mut Tx, city: CityId, note: NoteId, written: u64) -> Result<()> {
    if written == 1 {
        changes::record(tx, city, Change::NoteChanged { note }).await?;
    }
    Ok(())
}

/// Takes it from notes of a city that said so until that time, so many at most; whether that was all.
pub async fn clear(tx: &mut Tx, city: CityId, until_ms: i64, at_most: i64) -> Result<bool> {
    let sql =
        "select id from note where entered_until_ms = $1 and city_id = $2 order by id limit $3";
    let notes = tx.all::<(NoteId,)>(sql, args![until_ms, city, at_most]);
    let notes = notes.await?;
    for &(note,) in &notes {
        unset(tx, city, note).await?;
    }
    Ok((notes.len() as i64) < at_most)
}

/// Whether the note says so now.
pub(super) async fn is(tx: &mut Tx, note: NoteId) -> Result<bool> {
    let sql = "select 1 from note where id = $1 and entered_until_ms > $2";
    let row = tx.optional::<(i64,)>(sql, args![note, tx.now_ms()]);
    Ok(row.await?.is_some())
}
