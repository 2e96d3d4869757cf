//! From the bytes that somebody sends to a photo whose files lie in the store.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use ::photos::Taken;

use super::decoded::decoded;
use super::source::{Source, drain, receive};
use super::{record, stored};
use crate::app::App;
use crate::cities::Spot;
use crate::error::{Error, Result, refuse};
use crate::ids::{AccountId, PhotoId};
use crate::limits::Limit;

/// What one person may upload.
pub(super) static UPLOADS: Limit = Limit {
    name: "photos",
    burst: 120,
    per_ms: 60 * 60 * 1_000,
};
/// Of one person on a node; their browser sends the others after these.
const AT_ONCE: usize = 3;
/// When somebody may come back who sends more than that.
const AGAIN_AFTER_S: u64 = 5;
const KEY_CHARS: std::ops::RangeInclusive<usize> = 8..=64;

/// A photo in the store, and what its file said that is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub id: PhotoId,
    /// Under which its files lie in the store.
    pub content: String,
    /// Of the original, upright, in pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// In which it is served, in pixels, the narrowest first: "320 640 1280".
    pub widths: String,
    /// Base64.
    pub thumbhash: String,
    /// False: the same key had brought it already. Then nothing was decoded, and it is not known
    /// where and when it was taken.
    pub created: bool,
    /// Where it was taken. Nobody else is ever told.
    pub place: Option<Spot>,
    pub taken: Option<Taken>,
}

/// Keeps a photo for this person, who puts it into a note later or loses it after a day. The same
/// key is the same photo, however often it is sent, also where a node died in the middle.
///
/// # Errors
/// Refused for a file that is no photo we can read, saying why, for a malformed key and for too many
/// that wait for a note; `TooMany` for too many in an hour or at once; `Busy` when the node or the
/// removal of the same bytes takes too long.
pub async fn keep(app: &App, by: AccountId, key: &str, source: Source<'_>) -> Result<Kept> {
    check_key(key)?;
    let _here = Here::enter(by)?;
    if let Some(kept) = record::stored(app, by, key).await? {
        // Read to its end, so that the answer arrives.
        drain(source).await;
        return Ok(kept);
    }
    let counted = by.to_string();
    app.limits().count(&UPLOADS, &counted)?;
    let kept = bring_in(app, by, key, source).await;
    if matches!(kept, Err(Error::Busy | Error::Broken(_))) {
        app.limits().take_back(&UPLOADS, &counted);
    }
    kept
}

async fn bring_in(app: &App, by: AccountId, key: &str, source: Source<'_>) -> Result<Kept> {
    record::check_room(app, by, key).await?;
    let received = receive(app, source).await?;
    let (decoded, _turn) = decoded(app, received).await?;
    let entered = match record::enter(app, by, key, &decoded).await? {
        record::Entered::Stored(kept) => return Ok(kept),
        record::Entered::Waits(id) => id,
    };
    stored::put(app.objects(), &decoded).await?;
    record::mark_stored(app, by, key, entered, &decoded).await
}

fn check_key(key: &str) -> Result<()> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if KEY_CHARS.contains(&key.len()) && key.bytes().all(plain) {
        Ok(())
    } else {
        refuse("error-malformed", "key")
    }
}

/// How many uploads of each person are under way.
static UNDER_WAY: LazyLock<Mutex<HashMap<AccountId, usize>>> = LazyLock::new(Mutex::default);

/// One of a person's uploads under way.
pub(super) struct Here(AccountId);

impl Here {
    pub(super) fn enter(by: AccountId) -> Result<Self> {
        let mut under_way = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
        let count = under_way.entry(by).or_default();
        if *count >= AT_ONCE {
            return Err(Error::TooMany {
                retry_after_s: AGAIN_AFTER_S,
            });
        }
        *count += 1;
        Ok(Self(by))
    }
}

impl Drop for Here {
    fn drop(&mut self) {
        let mut under_way = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = under_way.get_mut(&self.0) {
            *count -= 1;
            if *count == 0 {
                under_way.remove(&self.0);
            }
        }
    }
}
