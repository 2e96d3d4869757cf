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

#[tokio::test]
async fn a_command_can_be_spawned_and_boxed() {
    let (_database, _clock, store) = fresh().await;
    let (name, other) = (String::from("spawned"), String::from("boxed"));
    let clone = store.clone();
    let task = tokio::spawn(async move {
        clone
            .write(async move |tx: &mut Tx| add(tx, &name, None).await)
            .await
    });
    task.await.unwrap().unwrap();
    fn handler(
        store: Store,
        name: String,
    ) -> Pin<Box<dyn Future<Output = Result<ThingId>> + Send>> {
        Box::pin(async move {
            let written = store
                .write(async move |tx: &mut Tx| {
                    let borrowed = &name;
                    let id = add(tx, borrowed, None).await?;
                    thing(tx, id).await?;
                    Ok::<_, Error>(id)
                })
                .await?;
            Ok(written.value)
        })
    }
    handler(store, other).await.unwrap();
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
