//! How often labelled notes were opened, and links in them followed. Of other notes nothing is counted,
//! and of nobody who it was.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use store::{Tx, args};

use super::at::AtNote;
use super::find::visible_to;
use super::tally::Tally;
use crate::accounts::Reader;
use crate::app::App;
use crate::changes::Logged;
use crate::error::Result;
use crate::ids::NoteId;
use crate::views::View;

/// By others than its author.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    opens: i64,
    links_out: i64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.opens += other.opens;
        self.links_out += other.links_out;
    }
}

/// What this node counted and has not written down.
#[derive(Default)]
pub struct Reach(Tally<NoteId, Count>);

impl Reach {
    /// The page of a labelled note was answered, to somebody else than its author.
    pub(super) fn opened(&self, note: NoteId) {
        let opens = Count {
            opens: 1,
            links_out: 0,
        };
        self.0.add([(note, opens)]);
    }

    fn left(&self, note: NoteId) {
        let links_out = Count {
            opens: 0,
            links_out: 1,
        };
        self.0.add([(note, links_out)]);
    }
}

/// Nothing of it is kept in memory but what is not written down yet.
impl View for Reach {
    fn rebuild<'a>(&'a self, _: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        async { Ok(()) }.boxed()
    }

    fn refresh<'a>(&'a self, _: &'a mut Tx, _: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        async { Ok(()) }.boxed()
    }
}

pub(super) fn routes() -> Router<App> {
    Router::new().route("/notes/{note}/left", post(left))
}

/// A link of the note to another site is being followed.
async fn left(
    State(app): State<App>,
    Reader(reader): Reader,
    AtNote(note): AtNote,
) -> Result<StatusCode> {
    let reader = reader.as_ref();
    let note = app
        .read(async |tx: &mut Tx| visible_to(tx, reader, note).await)
        .await?;
    let own = reader.is_some_and(|reader| reader.id == note.author_id);
    if note.label().is_some() && !own {
        app.view::<Reach>()?.left(note.id);
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Adds what this node counted to the notes' rows.
pub(crate) async fn write_down(app: &App) -> Result<()> {
    let tally = &app.view::<Reach>()?.0;
    let counted = tally.take();
    if counted.is_empty() {
        return Ok(());
    }
    let write = app.write(async |tx: &mut Tx| add(tx, &counted).await);
    let written = write.await;
    if written.is_err() {
        tally.add(counted);
    }
    written
}

async fn add(tx: &mut Tx, counted: &BTreeMap<NoteId, Count>) -> Result<()> {
    for (note, count) in counted {
        // A note may be gone since.
        tx.execute(
            "insert into note_reach (note_id, opens, links_out)
             select n.id, $2, $3 from note n where n.id = $1
             on conflict (note_id) do update set opens = note_reach.opens + excluded.opens,
               links_out = note_reach.links_out + excluded.links_out",
            args![note, count.opens, count.links_out],
        )
        .await?;
    }
    Ok(())
}
