//! Saving notes, as commands.

use store::Tx;

use super::{Named, create, edit, notes_in, of_account, remove, save, unsave, visible_to};
use crate::accounts::Member;
use crate::changes::Change;
use crate::cities::Cities;
use crate::error::Error;
use crate::ids::NoteId;
use crate::notes::{Notes, Written, delete, post};
use crate::social::block;
use crate::town::Town;

pub(super) async fn member(town: &Town, handle: &str) -> Member {
    town.sign_up(handle).await;
    Member::assumed(town.account(handle).await, handle)
}

pub(super) async fn note(town: &Town, by: &Member) -> NoteId {
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    let written = Written {
        body: "銀杏".into(),
        ..Written::default()
    };
    let posted = town
        .app
        .write(async |tx: &mut Tx| post::post(tx, by, &city, &written).await);
    posted.await.unwrap()
}

#[tokio::test]
async fn a_note_saved_twice_counts_once_and_the_first_save_makes_a_collection() {
    let town = Town::with_cities().await;
    let (mika, joon) = (member(&town, "mika").await, member(&town, "joon").await);
    let note = note(&town, &joon).await;
    let mut made = Vec::new();
    for _ in 0..2 {
        let write = town
            .app
            .write(async |tx: &mut Tx| save(tx, &mika, note, None).await);
        made.push(write.await.unwrap());
    }
    assert_eq!(made[0], made[1]);
    let other = town.app.write(async |tx: &mut Tx| {
        let named = Named {
            name: "  To   go ".into(),
            is_public: true,
        };
        let collection = create(tx, &mika, &named).await?;
        save(tx, &mika, note, Some(collection)).await
    });
    let other = other.await.unwrap();
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    let saves = |town: &Town| {
        let notes = town.app.view::<Notes>().unwrap();
        notes.in_city(city.id, |notes| notes.get(note).unwrap().love.saves)
    };
    town.settle().await;
    assert_eq!(saves(&town), 1, "one person saved it, into two collections");
    let changes = town.changes().await;
    let saved = |change: &&Change| matches!(change, Change::NoteSaved { .. });
    assert_eq!(changes.iter().filter(saved).count(), 2);
    let collections = town
        .app
        .read(async |tx: &mut Tx| of_account(tx, Some(&mika), mika.id).await);
    let names: Vec<_> = collections
        .await
        .unwrap()
        .into_iter()
        .map(|c| (c.name, c.notes))
        .collect();
    assert_eq!(names, [(String::new(), 1), ("To go".into(), 1)]);
    let write = town
        .app
        .write(async |tx: &mut Tx| unsave(tx, &mika, note, Some(other)).await);
    write.await.unwrap();
    town.settle().await;
    assert_eq!(saves(&town), 1, "still saved in the first");
    let write = town
        .app
        .write(async |tx: &mut Tx| remove(tx, &mika, made[0]).await);
    write.await.unwrap();
    town.settle().await;
    assert_eq!(saves(&town), 0);
}

#[tokio::test]
async fn a_private_collection_does_not_exist_for_others() {
    let town = Town::with_cities().await;
    let (mika, joon) = (member(&town, "mika").await, member(&town, "joon").await);
    let note = note(&town, &joon).await;
    let saved = town
        .app
        .write(async |tx: &mut Tx| save(tx, &mika, note, None).await);
    let collection = saved.await.unwrap();
    let seen = async |reader: Option<&Member>| {
        let read = town.app.read(async |tx: &mut Tx| {
            visible_to(tx, reader, collection).await?;
            notes_in(tx, reader, collection, None, 24).await
        });
        read.await
    };
    assert_eq!(seen(Some(&mika)).await.unwrap(), [note]);
    assert!(matches!(seen(Some(&joon)).await, Err(Error::NotFound)));
    assert!(matches!(seen(None).await, Err(Error::NotFound)));
    let public = Named {
        name: String::new(),
        is_public: true,
    };
    let by_other = town
        .app
        .write(async |tx: &mut Tx| edit(tx, &joon, collection, &public).await);
    assert!(matches!(by_other.await, Err(Error::NotFound)));
    let write = town
        .app
        .write(async |tx: &mut Tx| edit(tx, &mika, collection, &public).await);
    write.await.unwrap();
    assert_eq!(seen(None).await.unwrap(), [note]);
    let write = town
        .app
        .write(async |tx: &mut Tx| block::block(tx, &joon, mika.id).await);
    write.await.unwrap();
    assert!(matches!(seen(Some(&joon)).await, Err(Error::NotFound)));
    assert!(
        seen(Some(&mika)).await.unwrap().is_empty(),
        "the blocked author's note is hidden"
    );
    let write = town
        .app
        .write(async |tx: &mut Tx| delete::delete(tx, &joon, note).await);
    write.await.unwrap();
    assert!(seen(None).await.unwrap().is_empty());
}
