//! A place in the change log.

use std::fmt;
use std::str::FromStr;

/// A place in the change log, ordered as the log is read. Stored and sent as `xid-seq`.
///
/// On SQLite `xid` is 0. On PostgreSQL it is the transaction that wrote, because numbers of a plain
/// sequence become visible out of order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub(crate) xid: u64,
    pub(crate) seq: i64,
}

impl Position {
    /// Before the first change.
    pub const START: Self = Self { xid: 0, seq: 0 };

    /// After every change of the transactions before `horizon`.
    pub(crate) fn before(horizon: u64) -> Self {
        Self {
            xid: horizon.saturating_sub(1),
            seq: i64::MAX,
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.xid, self.seq)
    }
}

/// The text was not `xid-seq`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a place in the change log")]
pub struct NotAPosition;

impl FromStr for Position {
    type Err = NotAPosition;

    fn from_str(text: &str) -> Result<Self, NotAPosition> {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let (xid, seq) = text.split_once('-').ok_or(NotAPosition)?;
        if !digits(xid) || !digits(seq) {
            return Err(NotAPosition);
        }
        Ok(Self {
            xid: xid.parse().map_err(|_| NotAPosition)?,
            seq: seq.parse().map_err(|_| NotAPosition)?,
        })
    }
}
