//! A campaign as an operator describes it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::found::Selection;
use crate::accounts::Network;
use crate::ids::{OccurrenceId, PlaceId};
use crate::obligations::{Kind, Term};
use crate::text::Names;

/// A campaign to draft, or to put in place of one.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct CampaignInput {
    pub title: String,
    #[serde(default)]
    #[schema(default = "")]
    pub about: String,
    /// Whose members may apply; empty for everybody.
    #[serde(default)]
    #[schema(default = "")]
    pub community: String,
    /// The date of which each seat is one; without one, it is of a visit.
    #[serde(default = "no_date")]
    #[schema(value_type = String, default = "0")]
    pub occurrence: OccurrenceId,
    /// Instead of a date.
    #[serde(default)]
    #[schema(default = json!(null))]
    pub visit: Option<VisitInput>,
    pub seats: i64,
    /// On the city's clock.
    #[schema(example = "2026-11-23T00:00")]
    pub opens: String,
    #[schema(example = "2026-11-29T20:00")]
    pub closes: String,
    /// A seat that is not accepted so long goes to the next.
    #[serde(default = "one_day")]
    #[schema(default = 24)]
    pub accept_hours: i64,
    #[serde(default)]
    pub selection: Selection,
    /// Of a mixed selection: so many seats are given by hand.
    #[serde(default)]
    #[schema(default = 0)]
    pub hand_seats: i64,
    #[serde(default)]
    pub asks: AsksInput,
    #[serde(default)]
    #[schema(default = json!([]))]
    pub questions: Vec<QuestionInput>,
    /// What whoever gets a seat owes: a note, a post on each network, and three in your own words at
    /// most; at least one of them.
    pub terms: Vec<TermInput>,
    /// The official accounts that posts tag, one a network.
    #[serde(default)]
    #[schema(default = json!([]))]
    pub tags: Vec<TagInput>,
    /// What notes and posts say of the free seat, by language; where nothing is said, the usual words.
    #[serde(default)]
    pub disclosure: Names,
}

/// A visit to a place, of which each seat is one: one comes when one likes between its start and its end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct VisitInput {
    /// Of the city.
    #[schema(value_type = String)]
    pub place: PlaceId,
    /// On the city's clock; after those who get a seat had their time to accept.
    #[schema(example = "2026-12-05T11:00")]
    pub starts: String,
    /// At most 14 days later.
    #[schema(example = "2026-12-06T20:00")]
    pub ends: String,
}

/// Who may apply. What is left out, or 0, asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct AsksInput {
    /// Has joined the city.
    pub members_only: bool,
    /// Has posted in the city within so many days.
    pub posted_days: i64,
    /// Of 100.
    pub reliability_min: i64,
    /// Had no seat of the city's campaigns within so many days.
    pub not_won_days: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QuestionInput {
    /// At most 200 characters.
    pub question: String,
    #[serde(default)]
    #[schema(default = false)]
    pub required: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TermInput {
    /// `note`, `post` or `words`.
    pub kind: Kind,
    /// Where to post.
    #[serde(default)]
    #[schema(default = json!(null))]
    pub network: Option<Network>,
    /// For `words`: what is owed, at most 200 characters. It may not ask for praise.
    #[serde(default)]
    #[schema(default = "")]
    pub words: String,
    /// After check-in, at most 720.
    #[serde(default = "three_days")]
    #[schema(default = 72)]
    pub due_hours: i64,
}

impl From<&Term> for TermInput {
    fn from(term: &Term) -> Self {
        Self {
            kind: term.kind,
            network: term.network,
            words: term.words.clone(),
            due_hours: term.due_hours,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TagInput {
    pub network: Network,
    /// As the network writes it, without `@`.
    pub name: String,
}

/// Of a draft for which none is chosen.
pub(super) fn no_date() -> OccurrenceId {
    OccurrenceId::from(0)
}

fn one_day() -> i64 {
    24
}

fn three_days() -> i64 {
    72
}
