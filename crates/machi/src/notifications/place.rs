//! A place in the order of a member's notifications.

use std::fmt;
use std::str::FromStr;

use crate::error::Refusal;
use crate::ids::NotificationId;

/// Later ones are greater. Programs carry it as a word, `1795348800000-421`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) at_ms: i64,
    pub(super) id: NotificationId,
}

impl Place {
    /// After everything.
    pub(super) fn end() -> Self {
        Self {
            at_ms: i64::MAX,
            id: NotificationId::from(i64::MAX),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}-{}", self.at_ms, self.id)
    }
}

impl FromStr for Place {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let parsed = text.split_once('-').and_then(|(at_ms, id)| {
            let (at_ms, id) = (at_ms.parse().ok()?, id.parse().ok()?);
            Some(Self { at_ms, id })
        });
        parsed.ok_or_else(|| Refusal::new("error-malformed"))
    }
}
