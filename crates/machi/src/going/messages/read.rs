//! Messages to guests as they are kept.

use store::{Tx, args};

use super::Audience;
use crate::error::{Error, Result};
use crate::ids::{AccountId, EventId, GuestMessageId, OccurrenceId};
use crate::text::Names;

/// Messages listed at most, the newest.
const LISTED_MAX: i64 = 20;

store::row! {
    /// What an organiser wrote.
    #[derive(Debug, Clone)]
    pub struct Message {
        pub id: GuestMessageId,
        pub event_id: EventId,
        /// 0: every date that is ahead.
        pub occurrence_id: OccurrenceId,
        pub by_id: AccountId,
        /// The name of who wrote it.
        pub by_name: String,
        /// Of the event.
        pub titles: Names,
        pub audience: String,
        pub subject: String,
        pub body: String,
        pub written_at_ms: i64,
    }
}

/// The message; none when it is there no more.
pub async fn find(tx: &mut Tx, id: GuestMessageId) -> Result<Option<Message>> {
    // `account` belongs to accounts, `event` to events.
    let sql = "select m.id, m.event_id, m.occurrence_id, m.by_id, a.display_name as by_name,
                 e.titles, m.audience, m.subject, m.body, m.written_at_ms
               from guest_message m join account a on a.id = m.by_id
               join event e on e.id = m.event_id where m.id = $1";
    Ok(tx.optional::<Message>(sql, args![id]).await?)
}

/// The message, for a member who got it, or who publishes the event.
pub(super) async fn kept_for(
    tx: &mut Tx,
    reader: AccountId,
    event: EventId,
    id: GuestMessageId,
) -> Result<Message> {
    let message = find(tx, id).await?.filter(|one| one.event_id == event);
    let message = message.ok_or(Error::NotFound)?;
    let sql = "select 1 from guest_message_to where message_id = $1 and account_id = $2
               union all select 1 from event where id = $3 and host_id = $2";
    let args = args![id, reader, message.event_id];
    let theirs = !tx.all::<(i64,)>(sql, args).await?.is_empty();
    if theirs || message.by_id == reader {
        Ok(message)
    } else {
        Err(Error::NotFound)
    }
}

/// A message as its writer sees it.
#[derive(Debug, Clone)]
pub(in crate::going) struct Sent {
    pub(in crate::going) id: GuestMessageId,
    /// None: every date that was ahead.
    pub(in crate::going) occurrence: Option<OccurrenceId>,
    pub(in crate::going) audience: Audience,
    pub(in crate::going) subject: String,
    pub(in crate::going) written_at_ms: i64,
    /// How many got it, until now or at all.
    pub(in crate::going) people: i64,
    /// Everybody has got it.
    pub(in crate::going) done: bool,
}

store::row! {
    struct Row {
        id: GuestMessageId,
        occurrence_id: i64,
        audience: String,
        subject: String,
        written_at_ms: i64,
        people: i64,
        sent_at_ms: Option<i64>,
    }
}

/// What was written to the guests of the event, the newest first.
pub(in crate::going) async fn sent(tx: &mut Tx, event: EventId) -> Result<Vec<Sent>> {
    let rows = tx
        .all::<Row>(
            "select m.id, m.occurrence_id, m.audience, m.subject, m.written_at_ms,
               (select count(*) from guest_message_to t where t.message_id = m.id) as people,
               m.sent_at_ms
             from guest_message m where m.event_id = $1 order by m.id desc limit $2",
            args![event, LISTED_MAX],
        )
        .await?;
    let sent = |row: Row| Sent {
        id: row.id,
        occurrence: (row.occurrence_id != 0).then(|| OccurrenceId::from(row.occurrence_id)),
        audience: Audience::parse(&row.audience).unwrap_or(Audience::All),
        subject: row.subject,
        written_at_ms: row.written_at_ms,
        people: row.people,
        done: row.sent_at_ms.is_some(),
    };
    Ok(rows.into_iter().map(sent).collect())
}
