//! The notes tab of a profile.

use store::{Tx, args};

use crate::accounts::Profile;
use crate::app::App;
use crate::error::Result;
use crate::frame::Page;
use crate::ids::NoteId;
use crate::text::when;

/// Notes of one page.
const PAGE_MAX: i64 = 24;

/// A page of somebody's notes, the newest first, and the address of the next.
pub(super) struct NotesOf {
    pub(super) lines: Vec<NoteLine>,
    pub(super) next: Option<String>,
}

/// A note as text.
pub(super) struct NoteLine {
    /// Empty for a moment.
    pub(super) title: String,
    pub(super) body: String,
    pub(super) lang: String,
    pub(super) day: String,
}

store::row! {
    struct Row {
        id: NoteId,
        title: String,
        body: String,
        lang: String,
        created_at_ms: i64,
    }
}

/// What this person posted.
pub(super) async fn notes_of(
    app: &App,
    page: &Page,
    person: &Profile,
    before: Option<NoteId>,
) -> Result<NotesOf> {
    let before = before.map_or(i64::MAX, NoteId::get);
    let sql = "select id, title, body, lang, created_at_ms from note
               where author_id = $1 and id < $2 and deleted_at_ms is null
               order by id desc limit $3";
    let mut rows = app
        .read(async |tx: &mut Tx| {
            let rows = tx.all::<Row>(sql, args![person.id, before, PAGE_MAX + 1]);
            Ok(rows.await?)
        })
        .await?;
    let page_max = usize::try_from(PAGE_MAX).unwrap_or_default();
    let more = rows.len() > page_max;
    rows.truncate(page_max);
    let last = rows.last().filter(|_| more).map(|row| row.id);
    let date = |ms| when::civil(ms, &jiff::tz::TimeZone::UTC).date();
    let today = date(app.now_ms());
    let line = |row: Row| NoteLine {
        day: when::day(page.lang, date(row.created_at_ms), today),
        title: row.title,
        body: row.body,
        lang: row.lang,
    };
    Ok(NotesOf {
        lines: rows.into_iter().map(line).collect(),
        next: last.map(|id| format!("/people/{}?before={id}", person.handle)),
    })
}
