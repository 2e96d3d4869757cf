//! What goes wrong outside: broken connections, slow and careless commands, closing, restoring.

use sqlx::Connection;
use store::throw_away::Database;
use store::{Clock, Error, Options, Position, Store, Tx, args};

use crate::kit::{MIGRATIONS, START_MS, add, fresh, names, open, open_with, read_to};

#[tokio::test]
async fn nothing_is_kept_of_a_command_that_goes_on_after_a_failure() {
    let (_database, _clock, store) = fresh().await;
    let written = store.write(async |tx: &mut Tx| {
        add(tx, "same").await?;
        let second = add(tx, "same").await;
        assert!(matches!(second, Err(Error::Conflict { .. })));
        assert!(add(tx, "another").await.is_err());
        Ok::<_, Error>(())
    });
    assert!(written.await.is_err());
    assert_eq!(names(&store).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_slow_command_is_undone() {
    let database = Database::new(MIGRATIONS).await;
    let options = Options {
        command_ms_max: 400,
        ..Options::default()
    };
    let store = open_with(&database, &Clock::turned_by_hand(START_MS), options).await;
    let written = store.write(async |tx: &mut Tx| {
        add(tx, "slow").await?;
        std::future::pending::<()>().await;
        Ok::<_, Error>(())
    });
    assert!(matches!(written.await, Err(Error::TooSlow)));
    store
        .write(async |tx: &mut Tx| add(tx, "next").await)
        .await
        .unwrap();
    assert_eq!(names(&store).await, ["next"]);
}

/// Ends every session of the database that is not asking.
pub(crate) async fn cut_off(database: &Database) {
    let mut connection = sqlx::PgConnection::connect(database.url()).await.unwrap();
    let cut = "select pg_terminate_backend(pid) from pg_stat_activity
               where datname = current_database() and pid <> pg_backend_pid()";
    sqlx::query(cut).execute(&mut connection).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_writer_is_replaced() {
    let (database, _clock, store) = fresh().await;
    store
        .write(async |tx: &mut Tx| add(tx, "before").await)
        .await
        .unwrap();
    // What breaks the connection of each kind: its transaction or its session ends underneath it.
    let broken = store.write(async |tx: &mut Tx| {
        add(tx, "during").await?;
        if database.url().starts_with("postgres") {
            cut_off(&database).await;
        } else {
            tx.execute("rollback", args![]).await?;
        }
        Ok::<_, Error>(())
    });
    assert!(broken.await.is_err());
    store.ping().await.unwrap();
    store
        .write(async |tx: &mut Tx| add(tx, "after").await)
        .await
        .unwrap();
    assert_eq!(names(&store).await, ["after", "before"]);
}

#[tokio::test]
async fn a_closed_store_says_so() {
    let (database, clock, store) = fresh().await;
    store.ping().await.unwrap();
    let clone = store.clone();
    store.close().await;
    assert!(matches!(clone.ping().await, Err(Error::Closed)));
    let written = clone.write(async |tx: &mut Tx| add(tx, "late").await).await;
    assert!(matches!(written, Err(Error::Closed)));
    assert_eq!(
        names(&open(&database, &clock).await).await,
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn an_unknown_address_is_refused() {
    for url in ["mysql://localhost/machi", "machi.db", "sqlite::memory:", ""] {
        let opened = Store::open(url, Clock::system(), Options::default()).await;
        assert!(matches!(opened, Err(Error::Unsupported(_))), "{url}");
    }
}

/// After a restore the log goes on behind every place that was handed out before it.
#[tokio::test]
async fn a_restored_log_goes_on_growing() {
    let (database, clock, store) = fresh().await;
    let before = store
        .write(async |tx: &mut Tx| add(tx, "before").await)
        .await
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    let (restored, mut at) = if database.url().starts_with("sqlite") {
        store.backup(&copy).await.unwrap();
        assert!(matches!(
            store.backup(&copy).await,
            Err(Error::Unsupported(_))
        ));
        let url = format!("sqlite://{}", copy.display());
        let restored = Store::open(&url, clock, Options::default()).await.unwrap();
        (restored, before.position.unwrap())
    } else {
        assert!(matches!(
            store.backup(&copy).await,
            Err(Error::Unsupported(_))
        ));
        // As it looks in a cluster that is younger than the one of the dump.
        let age = "update change_log set xid = xid + 900000000";
        store
            .write(async |tx: &mut Tx| tx.execute(age, args![]).await)
            .await
            .unwrap();
        let xid: u64 = before
            .position
            .unwrap()
            .to_string()
            .split_once('-')
            .unwrap()
            .0
            .parse()
            .unwrap();
        let handed_out = format!("{}-9223372036854775807", xid + 950_000_000);
        (open(&database, &clock).await, handed_out.parse().unwrap())
    };
    let written = restored
        .write(async |tx: &mut Tx| add(tx, "after").await)
        .await
        .unwrap();
    let to = written.position.unwrap();
    assert!(to > at);
    let seen = read_to(&restored, &mut at, to).await;
    assert_eq!(seen, ["added after"]);
    let all = restored.tail(Position::START, 10).await.unwrap().rows;
    assert_eq!(
        all.iter().map(|row| row.body.as_str()).collect::<Vec<_>>(),
        ["added before", "added after"]
    );
}
