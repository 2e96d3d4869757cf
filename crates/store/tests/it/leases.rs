//! Leases and node numbers: one holder at a time, and one that slept is kept out.

use store::{Clock, Lease, Result, Store, Tx, args};

use crate::kit::{START_MS, fresh, open};

const FOR_MS: i64 = 10_000;

/// A job's effect, made only under its lease.
async fn work(store: &Store, lease: &Lease) -> Result<bool> {
    let command = async |tx: &mut Tx| {
        if !tx.holds(lease).await? {
            return Ok::<_, store::Error>(false);
        }
        tx.execute("update counter set value = value + 1 where id = 1", args![])
            .await?;
        Ok(true)
    };
    Ok(store.write(command).await?.value)
}

#[tokio::test]
async fn one_node_holds_and_a_late_one_is_fenced_off() {
    let (database, clock, one) = fresh().await;
    let two = open(&database, &clock).await;
    let first = one.lease("mail", FOR_MS).await.unwrap().unwrap();
    assert_eq!(
        (first.name(), first.fencing(), first.until_ms()),
        ("mail", 1, START_MS + FOR_MS)
    );
    assert_eq!(two.lease("mail", FOR_MS).await.unwrap(), None);
    assert!(two.lease("push", FOR_MS).await.unwrap().is_some());

    clock.advance(FOR_MS - 1);
    let renewed = one.lease("mail", FOR_MS).await.unwrap().unwrap();
    assert_eq!(
        (renewed.fencing(), renewed.until_ms()),
        (1, START_MS + 2 * FOR_MS - 1)
    );
    clock.advance(FOR_MS - 1);
    assert_eq!(two.lease("mail", FOR_MS).await.unwrap(), None);
    assert!(work(&one, &renewed).await.unwrap());

    clock.advance(1);
    let taken = two.lease("mail", FOR_MS).await.unwrap().unwrap();
    assert_eq!(taken.fencing(), 2);
    assert_eq!(one.lease("mail", FOR_MS).await.unwrap(), None);
    assert!(!work(&one, &renewed).await.unwrap());
    assert!(work(&two, &taken).await.unwrap());
}

#[tokio::test]
async fn a_released_lease_is_free_at_once() {
    let (database, clock, one) = fresh().await;
    let two = open(&database, &clock).await;
    let first = one.lease("mail", FOR_MS).await.unwrap().unwrap();
    one.release(first.clone()).await.unwrap();
    assert!(!work(&one, &first).await.unwrap());
    let second = two.lease("mail", FOR_MS).await.unwrap().unwrap();
    assert_eq!(second.fencing(), 2);
    one.release(first).await.unwrap();
    assert!(work(&two, &second).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_ask_at_once_one_gets_it() {
    let (database, clock, store) = fresh().await;
    let mut nodes = vec![store];
    for _ in 0..3 {
        nodes.push(open(&database, &clock).await);
    }
    let tasks: Vec<_> = nodes
        .iter()
        .cloned()
        .map(|node| {
            tokio::spawn(async move { node.lease("draw", FOR_MS).await.unwrap().is_some() })
        })
        .collect();
    let mut holders = 0;
    for task in tasks {
        holders += u32::from(task.await.unwrap());
    }
    assert_eq!(holders, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn open_nodes_have_different_numbers() {
    let (database, clock, first) = fresh().await;
    let opening: Vec<_> = (0..4)
        .map(|_| {
            let (url, clock) = (database.url().to_owned(), clock.clone());
            tokio::spawn(async move {
                Store::open(&url, clock, store::Options::default())
                    .await
                    .unwrap()
            })
        })
        .collect();
    let mut nodes = vec![first];
    for node in opening {
        nodes.push(node.await.unwrap());
    }
    let mut numbers: Vec<u16> = nodes.iter().map(Store::node).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [0, 1, 2, 3, 4]);
}

#[tokio::test]
async fn a_closed_nodes_number_is_used_again_after_its_ids() {
    let (database, clock, first) = fresh().await;
    let last = first
        .write(async |tx: &mut Tx| Ok::<_, store::Error>(tx.new_id()))
        .await
        .unwrap()
        .value;
    first.close().await;
    let same_moment = open(&database, &clock).await;
    assert_eq!(same_moment.node(), 1);
    clock.advance(1);
    let later = open(&database, &clock).await;
    assert_eq!(later.node(), 0);
    let next = later
        .write(async |tx: &mut Tx| Ok::<_, store::Error>(tx.new_id()))
        .await
        .unwrap()
        .value;
    assert!(next > last);
}

#[tokio::test]
async fn a_node_that_slept_takes_another_number_before_it_writes() {
    let (database, clock, slept) = fresh().await;
    let before = slept.lease("mail", 600_000).await.unwrap().unwrap();
    clock.advance(3_600_000);
    let other = open(&database, &clock).await;
    assert_eq!(other.node(), 0);
    assert!(!{
        // The number was lost, and with it the name under which the lease was held.
        slept
            .write(async |tx: &mut Tx| Ok::<_, store::Error>(tx.new_id()))
            .await
            .unwrap();
        slept.node() == 0
    });
    assert!(other.lease("mail", FOR_MS).await.unwrap().is_some());
    assert!(!work(&slept, &before).await.unwrap());
}

#[tokio::test]
async fn a_running_node_keeps_its_number() {
    let (database, _hand, first) = fresh().await;
    first.close().await;
    let options = store::Options {
        node_lease_ms: 90,
        ..store::Options::default()
    };
    let system = Clock::system();
    let node = crate::kit::open_with(&database, &system, options).await;
    tokio::time::sleep(std::time::Duration::from_millis(250)).await;
    let other = open(&database, &system).await;
    assert_ne!(node.node(), other.node());
}
