//! Tells authors what those who were there say of their photos, and tells whose counter-photo was taken
//! down.

use store::{Tx, args};

use super::kinds::{COUNTER_PHOTO, COUNTER_PHOTO_REMOVED, PICTURED};
use super::notify::{Notice, notify, withdraw};
use super::subject::Subject;
use crate::changes::{Change, Logged, Pictured};
use crate::error::Result;
use crate::ids::{AccountId, CityId, NoteId};
use crate::pictured::counts;

/// What follows from a change; nothing for one that is not about photos as pictured.
pub(super) async fn read_one(tx: &mut Tx, logged: &Logged) -> Result<()> {
    let Some(city) = logged.city else {
        return Ok(());
    };
    match logged.change {
        Change::Pictured(Pictured::PicturedChanged { note, by }) => {
            answered(tx, (city, logged.at_ms), note, by).await
        }
        Change::Pictured(Pictured::CounterPhotoChanged { note, by }) => {
            held(tx, (city, logged.at_ms), note, by).await
        }
        Change::Pictured(Pictured::CounterPhotoRemoved { note, account, .. }) => {
            let notice = Notice {
                kind: &COUNTER_PHOTO_REMOVED,
                actor: None,
                subject: Subject::Note(note),
                city: Some(city),
                at_ms: logged.at_ms,
                key: format!("counter-photo-removed:{note}"),
            };
            notify(tx, account, &notice).await?;
            held(tx, (city, logged.at_ms), note, account).await
        }
        _ => Ok(()),
    }
}

/// Without whose answer it is: nobody is to be asked why they said so.
async fn answered(
    tx: &mut Tx,
    (city, at_ms): (CityId, i64),
    note: NoteId,
    by: AccountId,
) -> Result<()> {
    let Some(author) = author(tx, note).await? else {
        return Ok(());
    };
    let key = format!("pictured:{note}:{by}");
    let sql = "select 1 from pictured where note_id = $1 and account_id = $2";
    let there = tx.optional::<(i64,)>(sql, args![note, by]).await?;
    if there.is_none() {
        return withdraw(tx, author, &key).await;
    }
    let notice = Notice {
        kind: &PICTURED,
        actor: None,
        subject: Subject::Note(note),
        city: Some(city),
        at_ms,
        key,
    };
    notify(tx, author, &notice).await
}

/// Only of a photo that others see too.
async fn held(
    tx: &mut Tx,
    (city, at_ms): (CityId, i64),
    note: NoteId,
    by: AccountId,
) -> Result<()> {
    let Some(author) = author(tx, note).await? else {
        return Ok(());
    };
    let key = format!("counter-photo:{note}:{by}");
    let sql = "select 1 from photo where counter_note_id = $1 and account_id = $2";
    let there = tx.optional::<(i64,)>(sql, args![note, by]).await?;
    if there.is_none() {
        return withdraw(tx, author, &key).await;
    }
    if !counts(tx, by, note).await? {
        return Ok(());
    }
    let notice = Notice {
        kind: &COUNTER_PHOTO,
        actor: Some(by),
        subject: Subject::Note(note),
        city: Some(city),
        at_ms,
        key,
    };
    notify(tx, author, &notice).await
}

/// `note` belongs to notes.
async fn author(tx: &mut Tx, note: NoteId) -> Result<Option<AccountId>> {
    let sql = "select author_id from note where id = $1";
    let found = tx.optional::<(AccountId,)>(sql, args![note]).await?;
    Ok(found.map(|(author,)| author))
}
