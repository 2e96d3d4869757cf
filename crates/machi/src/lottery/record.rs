//! What an operator did about a jurisdiction: filed the lottery there, or lets nobody enter from there.

use jiff::civil::Date;
use rules::law::Jurisdiction;
use serde::Deserialize;
use store::{Tx, args};
use utoipa::ToSchema;

use super::found;
use crate::changes::{self, Change};
use crate::cities::CityOperator;
use crate::error::{Refusal, Result};
use crate::ids::LotteryId;
use crate::text::when;

const NUMBER_CHARS_MAX: usize = 60;
/// Of one lottery.
const RECORDS_MAX: i64 = 100;

/// A filing, or "void in …".
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct RecordInput {
    /// ISO 3166.
    #[schema(example = "US-NY")]
    pub(super) jurisdiction: String,
    /// Of the office; empty: nobody may enter from there.
    pub(super) filing_number: String,
    /// The day of the filing.
    #[schema(example = "2026-11-01")]
    pub(super) filed_on: String,
}

/// Records it; what was recorded about the same jurisdiction before is replaced.
///
/// # Errors
/// Refused for one that is published: entries and rules rest on what was recorded.
pub(super) async fn record(
    tx: &mut Tx,
    by: &CityOperator,
    id: LotteryId,
    input: &RecordInput,
) -> Result<()> {
    let lottery = found::of_city(tx, by.city.id, id).await?;
    if lottery.published_at_ms.is_some() {
        return Err(Refusal::new("lottery-is-published").into());
    }
    let Some(place) = Jurisdiction::new(input.jurisdiction.trim()) else {
        return Err(Refusal::new("lottery-code").on("jurisdiction").into());
    };
    let number = input.filing_number.trim();
    let on = input.filed_on.trim();
    if number.chars().count() > NUMBER_CHARS_MAX || number.chars().any(char::is_control) {
        return Err(Refusal::new("lottery-filing-number")
            .on("filing_number")
            .into());
    }
    let today = when::civil(tx.now_ms(), &by.city.zone).date();
    // What is not filed yet is not filed.
    let is_filed = on.parse::<Date>().is_ok_and(|day| day <= today);
    if !number.is_empty() && !is_filed {
        return Err(Refusal::new("lottery-filed-on").on("filed_on").into());
    }
    let sql = "select count(*) from lottery_record where lottery_id = $1";
    if tx.one::<(i64,)>(sql, args![id]).await?.0 >= RECORDS_MAX {
        return Err(Refusal::new("lottery-code").on("jurisdiction").into());
    }
    let written = tx.execute(
        "insert into lottery_record (lottery_id, jurisdiction, filing_number, filed_on,
           recorded_by, recorded_at_ms) values ($1, $2, $3, $4, $5, $6)
         on conflict (lottery_id, jurisdiction) do update set
           filing_number = excluded.filing_number, filed_on = excluded.filed_on,
           recorded_by = excluded.recorded_by, recorded_at_ms = excluded.recorded_at_ms
         where (lottery_record.filing_number, lottery_record.filed_on)
           <> (excluded.filing_number, excluded.filed_on)",
        args![
            id,
            place.code(),
            number,
            if number.is_empty() { "" } else { on },
            by.member.id,
            tx.now_ms(),
        ],
    );
    if written.await? == 1 {
        changes::record(tx, by.city.id, Change::LotteryChanged { lottery: id }).await?;
    }
    Ok(())
}
