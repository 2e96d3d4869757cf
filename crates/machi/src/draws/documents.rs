//! The documents of draws as they are served: each is made once, and kept as long as there is room.

use std::sync::LazyLock;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// All together; a proof of a million entrants has some forty million bytes.
const KEPT_BYTES_MAX: u64 = 64 * 1024 * 1024;
const KEPT_ITEMS: usize = 1_000;
/// A document never changes once it is there.
const CACHE: &str = "public, max-age=31536000, immutable";
const WAIT: Duration = Duration::from_secs(30);

/// By their tags, which no two installations have in common.
static KEPT: LazyLock<Kept> = LazyLock::new(|| Kept::new(KEPT_BYTES_MAX));
/// One is made at a time: it may be large.
static MADE: Semaphore = Semaphore::const_new(1);

type Documents = Cache<String, Bytes, ByBytes, DefaultHashBuilder, DefaultLifecycle<String, Bytes>>;

#[derive(Clone)]
struct ByBytes;

impl Weighter<String, Bytes> for ByBytes {
    fn weight(&self, tag: &String, document: &Bytes) -> u64 {
        (tag.len() + document.len()) as u64
    }
}

struct Kept(Documents);

impl Kept {
    fn new(bytes_max: u64) -> Self {
        #[expect(
            clippy::expect_used,
            reason = "both numbers that it asks for are given"
        )]
        let options = OptionsBuilder::new()
            // In one part: a large document must fit.
            .shards(1)
            .estimated_items_capacity(KEPT_ITEMS)
            .weight_capacity(bytes_max)
            .build()
            .expect("options are complete");
        let hasher = DefaultHashBuilder::default();
        let lifecycle = DefaultLifecycle::default();
        Self(Cache::with_options(options, ByBytes, hasher, lifecycle))
    }

    /// The document of that tag. Whoever asks while it is made waits for the same one.
    async fn get(&self, tag: &str, make: impl AsyncFnOnce() -> Result<Vec<u8>>) -> Result<Bytes> {
        let made = async {
            let turn = tokio::time::timeout(WAIT, MADE.acquire()).await;
            let _turn = turn
                .map_err(|_| Error::Busy)?
                .map_err(anyhow::Error::from)?;
            make().await.map(Bytes::from)
        };
        self.0.get_or_insert_async(tag, made).await
    }
}

/// The document of that hash for whoever has not got it, made only then.
pub(super) async fn answer(
    asked: &HeaderMap,
    (name, hash): (&str, &str),
    make: impl AsyncFnOnce() -> Result<Vec<u8>>,
) -> Result<Response> {
    // Weak: the same content may come compressed.
    let tag = format!("W/\"{name}-{hash}\"");
    let headers = [
        (header::CACHE_CONTROL, CACHE.to_owned()),
        (header::ETAG, tag.clone()),
    ];
    let known = asked.get(header::IF_NONE_MATCH);
    if known.is_some_and(|known| known.to_str().is_ok_and(|known| known.contains(&tag))) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let document = KEPT.get(&tag, make).await?;
    Ok((headers, super::published::as_file(name), document).into_response())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn many_who_ask_at_once_have_one_made() {
        let kept = Kept::new(1_000);
        let made = AtomicUsize::new(0);
        let ask = async |tag: &'static str, bytes: usize| {
            let make = async || {
                made.fetch_add(1, Ordering::Relaxed);
                tokio::task::yield_now().await;
                Ok(vec![7; bytes])
            };
            kept.get(tag, make).await.unwrap().len()
        };
        let asked = futures_util::future::join_all((0..20).map(|_| ask("a", 100))).await;
        assert_eq!(asked, [100; 20]);
        assert_eq!(made.load(Ordering::Relaxed), 1);
        // Beyond the bound, all who wait get it, and it is not kept.
        let asked = futures_util::future::join_all((0..20).map(|_| ask("b", 5_000))).await;
        assert_eq!(asked, [5_000; 20]);
        assert_eq!(made.load(Ordering::Relaxed), 2);
        assert!(kept.0.weight() <= 1_000);
    }

    #[tokio::test]
    async fn what_could_not_be_made_is_made_by_the_next() {
        let kept = Kept::new(1_000);
        let failed = kept.get("a", async || Err(Error::Busy)).await;
        assert!(matches!(failed, Err(Error::Busy)));
        let made = kept.get("a", async || Ok(vec![1])).await.unwrap();
        assert_eq!(&made[..], [1]);
    }
}
