//! A campaign from week to week: the next one, drafted from one before.

use jiff::Span;
use jiff::civil::DateTime;
use store::Tx;

use super::HOUR_MS;
use super::found::{self, Campaign};
use super::input::{AsksInput, CampaignInput, TermInput, VisitInput, no_date};
use super::parts::{self, Parts};
use crate::cities::City;
use crate::error::{Refusal, Result};
use crate::going;
use crate::ids::CampaignId;
use crate::text::when;

/// What describes the campaign, as it would be typed.
pub(super) fn described(campaign: &Campaign, parts: &Parts, city: &City) -> Result<CampaignInput> {
    let typed = |at_ms| when::typed(when::civil(at_ms, &city.zone));
    let mut communities = city.communities.iter();
    let community = communities.find(|known| Some(known.id) == campaign.community_id);
    Ok(CampaignInput {
        title: campaign.title.clone(),
        about: campaign.about.clone(),
        community: community.map_or_else(String::new, |known| known.slug.clone()),
        occurrence: match campaign.occurrence_id {
            Some(occurrence) if !campaign.is_visit() => occurrence,
            _ => no_date(),
        },
        visit: visit(campaign, city),
        seats: campaign.seats,
        opens: typed(campaign.opens_at_ms),
        closes: typed(campaign.closes_at_ms),
        accept_hours: campaign.accept_hours,
        selection: campaign.selection()?,
        hand_seats: campaign.hand_seats,
        asks: AsksInput {
            members_only: campaign.members_only,
            posted_days: campaign.posted_days,
            reliability_min: campaign.reliability_min,
            not_won_days: campaign.not_won_days,
        },
        questions: parts.questions.clone(),
        terms: parts.terms.iter().map(TermInput::from).collect(),
        tags: parts.tags.clone(),
        disclosure: campaign.disclosure.clone(),
    })
}

fn visit(campaign: &Campaign, city: &City) -> Option<VisitInput> {
    let typed = |at_ms| when::typed(when::civil(at_ms, &city.zone));
    Some(VisitInput {
        place: campaign.place_id?,
        starts: typed(campaign.visit_starts_at_ms?),
        ends: typed(campaign.visit_ends_at_ms?),
    })
}

/// The same, whole weeks later: in the next window of that kind that lies ahead, for the next date of
/// the event that leaves those selected their time to accept, or for a visit as long after the window.
pub(super) async fn next_week(tx: &mut Tx, city: &City, id: CampaignId) -> Result<CampaignInput> {
    let campaign = found::of_city(tx, city.id, id).await?;
    let parts = parts::of(tx, id).await?;
    let civil = |at_ms| when::civil(at_ms, &city.zone);
    let window = (civil(campaign.opens_at_ms), civil(campaign.closes_at_ms));
    let next = when::next_week(window, civil(tx.now_ms()));
    let (opens, closes) = next.ok_or_else(|| Refusal::new("campaigns-time").on("opens"))?;
    let mut input = CampaignInput {
        opens: when::typed(opens),
        closes: when::typed(closes),
        ..described(&campaign, &parts, city)?
    };
    if let Some(visit) = &mut input.visit {
        let days = window
            .0
            .date()
            .until(opens.date())
            .map_err(anyhow::Error::from)?;
        later(&mut visit.starts, days)?;
        later(&mut visit.ends, days)?;
        return Ok(input);
    }
    let accepted_by_ms = when::typed_at_ms(&input.closes, &city.zone)
        .map(|closes_at_ms| closes_at_ms + campaign.accept_hours * HOUR_MS);
    input.occurrence = match accepted_by_ms {
        Some(after_ms) => {
            let (event, _) = campaign.date()?;
            let date = going::next_givable(tx, (city.id, event), after_ms).await?;
            date.unwrap_or_else(no_date)
        }
        None => no_date(),
    };
    Ok(input)
}

/// Moved on the clock, so that 20:00 stays 20:00 when the clocks change.
fn later(typed: &mut String, days: Span) -> Result<()> {
    let at: DateTime = typed.parse().map_err(anyhow::Error::from)?;
    *typed = when::typed(at.checked_add(days).map_err(anyhow::Error::from)?);
    Ok(())
}
