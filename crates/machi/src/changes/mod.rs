//! The change log's entries: the one way in which a module learns of another's news.

mod change;
mod pictured;
mod tried;

use store::{LogRow, Position, Tx};

use crate::error::Result;
use crate::ids::CityId;

pub use change::Change;
pub use pictured::Pictured;
pub use tried::Tried;

/// A change with its place in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Logged {
    pub position: Position,
    pub at_ms: i64,
    pub city: Option<CityId>,
    pub change: Change,
}

impl TryFrom<LogRow> for Logged {
    type Error = serde_json::Error;

    fn try_from(row: LogRow) -> Result<Self, serde_json::Error> {
        Ok(Self {
            position: row.position,
            at_ms: row.at_ms,
            city: row.city.map(CityId::from),
            change: serde_json::from_str(&row.body)?,
        })
    }
}

/// Writes the change into the log, inside the command's transaction. `city` is the city whose log
/// it belongs to; none for what belongs to the installation.
pub async fn record(tx: &mut Tx, city: impl Into<Option<CityId>>, change: Change) -> Result<()> {
    let body = serde_json::to_string(&change).map_err(anyhow::Error::from)?;
    Ok(tx.record(city.into().map(CityId::get), body).await?)
}
