//! Commands that run together: each is undone alone, and none is answered before its commit.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use store::throw_away::Database;
use store::{Clock, Error, Options, Result, Store, Tx};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::kit::{MIGRATIONS, START_MS, add, bodies, names, open_with};

/// A store whose groups stay open as long as somebody waits.
async fn patient() -> (Database, Store) {
    let database = Database::new(MIGRATIONS).await;
    let options = Options {
        batch_wait_ms_max: 60_000,
        ..Options::default()
    };
    let store = open_with(&database, &Clock::turned_by_hand(START_MS), options).await;
    (database, store)
}

/// A command that holds the writer, inside its transaction, until told to go on.
fn holding(
    store: &Store,
    name: &'static str,
) -> (JoinHandle<Result<()>>, Arc<Notify>, Arc<Notify>) {
    let (inside, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (store, entered, gate) = (store.clone(), inside.clone(), go_on.clone());
    let task = tokio::spawn(async move {
        let written = store.write(async |tx: &mut Tx| {
            add(tx, name).await?;
            entered.notify_one();
            gate.notified().await;
            Ok::<_, Error>(())
        });
        written.await.map(|_| ())
    });
    (task, inside, go_on)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_panics_or_is_dropped_undoes_itself_alone() {
    let (_database, store) = patient().await;
    let (held, inside, go_on) = holding(&store, "held");
    inside.notified().await;
    let mut tasks = Vec::new();
    for number in 0..12 {
        let store = store.clone();
        tasks.push(tokio::spawn(async move {
            let half_way = Notify::new();
            let command = store.write(async |tx: &mut Tx| {
                add(tx, &format!("{number:02}")).await?;
                match number % 4 {
                    1 => Err(Error::NotOneRow { found: 0 }),
                    2 => panic!("a test's panic"),
                    3 => {
                        half_way.notify_one();
                        std::future::pending().await
                    }
                    _ => Ok(()),
                }
            });
            tokio::select! {
                answer = command => Some(answer),
                () = half_way.notified() => None,
            }
        }));
        tokio::task::yield_now().await;
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    go_on.notify_one();
    held.await.unwrap().unwrap();
    for (number, task) in tasks.into_iter().enumerate() {
        match (number % 4, task.await) {
            (0, Ok(Some(Ok(_)))) | (1, Ok(Some(Err(Error::NotOneRow { .. })))) | (3, Ok(None)) => {}
            (2, Err(error)) => assert!(error.is_panic()),
            (_, other) => panic!("{number}: {other:?}"),
        }
    }
    assert_eq!(names(&store).await, ["00", "04", "08", "held"]);
    assert_eq!(bodies(&store).await.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_answered_before_the_commit() {
    let (database, store) = patient().await;
    let other = open_with(
        &database,
        &Clock::turned_by_hand(START_MS),
        Options::default(),
    )
    .await;
    let answered = Arc::new(AtomicBool::new(false));
    let (first, inside, go_on) = holding(&store, "first");
    inside.notified().await;
    let (second, second_inside, second_go_on) = holding(&store, "second");
    while database.url().starts_with("sqlite") && store.commands_waiting() == 0 {
        tokio::task::yield_now().await;
    }
    let seen = answered.clone();
    let first = tokio::spawn(async move {
        first.await.unwrap().unwrap();
        seen.store(true, Ordering::SeqCst);
    });
    go_on.notify_one();
    second_inside.notified().await;
    // On SQLite the first shares its commit with the second, which is not done.
    for _ in 0..20 {
        let was_answered = answered.load(Ordering::SeqCst);
        let visible = names(&other).await;
        assert!(
            !was_answered || visible == ["first"],
            "answered, but not kept"
        );
        assert_ne!(visible, ["second"]);
        if database.url().starts_with("sqlite") {
            assert!(!was_answered && visible.is_empty());
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    second_go_on.notify_one();
    first.await.unwrap();
    second.await.unwrap().unwrap();
    assert_eq!(names(&other).await, ["first", "second"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_is_seen_by_another_node_at_once() {
    let (database, store) = patient().await;
    let other = open_with(
        &database,
        &Clock::turned_by_hand(START_MS),
        Options::default(),
    )
    .await;
    let tasks: Vec<_> = (0..32)
        .map(|number| {
            let (store, other) = (store.clone(), other.clone());
            tokio::spawn(async move {
                let name = format!("{number}");
                store
                    .write(async |tx: &mut Tx| add(tx, &name).await)
                    .await
                    .unwrap();
                assert!(names(&other).await.contains(&name));
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_that_leaves_the_queue_changes_nothing() {
    let (_database, store) = patient().await;
    let (held, inside, go_on) = holding(&store, "held");
    inside.notified().await;
    let waiting = store.write(async |tx: &mut Tx| {
        add(tx, "left").await?;
        std::future::pending::<()>().await;
        Ok::<_, Error>(())
    });
    assert!(
        tokio::time::timeout(Duration::from_millis(30), waiting)
            .await
            .is_err()
    );
    go_on.notify_one();
    held.await.unwrap().unwrap();
    store
        .write(async |tx: &mut Tx| add(tx, "next").await)
        .await
        .unwrap();
    assert_eq!(names(&store).await, ["held", "next"]);
}
