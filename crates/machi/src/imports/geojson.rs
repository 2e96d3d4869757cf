//! Places as a GeoJSON feature collection (RFC 7946), with names as OpenStreetMap tags them.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::draft::{Fault, FileProblem, ITEMS_MAX, Parsed, Reason, Venue, bounded};
use super::encoding::decode;
use super::reader::Reading;
use crate::cities::{Outline, Spot};
use crate::places::Category;
use crate::text::{Lang, Names};

#[derive(Deserialize)]
struct Collection {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    properties: Option<Map<String, Value>>,
    #[serde(default)]
    geometry: Option<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    coordinates: Value,
}

/// Properties that name the place, by language; `name` is in the city's own.
const NAME_KEYS: [(Lang, &[&str]); 4] = [
    (Lang::En, &["name:en", "name_en"]),
    (Lang::Ja, &["name:ja", "name_ja"]),
    (
        Lang::ZhHans,
        &["name:zh-Hans", "name_zh_hans", "name:zh", "name_zh"],
    ),
    (Lang::Ko, &["name:ko", "name_ko"]),
];

/// Properties that say what it is.
const KIND_KEYS: [&str; 8] = [
    "category", "amenity", "tourism", "leisure", "shop", "historic", "railway", "natural",
];

/// Values that others use for our categories (OpenStreetMap's wiki, "Map features").
const KINDS: [(&str, Category); 16] = [
    ("theater", Category::Theatre),
    ("cinema", Category::Theatre),
    ("arts_centre", Category::Hall),
    ("music_venue", Category::Music),
    ("nightclub", Category::Music),
    ("concert_hall", Category::Hall),
    ("marketplace", Category::Market),
    ("place_of_worship", Category::Church),
    ("sports_centre", Category::Stadium),
    ("attraction", Category::Landmark),
    ("monument", Category::Landmark),
    ("viewpoint", Category::Landmark),
    ("playground", Category::Park),
    ("nature_reserve", Category::Park),
    ("beach", Category::Waterfront),
    ("aquarium", Category::Zoo),
];

/// Reads the file. Lines of the report are numbers of features, from 1.
pub(super) fn read(bytes: &[u8], reading: &Reading) -> Result<Parsed, FileProblem> {
    let text = decode(bytes)?;
    if text.trim().is_empty() {
        return Err(FileProblem::new(Fault::Empty));
    }
    let collection: Collection = serde_json::from_str(&text).map_err(|error| {
        let fault = if error.is_data() {
            Fault::NotGeoJson
        } else {
            Fault::NotJson
        };
        FileProblem::new(fault).at(u64::try_from(error.line()).unwrap_or(1))
    })?;
    if collection.kind != "FeatureCollection" {
        return Err(FileProblem::new(Fault::NotGeoJson).field("type"));
    }
    let mut parsed = Parsed::default();
    let mut keys = HashSet::new();
    for (number, feature) in (1_u64..).zip(&collection.features) {
        let name = feature.text(&["name"]);
        match venue(number, feature, reading.lang) {
            Err((field, reason)) => parsed.skip(number, field, reason, &name),
            Ok(venue) if !keys.insert(venue.key.clone()) => {
                parsed.skip(number, "id", Reason::DoubleKey, &name);
            }
            Ok(_) if parsed.venues.len() >= ITEMS_MAX => {
                parsed.skip(number, "id", Reason::TooMany, &name);
            }
            Ok(venue) => {
                parsed.venues.push(venue);
                parsed.kept_rows += 1;
            }
        }
    }
    reading.done(reading.bytes);
    Ok(parsed)
}

fn venue(line: u64, feature: &Feature, lang: Lang) -> Result<Venue, (&'static str, Reason)> {
    let own = feature.text(&["name"]);
    let named = NAME_KEYS.map(|(lang, keys)| (lang, feature.text(keys)));
    let mut names = Names::new(named.clone());
    if names.exact(lang).is_none() && !own.is_empty() {
        names = Names::new(named.into_iter().chain([(lang, own.clone())]));
    }
    if names.is_empty() {
        return Err(("name", Reason::Missing));
    }
    let geometry = feature
        .geometry
        .as_ref()
        .ok_or(("geometry", Reason::Missing))?;
    let spot = middle(geometry).ok_or(("geometry", Reason::BadGeometry))?;
    let key = feature
        .key()
        .unwrap_or_else(|| format!("{}@{},{}", names.get(lang), spot.lat_e6, spot.lon_e6));
    Ok(Venue {
        key,
        line,
        names,
        category: feature.category(),
        spot,
    })
}

impl Feature {
    fn text(&self, keys: &[&str]) -> String {
        let properties = self.properties.as_ref();
        let mut found = keys
            .iter()
            .filter_map(|key| properties?.get(*key)?.as_str());
        found.next().map(bounded).unwrap_or_default()
    }

    /// Stable within the source.
    fn key(&self) -> Option<String> {
        let properties = self.properties.as_ref();
        let named = ["id", "@id", "key"]
            .iter()
            .filter_map(|key| properties?.get(*key));
        let mut values = std::iter::once(&self.id).chain(named);
        values.find_map(|value| match value {
            Value::String(text) if !text.trim().is_empty() => Some(bounded(text)),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    }

    fn category(&self) -> Category {
        let kinds = KIND_KEYS.iter().map(|key| self.text(&[key]).to_lowercase());
        let known = |kind: String| {
            let ours = Category::parse(&kind);
            ours.or_else(|| Some(KINDS.iter().find(|(theirs, _)| *theirs == kind)?.1))
        };
        kinds.filter_map(known).next().unwrap_or(Category::Venue)
    }
}

/// A point, or the middle of an area.
fn middle(geometry: &Geometry) -> Option<Spot> {
    let coordinates = geometry.coordinates.clone();
    match geometry.kind.as_str() {
        "Point" => {
            let position: Vec<f64> = serde_json::from_value(coordinates).ok()?;
            Spot::from_degrees(*position.get(1)?, *position.first()?)
        }
        "Polygon" => outline_middle(&[serde_json::from_value(coordinates).ok()?]),
        "MultiPolygon" => {
            let polygons: Vec<Vec<Vec<[f64; 2]>>> = serde_json::from_value(coordinates).ok()?;
            outline_middle(&polygons)
        }
        _ => None,
    }
}

fn outline_middle(polygons: &[Vec<Vec<[f64; 2]>>]) -> Option<Spot> {
    Outline::from_degrees(polygons).middle()
}
