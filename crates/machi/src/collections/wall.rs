//! A list of notes on a page: cards in columns, and the way to the next of them.

use super::cards::{Card, cards};
use crate::app::App;
use crate::error::Result;
use crate::frame::Page;
use crate::ids::NoteId;

/// About as long is a card with its buttons.
const CARD_BYTES: usize = 3 * 1_024;

/// The view struct of `collections/wall.html`, which a page includes as `wall`.
#[derive(Debug, Default)]
pub struct Wall {
    /// List items.
    pub items: String,
    /// Where the next page is: a path on this server.
    pub next: Option<String>,
}

impl Wall {
    /// The notes in their order; one that went meanwhile is left out.
    pub async fn of(
        app: &App,
        page: &Page,
        notes: &[NoteId],
        next: Option<String>,
    ) -> Result<Self> {
        let mut items = String::with_capacity(notes.len() * CARD_BYTES);
        for card in cards(app, page, notes).await? {
            push(&mut items, &card)?;
        }
        Ok(Self { items, next })
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

/// Appends the card as a list item, to which an address can lead.
pub fn push(items: &mut String, card: &Card) -> Result<()> {
    *items += "<li id=\"note-";
    *items += &card.note.to_string();
    *items += "\">";
    card.write(items)?;
    *items += "</li>\n";
    Ok(())
}
