//! Gives freed memory back to the system: what safe Rust cannot say, in a crate of its own, so that
//! every other one forbids unsafe code. See `docs/decisions/0011-memory-given-back-after-photos.md`.

use libmimalloc_sys::mi_option_t;

/// `mi_option_purge_delay` of `mimalloc.h`, versions 2 and 3, which the bindings do not name.
const PURGE_DELAY: mi_option_t = 15;
/// Instead of a second: within one, a decoder of large photos frees more than it holds.
const PURGE_DELAY_MS: i64 = 10;

/// What mimalloc is given back, it gives to the system soon. Only the first thing that a program
/// does: while other threads run, this does nothing.
#[expect(unsafe_code, reason = "mimalloc is C")]
pub fn purge_soon() {
    if is_single_threaded() {
        // SAFETY: options must not be set while another thread reads them, and there is none. An
        // option is a number; mimalloc ignores one that it does not know.
        unsafe { libmimalloc_sys::mi_option_set(PURGE_DELAY, PURGE_DELAY_MS) }
    }
}

/// As Linux tells it (proc(5)); elsewhere nobody knows.
fn is_single_threaded() -> bool {
    std::fs::read_dir("/proc/self/task").is_ok_and(|threads| threads.count() == 1)
}

/// Returns to the system what this thread has freed, and what ended threads left behind, of both
/// allocators: mimalloc, which Rust's code takes from, and the C library's, which C's does. It takes
/// milliseconds: for after large work, not for requests.
#[expect(unsafe_code, reason = "both allocators are C")]
pub fn give_back() {
    // SAFETY: `mi_collect` takes no pointer, may be called by any thread at any time, and frees
    // only what nobody holds (mimalloc's manual, "Extended Functions").
    unsafe { libmimalloc_sys::mi_collect(true) }
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: `malloc_trim` takes no pointer and is safe to call from any thread (malloc_trim(3)).
    unsafe {
        libc::malloc_trim(0);
    }
}
