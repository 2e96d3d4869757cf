//! The guests of a date, as its organiser sees them.

use store::{Tx, args};

use super::rsvp::State;
use crate::error::Result;
use crate::ids::{AccountId, OccurrenceId, RsvpId};

/// Guests on a page.
pub(super) const PAGE_GUESTS: i64 = 100;

store::row! {
    #[derive(Debug, Clone)]
    struct Row {
        id: RsvpId,
        account_id: Option<AccountId>,
        handle: Option<String>,
        display_name: Option<String>,
        state: String,
        party: i64,
        seat_type: Option<String>,
        changed_at_ms: i64,
    }
}

/// Somebody who has, wants or wanted a seat.
#[derive(Debug, Clone)]
pub(super) struct Guest {
    pub(super) id: RsvpId,
    /// With the handle; none for a visitor.
    pub(super) account: Option<(AccountId, String)>,
    /// Empty for a visitor who is forgotten.
    pub(super) display_name: String,
    pub(super) state: State,
    pub(super) party: i64,
    pub(super) seat_type: String,
    pub(super) changed_at_ms: i64,
}

/// Those of a date in this state, from after that one on; those who wait in their order.
pub(super) async fn guests(
    tx: &mut Tx,
    at: OccurrenceId,
    state: State,
    after: Option<RsvpId>,
) -> Result<Vec<Guest>> {
    // `account` belongs to accounts, `visitor` to visitors.
    let rows = tx
        .all::<Row>(
            "select r.id, r.account_id, a.handle, coalesce(a.display_name, v.name) as display_name,
               r.state, r.party, t.name as seat_type, r.changed_at_ms
             from rsvp r left join account a on a.id = r.account_id
             left join visitor v on v.id = r.visitor_id
             left join seat_type t on t.id = r.seat_type_id
             where r.occurrence_id = $1 and r.state = $2
               and ($3 = 0 or (r.queued, r.id) > (select l.queued, l.id from rsvp l where l.id = $3))
             order by r.queued, r.id limit $4",
            args![at, state.name(), after.map_or(0, RsvpId::get), PAGE_GUESTS],
        )
        .await?;
    let guest = |row: Row| Guest {
        id: row.id,
        account: row.account_id.zip(row.handle),
        display_name: row.display_name.unwrap_or_default(),
        state: State::parse(&row.state).unwrap_or(state),
        party: row.party,
        seat_type: row.seat_type.unwrap_or_default(),
        changed_at_ms: row.changed_at_ms,
    };
    Ok(rows.into_iter().map(guest).collect())
}

/// How many answers and how many people there are in each state.
pub(super) async fn counts(tx: &mut Tx, at: OccurrenceId) -> Result<Vec<(State, i64, i64)>> {
    let rows: Vec<(String, i64, i64)> = tx
        .all(
            "select state, count(*), cast(sum(party) as bigint) from rsvp
             where occurrence_id = $1 group by state",
            args![at],
        )
        .await?;
    let known = |(state, answers, people): (String, i64, i64)| {
        Some((State::parse(&state)?, answers, people))
    };
    Ok(rows.into_iter().filter_map(known).collect())
}
