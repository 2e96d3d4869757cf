//! `neighbourhoods.geojson`: a FeatureCollection (RFC 7946) of the city's neighbourhoods.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::Value;

use super::Problem;
use super::city_toml::NAME_CHARS_MAX;
use super::files::NEIGHBOURHOODS;
use crate::cities::Spot;
use crate::cities::put::NeighbourhoodDraft;
use crate::text::{Lang, Names};

const NEIGHBOURHOODS_MAX: usize = 5_000;
const POINTS_MAX: usize = 2_000_000;
const KEY_CHARS_MAX: usize = 60;
/// Three corners, and the first again.
const RING_POINTS_MIN: usize = 4;

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    key: String,
    kind: String,
    name: Names,
    district_name: Names,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: GeometryKind,
    coordinates: Value,
}

#[derive(Deserialize, PartialEq)]
enum GeometryKind {
    Polygon,
    MultiPolygon,
}

type Polygon = Vec<Vec<[f64; 2]>>;

/// Reads every neighbourhood, in the file's order.
pub(super) fn read(text: &str) -> Result<Vec<NeighbourhoodDraft>, Problem> {
    let collection: Collection = serde_json::from_str(text)
        .map_err(|error| Problem::new(NEIGHBOURHOODS, error.to_string()).line(error.line()))?;
    if collection.features.is_empty() || collection.features.len() > NEIGHBOURHOODS_MAX {
        let text = format!("a city has 1 to {NEIGHBOURHOODS_MAX} neighbourhoods");
        return Err(Problem::new(NEIGHBOURHOODS, text).field("features"));
    }
    let mut keys = HashSet::new();
    let mut points = 0;
    let mut drafts = Vec::with_capacity(collection.features.len());
    for (number, feature) in (1..).zip(collection.features) {
        let key = feature.properties.key.clone();
        let at = |problem: Problem| problem.item(format!("feature {number} ({key})"));
        if !keys.insert(key.clone()) {
            return Err(at(Problem::new(NEIGHBOURHOODS, "stands twice").field("key")));
        }
        let draft = neighbourhood(feature).map_err(at)?;
        points += draft.polygons.iter().flatten().map(Vec::len).sum::<usize>();
        if points > POINTS_MAX {
            let text = format!("the file has more than {POINTS_MAX} points");
            return Err(at(Problem::new(NEIGHBOURHOODS, text).field("coordinates")));
        }
        drafts.push(draft);
    }
    Ok(drafts)
}

fn neighbourhood(feature: Feature) -> Result<NeighbourhoodDraft, Problem> {
    let Properties {
        key,
        kind,
        name,
        district_name,
    } = feature.properties;
    for (field, text) in [("key", &key), ("kind", &kind)] {
        if text.is_empty() || text.chars().count() > KEY_CHARS_MAX {
            let why = format!("is empty or longer than {KEY_CHARS_MAX} characters");
            return Err(Problem::new(NEIGHBOURHOODS, why).field(field));
        }
    }
    for (field, names) in [("name", &name), ("district_name", &district_name)] {
        check_names(field, names)?;
    }
    Ok(NeighbourhoodDraft {
        key,
        kind,
        names: name,
        district_names: district_name,
        polygons: polygons(feature.geometry)?,
    })
}

fn check_names(field: &str, names: &Names) -> Result<(), Problem> {
    let problem = |text: String| Err(Problem::new(NEIGHBOURHOODS, text).field(field));
    if names.exact(Lang::En).is_none() {
        return problem("has no text in English (en)".into());
    }
    let too_long = |name: &str| name.chars().count() > NAME_CHARS_MAX;
    if names.iter().any(|(_, name)| too_long(name)) {
        return problem(format!("is longer than {NAME_CHARS_MAX} characters"));
    }
    Ok(())
}

fn polygons(geometry: Geometry) -> Result<Vec<Polygon>, Problem> {
    let problem = |text: String| Problem::new(NEIGHBOURHOODS, text).field("coordinates");
    let coordinates = geometry.coordinates;
    let polygons: Vec<Polygon> = if geometry.kind == GeometryKind::Polygon {
        serde_json::from_value(coordinates).map(|polygon| vec![polygon])
    } else {
        serde_json::from_value(coordinates)
    }
    .map_err(|error| problem(error.to_string()))?;
    if polygons.is_empty() || polygons.iter().any(Vec::is_empty) {
        return Err(problem("has no ring".into()));
    }
    for ring in polygons.iter().flatten() {
        if ring.len() < RING_POINTS_MIN || ring.first() != ring.last() {
            return Err(problem("has a ring that is not closed".into()));
        }
        if let Some([lon, lat]) = ring
            .iter()
            .find(|[lon, lat]| Spot::from_degrees(*lat, *lon).is_none())
        {
            return Err(problem(format!("[{lon}, {lat}] does not lie on the Earth")));
        }
    }
    Ok(polygons)
}
