//! Notes and comments that name somebody.

use store::{Tx, args};

use crate::error::Result;
use crate::ids::{AccountId, CityId, CommentId, NoteId};
use crate::social::Viewer;

/// Mentions on one page.
pub const PAGE_MENTIONS: usize = 30;
const ROWS_MAX: i64 = 60;
/// So often a page reads on past what is hidden, before it ends short.
const ROUNDS_MAX: usize = 5;

store::row! {
    /// A note, or a comment on one, that names the account.
    #[derive(PartialEq)]
    pub struct Mention {
        /// The comment's or else the note's: the order is that of posting.
        pub at: i64,
        pub note_id: NoteId,
        /// None in the note itself.
        pub comment_id: Option<CommentId>,
        pub city_id: CityId,
        pub author_id: AccountId,
        pub handle: String,
        pub display_name: String,
        pub is_demo: bool,
        /// The beginning of it.
        pub text: String,
        pub lang: String,
        pub created_at_ms: i64,
        note_author_id: AccountId,
        answers_id: Option<AccountId>,
    }
}

/// One page, and where the next one begins: its `before`.
#[derive(Default, PartialEq)]
pub struct Mentions {
    pub mentions: Vec<Mention>,
    pub next: Option<i64>,
}

/// What others posted with the account's name in it, the newest first; without what a block or a
/// mute of the account hides.
pub async fn mentions(
    tx: &mut Tx,
    account: AccountId,
    viewer: &Viewer,
    before: Option<i64>,
) -> Result<Mentions> {
    let mut before = before.unwrap_or(i64::MAX);
    let mut mentions: Vec<Mention> = Vec::new();
    for _ in 0..ROUNDS_MAX {
        let rows = rows(tx, account, before).await?;
        let last_round = i64::try_from(rows.len()).is_ok_and(|rows| rows < ROWS_MAX);
        for mention in rows {
            if mentions.len() == PAGE_MENTIONS {
                let next = mentions.last().map(|mention| mention.at);
                return Ok(Mentions { mentions, next });
            }
            before = mention.at;
            if mention.is_shown_to(viewer) {
                mentions.push(mention);
            }
        }
        if last_round {
            let next = None;
            return Ok(Mentions { mentions, next });
        }
    }
    let next = Some(before);
    Ok(Mentions { mentions, next })
}

impl Mention {
    /// As on the note's page: what a hidden person wrote, what stands under their note, and what
    /// answers them, is left out.
    fn is_shown_to(&self, viewer: &Viewer) -> bool {
        let hides = |account| viewer.hides(account);
        !hides(self.author_id) && !hides(self.note_author_id) && !self.answers_id.is_some_and(hides)
    }
}

async fn rows(tx: &mut Tx, account: AccountId, before: i64) -> Result<Vec<Mention>> {
    let rows = tx.all(
        "select coalesce(c.id, n.id) as at, m.note_id, c.id as comment_id, n.city_id,
           a.id as author_id, a.handle, a.display_name, a.is_demo,
           substr(coalesce(c.body, n.body), 1, 240) as text, coalesce(c.lang, n.lang) as lang,
           coalesce(c.created_at_ms, n.created_at_ms) as created_at_ms,
           n.author_id as note_author_id, p.author_id as answers_id
         from mention m join note n on n.id = m.note_id
           left join comment c on c.id = m.comment_id
           left join comment p on p.id = c.parent_id
           join account a on a.id = coalesce(c.author_id, n.author_id)
         where m.account_id = $1 and a.id <> $1 and coalesce(c.id, n.id) < $2
           and (m.comment_id = 0 or c.id is not null) and n.deleted_at_ms is null
           and c.deleted_at_ms is null and p.deleted_at_ms is null
         order by coalesce(c.id, n.id) desc limit $3",
        args![account, before, ROWS_MAX],
    );
    Ok(rows.await?)
}
