//! Who may ask for a seat, and what speaks against it.

use rules::campaign::weight;
use store::{Tx, args};

use super::found::Campaign;
use super::{DAY_MS, RECENT_DAYS};
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, CampaignId, CityId};
use crate::lottery;
use crate::reliability;

/// Why somebody may not ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    Staff,
    Organiser,
    Barred,
    /// Another account of the same person asks already.
    Linked,
    /// Has not joined the city.
    City,
    Community,
    /// Has not posted lately.
    Posted,
    /// Kept their word less often than is asked.
    Reliability,
    /// Had a seat lately.
    Won,
}

impl Why {
    /// As the API and a draw's published list say it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Organiser => "organiser",
            Self::Barred => "barred",
            Self::Linked => "linked",
            Self::City => "city",
            Self::Community => "community",
            Self::Posted => "posted",
            Self::Reliability => "reliability",
            Self::Won => "won",
        }
    }

    /// As the list of a draw says it: what somebody did or did not do is theirs alone.
    pub(super) fn left_out(self) -> &'static str {
        match self {
            Self::Staff | Self::Organiser | Self::Barred | Self::Linked => self.name(),
            Self::City | Self::Community | Self::Posted | Self::Reliability | Self::Won => "asks",
        }
    }

    /// In words: a locale key.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Staff => "campaigns-not-staff",
            Self::Organiser => "campaigns-not-organiser",
            Self::Barred => "campaigns-not-barred",
            Self::Linked => "campaigns-not-linked",
            Self::City => "campaigns-not-city",
            Self::Community => "campaigns-not-community",
            Self::Posted => "campaigns-not-posted",
            Self::Reliability => "campaigns-not-reliability",
            Self::Won => "campaigns-not-won",
        }
    }

    pub(super) fn refusal(self) -> Refusal {
        Refusal::new(self.key())
    }
}

/// What speaks against it now, if anything does.
pub(super) async fn why_not(
    tx: &mut Tx,
    campaign: &Campaign,
    account: AccountId,
) -> Result<Option<Why>> {
    let person = lottery::same_person(tx, campaign.city_id, account).await?;
    let (event, _) = campaign.date()?;
    let kept_out = lottery::kept_out(tx, (campaign.city_id, event), &person).await?;
    match kept_out {
        Some("staff") => return Ok(Some(Why::Staff)),
        Some("organiser") => return Ok(Some(Why::Organiser)),
        Some(_) => return Ok(Some(Why::Barred)),
        None => {}
    }
    if applied_before(tx, campaign.id, &person).await? {
        return Ok(Some(Why::Linked));
    }
    asks(tx, campaign, account).await
}

/// Whether another account of the same person asked before this one.
async fn applied_before(tx: &mut Tx, campaign: CampaignId, person: &[AccountId]) -> Result<bool> {
    let sql = "select id from campaign_application
               where campaign_id = $1 and account_id = $2 and withdrawn_at_ms is null";
    let mut first: Option<(i64, AccountId)> = None;
    for &account in person {
        let row = tx.optional::<(i64,)>(sql, args![campaign, account]).await?;
        if let Some((id,)) = row
            && first.is_none_or(|(before, _)| id < before)
        {
            first = Some((id, account));
        }
    }
    Ok(first.is_some_and(|(_, account)| person.first() != Some(&account)))
}

/// What the campaign asks of whoever applies.
async fn asks(tx: &mut Tx, campaign: &Campaign, account: AccountId) -> Result<Option<Why>> {
    // `city_member` belongs to cities, `community_member` to communities, `note` to notes.
    let city = campaign.city_id;
    if campaign.members_only {
        let sql = "select 1 from city_member where city_id = $1 and account_id = $2";
        if tx
            .optional::<(i64,)>(sql, args![city, account])
            .await?
            .is_none()
        {
            return Ok(Some(Why::City));
        }
    }
    if let Some(community) = campaign.community_id {
        let sql = "select 1 from community_member where community_id = $1 and account_id = $2";
        let row = tx.optional::<(i64,)>(sql, args![community, account]);
        if row.await?.is_none() {
            return Ok(Some(Why::Community));
        }
    }
    if campaign.posted_days > 0 {
        let since_ms = tx.now_ms() - campaign.posted_days * DAY_MS;
        let sql = "select 1 from note where author_id = $1 and city_id = $2
                   and created_at_ms >= $3 and deleted_at_ms is null limit 1";
        let row = tx.optional::<(i64,)>(sql, args![account, city, since_ms]);
        if row.await?.is_none() {
            return Ok(Some(Why::Posted));
        }
    }
    if campaign.reliability_min > 0 {
        let now_ms = tx.now_ms();
        let reliability = reliability::of(tx, account, now_ms).await?;
        if reliability.percent < campaign.reliability_min {
            return Ok(Some(Why::Reliability));
        }
    }
    let won = seats_lately(tx, campaign, account, campaign.not_won_days).await? > 0;
    Ok(won.then_some(Why::Won))
}

/// Seats of other campaigns of the city that somebody accepted within so many days.
async fn seats_lately(
    tx: &mut Tx,
    campaign: &Campaign,
    account: AccountId,
    days: i64,
) -> Result<i64> {
    let sql = "select count(*) from campaign_seat s join campaign c on c.id = s.campaign_id
               where s.account_id = $1 and c.city_id = $2 and c.id <> $3 and s.state = 'accepted'
                 and s.changed_at_ms > $4";
    let since_ms = tx.now_ms() - days * DAY_MS;
    let city: CityId = campaign.city_id;
    let row = tx.one::<(i64,)>(sql, args![account, city, campaign.id, since_ms]);
    Ok(row.await?.0)
}

/// What somebody weighs in the draw, by `rules::campaign::weight`.
pub(super) async fn weight_of(tx: &mut Tx, campaign: &Campaign, account: AccountId) -> Result<i64> {
    let seats = seats_lately(tx, campaign, account, RECENT_DAYS).await?;
    let seats = u32::try_from(seats).unwrap_or(u32::MAX);
    let now_ms = tx.now_ms();
    let reliability = reliability::of(tx, account, now_ms).await?;
    let percent = u32::try_from(reliability.percent).unwrap_or_default();
    Ok(i64::from(weight(percent, seats)))
}
