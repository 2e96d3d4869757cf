//! A reader reads each change once, also when two nodes read and when its work fails.

use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::FutureExt;
use store::Tx;

use super::{Reader, begin, catch_up, read_batch};
use crate::changes::Change;
use crate::error::Error;
use crate::timers;
use crate::town::Town;

static FAILS: AtomicBool = AtomicBool::new(false);

/// Sets a timer for every account that was made, and another each time that it reads one again.
const READER: Reader = Reader {
    name: "test",
    read: |_, tx, changes| {
        async move {
            for change in changes {
                if let Change::AccountCreated { account } = change.change {
                    let at_ms = tx.now_ms();
                    let id = tx.new_id();
                    timers::schedule(tx, "test-once", account.get(), at_ms).await?;
                    timers::schedule(tx, "test-each", id, at_ms).await?;
                }
            }
            if FAILS.load(Ordering::SeqCst) {
                return Err(Error::Broken(anyhow::anyhow!("it fails")));
            }
            Ok(())
        }
        .boxed()
    },
};

async fn set(town: &Town, kind: &'static str) -> i64 {
    let read = town.app.read(async |tx: &mut Tx| {
        let sql = "select count(*) from timer where kind = $1";
        Ok(tx.one::<(i64,)>(sql, store::args![kind]).await?.0)
    });
    read.await.unwrap()
}

#[tokio::test]
async fn each_change_has_its_effect_once() {
    let town = Town::new().await;
    town.sign_up("before").await;
    town.settle().await;
    begin(&town.app, &[READER]).await.unwrap();
    town.sign_up("mika").await;
    town.sign_up("jun").await;

    // What fails leaves nothing behind and is read again.
    FAILS.store(true, Ordering::SeqCst);
    town.settle().await;
    assert!(catch_up(&town.app, &READER).await.is_err());
    assert_eq!(set(&town, "test-each").await, 0);
    FAILS.store(false, Ordering::SeqCst);

    // Two nodes at once: whoever comes second keeps nothing.
    let both = tokio::join!(
        read_batch(&town.app, &READER),
        read_batch(&town.app, &READER)
    );
    assert!(both.0.is_ok() || both.1.is_ok());
    catch_up(&town.app, &READER).await.unwrap();
    assert_eq!(set(&town, "test-once").await, 2);
    assert_eq!(set(&town, "test-each").await, 2);

    // Beginning again keeps the place.
    begin(&town.app, &[READER]).await.unwrap();
    catch_up(&town.app, &READER).await.unwrap();
    assert_eq!(set(&town, "test-each").await, 2);
}
