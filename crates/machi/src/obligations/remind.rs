//! Reminders, and what comes when nothing was handed in: one timer an open clock.

use futures_util::FutureExt;
use rules::obligation::{Clock, Step};
use store::{Tx, args};

use super::settle::{Verdict, settle};
use super::{Kind, State, release};
use crate::app::App;
use crate::changes::{self, Change, Tried};
use crate::error::{Error, Result};
use crate::ids::{AccountId, CityId, ObligationId};
use crate::timers::{self, Timer};

/// Takes the next step of a clock.
pub const TIMER: timers::Kind = timers::Kind {
    name: "obligation",
    claim_ms: 30_000,
    attempts_max: 1_000,
    run: |app, timer| run(app, timer).boxed(),
};

store::row! {
    /// What its clock depends on.
    struct Watched {
        account_id: AccountId,
        city_id: CityId,
        kind: String,
        state: String,
        started_at_ms: Option<i64>,
        due_at_ms: Option<i64>,
        settled_at_ms: Option<i64>,
        reminded_step: String,
        reminded_due_ms: i64,
        /// Of excuses.
        refused_at_ms: Option<i64>,
        is_asked: bool,
    }
}

impl Watched {
    /// None while nothing runs: settled or handed in, not begun, or while an excuse waits for its answer.
    fn clock(&self) -> Option<Clock> {
        let is_open = State::parse(&self.state).is_some_and(State::is_open);
        let due_at_ms = self.due_at_ms.filter(|_| is_open && !self.is_asked)?;
        let proof = self
            .settled_at_ms
            .filter(|_| self.state == State::Refused.name());
        Some(Clock {
            // Whoever has not come is not reminded.
            started_at_ms: self.started_at_ms.unwrap_or(i64::MIN),
            due_at_ms,
            refused_at_ms: self.refused_at_ms.max(proof),
        })
    }

    fn is_to_come(&self) -> bool {
        self.kind == Kind::Come.name()
    }

    /// Of this time; what was done for another is done anew.
    fn done(&self) -> Option<Step> {
        let same = self.due_at_ms == Some(self.reminded_due_ms);
        Step::parse(&self.reminded_step).filter(|_| same)
    }

    /// When there is something to do.
    fn next_at_ms(&self) -> Option<i64> {
        let clock = self.clock()?;
        match self.is_to_come() {
            true => Some(clock.due_at_ms),
            false => clock.next(self.done()).map(|(_, at_ms)| at_ms),
        }
    }

    fn step(&self, now_ms: i64) -> Option<Step> {
        let clock = self.clock()?;
        match self.is_to_come() {
            true => (clock.due_at_ms <= now_ms).then_some(Step::Missed),
            false => clock.come(self.done(), now_ms),
        }
    }
}

async fn watched(tx: &mut Tx, id: ObligationId) -> Result<Option<Watched>> {
    let sql = "select o.account_id, o.city_id, o.kind, o.state, o.started_at_ms, o.due_at_ms,
                 o.settled_at_ms, o.reminded_step, o.reminded_due_ms,
                 (select max(x.decided_at_ms) from excuse x
                  where x.obligation_id = o.id and x.state = 'refused') as refused_at_ms,
                 exists(select 1 from excuse x
                  where x.obligation_id = o.id and x.state = 'open') as is_asked
               from obligation o where o.id = $1";
    Ok(tx.optional(sql, args![id]).await?)
}

/// Sets the timer to what comes next, or takes it away.
pub(super) async fn set(tx: &mut Tx, id: ObligationId) -> Result<()> {
    let next = watched(tx, id)
        .await?
        .and_then(|watched| watched.next_at_ms());
    match next {
        Some(at_ms) => timers::schedule(tx, TIMER.name, id.get(), at_ms).await,
        None => timers::cancel(tx, TIMER.name, id.get()).await,
    }
}

/// Ends the timer in the transaction that does its work, so that a step is taken once; a clock that went
/// back finds none to take, and the timer is set again.
async fn run(app: &App, timer: Timer) -> Result<()> {
    app.write(async |tx: &mut Tx| {
        if !timer.finish(tx).await? {
            return Err(Error::Busy);
        }
        let id = ObligationId::from(timer.subject_id);
        let Some(watched) = watched(tx, id).await? else {
            return Ok(());
        };
        match watched.step(tx.now_ms()) {
            Some(Step::Missed) => missed(tx, id).await,
            Some(step) => {
                remind(tx, id, &watched, step).await?;
                set(tx, id).await
            }
            None => set(tx, id).await,
        }
    })
    .await
}

/// Whoever did not come cannot write about it either.
async fn missed(tx: &mut Tx, id: ObligationId) -> Result<()> {
    let obligation = super::by_id(tx, id).await?;
    settle(tx, &obligation, None, Verdict::Missed).await?;
    if obligation.kind()? == Kind::Come {
        release(tx, obligation.campaign_id, obligation.account_id).await?;
    }
    Ok(())
}

async fn remind(tx: &mut Tx, id: ObligationId, watched: &Watched, step: Step) -> Result<()> {
    let sql = "update obligation set reminded_step = $2, reminded_due_ms = due_at_ms where id = $1";
    tx.execute(sql, args![id, step.name()]).await?;
    let change = Change::Tried(Tried::ObligationReminded {
        obligation: id,
        account: watched.account_id,
    });
    changes::record(tx, watched.city_id, change).await
}
