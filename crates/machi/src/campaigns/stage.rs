//! Where a campaign is: it follows from its moments and what became of its seats.

use serde::Serialize;
use store::{Tx, args};
use utoipa::ToSchema;

use super::fill::{Date, date};
use super::found::Campaign;
use crate::error::Result;

/// Where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = CampaignStage)]
pub(super) enum Stage {
    Draft,
    /// One can read it, and not apply yet.
    Announced,
    Open,
    /// Nobody can apply any more, and it is not known yet who gets a seat.
    Selecting,
    /// Seats are offered or accepted, and the date is ahead.
    Selected,
    /// The date is on or over, and somebody still owes something.
    Held,
    Finished,
    CalledOff,
}

impl Stage {
    /// In words: a locale key.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Draft => "campaigns-draft",
            Self::Announced => "campaigns-announced",
            Self::Open => "campaigns-open",
            Self::Selecting => "campaigns-selecting",
            Self::Selected => "campaigns-selected-state",
            Self::Held => "campaigns-held",
            Self::Finished => "campaigns-finished",
            Self::CalledOff => "campaigns-called-off",
        }
    }
}

/// Where the campaign is now.
pub(super) async fn of(tx: &mut Tx, campaign: &Campaign) -> Result<Stage> {
    let now_ms = tx.now_ms();
    if campaign.is_draft() {
        return Ok(Stage::Draft);
    }
    if campaign.called_off_at_ms.is_some() {
        return Ok(Stage::CalledOff);
    }
    if now_ms < campaign.opens_at_ms {
        return Ok(Stage::Announced);
    }
    if now_ms < campaign.closes_at_ms {
        return Ok(Stage::Open);
    }
    let begun = |date: Date| date.starts_at_ms <= now_ms;
    if date(tx, campaign).await?.is_none_or(begun) {
        return Ok(match is_owed(tx, campaign).await? {
            true => Stage::Held,
            false => Stage::Finished,
        });
    }
    Ok(match campaign.selected_at_ms {
        Some(_) => Stage::Selected,
        None => Stage::Selecting,
    })
}

/// Whether somebody owes something for a seat.
async fn is_owed(tx: &mut Tx, campaign: &Campaign) -> Result<bool> {
    // `obligation` belongs to obligations.
    let sql = "select 1 from obligation
               where campaign_id = $1 and state in ('open', 'submitted', 'refused') limit 1";
    let row = tx.optional::<(i64,)>(sql, args![campaign.id]);
    Ok(row.await?.is_some())
}
