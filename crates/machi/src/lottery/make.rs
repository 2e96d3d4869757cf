//! Drafting a lottery: what is checked of it before anything is promised.

use rules::law::Jurisdiction;
use rules::text;
use serde::Deserialize;
use store::{Tx, args};
use utoipa::ToSchema;

use super::HOUR_MS;
use super::found::{self, Lottery};
use crate::changes::{self, Change};
use crate::cities::{City, CityOperator};
use crate::error::{Error, Refusal, Result};
use crate::going;
use crate::ids::{LotteryId, OccurrenceId};
use crate::text::when::typed_at_ms;

const TITLE_CHARS_MAX: usize = 100;
const PRIZES_MAX: i64 = 100;
const ALTERNATES_MAX: i64 = 100;
const NOTES_MAX: i64 = 10;
const AGE_MAX: i64 = 100;
const ACCEPT_HOURS_MAX: i64 = 14 * 24;
const VALUE_MINOR_MAX: i64 = 1_000_000_000_000;
const JURISDICTIONS_MAX: usize = 60;
const WINDOW_HOURS_MAX: i64 = 31 * 24;

/// A lottery as an operator describes it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct LotteryInput {
    pub title: String,
    /// Whose notes count; empty for every note of the city.
    #[serde(default)]
    #[schema(default = "")]
    pub community: String,
    /// The date of which each prize is a seat.
    #[schema(value_type = String)]
    pub occurrence: OccurrenceId,
    /// On the city's clock.
    #[schema(example = "2026-11-23T00:00")]
    pub opens: String,
    #[schema(example = "2026-11-29T20:00")]
    pub closes: String,
    #[serde(default = "three")]
    #[schema(default = 3)]
    pub prizes: i64,
    /// As many more are drawn, in order.
    #[serde(default = "nine")]
    #[schema(default = 9)]
    pub alternates: i64,
    /// So many notes of one member count.
    #[serde(default = "three")]
    #[schema(default = 3)]
    pub notes_max: i64,
    #[serde(default = "adult")]
    #[schema(default = 18)]
    pub min_age: i64,
    /// What one prize is worth, in minor units of the city's currency.
    pub value_minor: i64,
    /// Whoever lives there may enter as well as who lives in the city's own jurisdiction: ISO 3166.
    #[serde(default)]
    #[schema(default = json!([]), example = json!(["US-NJ", "US-CT"]))]
    pub entered_from: Vec<String>,
    /// A shop promotes itself by it.
    #[serde(default)]
    #[schema(default = false)]
    pub retail: bool,
    /// A prize that is not accepted so long goes to the next in order.
    #[serde(default = "two_days")]
    #[schema(default = 48)]
    pub accept_hours: i64,
}

pub(super) fn three() -> i64 {
    3
}

pub(super) fn nine() -> i64 {
    9
}

pub(super) fn adult() -> i64 {
    18
}

pub(super) fn two_days() -> i64 {
    48
}

/// Of a draft for which none is chosen yet.
pub(super) fn no_date() -> OccurrenceId {
    OccurrenceId::from(0)
}

/// Drafts it. Nobody sees it before it is published.
///
/// # Errors
/// Refused with everything that is wrong with it.
pub async fn make(tx: &mut Tx, by: &CityOperator, input: &LotteryInput) -> Result<LotteryId> {
    let id = LotteryId::from(tx.new_id());
    let lottery = checked(tx, &by.city, (id, tx.now_ms()), input).await?;
    keep(tx, by, &lottery).await?;
    Ok(id)
}

/// Changes a draft. The same again changes nothing; what was recorded of filings stays.
///
/// # Errors
/// As [`make`]; refused for one that is published.
pub(super) async fn change(
    tx: &mut Tx,
    by: &CityOperator,
    id: LotteryId,
    input: &LotteryInput,
) -> Result<()> {
    let before = found::of_city(tx, by.city.id, id).await?;
    if before.published_at_ms.is_some() {
        return Err(Refusal::new("lottery-is-published").into());
    }
    let lottery = checked(tx, &by.city, (id, before.created_at_ms), input).await?;
    if lottery != before {
        keep(tx, by, &lottery).await?;
    }
    Ok(())
}

/// Throws a draft away, with what was recorded of it. Again finds nothing.
///
/// # Errors
/// Refused for one that is published.
pub(super) async fn discard(tx: &mut Tx, by: &CityOperator, id: LotteryId) -> Result<()> {
    let lottery = found::of_city(tx, by.city.id, id).await?;
    if lottery.published_at_ms.is_some() {
        return Err(Refusal::new("lottery-is-published").into());
    }
    for sql in [
        "delete from lottery_export where lottery_id = $1",
        "delete from lottery_record where lottery_id = $1",
        "delete from lottery where id = $1",
    ] {
        tx.execute(sql, args![id]).await?;
    }
    changes::record(tx, by.city.id, Change::LotteryChanged { lottery: id }).await
}

/// The draft that was described, if nothing is wrong with it.
async fn checked(
    tx: &mut Tx,
    city: &City,
    (id, created_at_ms): (LotteryId, i64),
    input: &LotteryInput,
) -> Result<Lottery> {
    let mut refusals = Vec::new();
    numbers(input, &mut refusals);
    let opens_at_ms = typed_at_ms(&input.opens, &city.zone);
    let closes_at_ms = typed_at_ms(&input.closes, &city.zone);
    window((opens_at_ms, closes_at_ms), tx.now_ms(), &mut refusals);
    let community = city
        .communities
        .iter()
        .find(|known| known.slug == input.community);
    if community.is_none() && !input.community.is_empty() {
        refusals.push(Refusal::new("lottery-community").on("community"));
    }
    let entered_from = entered_from(tx, city, input, &mut refusals).await?;
    let event = going::givable(tx, city.id, input.occurrence).await?;
    if event.is_none() {
        refusals.push(Refusal::new("lottery-date").on("occurrence"));
    }
    Refusal::join(refusals)?;
    let (Some(event_id), Some(opens_at_ms), Some(closes_at_ms)) =
        (event, opens_at_ms, closes_at_ms)
    else {
        return Err(Error::NotFound);
    };
    Ok(Lottery {
        id,
        city_id: city.id,
        community_id: community.map(|known| known.id),
        title: input.title.trim().to_owned(),
        event_id,
        occurrence_id: input.occurrence,
        prizes: input.prizes,
        alternates: input.alternates,
        notes_max: input.notes_max,
        min_age: input.min_age,
        value_minor: input.value_minor,
        currency: city.currency.code().to_owned(),
        entered_from,
        retail: input.retail,
        opens_at_ms,
        closes_at_ms,
        accept_hours: input.accept_hours,
        created_at_ms,
        published_at_ms: None,
    })
}

/// Writes the draft: a new one, or what it is now.
async fn keep(tx: &mut Tx, by: &CityOperator, lottery: &Lottery) -> Result<()> {
    tx.execute(
        "insert into lottery (id, city_id, community_id, title, event_id, occurrence_id, prizes,
           alternates, notes_max, min_age, value_minor, currency, entered_from, retail, opens_at_ms,
           closes_at_ms, accept_hours, created_by, created_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
         on conflict (id) do update set community_id = excluded.community_id,
           title = excluded.title, event_id = excluded.event_id,
           occurrence_id = excluded.occurrence_id, prizes = excluded.prizes,
           alternates = excluded.alternates, notes_max = excluded.notes_max,
           min_age = excluded.min_age, value_minor = excluded.value_minor,
           currency = excluded.currency, entered_from = excluded.entered_from,
           retail = excluded.retail, opens_at_ms = excluded.opens_at_ms,
           closes_at_ms = excluded.closes_at_ms, accept_hours = excluded.accept_hours
         where lottery.published_at_ms is null",
        args![
            lottery.id,
            lottery.city_id,
            lottery.community_id,
            lottery.title,
            lottery.event_id,
            lottery.occurrence_id,
            lottery.prizes,
            lottery.alternates,
            lottery.notes_max,
            lottery.min_age,
            lottery.value_minor,
            lottery.currency,
            lottery.entered_from,
            lottery.retail,
            lottery.opens_at_ms,
            lottery.closes_at_ms,
            lottery.accept_hours,
            by.member.id,
            lottery.created_at_ms,
        ],
    )
    .await?;
    let change = Change::LotteryChanged {
        lottery: lottery.id,
    };
    changes::record(tx, by.city.id, change).await
}

fn numbers(input: &LotteryInput, refusals: &mut Vec<Refusal>) {
    let title = input.title.trim();
    let bad = title.chars().any(char::is_control) || text::has_bidi_control(title);
    if text::is_blank(title) || title.chars().count() > TITLE_CHARS_MAX || bad {
        let refusal = Refusal::new("lottery-title").with("n", TITLE_CHARS_MAX as i64);
        refusals.push(refusal.on("title"));
    }
    for (field, number, range) in [
        ("prizes", input.prizes, 1..=PRIZES_MAX),
        ("alternates", input.alternates, 0..=ALTERNATES_MAX),
        ("notes_max", input.notes_max, 1..=NOTES_MAX),
        ("min_age", input.min_age, 0..=AGE_MAX),
        ("accept_hours", input.accept_hours, 1..=ACCEPT_HOURS_MAX),
        ("value", input.value_minor, 1..=VALUE_MINOR_MAX),
    ] {
        if !range.contains(&number) {
            let refusal = Refusal::new("lottery-range").on(field);
            refusals.push(
                refusal
                    .with("from", *range.start())
                    .with("to", *range.end()),
            );
        }
    }
}

fn window((opens, closes): (Option<i64>, Option<i64>), now_ms: i64, refusals: &mut Vec<Refusal>) {
    let mut refuse = |key, field| refusals.push(Refusal::new(key).on(field));
    match (opens, closes) {
        (None, _) => refuse("lottery-time", "opens"),
        (_, None) => refuse("lottery-time", "closes"),
        (Some(opens), Some(closes))
            if closes <= opens || closes - opens > WINDOW_HOURS_MAX * HOUR_MS =>
        {
            refuse("lottery-window", "closes");
        }
        (_, Some(closes)) if closes <= now_ms => refuse("lottery-over", "closes"),
        _ => {}
    }
}

/// The codes as the row holds them, the city's own first.
async fn entered_from(
    tx: &mut Tx,
    city: &City,
    input: &LotteryInput,
    refusals: &mut Vec<Refusal>,
) -> Result<String> {
    // `city` belongs to cities.
    let sql = "select jurisdiction from city where id = $1";
    let (own,) = tx.one::<(String,)>(sql, args![city.id]).await?;
    if own.is_empty() {
        refusals.push(Refusal::new("lottery-no-jurisdiction"));
    }
    let mut codes = vec![own];
    for code in &input.entered_from {
        match Jurisdiction::new(code) {
            Some(known) if !codes.iter().any(|code| code == known.code()) => {
                codes.push(known.code().to_owned());
            }
            Some(_) => {}
            None => refusals.push(Refusal::new("lottery-code").on("entered_from")),
        }
    }
    if codes.len() > JURISDICTIONS_MAX {
        refusals.push(Refusal::new("lottery-code").on("entered_from"));
    }
    Ok(codes.join(" "))
}
