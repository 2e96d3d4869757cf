//! What a block, a mute or a deletion hides is hidden here too.

use store::Tx;

use super::{act, note, person, say, told, unread};
use crate::notes::delete::{delete, delete_comment, restore, restore_comment};
use crate::notes::like::like;
use crate::social::block::{block, unblock};
use crate::social::follow::follow;
use crate::social::mute::{mute, unmute};
use crate::town::Town;

#[tokio::test]
async fn nobody_is_told_of_those_whom_they_block_or_mute() {
    let town = Town::with_cities().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (_, joon) = person(&town, "joon").await;
    let (_, kai) = person(&town, "kai").await;
    let own = note(&town, &as_mika, "At the market").await;
    let of_joon = note(&town, &joon, "Come along").await;
    say(&town, &kai, of_joon, None, "With @mika").await;
    town.clock.advance(1_000);
    act(&town, async |tx: &mut Tx| {
        like(tx, &kai, own).await?;
        follow(tx, &kai, as_mika.id).await
    })
    .await;
    town.clock.advance(1_000);
    act(&town, async |tx: &mut Tx| like(tx, &joon, own).await).await;
    let liked = "joon and one other liked your note";
    let followed = "kai follows you now";
    let named = "kai mentioned you in a comment";
    assert_eq!(told(&mika).await, [liked, followed, named]);
    assert_eq!(unread(&mika).await, 3);

    act(&town, async |tx: &mut Tx| mute(tx, &as_mika, kai.id).await).await;
    assert_eq!(told(&mika).await, ["joon liked your note"]);
    assert_eq!(unread(&mika).await, 1);
    act(&town, async |tx: &mut Tx| {
        unmute(tx, &as_mika, kai.id).await
    })
    .await;
    assert_eq!(unread(&mika).await, 3);

    // Across a block, what stands under the other's note is out of sight as well.
    act(&town, async |tx: &mut Tx| {
        block(tx, &joon, as_mika.id).await
    })
    .await;
    assert_eq!(told(&mika).await, ["kai liked your note", followed]);
    assert_eq!(unread(&mika).await, 2);
    assert!(!mika.get("/notifications").await.has("joon"));
    act(&town, async |tx: &mut Tx| {
        unblock(tx, &joon, as_mika.id).await
    })
    .await;
    assert_eq!(told(&mika).await, [liked, followed, named]);
}

#[tokio::test]
async fn what_is_deleted_takes_its_notifications_away_and_brings_them_back() {
    let town = Town::with_cities().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (joon, as_joon) = person(&town, "joon").await;
    let own = note(&town, &as_mika, "At the market").await;
    let said = say(&town, &as_joon, own, None, "What did you eat?").await;
    say(&town, &as_mika, own, Some(said), "Melon bread").await;
    act(&town, async |tx: &mut Tx| like(tx, &as_joon, own).await).await;
    assert_eq!((unread(&mika).await, unread(&joon).await), (2, 1));

    act(&town, async |tx: &mut Tx| {
        delete_comment(tx, &as_joon, said).await
    })
    .await;
    assert_eq!(told(&mika).await, ["joon liked your note"]);
    assert!(told(&joon).await.is_empty(), "the answer went with it");
    assert_eq!((unread(&mika).await, unread(&joon).await), (1, 0));
    act(&town, async |tx: &mut Tx| {
        restore_comment(tx, &as_joon, said).await
    })
    .await;
    assert_eq!((unread(&mika).await, unread(&joon).await), (2, 1));

    act(&town, async |tx: &mut Tx| delete(tx, &as_mika, own).await).await;
    assert_eq!((unread(&mika).await, unread(&joon).await), (0, 0));
    assert!(told(&mika).await.is_empty() && told(&joon).await.is_empty());
    act(&town, async |tx: &mut Tx| restore(tx, &as_mika, own).await).await;
    assert_eq!((unread(&mika).await, unread(&joon).await), (2, 1));
}
