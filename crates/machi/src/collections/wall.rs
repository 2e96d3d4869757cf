//! A list of notes on a page: cards in columns, and the way to the next of them.

use std::fmt;
use std::sync::Arc;

use askama::Template;

use super::cards::{Card, cards};
use crate::app::App;
use crate::error::Result;
use crate::frame::Page;
use crate::ids::NoteId;

/// The view struct of `collections/wall.html`, which a page includes as `wall`.
#[derive(Default)]
pub struct Wall {
    pub items: Vec<Item>,
    /// Where the next page is: a path on this server.
    pub next: Option<String>,
}

/// What stands on a wall; its text is the HTML of a list item.
pub enum Item {
    Note(Card),
    /// An event's card.
    Event(Arc<str>),
}

impl Wall {
    /// The notes in their order; one that went meanwhile is left out.
    pub async fn of(
        app: &App,
        page: &Page,
        notes: &[NoteId],
        next: Option<String>,
    ) -> Result<Self> {
        let cards = cards(app, page, notes).await?;
        Ok(Self {
            items: cards.into_iter().map(Item::Note).collect(),
            next,
        })
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // An address can lead to it.
            Self::Note(card) => writeln!(f, "<li id=\"note-{}\">{card}</li>", card.note),
            Self::Event(card) => writeln!(f, "<li class=\"note-wall__event\">{card}</li>"),
        }
    }
}

impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fragment = &*self.fragment;
        let mut from = 0;
        if self.first && !fragment.wait.is_empty() {
            f.write_str(&fragment.html[..fragment.wait.start])?;
            f.write_str("fetchpriority=\"high\"")?;
            from = fragment.wait.end;
        }
        if let Some(like) = &self.like {
            f.write_str(&fragment.html[from..fragment.like.start])?;
            like.render_into(f).map_err(|_| fmt::Error)?;
            from = fragment.like.end;
        }
        if let Some(save) = &self.save {
            f.write_str(&fragment.html[from..fragment.save.start])?;
            save.render_into(f).map_err(|_| fmt::Error)?;
            from = fragment.save.end;
        }
        f.write_str(&fragment.html[from..])
    }
}
