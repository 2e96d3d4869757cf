//! The latest notes in full, for feeds that other programs read.

use store::{Tx, args};

use super::disclosure::Label;
use crate::error::Result;
use crate::ids::{AccountId, CityId, CommunityId, NoteId};
use crate::text::Names;

/// Whose latest notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Person(AccountId),
    City(CityId),
    /// In every city.
    Community(CommunityId),
}

store::row! {
    /// A note with who wrote it.
    #[derive(PartialEq)]
    pub struct Recent {
        pub id: NoteId,
        pub city_id: CityId,
        pub handle: String,
        pub display_name: String,
        /// Empty for a moment.
        pub title: String,
        pub body: String,
        /// A BCP 47 tag; `und` where it is not known.
        pub lang: String,
        pub disclosure: String,
        pub disclosure_texts: Names,
        /// When it was labelled.
        pub disclosed_at_ms: Option<i64>,
        pub created_at_ms: i64,
        pub edited_at_ms: Option<i64>,
    }
}

impl Recent {
    /// What it carries when its author got something for it.
    pub fn label(&self) -> Option<Label> {
        Label::of(&self.disclosure, &self.disclosure_texts)
    }

    /// When its words or its label last changed.
    pub fn changed_at_ms(&self) -> i64 {
        let changed = self.edited_at_ms.max(self.disclosed_at_ms);
        changed.unwrap_or(self.created_at_ms)
    }
}

/// The latest notes that are not deleted, the newest first.
pub async fn recent(tx: &mut Tx, of: Of, limit: i64) -> Result<Vec<Recent>> {
    let (sql, id) = match of {
        Of::Person(account) => (
            "select n.id, n.city_id, a.handle, a.display_name, n.title, n.body, n.lang,
               n.disclosure, n.disclosure_texts, n.disclosed_at_ms, n.created_at_ms, n.edited_at_ms
             from note n join account a on a.id = n.author_id
             where n.author_id = $1 and n.deleted_at_ms is null order by n.id desc limit $2",
            account.get(),
        ),
        Of::City(city) => (
            "select n.id, n.city_id, a.handle, a.display_name, n.title, n.body, n.lang,
               n.disclosure, n.disclosure_texts, n.disclosed_at_ms, n.created_at_ms, n.edited_at_ms
             from note n join account a on a.id = n.author_id
             where n.city_id = $1 and n.deleted_at_ms is null order by n.id desc limit $2",
            city.get(),
        ),
        Of::Community(community) => (
            "select n.id, n.city_id, a.handle, a.display_name, n.title, n.body, n.lang,
               n.disclosure, n.disclosure_texts, n.disclosed_at_ms, n.created_at_ms, n.edited_at_ms
             from note_community c join note n on n.id = c.note_id
               join account a on a.id = n.author_id
             where c.community_id = $1 and n.deleted_at_ms is null
             order by c.note_id desc limit $2",
            community.get(),
        ),
    };
    Ok(tx.all(sql, args![id, limit]).await?)
}
