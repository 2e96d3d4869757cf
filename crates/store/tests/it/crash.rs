//! A process killed in the middle of a write load: what it had answered is there, whole.

use std::collections::HashSet;
use std::path::PathBuf;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use tokio::runtime::Handle;

use store::throw_away::{Database, run_until_killed};
use store::{Clock, Options, Store, Tx, args};

use crate::kit::MIGRATIONS;
use crate::trouble::cut_off;

const ROUNDS: u64 = 50;
/// In one round of so many PostgreSQL's sessions are ended too, before the process is killed.
const CUT_OFF_EVERY: u64 = 10;
/// How long it goes on with new sessions before it is killed.
const AFTER_CUT: Duration = Duration::from_millis(150);

/// `examples/writer.rs`, built beside this test.
fn writer() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let path = test.ancestors().nth(2).unwrap().join("examples/writer");
    assert!(path.exists(), "cargo build -p store --example writer");
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_answered_is_lost_when_the_process_is_killed() {
    let database = Database::new(MIGRATIONS).await;
    let mut all = HashSet::new();
    for round in 0..ROUNDS {
        let mut process = Command::new(writer());
        process.arg(database.url());
        let after = Duration::from_millis(5 + round * 61 % 307);
        let cut = database.url().starts_with("postgres") && round % CUT_OFF_EVERY == 0;
        let killed = tokio::task::block_in_place(|| {
            run_until_killed(&mut process, || {
                sleep(after);
                if cut {
                    Handle::current().block_on(cut_off(&database));
                    sleep(AFTER_CUT);
                }
            })
        });
        let answered: Vec<i64> = killed
            .unwrap()
            .iter()
            .map(|line| line.parse().unwrap())
            .collect();
        check(&database, &answered).await;
        all.extend(answered);
    }
    assert!(all.len() > 500, "{} pairs are no load", all.len());
    check(&database, &all.into_iter().collect::<Vec<_>>()).await;
}

/// Opens the database as the next process would: each answered pair is there with its change, and no
/// other pair is there by half.
async fn check(database: &Database, answered: &[i64]) {
    let store = Store::open(database.url(), Clock::system(), Options::default())
        .await
        .unwrap();
    let (mut whole, mut broken, mut told) = (HashSet::new(), Vec::new(), Vec::new());
    let pairs = "select id, count(*), cast(sum(amount) as bigint) from entry group by id";
    let read = store.read(async |tx: &mut Tx| {
        tx.each(pairs, args![], |(id, sides, sum): (i64, i64, i64)| {
            if (sides, sum) == (2, 0) {
                whole.insert(id);
            } else {
                broken.push(id);
            }
        })
        .await?;
        tx.each(
            "select body from change_log",
            args![],
            |(body,): (String,)| {
                told.push(body.parse::<i64>().unwrap());
            },
        )
        .await
    });
    read.await.unwrap();
    assert_eq!(broken, [0; 0], "pairs by half");
    let lost: Vec<&i64> = answered.iter().filter(|id| !whole.contains(id)).collect();
    assert_eq!(lost, [&0; 0], "answered, but lost");
    assert_eq!(told.len(), whole.len(), "one change for each pair");
    assert_eq!(told.into_iter().collect::<HashSet<_>>(), whole);
    store.close().await;
}
