//! Claiming a piece: the shelf decides who gets it, by one conditional update.

use rules::ledger::Kind;
use store::{Tx, args};

use super::address::Address;
use super::item::{Item, ItemState, shown};
use super::{grant, stock};
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::cities::CityState;
use crate::error::{Refusal, Result, refuse};
use crate::ids::{MerchClaimId, MerchItemId, MerchSizeId, TransferId};
use crate::ledger::Account;
use crate::points;
use crate::secrets::MasterKey;

const KEY_CHARS_MAX: usize = 64;

/// What a member gives for it.
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
pub enum Pays {
    #[default]
    Points,
    /// The right to a prize.
    Prize,
}

/// What a member wants.
#[derive(Debug, Clone, Default, serde::Deserialize, utoipa::ToSchema)]
pub struct Claiming {
    /// Needed where there are several.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub size: Option<MerchSizeId>,
    #[serde(default)]
    pub pays: Pays,
    /// Needed for what is shipped.
    #[serde(default)]
    pub address: Option<Address>,
    /// Made up by who asks, 64 characters at most: a repeat with the same key is the same claim.
    pub key: String,
}

/// Claims one piece. The same key again changes nothing and answers the same.
///
/// # Errors
/// Refused where none is left, without the points or the right, for who has had as many as one may,
/// and for an address that is needed and missing.
pub async fn claim(
    tx: &mut Tx,
    key: &MasterKey,
    by: &Member,
    item: MerchItemId,
    wish: &Claiming,
) -> Result<MerchClaimId> {
    if wish.key.is_empty() || wish.key.chars().count() > KEY_CHARS_MAX {
        return refuse("error-malformed", "key");
    }
    let sql = "select id from merch_claim where account_id = $1 and key = $2";
    if let Some((done,)) = tx.optional(sql, args![by.id, wish.key]).await? {
        return Ok(done);
    }
    let item = shown(tx, item).await?;
    let (size, address) = check(tx, by, &item, wish).await?;
    let id = MerchClaimId::from(tx.new_id());
    let ways = (Account::of(Kind::Stock), Account::of(Kind::Claimed), 1);
    let out = format!("merch-claim:{id}");
    let left_shelf = stock::moves(tx, size, ways, &out, ("claimed", "merch-sold-out")).await?;
    let paid = pay(tx, by, &item, wish.pays, id).await?;
    let sealed = address.map(|address| address.seal(key, id)).transpose()?;
    tx.execute(
        "insert into merch_claim (id, city_id, item_id, size_id, account_id, key, state, paid_points,
           paid_transfer_id, stock_transfer_id, grant_id, ships, address, tracking, reason, claimed_at_ms,
           changed_at_ms)
         values ($1, $2, $3, $4, $5, $6, 'claimed', $7, $8, $9,
           (select id from merch_grant where claim_id = $1), $10, $11, '', '', $12, $12)",
        args![
            id,
            item.city,
            item.id,
            size,
            by.id,
            wish.key,
            paid.map_or(0, |(points, _)| points),
            paid.map(|(_, transfer)| transfer),
            left_shelf,
            item.is_shipped(),
            sealed,
            tx.now_ms()
        ],
    )
    .await?;
    let change = Change::MerchClaimed {
        claim: id,
        item: item.id,
        account: by.id,
    };
    changes::record(tx, item.city, change).await?;
    Ok(id)
}

/// Which size it is, and where it goes.
async fn check(
    tx: &mut Tx,
    by: &Member,
    item: &Item,
    wish: &Claiming,
) -> Result<(MerchSizeId, Option<Address>)> {
    let sql = "select state from city where id = $1";
    let (city,): (String,) = tx.one(sql, args![item.city]).await?;
    if item.state != ItemState::Open || city == CityState::Archived.name() {
        return Err(Refusal::new("merch-not-open").into());
    }
    let size = match (wish.size, item.sizes.as_slice()) {
        (Some(wanted), sizes) => sizes.iter().find(|size| size.id == wanted),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    let size = size.ok_or_else(|| Refusal::new("merch-size-missing").on("size"))?;
    let sql = "select count(*) from merch_claim
               where item_id = $1 and account_id = $2 and state <> 'cancelled'";
    let (had,): (i64,) = tx.one(sql, args![item.id, by.id]).await?;
    if had >= item.per_member {
        let refusal = Refusal::new("merch-had-enough").with("n", item.per_member);
        return Err(refusal.into());
    }
    let address = if item.is_shipped() {
        Some(wish.address.clone().unwrap_or_default().checked()?)
    } else {
        // What nobody needs is not kept.
        None
    };
    Ok((size.id, address))
}

/// Takes the points, or uses the right up; answers the points and the transfer.
async fn pay(
    tx: &mut Tx,
    by: &Member,
    item: &Item,
    pays: Pays,
    claim: MerchClaimId,
) -> Result<Option<(i64, TransferId)>> {
    match (pays, item.price_points) {
        (Pays::Points, Some(price)) => {
            let key = format!("merch-paid:{claim}");
            let paid = points::pay(tx, item.city, by.id, price, &key).await?;
            Ok(Some((price, paid)))
        }
        (Pays::Prize, _) if item.as_prize => {
            let used = grant::use_up(tx, (item.city, by.id), claim).await?;
            used.ok_or_else(|| Refusal::new("merch-no-grant").on("pays"))?;
            Ok(None)
        }
        _ => refuse("merch-not-so", "pays"),
    }
}
