//! Each timer is done once, by one node, and tried again when it fails.

use futures_util::FutureExt;
use store::{Tx, args};

use super::*;
use crate::changes::{Change, record};
use crate::ids::CityId;
use crate::town::Town;

/// Leaves a mark in the log, in the transaction that ends the timer.
const MARK: Kind = Kind {
    name: "test-mark",
    claim_ms: 60_000,
    attempts_max: 3,
    run: |app, timer| {
        async move {
            app.write(async |tx: &mut Tx| {
                let city = CityId::from(timer.subject_id);
                record(tx, city, Change::CityChanged { city }).await?;
                assert!(timer.finish(tx).await?);
                Ok(())
            })
            .await
        }
        .boxed()
    },
};

const FAIL: Kind = Kind {
    name: "test-fail",
    claim_ms: 60_000,
    attempts_max: 3,
    run: |_, _| async { Err(Error::Broken(anyhow::anyhow!("the sky is falling"))) }.boxed(),
};

async fn set(app: &App, kind: &'static str, subject: i64, due_at_ms: i64) {
    app.write(async |tx: &mut Tx| schedule(tx, kind, subject, due_at_ms).await)
        .await
        .unwrap();
}

async fn marks(town: &Town) -> Vec<i64> {
    let changes = town.changes().await.into_iter();
    changes
        .filter_map(|change| match change {
            Change::CityChanged { city } => Some(city.get()),
            _ => None,
        })
        .collect()
}

#[tokio::test]
async fn nothing_happens_before_its_time_and_once_at_it() {
    let town = Town::new().await;
    let due = town.app.now_ms() + 1_000;
    set(&town.app, MARK.name, 7, due).await;
    set(&town.app, MARK.name, 7, due).await;
    assert_eq!(run_due(&town.app, &[MARK]).await.unwrap(), 0);
    town.clock.advance(1_000);
    assert_eq!(run_due(&town.app, &[MARK]).await.unwrap(), 1);
    assert_eq!(run_due(&town.app, &[MARK]).await.unwrap(), 0);
    assert_eq!(marks(&town).await, [7]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_do_each_timer_once() {
    let town = Town::new().await;
    let other = town.second_node(town.clock.clone()).await;
    for subject in 1..=20 {
        set(&town.app, MARK.name, subject, town.app.now_ms()).await;
    }
    let kinds = [MARK];
    let (here, there) = tokio::join!(run_due(&town.app, &kinds), run_due(&other, &kinds));
    let mut tried = here.unwrap() + there.unwrap();
    tried += run_due(&town.app, &kinds).await.unwrap();
    assert_eq!(tried, 20);
    let mut done = marks(&town).await;
    done.sort_unstable();
    assert_eq!(done, (1..=20).collect::<Vec<_>>());
    other.shut_down();
}

#[tokio::test]
async fn a_failure_rests_longer_each_time_and_then_stays_for_somebody_to_see() {
    let town = Town::new().await;
    set(&town.app, FAIL.name, 7, town.app.now_ms()).await;
    for (attempt, pause) in [(1, 60_000), (2, 240_000), (3, 960_000)] {
        assert_eq!(run_due(&town.app, &[FAIL]).await.unwrap(), 1, "{attempt}");
        town.clock.advance(pause - 1);
        assert_eq!(run_due(&town.app, &[FAIL]).await.unwrap(), 0, "{attempt}");
        town.clock.advance(1);
    }
    assert_eq!(run_due(&town.app, &[FAIL]).await.unwrap(), 0);
    let failed = town
        .app
        .read(async |tx: &mut Tx| failed(tx).await)
        .await
        .unwrap();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].reason, "the sky is falling");

    set(&town.app, FAIL.name, 7, town.app.now_ms()).await;
    assert_eq!(
        run_due(&town.app, &[FAIL]).await.unwrap(),
        1,
        "scheduled anew"
    );
}

#[tokio::test]
async fn what_a_dead_node_held_is_taken_over() {
    let town = Town::new().await;
    set(&town.app, MARK.name, 7, town.app.now_ms()).await;
    let held = claim(&town.app, &MARK).await.unwrap().unwrap();
    assert_eq!(claim(&town.app, &MARK).await.unwrap(), None);
    town.clock.advance(MARK.claim_ms);
    assert_eq!(run_due(&town.app, &[MARK]).await.unwrap(), 1);
    // The one that was thought dead comes back: its transaction learns that it lost.
    let late = town
        .app
        .write(async |tx: &mut Tx| held.finish(tx).await)
        .await;
    assert!(!late.unwrap());
    assert_eq!(marks(&town).await, [7]);
}

#[tokio::test]
async fn a_node_that_dies_each_time_is_not_followed_for_ever() {
    let town = Town::new().await;
    set(&town.app, MARK.name, 7, town.app.now_ms()).await;
    for _ in 0..MARK.attempts_max {
        assert!(claim(&town.app, &MARK).await.unwrap().is_some());
        town.clock.advance(MARK.claim_ms);
    }
    assert_eq!(run_due(&town.app, &[MARK]).await.unwrap(), 0);
    let count: (i64,) = town
        .app
        .read(async |tx: &mut Tx| {
            Ok(tx
                .one(
                    "select count(*) from timer where failed_at_ms is not null",
                    args![],
                )
                .await?)
        })
        .await
        .unwrap();
    assert_eq!(count, (1,));
}
