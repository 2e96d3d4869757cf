//! Tells of what one owes: that its time is near or over, and what became of it.

use rules::obligation::Step;
use store::{Tx, args};

use super::kinds::{
    EXCUSE_REFUSED, Kind, OBLIGATION_DUE, OBLIGATION_EXCUSED, OBLIGATION_MET, OBLIGATION_OVERDUE,
    OBLIGATION_REFUSED, OBLIGATION_SOON,
};
use super::notify::{Notice, notify, withdraw};
use super::subject::Subject;
use crate::changes::{Change, Logged, Tried};
use crate::error::Result;
use crate::ids::{AccountId, CityId, ExcuseId, ObligationId};
use crate::obligations::{Kind as Owed, State};

/// How often one is told that the same was met: by notes that come and go.
const MET_MAX: i64 = 20;

/// What follows from a change; nothing for one that is not about what one owes.
pub(super) async fn read_one(tx: &mut Tx, logged: &Logged) -> Result<()> {
    let Some(city) = logged.city else {
        return Ok(());
    };
    let at = (city, logged.at_ms);
    match logged.change {
        Change::Tried(Tried::ObligationReminded {
            obligation,
            account,
        }) => reminded(tx, at, obligation, account).await,
        Change::Tried(Tried::ObligationChanged {
            obligation,
            account,
        }) => changed(tx, at, obligation, account).await,
        Change::Tried(Tried::ExcuseChanged {
            excuse,
            obligation,
            account,
        }) => decided(tx, at, (obligation, excuse), account).await,
        _ => Ok(()),
    }
}

store::row! {
    /// How far it is now.
    struct Now {
        kind: String,
        state: String,
        due_at_ms: i64,
        submitted_at_ms: i64,
        settled_at_ms: i64,
        reminded_step: String,
        reminded_due_ms: i64,
    }
}

async fn now(tx: &mut Tx, id: ObligationId) -> Result<Option<Now>> {
    // `obligation` belongs to obligations.
    let sql = "select kind, state, coalesce(due_at_ms, 0) as due_at_ms,
                 coalesce(submitted_at_ms, 0) as submitted_at_ms,
                 coalesce(settled_at_ms, 0) as settled_at_ms, reminded_step, reminded_due_ms
               from obligation where id = $1";
    Ok(tx.optional(sql, args![id]).await?)
}

fn reminder(step: Step) -> Option<&'static Kind> {
    match step {
        Step::Soon => Some(&OBLIGATION_SOON),
        Step::Due => Some(&OBLIGATION_DUE),
        Step::Overdue => Some(&OBLIGATION_OVERDUE),
        Step::Missed => None,
    }
}

/// Once for each time by which it was due.
fn reminder_key(kind: &Kind, id: ObligationId, due_at_ms: i64) -> String {
    format!("{}:{id}:{due_at_ms}", kind.name)
}

/// Unless it is settled, or due at another time, by now.
async fn reminded(
    tx: &mut Tx,
    at: (CityId, i64),
    id: ObligationId,
    account: AccountId,
) -> Result<()> {
    let Some(now) = now(tx, id).await? else {
        return Ok(());
    };
    let is_open = State::parse(&now.state).is_some_and(|state| state.is_open());
    if !is_open || now.due_at_ms != now.reminded_due_ms {
        return Ok(());
    }
    let Some(kind) = Step::parse(&now.reminded_step).and_then(reminder) else {
        return Ok(());
    };
    let told = (kind, reminder_key(kind, id, now.due_at_ms));
    tell(tx, at, account, Subject::Obligation(id), told).await
}

/// Whether the member did what they were to be reminded of, or need not any more.
fn is_done(state: State) -> bool {
    matches!(
        state,
        State::Submitted | State::Met | State::Excused | State::Released
    )
}

/// The beginning of its key, before the time at which what met it was handed in.
fn met_key(id: ObligationId) -> String {
    format!("{}:{id}:", OBLIGATION_MET.name)
}

/// Takes back that it was met, as long as it is unread.
async fn not_met(tx: &mut Tx, id: ObligationId, account: AccountId) -> Result<()> {
    let sql = "select part_key from notification_part where account_id = $1 and part_key like $2
               order by part_key limit $3";
    let keys = args![account, format!("{}%", met_key(id)), MET_MAX];
    for (key,) in tx.all::<(String,)>(sql, keys).await? {
        withdraw(tx, account, &key).await?;
    }
    Ok(())
}

/// That it was met or refused; reminders that nobody has read are taken back.
async fn changed(
    tx: &mut Tx,
    at: (CityId, i64),
    id: ObligationId,
    account: AccountId,
) -> Result<()> {
    let Some(now) = now(tx, id).await? else {
        return Ok(());
    };
    if State::parse(&now.state).is_some_and(is_done) {
        for kind in Step::ALL.into_iter().filter_map(reminder) {
            withdraw(tx, account, &reminder_key(kind, id, now.reminded_due_ms)).await?;
        }
    }
    let told = match State::parse(&now.state) {
        // What met it is there no more.
        Some(State::Open) => return not_met(tx, id, account).await,
        // Who came in knows.
        Some(State::Met) if now.kind != Owed::Come.name() => {
            let key = format!("{}{}", met_key(id), now.submitted_at_ms);
            (&OBLIGATION_MET, key)
        }
        Some(State::Refused) => {
            let key = format!("{}:{id}:{}", OBLIGATION_REFUSED.name, now.settled_at_ms);
            (&OBLIGATION_REFUSED, key)
        }
        _ => return Ok(()),
    };
    tell(tx, at, account, Subject::Obligation(id), told).await
}

/// What an operator said to a request.
async fn decided(
    tx: &mut Tx,
    at: (CityId, i64),
    (obligation, excuse): (ObligationId, ExcuseId),
    account: AccountId,
) -> Result<()> {
    // `excuse` belongs to obligations.
    let sql = "select state from excuse where id = $1";
    let state = tx.optional::<(String,)>(sql, args![excuse]).await?;
    let kind = match state.as_ref().map(|(state,)| state.as_str()) {
        Some("accepted") => &OBLIGATION_EXCUSED,
        Some("refused") => &EXCUSE_REFUSED,
        _ => return Ok(()),
    };
    let subject = Subject::Excuse { obligation, excuse };
    tell(tx, at, account, subject, (kind, format!("excuse:{excuse}"))).await
}

async fn tell(
    tx: &mut Tx,
    (city, at_ms): (CityId, i64),
    account: AccountId,
    subject: Subject,
    (kind, key): (&'static Kind, String),
) -> Result<()> {
    let notice = Notice {
        kind,
        actor: None,
        subject,
        city: Some(city),
        at_ms,
        key,
    };
    notify(tx, account, &notice).await
}
