//! Preparing a frozen draw: its entries are brought up to date in parts, each in a transaction of its own.

use store::{Tx, args};

use super::close::void;
use super::draw::by_id;
use super::life::{Kind, Prepared};
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::DrawId;

/// Parts until the timer comes again: they must be done while it is this node's.
const PARTS_MAX: usize = 20;

/// Does the next parts; true when all is up to date. What was done before a crash is not done again.
pub(super) async fn prepare(app: &App, id: DrawId, kind: &Kind) -> Result<bool> {
    for _ in 0..PARTS_MAX {
        let part = app.write(async |tx: &mut Tx| part(app, tx, id, kind).await);
        if part.await? {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn part(app: &App, tx: &mut Tx, id: DrawId, kind: &Kind) -> Result<bool> {
    let draw = by_id(tx, id).await?;
    if !draw.is_weighed() {
        return Ok(true);
    }
    let (written, all) = match (kind.prepare)(app, tx, &draw).await? {
        Prepared::Part(to) => {
            let sql = "update draw set prepared_to = $3
                       where id = $1 and state = 'frozen' and prepared_to = $2";
            let written = tx.execute(sql, args![id, draw.prepared_to, to]);
            (written.await?, false)
        }
        Prepared::Ready => {
            let sql = "update draw set prepared_at_ms = $2
                       where id = $1 and state = 'frozen' and prepared_at_ms is null";
            (tx.execute(sql, args![id, tx.now_ms()]).await?, true)
        }
        Prepared::Void(why) => {
            void(tx, &draw, why).await?;
            return Ok(true);
        }
    };
    match written {
        // Somebody else does the same: nothing of this one stays.
        0 => Err(Error::Busy),
        _ => Ok(all),
    }
}
