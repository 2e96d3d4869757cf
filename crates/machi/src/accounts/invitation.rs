//! Invitations of creators by the name that they have elsewhere; the link claims that name.

use serde::Serialize;
use store::{Tx, args};

use super::Member;
use super::alias::{self, Network};
use crate::changes::{self, Change};
use crate::error::{Error, Refusal, Result, refuse};
use crate::ids::{AccountId, CityId, InvitationId};
use crate::secrets::{random_token, token_hash};

const INVITATION_MS: i64 = 30 * 24 * 60 * 60 * 1_000;
/// In one list.
pub const PAGE_MAX: i64 = 100;

/// Where an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum InvitationState {
    Open,
    Claimed,
    Expired,
    Revoked,
}

store::row! {
    /// An invitation as it is kept; its link is known only to whoever got it.
    #[derive(Debug, Clone)]
    pub struct Invitation {
        pub id: InvitationId,
        pub city_id: CityId,
        pub network: String,
        pub name: String,
        pub folded: String,
        pub created_at_ms: i64,
        pub expires_at_ms: i64,
        pub claimed_by: Option<AccountId>,
        pub claimed_handle: Option<String>,
        pub revoked_at_ms: Option<i64>,
    }
}

impl Invitation {
    pub fn state(&self, now_ms: i64) -> InvitationState {
        if self.claimed_by.is_some() {
            InvitationState::Claimed
        } else if self.revoked_at_ms.is_some() {
            InvitationState::Revoked
        } else if self.expires_at_ms <= now_ms {
            InvitationState::Expired
        } else {
            InvitationState::Open
        }
    }

    pub fn network(&self) -> Result<Network> {
        let network = Network::parse(&self.network);
        Ok(network.ok_or_else(|| anyhow::anyhow!("no network {}", self.network))?)
    }
}

/// Invites a creator into a city; answers the secret of the link, which is shown once. Whoever
/// calls has seen that `by` runs the city.
pub async fn invite(
    tx: &mut Tx,
    by: AccountId,
    city: CityId,
    network: Network,
    name: &str,
) -> Result<(InvitationId, String)> {
    let Some(name) = alias::parse(network, name).map_err(|refusal| refusal.on("name"))? else {
        return refuse("accounts-invitation-name-missing", "name");
    };
    let (secret, id) = (random_token(), InvitationId::from(tx.new_id()));
    let now_ms = tx.now_ms();
    tx.execute(
        "insert into invitation (id, city_id, network, name, folded, token_hash, invited_by,
                                 created_at_ms, expires_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            id,
            city,
            network.name(),
            name.name,
            name.folded,
            token_hash(&secret),
            by,
            now_ms,
            now_ms + INVITATION_MS
        ],
    )
    .await?;
    changes::record(tx, city, Change::InvitationCreated { invitation: id }).await?;
    Ok((id, secret))
}

/// The city's invitations, the newest first, from before that id on.
pub async fn invitations(
    tx: &mut Tx,
    city: CityId,
    before: Option<InvitationId>,
) -> Result<Vec<Invitation>> {
    let before = before.map_or(i64::MAX, InvitationId::get);
    Ok(tx
        .all::<Invitation>(
            "select i.id, i.city_id, i.network, i.name, i.folded, i.created_at_ms,
                    i.expires_at_ms, i.claimed_by, i.revoked_at_ms, a.handle as claimed_handle
             from invitation i left join account a on a.id = i.claimed_by
             where i.city_id = $1 and i.id < $2 order by i.id desc limit $3",
            args![city, before, PAGE_MAX],
        )
        .await?)
}

/// How many of the city's invitations may still be claimed.
pub async fn open_count(tx: &mut Tx, city: CityId) -> Result<i64> {
    let (count,) = tx
        .one(
            "select count(*) from invitation where city_id = $1 and claimed_by is null
               and revoked_at_ms is null and expires_at_ms > $2",
            args![city, tx.now_ms()],
        )
        .await?;
    Ok(count)
}

/// Takes an invitation back. One that was claimed stays claimed.
pub async fn revoke_invitation(tx: &mut Tx, city: CityId, invitation: InvitationId) -> Result<()> {
    let revoked = tx
        .execute(
            "update invitation set revoked_at_ms = $3
             where id = $1 and city_id = $2 and claimed_by is null and revoked_at_ms is null",
            args![invitation, city, tx.now_ms()],
        )
        .await?;
    if revoked == 1 {
        changes::record(tx, city, Change::InvitationRevoked { invitation }).await?;
    }
    Ok(())
}

/// The invitation behind a link.
pub async fn invitation(tx: &mut Tx, secret: &str) -> Result<Invitation> {
    tx.optional::<Invitation>(
        "select i.id, i.city_id, i.network, i.name, i.folded, i.created_at_ms,
                i.expires_at_ms, i.claimed_by, i.revoked_at_ms, a.handle as claimed_handle
         from invitation i left join account a on a.id = i.claimed_by
         where i.token_hash = $1",
        args![token_hash(secret)],
    )
    .await?
    .ok_or(Error::NotFound)
}

/// Claims the invitation's name for the member: theirs from now on, confirmed, and nobody else's
/// who only said so. Claiming again changes nothing; what another claimed is refused.
pub async fn claim(tx: &mut Tx, by: &Member, secret: &str) -> Result<()> {
    let found = invitation(tx, secret).await?;
    let now_ms = tx.now_ms();
    match found.state(now_ms) {
        InvitationState::Claimed if found.claimed_by == Some(by.id) => return Ok(()),
        InvitationState::Open => {}
        _ => return Err(Refusal::new("accounts-invitation-closed").into()),
    }
    let claimed = tx
        .execute(
            "update invitation set claimed_by = $2, claimed_at_ms = $3
             where id = $1 and claimed_by is null and revoked_at_ms is null
               and expires_at_ms > $3",
            args![found.id, by.id, now_ms],
        )
        .await?;
    if claimed == 0 {
        return Err(Refusal::new("accounts-invitation-closed").into());
    }
    take_name(tx, by, &found).await?;
    changes::record(
        tx,
        found.city_id,
        Change::InvitationClaimed {
            invitation: found.id,
            by: by.id,
        },
    )
    .await?;
    changes::record(tx, None, Change::AccountChanged { account: by.id }).await
}

async fn take_name(tx: &mut Tx, by: &Member, found: &Invitation) -> Result<()> {
    let others = tx
        .all::<(AccountId, Option<i64>)>(
            "select account_id, confirmed_at_ms from alias
             where folded = $1 and network = $2 and account_id <> $3",
            args![found.folded, found.network, by.id],
        )
        .await?;
    if others.iter().any(|(_, confirmed)| confirmed.is_some()) {
        return Err(Refusal::new("accounts-alias-taken").into());
    }
    for (account, _) in others {
        tx.execute(
            "delete from alias where account_id = $1 and network = $2",
            args![account, found.network],
        )
        .await?;
        changes::record(tx, None, Change::AccountChanged { account }).await?;
    }
    tx.execute(
        "insert into alias (account_id, network, name, folded, confirmed_at_ms)
         values ($1, $2, $3, $4, $5)
         on conflict (account_id, network) do update set
             name = excluded.name, folded = excluded.folded,
             confirmed_at_ms = excluded.confirmed_at_ms",
        args![by.id, found.network, found.name, found.folded, tx.now_ms()],
    )
    .await?;
    Ok(())
}
