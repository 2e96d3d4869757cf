//! Cards as they are for every reader, kept until their note changes; what depends on the reader
//! is put in when a page is answered.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use store::Tx;

use super::Mark;
use crate::app::App;
use crate::changes::Logged;
use crate::cities::City;
use crate::error::Result;
use crate::events::Reading;
use crate::ids::NoteId;
use crate::notes::{CardText, LIKE_SLOT, LikeButton, Notes, SAVE_SLOT, SaveButton, card_rows};
use crate::text::{Lang, when};
use crate::views::View;

/// Bytes that the kept cards take at most.
const KEPT_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// For the cache's tables; cards are about so many bytes long.
const CARD_BYTES: u64 = 2 * 1024;

/// The kept cards of this node.
pub struct Cards(Cache<Key, Arc<Fragment>, ByBytes>);

/// What a card was made of: another of any of these is another card.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    note: NoteId,
    version: u32,
    epoch: u32,
    lang: Lang,
    /// Cards say "today".
    day: i64,
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

/// A card with the places at which the reader's own parts go in.
struct Fragment {
    html: Box<str>,
    like_at: usize,
    save_at: usize,
}

impl Fragment {
    fn of(html: &str) -> Self {
        let (before, rest) = html.split_once(LIKE_SLOT).unwrap_or((html, ""));
        let (between, after) = rest.split_once(SAVE_SLOT).unwrap_or((rest, ""));
        Self {
            like_at: before.len(),
            save_at: before.len() + between.len(),
            html: [before, between, after].concat().into(),
        }
    }
}

/// A card as one reader gets it.
pub struct Card {
    fragment: Arc<Fragment>,
    like: LikeButton,
    save: SaveButton,
}

impl Card {
    /// Appends the card's HTML.
    pub fn write(&self, page: &mut String) -> Result<()> {
        let Fragment {
            html,
            like_at,
            save_at,
        } = &*self.fragment;
        page.push_str(&html[..*like_at]);
        self.like.render_into(page).map_err(anyhow::Error::from)?;
        page.push_str(&html[*like_at..*save_at]);
        self.save.render_into(page).map_err(anyhow::Error::from)?;
        page.push_str(&html[*save_at..]);
        Ok(())
    }
}

/// For whom cards are made.
pub struct CardReader<'a> {
    pub reading: Reading<'a>,
    pub signed_in: bool,
    /// Where a form leads without script: a path on this server.
    pub next: &'a str,
}

impl Cards {
    /// The cards of these notes of a city, in their order, with the reader's marks; a note that
    /// went meanwhile is left out.
    pub async fn of(
        &self,
        app: &App,
        city: &City,
        reader: &CardReader<'_>,
        notes: &[(NoteId, Mark)],
    ) -> Result<Vec<(NoteId, Card)>> {
        let day = when::civil(reader.reading.now_ms, &city.zone).date();
        let known = app.view::<Notes>()?.in_city(city.id, |known| {
            let epoch = known.epoch;
            let of = |&(note, mark): &(NoteId, Mark)| {
                let entry = known.get(note)?;
                let key = Key {
                    note,
                    version: entry.version,
                    epoch,
                    lang: reader.reading.lang,
                    day: i64::from(day.day()) + 32 * i64::from(day.month()),
                };
                Some((key, mark, entry.love.likes))
            };
            notes.iter().filter_map(of).collect::<Vec<_>>()
        });
        let mut made = self
            .made(app, city, reader.reading, known.iter().map(|(key, ..)| key))
            .await?;
        let cards = known.into_iter().filter_map(|(key, mark, likes)| {
            let like = LikeButton {
                note: key.note,
                lang: key.lang,
                likes,
                liked: mark.liked,
                signed_in: reader.signed_in,
                next: reader.next.to_owned(),
            };
            let save = SaveButton {
                note: key.note,
                lang: key.lang,
                saved: mark.saved,
                signed_in: reader.signed_in,
                next: reader.next.to_owned(),
                just_saved: false,
            };
            let fragment = made.remove(&key.note)?;
            let card = Card {
                fragment,
                like,
                save,
            };
            Some((key.note, card))
        });
        Ok(cards.collect())
    }

    /// The fragments, from memory or else made of their rows.
    async fn made<'a>(
        &self,
        app: &App,
        city: &City,
        reading: Reading<'_>,
        keys: impl Iterator<Item = &'a Key>,
    ) -> Result<HashMap<NoteId, Arc<Fragment>>> {
        let (mut made, mut missing) = (HashMap::new(), HashMap::new());
        for key in keys {
            match self.0.get(key) {
                Some(fragment) => {
                    made.insert(key.note, fragment);
                }
                None => {
                    missing.insert(key.note, key.clone());
                }
            }
        }
        if missing.is_empty() {
            return Ok(made);
        }
        let ids: Vec<NoteId> = missing.keys().copied().collect();
        for row in app
            .read(async |tx: &mut Tx| card_rows(tx, &ids).await)
            .await?
        {
            let html = CardText::of(&row, city, reading).render();
            let fragment = Arc::new(Fragment::of(&html.map_err(anyhow::Error::from)?));
            if let Some(key) = missing.remove(&row.id) {
                self.0.insert(key, fragment.clone());
            }
            made.insert(row.id, fragment);
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
