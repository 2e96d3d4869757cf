//! Requests to be excused, as an operator sees them.

use store::{Tx, args};

use crate::error::Result;
use crate::ids::{AccountId, CityId, EventId, ExcuseId, ObligationId, OccurrenceId, PlaceId};
use crate::text::Names;

/// Requests on one page.
pub(super) const PAGE_EXCUSES: i64 = 30;

store::row! {
    /// A request, and what it is about.
    #[derive(Debug, Clone)]
    pub(super) struct Requested {
        pub(super) id: ExcuseId,
        pub(super) obligation_id: ObligationId,
        pub(super) account_id: AccountId,
        pub(super) handle: String,
        pub(super) display_name: String,
        pub(super) text: String,
        pub(super) state: String,
        pub(super) reason: String,
        pub(super) asked_at_ms: i64,
        pub(super) decided_at_ms: Option<i64>,
        /// The handle of whoever decided; empty for an account that is gone.
        pub(super) decided_by: String,
        pub(super) title: String,
        /// Of the event, or names of the place of a visit.
        pub(super) titles: Names,
        pub(super) event_id: EventId,
        pub(super) occurrence_id: OccurrenceId,
        /// Of a visit.
        pub(super) place_id: Option<PlaceId>,
        pub(super) kind: String,
        pub(super) network: String,
        pub(super) words: String,
        pub(super) started_at_ms: Option<i64>,
        pub(super) due_at_ms: Option<i64>,
    }
}

macro_rules! requested_where {
    ($rest:literal) => {
        // `account` belongs to accounts, `campaign` to campaigns, `event` to events,
        // `place` to places.
        concat!(
            "select x.id, x.obligation_id, x.account_id, a.handle, a.display_name, x.text, x.state,
               x.reason, x.asked_at_ms, x.decided_at_ms, coalesce(b.handle, '') as decided_by,
               c.title, coalesce(p.names, e.titles) as titles, o.event_id, o.occurrence_id,
               o.place_id, o.kind, o.network, o.words, o.started_at_ms, o.due_at_ms
             from excuse x join obligation o on o.id = x.obligation_id
             join account a on a.id = x.account_id join campaign c on c.id = o.campaign_id
             join event e on e.id = o.event_id left join place p on p.id = o.place_id
             left join account b on b.id = x.decided_by
             where ",
            $rest
        )
    };
}

/// What waits, the oldest first.
pub(super) async fn waiting(
    tx: &mut Tx,
    city: CityId,
    after: Option<ExcuseId>,
) -> Result<Vec<Requested>> {
    let sql = requested_where!(
        "x.city_id = $1 and x.state = 'open' and x.id > $2 order by x.id limit $3"
    );
    let after = after.map_or(0, |id| id.get());
    Ok(tx.all(sql, args![city, after, PAGE_EXCUSES]).await?)
}

/// What was decided, the newest request first.
pub(super) async fn decided(
    tx: &mut Tx,
    city: CityId,
    before: Option<ExcuseId>,
) -> Result<Vec<Requested>> {
    let sql = requested_where!(
        "x.city_id = $1 and x.state in ('accepted', 'refused') and x.id < $2
         order by x.id desc limit $3"
    );
    let before = before.map_or(i64::MAX, |id| id.get());
    Ok(tx.all(sql, args![city, before, PAGE_EXCUSES]).await?)
}

/// Where the page after these begins.
pub(super) fn next(list: &[Requested]) -> Option<ExcuseId> {
    let full = i64::try_from(list.len()).is_ok_and(|count| count == PAGE_EXCUSES);
    list.last().filter(|_| full).map(|last| last.id)
}
