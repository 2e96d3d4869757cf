//! How often one may ask: a bounded memory of who asked when, on each node.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use store::Clock;

use crate::error::{Error, Result};

/// So many at once, and so many again in that time: the generic cell rate algorithm (ITU-T I.371).
#[derive(Debug)]
pub struct Limit {
    /// Part of the key, so that two limits never share a count.
    pub name: &'static str,
    pub burst: i64,
    /// In which the whole burst is given back, evenly.
    pub per_ms: i64,
}

/// Keys remembered at most. When more ask at once, those that may ask again soonest are forgotten.
const KEYS_MAX: usize = 100_000;

/// The limits of one node.
pub struct Limits {
    clock: Clock,
    /// When the key's burst is wholly given back.
    full_at_ms: Mutex<HashMap<(&'static str, String), i64>>,
}

impl Limits {
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            full_at_ms: Mutex::default(),
        }
    }

    /// Counts one try by `key`.
    ///
    /// # Errors
    /// [`Error::TooMany`] when the limit is reached; that try does not count.
    pub fn count(&self, limit: &'static Limit, key: &str) -> Result<()> {
        let now_ms = self.clock.now_ms();
        let mut full_at_ms = self
            .full_at_ms
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if full_at_ms.len() >= KEYS_MAX {
            forget(&mut full_at_ms, now_ms);
        }
        let each_ms = limit.per_ms / limit.burst;
        let full_at_ms = full_at_ms
            .entry((limit.name, key.to_owned()))
            .or_insert(now_ms);
        // So late only when the clock was set back since: what was counted then says nothing about now.
        if *full_at_ms > now_ms + limit.per_ms {
            *full_at_ms = now_ms;
        }
        let next_ms = (*full_at_ms).max(now_ms) + each_ms;
        let wait_ms = next_ms - now_ms - limit.per_ms;
        if wait_ms > 0 {
            let retry_after_s = u64::try_from(wait_ms).unwrap_or(0).div_ceil(1_000);
            return Err(Error::TooMany { retry_after_s });
        }
        *full_at_ms = next_ms;
        Ok(())
    }

    /// Takes back one counted try by `key`, for a limit on failures. Counting before and taking
    /// back after lets no more through at the same moment than one after the other.
    pub fn take_back(&self, limit: &'static Limit, key: &str) {
        let mut full_at_ms = self
            .full_at_ms
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(full_at_ms) = full_at_ms.get_mut(&(limit.name, key.to_owned())) {
            *full_at_ms -= limit.per_ms / limit.burst;
        }
    }
}

/// Makes room: first those that may ask as if never seen, then the half that is nearest to it.
fn forget(full_at_ms: &mut HashMap<(&'static str, String), i64>, now_ms: i64) {
    full_at_ms.retain(|_, full| *full > now_ms);
    if full_at_ms.len() < KEYS_MAX {
        return;
    }
    let mut times: Vec<i64> = full_at_ms.values().copied().collect();
    let middle = times.len() / 2;
    let (_, &mut median, _) = times.select_nth_unstable(middle);
    full_at_ms.retain(|_, full| *full > median);
}

#[cfg(test)]
mod tests {
    use super::*;

    static THREE_A_MINUTE: Limit = Limit {
        name: "test",
        burst: 3,
        per_ms: 60_000,
    };

    #[test]
    fn a_burst_is_given_back_evenly() {
        let clock = Clock::turned_by_hand(1_000_000);
        let limits = Limits::new(clock.clone());
        let ask = |key| limits.count(&THREE_A_MINUTE, key).is_ok();
        assert_eq!([(); 4].map(|()| ask("mika")), [true, true, true, false]);
        assert!(ask("joon"), "another's tries count for themselves");
        clock.advance(19_999);
        assert!(!ask("mika"));
        clock.advance(1);
        assert_eq!([(); 2].map(|()| ask("mika")), [true, false]);
        clock.advance(60_000);
        assert_eq!([(); 4].map(|()| ask("mika")), [true, true, true, false]);
    }

    #[test]
    fn a_clock_that_is_set_back_shuts_nobody_out() {
        let clock = Clock::turned_by_hand(1_000_000_000);
        let limits = Limits::new(clock.clone());
        let ask = || limits.count(&THREE_A_MINUTE, "mika").is_ok();
        assert_eq!([(); 4].map(|()| ask()), [true, true, true, false]);
        clock.advance(-3_600_000);
        assert_eq!([(); 4].map(|()| ask()), [true, true, true, false]);
        clock.advance(60_000);
        assert!(ask());
    }

    #[test]
    fn a_refusal_says_when_to_come_back() {
        let limits = Limits::new(Clock::turned_by_hand(1_000_000));
        for _ in 0..3 {
            limits.count(&THREE_A_MINUTE, "mika").unwrap();
        }
        let refused = limits.count(&THREE_A_MINUTE, "mika");
        assert!(matches!(refused, Err(Error::TooMany { retry_after_s: 20 })));
    }

    #[test]
    fn what_is_taken_back_never_counted() {
        let limits = Limits::new(Clock::turned_by_hand(1_000_000));
        for _ in 0..10 {
            limits.count(&THREE_A_MINUTE, "mika").unwrap();
            limits.take_back(&THREE_A_MINUTE, "mika");
        }
        limits.take_back(&THREE_A_MINUTE, "joon");
        for key in ["mika", "joon"] {
            let asks = [(); 4].map(|()| limits.count(&THREE_A_MINUTE, key).is_ok());
            assert_eq!(asks, [true, true, true, false], "{key}");
        }
    }

    #[test]
    fn many_keys_never_fill_the_memory() {
        let limits = Limits::new(Clock::turned_by_hand(1_000_000));
        for key in 0..KEYS_MAX + 10 {
            limits.count(&THREE_A_MINUTE, &key.to_string()).unwrap();
        }
        assert!(limits.full_at_ms.lock().unwrap().len() <= KEYS_MAX);
    }
}
