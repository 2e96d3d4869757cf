//! Reads the change log to tell members what others did. It looks at the rows that a change names as
//! they are now, so that reading a change again, or late, comes to the same.

use std::collections::BTreeSet;

use futures_util::FutureExt;
use store::{Tx, args};

use super::kinds::{ANSWERED, COMMENTED, FOLLOWED, Kind, LIKED, MENTIONED};
use super::notify::{Notice, changed, remove, write};
use super::obligations;
use super::subject::Subject;
use super::{campaigns, going, pictured};
use crate::changes::{Change, Logged, Tried};
use crate::error::Result;
use crate::ids::{AccountId, CityId, CommentId, NoteId};
use crate::readers::Reader;

pub const READER: Reader = Reader {
    name: "notifications",
    read: |_, tx, changes| read(tx, changes).boxed(),
};

/// Whose notifications became others.
type Accounts = BTreeSet<AccountId>;

async fn read(tx: &mut Tx, changes: &[Logged]) -> Result<()> {
    let mut accounts = Accounts::new();
    for logged in changes {
        read_one(tx, logged, &mut accounts).await?;
    }
    for account in accounts {
        changed(tx, account).await?;
    }
    Ok(())
}

async fn read_one(tx: &mut Tx, logged: &Logged, accounts: &mut Accounts) -> Result<()> {
    match logged.change {
        Change::Followed { by, account } | Change::Unfollowed { by, account } => {
            followed(tx, by, account, accounts).await
        }
        Change::NoteLiked { note, by } | Change::NoteUnliked { note, by } => {
            liked(tx, note, by, accounts).await
        }
        Change::NotePosted { note, .. } | Change::NoteChanged { note } => {
            named_in_note(tx, note, logged.at_ms, accounts).await
        }
        Change::CommentPosted { comment, .. } | Change::CommentChanged { comment, .. } => {
            commented(tx, comment, logged.at_ms, accounts).await
        }
        Change::NoteDeleted { note }
        | Change::NoteRestored { note }
        | Change::CommentDeleted { note, .. }
        | Change::CommentRestored { note, .. } => told_of(tx, note, accounts).await,
        Change::Tried(
            Tried::ObligationChanged { .. }
            | Tried::ObligationReminded { .. }
            | Tried::ExcuseChanged { .. },
        ) => obligations::read_one(tx, logged).await,
        Change::Tried(Tried::CampaignSeatOffered { .. } | Tried::CampaignSeatAnswered { .. }) => {
            campaigns::read_one(tx, logged).await
        }
        Change::Pictured(_) => pictured::read_one(tx, logged).await,
        _ => going::read_one(tx, logged).await,
    }
}

async fn followed(
    tx: &mut Tx,
    by: AccountId,
    account: AccountId,
    accounts: &mut Accounts,
) -> Result<()> {
    let sql = "select followed_at_ms from follow where follower_id = $1 and followed_id = $2";
    let row = tx.optional::<(i64,)>(sql, args![by, account]).await?;
    let key = format!("follow:{by}");
    let Some((at_ms,)) = row else {
        return take_back(tx, account, &key, accounts).await;
    };
    let notice = Notice {
        kind: &FOLLOWED,
        actor: Some(by),
        subject: Subject::Person(by),
        city: None,
        at_ms,
        key,
    };
    tell(tx, account, &notice, accounts).await
}

async fn liked(tx: &mut Tx, note: NoteId, by: AccountId, accounts: &mut Accounts) -> Result<()> {
    let row: Option<(AccountId, CityId, Option<i64>)> = tx
        .optional(
            "select n.author_id, n.city_id, l.liked_at_ms from note n
               left join note_like l on l.note_id = n.id and l.account_id = $2
             where n.id = $1",
            args![note, by],
        )
        .await?;
    let Some((author, city, liked_at_ms)) = row else {
        return Ok(());
    };
    let key = format!("like:{note}:{by}");
    let Some(at_ms) = liked_at_ms else {
        return take_back(tx, author, &key, accounts).await;
    };
    let notice = Notice {
        kind: &LIKED,
        actor: Some(by),
        subject: Subject::Note(note),
        city: Some(city),
        at_ms,
        key,
    };
    tell(tx, author, &notice, accounts).await
}

store::row! {
    struct Posted {
        author_id: AccountId,
        city_id: CityId,
        created_at_ms: i64,
        edited_at_ms: Option<i64>,
    }
}

async fn named_in_note(
    tx: &mut Tx,
    note: NoteId,
    read_at_ms: i64,
    accounts: &mut Accounts,
) -> Result<()> {
    let sql = "select author_id, city_id, created_at_ms, edited_at_ms from note where id = $1";
    let Some(posted) = tx.optional::<Posted>(sql, args![note]).await? else {
        return Ok(());
    };
    let key = format!("note:{note}");
    let named = named(tx, note, CommentId::from(0)).await?;
    let notice = Notice {
        kind: &MENTIONED,
        actor: Some(posted.author_id),
        subject: Subject::Note(note),
        city: Some(posted.city_id),
        // Whoever is named by an edit is told as of then.
        at_ms: posted
            .edited_at_ms
            .map_or(posted.created_at_ms, |_| read_at_ms),
        key,
    };
    for &account in &named {
        tell(tx, account, &notice, accounts).await?;
    }
    no_longer_named(tx, &notice, &named, accounts).await
}

store::row! {
    struct Said {
        note_id: NoteId,
        city_id: CityId,
        author_id: AccountId,
        note_author_id: AccountId,
        answers_id: Option<AccountId>,
        created_at_ms: i64,
        edited_at_ms: Option<i64>,
    }
}

/// Tells whom it answers, whom it names and whose note it is on; each of them once, by the first of
/// these that they want to be told of.
async fn commented(
    tx: &mut Tx,
    comment: CommentId,
    read_at_ms: i64,
    accounts: &mut Accounts,
) -> Result<()> {
    let said = tx.optional::<Said>(
        "select n.id as note_id, n.city_id, c.author_id, n.author_id as note_author_id,
           q.author_id as answers_id, c.created_at_ms, c.edited_at_ms
         from comment c join note n on n.id = c.note_id left join comment q on q.id = c.parent_id
         where c.id = $1",
        args![comment],
    );
    let Some(said) = said.await? else {
        return Ok(());
    };
    let note = said.note_id;
    let notice = |kind: &'static Kind| Notice {
        kind,
        actor: Some(said.author_id),
        subject: Subject::Comment { note, comment },
        city: Some(said.city_id),
        at_ms: said.edited_at_ms.map_or(said.created_at_ms, |_| read_at_ms),
        key: format!("comment:{comment}"),
    };
    let named = named(tx, note, comment).await?;
    if let Some(answered) = said.answers_id {
        tell(tx, answered, &notice(&ANSWERED), accounts).await?;
    }
    for &account in &named {
        tell(tx, account, &notice(&MENTIONED), accounts).await?;
    }
    tell(tx, said.note_author_id, &notice(&COMMENTED), accounts).await?;
    no_longer_named(tx, &notice(&MENTIONED), &named, accounts).await
}

/// Whom a note, or a comment on it, names; 0 for the note itself.
async fn named(tx: &mut Tx, note: NoteId, comment: CommentId) -> Result<Vec<AccountId>> {
    let sql = "select account_id from mention where note_id = $1 and comment_id = $2
               order by account_id";
    let rows = tx.all::<(AccountId,)>(sql, args![note, comment]).await?;
    Ok(rows.into_iter().map(|(account,)| account).collect())
}

/// Takes it back from those whom an edit names no longer.
async fn no_longer_named(
    tx: &mut Tx,
    notice: &Notice,
    named: &[AccountId],
    accounts: &mut Accounts,
) -> Result<()> {
    let (about, subject, detail) = notice.subject.columns();
    let sql = "select account_id from notification where kind = $1 and about = $2
                 and subject_id = $3 and detail_id = $4 and read_at_ms is null";
    let args = args![notice.kind.name, about, subject, detail];
    for (account,) in tx.all::<(AccountId,)>(sql, args).await? {
        if !named.contains(&account) {
            take_back(tx, account, &notice.key, accounts).await?;
        }
    }
    Ok(())
}

/// What was told of the note, or of a comment on it, went out of sight or came back.
async fn told_of(tx: &mut Tx, note: NoteId, accounts: &mut Accounts) -> Result<()> {
    let sql = "select distinct account_id from notification
               where subject_id = $1 and about in ('note', 'comment') and read_at_ms is null";
    let rows = tx.all::<(AccountId,)>(sql, args![note]).await?;
    accounts.extend(rows.into_iter().map(|(account,)| account));
    Ok(())
}

async fn tell(
    tx: &mut Tx,
    recipient: AccountId,
    notice: &Notice,
    accounts: &mut Accounts,
) -> Result<()> {
    if write(tx, recipient, notice).await? {
        accounts.insert(recipient);
    }
    Ok(())
}

async fn take_back(
    tx: &mut Tx,
    recipient: AccountId,
    key: &str,
    accounts: &mut Accounts,
) -> Result<()> {
    if remove(tx, recipient, key).await? {
        accounts.insert(recipient);
    }
    Ok(())
}
