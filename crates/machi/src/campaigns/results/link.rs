//! Links by which somebody outside sees what came of a campaign: its numbers and what is public anyway,
//! never who asked or who stayed away.

use rules::text;
use store::{Tx, args};

use super::super::found::{self, Campaign};
use super::Evaluator;
use crate::app::App;
use crate::changes::{self, Change, Tried};
use crate::error::{Error, Refusal, Result};
use crate::ids::{CampaignId, CityId, ResultsLinkId};

/// Of a campaign, without those that are revoked.
const LINKS_MAX: i64 = 20;
const NAME_CHARS_MAX: usize = 60;
/// What the signature is for.
const PURPOSE: &str = "campaign-results";

store::row! {
    #[derive(Debug, Clone)]
    pub(super) struct Link {
        pub(super) id: ResultsLinkId,
        /// For whom.
        pub(super) name: String,
        pub(super) made_at_ms: i64,
    }
}

/// Its address in full: whoever has it sees the results.
pub(super) fn address(app: &App, link: ResultsLinkId) -> String {
    let signed = app.key().sign(PURPOSE, &link.to_string());
    format!("{}/campaign-results/{signed}", app.settings().public_url)
}

/// The campaign that the last part of an address is for.
///
/// # Errors
/// `NotFound` for what we did not sign, and once it is revoked.
pub(super) async fn campaign(app: &App, signed: &str) -> Result<Campaign> {
    let id = app.key().verify(PURPOSE, signed);
    let id: Option<ResultsLinkId> = id.and_then(|id| id.parse().ok());
    let id = id.ok_or(Error::NotFound)?;
    app.read(async |tx: &mut Tx| {
        let sql =
            "select c.city_id, c.id from results_link l join campaign c on c.id = l.campaign_id
                   where l.id = $1 and l.revoked_at_ms is null";
        let found = tx.optional::<(CityId, CampaignId)>(sql, args![id]).await?;
        let (city, campaign) = found.ok_or(Error::NotFound)?;
        found::published_of_city(tx, city, campaign).await
    })
    .await
}

/// Those that are not revoked, the newest first.
pub(super) async fn links(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Link>> {
    let sql = "select id, name, made_at_ms from results_link
               where campaign_id = $1 and revoked_at_ms is null order by id desc limit $2";
    Ok(tx.all(sql, args![campaign, LINKS_MAX]).await?)
}

/// Makes a link for somebody.
///
/// # Errors
/// Refused without a name, and when there are too many.
pub(super) async fn make(tx: &mut Tx, by: &Evaluator, name: &str) -> Result<ResultsLinkId> {
    let name = name.trim();
    let too_long = name.chars().count() > NAME_CHARS_MAX;
    if text::is_blank(name) || too_long || name.chars().any(char::is_control) {
        let refusal = Refusal::new("results-link-name").with("n", NAME_CHARS_MAX);
        return Err(refusal.on("name").into());
    }
    let sql = "select count(*) from results_link where campaign_id = $1 and revoked_at_ms is null";
    let (count,) = tx.one::<(i64,)>(sql, args![by.campaign.id]).await?;
    if count >= LINKS_MAX {
        let refusal = Refusal::new("results-link-many").with("n", LINKS_MAX);
        return Err(refusal.on("name").into());
    }
    let (id, now_ms) = (ResultsLinkId::from(tx.new_id()), tx.now_ms());
    let sql = "insert into results_link (id, campaign_id, name, made_by, made_at_ms)
               values ($1, $2, $3, $4, $5)";
    let link = args![id, by.campaign.id, name, by.member.id, now_ms];
    tx.execute(sql, link).await?;
    changed(tx, by).await?;
    Ok(id)
}

/// Ends it at once; twice changes nothing.
///
/// # Errors
/// `NotFound` for a link of another campaign.
pub(super) async fn revoke(tx: &mut Tx, by: &Evaluator, link: ResultsLinkId) -> Result<()> {
    let sql = "select id from results_link where id = $1 and campaign_id = $2";
    let found = tx.optional::<(ResultsLinkId,)>(sql, args![link, by.campaign.id]);
    found.await?.ok_or(Error::NotFound)?;
    let sql = "update results_link set revoked_at_ms = $2 where id = $1 and revoked_at_ms is null";
    if tx.execute(sql, args![link, tx.now_ms()]).await? == 1 {
        changed(tx, by).await?;
    }
    Ok(())
}

async fn changed(tx: &mut Tx, by: &Evaluator) -> Result<()> {
    let change = Change::Tried(Tried::CampaignChanged {
        campaign: by.campaign.id,
    });
    changes::record(tx, by.city.id, change).await
}
