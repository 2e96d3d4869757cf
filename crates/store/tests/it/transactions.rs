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

#[tokio::test]
async fn columns_answer_as_what_they_are() {
    let (_database, _clock, store) = fresh().await;
    let row: (i64, i64, bool, Option<ThingId>, Option<String>, String) = store
        .read(async |tx: &mut Tx| {
            tx.one(
                "select 1, count(*), exists (select 1 from counter), cast(null as bigint), cast(null as text),
                        cast(cast(sum(value) as bigint) as text)
                 from counter where id <> $1",
                args![None::<ThingId>.map_or(-1, ThingId::get)],
            )
            .await
        })
        .await
        .unwrap();
    assert_eq!(row, (1, 3, true, None, None, "2".into()));
}

#[tokio::test]
async fn a_missing_row_and_a_double_row_are_told_apart() {
    let (_database, _clock, store) = fresh().await;
    let one = async |least: i64| {
        let query = "select value from counter where id >= $1 order by id";
        store
            .read(async |tx: &mut Tx| tx.one::<(i64,)>(query, args![least]).await)
            .await
    };
    assert!(matches!(one(9).await, Err(Error::NotOneRow { found: 0 })));
    assert!(matches!(one(2).await, Err(Error::NotOneRow { found: 2 })));
    assert_eq!(one(3).await.unwrap(), (1,));
}

#[tokio::test]
async fn a_big_table_is_shown_row_by_row() {
    let (_database, _clock, store) = fresh().await;
    let fill = "with recursive n (i) as (select cast(1 as bigint) union all select i + 1 from n where i < $1)
                insert into entry (id, side, amount) select i, 1, i from n";
    let filled = store
        .write(async |tx: &mut Tx| tx.execute(fill, args![20_000]).await)
        .await
        .unwrap();
    assert_eq!(filled.value, 20_000);
    let mut sum = 0;
    store
        .read(async |tx: &mut Tx| {
            tx.each("select amount from entry", args![], |(amount,): (i64,)| {
                sum += amount
            })
            .await
        })
        .await
        .unwrap();
    assert_eq!(sum, 200_010_000);
}

#[tokio::test]
async fn a_query_sees_one_snapshot_and_cannot_write() {
    let (_database, _clock, store) = fresh().await;
    let count = "select count(*) from thing";
    let seen = store
        .read(async |tx: &mut Tx| {
            let before: (i64,) = tx.one(count, args![]).await?;
            store
                .write(async |tx: &mut Tx| add(tx, "meanwhile", None).await)
                .await?;
            let after: (i64,) = tx.one(count, args![]).await?;
            Ok::<_, Error>((before.0, after.0))
        })
        .await
        .unwrap();
    assert_eq!(seen, (0, 0));
    let written = store
        .read(async |tx: &mut Tx| tx.execute("delete from thing", args![]).await)
        .await;
    assert!(written.is_err());
    let left: (i64,) = store
        .read(async |tx: &mut Tx| tx.one(count, args![]).await)
        .await
        .unwrap();
    assert_eq!(left.0, 1);
}

#[test]
fn an_id_is_a_string_in_json() {
    let id = ThingId::from(9_007_199_254_740_993);
    assert_eq!(serde_json::to_string(&id).unwrap(), "\"9007199254740993\"");
    assert_eq!(
        serde_json::from_str::<ThingId>("\"9007199254740993\"").unwrap(),
        id
    );
    assert!(serde_json::from_str::<ThingId>("12").is_err());
    assert_eq!("9007199254740993".parse::<ThingId>().unwrap(), id);
}
