//! A campaign with everything that a page or a program shows of it.

use store::{Tx, args};

use super::eligible::{Why, why_not};
use super::found::{self, Campaign};
use super::parts::{self, Parts};
use super::stage::{self, Stage};
use super::{choose, seats};
use crate::accounts::Member;
use crate::error::Result;
use crate::ids::{CampaignId, CityId, DrawId};

pub(super) struct Shown {
    pub(super) campaign: Campaign,
    pub(super) parts: Parts,
    pub(super) stage: Stage,
    pub(super) draw: Option<DrawId>,
    /// How many ask.
    pub(super) applicants: i64,
    /// None for who is not signed in.
    pub(super) own: Option<Own>,
}

/// How a member stands.
pub(super) struct Own {
    pub(super) applied: bool,
    pub(super) why_not: Option<Why>,
    /// State, and until when they may accept.
    pub(super) seat: Option<(String, i64)>,
}

/// A city's, without drafts.
pub(super) async fn all(tx: &mut Tx, city: CityId, by: Option<&Member>) -> Result<Vec<Shown>> {
    let mut all = Vec::new();
    for campaign in found::published(tx, city).await? {
        all.push(of(tx, campaign, by).await?);
    }
    Ok(all)
}

/// # Errors
/// `NotFound` for a draft.
pub(super) async fn one(
    tx: &mut Tx,
    (city, id): (CityId, CampaignId),
    by: Option<&Member>,
) -> Result<Shown> {
    let campaign = found::published_of_city(tx, city, id).await?;
    of(tx, campaign, by).await
}

pub(super) async fn of(tx: &mut Tx, campaign: Campaign, by: Option<&Member>) -> Result<Shown> {
    let sql = "select count(*) from campaign_application
               where campaign_id = $1 and withdrawn_at_ms is null";
    let (applicants,) = tx.one::<(i64,)>(sql, args![campaign.id]).await?;
    let own = match by {
        Some(by) => Some(own(tx, &campaign, by).await?),
        None => None,
    };
    Ok(Shown {
        parts: parts::of(tx, campaign.id).await?,
        stage: stage::of(tx, &campaign).await?,
        draw: campaign.draw(tx).await?.map(|draw| draw.id),
        applicants,
        own,
        campaign,
    })
}

async fn own(tx: &mut Tx, campaign: &Campaign, by: &Member) -> Result<Own> {
    let seat = seats::own(tx, campaign.id, by.id).await?;
    Ok(Own {
        applied: choose::asks(tx, campaign.id, by.id).await?,
        why_not: why_not(tx, campaign, by.id).await?,
        seat: seat.map(|(_, state, until_ms)| (state, until_ms)),
    })
}
