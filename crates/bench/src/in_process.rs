//! What the commands themselves do in a second, without a web server around them.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use machi::accounts::Member;
use machi::cities::Cities;
use machi::ids::{AccountId, NoteId};
use machi::notes::{Written, like, post};
use machi::views::Views;
use store::{Store, Tx};
use tokio::time::Instant;

use super::fill::{City, open};

/// Commands in a second, by how many members act at once.
pub(crate) struct Commands {
    pub(crate) likes_alone: f64,
    pub likes_of_64: f64,
    pub(crate) notes_alone: f64,
    pub notes_of_64: f64,
}

pub(crate) async fn measure(
    database: &str,
    city: &City,
    lasts: Duration,
) -> anyhow::Result<Commands> {
    let store = open(database).await?;
    let views = Views::default().with(Cities::default());
    views.rebuild(&store).await.map_err(anyhow_of)?;
    let here = views.get::<Cities>().map_err(anyhow_of)?.by_id(city.id);
    let here = here.ok_or_else(|| anyhow::anyhow!("the city is gone"))?;
    let next = Arc::new(AtomicI64::new(0));
    let (notes, accounts) = (city.notes, city.accounts);
    let liking = async |store: &Store| {
        let n = next.fetch_add(1, Ordering::Relaxed);
        // A prime step, so that a pair seldom comes twice.
        let member = member(1 + n * 7_919 % accounts);
        let note = NoteId::from(1 + n * 104_729 % notes);
        let liked = store.write(async |tx: &mut Tx| like::like(tx, &member, note).await);
        liked.await.map(|_| ()).map_err(anyhow_of)
    };
    let posting = async |store: &Store| {
        let n = next.fetch_add(1, Ordering::Relaxed);
        let member = member(1 + n * 7_919 % accounts);
        let written = Written {
            body: format!("The {n}th ginkgo leaf of the day, caught in the air."),
            ..Written::default()
        };
        let posted =
            store.write(async |tx: &mut Tx| post::post(tx, &member, &here, &written).await);
        posted.await.map(|_| ()).map_err(anyhow_of)
    };
    Ok(Commands {
        likes_alone: rate(&store, 1, lasts, &liking).await?,
        likes_of_64: rate(&store, 64, lasts, &liking).await?,
        notes_alone: rate(&store, 1, lasts, &posting).await?,
        notes_of_64: rate(&store, 64, lasts, &posting).await?,
    })
}

fn member(id: i64) -> Member {
    Member::assumed(AccountId::from(id), "measured")
}

fn anyhow_of(error: machi::error::Error) -> anyhow::Error {
    anyhow::anyhow!("{error}")
}

/// So many at once, each one command after another, for so long: commands in a second.
async fn rate(
    store: &Store,
    at_once: usize,
    lasts: Duration,
    command: &impl AsyncFn(&Store) -> anyhow::Result<()>,
) -> anyhow::Result<f64> {
    let began = Instant::now();
    let one = async || {
        let mut done = 0_u32;
        while began.elapsed() < lasts {
            command(store).await?;
            done += 1;
        }
        anyhow::Ok(done)
    };
    let all = (0..at_once).map(|_| one());
    let done = futures_util::future::try_join_all(all).await?;
    Ok(f64::from(done.into_iter().sum::<u32>()) / began.elapsed().as_secs_f64())
}
