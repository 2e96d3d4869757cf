//! Decodes a received file behind bounds: so many at once, so much memory, so much time.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use ::photos::limits::{FILE_BYTES_MAX, PERMITS_MAX};
use ::photos::{Given, Head, Taken};
use axum::body::Bytes;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout};

use super::source::Received;
use super::{stored, workers};
use crate::app::App;
use crate::cities::Spot;
use crate::error::{Error, Refusal, Result};

/// Where Debian has the program that reads HEIC.
const HEIF_CONVERT: &str = "/usr/bin/heif-convert";
/// For one photo; most take a tenth of a second.
const DECODES_WITHIN: Duration = Duration::from_secs(20);
/// For a core, and then for memory.
const WAIT: Duration = Duration::from_secs(20);
/// Photos whose files are on their way into the store: a few MB each.
const STORING_MAX: usize = 4;

/// One permit is one MiB: what all decoders of the node may take together.
static MEMORY: Semaphore = Semaphore::const_new(PERMITS_MAX as usize);
static STORING: Semaphore = Semaphore::const_new(STORING_MAX);
static WORKERS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(workers::count()));

/// A photo as it will be served, with what its file said.
pub(super) struct Decoded {
    /// SHA-256 over the files in their order, in hexadecimal.
    pub(super) content: String,
    /// Names in the store, with their bytes: the narrowest first, then the card.
    pub(super) files: Vec<(String, Bytes)>,
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) widths: String,
    pub(super) thumbhash: String,
    pub(super) place: Option<Spot>,
    pub(super) taken: Option<Taken>,
}

/// Decodes a file; answers also with its turn to store what came out, held until that is done.
///
/// # Errors
/// Refused for what is no photo, or takes too long; `Busy` when others take too long.
pub(super) async fn decoded(
    app: &App,
    received: Received,
) -> Result<(Decoded, SemaphorePermit<'static>)> {
    made(app, received, |bytes, head, given| {
        Ok(::photos::prepare(bytes, head, given)?.into())
    })
    .await
}

/// What is made of a file: its bytes, what its head says, and what the maker is lent.
type Make<T> = fn(&[u8], &Head, &Given<'_>) -> Result<T, ::photos::Error>;

/// The same for whatever is made of the file.
pub(super) async fn made<T: Send + 'static>(
    app: &App,
    received: Received,
    make: Make<T>,
) -> Result<(T, SemaphorePermit<'static>)> {
    let _worker = take(&WORKERS, 1).await?;
    // The whole file is in memory from here on: once for each worker.
    let (bytes, head) = workers::run(move || read(&received.file)).await??;
    let turn = take(&MEMORY, head.permits()).await?;
    let work = Work {
        scratch: app.settings().scratch_folder(),
        until: Instant::now() + DECODES_WITHIN,
        given_up: Arc::default(),
    };
    // Whoever goes away stops the work that nobody waits for.
    let _stop = GiveUp(work.given_up.clone());
    let made = workers::run(move || {
        // Before and after it, so that what others have freed is not held beside what it takes.
        memory::give_back();
        let made = work.make(&bytes, &head, make);
        drop(bytes);
        memory::give_back();
        drop(turn);
        made
    });
    Ok((made.await??, take(&STORING, 1).await?))
}

async fn take(of: &'static Semaphore, permits: u32) -> Result<SemaphorePermit<'static>> {
    let turn = timeout(WAIT, of.acquire_many(permits)).await;
    Ok(turn
        .map_err(|_| Error::Busy)?
        .map_err(anyhow::Error::from)?)
}

fn read(file: &File) -> Result<(Vec<u8>, Head)> {
    let mut bytes = Vec::new();
    let most = FILE_BYTES_MAX as u64 + 1;
    file.take(most)
        .read_to_end(&mut bytes)
        .map_err(anyhow::Error::from)?;
    let head = ::photos::head(&bytes).map_err(Refusal::from)?;
    Ok((bytes, head))
}

/// A sheet of ours as if it had been uploaded; none when it cannot be read.
pub(super) async fn anew(bytes: Vec<u8>) -> Result<Option<Decoded>> {
    workers::run(move || {
        let given = Given {
            heif_convert: Path::new(HEIF_CONVERT),
            scratch: Path::new(""),
            late: &|| false,
        };
        let Ok(head) = ::photos::head(&bytes) else {
            return Ok(None);
        };
        match ::photos::prepare(&bytes, &head, &given) {
            Ok(photo) => Ok(Some(photo.into())),
            Err(::photos::Error::Refused(_)) => Ok(None),
            Err(::photos::Error::Io(error)) => Err(anyhow::Error::from(error).into()),
        }
    })
    .await?
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

struct GiveUp(Arc<AtomicBool>);

impl Drop for GiveUp {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

struct Work {
    scratch: PathBuf,
    until: Instant,
    given_up: Arc<AtomicBool>,
}

impl Work {
    fn make<T>(&self, bytes: &[u8], head: &Head, make: Make<T>) -> Result<T> {
        let given = Given {
            heif_convert: Path::new(HEIF_CONVERT),
            scratch: &self.scratch,
            late: &|| self.given_up.load(Ordering::Relaxed) || Instant::now() >= self.until,
        };
        match make(bytes, head, &given) {
            Ok(made) => Ok(made),
            Err(::photos::Error::Refused(refused)) => Err(Refusal::from(refused).into()),
            Err(::photos::Error::Io(error)) => Err(anyhow::Error::from(error).into()),
        }
    }
}

impl From<::photos::Photo> for Decoded {
    fn from(photo: ::photos::Photo) -> Self {
        let mut hash = Sha256::new();
        for sheet in &photo.sheets {
            hash.update(&sheet.webp);
        }
        hash.update(&photo.card.jpeg);
        let content = hex(&hash.finalize());
        let widths: Vec<String> = photo.sheets.iter().map(|s| s.width.to_string()).collect();
        let card = (stored::card(&content), Bytes::from(photo.card.jpeg));
        let sheets = photo.sheets.into_iter();
        let sheets = sheets.map(|s| (stored::sheet(&content, s.width), Bytes::from(s.webp)));
        Self {
            files: sheets.chain([card]).collect(),
            content,
            width: i64::from(photo.width),
            height: i64::from(photo.height),
            widths: widths.join(" "),
            thumbhash: STANDARD.encode(&photo.thumbhash),
            place: photo.place.map(|place| Spot {
                lat_e6: place.lat_e6,
                lon_e6: place.lon_e6,
            }),
            taken: photo.taken,
        }
    }
}
