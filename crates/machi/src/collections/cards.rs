//! Cards of notes: as they are for every reader, kept until their note changes; what depends on
//! the reader is put in when a page is answered.

use std::collections::HashMap;
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
use crate::notes::{CardText, LIKE_SLOT, LikeButton, Notes, SAVE_SLOT, SaveButton, card_rows};
use crate::text::{Lang, when};
use crate::views::View;

/// Bytes that the kept cards take at most.
const KEPT_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// For the size of the cache's tables: about as long is a card.
const CARD_BYTES: u64 = 2 * 1024;

/// The kept cards of this node.
pub struct Cards(Cache<Key, Arc<Fragment>, ByBytes>);

/// What a card was made of: where any of these differs, so may the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    note: NoteId,
    version: u32,
    epoch: u32,
    lang: Lang,
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
    pub note: NoteId,
    fragment: Arc<Fragment>,
    like: LikeButton,
    save: SaveButton,
}

impl Card {
    /// Appends the card's HTML.
    pub fn write(&self, html: &mut String) -> Result<()> {
        let Fragment {
            html: fragment,
            like_at,
            save_at,
        } = &*self.fragment;
        html.push_str(&fragment[..*like_at]);
        self.like.render_into(html).map_err(anyhow::Error::from)?;
        html.push_str(&fragment[*like_at..*save_at]);
        self.save.render_into(html).map_err(anyhow::Error::from)?;
        html.push_str(&fragment[*save_at..]);
        Ok(())
    }
}

/// What the view knows of a note that a card is wanted for.
struct Wanted {
    key: Key,
    city: Arc<City>,
    likes: u32,
    mark: Mark,
}

/// The cards of these notes, of any city, in their order, with the buttons of whoever reads the
/// page; without script the buttons lead back to it. A note that went meanwhile is left out.
pub async fn cards(app: &App, page: &Page, notes: &[NoteId]) -> Result<Vec<Card>> {
    let reader = page.me.as_ref().map(|me| me.id);
    let marks = app.view::<Marking>()?.on(app, reader, notes).await?;
    let wanted = wanted(app, page.lang, notes.iter().copied().zip(marks))?;
    let made = app.view::<Cards>()?.made(app, page.lang, &wanted).await?;
    let card = |wanted: Wanted| {
        let (note, lang, signed_in) = (wanted.key.note, page.lang, reader.is_some());
        let like = LikeButton {
            note,
            lang,
            likes: wanted.likes,
            liked: wanted.mark.liked,
            signed_in,
            next: page.path.clone(),
        };
        let save = SaveButton {
            note,
            lang,
            saved: wanted.mark.saved,
            signed_in,
            next: page.path.clone(),
            just_saved: false,
        };
        let fragment = made.get(&note)?.clone();
        Some(Card {
            note,
            fragment,
            like,
            save,
        })
    };
    Ok(wanted.into_iter().filter_map(card).collect())
}

fn wanted(
    app: &App,
    lang: Lang,
    notes: impl Iterator<Item = (NoteId, Mark)>,
) -> Result<Vec<Wanted>> {
    let (known, cities, now_ms) = (app.view::<Notes>()?, app.view::<Cities>()?, app.now_ms());
    let mut here: HashMap<CityId, Option<(Arc<City>, i8)>> = HashMap::new();
    let mut wanted = Vec::new();
    for (note, mark) in notes {
        let found = known.find(note, |city, notes, entry| {
            (city, entry.version, notes.epoch, entry.love.likes)
        });
        let Some((id, version, epoch, likes)) = found else {
            continue;
        };
        let read = || {
            let city = cities.by_id(id)?;
            let day = when::civil(now_ms, &city.zone).day();
            Some((city, day))
        };
        let Some((city, day)) = here.entry(id).or_insert_with(read) else {
            continue;
        };
        let key = Key {
            note,
            version,
            epoch,
            lang,
            day: *day,
        };
        wanted.push(Wanted {
            key,
            city: city.clone(),
            likes,
            mark,
        });
    }
    Ok(wanted)
}

impl Cards {
    /// The fragments, from memory or else made of their rows.
    async fn made(
        &self,
        app: &App,
        lang: Lang,
        wanted: &[Wanted],
    ) -> Result<HashMap<NoteId, Arc<Fragment>>> {
        let (mut made, mut missing) = (HashMap::with_capacity(wanted.len()), HashMap::new());
        for wanted in wanted {
            match self.0.get(&wanted.key) {
                Some(fragment) => {
                    made.insert(wanted.key.note, fragment);
                }
                None => {
                    missing.insert(wanted.key.note, wanted);
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
            let Some(Wanted { key, city, .. }) = missing.get(&row.id) else {
                continue;
            };
            let reading = Reading {
                lang,
                zone: &city.zone,
                now_ms: app.now_ms(),
            };
            let html = CardText::of(&row, city, reading).render();
            let fragment = Arc::new(Fragment::of(&html.map_err(anyhow::Error::from)?));
            self.0.insert(*key, fragment.clone());
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
