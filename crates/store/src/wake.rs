//! Waking those who read the change log. It only saves waiting: polling is the truth.

use std::sync::{Arc, Weak};
use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio::sync::{Notify, watch};

use crate::Store;
use crate::store::{Database, Inner};

/// Announcements to other nodes are put together for this long.
const ANNOUNCE_EVERY: Duration = Duration::from_millis(10);
/// The pause before a lost connection for listening is opened again.
const LISTEN_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// One reader's memory of what it was woken for: nothing written between two calls is missed.
pub struct Wake(watch::Receiver<u64>);

impl Wake {
    /// Returns when someone may have written since the last call, or after `wait`.
    pub async fn changed(&mut self, wait: Duration) {
        // Too late, or a closed store: the caller looks for itself either way.
        if let Ok(Err(_)) = tokio::time::timeout(wait, self.0.changed()).await {
            tokio::time::sleep(wait).await;
        }
    }
}

/// The bell of one store.
pub(crate) struct Bell {
    writes: watch::Sender<u64>,
    announce: Notify,
}

impl Bell {
    pub(crate) fn new() -> Self {
        Self {
            writes: watch::Sender::new(0),
            announce: Notify::new(),
        }
    }

    /// A command of this node recorded something.
    pub(crate) fn ring(&self) {
        self.heard();
        self.announce.notify_one();
    }

    fn heard(&self) {
        self.writes
            .send_modify(|writes| *writes = writes.wrapping_add(1));
    }
}

impl Store {
    /// Returns when someone may have written, or after `wait`. A loop that reads the log should rather
    /// keep a [`Store::wake`], which also remembers what was written while it was busy.
    pub async fn changed(&self, wait: Duration) {
        self.wake().changed(wait).await;
    }

    /// A memory of wake-ups for one reader, from now on.
    #[must_use]
    pub fn wake(&self) -> Wake {
        Wake(self.inner.bell.writes.subscribe())
    }
}

/// Passes on to other nodes that this one wrote.
pub(crate) async fn announce(store: Weak<Inner>, bell: Arc<Bell>) {
    loop {
        bell.announce.notified().await;
        let Some(inner) = store.upgrade() else { return };
        if let Database::Postgres(postgres) = &inner.database
            && let Err(error) = postgres.announce().await
        {
            tracing::debug!(%error, "an announcement was lost; the others poll");
        }
        drop(inner);
        tokio::time::sleep(ANNOUNCE_EVERY).await;
    }
}

/// Hears that other nodes wrote: on a connection that is open already, and after it on new ones.
pub(crate) async fn listen(store: Weak<Inner>, bell: Arc<Bell>, mut first: Option<PgListener>) {
    loop {
        if let Some(mut listener) = first.take() {
            while listener.recv().await.is_ok() {
                bell.heard();
            }
            tokio::time::sleep(LISTEN_AGAIN_AFTER).await;
        }
        let Some(inner) = store.upgrade() else { return };
        let Database::Postgres(postgres) = &inner.database else {
            return;
        };
        match postgres.listener().await {
            Ok(listener) => first = Some(listener),
            Err(error) => {
                tracing::debug!(%error, "not listening; polling instead");
                drop(inner);
                tokio::time::sleep(LISTEN_AGAIN_AFTER).await;
            }
        }
    }
}
