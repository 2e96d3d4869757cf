//! One command, one transaction: values, rows, errors, futures that can be sent.

use std::pin::Pin;

use store::{Error, Result, Store, Tx, args};

use crate::kit::fresh;

store::id! {
    /// A thing.
    pub ThingId
}

store::row! {
    /// A thing as it is stored.
    #[derive(Debug, PartialEq, Eq)]
    pub struct Thing {
        pub id: ThingId,
        /// Unique.
        pub name: String,
        pub data: Option<Vec<u8>>,
        pub shown: bool,
        pub note: Option<String>,
    }
}

async fn add(tx: &mut Tx, name: &str, data: Option<Vec<u8>>) -> Result<ThingId> {
    let id = ThingId::from(tx.new_id());
    tx.execute(
        "insert into thing (id, name, data, shown, note) values ($1, $2, $3, $4, $5)",
        args![id, name, data, true, None::<String>],
    )
    .await?;
    tx.record(None, format!("added {id}")).await?;
    Ok(id)
}

async fn thing(tx: &mut Tx, id: ThingId) -> Result<Thing> {
    tx.one(
        "select id, name, data, shown, note from thing where id = $1 or id = $1",
        args![id],
    )
    .await
}

#[tokio::test]
async fn a_row_comes_back_as_it_was_written() {
    let (_database, _clock, store) = fresh().await;
    let name = String::from("営業");
    let written = store
        .write(async move |tx: &mut Tx| -> Result<ThingId> {
            add(tx, &name, Some(vec![0, 255])).await
        })
        .await
        .unwrap();
    assert!(written.position.is_some());
    let id = written.value;
    let found = store
        .read(async |tx: &mut Tx| thing(tx, id).await)
        .await
        .unwrap();
    let expected = Thing {
        id,
        name: "営業".into(),
        data: Some(vec![0, 255]),
        shown: true,
        note: None,
    };
    assert_eq!(found, expected);
}

type Answer<'a> = Pin<Box<dyn Future<Output = Result<ThingId>> + Send + 'a>>;

/// What a web framework makes of a handler: a boxed future that may move between threads.
fn owning_handler(store: Store, name: String) -> Answer<'static> {
    Box::pin(async move {
        let written = store.write(async |tx| add(tx, &name, None).await).await?;
        Ok(written.value)
    })
}

/// The same with captured references, and forwarded through another function.
fn borrowing_handler<'a>(store: &'a Store, name: &'a str) -> Answer<'a> {
    Box::pin(async move {
        forward(store, async |tx: &mut Tx| {
            let id = add(tx, name, None).await?;
            thing(tx, id).await?;
            Ok(id)
        })
        .await
    })
}

async fn forward<T>(
    store: &Store,
    command: impl AsyncFnOnce(&mut Tx) -> Result<T> + Clone,
) -> Result<T> {
    Ok(store.write(command).await?.value)
}

#[tokio::test]
async fn a_command_that_borrows_can_be_spawned_and_boxed() {
    let (_database, _clock, store) = fresh().await;
    let spawned = store.clone();
    let task = tokio::spawn(async move {
        let name = String::from("spawned");
        let written = spawned.write(async |tx| add(tx, &name, None).await).await?;
        spawned
            .read(async |tx| thing(tx, written.value).await)
            .await
    });
    assert_eq!(task.await.unwrap().unwrap().name, "spawned");
    tokio::spawn(owning_handler(store.clone(), "boxed".into()))
        .await
        .unwrap()
        .unwrap();
    borrowing_handler(&store, "borrowed").await.unwrap();
}

#[tokio::test]
async fn a_double_names_its_columns() {
    let (_database, _clock, store) = fresh().await;
    for attempt in 0..2 {
        let added = store
            .write(async move |tx: &mut Tx| add(tx, "same", None).await)
            .await;
        match added {
            Ok(_) => assert_eq!(attempt, 0),
            Err(Error::Conflict { constraint }) => assert_eq!(constraint, "thing.name"),
            Err(other) => panic!("{other:?}"),
        }
    }
}
