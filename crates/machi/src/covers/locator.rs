//! A small map that says "about here": the city, the neighbourhood, a pin.

use crate::cities::{City, Neighbourhood, Outline, Spot};

use super::map::Map;

const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 400.0;
/// Without a neighbourhood: sheet units in a degree of latitude, about 8 km from top to bottom.
const SCALE: f64 = 5_500.0;
const SHAPE_SIDE: f64 = 96.0;

/// The outline alone, as SVG path data in a box of 96 × 96.
pub fn shape(outline: &Outline) -> String {
    let side = SHAPE_SIDE;
    let room = (side - 6.0, side - 6.0);
    let mut data = String::new();
    if let Some(map) = Map::fitting(outline, (side, side), room, (side / 2.0, side / 2.0), 0.0) {
        map.path(outline, &mut data);
    }
    data
}

/// The view struct of `covers/locator.html`.
pub struct Locator {
    /// SVG path data in a box of 600 × 400.
    pub land: String,
    pub neighbourhood: String,
    /// Where the pin stands; none when only the neighbourhood is known.
    pub pin: Option<(i64, i64)>,
}

impl Locator {
    /// `None` when there is nothing to show.
    pub fn draw(city: &City, about: Option<&Neighbourhood>, spot: Option<Spot>) -> Option<Self> {
        let (size, middle) = ((WIDTH, HEIGHT), (WIDTH / 2.0, HEIGHT / 2.0));
        let fitting = about.and_then(|about| {
            Map::fitting(
                &about.outline,
                size,
                (WIDTH * 0.5, HEIGHT * 0.62),
                middle,
                0.0,
            )
        });
        let map = match (fitting, spot) {
            (Some(map), _) => map,
            (None, Some(spot)) => Map::around(spot, size, SCALE, middle, 0.0),
            (None, None) => return None,
        };
        let mut land = String::new();
        for other in &city.neighbourhoods {
            if about.is_none_or(|about| about.id != other.id) && map.shows(&other.outline) {
                map.path(&other.outline, &mut land);
            }
        }
        let mut neighbourhood = String::new();
        if let Some(about) = about {
            map.path(&about.outline, &mut neighbourhood);
        }
        let pin = spot.map(|spot| {
            let (x, y) = map.project(spot);
            (x.round() as i64, y.round() as i64)
        });
        Some(Self {
            land,
            neighbourhood,
            pin,
        })
    }
}
