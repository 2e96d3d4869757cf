//! Where each part of the long lists begins, remembered for an hour: finding out walks their keys.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use store::Tx;

use super::rows::Kind;
use crate::app::App;
use crate::changes::Logged;
use crate::error::Result;
use crate::views::View;

/// A part goes on until the next one, so that what is new is in the last one at once.
const KEPT_MS: i64 = 60 * 60 * 1_000;
/// Parts of one list.
const PARTS_MAX: usize = 5_000;

/// No view of anything: what this node found out last.
#[derive(Default)]
pub struct Parts(Mutex<Option<Found>>);

struct Found {
    at_ms: i64,
    parts: Vec<(Kind, i64)>,
}

impl Parts {
    /// Each list's parts by their first ids.
    pub(super) async fn of(&self, app: &App) -> Result<Vec<(Kind, i64)>> {
        if let Some(parts) = self.kept(app.now_ms()) {
            return Ok(parts);
        }
        let mut parts = Vec::new();
        for kind in Kind::ALL {
            let mut from = Some(0);
            let mut left = PARTS_MAX;
            while let Some(first) = from.filter(|_| left > 0) {
                parts.push((kind, first));
                left -= 1;
                // Each step on a snapshot of its own: nothing is held for the whole walk.
                from = app
                    .read(async |tx: &mut Tx| kind.next_part(tx, first).await)
                    .await?;
            }
        }
        let found = Found {
            at_ms: app.now_ms(),
            parts: parts.clone(),
        };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
        Ok(parts)
    }

    fn kept(&self, now_ms: i64) -> Option<Vec<(Kind, i64)>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = |found: &&Found| (found.at_ms..found.at_ms + KEPT_MS).contains(&now_ms);
        kept.as_ref().filter(fresh).map(|found| found.parts.clone())
    }
}

impl View for Parts {
    fn rebuild<'a>(&'a self, _: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        async { Ok(()) }.boxed()
    }

    fn refresh<'a>(&'a self, _: &'a mut Tx, _: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        async { Ok(()) }.boxed()
    }

    fn content(&self) -> BTreeMap<String, String> {
        BTreeMap::new()
    }
}
