//! Where a note is: its place, its event, the middle of a neighbourhood, or the exact spot.

use store::{Tx, args};

use super::Note;
use super::written::Written;
use crate::cities::{City, Spot};
use crate::error::{Refusal, Result};
use crate::ids::{EventId, NeighbourhoodId, PlaceId};

store::row! {
    /// What is named, and where it lies.
    #[derive(Debug, Default, Clone, PartialEq, Eq)]
    pub(super) struct Scene {
        pub(super) place_id: Option<PlaceId>,
        pub(super) event_id: Option<EventId>,
        pub(super) neighbourhood_id: Option<NeighbourhoodId>,
        pub(super) lat_e6: Option<i64>,
        pub(super) lon_e6: Option<i64>,
        /// Its author turned the exact spot on.
        pub(super) is_exact: bool,
    }
}

store::row! {
    struct Lies {
        neighbourhood_id: Option<NeighbourhoodId>,
        lat_e6: Option<i64>,
        lon_e6: Option<i64>,
    }
}

impl From<&Note> for Scene {
    fn from(note: &Note) -> Self {
        Self {
            place_id: note.place_id,
            event_id: note.event_id,
            neighbourhood_id: note.neighbourhood_id,
            lat_e6: note.lat_e6,
            lon_e6: note.lon_e6,
            is_exact: note.is_exact,
        }
    }
}

impl Scene {
    /// The place lies more exactly than the event, and either than a neighbourhood, of which the
    /// middle is all that is kept; a spot that the author turned on lies most exactly.
    ///
    /// # Errors
    /// Refused for what is not in the city.
    pub(super) async fn of(tx: &mut Tx, city: &City, written: &Written) -> Result<Self> {
        let mut scene = match written.neighbourhood {
            Some(hood) => in_neighbourhood(city, hood)?,
            None => Self::default(),
        };
        scene.event_id = written.event;
        scene.place_id = written.place;
        if let Some(event) = written.event {
            let sql = "select neighbourhood_id, lat_e6, lon_e6 from event
                       where id = $1 and city_id = $2";
            let gone = Refusal::new("notes-event-gone").on("event");
            let found = tx.optional::<Lies>(sql, args![event, city.id]).await?;
            scene = scene.lying(found.ok_or(gone)?);
        }
        if let Some(place) = written.place {
            let sql = "select neighbourhood_id, lat_e6, lon_e6 from place
                       where id = $1 and city_id = $2";
            let gone = Refusal::new("notes-place-gone").on("place");
            let found = tx.optional::<Lies>(sql, args![place, city.id]).await?;
            scene = scene.lying(found.ok_or(gone)?);
        }
        match written.spot {
            Some(spot) => scene.exactly(city, spot),
            None => Ok(scene),
        }
    }

    fn exactly(self, city: &City, spot: Spot) -> Result<Self> {
        if !city.holds(spot) {
            return Err(Refusal::new("notes-spot-elsewhere").on("spot").into());
        }
        let named = self.place_id.is_some() || self.event_id.is_some();
        let neighbourhood_id = if named {
            self.neighbourhood_id
        } else {
            city.neighbourhood_at(spot).map(|hood| hood.id)
        };
        Ok(Self {
            neighbourhood_id,
            lat_e6: Some(spot.lat_e6),
            lon_e6: Some(spot.lon_e6),
            is_exact: true,
            ..self
        })
    }

    fn lying(self, lies: Lies) -> Self {
        Self {
            neighbourhood_id: lies.neighbourhood_id,
            lat_e6: lies.lat_e6,
            lon_e6: lies.lon_e6,
            ..self
        }
    }

    pub(super) fn exact_spot(&self) -> Option<Spot> {
        let (lat_e6, lon_e6) = self.lat_e6.zip(self.lon_e6)?;
        self.is_exact.then_some(Spot { lat_e6, lon_e6 })
    }

    /// Names a neighbourhood and nothing that lies in it.
    pub(super) fn only_neighbourhood(&self) -> Option<NeighbourhoodId> {
        match (self.place_id, self.event_id) {
            (None, None) => self.neighbourhood_id,
            _ => None,
        }
    }
}

fn in_neighbourhood(city: &City, hood: NeighbourhoodId) -> Result<Scene> {
    let gone = || Refusal::new("notes-neighbourhood-gone").on("neighbourhood");
    let hood = city.neighbourhood(hood).ok_or_else(gone)?;
    let middle = hood.outline.middle();
    Ok(Scene {
        neighbourhood_id: Some(hood.id),
        lat_e6: middle.map(|spot| spot.lat_e6),
        lon_e6: middle.map(|spot| spot.lon_e6),
        ..Scene::default()
    })
}
