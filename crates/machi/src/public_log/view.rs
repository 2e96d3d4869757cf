//! The log's tree in memory: a proof costs a logarithm of its size.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use rules::merkle::{Hash, Tree, leaf_hash};
use store::Tx;

use super::entries;
use crate::changes::{Change, Logged};
use crate::error::{Error, Result};
use crate::views::View;

/// Entries read at once.
const BATCH: i64 = 10_000;

/// The tree of every entry. It takes 64 bytes an entry.
#[derive(Default)]
pub struct PublicLog(RwLock<Tree>);

impl PublicLog {
    /// How many entries this node knows of.
    pub fn size(&self) -> usize {
        self.with(Tree::size)
    }

    pub(super) fn root(&self, size: usize) -> Result<Hash> {
        self.with(|tree| (size <= tree.size()).then(|| tree.root(size)))
            .ok_or(Error::NotFound)
    }

    /// What shows that the entry is in the log of this size.
    pub fn inclusion(&self, index: usize, size: usize) -> Result<Vec<Hash>> {
        self.with(|tree| tree.inclusion(index, size))
            .ok_or(Error::NotFound)
    }

    /// What shows that the log of the smaller size is the beginning of the other.
    pub(super) fn consistency(&self, old: usize, size: usize) -> Result<Vec<Hash>> {
        self.with(|tree| tree.consistency(old, size))
            .ok_or(Error::NotFound)
    }

    fn with<T>(&self, ask: impl FnOnce(&Tree) -> T) -> T {
        ask(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads what is new. Entries never change, so it is only ever added to.
    async fn read_on(&self, tx: &mut Tx) -> Result<()> {
        loop {
            let known = i64::try_from(self.size()).map_err(anyhow::Error::from)?;
            let more = entries(tx, known, BATCH).await?;
            let last = (more.len() as i64) < BATCH;
            let mut tree = self.0.write().unwrap_or_else(PoisonError::into_inner);
            for (_, entry) in more {
                tree.push(leaf_hash(entry.as_bytes()));
            }
            if last {
                return Ok(());
            }
        }
    }
}

impl View for PublicLog {
    fn rebuild<'a>(&'a self, tx: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        async move {
            *self.0.write().unwrap_or_else(PoisonError::into_inner) = Tree::default();
            self.read_on(tx).await
        }
        .boxed()
    }

    fn refresh<'a>(&'a self, tx: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        async move {
            let grew = |logged: &Logged| logged.change == Change::PublicLogGrew;
            if changes.iter().any(grew) {
                self.read_on(tx).await?;
            }
            Ok(())
        }
        .boxed()
    }

    fn content(&self) -> BTreeMap<String, String> {
        let (size, root) = self.with(|tree| (tree.size(), tree.root(tree.size())));
        BTreeMap::from([(format!("{size} entries"), hex::encode(root))])
    }
}
