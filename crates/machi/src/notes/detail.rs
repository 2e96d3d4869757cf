//! One note with what its page shows beside it, read by its key.

use std::sync::Arc;

use rules::feed::Love;
use store::{Tx, args};

use super::card::{beginning, wordless};
use super::find::visible_to;
use super::later::waiting;
use super::like::liked;
use super::{Note, Notes};
use crate::accounts::Member;
use crate::app::App;
use crate::cities::{Cities, City};
use crate::error::{Error, Result};
use crate::ids::{CommunityId, NoteId};
use crate::text::{Lang, Names};

/// A note as its own page and the API show it.
pub(super) struct Detail {
    pub(super) note: Note,
    pub(super) city: Arc<City>,
    pub(super) handle: String,
    pub(super) display_name: String,
    pub(super) is_demo: bool,
    pub(super) place: Option<Names>,
    pub(super) event: Option<Names>,
    pub(super) communities: Vec<CommunityId>,
    pub(super) love: Love,
    pub(super) liked: bool,
    pub(super) saved: bool,
    /// When the place is shown, of one's own note whose place waits.
    pub(super) follows_at_ms: Option<i64>,
}

store::row! {
    struct Beside {
        handle: String,
        display_name: String,
        is_demo: bool,
        place: Option<Names>,
        event: Option<Names>,
    }
}

/// The note for this reader, see [`visible_to`].
pub(super) async fn detail(
    app: &App,
    tx: &mut Tx,
    reader: Option<&Member>,
    note: NoteId,
) -> Result<Detail> {
    let note = visible_to(tx, reader, note).await?;
    let beside = tx
        .one::<Beside>(
            "select a.handle, a.display_name, a.is_demo, p.names place, e.titles event
             from note n join account a on a.id = n.author_id
               left join place p on p.id = n.place_id left join event e on e.id = n.event_id
             where n.id = $1",
            args![note.id],
        )
        .await?;
    let sql = "select community_id from note_community where note_id = $1 order by community_id";
    let communities = tx.all::<(CommunityId,)>(sql, args![note.id]).await?;
    let liked = match reader {
        Some(reader) => !liked(tx, reader.id, &[note.id]).await?.is_empty(),
        None => false,
    };
    let saved = match reader {
        Some(reader) => saved(tx, reader, note.id).await?,
        None => false,
    };
    let follows = match reader {
        Some(reader) if reader.id == note.author_id => waiting(tx, note.id).await?,
        _ => None,
    };
    let city = app.view::<Cities>()?.by_id(note.city_id);
    Ok(Detail {
        follows_at_ms: follows.map(|waiting| waiting.at_ms),
        city: city.ok_or(Error::NotFound)?,
        handle: beside.handle,
        display_name: beside.display_name,
        is_demo: beside.is_demo,
        place: beside.place,
        event: beside.event,
        communities: communities.into_iter().map(|(id,)| id).collect(),
        love: love(app, &note)?,
        liked,
        saved,
        note,
    })
}

/// Whether a collection of the reader holds the note.
async fn saved(tx: &mut Tx, reader: &Member, note: NoteId) -> Result<bool> {
    let sql = "select 1 from collection_note where account_id = $1 and note_id = $2 limit 1";
    let row = tx.optional::<(i64,)>(sql, args![reader.id, note]).await?;
    Ok(row.is_some())
}

/// How many like, save and comment on the note, as this node knows it.
pub(super) fn love(app: &App, note: &Note) -> Result<Love> {
    let love = app.view::<Notes>()?.in_city(note.city_id, |notes| {
        notes.get(note.id).map(|entry| entry.love)
    });
    Ok(love.unwrap_or_default())
}

impl Detail {
    /// A photo, and nothing said.
    pub(super) fn is_wordless(&self) -> bool {
        self.note.title.is_empty() && self.note.body.is_empty()
    }

    /// The beginning of what the note says, in one line: for a window's title. A photo that says
    /// nothing is called after its author.
    pub(super) fn headline(&self, lang: Lang, chars_max: usize) -> String {
        let said = if self.note.title.is_empty() {
            let words: Vec<_> = self.note.body.split_whitespace().collect();
            words.join(" ")
        } else {
            self.note.title.clone()
        };
        if said.is_empty() {
            return wordless(lang, &self.display_name);
        }
        beginning(&said, chars_max)
    }
}
