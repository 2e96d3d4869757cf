//! City packs: a city opened from a folder of data.

mod city_toml;
mod files;
mod outlines;
mod places_csv;
mod problem;

use std::collections::HashMap;
use std::path::Path;

use store::Tx;

use crate::cities;
use crate::cities::Outline;
use crate::cities::put::{CityDraft, NeighbourhoodDraft, Put};
use crate::communities::put::CommunityDraft;
use crate::error::Result;
use crate::ids::CityId;
use crate::places::put::PlaceDraft;
use crate::places::source::SourceDraft;
use crate::text::Lang;
use crate::{communities, places};

pub use files::{shipped_file, shipped_names};
pub use places_csv::PackPlace;
pub use problem::Problem;

/// A pack that was read and found valid.
#[derive(Debug, Clone)]
pub struct Pack {
    pub city: CityDraft,
    pub communities: Vec<CommunityDraft>,
    pub neighbourhoods: Vec<NeighbourhoodDraft>,
    pub places: Vec<PackPlace>,
    /// Who compiled the places.
    pub attribution: String,
}

impl Pack {
    /// The pack in this folder, or the one of this name that comes with Machi.
    pub fn find(name_or_folder: &str) -> Result<Self, Problem> {
        let folder = Path::new(name_or_folder);
        if folder.is_dir() {
            return Self::in_folder(folder);
        }
        Self::shipped(name_or_folder).unwrap_or_else(|| {
            let names = shipped_names().join(", ");
            let text = format!(
                "{name_or_folder} is neither a folder nor one of the packs that come with Machi ({names})"
            );
            Err(Problem::new(files::CITY, text))
        })
    }

    pub fn in_folder(folder: &Path) -> Result<Self, Problem> {
        Self::read(files::Files::in_folder(folder)?)
    }

    /// A pack that comes with Machi; `None` when there is none of this name.
    pub fn shipped(name: &str) -> Option<Result<Self, Problem>> {
        files::Files::shipped(name).map(|files| Self::read(files?))
    }

    fn read(files: files::Files) -> Result<Self, Problem> {
        if files.licence.trim().is_empty() {
            let text = "is empty: say under which licence the pack's data is";
            return Err(Problem::new(files::LICENCE, text));
        }
        let (city, communities) = city_toml::read(&files.city)?;
        let neighbourhoods = outlines::read(&files.neighbourhoods)?;
        let by_key: HashMap<_, _> = neighbourhoods
            .iter()
            .map(|draft| (draft.key.clone(), Outline::from_degrees(&draft.polygons)))
            .collect();
        let (places, attribution) = places_csv::read(&files.places, &by_key)?;
        Ok(Self {
            city,
            communities,
            neighbourhoods,
            places,
            attribution,
        })
    }
}

/// How many rows of a kind were written, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub new: usize,
    pub changed: usize,
    pub same: usize,
}

impl Tally {
    fn of(puts: impl IntoIterator<Item = Put>) -> Self {
        let mut tally = Self::default();
        for put in puts {
            match put {
                Put::New => tally.new += 1,
                Put::Changed => tally.changed += 1,
                Put::Same => tally.same += 1,
            }
        }
        tally
    }

    fn is_same(self) -> bool {
        self.new == 0 && self.changed == 0
    }
}

/// What opening a city came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    pub city: CityId,
    pub put: Put,
    pub neighbourhoods: Tally,
    pub communities: Tally,
    pub places: Tally,
}

/// Opens the pack's city, or brings it up to date: what the pack names keeps its id, by slug and
/// key, and only what differs is written. One change tells of all of it.
pub async fn open(tx: &mut Tx, pack: &Pack) -> Result<Opened> {
    let (city, put) = cities::put::put(tx, &pack.city).await?;
    let (ids, neighbourhoods) =
        cities::put::put_neighbourhoods(tx, city, &pack.neighbourhoods).await?;
    let communities = communities::put::put(tx, city, &pack.communities).await?;
    let source = SourceDraft {
        kind: "pack",
        key: "pack".into(),
        name: format!("{} city pack", pack.city.names.get(Lang::En)),
        url: String::new(),
        attribution: pack.attribution.clone(),
    };
    let (source, source_changed) = places::source::put(tx, city, &source).await?;
    let drafts: Vec<_> = pack
        .places
        .iter()
        .map(|place| PlaceDraft {
            source_key: place.key.clone(),
            names: place.names.clone(),
            category: place.category,
            spot: place.spot,
            neighbourhood: place
                .neighbourhood
                .as_ref()
                .and_then(|key| ids.get(key))
                .copied(),
        })
        .collect();
    let places = places::put::put(tx, city, source, &drafts).await?;
    let opened = Opened {
        city,
        put,
        neighbourhoods: Tally::of(neighbourhoods),
        communities: Tally::of(communities),
        places: Tally::of(places.into_iter().map(|(_, put)| put)),
    };
    let same = put == Put::Same
        && [opened.neighbourhoods, opened.communities, opened.places]
            .into_iter()
            .all(Tally::is_same);
    if !same || source_changed {
        cities::put::changed(tx, city).await?;
    }
    Ok(opened)
}

#[cfg(test)]
mod tests;
