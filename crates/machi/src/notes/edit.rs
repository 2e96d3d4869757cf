//! Changes one's own note.

use store::{Tx, args};

use super::find::own;
use super::later::{Later, due, keep, waiting};
use super::post::{disclose, name, open};
use super::scene::Scene;
use super::written::Written;
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::cities::City;
use crate::error::{Error, Result};
use crate::ids::NoteId;
use crate::photos::{Chosen, of_note, put_in};

/// Puts what is written in place of what was; the same again changes nothing. `city` is the
/// note's: a note does not move to another. A label that it has stays, whatever is written.
///
/// # Errors
/// `NotFound` for another's note and a deleted one; refused as [`super::post::post`].
pub async fn edit(
    tx: &mut Tx,
    by: &Member,
    city: &City,
    note: NoteId,
    written: &Written,
) -> Result<()> {
    let before = own(tx, by, note).await?;
    if before.deleted_at_ms.is_some() || before.city_id != city.id {
        return Err(Error::NotFound);
    }
    open(city)?;
    if written_as(tx, note).await? == written.tidied() {
        return Ok(());
    }
    let checked = written.check(tx, city).await?;
    let due_at_ms = due(tx, note, &checked.scene, checked.later).await?;
    let shown = checked.shown(due_at_ms);
    tx.execute(
        "update note set kind = $2, title = $3, body = $4, lang = $5, place_id = $6, event_id = $7,
           neighbourhood_id = $8, lat_e6 = $9, lon_e6 = $10, is_exact = $11,
           edited_at_ms = $12 where id = $1",
        args![
            note,
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
            tx.now_ms(),
        ],
    )
    .await?;
    keep(tx, note, &checked.scene, due_at_ms).await?;
    disclose(tx, by.id, note, &checked.scene).await?;
    for sql in [
        "delete from note_community where note_id = $1",
        "delete from note_tag where note_id = $1",
        "delete from mention where note_id = $1 and comment_id = 0",
    ] {
        tx.execute(sql, args![note]).await?;
    }
    name(tx, note, &checked).await?;
    put_in(tx, by.id, note, &checked.photos).await?;
    changes::record(tx, city.id, Change::NoteChanged { note }).await
}

/// The note as its author would type it again: what the form for editing starts from.
pub async fn written_as(tx: &mut Tx, note: NoteId) -> Result<Written> {
    let note = super::find::any(tx, note).await?;
    let sql = "select community_id from note_community where note_id = $1 order by community_id";
    let communities = tx.all(sql, args![note.id]).await?;
    let photos = of_note(tx, note.id).await?.into_iter();
    let (scene, later) = match waiting(tx, note.id).await? {
        Some(waiting) => (waiting.scene, Later::AsBefore),
        None => (Scene::from(&note), Later::Now),
    };
    Ok(Written {
        photos: photos
            .map(|photo| Chosen {
                photo: photo.id,
                alt: photo.alt,
            })
            .collect(),
        title: note.title,
        body: note.body,
        lang: note.lang,
        place: scene.place_id,
        event: scene.event_id,
        neighbourhood: scene.only_neighbourhood(),
        spot: scene.exact_spot(),
        later,
        communities: communities.into_iter().map(|(id,)| id).collect(),
    })
}
