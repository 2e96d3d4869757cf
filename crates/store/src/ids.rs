//! Time-ordered ids: milliseconds, node, counter.

use std::sync::{Mutex, PoisonError};

/// 2024-01-01T00:00:00Z, where the milliseconds of ids start.
const EPOCH_MS: i64 = 1_704_067_200_000;
const COUNTER_BITS: u32 = 12;
const NODE_BITS: u32 = 10;
const COUNTER_MAX: i64 = (1 << COUNTER_BITS) - 1;
const MS_MAX: i64 = (1 << 41) - 1;

/// The last id that this node made.
#[derive(Default)]
pub(crate) struct Ids(Mutex<Last>);

#[derive(Default, Clone, Copy)]
struct Last {
    ms: i64,
    counter: i64,
}

impl Ids {
    /// The next id of the node. A clock that stands or goes back is made up for by counting on,
    /// and 4,096 ids in a millisecond borrow from the next one.
    pub(crate) fn next(&self, now_ms: i64, node: u16) -> i64 {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let ms = (now_ms - EPOCH_MS).clamp(1, MS_MAX);
        *last = if ms > last.ms {
            Last { ms, counter: 0 }
        } else if last.counter < COUNTER_MAX {
            Last {
                counter: last.counter + 1,
                ..*last
            }
        } else {
            Last {
                ms: last.ms + 1,
                counter: 0,
            }
        };
        (last.ms << (NODE_BITS + COUNTER_BITS)) | (i64::from(node) << COUNTER_BITS) | last.counter
    }

    /// The time that the ids have used up, as UTC milliseconds since 1970.
    pub(crate) fn used_until_ms(&self) -> i64 {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if last.ms == 0 { 0 } else { EPOCH_MS + last.ms }
    }
}
