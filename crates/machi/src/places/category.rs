//! What kind of place it is.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A place's kind, as packs and imports name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    Park,
    Garden,
    Square,
    Street,
    Waterfront,
    Bridge,
    Landmark,
    Museum,
    Gallery,
    Library,
    Theatre,
    Music,
    Hall,
    Stadium,
    Market,
    Station,
    Temple,
    Shrine,
    Church,
    Zoo,
    /// A venue of which the source says no more.
    Venue,
}

/// Category, its name in data, its text's key.
const NAMES: [(Category, &str, &str); 21] = [
    (Category::Park, "park", "places-park"),
    (Category::Garden, "garden", "places-garden"),
    (Category::Square, "square", "places-square"),
    (Category::Street, "street", "places-street"),
    (Category::Waterfront, "waterfront", "places-waterfront"),
    (Category::Bridge, "bridge", "places-bridge"),
    (Category::Landmark, "landmark", "places-landmark"),
    (Category::Museum, "museum", "places-museum"),
    (Category::Gallery, "gallery", "places-gallery"),
    (Category::Library, "library", "places-library"),
    (Category::Theatre, "theatre", "places-theatre"),
    (Category::Music, "music", "places-music"),
    (Category::Hall, "hall", "places-hall"),
    (Category::Stadium, "stadium", "places-stadium"),
    (Category::Market, "market", "places-market"),
    (Category::Station, "station", "places-station"),
    (Category::Temple, "temple", "places-temple"),
    (Category::Shrine, "shrine", "places-shrine"),
    (Category::Church, "church", "places-church"),
    (Category::Zoo, "zoo", "places-zoo"),
    (Category::Venue, "venue", "places-venue"),
];

impl Category {
    /// As the `category` column, packs and the API write it.
    pub fn name(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// The key of its text.
    pub fn key(self) -> &'static str {
        NAMES[self as usize].2
    }

    pub fn parse(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(_, known, _)| *known == name)
            .map(|(category, ..)| *category)
    }

    /// Every name, for messages.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(_, name, _)| *name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_the_categories() {
        for (place, (category, name, key)) in NAMES.into_iter().enumerate() {
            assert_eq!(category as usize, place);
            assert_eq!(key, format!("places-{name}"));
        }
    }
}
