//! Posts a note that its author's client may send several times.

use store::{Tx, args};

use super::post::post;
use super::written::Written;
use crate::accounts::Member;
use crate::cities::City;
use crate::error::{Refusal, Result};
use crate::ids::NoteId;

const KEY_CHARS: std::ops::RangeInclusive<usize> = 8..=64;

/// Posts the note, unless the author posted one with this key before: then that one is the answer,
/// whatever is written now. The key is the client's choice, 8 to 64 of `[A-Za-z0-9_-]`; empty: the
/// note is posted.
///
/// # Errors
/// As [`post`]; refused for a key that is none.
pub async fn post_once(
    tx: &mut Tx,
    by: &Member,
    city: &City,
    written: &Written,
    key: &str,
) -> Result<NoteId> {
    if key.is_empty() {
        return post(tx, by, city, written).await;
    }
    check(key)?;
    let sql = "select note_id from note_post where author_id = $1 and post_key = $2";
    if let Some((note,)) = tx.optional(sql, args![by.id, key]).await? {
        return Ok(note);
    }
    let note = post(tx, by, city, written).await?;
    // Of two at once, one runs again and finds the other's.
    let sql = "insert into note_post (author_id, post_key, note_id) values ($1, $2, $3)";
    tx.execute(sql, args![by.id, key, note]).await?;
    Ok(note)
}

fn check(key: &str) -> Result<()> {
    let fits = KEY_CHARS.contains(&key.len())
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if fits {
        Ok(())
    } else {
        Err(Refusal::new("error-malformed").on("post_key").into())
    }
}
