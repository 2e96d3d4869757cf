//! Commands that want the same row: none is lost, one wins, none is fooled.

use store::{Error, Result, Store, Tx, args};

use crate::kit::{fresh, open};

const COMMANDS: i64 = 64;

async fn value(store: &Store, id: i64) -> i64 {
    let query = "select value from counter where id = $1";
    let row: (i64,) = store
        .read(async |tx: &mut Tx| tx.one(query, args![id]).await)
        .await
        .unwrap();
    row.0
}

/// Adds one the careless way: reads, then writes what it read and one.
async fn read_and_add(tx: &mut Tx) -> Result<()> {
    let (value,): (i64,) = tx
        .one("select value from counter where id = 1", args![])
        .await?;
    tx.execute(
        "update counter set value = $1 where id = 1",
        args![value + 1],
    )
    .await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn concurrent_increments_are_all_counted() {
    let (database, clock, store) = fresh().await;
    let other = open(&database, &clock).await;
    let tasks: Vec<_> = (0..COMMANDS)
        .map(|number| {
            let store = if number % 2 == 0 {
                store.clone()
            } else {
                other.clone()
            };
            tokio::spawn(async move { store.write(read_and_add).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(value(&store, 1).await, COMMANDS);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scarce_thing_has_one_winner() {
    let (_database, _clock, store) = fresh().await;
    let tasks: Vec<_> = (1..=32_i64)
        .map(|contender| {
            let store = store.clone();
            tokio::spawn(async move {
                let claim = "update counter set value = $1 where id = 1 and value = 0";
                store
                    .write(async |tx: &mut Tx| tx.execute(claim, args![contender]).await)
                    .await
            })
        })
        .collect();
    let mut winners = 0;
    for task in tasks {
        winners += task.await.unwrap().unwrap().value;
    }
    assert_eq!(winners, 1);
}

/// Two rows of 1; each command may take one only while their sum is 2.
#[tokio::test(flavor = "multi_thread")]
async fn a_rule_over_two_rows_holds() {
    let (database, clock, store) = fresh().await;
    let other = open(&database, &clock).await;
    let take = async |store: Store, id: i64| {
        let command = async |tx: &mut Tx| {
            let (sum,): (i64,) = tx
                .one(
                    "select cast(sum(value) as bigint) from counter where id in (2, 3)",
                    args![],
                )
                .await?;
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            if sum < 2 {
                return Ok::<_, Error>(0);
            }
            tx.execute("update counter set value = 0 where id = $1", args![id])
                .await
        };
        store.write(command).await.unwrap().value
    };
    let (second, third) = tokio::join!(take(store.clone(), 2), take(other, 3));
    assert_eq!(second + third, 1);
    assert_eq!(value(&store, 2).await + value(&store, 3).await, 1);
}

#[tokio::test]
async fn a_command_may_ask_to_be_repeated() {
    let (database, _clock, store) = fresh().await;
    let attempts = std::sync::atomic::AtomicU32::new(0);
    let written = store
        .write(async |tx: &mut Tx| {
            tx.execute("update counter set value = value + 1 where id = 1", args![])
                .await?;
            match attempts.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
                0 => Err(Error::Busy),
                _ => Ok(()),
            }
        })
        .await;
    // SQLite's only writer has nobody to lose against.
    let expected = i64::from(database.url().starts_with("postgres"));
    assert_eq!(written.is_ok(), expected == 1);
    assert_eq!(value(&store, 1).await, expected);
}
