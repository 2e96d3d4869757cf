//! Adds up the answers to a note.

use rules::pictured::{NEWEST_MAX, Tally, seasoned_until_ms};
use store::{Tx, args};

use super::facts::{Known, facts};
use crate::error::Result;
use crate::ids::NoteId;

/// The newest [`NEWEST_MAX`] of them.
pub(super) async fn tally(tx: &mut Tx, note: NoteId) -> Result<Tally> {
    let sql = facts!(
        "",
        "(select * from pictured where note_id = $1 order by answered_at_ms desc limit $3) p"
    );
    let seasoned_ms = seasoned_until_ms(tx.now_ms());
    let answers: Vec<Known> = tx.all(sql, args![note, seasoned_ms, NEWEST_MAX]).await?;
    let mut tally = Tally::default();
    for answer in answers {
        tally.add(answer.as_pictured, answer.standing());
    }
    Ok(tally)
}
