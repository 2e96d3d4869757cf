//! "Share where I was later": the place of a note waits, out of everybody's sight, for its time.

use futures_util::FutureExt;
use store::{Tx, args};

use super::post::disclose;
use super::scene::Scene;
use crate::app::App;
use crate::changes::{self, Change};
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, CityId, NoteId};
use crate::timers::{self, Timer};

/// What the form offers, in hours.
pub const HOURS: [i64; 5] = [1, 3, 6, 12, 24];
const HOUR_MS: i64 = 60 * 60 * 1_000;

/// Moves the place into the note.
pub const TIMER: timers::Kind = timers::Kind {
    name: "notes-later",
    claim_ms: 60_000,
    attempts_max: 100,
    run: |app, timer| tell(app, timer).boxed(),
};

/// When the place of a note is shown.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    #[default]
    Now,
    /// From now on; one of [`HOURS`].
    Hours(i64),
    /// When it was to be shown before the note was changed.
    AsBefore,
}

impl Later {
    /// As forms and programs write it: empty or `0`, hours, or `kept`.
    ///
    /// # Errors
    /// Refused for anything else.
    pub fn parse(typed: &str) -> Result<Self> {
        match typed {
            "" | "0" => Ok(Self::Now),
            "kept" => Ok(Self::AsBefore),
            typed => match typed.parse() {
                Ok(hours) if HOURS.contains(&hours) => Ok(Self::Hours(hours)),
                _ => Err(Refusal::new("notes-later-unknown").on("later").into()),
            },
        }
    }
}

/// A scene that waits.
pub(super) struct Waiting {
    pub(super) scene: Scene,
    pub(super) at_ms: i64,
}

/// Where the note will turn out to have been.
pub(super) async fn waiting(tx: &mut Tx, note: NoteId) -> Result<Option<Waiting>> {
    let sql = "select at_ms from note_later where note_id = $1";
    let Some((at_ms,)) = tx.optional::<(i64,)>(sql, args![note]).await? else {
        return Ok(None);
    };
    let sql = "select place_id, event_id, neighbourhood_id, lat_e6, lon_e6, is_exact
               from note_later where note_id = $1";
    let scene = tx.one(sql, args![note]).await?;
    Ok(Some(Waiting { scene, at_ms }))
}

/// When the scene is to be shown; none: now, since nothing is to wait or there is nothing to tell.
pub(super) async fn due(
    tx: &mut Tx,
    note: NoteId,
    scene: &Scene,
    later: Later,
) -> Result<Option<i64>> {
    if *scene == Scene::default() {
        return Ok(None);
    }
    Ok(match later {
        Later::Now => None,
        Later::Hours(hours) => Some(tx.now_ms() + hours * HOUR_MS),
        Later::AsBefore => waiting(tx, note).await?.map(|waiting| waiting.at_ms),
    })
}

/// Keeps the scene until it is due, or nothing where it is shown already.
pub(super) async fn keep(
    tx: &mut Tx,
    note: NoteId,
    scene: &Scene,
    due_at_ms: Option<i64>,
) -> Result<()> {
    let before = tx
        .execute("delete from note_later where note_id = $1", args![note])
        .await?;
    let Some(at_ms) = due_at_ms else {
        if before > 0 {
            timers::cancel(tx, TIMER.name, note.get()).await?;
        }
        return Ok(());
    };
    tx.execute(
        "insert into note_later (note_id, place_id, event_id, neighbourhood_id, lat_e6, lon_e6,
           is_exact, at_ms) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            note,
            scene.place_id,
            scene.event_id,
            scene.neighbourhood_id,
            scene.lat_e6,
            scene.lon_e6,
            scene.is_exact,
            at_ms
        ],
    )
    .await?;
    timers::schedule(tx, TIMER.name, note.get(), at_ms).await
}

/// The time has come. A note that is gone by now has nothing to tell.
async fn tell(app: &App, timer: Timer) -> Result<()> {
    let note = NoteId::from(timer.subject_id);
    app.write(async |tx: &mut Tx| {
        if !timer.finish(tx).await? {
            return Ok(());
        }
        let Some(Waiting { scene, .. }) = waiting(tx, note).await? else {
            return Ok(());
        };
        show(tx, note, &scene).await
    })
    .await
}

async fn show(tx: &mut Tx, note: NoteId, scene: &Scene) -> Result<()> {
    let (city, author) = tx
        .one::<(CityId, AccountId)>(
            "update note set place_id = $2, event_id = $3, neighbourhood_id = $4, lat_e6 = $5,
               lon_e6 = $6, is_exact = $7 where id = $1 returning city_id, author_id",
            args![
                note,
                scene.place_id,
                scene.event_id,
                scene.neighbourhood_id,
                scene.lat_e6,
                scene.lon_e6,
                scene.is_exact
            ],
        )
        .await?;
    tx.execute("delete from note_later where note_id = $1", args![note])
        .await?;
    // A duty may have begun meanwhile.
    disclose(tx, author, note, scene).await?;
    changes::record(tx, city, Change::NoteChanged { note }).await
}
