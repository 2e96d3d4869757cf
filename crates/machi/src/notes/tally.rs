//! What each node counts in memory and writes down every minute, and at the end. What it counted since
//! is lost when it crashes.

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::disclosure::shares;
use super::reach;
use crate::app::App;

/// Things that are counted in memory at once; what is beyond is not counted.
const COUNTED_MAX: usize = 10_000;
const EVERY: Duration = Duration::from_secs(60);

/// By key, in an order that every node writes them in.
#[derive(Debug)]
pub(super) struct Tally<K, C>(Mutex<BTreeMap<K, C>>);

impl<K, C> Default for Tally<K, C> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Ord, C: Default + AddAssign> Tally<K, C> {
    pub(super) fn add(&self, counts: impl IntoIterator<Item = (K, C)>) {
        let mut counted = self.lock();
        for (key, count) in counts {
            if counted.len() < COUNTED_MAX || counted.contains_key(&key) {
                *counted.entry(key).or_default() += count;
            }
        }
    }

    /// Whoever takes it writes it down, or adds it again.
    pub(super) fn take(&self) -> BTreeMap<K, C> {
        std::mem::take(&mut *self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<K, C>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes down what was counted, every minute and at the end.
pub async fn keep(app: App, stop: CancellationToken) {
    let mut goes_on = true;
    while goes_on {
        let slept = stop.run_until_cancelled(tokio::time::sleep(EVERY)).await;
        goes_on = slept.is_some();
        for written in [
            shares::write_down(&app).await,
            reach::write_down(&app).await,
        ] {
            if let Err(error) = written {
                warn!(%error, "what was counted of notes could not be written down; it is later");
            }
        }
    }
}
