//! Cities: the places that communities live in, with their neighbourhoods.

mod api;
pub mod crowd;
pub mod join;
mod own;
mod people;
mod permission;
pub mod petition;
pub mod put;
mod spot;
pub mod state;
mod view;

use std::sync::Arc;

use jiff::tz::TimeZone;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::ids::{CityId, NeighbourhoodId};
use crate::text::money::Currency;
use crate::text::{Lang, Names};

pub use own::own_city;
pub use people::CityPeople;
pub use permission::{CityOperator, InCity};
pub use spot::SpotJson;
pub use view::Cities;

/// A city as every page knows it; held in memory.
#[derive(Debug, Clone)]
pub struct City {
    pub id: CityId,
    pub slug: String,
    pub names: Names,
    pub taglines: Names,
    /// What a neighbourhood is called here: "Neighbourhood", "Ward".
    pub district_names: Names,
    pub zone: TimeZone,
    pub zone_name: String,
    pub currency: Currency,
    pub locale: Lang,
    pub character: Character,
    pub state: CityState,
    pub center: Spot,
    pub south_west: Spot,
    pub north_east: Spot,
    /// Up to here a price counts as cheap.
    pub cheap_up_to_minor: i64,
    /// `#rrggbb`: ink, paper, accent, second, third.
    pub palette: [String; 5],
    /// Moves with every change of the city, its neighbourhoods or its communities.
    pub changed_at_ms: i64,
    /// By key.
    pub neighbourhoods: Vec<Arc<Neighbourhood>>,
    pub communities: Vec<Arc<Community>>,
}

impl City {
    pub fn neighbourhood(&self, id: NeighbourhoodId) -> Option<&Arc<Neighbourhood>> {
        self.neighbourhoods
            .iter()
            .find(|neighbourhood| neighbourhood.id == id)
    }

    /// Whether the spot lies within the city's bounds.
    pub fn holds(&self, spot: Spot) -> bool {
        let (from, to) = (self.south_west, self.north_east);
        (from.lat_e6..=to.lat_e6).contains(&spot.lat_e6)
            && (from.lon_e6..=to.lon_e6).contains(&spot.lon_e6)
    }

    /// The neighbourhood that holds the spot.
    pub fn neighbourhood_at(&self, spot: Spot) -> Option<&Arc<Neighbourhood>> {
        self.neighbourhoods
            .iter()
            .find(|neighbourhood| neighbourhood.outline.holds(spot))
    }
}

/// Millionths of a degree, WGS 84.
pub use rules::geometry::{Outline, Spot};

/// What leads in a city.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Character {
    Shows,
    Experiences,
}

/// The life of a city.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum CityState {
    /// Not open yet: people ask for it.
    Petition,
    Open,
    /// Read-only and exportable; links keep answering.
    Archived,
}

impl CityState {
    /// As the `state` column holds it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Petition => "petition",
            Self::Open => "open",
            Self::Archived => "archived",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        [Self::Petition, Self::Open, Self::Archived]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

impl Character {
    /// As the `character` column holds it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shows => "shows",
            Self::Experiences => "experiences",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        [Self::Shows, Self::Experiences]
            .into_iter()
            .find(|character| character.name() == name)
    }
}

/// A polygon inside a city.
#[derive(Debug)]
pub struct Neighbourhood {
    pub id: NeighbourhoodId,
    pub key: String,
    pub kind: String,
    pub names: Names,
    /// The borough or the group of wards that it belongs to.
    pub district_names: Names,
    pub outline: Outline,
}

/// A vertical as cities show it; one community may live in several cities.
#[derive(Debug)]
pub struct Community {
    pub id: crate::ids::CommunityId,
    pub slug: String,
    pub names: Names,
    pub descriptions: Names,
    /// Lower-case words by which an imported event is put into the community.
    pub keywords: Vec<String>,
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}
