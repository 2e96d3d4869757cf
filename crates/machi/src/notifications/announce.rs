//! Tells everybody who goes to a date, or waits for it, that it is called off, or at another time or
//! place. They may be many, so each part of them is told in a transaction of its own.

use futures_util::FutureExt;
use store::{Tx, args};

use super::kinds;
use super::notify::{Notice, notify};
use super::subject::Subject;
use crate::app::App;
use crate::error::Result;
use crate::going::visits::{self, News};
use crate::ids::{AccountId, AnnouncementId, CityId, EventId, OccurrenceId, RsvpId};
use crate::timers::{self, Kind, Timer};

/// People who are told in one transaction.
const PART_MAX: usize = 200;
const CLAIM_MS: i64 = 5 * 60 * 1000;

/// Tells those who were not told yet; its subject is the announcement.
pub const TIMER: Kind = Kind {
    name: "announce",
    claim_ms: CLAIM_MS,
    attempts_max: 20,
    run: |app, timer| run(app, timer).boxed(),
};

/// What happened to which dates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Happened {
    pub(super) kind: &'static kinds::Kind,
    pub(super) event: EventId,
    /// None: every date of the event that is ahead.
    pub(super) occurrence: Option<OccurrenceId>,
    pub(super) city: CityId,
    pub(super) at_ms: i64,
}

/// Has everybody told whom it concerns.
pub(super) async fn announce(tx: &mut Tx, happened: Happened) -> Result<()> {
    let id = AnnouncementId::from(tx.new_id());
    tx.execute(
        "insert into announcement (id, kind, event_id, occurrence_id, city_id, at_ms)
         values ($1, $2, $3, $4, $5, $6)",
        args![
            id,
            happened.kind.name,
            happened.event,
            happened.occurrence.map_or(0, OccurrenceId::get),
            happened.city,
            happened.at_ms
        ],
    )
    .await?;
    let now_ms = tx.now_ms();
    timers::schedule(tx, TIMER.name, id.get(), now_ms).await
}

store::row! {
    struct Row {
        kind: String,
        event_id: EventId,
        occurrence_id: OccurrenceId,
        city_id: CityId,
        at_ms: i64,
        after_id: RsvpId,
    }
}

async fn run(app: &App, timer: Timer) -> Result<()> {
    let id = AnnouncementId::from(timer.subject_id);
    while app.write(async |tx: &mut Tx| part(tx, id).await).await? {}
    Ok(())
}

/// Tells the next part; false when everybody is told.
async fn part(tx: &mut Tx, id: AnnouncementId) -> Result<bool> {
    let sql = "select kind, event_id, occurrence_id, city_id, at_ms, after_id
               from announcement where id = $1";
    let Some(row) = tx.optional::<Row>(sql, args![id]).await? else {
        return Ok(false);
    };
    let people: Vec<(RsvpId, Option<AccountId>, OccurrenceId)> = tx
        .all(
            "select r.id, r.account_id, r.occurrence_id from rsvp r
             join occurrence o on o.id = r.occurrence_id
             where r.event_id = $1 and r.id > $2 and ($3 = 0 or r.occurrence_id = $3)
               and r.state not in ('left', 'declined', 'held', 'unconfirmed') and o.starts_at_ms > $4
             order by r.id limit $5",
            args![
                row.event_id,
                row.after_id,
                row.occurrence_id,
                row.at_ms,
                i64::try_from(PART_MAX).unwrap_or(i64::MAX)
            ],
        )
        .await?;
    let Some((last, ..)) = people.last() else {
        let sql = "delete from announcement where id = $1";
        tx.execute(sql, args![id]).await?;
        return Ok(false);
    };
    let sql = "update announcement set after_id = $2 where id = $1";
    tx.execute(sql, args![id, *last]).await?;
    let Some(kind) = kinds::named(&row.kind) else {
        return Ok(true);
    };
    for (rsvp, account, occurrence) in people {
        let key = format!("announcement:{id}:{occurrence}");
        let Some(account) = account else {
            visits::tell(tx, rsvp, news(kind), &key).await?;
            continue;
        };
        let notice = Notice {
            kind,
            actor: None,
            subject: Subject::Date {
                event: row.event_id,
                occurrence,
            },
            city: Some(row.city_id),
            at_ms: row.at_ms,
            key,
        };
        notify(tx, account, &notice).await?;
    }
    Ok(true)
}

/// The same for who has no account.
fn news(kind: &kinds::Kind) -> News {
    if kind.name == kinds::EVENT_CANCELLED.name {
        News::Cancelled
    } else {
        News::Moved
    }
}
