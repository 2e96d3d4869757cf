//! A draw's life: one timer takes it from step to step. Each step is one conditional update, so that
//! a crash between two of them is gone on from, and no round is picked twice.

use futures_util::future::BoxFuture;
use store::{Tx, args};

use super::draw::{Draw, State, by_id};
use super::{beacons, close, pick, prepare};
use crate::app::App;
use crate::changes::{self, Change};
use crate::error::{Error, Result};
use crate::ids::DrawId;
use crate::timers::{self, Timer};

pub(super) const TIMER: &str = "draw";
/// A round takes a moment to travel.
const BEACON_DELAY_MS: i64 = 1_500;
/// A beacon that is late is asked for again.
const BEACON_PAUSE_MS: i64 = 20_000;
/// Between two parts of what prepares a draw, or follows from it.
const PART_PAUSE_MS: i64 = 1;
const CLAIM_MS: i64 = 300_000;
const ATTEMPTS_MAX: i64 = 1_000;

/// How far the preparing of a draw has come.
pub enum Prepared {
    /// A part is done; the next one finds this as [`Draw::prepared_to`].
    Part(i64),
    /// All is up to date: the list is written as it is.
    Ready,
    /// It does not take place, for a reason: a key of `locales/` without its `draws-void-`.
    Void(&'static str),
}

/// What draws may decide.
pub struct Kind {
    /// As [`Plan`](super::Plan) names it.
    pub name: &'static str,
    /// Brings a part of the entries up to date, when none is taken any more, in a transaction of its own.
    /// Repeating it changes nothing.
    pub prepare: for<'a> fn(&'a App, &'a mut Tx, &'a Draw) -> BoxFuture<'a, Result<Prepared>>,
    /// Does a part of what follows from the result; true when all is done. Repeating it changes
    /// nothing.
    pub settle: for<'a> fn(&'a App, &'a Draw) -> BoxFuture<'a, Result<bool>>,
}

/// The timer of every draw.
pub fn timer(run: for<'a> fn(&'a App, Timer) -> BoxFuture<'a, Result<()>>) -> timers::Kind {
    timers::Kind {
        name: TIMER,
        claim_ms: CLAIM_MS,
        attempts_max: ATTEMPTS_MAX,
        run,
    }
}

/// Takes the draw as far as it goes now.
pub async fn advance(app: &App, timer: Timer, kinds: &[Kind]) -> Result<()> {
    let id = DrawId::from(timer.subject_id);
    // Each step leads to the next state, or says when to come again.
    for _ in State::ALL {
        let draw = app.read(async |tx: &mut Tx| by_id(tx, id).await).await?;
        let kind = kinds.iter().find(|kind| kind.name == draw.kind);
        let kind = kind.ok_or_else(|| anyhow::anyhow!("no kind of draw: {}", draw.kind))?;
        if let Some(again_at_ms) = step(app, &draw, kind).await? {
            return app
                .write(async |tx: &mut Tx| timers::schedule(tx, TIMER, id.get(), again_at_ms).await)
                .await;
        }
    }
    Ok(())
}

/// One step; when to come again, if it is not at once.
async fn step(app: &App, draw: &Draw, kind: &Kind) -> Result<Option<i64>> {
    let now_ms = app.now_ms();
    match draw.state {
        // A clock that went back: tried again, since the same time again would end the timer.
        State::Announced if now_ms < draw.closes_at_ms => return Err(Error::Busy),
        State::Announced => close::freeze(app, draw).await?,
        State::Frozen if draw.is_weighed() => {
            if !prepare::prepare(app, draw.id, kind).await? {
                return Ok(Some(now_ms + PART_PAUSE_MS));
            }
        }
        State::Frozen => close::publish(app, draw).await?,
        State::Closed => {
            let closed = draw.closed()?;
            let from_ms = closed.round_at_ms + BEACON_DELAY_MS;
            if now_ms < from_ms {
                return Ok(Some(from_ms));
            }
            match beacons::fetch(app, &draw.chain, closed.round).await {
                Some(beacon) => pick::draw(app, draw, &beacon).await?,
                None => return Ok(Some(now_ms + BEACON_PAUSE_MS)),
            }
        }
        State::Drawn => match (kind.settle)(app, draw).await? {
            true => {
                app.write(async |tx: &mut Tx| settled(tx, draw).await)
                    .await?
            }
            false => return Ok(Some(now_ms + PART_PAUSE_MS)),
        },
        State::Settled | State::Void => {}
    }
    Ok(None)
}

async fn settled(tx: &mut Tx, draw: &Draw) -> Result<()> {
    let sql =
        "update draw set state = 'settled', settled_at_ms = $2 where id = $1 and state = 'drawn'";
    if tx.execute(sql, args![draw.id, tx.now_ms()]).await? == 1 {
        changes::record(tx, draw.city, Change::DrawSettled { draw: draw.id }).await?;
    }
    Ok(())
}

/// Draws with a beacon that an operator brought, where the network gives none.
pub(super) async fn draw_with(app: &App, id: DrawId, beacon: &str) -> Result<()> {
    let draw = app.read(async |tx: &mut Tx| by_id(tx, id).await).await?;
    if draw.state != State::Closed {
        return Err(Error::NotFound);
    }
    let beacon = beacons::pasted(beacon, &draw.chain, draw.closed()?.round)?;
    pick::draw(app, &draw, &beacon).await?;
    // The rest is the timer's.
    let now_ms = app.now_ms();
    app.write(async |tx: &mut Tx| timers::schedule(tx, TIMER, id.get(), now_ms).await)
        .await
}
