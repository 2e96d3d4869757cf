//! A place as its page shows it.

use serde_json::{Value, json};

use super::{Category, Place, Source};
use crate::cities::City;
use crate::covers::{self, Locator, Shape};
use crate::frame::Page;
use crate::ids::PlaceId;

/// The view struct of `places/facts.html`.
pub struct PlaceView {
    pub id: PlaceId,
    pub name: String,
    /// The name in the city's own language, with its tag, where that differs.
    pub local_name: Option<(&'static str, String)>,
    pub category: String,
    /// Key and name.
    pub neighbourhood: Option<(String, String)>,
    pub city: (String, String),
    pub cover: String,
    /// The same for narrow screens.
    pub square: String,
    pub locator: Option<Locator>,
    /// A `geo:` address (RFC 5870), which the reader's own map opens.
    pub geo: String,
    pub source: Source,
    /// schema.org, ready for a script element.
    pub json_ld: String,
}

impl PlaceView {
    /// `public_url` is this server's own address.
    pub fn of(page: &Page, city: &City, place: &Place, public_url: &str) -> Self {
        let lang = page.lang;
        let name = place.names.get(lang).to_owned();
        let local = place
            .names
            .exact(city.locale)
            .filter(|local| *local != name);
        let neighbourhood = place.neighbourhood.and_then(|id| city.neighbourhood(id));
        let cover = |shape| covers::cover_url(city, place.neighbourhood, place.id.get(), shape);
        let named = |lang| neighbourhood.map(|known| known.names.get(lang).to_owned());
        Self {
            id: place.id,
            local_name: local.map(|local| (city.locale.tag(), local.to_owned())),
            category: page.t(place.category.key()),
            neighbourhood: neighbourhood
                .map(|known| known.key.clone())
                .zip(named(lang)),
            city: (city.slug.clone(), city.names.get(lang).to_owned()),
            cover: cover(Shape::Card),
            square: cover(Shape::Square),
            locator: Locator::draw(city, neighbourhood.map(AsRef::as_ref), Some(place.spot)),
            geo: format!("geo:{},{}", place.spot.lat(), place.spot.lon()),
            source: place.source.clone(),
            json_ld: script_safe(&schema_org(city, place, &name, public_url)),
            name,
        }
    }
}

/// The place after schema.org, for search engines.
fn schema_org(city: &City, place: &Place, name: &str, public_url: &str) -> Value {
    let others: Vec<&str> = place
        .names
        .iter()
        .map(|(_, name)| name)
        .filter(|other| *other != name)
        .collect();
    json!({
        "@context": "https://schema.org",
        "@type": schema_type(place.category),
        "@id": format!("{public_url}/places/{}", place.id),
        "url": format!("{public_url}/places/{}", place.id),
        "name": name,
        "alternateName": others,
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": place.spot.lat(),
            "longitude": place.spot.lon(),
        },
        "containedInPlace": {
            "@type": "City",
            "name": city.names.get(crate::text::Lang::En),
        },
    })
}

fn schema_type(category: Category) -> &'static str {
    match category {
        Category::Park | Category::Garden => "Park",
        Category::Museum | Category::Gallery => "Museum",
        Category::Library => "Library",
        Category::Theatre => "PerformingArtsTheater",
        Category::Music => "MusicVenue",
        Category::Stadium => "StadiumOrArena",
        Category::Station => "TrainStation",
        Category::Temple => "BuddhistTemple",
        Category::Church => "Church",
        Category::Shrine => "PlaceOfWorship",
        Category::Zoo => "Zoo",
        Category::Bridge => "Bridge",
        Category::Hall | Category::Venue => "EventVenue",
        Category::Landmark => "LandmarksOrHistoricalBuildings",
        Category::Square | Category::Street | Category::Waterfront | Category::Market => "Place",
    }
}

/// JSON that cannot end the script element it stands in.
pub fn script_safe(json: &Value) -> String {
    json.to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
