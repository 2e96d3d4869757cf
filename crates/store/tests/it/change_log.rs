//! The change log: its order, its pages, slow writers, and reading one's own writes.

use std::sync::Arc;
use std::time::Duration;

use store::{Error, Position, Tx};
use tokio::sync::Notify;
use tokio::time::{Instant, timeout};

use crate::kit::{START_MS, add, bodies, fresh, open, read_to};

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_writers_change_is_never_skipped() {
    let (database, _clock, store) = fresh().await;
    let (inside, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (slow, entered, gate) = (store.clone(), inside.clone(), go_on.clone());
    let slow = tokio::spawn(async move {
        let command = async |tx: &mut Tx| {
            add(tx, "slow").await?;
            entered.notify_one();
            gate.notified().await;
            Ok::<_, Error>(())
        };
        slow.write(command).await.unwrap().position.unwrap()
    });
    inside.notified().await;
    let quick = store.clone();
    let quick = async move {
        quick
            .write(async |tx: &mut Tx| add(tx, "quick").await)
            .await
    };
    let mut quick = tokio::spawn(quick);
    // On PostgreSQL it is answered while the slow one is open, however busy the machine; on SQLite
    // it waits for its turn.
    let postgres = database.url().starts_with("postgres");
    let patience = Duration::from_millis(if postgres { 30_000 } else { 100 });
    let answered = timeout(patience, &mut quick).await;
    assert_eq!(answered.is_ok(), postgres);
    let early = store.tail(Position::START, 100).await.unwrap();
    assert_eq!(early.rows, [], "nothing after an open writer is shown");
    go_on.notify_one();
    let slow = slow.await.unwrap();
    let quick = match answered {
        Ok(answered) => answered.unwrap(),
        Err(_) => quick.await.unwrap(),
    };
    let to = slow.max(quick.unwrap().position.unwrap());
    let mut at = early.position;
    let mut seen = read_to(&store, &mut at, to).await;
    seen.sort();
    assert_eq!(seen, ["added quick", "added slow"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_writers_are_each_seen_once() {
    let (database, clock, store) = fresh().await;
    let other = open(&database, &clock).await;
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let store = if writer % 2 == 0 {
                store.clone()
            } else {
                other.clone()
            };
            tokio::spawn(async move {
                let mut last = Position::START;
                for number in 0..25 {
                    let name = format!("{writer}.{number}");
                    let written = store
                        .write(async |tx: &mut Tx| {
                            add(tx, &name).await?;
                            tokio::time::sleep(Duration::from_micros(number * 40)).await;
                            Ok::<_, Error>(())
                        })
                        .await;
                    last = last.max(written.unwrap().position.unwrap());
                }
                last
            })
        })
        .collect();
    let reading = store.clone();
    let stop = Arc::new(Notify::new());
    let stopped = stop.clone();
    let reader = tokio::spawn(async move {
        let (mut at, mut seen) = (Position::START, Vec::new());
        loop {
            let tail = reading.tail(at, 7).await.unwrap();
            assert!(tail.position >= at && tail.rows.len() <= 7);
            assert!(tail.rows.is_sorted_by_key(|row| row.position));
            at = tail.position;
            seen.extend(tail.rows.into_iter().map(|row| row.body));
            if timeout(Duration::from_millis(1), stopped.notified())
                .await
                .is_ok()
            {
                return (at, seen);
            }
        }
    });
    let mut last = Position::START;
    for writer in writers {
        last = last.max(writer.await.unwrap());
    }
    stop.notify_one();
    let (mut at, mut seen) = reader.await.unwrap();
    seen.extend(read_to(&store, &mut at, last).await);
    let total = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((total, seen.len()), (200, 200));
}

#[tokio::test]
async fn the_log_is_read_in_pages() {
    let (_database, clock, store) = fresh().await;
    let mut places = Vec::new();
    for number in 0..5 {
        clock.advance(10);
        let written = store
            .write(async |tx: &mut Tx| tx.record(Some(number), format!("change {number}")).await)
            .await;
        places.extend(written.unwrap().position);
    }
    assert!(places.is_sorted() && places.len() == 5);
    let mut start = Position::START;
    read_to(&store, &mut start, places[4]).await;
    let page = store.tail(Position::START, 2).await.unwrap();
    assert_eq!(page.position, places[1]);
    assert_eq!(page.rows[1].at_ms, START_MS + 20);
    assert_eq!(
        (page.rows[1].city, page.rows[1].body.as_str()),
        (Some(1), "change 1")
    );
    let page = store.tail(page.position, 100).await.unwrap();
    let found: Vec<Position> = page.rows.iter().map(|row| row.position).collect();
    assert_eq!(found, places[2..]);
    let last = store.tail(page.position, 100).await.unwrap();
    assert!(last.rows.is_empty() && last.position >= page.position);
}

#[tokio::test]
async fn a_command_that_records_nothing_has_no_place() {
    let (_database, _clock, store) = fresh().await;
    let written = store
        .write(async |tx: &mut Tx| Ok::<_, Error>(tx.now_ms()))
        .await
        .unwrap();
    assert_eq!((written.value, written.position), (START_MS, None));
    let written = store.write(async |tx: &mut Tx| {
        tx.record(None, "undone".into()).await?;
        Err::<(), _>(Error::NotOneRow { found: 0 })
    });
    assert!(written.await.is_err());
    assert_eq!(bodies(&store).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_came_before_the_end_is_not_tailed_and_what_comes_after_is() {
    let (_database, _clock, store) = fresh().await;
    let add = async |name: &str| {
        store
            .write(async |tx: &mut Tx| add(tx, name).await)
            .await
            .unwrap()
    };
    let before = add("before").await.position.unwrap();
    let mut end = store.log_end().await.unwrap();
    while end < before {
        end = store.log_end().await.unwrap();
    }
    let after = add("after").await.position.unwrap();
    assert_eq!(read_to(&store, &mut end, after).await, ["added after"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_reads_ones_own_writes_on_any_node() {
    let (database, clock, store) = fresh().await;
    let other = open(&database, &clock).await;
    for reader in [store.clone(), other] {
        let mut waits = Vec::new();
        for _ in 0..9 {
            let mut at = reader.log_end().await.unwrap();
            let written = store
                .write(async |tx: &mut Tx| tx.record(None, "mine".into()).await)
                .await;
            let to = written.unwrap().position.unwrap();
            let started = Instant::now();
            assert!(
                read_to(&reader, &mut at, to)
                    .await
                    .contains(&"mine".to_owned())
            );
            waits.push(started.elapsed());
        }
        waits.sort();
        // The middle one: another test's open transaction in the same cluster holds the log back.
        assert!(waits[4] < Duration::from_millis(200), "{waits:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_is_woken_by_what_was_written_while_it_was_busy() {
    let (_database, _clock, store) = fresh().await;
    let mut wake = store.wake();
    let write = async || {
        store
            .write(async |tx: &mut Tx| tx.record(None, "news".into()).await)
            .await
            .unwrap()
    };
    write().await;
    timeout(
        Duration::from_secs(5),
        wake.changed(Duration::from_secs(60)),
    )
    .await
    .unwrap();
    let waiting = store.clone();
    let waiting = tokio::spawn(async move { waiting.changed(Duration::from_secs(60)).await });
    let woken = async {
        while !waiting.is_finished() {
            write().await;
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(5), woken).await.unwrap();
    store.changed(Duration::from_millis(1)).await;
}

#[test]
fn places_are_written_and_read_back() {
    assert_eq!(Position::START.to_string(), "0-0");
    let place: Position = "18446744073709551615-9223372036854775807".parse().unwrap();
    assert_eq!(
        place.to_string(),
        "18446744073709551615-9223372036854775807"
    );
    assert!(Position::START < "0-1".parse().unwrap());
    assert!("0-9".parse::<Position>().unwrap() < "1-0".parse().unwrap());
    for wrong in [
        "",
        "1",
        "-",
        "1-",
        "-1",
        "1-2-3",
        "+1-2",
        "1--2",
        "a-b",
        "99999999999999999999-1",
    ] {
        assert!(wrong.parse::<Position>().is_err(), "{wrong}");
    }
}
