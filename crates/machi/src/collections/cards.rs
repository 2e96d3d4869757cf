//! Cards of notes with the reader's buttons, for every page that lists notes of any city.

use std::collections::HashMap;

use askama::Template;
use rules::feed::Love;
use store::Tx;

use super::{Mark, Marking, SaveButton};
use crate::app::App;
use crate::cities::Cities;
use crate::error::Result;
use crate::events::Reading;
use crate::frame::Page;
use crate::ids::NoteId;
use crate::notes::{CardRow, CardText, LIKE_SLOT, LikeButton, Notes, SAVE_SLOT, card_rows};

/// The cards of the notes in their order, with the buttons of whoever reads the page; without
/// script the buttons lead back to it. A note that is gone meanwhile is left out.
pub async fn rendered(app: &App, page: &Page, notes: &[NoteId]) -> Result<Vec<String>> {
    let rows = app
        .read(async |tx: &mut Tx| card_rows(tx, notes).await)
        .await?;
    let mut rows: HashMap<NoteId, CardRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let reader = page.me.as_ref().map(|me| me.id);
    let marks = app.view::<Marking>()?.on(app, reader, notes).await?;
    let mut cards = Vec::with_capacity(notes.len());
    for (note, mark) in notes.iter().zip(marks) {
        if let Some(row) = rows.remove(note) {
            cards.extend(card(app, page, &row, mark)?);
        }
    }
    Ok(cards)
}

/// None for a note of a city that this node does not know yet.
fn card(app: &App, page: &Page, row: &CardRow, mark: Mark) -> Result<Option<String>> {
    let Some(city) = app.view::<Cities>()?.by_id(row.city_id) else {
        return Ok(None);
    };
    let reading = Reading {
        lang: page.lang,
        zone: &city.zone,
        now_ms: app.now_ms(),
    };
    let card = CardText::of(row, &city, reading).render();
    let card = card.map_err(anyhow::Error::from)?;
    let love = app.view::<Notes>()?.in_city(city.id, |notes| {
        let entry = notes.get(row.id);
        entry.map_or(Love::default(), |entry| entry.love)
    });
    let (like, save) = buttons(page, row.id, love, mark);
    let like = like.render().map_err(anyhow::Error::from)?;
    let save = save.render().map_err(anyhow::Error::from)?;
    Ok(Some(
        card.replacen(LIKE_SLOT, &like, 1)
            .replacen(SAVE_SLOT, &save, 1),
    ))
}

fn buttons(page: &Page, note: NoteId, love: Love, mark: Mark) -> (LikeButton, SaveButton) {
    let (lang, signed_in) = (page.lang, page.me.is_some());
    let like = LikeButton {
        note,
        lang,
        likes: love.likes,
        liked: mark.liked,
        signed_in,
        next: page.path.clone(),
    };
    let save = SaveButton {
        note,
        lang,
        saved: mark.saved,
        signed_in,
        next: page.path.clone(),
        just_saved: false,
    };
    (like, save)
}
