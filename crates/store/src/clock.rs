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
    /// The system's, and so many milliseconds.
    Ahead(Arc<AtomicI64>),
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

    /// The system's clock, which `set` and `advance` turn: it goes on from there.
    #[must_use]
    pub fn that_goes_on() -> Self {
        Self(Source::Ahead(Arc::default()))
    }

    /// UTC milliseconds since 1970.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        match &self.0 {
            Source::System => system_ms(),
            Source::Hand(now_ms) => now_ms.load(Ordering::SeqCst),
            Source::Ahead(by_ms) => system_ms() + by_ms.load(Ordering::SeqCst),
        }
    }

    /// Turns a clock forward (or back). The system's own is left alone.
    pub fn advance(&self, by_ms: i64) {
        if let Source::Hand(ms) | Source::Ahead(ms) = &self.0 {
            ms.fetch_add(by_ms, Ordering::SeqCst);
        }
    }

    /// Sets a clock. The system's own is left alone.
    pub fn set(&self, now_ms: i64) {
        match &self.0 {
            Source::System => {}
            Source::Hand(hand) => hand.store(now_ms, Ordering::SeqCst),
            Source::Ahead(by_ms) => by_ms.store(now_ms - system_ms(), Ordering::SeqCst),
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
