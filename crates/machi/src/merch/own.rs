//! Claims: a member's own, or a city's.

use store::{Tx, args};

use super::address::Address;
use crate::error::Result;
use crate::ids::{AccountId, CityId, MerchClaimId, MerchItemId};
use crate::secrets::MasterKey;
use crate::text::Names;

/// Claims on one page.
pub(super) const PAGE_CLAIMS: i64 = 30;
/// Lines of the warehouse's file.
pub(super) const FILE_CLAIMS_MAX: i64 = 20_000;

store::row! {
    /// A claim as it is shown.
    #[derive(Debug, Clone)]
    pub(super) struct Claimed {
        pub(super) id: MerchClaimId,
        pub(super) city_id: CityId,
        pub(super) item_id: MerchItemId,
        pub(super) names: Names,
        pub(super) pick_up: String,
        pub(super) size: String,
        pub(super) handle: String,
        pub(super) display_name: String,
        /// claimed, packed, shipped, picked_up, cancelled
        pub(super) state: String,
        pub(super) paid_points: i64,
        pub(super) ships: bool,
        pub(super) address: Option<Vec<u8>>,
        pub(super) tracking: String,
        pub(super) reason: String,
        pub(super) claimed_at_ms: i64,
    }
}

impl Claimed {
    pub(super) fn is_out(&self) -> bool {
        !matches!(self.state.as_str(), "claimed" | "packed")
    }

    /// Where it goes; none for what is picked up, and once it is out.
    pub(super) fn address(&self, key: &MasterKey) -> Result<Option<Address>> {
        let sealed = self.address.as_deref();
        sealed
            .map(|sealed| Address::open(key, self.id, sealed))
            .transpose()
    }
}

macro_rules! claims {
    ($which:literal) => {
        concat!(
            "select c.id, c.city_id, c.item_id, i.names, i.pick_up, s.name as size, a.handle,
               a.display_name, c.state, c.paid_points, c.ships, c.address, c.tracking, c.reason,
               c.claimed_at_ms
             from merch_claim c join merch_item i on i.id = c.item_id
               join merch_size s on s.id = c.size_id join account a on a.id = c.account_id
             where ",
            $which
        )
    };
}

/// A member's, the newest first.
pub(super) async fn of_member(
    tx: &mut Tx,
    account: AccountId,
    before: Option<MerchClaimId>,
) -> Result<Vec<Claimed>> {
    let sql = claims!("c.account_id = $1 and c.id < $2 order by c.id desc limit $3");
    let before = before.map_or(i64::MAX, MerchClaimId::get);
    Ok(tx.all(sql, args![account, before, PAGE_CLAIMS]).await?)
}

/// A city's that wait for the desk, the oldest first: after this one, so many at most.
pub(super) async fn waiting(
    tx: &mut Tx,
    city: CityId,
    after: Option<MerchClaimId>,
    max: i64,
) -> Result<Vec<Claimed>> {
    let sql = claims!(
        "c.city_id = $1 and c.state in ('claimed', 'packed') and c.id > $2 order by c.id limit $3"
    );
    let after = after.map_or(0, MerchClaimId::get);
    Ok(tx.all(sql, args![city, after, max]).await?)
}

/// A city's that are out or cancelled, the newest first.
pub(super) async fn out(
    tx: &mut Tx,
    city: CityId,
    before: Option<MerchClaimId>,
) -> Result<Vec<Claimed>> {
    let sql = claims!(
        "c.city_id = $1 and c.state in ('shipped', 'picked_up', 'cancelled') and c.id < $2
         order by c.id desc limit $3"
    );
    let before = before.map_or(i64::MAX, MerchClaimId::get);
    Ok(tx.all(sql, args![city, before, PAGE_CLAIMS]).await?)
}

/// How many of a city's wait.
pub(super) async fn count_waiting(tx: &mut Tx, city: CityId) -> Result<i64> {
    let sql =
        "select count(*) from merch_claim where city_id = $1 and state in ('claimed', 'packed')";
    Ok(tx.one::<(i64,)>(sql, args![city]).await?.0)
}
