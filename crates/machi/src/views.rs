//! Views: what hot reads answer from, held in memory, rebuilt at start and fed by the change log.

use std::any::{Any, TypeId};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use store::{LogRow, Position, Store, Tx};
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{error, warn};

use crate::changes::Logged;
use crate::error::{Error, Result};

/// A view can always be thrown away. It never replays a delta: a change names what changed, and
/// the view reads those rows again, so that the order between writers cannot hurt it.
pub trait View: Any + Send + Sync {
    /// Reads everything.
    fn rebuild<'a>(&'a self, tx: &'a mut Tx) -> BoxFuture<'a, Result<()>>;

    /// Reads again what these changes name.
    fn refresh<'a>(&'a self, tx: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>>;

    /// Everything in it, by names of its own, in words that differ when the thing differs: what
    /// `machi doctor` compares. Empty for a mere memory of what was looked up.
    fn content(&self) -> BTreeMap<String, String> {
        BTreeMap::new()
    }

    /// The view's type.
    fn name(&self) -> &'static str {
        std::any::type_name::<Self>()
    }
}

/// How long a person's read waits for the view to reach their own write. Tests wait longer: they
/// share a PostgreSQL cluster, whose snapshot horizon lets an open write of one database hold back
/// the log of all.
pub const OWN_WRITE_WAIT: Duration = Duration::from_millis(if cfg!(test) { 5_000 } else { 200 });
/// How long the tail sleeps when nobody wakes it: the bound on what another node's write takes.
/// On PostgreSQL it is also how soon a change is seen that an older, slower writer held back.
const POLL: Duration = Duration::from_millis(50);
const BATCH_CHANGES_MAX: usize = 1_000;
const END_PAUSE: Duration = Duration::from_millis(5);
const RETRY_PAUSE: Duration = Duration::from_millis(500);

/// The views of this node, by their type, and how far in the log they are.
pub struct Views {
    views: Vec<Arc<dyn View>>,
    by_type: HashMap<TypeId, Arc<dyn Any + Send + Sync>>,
    reached: watch::Sender<Position>,
    followed: watch::Sender<Instant>,
}

impl Default for Views {
    fn default() -> Self {
        Self {
            views: Vec::new(),
            by_type: HashMap::new(),
            reached: watch::Sender::new(Position::START),
            followed: watch::Sender::new(Instant::now()),
        }
    }
}

impl Views {
    /// Adds a view. Those that come later may read from those before.
    pub fn with<V: View>(mut self, view: V) -> Self {
        let view = Arc::new(view);
        self.views.push(view.clone());
        self.by_type.insert(TypeId::of::<V>(), view);
        self
    }

    /// The view of this type.
    pub fn get<V: View>(&self) -> Result<Arc<V>> {
        let view = self.by_type.get(&TypeId::of::<V>()).cloned();
        view.and_then(|view| view.downcast().ok())
            .ok_or_else(|| Error::Broken(anyhow::anyhow!("no view {}", std::any::type_name::<V>())))
    }

    /// How far in the log the views are.
    pub fn reached(&self) -> Position {
        *self.reached.borrow()
    }

    /// Waits until the views have reached the place; false when they did not within `at_most`.
    pub async fn wait_for(&self, position: Position, at_most: Duration) -> bool {
        let mut reached = self.reached.subscribe();
        let arrived = reached.wait_for(|reached| *reached >= position);
        tokio::time::timeout(at_most, arrived).await.is_ok()
    }

    /// Builds every view from the database.
    pub async fn rebuild(&self, store: &Store) -> Result<()> {
        // Taken before the rows are read: what is written meanwhile is read twice, never missed.
        let start = store.log_end().await?;
        for view in &self.views {
            store
                .read(async |tx: &mut Tx| view.rebuild(tx).await)
                .await?;
        }
        self.reached.send_replace(start);
        Ok(())
    }

    /// Reads on to the present end of the log; a view that was just made reads the whole of it, as
    /// a node does that was there from the start.
    pub async fn reach_the_end(&self, store: &Store) -> Result<()> {
        let end = store.last_recorded().await?;
        // PostgreSQL shows a change only when every older transaction of the cluster is over.
        while self.catch_up(store).await? || self.reached() < end {
            tokio::time::sleep(END_PAUSE).await;
        }
        Ok(())
    }

    /// The content of every view, in their order.
    pub fn contents(&self) -> Vec<(&'static str, BTreeMap<String, String>)> {
        let content = |view: &Arc<dyn View>| (view.name(), view.content());
        self.views.iter().map(content).collect()
    }

    /// Follows the log until told to stop.
    pub async fn follow(&self, store: &Store, stop: CancellationToken) {
        // Kept across rounds: what is written while this one reads is not slept through.
        let mut wake = store.wake();
        while !stop.is_cancelled() {
            let pause = match self.catch_up(store).await {
                Ok(true) => continue,
                Ok(false) => POLL,
                Err(error) => {
                    error!(%error, "the views could not follow the change log; trying again");
                    RETRY_PAUSE
                }
            };
            tokio::select! {
                () = stop.cancelled() => return,
                () = wake.changed(pause) => {}
            }
        }
    }

    /// Reads the next changes; true when there may be more.
    pub async fn catch_up(&self, store: &Store) -> Result<bool> {
        let tail = store.tail(self.reached(), BATCH_CHANGES_MAX).await?;
        let more = tail.rows.len() == BATCH_CHANGES_MAX;
        let changes: Vec<Logged> = tail.rows.into_iter().filter_map(known).collect();
        if !changes.is_empty() {
            // All in one transaction: whoever wrote waits for it, and to begin one costs more than most
            // views read in it.
            store
                .read(async |tx: &mut Tx| {
                    for view in &self.views {
                        view.refresh(tx, &changes).await?;
                    }
                    Ok::<_, Error>(())
                })
                .await?;
        }
        if tail.position > self.reached() {
            self.reached.send_replace(tail.position);
        }
        self.followed.send_replace(Instant::now());
        Ok(more)
    }

    /// How long ago the views last saw the end of the log, or came nearer to it.
    pub fn last_followed(&self) -> Duration {
        self.followed.borrow().elapsed()
    }
}

/// While nodes are upgraded one by one, a newer one records changes that this one has no view for.
fn known(row: LogRow) -> Option<Logged> {
    let position = row.position;
    let known = Logged::try_from(row);
    if let Err(error) = &known {
        warn!(%position, %error, "a change of a newer version is passed over");
    }
    known.ok()
}
