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
use tokio::task::JoinSet;
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
    let members = Members {
        store,
        here: here.ok_or_else(|| anyhow::anyhow!("the city is gone"))?,
        notes: city.notes,
        accounts: city.accounts,
        next: Arc::default(),
    };
    Ok(Commands {
        likes_alone: members.rate(Act::Like, 1, lasts).await?,
        likes_of_64: members.rate(Act::Like, 64, lasts).await?,
        notes_alone: members.rate(Act::Post, 1, lasts).await?,
        notes_of_64: members.rate(Act::Post, 64, lasts).await?,
    })
}

#[derive(Clone, Copy)]
enum Act {
    Like,
    Post,
}

/// Who acts, and on what.
#[derive(Clone)]
struct Members {
    store: Store,
    here: Arc<machi::cities::City>,
    notes: i64,
    accounts: i64,
    next: Arc<AtomicI64>,
}

impl Members {
    /// So many at once, each in a task of their own as a server has them, one command after another,
    /// for so long: commands in a second.
    async fn rate(&self, act: Act, at_once: usize, lasts: Duration) -> anyhow::Result<f64> {
        let began = Instant::now();
        let mut tasks = JoinSet::new();
        for _ in 0..at_once {
            let members = self.clone();
            tasks.spawn(async move {
                let mut done = 0_u32;
                while began.elapsed() < lasts {
                    members.act(act).await?;
                    done += 1;
                }
                anyhow::Ok(done)
            });
        }
        let mut done = 0.0;
        while let Some(of_one) = tasks.join_next().await {
            done += f64::from(of_one??);
        }
        Ok(done / began.elapsed().as_secs_f64())
    }

    async fn act(&self, act: Act) -> anyhow::Result<()> {
        let n = self.next.fetch_add(1, Ordering::Relaxed);
        // A prime step, so that a pair seldom comes twice.
        let member = member(1 + n * 7_919 % self.accounts);
        match act {
            Act::Like => {
                let note = NoteId::from(1 + n * 104_729 % self.notes);
                let command = async |tx: &mut Tx| like::like(tx, &member, note).await;
                self.store.write(command).await.map_err(anyhow_of)?;
            }
            Act::Post => {
                let written = Written {
                    body: format!("The {n}th ginkgo leaf of the day, caught in the air."),
                    ..Written::default()
                };
                let command =
                    async |tx: &mut Tx| post::post(tx, &member, &self.here, &written).await;
                self.store.write(command).await.map_err(anyhow_of)?;
            }
        }
        Ok(())
    }
}

fn member(id: i64) -> Member {
    Member::assumed(AccountId::from(id), "measured")
}

fn anyhow_of(error: machi::error::Error) -> anyhow::Error {
    anyhow::anyhow!("{error}")
}
