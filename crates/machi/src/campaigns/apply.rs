//! Asking for a seat, and taking that back.

use std::collections::BTreeMap;

use rules::text;
use serde::Deserialize;
use store::{Tx, args};
use utoipa::ToSchema;

use super::eligible::{weight_of, why_not};
use super::found::{self, Campaign};
use super::parts::{self, Parts};
use crate::accounts::{Member, Network, alias_of, put_alias};
use crate::changes::{self, Change, Tried};
use crate::draws;
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, CampaignApplicationId, CampaignId, CityId};

const ANSWER_CHARS_MAX: usize = 1_000;
/// Who may ask for seats of one campaign.
const APPLICATIONS_MAX: i64 = 20_000;
const WITHDRAWN: &str = "withdrawn";

/// What somebody says who asks for a seat.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = CampaignApplicationInput)]
pub struct ApplicationInput {
    /// To the campaign's questions, in their order.
    pub answers: Vec<String>,
    /// What they are called on the networks on which something is to be posted, where it is not known
    /// already.
    pub aliases: BTreeMap<Network, String>,
}

/// Asks for a seat. Again replaces the answers.
///
/// # Errors
/// Refused outside of the window, for who may not ask, and for what is missing.
pub async fn apply(
    tx: &mut Tx,
    by: &Member,
    (city, id): (CityId, CampaignId),
    input: &ApplicationInput,
) -> Result<CampaignApplicationId> {
    let campaign = open(tx, city, id).await?;
    if let Some(why) = why_not(tx, &campaign, by.id).await? {
        return Err(why.refusal().into());
    }
    let parts = parts::of(tx, id).await?;
    aliases(tx, by, &parts, input).await?;
    let answers = answers(&parts, input)?;
    let application = put(tx, &campaign, by.id).await?;
    let sql = "delete from campaign_answer where application_id = $1";
    tx.execute(sql, args![application]).await?;
    for (position, answer) in (1_i64..).zip(answers) {
        let sql =
            "insert into campaign_answer (application_id, position, answer) values ($1, $2, $3)";
        tx.execute(sql, args![application, position, answer])
            .await?;
    }
    if let Some(draw) = campaign.draw(tx).await? {
        let weight = weight_of(tx, &campaign, by.id).await?;
        draws::enter(tx, &draw, by.id, weight).await?;
    }
    Ok(application)
}

/// The campaign, while one may ask for its seats.
async fn open(tx: &mut Tx, city: CityId, id: CampaignId) -> Result<Campaign> {
    let campaign = found::published_of_city(tx, city, id).await?;
    match campaign.takes_applications(tx.now_ms()) {
        true => Ok(campaign),
        false => Err(Refusal::new("campaigns-not-open").into()),
    }
}

/// Everybody is called something where they are to post.
async fn aliases(tx: &mut Tx, by: &Member, parts: &Parts, input: &ApplicationInput) -> Result<()> {
    for network in parts.networks() {
        if let Some(typed) = input.aliases.get(&network) {
            put_alias(tx, by, network, typed).await?;
        }
        if alias_of(tx, by.id, network).await?.is_none() {
            let refusal = Refusal::new("campaigns-alias-missing");
            return Err(refusal.on(network.name()).into());
        }
    }
    Ok(())
}

/// One for each question, trimmed.
fn answers(parts: &Parts, input: &ApplicationInput) -> Result<Vec<String>> {
    let mut refusals = Vec::new();
    let mut answers = Vec::with_capacity(parts.questions.len());
    for (n, question) in parts.questions.iter().enumerate() {
        let answer = input.answers.get(n).map_or("", |answer| answer.trim());
        let answer = answer.replace("\r\n", "\n");
        if question.required && text::is_blank(&answer) {
            refusals.push(Refusal::new("campaigns-answer-missing").on("answers"));
        }
        if answer.chars().count() > ANSWER_CHARS_MAX || text::has_bidi_control(&answer) {
            let refusal = Refusal::new("campaigns-long").with("n", ANSWER_CHARS_MAX as i64);
            refusals.push(refusal.on("answers"));
        }
        answers.push(answer);
    }
    Refusal::join(refusals)?;
    Ok(answers)
}

/// One row a person, whatever comes at once.
async fn put(
    tx: &mut Tx,
    campaign: &Campaign,
    account: AccountId,
) -> Result<CampaignApplicationId> {
    let known = "select id, withdrawn_at_ms is not null from campaign_application
                 where campaign_id = $1 and account_id = $2";
    let row = tx.optional::<(CampaignApplicationId, bool)>(known, args![campaign.id, account]);
    match row.await? {
        Some((id, false)) => return Ok(id),
        Some((id, true)) => {
            let sql = "update campaign_application set withdrawn_at_ms = null, applied_at_ms = $2
                       where id = $1";
            tx.execute(sql, args![id, tx.now_ms()]).await?;
            applied(tx, campaign, account).await?;
            return Ok(id);
        }
        None => {}
    }
    let sql = "select count(*) from campaign_application where campaign_id = $1";
    if tx.one::<(i64,)>(sql, args![campaign.id]).await?.0 >= APPLICATIONS_MAX {
        return Err(Refusal::new("campaigns-full").into());
    }
    let (id, now_ms) = (CampaignApplicationId::from(tx.new_id()), tx.now_ms());
    let sql = "insert into campaign_application (id, campaign_id, account_id, applied_at_ms)
               values ($1, $2, $3, $4)";
    tx.execute(sql, args![id, campaign.id, account, now_ms])
        .await?;
    applied(tx, campaign, account).await?;
    Ok(id)
}

async fn applied(tx: &mut Tx, campaign: &Campaign, account: AccountId) -> Result<()> {
    let change = Change::Tried(Tried::CampaignApplied {
        campaign: campaign.id,
        account,
    });
    changes::record(tx, campaign.city_id, change).await
}

/// Asks no more. Again changes nothing.
///
/// # Errors
/// Refused once seats are given.
pub(super) async fn withdraw(
    tx: &mut Tx,
    by: &Member,
    (city, id): (CityId, CampaignId),
) -> Result<()> {
    let campaign = found::published_of_city(tx, city, id).await?;
    let sql = "select 1 from campaign_application
               where campaign_id = $1 and account_id = $2 and withdrawn_at_ms is null";
    let asks = tx.optional::<(i64,)>(sql, args![id, by.id]).await?;
    if asks.is_none() {
        return Ok(());
    }
    if campaign.selected_at_ms.is_some() || offered(tx, id, by.id).await? {
        return Err(Refusal::new("campaigns-selected").into());
    }
    let sql = "update campaign_application set withdrawn_at_ms = $3
               where campaign_id = $1 and account_id = $2";
    tx.execute(sql, args![id, by.id, tx.now_ms()]).await?;
    if let Some(draw) = campaign.draw(tx).await?
        && draw.is_weighed()
    {
        draws::leave_out(tx, &draw, by.id, WITHDRAWN).await?;
    }
    applied(tx, &campaign, by.id).await
}

async fn offered(tx: &mut Tx, campaign: CampaignId, account: AccountId) -> Result<bool> {
    let sql = "select 1 from campaign_seat where campaign_id = $1 and account_id = $2 limit 1";
    let row = tx.optional::<(i64,)>(sql, args![campaign, account]);
    Ok(row.await?.is_some())
}

/// What somebody answered before.
pub(super) async fn own_answers(
    tx: &mut Tx,
    id: CampaignId,
    account: AccountId,
) -> Result<Vec<String>> {
    let sql = "select w.answer from campaign_answer w
               join campaign_application p on p.id = w.application_id
               where p.campaign_id = $1 and p.account_id = $2 order by w.position limit $3";
    let rows = tx.all::<(String,)>(sql, args![id, account, parts::QUESTIONS_MAX as i64]);
    Ok(rows.await?.into_iter().map(|(answer,)| answer).collect())
}
