//! The items of a city: those that members can have, or all of them for the desk.

use store::{Tx, args};

use super::item::ItemState;
use super::save::ITEMS_MAX;
use crate::error::Result;
use crate::ids::{CityId, MerchItemId};
use crate::text::Names;

store::row! {
    struct Row {
        id: MerchItemId,
        names: Names,
        state: String,
        price_points: Option<i64>,
        as_prize: bool,
        ships: bool,
        left_over: i64,
        waiting: i64,
        content: Option<String>,
        widths: Option<String>,
    }
}

/// An item in a list.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    pub(super) id: MerchItemId,
    pub(super) names: Names,
    pub(super) state: ItemState,
    pub(super) price_points: Option<i64>,
    pub(super) as_prize: bool,
    pub(super) ships: bool,
    /// How many are there, of all sizes.
    pub(super) left: i64,
    /// Claims that are not out yet.
    pub(super) waiting: i64,
    /// Content and widths of its first photo.
    pub(super) photo: Option<(String, String)>,
}

/// All of them, the newest first; those of one state, where it is named.
pub(super) async fn items(
    tx: &mut Tx,
    city: CityId,
    state: Option<ItemState>,
) -> Result<Vec<Listed>> {
    // `ledger_account` belongs to the ledger, `photo` to photos.
    let rows: Vec<Row> = tx
        .all(
            "select i.id, i.names, i.state, i.price_points, i.as_prize, (i.pick_up = '') as ships,
               (select cast(coalesce(sum(l.balance), 0) as bigint) from merch_size s
                  join ledger_account l on l.unit = 'item' and l.unit_id = s.id
                    and l.kind = 'stock' and l.owner_id = 0
                where s.item_id = i.id) as left_over,
               (select count(*) from merch_claim c
                where c.item_id = i.id and c.state in ('claimed', 'packed')) as waiting,
               p.content, p.widths
             from merch_item i left join photo p on p.merch_item_id = i.id and p.position = 0
             where i.city_id = $1 and ($2 = '' or i.state = $2)
             order by i.id desc limit $3",
            args![city, state.map_or("", ItemState::name), ITEMS_MAX],
        )
        .await?;
    let listed = |row: Row| Listed {
        id: row.id,
        names: row.names,
        state: ItemState::parse(&row.state).unwrap_or_default(),
        price_points: row.price_points,
        as_prize: row.as_prize,
        ships: row.ships,
        left: row.left_over,
        waiting: row.waiting,
        photo: row.content.zip(row.widths),
    };
    Ok(rows.into_iter().map(listed).collect())
}
