//! The evening's events as cards among the notes, made anew every minute.

use std::sync::{Arc, LazyLock};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use quick_cache::sync::Cache;
use store::Tx;

use crate::agenda;
use crate::app::App;
use crate::changes::{Change, Logged};
use crate::cities::City;
use crate::error::Result;
use crate::events::Reading;
use crate::ids::CityId;
use crate::text::Lang;
use crate::views::View;

/// Events of an evening that the feed deals out: three on each of so many pages.
const EVENTS_MAX: usize = 24;
const CITIES_MAX: usize = 1_000;
const MINUTE_MS: i64 = 60 * 1_000;

/// The cards of the evening, by city and language.
pub struct Tonight(Cache<(CityId, Lang), Made>);

/// The minute in which cards were made, and the cards.
type Made = (i64, Arc<[Arc<str>]>);

static NOTHING: LazyLock<Arc<[Arc<str>]>> = LazyLock::new(|| Arc::from([]));

impl Default for Tonight {
    fn default() -> Self {
        Self(Cache::new(CITIES_MAX))
    }
}

impl Tonight {
    pub fn nothing() -> Arc<[Arc<str>]> {
        NOTHING.clone()
    }

    pub fn of(&self, app: &App, city: &City, reading: Reading<'_>) -> Result<Arc<[Arc<str>]>> {
        let (key, minute) = ((city.id, reading.lang), reading.now_ms / MINUTE_MS);
        if let Some((made_in, cards)) = self.0.get(&key)
            && made_in == minute
        {
            return Ok(cards);
        }
        let cards = agenda::tonight_cards(app, city, reading, EVENTS_MAX)?;
        let cards: Arc<[Arc<str>]> = cards.into_iter().map(Arc::from).collect();
        self.0.insert(key, (minute, cards.clone()));
        Ok(cards)
    }
}

impl View for Tonight {
    fn rebuild<'a>(&'a self, _: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        self.0.clear();
        async { Ok(()) }.boxed()
    }

    fn refresh<'a>(&'a self, _: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        let concerns = |logged: &Logged| {
            matches!(
                logged.change,
                Change::EventChanged { .. }
                    | Change::PlaceChanged { .. }
                    | Change::CityChanged { .. }
                    | Change::ImportFinished { .. }
            )
        };
        if changes.iter().any(concerns) {
            self.0.clear();
        }
        async { Ok(()) }.boxed()
    }
}
