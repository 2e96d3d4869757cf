//! Obligations: what somebody owes for a free seat, by when, and what became of it.
//!
//! Whoever gives seats (`campaigns`) says what is owed; a clock begins to run when the person comes in.

mod api;
mod by_note;
mod by_place;
mod clock;
mod dates;
mod desk_api;
mod desk_page;
mod excuse;
mod excuse_list;
mod list;
mod one_page;
mod owe;
mod owing;
mod mine_page;
mod reader;
mod remind;
mod settle;
mod shown;

use axum::Router;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use store::{Tx, args};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;

use crate::accounts::Network;
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::{
    AccountId, CampaignId, CityId, EventId, NoteId, ObligationId, OccurrenceId, PlaceId,
};

pub use excuse::{ask as ask_excuse, decide as decide_excuse};
pub use owe::{Owed, owe, release};
pub use owing::{Owing, Panel, panel};
pub use reader::READER;
pub use remind::TIMER;
pub use settle::{Verdict, reopen, settle, submit};

/// Obligations of one person for one seat.
const OF_ONE_MAX: i64 = 20;
/// Of a campaign: some of everybody who may ever hold one of its seats.
const OF_CAMPAIGN_MAX: i64 = 10_000;
/// Of one person for one date, of all campaigns.
const OF_DATE_MAX: i64 = 100;

pub fn pages() -> Router<App> {
    Router::new()
        .route("/me/obligations", get(mine_page::show))
        .route("/me/obligations/{obligation}", get(one_page::show))
        .route(
            "/me/obligations/{obligation}/excuse",
            post(one_page::post_ask),
        )
        .route(
            "/me/obligations/{obligation}/excuse/withdraw",
            post(one_page::post_withdraw),
        )
        .route("/desk/{city}/excuses", get(desk_page::show))
        .route(
            "/desk/{city}/excuses/{excuse}",
            post(desk_page::post_decide),
        )
}

pub fn api() -> OpenApiRouter<App> {
    api::routes().merge(desk_api::routes())
}

/// What is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ObligationKind)]
pub enum Kind {
    /// To use the seat: met at the door, missed when the date is over.
    Come,
    /// A note about the event, or of a visit about the place, after check-in.
    Note,
    /// A post on a network, shown by a proof.
    Post,
    /// What an operator says in their words, shown by a proof.
    Words,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Come, Self::Note, Self::Post, Self::Words];

    /// As rows hold it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Come => "come",
            Self::Note => "note",
            Self::Post => "post",
            Self::Words => "words",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it is met by a proof that a person looks at.
    pub fn takes_proof(self) -> bool {
        matches!(self, Self::Post | Self::Words)
    }
}

/// How far an obligation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ObligationState)]
pub enum State {
    Open,
    /// Handed in, and not looked at yet.
    Submitted,
    Met,
    /// What was handed in does not meet it, for a reason; something else may, while there is time.
    Refused,
    /// An operator accepted an excuse: it counts for nothing.
    Excused,
    Missed,
    /// Owed no more: the seat was given back, or the date is off.
    Released,
}

impl State {
    pub const ALL: [Self; 7] = [
        Self::Open,
        Self::Submitted,
        Self::Met,
        Self::Refused,
        Self::Excused,
        Self::Missed,
        Self::Released,
    ];

    /// As rows hold it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Submitted => "submitted",
            Self::Met => "met",
            Self::Refused => "refused",
            Self::Excused => "excused",
            Self::Missed => "missed",
            Self::Released => "released",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether something can still be handed in.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Refused)
    }
}

/// What a campaign asks of whoever gets a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub kind: Kind,
    /// Where to post.
    pub network: Option<Network>,
    /// An operator's; empty for the other kinds.
    pub words: String,
    /// After check-in.
    pub due_hours: i64,
}

/// What became of an obligation, for who counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ObligationOutcome)]
pub enum Outcome {
    InTime,
    Late,
    /// Refused as well, unless it is mended.
    Missed,
    Excused,
    /// Not settled yet.
    Open,
}

impl Outcome {
    /// In words: a locale key.
    pub fn key(self) -> &'static str {
        match self {
            Self::InTime => "reliability-in-time",
            Self::Late => "reliability-late",
            Self::Missed => "reliability-missed",
            Self::Excused => "reliability-excused",
            Self::Open => "results-still-open",
        }
    }
}

store::row! {
    /// An obligation as its row holds it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Obligation {
        pub id: ObligationId,
        pub campaign_id: CampaignId,
        pub account_id: AccountId,
        pub city_id: CityId,
        pub event_id: EventId,
        pub occurrence_id: OccurrenceId,
        /// Of a visit: a note that names it is one about the visit.
        pub place_id: Option<PlaceId>,
        /// In the order of the campaign's terms; 0: to come.
        pub position: i64,
        /// See [`Kind::parse`].
        pub kind: String,
        pub network: String,
        pub words: String,
        pub due_hours: i64,
        /// See [`State::parse`].
        pub state: String,
        /// Check-in; none before.
        pub started_at_ms: Option<i64>,
        /// None while it has no clock.
        pub due_at_ms: Option<i64>,
        pub note_id: Option<NoteId>,
        /// What decides whether it was in time.
        pub submitted_at_ms: Option<i64>,
        pub settled_at_ms: Option<i64>,
        pub reason: String,
    }
}

/// The obligations of which this is true.
macro_rules! obligations_where {
    ($rest:literal) => {
        concat!(
            "select id, campaign_id, account_id, city_id, event_id, occurrence_id, place_id,
               position, kind, network, words, due_hours, state, started_at_ms, due_at_ms, note_id,
               submitted_at_ms, settled_at_ms, reason
             from obligation where ",
            $rest
        )
    };
}
use obligations_where;

impl Obligation {
    pub fn kind(&self) -> Result<Kind> {
        let known = Kind::parse(&self.kind);
        Ok(known.ok_or_else(|| anyhow::anyhow!("no kind of obligation: {}", self.kind))?)
    }

    pub fn state(&self) -> Result<State> {
        let known = State::parse(&self.state);
        Ok(known.ok_or_else(|| anyhow::anyhow!("no state of an obligation: {}", self.state))?)
    }

    pub fn network(&self) -> Option<Network> {
        Network::parse(&self.network)
    }

    /// The page of what it is about: the event, or the place of a visit.
    pub fn about_href(&self) -> String {
        match self.place_id {
            Some(place) => format!("/places/{place}"),
            None => format!("/events/{}", self.event_id),
        }
    }

    /// None for what is owed no more. Who came was in time, whenever the door scanned their ticket.
    pub fn outcome(&self) -> Result<Option<Outcome>> {
        let in_time = self.is_in_time() || self.kind == Kind::Come.name();
        Ok(Some(match self.state()? {
            State::Released => return Ok(None),
            State::Met if in_time => Outcome::InTime,
            State::Met => Outcome::Late,
            State::Refused | State::Missed => Outcome::Missed,
            State::Excused => Outcome::Excused,
            State::Open | State::Submitted => Outcome::Open,
        }))
    }

    /// Whether what was handed in came before it was due.
    pub fn is_in_time(&self) -> bool {
        match (self.submitted_at_ms, self.due_at_ms) {
            (Some(submitted), Some(due)) => submitted <= due,
            (Some(_), None) => true,
            (None, _) => false,
        }
    }
}

/// What is owed for the seats of a campaign: by account, each in the order of the terms.
pub async fn of_campaign(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Obligation>> {
    let sql = obligations_where!("campaign_id = $1 order by account_id, position limit $2");
    Ok(tx.all(sql, args![campaign, OF_CAMPAIGN_MAX]).await?)
}

/// # Errors
/// `NotFound` for an obligation that there is not.
pub async fn by_id(tx: &mut Tx, id: ObligationId) -> Result<Obligation> {
    let sql = obligations_where!("id = $1");
    tx.optional(sql, args![id]).await?.ok_or(Error::NotFound)
}

/// What somebody owes for a seat of a campaign, in the order of its terms.
pub async fn of_seat(
    tx: &mut Tx,
    campaign: CampaignId,
    account: AccountId,
) -> Result<Vec<Obligation>> {
    let sql = obligations_where!("campaign_id = $1 and account_id = $2 order by position limit $3");
    Ok(tx.all(sql, args![campaign, account, OF_ONE_MAX]).await?)
}

/// What somebody owes for a date, of all campaigns.
async fn of_date(
    tx: &mut Tx,
    account: AccountId,
    occurrence: OccurrenceId,
) -> Result<Vec<Obligation>> {
    let sql = obligations_where!(
        "occurrence_id = $1 and account_id = $2 order by campaign_id, position limit $3"
    );
    Ok(tx.all(sql, args![occurrence, account, OF_DATE_MAX]).await?)
}

/// One's own.
///
/// # Errors
/// `NotFound` for anybody else's.
async fn own(tx: &mut Tx, account: AccountId, id: ObligationId) -> Result<Obligation> {
    let sql = obligations_where!("id = $1 and account_id = $2");
    let found = tx.optional(sql, args![id, account]).await?;
    found.ok_or(Error::NotFound)
}

#[cfg(test)]
mod tests;
