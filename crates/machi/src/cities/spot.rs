//! A spot, for programs.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Spot;

/// A spot in degrees (WGS 84).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct SpotJson {
    pub lat: f64,
    pub lon: f64,
}

impl From<Spot> for SpotJson {
    fn from(spot: Spot) -> Self {
        Self {
            lat: spot.lat(),
            lon: spot.lon(),
        }
    }
}
