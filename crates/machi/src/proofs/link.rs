//! The link of a proof: a post of the member's, which no other proof has.

use rules::post_link::{PostLink, Refused, Site, post_link};
use store::{Tx, args};

use crate::accounts::Network;
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, ObligationId};
use crate::obligations::Obligation;

/// The field, and the member of the JSON.
pub(super) const FIELD: &str = "link";

fn network_of(site: Site) -> Network {
    match site {
        Site::Instagram => Network::Instagram,
        Site::Tiktok => Network::Tiktok,
    }
}

/// Whether posts there have addresses whose form we know.
pub(super) fn has_links(network: Option<Network>) -> bool {
    network.is_none_or(|network| network != Network::Xiaohongshu)
}

/// The address as it is kept; empty for nothing.
///
/// # Errors
/// Refused for what is no post on that network, is not the member's, or stands in another proof.
pub(super) async fn checked(tx: &mut Tx, of: &Obligation, typed: &str) -> Result<String> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    let link = post_link(typed).map_err(|why| Refusal::new(words(why)).on(FIELD))?;
    if of
        .network()
        .is_some_and(|network| network != network_of(link.site))
    {
        return Err(Refusal::new("proofs-link-other-network").on(FIELD).into());
    }
    if let Some(handle) = &link.handle {
        check_handle(tx, of.account_id, &link, handle).await?;
    }
    check_new(tx, of.id, &link.address).await?;
    Ok(link.address)
}

fn words(why: Refused) -> &'static str {
    match why {
        Refused::NoAddress => "proofs-link-no-address",
        Refused::OtherSite => "proofs-link-other-site",
        Refused::Profile => "proofs-link-profile",
        Refused::Story => "proofs-link-story",
        Refused::Shortened => "proofs-link-shortened",
        Refused::NoPost => "proofs-link-no-post",
    }
}

store::row! {
    /// A name elsewhere.
    pub(super) struct Alias {
        pub(super) name: String,
        folded: String,
    }
}

/// What the member is called there.
pub(super) async fn alias(
    tx: &mut Tx,
    account: AccountId,
    network: Network,
) -> Result<Option<Alias>> {
    // `alias` belongs to accounts.
    let sql = "select name, folded from alias where account_id = $1 and network = $2";
    Ok(tx.optional(sql, args![account, network.name()]).await?)
}

async fn check_handle(
    tx: &mut Tx,
    account: AccountId,
    link: &PostLink,
    handle: &str,
) -> Result<()> {
    let refusal = match alias(tx, account, network_of(link.site)).await? {
        Some(alias) if alias.folded == handle => return Ok(()),
        Some(alias) => Refusal::new("proofs-link-not-yours").with("name", alias.name),
        None => Refusal::new("proofs-link-no-alias"),
    };
    Err(refusal.on(FIELD).with("handle", handle).into())
}

/// One post is the proof of one obligation, once.
async fn check_new(tx: &mut Tx, of: ObligationId, address: &str) -> Result<()> {
    let sql = "select id from proof where link = $1 and link <> '' and obligation_id <> $2
                 and (decision <> 'refused' or settled_at_ms is null) limit 1";
    match tx.optional::<(i64,)>(sql, args![address, of]).await? {
        Some(_) => Err(Refusal::new("proofs-link-used").on(FIELD).into()),
        None => Ok(()),
    }
}
