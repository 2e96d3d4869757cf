//! Answers "as pictured?", once for each member and note.

use store::{Tx, args};

use super::asked::{Asked, asked};
use super::facts::was_there;
use super::network::{forget_later, is_taken};
use super::remove::removed_because;
use crate::accounts::Member;
use crate::changes::{self, Change, Pictured};
use crate::error::{Refusal, Result};
use crate::ids::{NoteId, PhotoId};
use crate::limits::Limit;
use crate::photos::{self, Chosen};

/// Far more than anybody has been to.
pub(super) static BY_MEMBER: Limit = Limit {
    name: "pictured",
    burst: 120,
    per_ms: 60 * 60 * 1_000,
};

/// What a member says of a note that is another's.
#[derive(Debug, Clone)]
pub struct Answer {
    pub as_pictured: bool,
    /// What they hold against its photos, or none.
    pub photo: Option<Chosen>,
    /// Where they are: a [`super::fingerprint`].
    pub network: String,
}

store::row! {
    /// What they said before.
    struct Before {
        as_pictured: bool,
        first_of_network: bool,
    }
}

/// Answers, or changes one's answer; the same again changes nothing. Whose answer was the first of its
/// network keeps that; whose was not may answer again from elsewhere.
///
/// # Errors
/// `NotFound` for a note of which nothing is asked, or across a block; refused for one's own, for who was
/// not there, and for a photo that is not theirs or after one that was removed.
pub async fn answer(tx: &mut Tx, by: &Member, note: NoteId, answer: &Answer) -> Result<()> {
    let note = asked(tx, Some(by.id), note).await?;
    if note.author_id == by.id {
        return Err(Refusal::new("pictured-own-note").into());
    }
    if !was_there(tx, by.id, note.id).await? {
        return Err(Refusal::new("pictured-not-there").into());
    }
    say(tx, by, &note, answer).await?;
    hold(tx, by, &note, answer.photo.as_ref()).await
}

async fn say(tx: &mut Tx, by: &Member, note: &Asked, answer: &Answer) -> Result<()> {
    let sql =
        "select as_pictured, first_of_network from pictured where note_id = $1 and account_id = $2";
    let before: Option<Before> = tx.optional(sql, args![note.id, by.id]).await?;
    let was_first = before
        .as_ref()
        .is_some_and(|before| before.first_of_network);
    let first = was_first || !is_taken(tx, note.id, by.id, &answer.network).await?;
    let same = |before: &Before| {
        before.as_pictured == answer.as_pictured && before.first_of_network == first
    };
    if before.as_ref().is_some_and(same) {
        return Ok(());
    }
    let now_ms = tx.now_ms();
    if was_first {
        let sql = "update pictured set as_pictured = $3, answered_at_ms = $4
                   where note_id = $1 and account_id = $2";
        tx.execute(sql, args![note.id, by.id, answer.as_pictured, now_ms])
            .await?;
    } else {
        tx.execute(
            "insert into pictured (note_id, account_id, as_pictured, network, network_at_ms,
               first_of_network, answered_at_ms)
             values ($1, $2, $3, $4, $5, $6, $5)
             on conflict (note_id, account_id) do update set as_pictured = excluded.as_pictured,
               network = excluded.network, network_at_ms = excluded.network_at_ms,
               first_of_network = excluded.first_of_network,
               answered_at_ms = excluded.answered_at_ms",
            args![
                note.id,
                by.id,
                answer.as_pictured,
                answer.network,
                now_ms,
                first
            ],
        )
        .await?;
        forget_later(tx).await?;
    }
    let (note, city, by) = (note.id, note.city_id, by.id);
    changes::record(
        tx,
        city,
        Change::Pictured(Pictured::PicturedChanged { note, by }),
    )
    .await
}

/// Holds this photo against the note, or none.
async fn hold(tx: &mut Tx, by: &Member, note: &Asked, photo: Option<&Chosen>) -> Result<()> {
    let before = photos::counter_photo(tx, note.id, by.id).await?;
    let before: Option<PhotoId> = before.map(|photo| photo.id);
    if photo.is_some() && removed_because(tx, by.id, note.id).await?.is_some() {
        return Err(Refusal::new("pictured-photo-barred").on("photos").into());
    }
    photos::put_counter(tx, by.id, note.id, photo).await?;
    let now = photo.map(|photo| photo.photo);
    if before == now {
        return Ok(());
    }
    let (note, city, by) = (note.id, note.city_id, by.id);
    changes::record(
        tx,
        city,
        Change::Pictured(Pictured::CounterPhotoChanged { note, by }),
    )
    .await
}
