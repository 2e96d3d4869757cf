//! What belongs to a campaign in rows of their own: terms, accounts to tag, questions.

use store::{Tx, args};

use super::input::{QuestionInput, TagInput};
use crate::accounts::Network;
use crate::error::Result;
use crate::ids::CampaignId;
use crate::obligations::{Kind, Term};

/// Obligations in an operator's own words.
pub(super) const WORDS_MAX: usize = 3;
/// With a note, and a post on each of two networks.
pub(super) const TERMS_MAX: usize = WORDS_MAX + 3;
pub(super) const QUESTIONS_MAX: usize = 3;

/// All of it, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) terms: Vec<Term>,
    pub(super) tags: Vec<TagInput>,
    pub(super) questions: Vec<QuestionInput>,
}

impl Parts {
    /// The networks on which something is to be posted.
    pub(super) fn networks(&self) -> Vec<Network> {
        let mut networks: Vec<Network> =
            self.terms.iter().filter_map(|term| term.network).collect();
        networks.sort_unstable();
        networks.dedup();
        networks
    }
}

pub(super) async fn of(tx: &mut Tx, campaign: CampaignId) -> Result<Parts> {
    Ok(Parts {
        terms: terms(tx, campaign).await?,
        tags: tags(tx, campaign).await?,
        questions: questions(tx, campaign).await?,
    })
}

pub(super) async fn terms(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Term>> {
    let sql = "select kind, network, words, due_hours from campaign_term where campaign_id = $1
               order by position limit $2";
    let rows: Vec<(String, String, String, i64)> =
        tx.all(sql, args![campaign, TERMS_MAX as i64]).await?;
    rows.into_iter()
        .map(|(kind, network, words, due_hours)| {
            let known = Kind::parse(&kind);
            Ok(Term {
                kind: known.ok_or_else(|| anyhow::anyhow!("no kind of term: {kind}"))?,
                network: Network::parse(&network),
                words,
                due_hours,
            })
        })
        .collect()
}

async fn tags(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<TagInput>> {
    let sql = "select network, name from campaign_tag where campaign_id = $1
               order by network limit $2";
    let most = Network::ALL.len() as i64;
    let rows: Vec<(String, String)> = tx.all(sql, args![campaign, most]).await?;
    let tag = |(network, name): (String, String)| {
        Network::parse(&network).map(|network| TagInput { network, name })
    };
    Ok(rows.into_iter().filter_map(tag).collect())
}

async fn questions(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<QuestionInput>> {
    let sql = "select question, required from campaign_question where campaign_id = $1
               order by position limit $2";
    let rows: Vec<(String, bool)> = tx.all(sql, args![campaign, QUESTIONS_MAX as i64]).await?;
    let question = |(question, required)| QuestionInput { question, required };
    Ok(rows.into_iter().map(question).collect())
}

/// In place of what was there.
pub(super) async fn put(tx: &mut Tx, campaign: CampaignId, parts: &Parts) -> Result<()> {
    clear(tx, campaign).await?;
    for (position, term) in (1_i64..).zip(&parts.terms) {
        let sql =
            "insert into campaign_term (campaign_id, position, kind, network, words, due_hours)
                   values ($1, $2, $3, $4, $5, $6)";
        let network = term.network.map_or("", Network::name);
        let term = args![
            campaign,
            position,
            term.kind.name(),
            network,
            term.words,
            term.due_hours
        ];
        tx.execute(sql, term).await?;
    }
    for tag in &parts.tags {
        let sql = "insert into campaign_tag (campaign_id, network, name) values ($1, $2, $3)";
        tx.execute(sql, args![campaign, tag.network.name(), tag.name])
            .await?;
    }
    for (position, one) in (1_i64..).zip(&parts.questions) {
        let sql = "insert into campaign_question (campaign_id, position, question, required)
                   values ($1, $2, $3, $4)";
        tx.execute(sql, args![campaign, position, one.question, one.required])
            .await?;
    }
    Ok(())
}

pub(super) async fn clear(tx: &mut Tx, campaign: CampaignId) -> Result<()> {
    for sql in [
        "delete from campaign_term where campaign_id = $1",
        "delete from campaign_tag where campaign_id = $1",
        "delete from campaign_question where campaign_id = $1",
    ] {
        tx.execute(sql, args![campaign]).await?;
    }
    Ok(())
}
