//! A clock that a test turns, by lines on the standard input.

use std::io::BufRead;

use jiff::Timestamp;
use store::Clock;
use tracing::warn;

/// The clock; each line from now on turns it to a time of RFC 3339, from where it goes on.
pub(super) fn read() -> Clock {
    let clock = Clock::that_goes_on();
    let turned = clock.clone();
    // Reading waits for as long as nobody writes: a thread of its own may.
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            match line.trim().parse::<Timestamp>() {
                Ok(time) => turned.set(time.as_millisecond()),
                Err(error) => warn!(%error, "this is no time"),
            }
        }
    });
    clock
}
