//! A note as programs write it.

use serde::Deserialize;
use utoipa::ToSchema;

use super::Written;
use super::later::Later;
use crate::cities::{City, Spot, SpotJson};
use crate::error::{Refusal, Result};
use crate::ids::{EventId, NeighbourhoodId, PhotoId, PlaceId};
use crate::photos::Chosen;

/// A note to post, or to put in place of one. It needs a text or a photo.
#[derive(Deserialize, ToSchema)]
pub(super) struct NewNote {
    /// At most 5,000 characters.
    #[serde(default)]
    #[schema(
        default = "",
        example = "Half of the ginkgo leaves are down already. #autumn"
    )]
    text: String,
    /// At most 100 characters; a note with a title is a story.
    #[serde(default)]
    title: String,
    /// A BCP 47 tag; found out where it is left out.
    #[serde(default)]
    lang: String,
    #[serde(default)]
    #[schema(value_type = Option<String>, default = json!(null))]
    place: Option<PlaceId>,
    #[serde(default)]
    #[schema(value_type = Option<String>, default = json!(null))]
    event: Option<EventId>,
    /// The id of a neighbourhood, when neither a place nor an event says where it is.
    #[serde(default)]
    #[schema(value_type = Option<String>, default = json!(null))]
    neighbourhood: Option<NeighbourhoodId>,
    /// Where exactly it was, for everybody to see; left out, only what is named is told.
    #[serde(default)]
    #[schema(default = json!(null))]
    spot: Option<SpotJson>,
    /// Show where it is only later: in `1`, `3`, `6`, `12` or `24` hours; changing a note, `kept`
    /// leaves the time as it was.
    #[serde(default)]
    #[schema(default = "")]
    later: String,
    /// Chosen by you, 8 to 64 of `[A-Za-z0-9_-]`: a note posted again with the same key is the same
    /// note. Left out, each post is a new note.
    #[serde(default)]
    #[schema(default = "")]
    pub(super) post_key: String,
    /// Slugs of communities of the city, at most three.
    #[serde(default)]
    #[schema(default = json!([]))]
    communities: Vec<String>,
    /// At most 18, uploaded before, in their order; with one, the text may be empty.
    #[serde(default)]
    #[schema(default = json!([]))]
    photos: Vec<NewNotePhoto>,
}

/// A photo that you uploaded.
#[derive(Deserialize, ToSchema)]
struct NewNotePhoto {
    #[schema(value_type = String)]
    id: PhotoId,
    /// What is to be seen, at most 500 characters; it is read to who cannot see it.
    #[serde(default)]
    alt: String,
}

impl NewNote {
    pub(super) fn written(self, city: &City) -> Result<Written> {
        let community = |slug: &String| {
            let here = city.communities.iter().find(|known| known.slug == *slug);
            let elsewhere = || Refusal::new("notes-community-elsewhere").on("communities");
            here.map(|known| known.id).ok_or_else(elsewhere)
        };
        let communities: Result<_, Refusal> = self.communities.iter().map(community).collect();
        Ok(Written {
            title: self.title,
            body: self.text,
            lang: self.lang,
            place: self.place,
            event: self.event,
            neighbourhood: self.neighbourhood,
            spot: self.spot.map(spot).transpose()?,
            later: Later::parse(&self.later)?,
            communities: communities?,
            photos: self.photos.into_iter().map(Chosen::from).collect(),
        })
    }
}

fn spot(json: SpotJson) -> Result<Spot> {
    let elsewhere = || Refusal::new("notes-spot-elsewhere").on("spot").into();
    Spot::from_degrees(json.lat, json.lon).ok_or_else(elsewhere)
}

impl From<NewNotePhoto> for Chosen {
    fn from(new: NewNotePhoto) -> Self {
        Self {
            photo: new.id,
            alt: new.alt,
        }
    }
}
