//! A draw's entries, as they are listed and as they were drawn.

use rules::draw::proof::LOWERED;
use rules::draw::{Entrant, List};
use store::{Tx, args};

use crate::error::Result;
use crate::ids::{AccountId, DrawId};

/// Who takes part, and who had a receipt and is left out or lighter: pseudonym and reason, in order.
pub(super) struct Entries {
    pub(super) entrants: Vec<Entrant>,
    pub(super) left_out: Vec<(String, String)>,
}

pub(super) async fn entries(tx: &mut Tx, draw: DrawId) -> Result<Entries> {
    let sql = "select pseudonym, weight, left_out from draw_entry where draw_id = $1
               order by pseudonym";
    let rows: Vec<(String, i64, String)> = tx.all(sql, args![draw]).await?;
    let mut found = Entries {
        entrants: Vec::with_capacity(rows.len()),
        left_out: Vec::new(),
    };
    for (name, weight, why) in rows {
        if !why.is_empty() {
            found.left_out.push((name.clone(), why.clone()));
        }
        if why.is_empty() || why == LOWERED {
            let weight = u64::try_from(weight).map_err(anyhow::Error::from)?;
            found.entrants.push(Entrant { name, weight });
        }
    }
    Ok(found)
}

impl Entries {
    /// As a list; none when nobody takes part.
    pub(super) fn list(self) -> Result<Option<List>> {
        if self.entrants.is_empty() {
            return Ok(None);
        }
        Ok(Some(List::new(self.entrants).map_err(anyhow::Error::from)?))
    }
}

/// Whether anybody takes part.
pub async fn has_entrants(tx: &mut Tx, draw: DrawId) -> Result<bool> {
    let sql = "select 1 from draw_entry where draw_id = $1 and left_out in ('', 'lowered') limit 1";
    Ok(tx.optional::<(i64,)>(sql, args![draw]).await?.is_some())
}

/// Pseudonyms in the order in which they were drawn.
pub(super) async fn winners(tx: &mut Tx, draw: DrawId, at_most: i64) -> Result<Vec<String>> {
    let sql = "select pseudonym from draw_entry where draw_id = $1 and place is not null
               order by place limit $2";
    let rows: Vec<(String,)> = tx.all(sql, args![draw, at_most]).await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// The places from this one on with the accounts that have them: one that was deleted has none.
pub async fn owners_drawn(
    tx: &mut Tx,
    draw: DrawId,
    after: i64,
    at_most: i64,
) -> Result<Vec<(i64, Option<AccountId>)>> {
    let sql = "select e.place, o.account_id from draw_entry e
               left join draw_owner o on o.draw_id = e.draw_id and o.pseudonym = e.pseudonym
               where e.draw_id = $1 and e.place > $2 order by e.place limit $3";
    Ok(tx.all(sql, args![draw, after, at_most]).await?)
}

/// The account's place, from 1; none for who was not drawn.
pub async fn drawn_after(tx: &mut Tx, draw: DrawId, account: AccountId) -> Result<Option<i64>> {
    let sql = "select e.place from draw_owner o
               join draw_entry e on e.draw_id = o.draw_id and e.pseudonym = o.pseudonym
               where o.draw_id = $1 and o.account_id = $2";
    let row: Option<(Option<i64>,)> = tx.optional(sql, args![draw, account]).await?;
    Ok(row.and_then(|(place,)| place))
}

/// How many are left out or lighter, by reason.
pub(super) async fn left_out(tx: &mut Tx, draw: DrawId) -> Result<Vec<(String, i64)>> {
    let sql = "select left_out, count(*) from draw_entry where draw_id = $1 and left_out <> ''
               group by left_out order by left_out";
    Ok(tx.all(sql, args![draw]).await?)
}
