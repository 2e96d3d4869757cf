//! A campaign as its row holds it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::{Deserialize, Serialize};
use store::{Tx, args};
use utoipa::ToSchema;

use crate::app::App;
use crate::at;
use crate::draws::{self, Draw};
use crate::error::{Error, Result};
use crate::ids::{CampaignId, CityId, CommunityId, EventId, OccurrenceId, PlaceId};
use crate::text::Names;

/// Campaigns of one list: the newest.
const LISTED_MAX: i64 = 100;
/// Of those, what members see.
const SHOWN_MAX: i64 = 30;

/// The `{campaign}` of the path. Whether it is the city's is the command's affair.
#[derive(Debug, Clone, Copy)]
pub(super) struct AtCampaign(pub(super) CampaignId);

impl FromRequestParts<App> for AtCampaign {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        at::id(parts, app, "campaign").await.map(Self)
    }
}

/// How those who get a seat are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Selection {
    /// By a public draw.
    #[default]
    Draw,
    /// By an operator, with the reasons kept.
    Hand,
    /// Some by an operator, the others by draw.
    Mixed,
}

impl Selection {
    pub(super) const ALL: [Self; 3] = [Self::Draw, Self::Hand, Self::Mixed];

    /// As rows and forms hold it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Draw => "draw",
            Self::Hand => "hand",
            Self::Mixed => "mixed",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }

    /// In words: a locale key.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Draw => "campaigns-by-draw-name",
            Self::Hand => "campaigns-by-hand-name",
            Self::Mixed => "campaigns-mixed-name",
        }
    }
}

store::row! {
    #[derive(Debug, Clone, PartialEq)]
    pub(super) struct Campaign {
        pub(super) id: CampaignId,
        pub(super) city_id: CityId,
        pub(super) community_id: Option<CommunityId>,
        pub(super) title: String,
        pub(super) about: String,
        /// None for a draft of a visit: its event is made when it is published.
        pub(super) event_id: Option<EventId>,
        pub(super) occurrence_id: Option<OccurrenceId>,
        /// Of a visit, with its start and its end.
        pub(super) place_id: Option<PlaceId>,
        pub(super) visit_starts_at_ms: Option<i64>,
        pub(super) visit_ends_at_ms: Option<i64>,
        pub(super) seats: i64,
        pub(super) opens_at_ms: i64,
        pub(super) closes_at_ms: i64,
        pub(super) accept_hours: i64,
        pub(super) selection: String,
        pub(super) hand_seats: i64,
        pub(super) members_only: bool,
        pub(super) posted_days: i64,
        pub(super) reliability_min: i64,
        pub(super) not_won_days: i64,
        pub(super) disclosure: Names,
        pub(super) created_at_ms: i64,
        /// None for a draft.
        pub(super) published_at_ms: Option<i64>,
        pub(super) selected_at_ms: Option<i64>,
        pub(super) called_off_at_ms: Option<i64>,
        /// Of its seats, those that are the event's again.
        pub(super) seats_returned: i64,
    }
}

macro_rules! campaigns_where {
    ($rest:literal) => {
        concat!(
            "select id, city_id, community_id, title, about, event_id, occurrence_id, place_id,
               visit_starts_at_ms, visit_ends_at_ms, seats, opens_at_ms, closes_at_ms, accept_hours,
               selection, hand_seats, members_only, posted_days, reliability_min, not_won_days,
               disclosure, created_at_ms, published_at_ms, selected_at_ms, called_off_at_ms,
               seats_returned
             from campaign where ",
            $rest
        )
    };
}

impl Campaign {
    pub(super) fn selection(&self) -> Result<Selection> {
        let known = Selection::parse(&self.selection);
        Ok(known.ok_or_else(|| anyhow::anyhow!("no selection: {}", self.selection))?)
    }

    /// Of its seats, those that an operator gives.
    pub(super) fn seats_by_hand(&self) -> Result<i64> {
        Ok(match self.selection()? {
            Selection::Draw => 0,
            Selection::Hand => self.seats,
            Selection::Mixed => self.hand_seats,
        })
    }

    /// The date of which each seat is one.
    ///
    /// # Errors
    /// Broken for a draft of a visit.
    pub(super) fn date(&self) -> Result<(EventId, OccurrenceId)> {
        let date = self.event_id.zip(self.occurrence_id);
        Ok(date.ok_or_else(|| anyhow::anyhow!("campaign {} has no date yet", self.id))?)
    }

    pub(super) fn is_visit(&self) -> bool {
        self.place_id.is_some()
    }

    pub(super) fn is_draft(&self) -> bool {
        self.published_at_ms.is_none()
    }

    /// Whether one may ask for a seat now.
    pub(super) fn takes_applications(&self, now_ms: i64) -> bool {
        self.published_at_ms.is_some()
            && self.called_off_at_ms.is_none()
            && (self.opens_at_ms..self.closes_at_ms).contains(&now_ms)
    }

    /// The draw that decides it; none for a draft, and where nothing is drawn.
    pub(super) async fn draw(&self, tx: &mut Tx) -> Result<Option<Draw>> {
        draws::by_subject(tx, super::KIND, self.id.get()).await
    }
}

/// The campaign, if it is this city's.
pub(super) async fn of_city(tx: &mut Tx, city: CityId, id: CampaignId) -> Result<Campaign> {
    let sql = campaigns_where!("id = $1 and city_id = $2");
    let found = tx.optional::<Campaign>(sql, args![id, city]).await?;
    found.ok_or(Error::NotFound)
}

/// The same for whoever may not see drafts.
pub(super) async fn published_of_city(
    tx: &mut Tx,
    city: CityId,
    id: CampaignId,
) -> Result<Campaign> {
    let campaign = of_city(tx, city, id).await?;
    match campaign.is_draft() {
        true => Err(Error::NotFound),
        false => Ok(campaign),
    }
}

/// Drafts as well, the newest first.
pub(super) async fn all(tx: &mut Tx, city: CityId) -> Result<Vec<Campaign>> {
    let sql = campaigns_where!("city_id = $1 order by id desc limit $2");
    Ok(tx.all(sql, args![city, LISTED_MAX]).await?)
}

/// Published ones, those that close last first.
pub(super) async fn published(tx: &mut Tx, city: CityId) -> Result<Vec<Campaign>> {
    let sql = campaigns_where!(
        "city_id = $1 and published_at_ms is not null order by closes_at_ms desc, id desc limit $2"
    );
    Ok(tx.all(sql, args![city, SHOWN_MAX]).await?)
}

/// Published ones of a date, which are not called off.
pub(super) async fn of_date(tx: &mut Tx, occurrence: OccurrenceId) -> Result<Vec<Campaign>> {
    let sql = campaigns_where!(
        "occurrence_id = $1 and published_at_ms is not null and called_off_at_ms is null
         order by id limit $2"
    );
    Ok(tx.all(sql, args![occurrence, LISTED_MAX]).await?)
}
