//! The place of a visit as it is typed into the form: by its name, and of several by a choice.

use store::Tx;

use super::form::DraftForm;
use crate::cities::City;
use crate::error::Result;
use crate::ids::PlaceId;
use crate::places;
use crate::places::named::{Named, called};
use crate::text::Lang;

/// What a name means.
pub(super) enum Meant {
    /// None is named, or it is no place of the city.
    Nothing,
    One(PlaceId),
    Several(Vec<Named>),
}

pub(super) async fn meant(tx: &mut Tx, city: &City, form: &DraftForm) -> Result<Meant> {
    let typed = form.place_name.trim();
    let found = called(tx, city.id, typed).await?;
    let chosen = form.place.parse().ok();
    let is_exact = |place: &&Named| place.names.iter().any(|(_, name)| name == typed);
    let mut exact = found.iter().filter(is_exact);
    let only = match (exact.next(), exact.next()) {
        (Some(one), None) => Some(one),
        _ if found.len() == 1 => found.first(),
        _ => None,
    };
    let chosen = found.iter().find(|place| Some(place.id) == chosen);
    Ok(match chosen.or(only) {
        Some(place) => Meant::One(place.id),
        None if found.is_empty() => Meant::Nothing,
        None => Meant::Several(found),
    })
}

/// Calls the place by its name that is known by its id.
pub(super) async fn name(tx: &mut Tx, form: &mut DraftForm, lang: Lang) -> Result<()> {
    if let Ok(id) = form.place.parse() {
        let place = places::find(tx, id).await?;
        form.place_name = place.names.get(lang).to_owned();
    }
    Ok(())
}

/// Those that may be meant, where it is not clear which.
pub(super) async fn several(tx: &mut Tx, city: &City, form: &DraftForm) -> Result<Vec<Named>> {
    Ok(match meant(tx, city, form).await? {
        Meant::Several(places) => places,
        Meant::Nothing | Meant::One(_) => Vec::new(),
    })
}
