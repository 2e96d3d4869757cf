//! Closing a draw: entries are frozen, then list, commitment and round are published before the round
//! can be known.

use rules::draw::proof::{NOTICE_MS, commit_entry};
use rules::draw::{Terms, commit};
use store::{Tx, args};

use super::draw::{Draw, State, column};
use super::life::TIMER;
use super::list;
use crate::app::App;
use crate::changes::{self, Change};
use crate::error::{Error, Result};
use crate::{public_log, timers};

/// Beyond the notice that verifiers ask for: a commit may be slow, and a stranger wants to look.
const SPARE_MS: u64 = 30_000;

/// Takes no more entries from here on, and gives no receipts before the list is public.
pub(super) async fn freeze(app: &App, draw: &Draw) -> Result<()> {
    app.write(async |tx: &mut Tx| {
        let sql = "update draw set state = 'frozen'
                   where id = $1 and state = 'announced' and closes_at_ms <= $2";
        tx.execute(sql, args![draw.id, tx.now_ms()]).await?;
        Ok(())
    })
    .await
}

/// Publishes the list and commits to it and to a round that is still to come. Only who finds it frozen
/// picks a round, and only once.
pub(super) async fn publish(app: &App, draw: &Draw) -> Result<()> {
    let entries = app
        .read(async |tx: &mut Tx| list::entries(tx, draw.id).await)
        .await?;
    let (left_out, entrants) = (entries.left_out.clone(), entries.entrants.clone());
    let Some(list) = entries.list()? else {
        return app
            .write(async |tx: &mut Tx| void(tx, draw, "nobody").await)
            .await;
    };
    // A million entrants take a second.
    let working = tokio::task::spawn_blocking(move || (list.root(), list));
    let (root, list) = working.await.map_err(anyhow::Error::from)?;
    app.write(async |tx: &mut Tx| {
        // Read again where a conflict is noticed: an entry that was written beside the freezing must be
        // in the list, or not be at all.
        let now = list::entries(tx, draw.id).await?;
        if now.entrants != entrants || now.left_out != left_out {
            return Err(Error::Busy);
        }
        let now_ms = u64::try_from(tx.now_ms()).map_err(anyhow::Error::from)?;
        let round = draw.chain.first_round_from(now_ms + NOTICE_MS + SPARE_MS);
        let terms = Terms {
            draw_id: &draw.public_id,
            winners: draw.announcement.winners(),
            chain_hash: draw.announcement.chain_hash,
            round,
        };
        let commitment = commit(terms, &list);
        let entry = commit_entry(&draw.public_id, commitment, now_ms, &left_out);
        let log_at = public_log::append(tx, draw.city, &entry).await?;
        let sql =
            "update draw set state = 'closed', count = $2, total_weight = $3, merkle_root = $4,
                     commitment = $5, round = $6, closed_at_ms = $7, log_at = $8
                   where id = $1 and state = 'frozen' and prepared_at_ms is not null";
        let closed = tx.execute(
            sql,
            args![
                draw.id,
                column(list.entrants().len() as u64)?,
                column(list.total_weight())?,
                hex::encode(root),
                hex::encode(commitment),
                column(round)?,
                tx.now_ms(),
                log_at,
            ],
        );
        if closed.await? == 0 {
            // Somebody else closed it: nothing of this one stays.
            return Err(Error::Busy);
        }
        let at_ms = draw.chain.round_at_ms(round).unwrap_or_default();
        timers::schedule(tx, TIMER, draw.id.get(), column(at_ms)?).await?;
        changes::record(tx, draw.city, Change::DrawClosed { draw: draw.id }).await
    })
    .await
}

/// Ends a draw that does not take place; the reason is a key of `locales/` without its `draws-void-`.
pub(super) async fn void(tx: &mut Tx, draw: &Draw, why: &'static str) -> Result<()> {
    let sql = "update draw set state = 'void', voided_at_ms = $2, void_reason = $3
               where id = $1 and state in ($4, $5)";
    let states = [State::Announced.name(), State::Frozen.name()];
    let [announced, frozen] = states;
    let voided = tx.execute(sql, args![draw.id, tx.now_ms(), why, announced, frozen]);
    if voided.await? == 1 {
        changes::record(tx, draw.city, Change::DrawVoided { draw: draw.id }).await?;
    }
    Ok(())
}
