//! Posts a note.

use store::{Tx, args};

use super::disclosure::duty;
use super::later::{due, keep};
use super::scene::Scene;
use super::written::{Checked, Written};
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::cities::{City, CityState};
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, NoteId};
use crate::photos::put_in;

/// Posts a note in an open city, of which one need not be a member.
///
/// # Errors
/// Refused with everything that is wrong with the text, for what it names and is not there, and in
/// a city that is not open.
pub async fn post(tx: &mut Tx, by: &Member, city: &City, written: &Written) -> Result<NoteId> {
    let now_ms = tx.now_ms();
    post_at(tx, by.id, city, written, now_ms).await
}

/// The same, as of a time: for what was written before it was brought here.
pub(crate) async fn post_at(
    tx: &mut Tx,
    author: AccountId,
    city: &City,
    written: &Written,
    created_at_ms: i64,
) -> Result<NoteId> {
    open(city)?;
    let checked = written.check(tx, city).await?;
    let note = NoteId::from(tx.new_id());
    let due_at_ms = due(tx, note, &checked.scene, checked.later).await?;
    let shown = checked.shown(due_at_ms);
    tx.execute(
        "insert into note (id, city_id, author_id, kind, title, body, lang, place_id, event_id,
           neighbourhood_id, lat_e6, lon_e6, is_exact, created_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        args![
            note,
            city.id,
            author,
            checked.kind.name(),
            checked.title,
            checked.body,
            checked.lang,
            shown.place_id,
            shown.event_id,
            shown.neighbourhood_id,
            shown.lat_e6,
            shown.lon_e6,
            shown.is_exact,
            created_at_ms,
        ],
    )
    .await?;
    keep(tx, note, &checked.scene, due_at_ms).await?;
    // From the beginning, also where the place is shown later.
    disclose(tx, author, note, &checked.scene).await?;
    name(tx, note, &checked).await?;
    put_in(tx, author, note, &checked.photos).await?;
    changes::record(tx, city.id, Change::NotePosted { note, by: author }).await?;
    Ok(note)
}

/// Notes are posted, and changed, in an open city only.
pub(super) fn open(city: &City) -> Result<()> {
    match city.state {
        CityState::Open => Ok(()),
        CityState::Petition => Err(Refusal::new("notes-city-not-open").into()),
        CityState::Archived => Err(Refusal::new("cities-archived-refused").into()),
    }
}

/// Labels the note if its author got something for what it names; whether it had no label until now.
pub(super) async fn disclose(
    tx: &mut Tx,
    author: AccountId,
    note: NoteId,
    scene: &Scene,
) -> Result<bool> {
    duty::label(tx, author, note, scene.event_id, scene.place_id).await
}

/// Writes down what the note names: communities, tags, people.
pub(super) async fn name(tx: &mut Tx, note: NoteId, checked: &Checked) -> Result<()> {
    for community in &checked.communities {
        let sql = "insert into note_community (note_id, community_id) values ($1, $2)";
        tx.execute(sql, args![note, community]).await?;
    }
    for tag in &checked.tags {
        let sql = "insert into note_tag (note_id, tag) values ($1, $2)";
        tx.execute(sql, args![note, tag]).await?;
    }
    for account in &checked.mentioned {
        let sql = "insert into mention (account_id, note_id, comment_id) values ($1, $2, 0)";
        tx.execute(sql, args![account, note]).await?;
    }
    Ok(())
}
