//! The right to one item that is offered as a prize: given by a programme or by hand, used up by a claim.

use anyhow::anyhow;
use store::{Tx, args};

use crate::accounts::by_handle;
use crate::changes::{self, Change};
use crate::cities::CityOperator;
use crate::error::{Error, Refusal, Result, refuse};
use crate::ids::{AccountId, CityId, MerchClaimId, MerchGrantId};

/// What of a member's rights is shown.
const GRANTS_MAX: i64 = 100;
const DAYS_MAX: i64 = 366;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
const KEY_CHARS_MAX: usize = 64;

/// Gives the member the right to one item of the city that is offered as a prize. The same key again
/// changes nothing; a key names its feature and what it is for, as `lottery-streak:42` does. `reason`
/// is a word that programs know. Without an end it stays until it is used.
///
/// # Errors
/// Broken for a key that was used for somebody else.
pub async fn grant(
    tx: &mut Tx,
    (city, account): (CityId, AccountId),
    key: &str,
    reason: &'static str,
    expires_at_ms: Option<i64>,
) -> Result<MerchGrantId> {
    let (id, now_ms) = (MerchGrantId::from(tx.new_id()), tx.now_ms());
    let added = tx
        .execute(
            "insert into merch_grant
               (id, city_id, account_id, key, reason, granted_at_ms, expires_at_ms)
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (key) do nothing",
            args![id, city, account, key, reason, now_ms, expires_at_ms],
        )
        .await?;
    if added == 0 {
        let sql = "select id, city_id, account_id from merch_grant where key = $1";
        let (id, at, whose): (MerchGrantId, CityId, AccountId) = tx.one(sql, args![key]).await?;
        if (at, whose) != (city, account) {
            return Err(Error::Broken(anyhow!(
                "the key of grant {id} is used for another"
            )));
        }
        return Ok(id);
    }
    let change = Change::MerchGranted { grant: id, account };
    changes::record(tx, city, change).await?;
    Ok(id)
}

/// Of the city's items that are offered as a prize, pieces that nobody has a right to yet.
pub async fn prizes_left(tx: &mut Tx, city: CityId) -> Result<i64> {
    // `ledger_account` belongs to the ledger.
    let sql = "select cast(coalesce(sum(l.balance), 0) as bigint) from merch_item i
               join merch_size s on s.item_id = i.id
               join ledger_account l on l.unit = 'item' and l.unit_id = s.id
                 and l.kind = 'stock' and l.owner_id = 0
               where i.city_id = $1 and i.state = 'open' and i.as_prize";
    let (pieces,) = tx.one::<(i64,)>(sql, args![city]).await?;
    let sql = "select count(*) from merch_grant where city_id = $1 and claim_id is null
                 and (expires_at_ms is null or expires_at_ms > $2)";
    let (rights,) = tx.one::<(i64,)>(sql, args![city, tx.now_ms()]).await?;
    Ok((pieces - rights).max(0))
}

/// What an operator gives by hand.
#[derive(Debug, Clone, Default, serde::Deserialize, utoipa::ToSchema)]
pub(super) struct Prize {
    /// The member's.
    pub(super) handle: String,
    /// For how many days it can be used, 1 to 366; without an end where it is none.
    #[serde(default)]
    pub(super) days: Option<i64>,
    /// Made up by who asks, 64 characters at most: a repeat with the same key is the same prize.
    pub(super) key: String,
}

/// Gives a member of that handle a prize. The same again changes nothing.
///
/// # Errors
/// Refused for nobody of that handle, and beyond the limits.
pub(super) async fn by_hand(tx: &mut Tx, by: &CityOperator, prize: &Prize) -> Result<MerchGrantId> {
    let mut refusals = Vec::new();
    let account = by_handle(tx, &prize.handle).await?;
    if account.is_none() {
        refusals.push(Refusal::new("points-nobody").on("handle"));
    }
    if prize
        .days
        .is_some_and(|days| !(1..=DAYS_MAX).contains(&days))
    {
        refusals.push(Refusal::new("merch-days").with("max", DAYS_MAX).on("days"));
    }
    Refusal::join(refusals)?;
    if prize.key.is_empty() || prize.key.chars().count() > KEY_CHARS_MAX {
        return refuse("error-malformed", "key");
    }
    let account = account.ok_or(Error::NotFound)?;
    let ends = prize.days.map(|days| tx.now_ms() + days * DAY_MS);
    let key = format!("merch-by-hand:{}:{account}:{}", by.member.id, prize.key);
    grant(tx, (by.city.id, account), &key, "by-hand", ends).await
}

/// Uses up the member's right that ends first; none, where they have none.
pub(super) async fn use_up(
    tx: &mut Tx,
    (city, account): (CityId, AccountId),
    claim: MerchClaimId,
) -> Result<Option<MerchGrantId>> {
    let used: Option<(MerchGrantId,)> = tx
        .optional(
            "update merch_grant set claim_id = $3
             where claim_id is null and id = (
               select id from merch_grant
               where city_id = $1 and account_id = $2 and claim_id is null
                 and (expires_at_ms is null or expires_at_ms > $4)
               order by coalesce(expires_at_ms, $5), id limit 1)
             returning id",
            args![city, account, claim, tx.now_ms(), i64::MAX],
        )
        .await?;
    Ok(used.map(|(id,)| id))
}

/// Lets the member use it again, until then at least.
pub(super) async fn give_back(tx: &mut Tx, grant: MerchGrantId, until_ms: i64) -> Result<()> {
    tx.execute(
        "update merch_grant set claim_id = null,
           expires_at_ms = case when expires_at_ms < $2 then $2 else expires_at_ms end
         where id = $1",
        args![grant, until_ms],
    )
    .await?;
    Ok(())
}

store::row! {
    #[derive(Debug, Clone)]
    pub(super) struct Grant {
        pub(super) id: MerchGrantId,
        pub(super) city_id: CityId,
        pub(super) reason: String,
        pub(super) expires_at_ms: Option<i64>,
    }
}

/// What the member can still use, what ends first at the top.
pub(super) async fn open(tx: &mut Tx, account: AccountId) -> Result<Vec<Grant>> {
    Ok(tx
        .all(
            "select id, city_id, reason, expires_at_ms from merch_grant
             where account_id = $1 and claim_id is null
               and (expires_at_ms is null or expires_at_ms > $2)
             order by coalesce(expires_at_ms, $3), id limit $4",
            args![account, tx.now_ms(), i64::MAX, GRANTS_MAX],
        )
        .await?)
}
