//! What every handler has at hand: the store, the views, the settings, the keys.

use std::cell::Cell;
use std::sync::Arc;

use store::{Position, Store, Tx};
use tokio_util::sync::CancellationToken;

use crate::error::Result;
use crate::limits::Limits;
use crate::objects::Objects;
use crate::outgoing::Outgoing;
use crate::secrets::MasterKey;
use crate::settings::Settings;
use crate::views::{OWN_WRITE_WAIT, View, Views};

/// Cheap to clone; one per node.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    store: Store,
    views: Views,
    settings: Settings,
    key: MasterKey,
    outgoing: Outgoing,
    limits: Limits,
    objects: Objects,
    stop: CancellationToken,
}

tokio::task_local! {
    /// Where in the log this request's writes ended.
    static WRITTEN: Cell<Option<Position>>;
}

impl App {
    /// An app whose views are built and follow the log until `shut_down`.
    pub async fn start(
        store: Store,
        settings: Settings,
        key: MasterKey,
        views: Views,
    ) -> Result<Self> {
        views.rebuild(&store).await?;
        let outgoing = Outgoing::new(settings.outgoing_private)?;
        let limits = Limits::new(store.clock().clone());
        let objects = Objects::open(&settings)?;
        let app = Self(Arc::new(Inner {
            store,
            views,
            settings,
            key,
            outgoing,
            limits,
            objects,
            stop: CancellationToken::new(),
        }));
        let following = app.clone();
        tokio::spawn(async move {
            following
                .0
                .views
                .follow(&following.0.store, following.stop_token())
                .await
        });
        Ok(app)
    }

    /// Runs a command in one transaction; answers after the commit. The command may run several
    /// times (PostgreSQL retries), each time as a clone: capture references, or what can be cloned,
    /// and have no effect outside the transaction.
    pub async fn write<T>(
        &self,
        command: impl AsyncFnOnce(&mut Tx) -> Result<T> + Clone,
    ) -> Result<T> {
        let written = self.0.store.write(command).await?;
        if let Some(position) = written.position {
            // Outside of a request (timers, the command line) nobody waits for it.
            let _ = WRITTEN.try_with(|cell| cell.set(cell.get().max(Some(position))));
        }
        Ok(written.value)
    }

    /// Waits, at most 200 ms, until the views have what this request wrote: for an answer that
    /// shows it.
    pub async fn see_own_write(&self) {
        if let Ok(Some(position)) = WRITTEN.try_with(Cell::get) {
            self.0.views.wait_for(position, OWN_WRITE_WAIT).await;
        }
    }

    /// Runs a query on one consistent snapshot. What is hot comes from a view instead.
    pub async fn read<T>(&self, query: impl AsyncFnOnce(&mut Tx) -> Result<T>) -> Result<T> {
        self.0.store.read(query).await
    }

    pub fn view<V: View>(&self) -> Result<Arc<V>> {
        self.0.views.get()
    }

    pub fn views(&self) -> &Views {
        &self.0.views
    }

    pub fn store(&self) -> &Store {
        &self.0.store
    }

    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub fn key(&self) -> &MasterKey {
        &self.0.key
    }

    /// The one client for requests to other servers.
    pub fn outgoing(&self) -> &Outgoing {
        &self.0.outgoing
    }

    /// How often one may ask.
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Where photos lie.
    pub fn objects(&self) -> &Objects {
        &self.0.objects
    }

    pub fn now_ms(&self) -> i64 {
        self.0.store.clock().now_ms()
    }

    /// Cancelled when the server stops.
    pub fn stop_token(&self) -> CancellationToken {
        self.0.stop.clone()
    }

    /// Ends the background work.
    pub fn shut_down(&self) {
        self.0.stop.cancel();
    }
}

/// Runs one request; answers also with the place in the log where its writes ended, if it wrote.
pub async fn noting_writes<T>(request: impl Future<Output = T>) -> (T, Option<Position>) {
    WRITTEN
        .scope(Cell::new(None), async {
            let answer = request.await;
            (answer, WRITTEN.with(Cell::get))
        })
        .await
}
