//! What a node remembers of those who were lately here: read when it is first asked for, forgotten
//! when a change names it.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::error::Result;

/// Entries remembered at most; beyond, all are forgotten and read again.
const REMEMBERED_MAX: usize = 20_000;

/// A bounded memory that never keeps what a change overtook.
pub struct Remembered<K, V>(Mutex<HashMap<K, Known<V>>>);

enum Known<V> {
    /// Being read. A change that comes in between takes the entry away, so that what was read
    /// before it is used once and not kept.
    Reading,
    Read(Arc<V>),
}

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Copy + Eq + Hash, V> Remembered<K, V> {
    /// What is known of the key, from memory or else as `read` answers.
    pub async fn get(&self, key: K, read: impl AsyncFnOnce() -> Result<V>) -> Result<Arc<V>> {
        if let Some(known) = self.known(key) {
            return Ok(known);
        }
        let read = read().await.map(Arc::new);
        let mut memory = self.memory();
        match &read {
            Ok(value) => {
                if let Some(entry) = memory.get_mut(&key) {
                    *entry = Known::Read(value.clone());
                }
            }
            Err(_) => {
                memory.remove(&key);
            }
        }
        read
    }

    /// Forgets the key: it changed.
    pub fn forget(&self, key: K) {
        self.memory().remove(&key);
    }

    pub fn clear(&self) {
        self.memory().clear();
    }

    fn known(&self, key: K) -> Option<Arc<V>> {
        let mut memory = self.memory();
        if let Some(Known::Read(value)) = memory.get(&key) {
            return Some(value.clone());
        }
        if memory.len() >= REMEMBERED_MAX {
            memory.clear();
        }
        memory.insert(key, Known::Reading);
        None
    }

    fn memory(&self) -> MutexGuard<'_, HashMap<K, Known<V>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_a_change_overtook_is_not_kept() {
        let memory = Remembered::default();
        let overtaken = memory.get(1, async || {
            memory.forget(1);
            Ok("old")
        });
        assert_eq!(*overtaken.await.unwrap(), "old");
        assert_eq!(*memory.get(1, async || Ok("new")).await.unwrap(), "new");
        assert_eq!(*memory.get(1, async || Ok("unread")).await.unwrap(), "new");
        memory.forget(1);
        assert_eq!(*memory.get(1, async || Ok("newer")).await.unwrap(), "newer");
    }
}
