//! Opening cities from packs.

use std::path::Path;

use store::{Tx, args};

use super::*;
use crate::changes::Change;
use crate::cities::{Cities, CityState, Spot};
use crate::text::Lang;
use crate::town::{SHIPPED, Town};

/// A pack of one square neighbourhood and one place, to break.
fn small() -> files::Files {
    files::Files {
        city: r##"slug = "smallville"
time_zone = "Europe/Lisbon"
currency = "EUR"
locale = "en"
state = "petition"
character = "shows"
center = { lat = 1.5, lon = 1.5 }
bounds = { south = 1.0, west = 1.0, north = 2.0, east = 2.0 }
cheap_up_to_minor = 1000
name = { en = "Smallville" }
tagline = { en = "Small." }
district_word = { en = "Quarter" }
[palette]
ink = "#000000"
paper = "#ffffff"
accent = "#ff0000"
second = "#00ff00"
third = "#0000ff"
[[communities]]
slug = "walks"
name = { en = "Walks" }
description = { en = "Out and about." }
keywords = ["walk"]
"##
        .into(),
        neighbourhoods: r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"key":"A","kind":"quarter","name":{"en":"Old Town"},"district_name":{"en":"Centre"}},"geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,2],[1,1]]]}}
]}"#
        .into(),
        places: "key,lat,lon,category,neighbourhood,name_en,name_ja,name_zh_hans,name_ko,source\n\
                 green,1.5,1.5,park,A,The Green,,,,compiled by the project\n"
            .into(),
        licence: "CC0-1.0".into(),
    }
}

async fn open_small(town: &Town, files: files::Files) -> Opened {
    let pack = Pack::read(files).unwrap();
    town.app
        .write(async |tx: &mut Tx| open(tx, &pack).await)
        .await
        .unwrap()
}

#[tokio::test]
async fn opening_a_city_twice_is_opening_it_once() {
    let town = Town::new().await;
    let first = open_small(&town, small()).await;
    assert_eq!(
        first.places,
        Tally {
            new: 1,
            ..Tally::default()
        }
    );
    let second = open_small(&town, small()).await;
    assert_eq!(second.city, first.city);
    assert_eq!(second.put, Put::Same);
    assert_eq!(
        second.places,
        Tally {
            same: 1,
            ..Tally::default()
        }
    );
    assert_eq!(
        second.neighbourhoods,
        Tally {
            same: 1,
            ..Tally::default()
        }
    );
    assert_eq!(
        second.communities,
        Tally {
            same: 1,
            ..Tally::default()
        }
    );
    assert_eq!(
        town.changes().await,
        [Change::CityChanged { city: first.city }]
    );
}

#[tokio::test]
async fn a_second_opening_updates_what_changed_and_keeps_ids_and_state() {
    let town = Town::new().await;
    let city = open_small(&town, small()).await.city;
    town.settle().await;
    let cities = town.app.view::<Cities>().unwrap();
    let before = cities.by_slug("smallville").unwrap();
    town.app
        .write(async |tx: &mut Tx| cities::state::set(tx, city, CityState::Open).await)
        .await
        .unwrap();

    let mut files = small();
    files.neighbourhoods = files.neighbourhoods.replace("Old Town", "Older Town");
    files.places = files.places.replace("The Green", "The Greens");
    let opened = open_small(&town, files).await;
    assert_eq!(opened.places.changed, 1);
    assert_eq!(opened.neighbourhoods.changed, 1);
    town.settle().await;

    let after = cities.by_slug("smallville").unwrap();
    assert_eq!(after.state, CityState::Open);
    assert_eq!(after.neighbourhoods[0].id, before.neighbourhoods[0].id);
    assert_eq!(after.neighbourhoods[0].names.get(Lang::En), "Older Town");
    let rows = town
        .app
        .read(async |tx: &mut Tx| {
            Ok(tx
                .all::<(String,)>("select names from place", args![])
                .await?)
        })
        .await
        .unwrap();
    assert_eq!(rows, [(r#"{"en":"The Greens"}"#.to_owned(),)]);
}

type Break = fn(&mut files::Files);

/// Each broken pack is refused with a message that begins so.
fn refuses(cases: &[(Break, &str)]) {
    for (break_it, expected) in cases {
        let mut files = small();
        break_it(&mut files);
        let problem = Pack::read(files).unwrap_err().to_string();
        assert!(
            problem.starts_with(expected),
            "{problem}\n  is not\n{expected}"
        );
    }
}

#[test]
fn a_broken_city_is_named_by_line_and_field() {
    refuses(&[
        (
            |f| f.city = f.city.replace("Europe/Lisbon", "Europe/Atlantis"),
            "city.toml, line 2, field time_zone: Europe/Atlantis is no IANA time zone",
        ),
        (
            |f| f.city = f.city.replace("petition", "closed"),
            "city.toml, line 5, field state: unknown variant",
        ),
        (
            |f| f.city = f.city.replace("currency", "curency"),
            "city.toml, line 3, field curency: unknown field",
        ),
        (
            |f| f.city = f.city.replace("lat = 1.5", "lat = 2.5"),
            "city.toml, line 7, field center: does not lie within the bounds",
        ),
        (
            |f| f.city = f.city.replace("#00ff00", "green"),
            "city.toml, line 17, field palette.second: is no colour",
        ),
        (
            |f| f.city = f.city.replace(r#"["walk"]"#, r#"["Walk"]"#),
            "city.toml, line 23, community walks, field keywords: “Walk” is not in lower case",
        ),
        (
            |f| {
                f.city = f
                    .city
                    .replace(r#"name = { en = "Walks" }"#, r#"name = { ja = "散歩" }"#)
            },
            "city.toml, line 21, community walks, field name: has no text in English",
        ),
        (
            |f| f.city = f.city.replace("\"smallville\"", "\"Small Ville\""),
            "city.toml, line 1, field slug: is not of",
        ),
    ]);
}

#[test]
fn a_broken_outline_is_named_by_feature_and_field() {
    refuses(&[
        (
            |f| f.neighbourhoods = f.neighbourhoods.replace(r#""kind":"quarter","#, ""),
            "neighbourhoods.geojson, line 2: missing field `kind`",
        ),
        (
            |f| f.neighbourhoods = f.neighbourhoods.replace(",[1,1]]]", "]]"),
            "neighbourhoods.geojson, feature 1 (A), field coordinates: has a ring that is not closed",
        ),
        (
            |f| f.neighbourhoods = f.neighbourhoods.replace("[2,2]", "[2,\"x\"]"),
            "neighbourhoods.geojson, feature 1 (A), field coordinates: invalid type",
        ),
    ]);
}

#[test]
fn a_broken_place_is_named_by_line_and_field() {
    refuses(&[
        (
            |f| f.places = f.places.replace(",park,", ",pub,"),
            "places.csv, line 2, green, field category: pub is none of park",
        ),
        (
            |f| f.places = f.places.replace("1.5,1.5", "3.5,1.5"),
            "places.csv, line 2, green, field neighbourhood: the place does not lie in A",
        ),
        (
            |f| f.places = f.places.replace("1.5,1.5", "north,1.5"),
            "places.csv, line 2, field lat: invalid float literal",
        ),
        (
            |f| f.places = f.places.replace("name_ko", "name_kr"),
            "places.csv, line 2: missing field `name_ko`",
        ),
        (|f| f.licence.clear(), "LICENSE.md: is empty"),
    ]);
}

#[test]
fn a_missing_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let problem = Pack::in_folder(folder.path()).unwrap_err();
    assert_eq!(problem.file, "city.toml");
    assert!(Pack::find("nowhere").unwrap_err().text.contains("tokyo"));
}

#[test]
fn the_packs_that_come_with_machi_are_whole() {
    for name in SHIPPED {
        let pack = Pack::shipped(name).unwrap().unwrap();
        let names =
            |names: &crate::text::Names| Lang::ALL.iter().all(|lang| names.exact(*lang).is_some());
        assert_eq!(pack.city.slug, name);
        assert!(names(&pack.city.names) && names(&pack.city.taglines));
        assert!(names(&pack.city.district_names));
        for neighbourhood in &pack.neighbourhoods {
            assert!(names(&neighbourhood.names), "{name} {}", neighbourhood.key);
            assert!(
                names(&neighbourhood.district_names),
                "{name} {}",
                neighbourhood.key
            );
        }
        for community in &pack.communities {
            assert!(names(&community.names) && names(&community.descriptions));
            assert!(
                community
                    .keywords
                    .iter()
                    .all(|word| *word == word.to_lowercase())
            );
        }
        let outlines: HashMap<_, _> = pack
            .neighbourhoods
            .iter()
            .map(|draft| (&draft.key, Outline::from_degrees(&draft.polygons)))
            .collect();
        for place in &pack.places {
            assert!(names(&place.names), "{name} {}", place.key);
            let home = place.neighbourhood.as_ref().unwrap();
            assert!(
                outlines[home].holds(place.spot),
                "{name} {} in {home}",
                place.key
            );
        }
    }
}

#[tokio::test]
async fn new_york_and_tokyo_open_with_their_neighbourhoods_and_places() {
    let town = Town::with_cities().await;
    let cities = town.app.view::<Cities>().unwrap();
    let new_york = cities.by_slug("new-york").unwrap();
    assert_eq!(new_york.neighbourhoods.len(), 195);
    assert_eq!(new_york.zone_name, "America/New_York");
    let tokyo = cities.by_slug("tokyo").unwrap();
    let wards = tokyo
        .neighbourhoods
        .iter()
        .filter(|area| area.kind == "ward");
    assert_eq!(wards.count(), 23);
    let shibuya = tokyo.neighbourhood_at(Spot::from_degrees(35.6595, 139.7005).unwrap());
    assert_eq!(shibuya.unwrap().names.get(Lang::Ja), "渋谷区");
}

#[test]
fn a_folder_and_a_name_lead_to_the_same_pack() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/tokyo");
    let by_folder = Pack::find(folder.to_str().unwrap()).unwrap();
    let by_name = Pack::find("tokyo").unwrap();
    assert_eq!(by_folder.places.len(), by_name.places.len());
    assert_eq!(by_folder.city.slug, by_name.city.slug);
}
