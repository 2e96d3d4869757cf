//! Imports that run on this node just now, and how far each is.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::reader::{Listener, Progress};
use crate::cities::City;
use crate::ids::CityId;

/// Imports that are shown; more run unseen.
const SHOWN_MAX: usize = 64;

static RUNNING: Mutex<BTreeMap<u64, Running>> = Mutex::new(BTreeMap::new());

/// An import that is under way.
#[derive(Debug, Clone)]
pub(super) struct Running {
    city: CityId,
    /// The source's name.
    pub(super) name: String,
    pub(super) progress: Progress,
}

/// Shows the import for as long as it is held.
pub(super) struct Shown(u64);

/// Shows an import from now on.
pub(super) fn show(city: &City, name: &str) -> Shown {
    let mut running = running();
    let id = running.last_key_value().map_or(0, |(last, _)| last + 1);
    if running.len() < SHOWN_MAX {
        let import = Running {
            city: city.id,
            name: name.to_owned(),
            progress: Progress::Reading { done: 0, of: 0 },
        };
        running.insert(id, import);
    }
    Shown(id)
}

/// What runs for the city, the oldest first.
pub(super) fn in_city(city: CityId) -> Vec<Running> {
    let all = running();
    let here = all.values().filter(|import| import.city == city);
    here.cloned().collect()
}

impl Shown {
    /// What the import is given to tell how far it is.
    pub(super) fn listener(&self) -> Listener {
        let id = self.0;
        Arc::new(move |progress| {
            if let Some(import) = running().get_mut(&id) {
                import.progress = progress;
            }
        })
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        running().remove(&self.0);
    }
}

fn running() -> MutexGuard<'static, BTreeMap<u64, Running>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}
