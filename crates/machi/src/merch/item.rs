//! An item of merch, with its sizes and how many of each are there.

use store::{Tx, args};

use crate::error::{Error, Result};
use crate::ids::{CityId, MerchItemId, MerchSizeId};
use crate::text::Names;

/// Sizes of one item.
pub(super) const SIZES_MAX: usize = 12;

/// How far an item is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ItemState {
    /// Only the desk sees it.
    #[default]
    Draft,
    Open,
    /// Shown to who has one, and to be had no more.
    Closed,
}

impl ItemState {
    pub const ALL: [Self; 3] = [Self::Draft, Self::Open, Self::Closed];

    /// As its column and its form hold it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// A size, and how many of it are there.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Size {
    #[schema(value_type = String)]
    pub id: MerchSizeId,
    /// Empty where there is only one.
    pub name: String,
    pub left: i64,
}

/// An item as its city offers it.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) id: MerchItemId,
    pub(super) city: CityId,
    pub(super) names: Names,
    pub(super) descriptions: Names,
    pub(super) state: ItemState,
    /// None: not for points.
    pub(super) price_points: Option<i64>,
    pub(super) as_prize: bool,
    /// Where it is handed out; empty for what is shipped.
    pub(super) pick_up: String,
    pub(super) per_member: i64,
    pub(super) sizes: Vec<Size>,
}

impl Item {
    /// Whether an address is needed.
    pub(super) fn is_shipped(&self) -> bool {
        self.pick_up.is_empty()
    }

    /// How many are there, of all sizes.
    pub(super) fn left(&self) -> i64 {
        self.sizes.iter().map(|size| size.left).sum()
    }
}

store::row! {
    struct Row {
        city_id: CityId,
        names: Names,
        descriptions: Names,
        state: String,
        price_points: Option<i64>,
        as_prize: bool,
        pick_up: String,
        per_member: i64,
    }
}

/// The item, whatever its state.
pub(super) async fn find(tx: &mut Tx, id: MerchItemId) -> Result<Item> {
    let sql =
        "select city_id, names, descriptions, state, price_points, as_prize, pick_up, per_member
               from merch_item where id = $1";
    let row: Option<Row> = tx.optional(sql, args![id]).await?;
    let row = row.ok_or(Error::NotFound)?;
    Ok(Item {
        id,
        city: row.city_id,
        names: row.names,
        descriptions: row.descriptions,
        state: ItemState::parse(&row.state).unwrap_or_default(),
        price_points: row.price_points,
        as_prize: row.as_prize,
        pick_up: row.pick_up,
        per_member: row.per_member,
        sizes: sizes(tx, id).await?,
    })
}

/// The item as members see it: a draft is not there.
pub(super) async fn shown(tx: &mut Tx, id: MerchItemId) -> Result<Item> {
    let item = find(tx, id).await?;
    if item.state == ItemState::Draft {
        return Err(Error::NotFound);
    }
    Ok(item)
}

async fn sizes(tx: &mut Tx, item: MerchItemId) -> Result<Vec<Size>> {
    // `ledger_account` belongs to the ledger.
    let rows: Vec<(MerchSizeId, String, i64)> = tx
        .all(
            "select s.id, s.name, coalesce(l.balance, 0) as left_over
             from merch_size s left join ledger_account l
               on l.unit = 'item' and l.unit_id = s.id and l.kind = 'stock' and l.owner_id = 0
             where s.item_id = $1 order by s.position, s.id",
            args![item],
        )
        .await?;
    let size = |(id, name, left)| Size { id, name, left };
    Ok(rows.into_iter().map(size).collect())
}
