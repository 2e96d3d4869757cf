//! Following, blocking and muting, as commands.

use rustc_hash::FxHashSet;
use store::Tx;

use super::{Viewer, Viewers, block, follow, mute};
use crate::accounts::Member;
use crate::changes::Change;
use crate::error::Error;
use crate::ids::AccountId;
use crate::town::Town;

async fn member(town: &Town, handle: &str) -> Member {
    town.sign_up(handle).await;
    Member::assumed(town.account(handle).await, handle)
}

async fn viewer(town: &Town, account: AccountId) -> Viewer {
    town.settle().await;
    let viewers = town.app.view::<Viewers>().unwrap();
    let viewer = viewers.of(&town.app, Some(account)).await.unwrap();
    Viewer {
        followed: viewer.followed.clone(),
        blocked: viewer.blocked.clone(),
        blocked_by: viewer.blocked_by.clone(),
        muted: viewer.muted.clone(),
    }
}

#[tokio::test]
async fn following_twice_follows_once() {
    let town = Town::new().await;
    let (mika, joon) = (member(&town, "mika").await, member(&town, "joon").await);
    assert_eq!(viewer(&town, mika.id).await, Viewer::default());
    for _ in 0..2 {
        let write = town
            .app
            .write(async |tx: &mut Tx| follow::follow(tx, &mika, joon.id).await);
        write.await.unwrap();
    }
    assert_eq!(
        viewer(&town, mika.id).await.followed,
        FxHashSet::from_iter([joon.id])
    );
    let followed = Change::Followed {
        by: mika.id,
        account: joon.id,
    };
    let changes = town.changes().await;
    assert_eq!(changes.iter().filter(|&&c| c == followed).count(), 1);
}

#[tokio::test]
async fn a_block_ends_both_follows_and_hides_each_from_the_other() {
    let town = Town::new().await;
    let (mika, joon) = (member(&town, "mika").await, member(&town, "joon").await);
    let write = town.app.write(async |tx: &mut Tx| {
        follow::follow(tx, &mika, joon.id).await?;
        follow::follow(tx, &joon, mika.id).await?;
        mute::mute(tx, &joon, mika.id).await
    });
    write.await.unwrap();
    assert!(viewer(&town, joon.id).await.follows(mika.id));
    let write = town
        .app
        .write(async |tx: &mut Tx| block::block(tx, &mika, joon.id).await);
    write.await.unwrap();
    let (of_mika, of_joon) = (viewer(&town, mika.id).await, viewer(&town, joon.id).await);
    assert!(of_mika.hides(joon.id) && !of_mika.follows(joon.id));
    assert!(of_joon.hides(mika.id) && !of_joon.follows(mika.id));
    let again = town
        .app
        .write(async |tx: &mut Tx| follow::follow(tx, &joon, mika.id).await);
    assert!(matches!(again.await, Err(Error::NotFound)));
    let write = town
        .app
        .write(async |tx: &mut Tx| block::unblock(tx, &mika, joon.id).await);
    write.await.unwrap();
    let of_joon = viewer(&town, joon.id).await;
    assert!(!of_joon.is_blocked(mika.id), "the block is over");
    assert!(of_joon.hides(mika.id), "what joon muted stays muted");
}

#[tokio::test]
async fn nobody_follows_blocks_or_mutes_themselves() {
    let town = Town::new().await;
    let mika = member(&town, "mika").await;
    let write = town
        .app
        .write(async |tx: &mut Tx| follow::follow(tx, &mika, mika.id).await);
    assert!(matches!(write.await, Err(Error::Refused(_))));
    let write = town
        .app
        .write(async |tx: &mut Tx| block::block(tx, &mika, mika.id).await);
    assert!(matches!(write.await, Err(Error::Refused(_))));
    let write = town
        .app
        .write(async |tx: &mut Tx| mute::mute(tx, &mika, mika.id).await);
    assert!(matches!(write.await, Err(Error::Refused(_))));
}
