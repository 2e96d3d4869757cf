//! Canonical JSON (RFC 8785), as far as proofs need it: one document has one spelling.
//!
//! Every type here has its fields in alphabetical order, and no numbers but whole ones up to 2^53 - 1, so
//! that writing it is what the RFC asks for. Reading takes no other spelling than that.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Whole numbers that every reader of JSON reads alike (RFC 8785, appendix D).
pub const INTEGER_MAX: u64 = (1 << 53) - 1;

/// Why a document is refused.
#[derive(Debug, thiserror::Error)]
pub enum NotCanonical {
    #[error("{0}")]
    Malformed(#[from] serde_json::Error),
    #[error("it is not in the canonical form of RFC 8785")]
    Spelling,
}

/// The bytes of a document.
///
/// # Panics
/// Never: documents have texts, whole numbers, lists and named fields alone.
#[must_use]
pub fn write(document: &impl Serialize) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "no document has keys that are no texts")]
    serde_json::to_vec(document).expect("a document can be written")
}

/// Reads a document in its one spelling.
///
/// # Errors
/// When it is something else, has more or fewer fields, or is spelled differently.
pub fn read<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<T, NotCanonical> {
    let document: T = serde_json::from_slice(bytes)?;
    match write(&document) == bytes {
        true => Ok(document),
        false => Err(NotCanonical::Spelling),
    }
}
