//! The guests of a date as a table (CSV, RFC 4180) for the organiser's own lists.

use axum::extract::{Path, State};
use axum::response::Response;
use store::{Tx, args};

use crate::app::App;
use crate::error::Result;
use crate::events::{self, rfc3339};
use crate::frame::Page;
use crate::frame::sheet::{self, harmless};
use crate::ids::OccurrenceId;
use crate::publishing::Host;

/// Lines of one file.
const LINES_MAX: i64 = 50_000;

store::row! {
    struct Line {
        name: String,
        handle: String,
        state: String,
        party: i64,
        seat_type: String,
        changed_at_ms: i64,
        code: String,
        used_at_ms: Option<i64>,
        steward: String,
        door: String,
    }
}

/// One line for each ticket; one for each answer that has none.
pub(super) async fn download(
    State(app): State<App>,
    page: Page,
    by: Host,
    Path((_, at)): Path<(String, OccurrenceId)>,
) -> Result<Response> {
    let lines = app
        .read(async |tx: &mut Tx| {
            events::occurrence(tx, by.event, at).await?;
            lines(tx, at).await
        })
        .await?;
    let heads = [
        "door-sheet-name",
        "door-sheet-handle",
        "door-sheet-state",
        "going-party-label",
        "going-seat",
        "going-since",
        "door-code",
        "door-sheet-admitted",
        "door-sheet-steward",
        "door-name-label",
    ];
    let mut rows = vec![heads.map(|head| page.t(head)).to_vec()];
    for line in lines {
        let used_at = line.used_at_ms.map(|at_ms| rfc3339(at_ms, &by.city.zone));
        rows.push(vec![
            harmless(line.name),
            harmless(line.handle),
            line.state,
            line.party.to_string(),
            harmless(line.seat_type),
            rfc3339(line.changed_at_ms, &by.city.zone),
            line.code,
            used_at.unwrap_or_default(),
            harmless(line.steward),
            harmless(line.door),
        ]);
    }
    sheet::download(&format!("guests-{at}.csv"), rows)
}

async fn lines(tx: &mut Tx, at: OccurrenceId) -> Result<Vec<Line>> {
    // `rsvp` belongs to going, `account` to accounts, `visitor` to visitors, `seat_type` to publishing.
    Ok(tx
        .all(
            "select coalesce(a.display_name, v.name, '') as name, coalesce(a.handle, '') as handle, r.state,
               r.party, coalesce(k.name, '') as seat_type, r.changed_at_ms,
               coalesce(t.code, '') as code, s.at_ms as used_at_ms,
               coalesce(s.steward, '') as steward, coalesce(d.name, '') as door
             from rsvp r
             left join account a on a.id = r.account_id
             left join visitor v on v.id = r.visitor_id
             left join seat_type k on k.id = r.seat_type_id
             left join ticket t on t.rsvp_id = r.id and not t.void
             left join scan s on s.id = t.admitted_scan_id
             left join door d on d.id = s.door_id
             where r.occurrence_id = $1 and r.state not in ('held', 'unconfirmed') order by r.id, t.id limit $2",
            args![at, LINES_MAX],
        )
        .await?)
}
