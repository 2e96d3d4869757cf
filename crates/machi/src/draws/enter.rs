//! Taking part, with a weight, or no more.

use rules::draw::pseudonym::pseudonym;
use store::{Tx, args};

use super::draw::Draw;
use crate::changes::{self, Change};
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, DrawId};
use crate::secrets::random_bytes;

/// Whose entry it is, under the name of the draw.
#[derive(Debug, Clone)]
pub(super) struct Own {
    pub(super) pseudonym: String,
    /// By which they find their line.
    pub(super) salt: String,
}

/// The account's name in this draw, if it ever took part.
pub(super) async fn own(tx: &mut Tx, draw: DrawId, account: AccountId) -> Result<Option<Own>> {
    let sql = "select pseudonym, salt from draw_owner where draw_id = $1 and account_id = $2";
    let row: Option<(String, String)> = tx.optional(sql, args![draw, account]).await?;
    Ok(row.map(|(pseudonym, salt)| Own { pseudonym, salt }))
}

/// Takes part with this weight, which is positive; again with another one changes it. The same again
/// changes nothing.
pub async fn enter(tx: &mut Tx, draw: &Draw, account: AccountId, weight: i64) -> Result<()> {
    if !draw.takes_entries(tx.now_ms()) {
        return Err(Refusal::new("draws-not-open").into());
    }
    weigh(tx, draw, account, weight).await
}

/// As [`enter`], also when its window is over and the list is not written yet: for what
/// [`Kind::prepare`](super::Kind) finds that was done in time. The draw is read in this transaction.
pub async fn weigh(tx: &mut Tx, draw: &Draw, account: AccountId, weight: i64) -> Result<()> {
    if !draw.is_weighed() {
        return Err(Refusal::new("draws-not-open").into());
    }
    let own = match own(tx, draw.id, account).await? {
        Some(own) => own,
        None => name(tx, draw, account).await?,
    };
    let written = tx.execute(
        "insert into draw_entry (draw_id, pseudonym, weight, receipt_weight, entered_at_ms)
         values ($1, $2, $3, $3, $4)
         on conflict (draw_id, pseudonym) do update set
           weight = excluded.weight,
           entered_at_ms = excluded.entered_at_ms,
           receipt_weight = case when draw_entry.receipt_weight > excluded.weight
             then draw_entry.receipt_weight else excluded.weight end,
           left_out = case when draw_entry.receipt_weight > excluded.weight
             then 'lowered' else '' end
         where draw_entry.weight <> excluded.weight or draw_entry.left_out not in ('', 'lowered')",
        args![draw.id, own.pseudonym, weight, tx.now_ms()],
    );
    let written = written.await?;
    record(tx, draw, account, written).await
}

/// Gives the account a name that nobody can follow to another draw.
async fn name(tx: &mut Tx, draw: &Draw, account: AccountId) -> Result<Own> {
    let salt: [u8; 32] = random_bytes();
    let own = Own {
        pseudonym: hex::encode(pseudonym(&draw.public_id, &salt)),
        salt: hex::encode(salt),
    };
    let sql =
        "insert into draw_owner (draw_id, account_id, pseudonym, salt) values ($1, $2, $3, $4)";
    tx.execute(sql, args![draw.id, account, own.pseudonym, own.salt])
        .await?;
    Ok(own)
}

/// Takes part no more. The published list says why, in a word of small letters and hyphens: there is a
/// receipt that somebody may show.
pub async fn leave_out(
    tx: &mut Tx,
    draw: &Draw,
    account: AccountId,
    why: &'static str,
) -> Result<()> {
    if !draw.is_weighed() {
        return Err(Refusal::new("draws-not-open").into());
    }
    let Some(own) = own(tx, draw.id, account).await? else {
        return Ok(());
    };
    let written = tx.execute(
        "update draw_entry set left_out = $3 where draw_id = $1 and pseudonym = $2 and left_out <> $3",
        args![draw.id, own.pseudonym, why],
    );
    let written = written.await?;
    record(tx, draw, account, written).await
}

async fn record(tx: &mut Tx, draw: &Draw, account: AccountId, written: u64) -> Result<()> {
    if written == 0 {
        return Ok(());
    }
    let change = Change::DrawEntered {
        draw: draw.id,
        account,
    };
    changes::record(tx, draw.city, change).await
}
