//! The change log: appended to by commands, read in an order that never skips a slow writer.

use crate::{Position, Result, Store, Tx, args};

/// One row of the change log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// Its place.
    pub position: Position,
    /// When the transaction that recorded it began, in UTC milliseconds.
    pub at_ms: i64,
    /// The city it belongs to, if to one.
    pub city: Option<i64>,
    /// What the application recorded.
    pub body: String,
}

/// What came after a place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tail {
    /// At most as many as asked for, in order.
    pub rows: Vec<LogRow>,
    /// Where to go on. When the log is exhausted it lies past every transaction known to be over, so
    /// that it reaches the place that a write answered even when nothing else is recorded.
    pub position: Position,
}

impl Tx {
    /// Appends to the change log, in this transaction.
    ///
    /// # Errors
    /// As [`Tx::execute`].
    pub async fn record(&mut self, city: Option<i64>, body: String) -> Result<()> {
        let values = args![self.now_ms(), city, body];
        self.recorded = Some(if self.connection.is_postgres() {
            let (seq, xid): (i64, i64) = self
                .one(
                    "insert into change_log (at_ms, city_id, body) values ($1, $2, $3)
                     returning seq, cast(cast(xid as text) as bigint)",
                    values,
                )
                .await?;
            Position {
                xid: xid.cast_unsigned(),
                seq,
            }
        } else {
            let (seq,): (i64,) = self
                .one(
                    "insert into change_log (at_ms, city_id, body) values ($1, $2, $3) returning seq",
                    values,
                )
                .await?;
            Position { xid: 0, seq }
        });
        Ok(())
    }
}

/// All transactions before the snapshot's horizon are over, and what they wrote is in the same snapshot.
const POSTGRES_TAIL: &str = "
    select cast(cast(h.horizon as text) as bigint), cast(cast(l.xid as text) as bigint), l.seq, l.at_ms,
           l.city_id, l.body
    from (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) as h
    left join lateral (
        select xid, seq, at_ms, city_id, body from change_log
        where (xid, seq) > (cast(cast($1 as text) as xid8), $2) and xid < h.horizon
        order by xid, seq limit $3
    ) as l on true
    order by l.xid, l.seq";

const SQLITE_TAIL: &str = "
    select 0, 0, seq, at_ms, city_id, body from change_log where $1 >= 0 and seq > $2 order by seq limit $3";

type Found = (
    i64,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<String>,
);

impl Store {
    /// The changes after a place, at most `limit`, each exactly once and in order, however slow its
    /// writer was. What is still being written, and what came after it, is left for the next call.
    ///
    /// # Errors
    /// [`crate::Error::Busy`], [`crate::Error::Broken`].
    pub async fn tail(&self, after: Position, limit: usize) -> Result<Tail> {
        let rows_max = i64::try_from(limit).unwrap_or(i64::MAX);
        let postgres = self.is_postgres();
        let sql = if postgres { POSTGRES_TAIL } else { SQLITE_TAIL };
        let found: Vec<Found> = self
            .rows(sql, args![after.xid.cast_signed(), after.seq, rows_max])
            .await?;
        let horizon = found.first().map_or(0, |row| row.0.cast_unsigned());
        let rows: Vec<LogRow> = found.into_iter().filter_map(log_row).collect();
        let last = rows.last().map_or(after, |row| row.position);
        let exhausted = rows.len() < limit;
        let position = if postgres && exhausted {
            last.max(Position::before(horizon))
        } else {
            last
        };
        Ok(Tail { rows, position })
    }

    /// A place before which everything is visible. A view takes it *before* it reads the rows that it
    /// is rebuilt from, and is fed from there.
    ///
    /// # Errors
    /// As [`Store::tail`].
    pub async fn log_end(&self) -> Result<Position> {
        let postgres = self.is_postgres();
        let sql = if postgres {
            "select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)"
        } else {
            "select coalesce(max(seq), 0) from change_log"
        };
        let found: Vec<(i64,)> = self.rows(sql, args![]).await?;
        let end = found.first().map_or(0, |row| row.0);
        Ok(if postgres {
            Position::before(end.cast_unsigned())
        } else {
            Position { xid: 0, seq: end }
        })
    }
}

fn log_row((_, xid, seq, at_ms, city, body): Found) -> Option<LogRow> {
    let position = Position {
        xid: xid?.cast_unsigned(),
        seq: seq?,
    };
    Some(LogRow {
        position,
        at_ms: at_ms?,
        city,
        body: body?,
    })
}
