//! Pictures that were drawn lately, in bounded memory.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;

const BYTES_MAX: usize = 48 * 1024 * 1024;
/// How many pictures are let go at once when the memory is full: a look through all of them.
const SHARE_KEPT: usize = 2;

/// The least recently used go first.
#[derive(Default)]
pub(super) struct Cache(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    pictures: HashMap<String, (Bytes, u64)>,
    bytes: usize,
    /// Counts the uses.
    clock: u64,
}

impl Cache {
    pub(super) fn get(&self, key: &str) -> Option<Bytes> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clock += 1;
        let clock = kept.clock;
        let (bytes, used) = kept.pictures.get_mut(key)?;
        *used = clock;
        Some(bytes.clone())
    }

    pub(super) fn put(&self, key: String, bytes: Bytes) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clock += 1;
        let clock = kept.clock;
        kept.bytes += bytes.len();
        if let Some((old, _)) = kept.pictures.insert(key, (bytes, clock)) {
            kept.bytes -= old.len();
        }
        if kept.bytes > BYTES_MAX {
            kept.let_go();
        }
    }
}

impl Kept {
    /// Keeps the half that was used last.
    fn let_go(&mut self) {
        let mut uses: Vec<u64> = self.pictures.values().map(|(_, used)| *used).collect();
        uses.sort_unstable();
        let oldest_kept = uses[uses.len() / SHARE_KEPT];
        self.pictures.retain(|_, (_, used)| *used > oldest_kept);
        self.bytes = self.pictures.values().map(|(bytes, _)| bytes.len()).sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_bounded_and_what_was_used_last_stays() {
        let cache = Cache::default();
        let picture = Bytes::from(vec![0; BYTES_MAX / 10]);
        for number in 0..40 {
            cache.put(number.to_string(), picture.clone());
            assert!(cache.0.lock().unwrap().bytes <= BYTES_MAX);
        }
        assert!(cache.get("39").is_some());
        assert!(cache.get("0").is_none());
    }
}
