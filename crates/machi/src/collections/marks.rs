//! Which notes a reader likes and has saved, as this node remembers it.

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use rustc_hash::FxHashSet;
use store::{Tx, args};

use crate::app::App;
use crate::changes::{Change, Logged};
use crate::error::Result;
use crate::ids::{AccountId, NoteId};
use crate::remembered::Remembered;
use crate::views::View;

/// Of each mark, the newest notes that carry it; of older ones the database is asked.
const MARKED_MAX: usize = 2_000;

/// One reader's marks. The default is a stranger's: none.
#[derive(Debug, Default)]
pub(super) struct Marks {
    liked: Marked,
    saved: Marked,
}

#[derive(Debug, Default)]
struct Marked {
    notes: FxHashSet<NoteId>,
    /// Notes older than this may carry the mark and not be among `notes`.
    complete_from: Option<NoteId>,
}

/// How a note stands with the reader.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    pub liked: bool,
    pub saved: bool,
}

/// The readers who were lately here.
#[derive(Default)]
pub struct Marking(Remembered<AccountId, Marks>);

impl Marking {
    /// The reader's marks on these notes, in their order; a stranger has none.
    pub async fn on(
        &self,
        app: &App,
        reader: Option<AccountId>,
        notes: &[NoteId],
    ) -> Result<Vec<Mark>> {
        let Some(reader) = reader else {
            return Ok(vec![Mark::default(); notes.len()]);
        };
        let read = async || {
            app.read(async |tx: &mut Tx| Marks::read(tx, reader).await)
                .await
        };
        let marks = self.0.get(reader, read).await?;
        let mut found = Vec::with_capacity(notes.len());
        for &note in notes {
            found.push(marks.on(app, reader, note).await?);
        }
        Ok(found)
    }
}

impl Marks {
    async fn read(tx: &mut Tx, reader: AccountId) -> Result<Self> {
        let liked = "select note_id from note_like where account_id = $1
                     order by note_id desc limit $2";
        let saved = "select distinct note_id from collection_note where account_id = $1
                     order by note_id desc limit $2";
        Ok(Self {
            liked: Marked::read(tx, liked, reader).await?,
            saved: Marked::read(tx, saved, reader).await?,
        })
    }

    async fn on(self: &Arc<Self>, app: &App, reader: AccountId, note: NoteId) -> Result<Mark> {
        let liked = "select 1 from note_like where account_id = $1 and note_id = $2";
        let saved = "select 1 from collection_note where account_id = $1 and note_id = $2 limit 1";
        Ok(Mark {
            liked: self.liked.has(app, liked, reader, note).await?,
            saved: self.saved.has(app, saved, reader, note).await?,
        })
    }
}

impl Marked {
    async fn read(tx: &mut Tx, sql: &'static str, reader: AccountId) -> Result<Self> {
        let rows = tx
            .all::<(NoteId,)>(
                sql,
                args![reader, i64::try_from(MARKED_MAX).unwrap_or(i64::MAX)],
            )
            .await?;
        let oldest = rows.last().map(|&(note,)| note);
        Ok(Self {
            complete_from: oldest.filter(|_| rows.len() == MARKED_MAX),
            notes: rows.into_iter().map(|(note,)| note).collect(),
        })
    }

    async fn has(
        &self,
        app: &App,
        sql: &'static str,
        reader: AccountId,
        note: NoteId,
    ) -> Result<bool> {
        if self.notes.contains(&note) {
            return Ok(true);
        }
        if self.complete_from.is_none_or(|oldest| note >= oldest) {
            return Ok(false);
        }
        let row = app
            .read(async |tx: &mut Tx| Ok(tx.optional::<(i64,)>(sql, args![reader, note]).await?))
            .await?;
        Ok(row.is_some())
    }
}

impl View for Marking {
    fn rebuild<'a>(&'a self, _: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        self.0.clear();
        async { Ok(()) }.boxed()
    }

    fn refresh<'a>(&'a self, _: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        for logged in changes {
            match logged.change {
                Change::NoteLiked { by, .. }
                | Change::NoteUnliked { by, .. }
                | Change::NoteSaved { by, .. }
                | Change::NoteUnsaved { by, .. }
                | Change::CollectionChanged { by, .. } => self.0.forget(by),
                _ => {}
            }
        }
        async { Ok(()) }.boxed()
    }
}
