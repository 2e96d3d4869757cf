//! Cards of notes: as they are for most readers, kept until their note changes; where the reader's
//! own buttons differ, they are put in when a page is answered.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use askama::Template;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use store::Tx;

use super::{Mark, Marking};
use crate::app::App;
use crate::changes::Logged;
use crate::cities::{Cities, City};
use crate::error::Result;
use crate::events::Reading;
use crate::frame::Page;
use crate::ids::{CityId, NoteId};
use crate::notes::{
    CardRow, CardText, LIKE_SLOT, LikeButton, MAY_WAIT, Notes, SAVE_SLOT, SaveButton, card_rows,
};
use crate::text::{Lang, when};
use crate::views::View;

/// Bytes that the kept cards take at most.
const KEPT_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// For the size of the cache's tables: about as long is a card.
const CARD_BYTES: u64 = 2 * 1024;
/// So many cards of a list stand where a reader looks first: their pictures do not wait.
const FIRST_CARDS: usize = 2;

/// The kept cards of this node.
pub struct Cards(Cache<Key, Arc<Fragment>, ByBytes>);

/// What a card was made of: where any of these differs, so may the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    note: NoteId,
    version: u32,
    epoch: u32,
    lang: Lang,
    signed_in: bool,
    /// Of the month; cards say "today".
    day: i8,
}

#[derive(Debug, Clone)]
struct ByBytes;

impl Weighter<Key, Arc<Fragment>> for ByBytes {
    fn weight(&self, _: &Key, fragment: &Arc<Fragment>) -> u64 {
        u64::try_from(fragment.html.len() + size_of::<Key>()).unwrap_or(u64::MAX)
    }
}

impl Default for Cards {
    fn default() -> Self {
        let items = usize::try_from(KEPT_BYTES_MAX / CARD_BYTES).unwrap_or(usize::MAX);
        Self(Cache::with_weighter(items, KEPT_BYTES_MAX, ByBytes))
    }
}

/// A card with the buttons that most readers get: those of whoever has not marked the note.
pub(super) struct Fragment {
    pub(super) html: Box<str>,
    /// Where the buttons are.
    pub(super) like: Range<usize>,
    pub(super) save: Range<usize>,
    /// Where the picture says that it may wait; empty without a picture.
    pub(super) wait: Range<usize>,
    /// What the like button says.
    likes: u32,
}

/// A card as one reader gets it.
pub struct Card {
    pub note: NoteId,
    pub(super) fragment: Arc<Fragment>,
    /// The buttons that differ from the fragment's.
    pub(super) like: Option<LikeButton>,
    pub(super) save: Option<SaveButton>,
    /// Its picture does not wait.
    pub(super) first: bool,
}

/// What the view knows of a note that a card is wanted for.
struct Wanted {
    key: Key,
    city: Arc<City>,
    likes: u32,
    mark: Mark,
}

impl Wanted {
    fn like_button(&self) -> LikeButton {
        LikeButton {
            note: self.key.note,
            lang: self.key.lang,
            likes: self.likes,
            liked: self.mark.liked,
            signed_in: self.key.signed_in,
        }
    }

    fn save_button(&self) -> SaveButton {
        SaveButton {
            note: self.key.note,
            lang: self.key.lang,
            saved: self.mark.saved,
            signed_in: self.key.signed_in,
            just_saved: false,
        }
    }

    /// The kept card of everybody as this reader's.
    fn card(&self, fragment: Arc<Fragment>) -> Card {
        let other_like = self.mark.liked || self.likes != fragment.likes;
        Card {
            note: self.key.note,
            like: other_like.then(|| self.like_button()),
            save: self.mark.saved.then(|| self.save_button()),
            first: false,
            fragment,
        }
    }
}

impl Fragment {
    fn of(row: &CardRow, wanted: &Wanted, now_ms: i64) -> askama::Result<Self> {
        let everybody = Wanted {
            city: wanted.city.clone(),
            mark: Mark::default(),
            ..*wanted
        };
        let reading = Reading {
            lang: wanted.key.lang,
            zone: &wanted.city.zone,
            now_ms,
        };
        let text = CardText::of(row, &wanted.city, reading).render()?;
        let (before, rest) = text.split_once(LIKE_SLOT).unwrap_or((&text, ""));
        let (between, after) = rest.split_once(SAVE_SLOT).unwrap_or((rest, ""));
        let mut html = before.to_owned();
        everybody.like_button().render_into(&mut html)?;
        let wait = before
            .find(MAY_WAIT)
            .map_or(0..0, |at| at..at + MAY_WAIT.len());
        let like = before.len()..html.len();
        html += between;
        let save_at = html.len();
        everybody.save_button().render_into(&mut html)?;
        let save = save_at..html.len();
        html += after;
        Ok(Self {
            html: html.into(),
            like,
            save,
            wait,
            likes: wanted.likes,
        })
    }
}

/// The cards of these notes, of any city, in their order, with the buttons of whoever reads the
/// page. A note that went meanwhile is left out.
pub async fn cards(app: &App, page: &Page, notes: &[NoteId]) -> Result<Vec<Card>> {
    let reader = page.me.as_ref().map(|me| me.id);
    let marks = app.view::<Marking>()?.on(app, reader, notes).await?;
    let wanted = wanted(app, page.lang, reader.is_some(), notes, &marks)?;
    let kept = app.view::<Cards>()?;
    let made: Vec<Option<Arc<Fragment>>> = wanted
        .iter()
        .map(|wanted| kept.0.get(&wanted.key))
        .collect();
    let missing = wanted.iter().zip(&made).filter(|(_, made)| made.is_none());
    let missing: HashMap<NoteId, &Wanted> = missing
        .map(|(wanted, _)| (wanted.key.note, wanted))
        .collect();
    let mut new = kept.make(app, &missing).await?;
    let cards = wanted.iter().zip(made).filter_map(|(wanted, made)| {
        let fragment = made.or_else(|| new.remove(&wanted.key.note))?;
        Some(wanted.card(fragment))
    });
    let mut cards: Vec<Card> = cards.collect();
    for card in cards.iter_mut().take(FIRST_CARDS) {
        card.first = true;
    }
    Ok(cards)
}

/// What the view knows of the notes, with the marks on each of them.
fn wanted(
    app: &App,
    lang: Lang,
    signed_in: bool,
    notes: &[NoteId],
    marks: &[Mark],
) -> Result<Vec<Wanted>> {
    let (known, cities, now_ms) = (app.view::<Notes>()?, app.view::<Cities>()?, app.now_ms());
    let mut here: HashMap<CityId, Option<(Arc<City>, i8)>> = HashMap::new();
    let mut wanted: Vec<Option<Wanted>> = notes.iter().map(|_| None).collect();
    known.each(notes, |at, city, in_city, entry| {
        let read = || {
            let city = cities.by_id(city)?;
            let day = when::civil(now_ms, &city.zone).day();
            Some((city, day))
        };
        let Some((city, day)) = here.entry(city).or_insert_with(read) else {
            return;
        };
        let key = Key {
            note: notes[at],
            version: entry.version,
            epoch: in_city.epoch,
            lang,
            signed_in,
            day: *day,
        };
        wanted[at] = Some(Wanted {
            key,
            city: city.clone(),
            likes: entry.love.likes,
            mark: marks[at],
        });
    });
    Ok(wanted.into_iter().flatten().collect())
}

impl Cards {
    /// Makes these cards of their rows, and keeps them.
    async fn make(
        &self,
        app: &App,
        missing: &HashMap<NoteId, &Wanted>,
    ) -> Result<HashMap<NoteId, Arc<Fragment>>> {
        let mut made = HashMap::with_capacity(missing.len());
        if missing.is_empty() {
            return Ok(made);
        }
        let ids: Vec<NoteId> = missing.keys().copied().collect();
        let rows = app.read(async |tx: &mut Tx| card_rows(tx, &ids).await);
        for row in rows.await? {
            if let Some(wanted) = missing.get(&row.id) {
                let fragment = Fragment::of(&row, wanted, app.now_ms());
                let fragment = Arc::new(fragment.map_err(anyhow::Error::from)?);
                self.0.insert(wanted.key, fragment.clone());
                made.insert(row.id, fragment);
            }
        }
        Ok(made)
    }
}

impl View for Cards {
    fn rebuild<'a>(&'a self, _: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        self.0.clear();
        async { Ok(()) }.boxed()
    }

    /// A changed note has another version, and its old card is never asked for again.
    fn refresh<'a>(&'a self, _: &'a mut Tx, _: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        async { Ok(()) }.boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_cards_take_no_more_than_their_bound() {
        const LONG: usize = 64 * 1_024;
        let cards = Cards::default();
        for note in 0..2_000 {
            let key = Key {
                note: NoteId::from(note),
                version: 1,
                epoch: 0,
                lang: Lang::En,
                signed_in: true,
                day: 1,
            };
            let fragment = Fragment {
                html: "x".repeat(LONG).into(),
                like: 0..0,
                save: 0..0,
                wait: 0..0,
                likes: 0,
            };
            cards.0.insert(key, Arc::new(fragment));
        }
        assert!(cards.0.weight() <= KEPT_BYTES_MAX);
        assert!(cards.0.len() > 500, "and they are kept: {}", cards.0.len());
    }
}
