//! The change log: appended to by commands, read in an order that never skips a slow writer.

use crate::store::{Database, Inner};
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

const SQLITE_RECORD: &str = "
    insert into change_log (at_ms, city_id, body) values ($1, $2, $3)
    returning cast(0 as bigint), seq";

const POSTGRES_RECORD: &str = "
    insert into change_log (at_ms, city_id, body, xid)
    values ($1, $2, $3, cast(cast(pg_current_xact_id() as text) as bigint) + $4)
    returning xid, seq";

const SQLITE_TAIL: &str = "
    select 0, 0, seq, at_ms, city_id, body from change_log
    where $1 >= 0 and seq > $2 order by seq limit $3";

/// All transactions before the horizon are over, and what they wrote is visible in the same snapshot.
const POSTGRES_TAIL: &str = "
    select h.horizon, l.xid, l.seq, l.at_ms, l.city_id, l.body
    from (
        select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) + $4 as horizon
    ) as h
    left join lateral (
        select xid, seq, at_ms, city_id, body from change_log
        where (xid, seq) > ($1, $2) and xid < h.horizon
        order by xid, seq limit $3
    ) as l on true
    order by l.xid, l.seq";

const SQLITE_END: &str = "select coalesce(max(seq), 0) from change_log";

const POSTGRES_END: &str =
    "select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint) + $1";

/// The horizon, and the columns of a row if there is one.
type Found = (
    i64,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<String>,
);

impl Tx {
    /// Appends to the change log, in this transaction.
    ///
    /// # Errors
    /// As [`Tx::execute`].
    pub async fn record(&mut self, city: Option<i64>, body: String) -> Result<()> {
        let mut values = args![self.now_ms(), city, body];
        let sql = if let Some(xid_base) = self.store.xid_base() {
            values.extend(args![xid_base]);
            POSTGRES_RECORD
        } else {
            SQLITE_RECORD
        };
        let (xid, seq): (i64, i64) = self.one(sql, values).await?;
        self.recorded = Some(Position {
            xid: xid.cast_unsigned(),
            seq,
        });
        Ok(())
    }
}

impl Store {
    /// The changes after a place, at most `limit`, each exactly once and in order, however slow its
    /// writer was. What is still being written, and what came after it, is left for the next call.
    ///
    /// # Errors
    /// [`crate::Error::Busy`], [`crate::Error::Broken`].
    pub async fn tail(&self, after: Position, limit: usize) -> Result<Tail> {
        let mut values = args![
            after.xid.cast_signed(),
            after.seq,
            i64::try_from(limit).unwrap_or(i64::MAX)
        ];
        let xid_base = self.inner.xid_base();
        values.extend(xid_base.map(crate::Arg::from));
        let sql = if xid_base.is_some() {
            POSTGRES_TAIL
        } else {
            SQLITE_TAIL
        };
        let found: Vec<Found> = self.rows(sql, values).await?;
        let horizon = found.first().map_or(0, |row| row.0.cast_unsigned());
        let rows: Vec<LogRow> = found.into_iter().filter_map(log_row).collect();
        let mut position = rows.last().map_or(after, |row| row.position);
        if xid_base.is_some() && rows.len() < limit {
            position = position.max(Position::before(horizon));
        }
        Ok(Tail { rows, position })
    }

    /// A place before which everything is visible. A view takes it *before* it reads the rows that it
    /// is rebuilt from, and is fed from there.
    ///
    /// # Errors
    /// As [`Store::tail`].
    pub async fn log_end(&self) -> Result<Position> {
        let Some(xid_base) = self.inner.xid_base() else {
            let found: Vec<(i64,)> = self.rows(SQLITE_END, args![]).await?;
            return Ok(Position {
                xid: 0,
                seq: found.first().map_or(0, |row| row.0),
            });
        };
        let found: Vec<(i64,)> = self.rows(POSTGRES_END, args![xid_base]).await?;
        Ok(Position::before(
            found.first().map_or(0, |row| row.0.cast_unsigned()),
        ))
    }
}

impl Store {
    /// The place of the last change that was committed, whether or not the tail may show it yet: on
    /// PostgreSQL the horizon may be held back by others. Who waits for what was written waits for it.
    ///
    /// # Errors
    /// As [`Store::tail`].
    pub async fn last_recorded(&self) -> Result<Position> {
        let sql = match self.inner.xid_base() {
            None => "select cast(0 as bigint), seq from change_log order by seq desc limit 1",
            Some(_) => "select xid, seq from change_log order by xid desc, seq desc limit 1",
        };
        let found: Vec<(i64, i64)> = self.rows(sql, args![]).await?;
        Ok(found.first().map_or(Position::START, |row| Position {
            xid: row.0.cast_unsigned(),
            seq: row.1,
        }))
    }
}

impl Inner {
    /// What is added to PostgreSQL's transaction numbers; `None` on SQLite.
    fn xid_base(&self) -> Option<i64> {
        match &self.database {
            Database::Sqlite(_) => None,
            Database::Postgres(postgres) => Some(postgres.xid_base()),
        }
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

/// How far a restored log's places are put past the old ones: more transactions than a cluster runs
/// between its last change and its dump.
const RESTORED_XIDS: i64 = 1 << 40;

/// Finds what to add to transaction numbers so that they go on growing. A dump that is restored into a
/// younger cluster would otherwise put new changes before the old ones, where no reader looks again.
pub(crate) async fn find_xid_base(tx: &mut Tx) -> Result<i64> {
    let (base,): (i64,) = tx
        .one("select xid_base from change_log_origin", args![])
        .await?;
    let (last, next): (i64, i64) = tx
        .one(
            "select coalesce(max(xid), 0),
                    cast(cast(pg_snapshot_xmax(pg_current_snapshot()) as text) as bigint)
             from change_log",
            args![],
        )
        .await?;
    if last < next + base {
        return Ok(base);
    }
    let base = last + RESTORED_XIDS;
    tx.execute("update change_log_origin set xid_base = $1", args![base])
        .await?;
    tracing::info!(
        base,
        "the change log was restored into another cluster and goes on from here"
    );
    Ok(base)
}
