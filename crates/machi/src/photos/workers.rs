//! The few threads that decode photos.
//!
//! Allocators keep what a thread has freed for that thread: libwebp's would keep tens of megabytes
//! for each of the many threads that the runtime takes turns with.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread;

use tokio::sync::oneshot;

use crate::error::Result;

/// More cores would only hold more files.
const WORKERS_MAX: usize = 8;

type Work = Box<dyn FnOnce() + Send>;

static QUEUE: LazyLock<Mutex<Sender<Work>>> = LazyLock::new(|| {
    let (sender, queue) = channel();
    let queue = Arc::new(Mutex::new(queue));
    for _ in 0..count() {
        let queue = queue.clone();
        thread::spawn(move || work(&queue));
    }
    Mutex::new(sender)
});

/// One for each core.
pub(super) fn count() -> usize {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    cores.min(WORKERS_MAX)
}

/// Does it on one of the threads. Whoever calls this bounds how much waits.
pub(super) async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let (answer, answered) = oneshot::channel();
    let work: Work = Box::new(move || {
        // Nobody listens any more when the request was given up.
        let _ = answer.send(work());
    });
    QUEUE
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .send(work)
        .map_err(|_| anyhow::anyhow!("no thread decodes photos"))?;
    Ok(answered.await.map_err(anyhow::Error::from)?)
}

fn work(queue: &Mutex<Receiver<Work>>) {
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(work) = next else { return };
        // A panic answers by letting go of the channel; the thread lives on.
        let _ = catch_unwind(AssertUnwindSafe(work));
    }
}
