//! Making and changing an item.

use store::{Tx, args};

use super::item::{ItemState, SIZES_MAX, find};
use crate::changes::{self, Change};
use crate::cities::CityOperator;
use crate::error::{Refusal, Result};
use crate::ids::{MerchItemId, MerchSizeId};
use crate::text::Names;

pub(super) const NAME_CHARS_MAX: usize = 80;
pub(super) const TEXT_CHARS_MAX: usize = 2_000;
pub(super) const SIZE_CHARS_MAX: usize = 20;
pub(super) const PICK_UP_CHARS_MAX: usize = 200;
pub(super) const PRICE_MAX: i64 = 1_000_000;
pub(super) const PER_MEMBER_MAX: i64 = 10;
/// Items of one city.
pub(super) const ITEMS_MAX: i64 = 200;

/// A size of an item.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize, utoipa::ToSchema,
)]
pub struct SizeInput {
    /// Of one that is there; none for a new one.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub id: Option<MerchSizeId>,
    /// 20 characters at most.
    pub name: String,
}

/// What an operator says of an item.
#[derive(Debug, Clone, Default, serde::Deserialize, serde::Serialize, utoipa::ToSchema)]
pub struct ItemInput {
    /// By language, in one at least; 80 characters at most.
    pub names: Names,
    /// By language; 2,000 characters at most.
    #[serde(default)]
    pub descriptions: Names,
    #[serde(default)]
    pub state: ItemState,
    /// None: not for points.
    #[serde(default)]
    pub price_points: Option<i64>,
    /// Whether who may have a prize may choose it.
    #[serde(default)]
    pub as_prize: bool,
    /// Where it is handed out, 200 characters at most; empty for what is shipped.
    #[serde(default)]
    pub pick_up: String,
    /// How many of it one member may have, 1 to 10; 1 without it.
    #[serde(default)]
    pub per_member: Option<i64>,
    /// In their order, 12 at most; none for an item of one size.
    #[serde(default)]
    pub sizes: Vec<SizeInput>,
}

/// Makes the item, or changes the one of that id. The same again changes nothing.
///
/// # Errors
/// Refused beyond the limits, and for a size that goes while some of it are there or somebody's.
pub async fn save(
    tx: &mut Tx,
    by: &CityOperator,
    old: Option<MerchItemId>,
    input: &ItemInput,
) -> Result<MerchItemId> {
    check(input)?;
    let (city, now_ms) = (by.city.id, tx.now_ms());
    let item = match old {
        Some(item) => item,
        None => {
            let sql = "select count(*) from merch_item where city_id = $1";
            let (count,): (i64,) = tx.one(sql, args![city]).await?;
            if count >= ITEMS_MAX {
                return Err(Refusal::new("merch-items-many").with("n", ITEMS_MAX).into());
            }
            MerchItemId::from(tx.new_id())
        }
    };
    tx.execute(
        "insert into merch_item (id, city_id, names, descriptions, state, price_points, as_prize,
           pick_up, per_member, made_by, created_at_ms, changed_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
         on conflict (id) do update set names = excluded.names,
           descriptions = excluded.descriptions, state = excluded.state,
           price_points = excluded.price_points, as_prize = excluded.as_prize,
           pick_up = excluded.pick_up, per_member = excluded.per_member,
           changed_at_ms = excluded.changed_at_ms",
        args![
            item,
            city,
            input.names.to_column(),
            input.descriptions.to_column(),
            input.state.name(),
            input.price_points,
            input.as_prize,
            input.pick_up.trim(),
            input.per_member.unwrap_or(1),
            by.member.id,
            now_ms
        ],
    )
    .await?;
    put_sizes(tx, item, &input.sizes).await?;
    changes::record(tx, city, Change::MerchChanged { item }).await?;
    Ok(item)
}

fn check(input: &ItemInput) -> Result<()> {
    let mut refusals = Vec::new();
    let long = |text: &str, max| text.chars().count() > max;
    if input.names.is_empty() {
        refusals.push(Refusal::new("merch-name-missing").on("name"));
    }
    if input
        .names
        .iter()
        .any(|(_, name)| long(name, NAME_CHARS_MAX))
    {
        refusals.push(
            Refusal::new("merch-name-long")
                .with("n", NAME_CHARS_MAX)
                .on("name"),
        );
    }
    if input
        .descriptions
        .iter()
        .any(|(_, text)| long(text, TEXT_CHARS_MAX))
    {
        refusals.push(
            Refusal::new("merch-text-long")
                .with("n", TEXT_CHARS_MAX)
                .on("text"),
        );
    }
    if input
        .price_points
        .is_some_and(|price| !(1..=PRICE_MAX).contains(&price))
    {
        refusals.push(
            Refusal::new("merch-price")
                .with("max", PRICE_MAX)
                .on("price"),
        );
    }
    if input.price_points.is_none() && !input.as_prize && input.state == ItemState::Open {
        refusals.push(Refusal::new("merch-no-way").on("price"));
    }
    if long(&input.pick_up, PICK_UP_CHARS_MAX) {
        let refusal = Refusal::new("merch-pick-up-long").with("n", PICK_UP_CHARS_MAX);
        refusals.push(refusal.on("pick_up"));
    }
    if input
        .per_member
        .is_some_and(|n| !(1..=PER_MEMBER_MAX).contains(&n))
    {
        let refusal = Refusal::new("merch-per-member").with("max", PER_MEMBER_MAX);
        refusals.push(refusal.on("per_member"));
    }
    refusals.extend(sizes_problem(&input.sizes));
    Refusal::join(refusals)
}

fn sizes_problem(sizes: &[SizeInput]) -> Option<Refusal> {
    let names: Vec<_> = sizes.iter().map(|size| size.name.trim()).collect();
    let wrong = |(at, name): (usize, &&str)| {
        let alone = names.len() == 1;
        let long = name.chars().count() > SIZE_CHARS_MAX;
        long || names[..at].contains(name) || (name.is_empty() && !alone)
    };
    let is_wrong = names.len() > SIZES_MAX || names.iter().enumerate().any(wrong);
    let refusal = Refusal::new("merch-sizes").with("max", SIZES_MAX);
    is_wrong.then(|| refusal.with("n", SIZE_CHARS_MAX).on("sizes"))
}

async fn put_sizes(tx: &mut Tx, item: MerchItemId, wanted: &[SizeInput]) -> Result<()> {
    let only = [SizeInput::default()];
    let old = find(tx, item).await?.sizes;
    // An item of one size keeps it.
    let kept = |size: &SizeInput| size.id.filter(|id| old.iter().any(|old| old.id == *id));
    let single = wanted.is_empty() && old.len() == 1 && old[0].name.is_empty();
    let wanted = if wanted.is_empty() { &only[..] } else { wanted };
    let mut stays = Vec::new();
    for (at, size) in (0i64..).zip(wanted) {
        let known = kept(size).or(old.first().filter(|_| single).map(|old| old.id));
        let id = known.unwrap_or_else(|| MerchSizeId::from(tx.new_id()));
        stays.push(id);
        tx.execute(
            "insert into merch_size (id, item_id, position, name) values ($1, $2, $3, $4)
             on conflict (id) do update set position = excluded.position, name = excluded.name",
            args![id, item, at, size.name.trim()],
        )
        .await?;
    }
    for gone in old.iter().filter(|old| !stays.contains(&old.id)) {
        let sql = "select 1 from merch_claim where size_id = $1 limit 1";
        let claimed: Option<(i64,)> = tx.optional(sql, args![gone.id]).await?;
        if gone.left > 0 || claimed.is_some() {
            let refusal = Refusal::new("merch-size-used").with("size", gone.name.as_str());
            return Err(refusal.on("sizes").into());
        }
        tx.execute("delete from merch_size where id = $1", args![gone.id])
            .await?;
    }
    Ok(())
}
