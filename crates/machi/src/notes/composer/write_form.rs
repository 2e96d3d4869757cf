//! The form of a note as a browser sends it, and what it becomes.

use std::collections::HashMap;

use serde::Deserialize;
use store::Tx;

use crate::cities::{City, Spot};
use crate::error::{Error, Refusal, Result};
use crate::ids::{AccountId, EventId, NeighbourhoodId, PhotoId, PlaceId};
use crate::notes::later::Later;
use crate::notes::written::Written;
use crate::photos::{Chosen, PHOTOS_MAX};
use crate::places::{self, named};
use crate::text::Lang;

/// Each may be missing.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct WriteForm {
    pub(super) text: String,
    pub(super) title: String,
    /// What the place is called.
    pub(super) place_name: String,
    /// The place's id, once it was chosen; it counts as long as the place is called so.
    pub(super) place: String,
    pub(super) event: String,
    /// The neighbourhood's id: where it is, when neither a place nor an event says so.
    pub(super) neighbourhood: String,
    /// Latitude and longitude in degrees, between them a comma: where the photo was taken. It counts
    /// when the exact spot is turned on.
    pub(super) spot: String,
    pub(super) precise: String,
    /// When all of this is shown, see [`Later::parse`].
    pub(super) later: String,
    pub(super) communities: Vec<String>,
    pub(super) lang: String,
    /// The ids of photos, and in the same order what is said for who cannot see them.
    pub(super) photos: Vec<String>,
    pub(super) alts: Vec<String>,
    /// Those of the photos that are not wanted after all.
    pub(super) without: Vec<String>,
    /// By which the client knows what it posts.
    pub(super) post_key: String,
    /// By which it knows the files that it sends along.
    pub(super) upload: String,
    /// Whose the form was when it was filled in; it may be sent much later.
    pub(super) author: String,
}

/// What a form becomes: a note as it was typed, or the places that its place's name may mean.
pub(super) enum Read {
    Written(Written),
    Several(Vec<named::Named>),
}

impl WriteForm {
    /// # Errors
    /// Refused for a place that nothing is called like, for ids that are none, and for a form that
    /// somebody else filled in.
    pub(super) async fn read(&self, tx: &mut Tx, by: AccountId, city: &City) -> Result<Read> {
        if !self.author.is_empty() && self.author != by.to_string() {
            return Err(Refusal::new("notes-other-author").into());
        }
        let place = match self.place(tx, city).await? {
            Ok(place) => place,
            Err(several) => return Ok(Read::Several(several)),
        };
        let elsewhere = || Refusal::new("notes-community-elsewhere").on("communities");
        let communities = self.communities.iter();
        let communities = communities
            .map(|id| id.parse().map_err(|_| elsewhere().into()))
            .collect::<Result<Vec<_>>>()?;
        Ok(Read::Written(Written {
            title: self.title.clone(),
            body: self.text.clone(),
            lang: self.lang.clone(),
            place,
            event: self.event()?,
            neighbourhood: self.neighbourhood()?,
            spot: self.spot()?,
            later: Later::parse(&self.later)?,
            communities,
            photos: self.chosen()?,
        }))
    }

    /// The photos that are to be shown, in their order.
    ///
    /// # Errors
    /// Refused for an id that is none, and for far too many.
    pub(super) fn chosen(&self) -> Result<Vec<Chosen>> {
        let gone = || Error::from(Refusal::new("photos-gone").on("photos"));
        let alts = self.alts.iter().map(String::as_str);
        let alts = alts.chain(std::iter::repeat(""));
        // One more, so that too many are seen to be too many.
        let photos = self.photos.iter().zip(alts).take(PHOTOS_MAX + 1);
        photos
            .filter(|(id, _)| !self.without.contains(id))
            .map(|(id, alt)| {
                Ok(Chosen {
                    photo: id.parse().map_err(|_| gone())?,
                    alt: alt.to_owned(),
                })
            })
            .collect()
    }

    /// What is typed for each photo.
    pub(super) fn alts(&self) -> HashMap<PhotoId, String> {
        let chosen = self.chosen().unwrap_or_default().into_iter();
        chosen.map(|chosen| (chosen.photo, chosen.alt)).collect()
    }

    /// With these photos behind those that are there.
    pub(super) fn with_photos(mut self, photos: impl IntoIterator<Item = PhotoId>) -> Self {
        self.alts.resize(self.photos.len(), String::new());
        for photo in photos {
            self.photos.push(photo.to_string());
            self.alts.push(String::new());
        }
        self
    }

    /// With the place, called as the reader calls it.
    pub(super) async fn at(self, tx: &mut Tx, place: PlaceId, lang: Lang) -> Result<Self> {
        let place = places::find(tx, place).await?;
        Ok(Self {
            place_name: place.names.get(lang).to_owned(),
            place: place.id.to_string(),
            ..self
        })
    }

    fn event(&self) -> Result<Option<EventId>> {
        let gone = |_| Refusal::new("notes-event-gone").on("event").into();
        match self.event.as_str() {
            "" => Ok(None),
            event => event.parse().map(Some).map_err(gone),
        }
    }

    fn neighbourhood(&self) -> Result<Option<NeighbourhoodId>> {
        let gone = |_| {
            let refusal = Refusal::new("notes-neighbourhood-gone");
            refusal.on("neighbourhood").into()
        };
        match self.neighbourhood.as_str() {
            "" => Ok(None),
            hood => hood.parse().map(Some).map_err(gone),
        }
    }

    fn spot(&self) -> Result<Option<Spot>> {
        if !self.is_precise() {
            return Ok(None);
        }
        let elsewhere = || Refusal::new("notes-spot-elsewhere").on("spot").into();
        let degrees = |text: &str| text.parse::<f64>().ok();
        let spot = self.spot.split_once(',');
        let spot = spot.and_then(|(lat, lon)| Spot::from_degrees(degrees(lat)?, degrees(lon)?));
        spot.map(Some).ok_or_else(elsewhere)
    }

    /// The exact spot is to be told, and there is one.
    pub(super) fn is_precise(&self) -> bool {
        !self.precise.is_empty() && !self.spot.is_empty()
    }

    /// The place that is meant, or those that may be.
    async fn place(
        &self,
        tx: &mut Tx,
        city: &City,
    ) -> Result<Result<Option<PlaceId>, Vec<named::Named>>> {
        let typed = self.place_name.trim();
        if typed.is_empty() {
            return Ok(Ok(None));
        }
        if let Ok(chosen) = self.place.parse::<PlaceId>() {
            match places::find(tx, chosen).await {
                Ok(place) if place.city == city.id && named::is_called(&place.names, typed) => {
                    return Ok(Ok(Some(chosen)));
                }
                Ok(_) | Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        let mut found = named::called(tx, city.id, typed).await?;
        match found.len() {
            0 => Err(Refusal::new("notes-place-unknown").on("place_name").into()),
            1 => Ok(Ok(found.pop().map(|place| place.id))),
            _ => Ok(Err(found)),
        }
    }
}
