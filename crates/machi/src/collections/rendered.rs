//! Cards of notes of any city, for every page that lists some.

use std::collections::HashMap;

use super::{CardReader, Cards, Mark, Marking};
use crate::app::App;
use crate::cities::Cities;
use crate::error::Result;
use crate::events::Reading;
use crate::frame::Page;
use crate::ids::{CityId, NoteId};
use crate::notes::Notes;

/// The cards of the notes in their order, with the buttons of whoever reads the page; without
/// script these lead back to it. A note that went meanwhile is left out.
pub async fn rendered(app: &App, page: &Page, notes: &[NoteId]) -> Result<Vec<String>> {
    let reader = page.me.as_ref().map(|me| me.id);
    let marks = app.view::<Marking>()?.on(app, reader, notes).await?;
    let mut by_city: HashMap<CityId, Vec<(NoteId, Mark)>> = HashMap::new();
    let known = app.view::<Notes>()?;
    for (&note, mark) in notes.iter().zip(marks) {
        if let Some(city) = known.city_of(note) {
            by_city.entry(city).or_default().push((note, mark));
        }
    }
    let mut html = HashMap::with_capacity(notes.len());
    for (city, notes) in by_city {
        html.extend(of_city(app, page, city, &notes).await?);
    }
    Ok(notes.iter().filter_map(|note| html.remove(note)).collect())
}

async fn of_city(
    app: &App,
    page: &Page,
    city: CityId,
    notes: &[(NoteId, Mark)],
) -> Result<Vec<(NoteId, String)>> {
    let Some(city) = app.view::<Cities>()?.by_id(city) else {
        return Ok(Vec::new());
    };
    let for_whom = CardReader {
        reading: Reading {
            lang: page.lang,
            zone: &city.zone,
            now_ms: app.now_ms(),
        },
        signed_in: page.me.is_some(),
        next: &page.path,
    };
    let cards = app.view::<Cards>()?;
    let cards = cards.of(app, &city, &for_whom, notes).await?;
    let written = |(note, card): (NoteId, super::cards::Card)| {
        let mut html = String::new();
        card.write(&mut html)?;
        Ok((note, html))
    };
    cards.into_iter().map(written).collect()
}
