//! A photo's bytes on their way in: into a file without a name, never whole in memory.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use ::photos::limits::FILE_BYTES_MAX;
use axum::body::Bytes;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use super::refused;
use crate::app::App;
use crate::error::{Error, Refusal, Result};

/// For a whole file; a pause in the middle has its own limit in `web`.
const ARRIVES_WITHIN: Duration = Duration::from_secs(5 * 60);
/// Files under way on a node: this many times 20 MB of disk at most.
const UNDER_WAY_MAX: usize = 128;
const WAIT: Duration = Duration::from_secs(10);
const CHUNK_BYTES: usize = 64 * 1024;

static ROOM: Semaphore = Semaphore::const_new(UNDER_WAY_MAX);

/// Where a photo's bytes come from.
pub struct Source<'a> {
    bytes: BoxStream<'a, Result<Bytes>>,
    /// In bytes, as the sender states it.
    stated: Option<u64>,
}

impl<'a> Source<'a> {
    /// As they arrive. An error of the stream ends the upload with that error.
    pub fn stream(bytes: BoxStream<'a, Result<Bytes>>, stated: Option<u64>) -> Self {
        Self { bytes, stated }
    }

    /// A file of this machine.
    pub async fn file(path: &Path) -> Result<Self> {
        let file = tokio::fs::File::open(path).await.map_err(ours)?;
        let chunks = futures_util::stream::unfold(Some(file), async |file| {
            let mut file = file?;
            let mut chunk = vec![0; CHUNK_BYTES];
            match file.read(&mut chunk).await {
                Ok(0) => None,
                Ok(read) => {
                    chunk.truncate(read);
                    Some((Ok(chunk.into()), Some(file)))
                }
                Err(error) => Some((Err(ours(error)), None)),
            }
        });
        Ok(Self::stream(chunks.boxed(), None))
    }
}

/// A file that arrived. It has no name any more, so nothing is left of it, whatever happens.
pub(super) struct Received {
    pub(super) file: File,
    _room: SemaphorePermit<'static>,
}

/// Writes what arrives into a file.
///
/// # Errors
/// Refused beyond [`FILE_BYTES_MAX`], as soon as that is known, and for what does not arrive in
/// time.
pub(super) async fn receive(app: &App, source: Source<'_>) -> Result<Received> {
    let max = FILE_BYTES_MAX as u64;
    if source.stated.is_some_and(|stated| stated > max) {
        return Err(refused::too_many_bytes().into());
    }
    let room = timeout(WAIT, ROOM.acquire())
        .await
        .map_err(|_| Error::Busy)?
        .map_err(anyhow::Error::from)?;
    let folder = app.settings().scratch_folder();
    let file = tokio::task::spawn_blocking(move || nameless(&folder))
        .await
        .map_err(anyhow::Error::from)?
        .map_err(ours)?;
    let mut to = tokio::fs::File::from_std(file);
    to.set_max_buf_size(CHUNK_BYTES);
    timeout(ARRIVES_WITHIN, write(source, &mut to))
        .await
        .map_err(|_| Refusal::new("photos-slow"))??;
    let mut file = to.into_std().await;
    file.rewind().map_err(ours)?;
    Ok(Received { file, _room: room })
}

async fn write(mut source: Source<'_>, to: &mut tokio::fs::File) -> Result<()> {
    let mut arrived = 0;
    while let Some(chunk) = source.bytes.next().await {
        let chunk = chunk?;
        arrived += chunk.len();
        if arrived > FILE_BYTES_MAX {
            return Err(refused::too_many_bytes().into());
        }
        to.write_all(&chunk).await.map_err(ours)?;
    }
    to.flush().await.map_err(ours)
}

/// Reads what nobody needs, as far as anybody may send.
pub(super) async fn drain(mut source: Source<'_>) {
    let read = async {
        let mut arrived = 0;
        while let Some(Ok(chunk)) = source.bytes.next().await {
            arrived += chunk.len();
            if arrived > FILE_BYTES_MAX {
                break;
            }
        }
    };
    // Whoever does not send in time does not wait for the answer either.
    let _ = timeout(ARRIVES_WITHIN, read).await;
}

/// Counts the names of this process, so that two uploads never take the same one.
static NAMES: AtomicU64 = AtomicU64::new(0);

fn nameless(folder: &Path) -> io::Result<File> {
    std::fs::create_dir_all(folder)?;
    loop {
        let (process, number) = (std::process::id(), NAMES.fetch_add(1, Ordering::Relaxed));
        let path = folder.join(format!("upload-{process}-{number}"));
        let mut options = OpenOptions::new();
        match options.read(true).write(true).create_new(true).open(&path) {
            // Another process with the same number, in another container, or one that died.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
            Ok(file) => {
                std::fs::remove_file(&path)?;
                return Ok(file);
            }
        }
    }
}

fn ours(error: io::Error) -> Error {
    anyhow::Error::from(error)
        .context("the scratch folder")
        .into()
}

/// What a node that died left in the scratch folder; another node on the same folder may be at
/// work in it, but never for so long.
const LEFT_AFTER: Duration = Duration::from_secs(60 * 60);

/// Removes what a crash left in the scratch folder.
pub fn clear_scratch(app: &App) -> io::Result<()> {
    let folder: PathBuf = app.settings().scratch_folder();
    std::fs::create_dir_all(&folder)?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let about = entry.metadata()?;
        let old = about
            .modified()?
            .elapsed()
            .is_ok_and(|age| age > LEFT_AFTER);
        match (old, about.is_dir()) {
            (false, _) => {}
            (true, true) => std::fs::remove_dir_all(entry.path())?,
            (true, false) => std::fs::remove_file(entry.path())?,
        }
    }
    Ok(())
}
