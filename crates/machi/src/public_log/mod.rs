//! The public log: what the installation has said and cannot say otherwise later. Its entries are the
//! leaves of a tree (RFC 6962) whose size and root are signed (C2SP tlog-checkpoint).

mod api;
mod signed;
mod view;
#[cfg(test)]
mod tests;

use store::{Tx, args};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::CityId;

pub use signed::{checkpoint, key};
pub use view::PublicLog;

/// Adds an entry, which is canonical JSON; answers with its number, from 0.
pub async fn append(tx: &mut Tx, city: CityId, entry: &[u8]) -> Result<i64> {
    let text = std::str::from_utf8(entry).map_err(anyhow::Error::from)?;
    let sql = "insert into public_log (at, entry)
               select coalesce(max(at) + 1, 0), $1 from public_log returning at";
    let (at,): (i64,) = tx.one(sql, args![text]).await?;
    changes::record(tx, city, Change::PublicLogGrew).await?;
    Ok(at)
}

/// Entries from this number on, at most so many.
async fn entries(tx: &mut Tx, from: i64, at_most: i64) -> Result<Vec<(i64, String)>> {
    let sql = "select at, entry from public_log where at >= $1 order by at limit $2";
    Ok(tx.all(sql, args![from, at_most]).await?)
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}
