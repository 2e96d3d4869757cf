//! A door through which many come: each scan is a command of its own, as a steward's phone sends it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use machi::cities::City;
use machi::door::{Scanned, Scans, Steward, scan_some};
use machi::ids::{DoorId, EventId, OccurrenceId, TicketId};
use machi::seats::{Paper, sign};
use machi::secrets::MasterKey;
use store::{Store, Tx, args};

use super::in_process::anyhow_of;

/// Tickets that are scanned, one after the other; those that come again are refused.
const TICKETS_MAX: i64 = 200_000;
const HOUR_MS: i64 = 60 * 60 * 1000;

pub(crate) struct Door {
    store: Store,
    key: MasterKey,
    steward: Steward,
    tokens: Vec<String>,
    next: AtomicUsize,
}

impl Door {
    /// Opens a door for the date, on which tickets were given.
    pub(crate) async fn open(
        store: &Store,
        here: &Arc<City>,
        (event, occurrence): (EventId, OccurrenceId),
    ) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let key = MasterKey::open(&folder.path().join("master.key"))?;
        let command =
            async |tx: &mut Tx| {
                let sql = "select starts_at_ms from occurrence where id = $1";
                let (starts_at_ms,): (i64,) = tx.one(sql, args![occurrence]).await?;
                let door = tx.new_id();
                tx.execute(
                "insert into door (id, event_id, name, from_ms, until_ms, made_by, created_at_ms)
                 values ($1, $2, 'Measured', $3, $4, 1, $5)",
                args![door, event, starts_at_ms - HOUR_MS, starts_at_ms + HOUR_MS, tx.now_ms()],
            )
            .await?;
                let sql = "select id from ticket where occurrence_id = $1 order by id limit $2";
                let tickets: Vec<(TicketId,)> = tx.all(sql, args![occurrence, TICKETS_MAX]).await?;
                machi::error::Result::Ok((DoorId::from(door), starts_at_ms, tickets))
            };
        let (door, starts_at_ms, tickets) = store.write(command).await.map_err(anyhow_of)?.value;
        let token = |(ticket,): &(TicketId,)| {
            let (ticket, issue) = (*ticket, 1);
            let paper = Paper {
                event,
                occurrence,
                ticket,
                issue,
            };
            sign(&key, paper).map_err(anyhow_of)
        };
        let tokens: Vec<String> = tickets.iter().map(token).collect::<anyhow::Result<_>>()?;
        anyhow::ensure!(!tokens.is_empty(), "nobody has a ticket");
        Ok(Self {
            steward: Steward {
                door,
                name: "Measured".into(),
                event,
                occurrence: Some(occurrence),
                city: here.clone(),
                from_ms: starts_at_ms - HOUR_MS,
                until_ms: starts_at_ms + HOUR_MS,
            },
            store: store.clone(),
            next: AtomicUsize::default(),
            tokens,
            key,
        })
    }

    /// One scan, of the next ticket: its signature is verified, and it is decided and kept.
    pub(crate) async fn scan(self: Arc<Self>) -> anyhow::Result<()> {
        let n = self.next.fetch_add(1, Ordering::Relaxed);
        let told = Scans {
            device: "measured".into(),
            steward: "Measured".into(),
            scans: vec![Scanned {
                nonce: n.to_string(),
                at_ms: 0,
                token: Some(self.tokens[n % self.tokens.len()].clone()),
                ticket: None,
                let_in: false,
                turned_away: false,
            }],
            undone: Vec::new(),
        };
        let command =
            async |tx: &mut Tx| scan_some(tx, &self.key, &self.steward, (&told, &told.scans)).await;
        self.store.write(command).await.map_err(anyhow_of)?;
        Ok(())
    }
}
