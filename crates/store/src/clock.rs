//! The one place that reads the time of day.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Where the time comes from: the system, or a test's hand. Clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Hand(Arc<AtomicI64>),
}

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands at `now_ms` (UTC milliseconds since 1970) until it is turned.
    #[must_use]
    pub fn turned_by_hand(now_ms: i64) -> Self {
        Self(Source::Hand(Arc::new(AtomicI64::new(now_ms))))
    }

    /// UTC milliseconds since 1970.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        match &self.0 {
            Source::System => system_ms(),
            Source::Hand(now_ms) => now_ms.load(Ordering::SeqCst),
        }
    }

    /// Turns a hand-turned clock forward (or back). The system's clock is left alone.
    pub fn advance(&self, by_ms: i64) {
        if let Source::Hand(now_ms) = &self.0 {
            now_ms.fetch_add(by_ms, Ordering::SeqCst);
        }
    }

    /// Sets a hand-turned clock. The system's clock is left alone.
    pub fn set(&self, now_ms: i64) {
        if let Source::Hand(hand) = &self.0 {
            hand.store(now_ms, Ordering::SeqCst);
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the time of day"
)]
fn system_ms() -> i64 {
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since_1970.map_or(0, |duration| {
        i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
    })
}
