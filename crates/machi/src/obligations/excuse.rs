//! Excuses: asked for by whoever owes, decided by an operator. While one waits for its answer nobody is
//! reminded, and nothing is missed.

use store::{Tx, args};

use super::settle::{Verdict, settle};
use super::{Kind, Obligation, State, release, remind};
use crate::accounts::Member;
use crate::changes::{self, Change, Tried};
use crate::cities::CityOperator;
use crate::error::{Error, Refusal, Result};
use crate::ids::{AccountId, ExcuseId, ObligationId};

pub(super) const TEXT_CHARS_MAX: usize = 1_000;
pub(super) const REASON_CHARS_MAX: usize = 500;
/// Requests for one obligation.
const ASKED_MAX: i64 = 5;

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = ExcuseState)]
pub(super) enum Answer {
    Open,
    Withdrawn,
    /// There is nothing to be excused from any more.
    Moot,
    Accepted,
    Refused,
}

impl Answer {
    pub(super) const ALL: [Self; 5] = [
        Self::Open,
        Self::Withdrawn,
        Self::Moot,
        Self::Accepted,
        Self::Refused,
    ];

    /// As rows hold it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Withdrawn => "withdrawn",
            Self::Moot => "moot",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.name() == name)
    }
}

/// Whether one may ask to be excused from what is in this state.
pub(super) fn may_ask(state: State) -> bool {
    state.is_open() || state == State::Missed
}

/// Asks to be excused; while the request waits, asking again says it in other words.
///
/// # Errors
/// `NotFound` for what somebody else owes; refused for what is settled, after [`ASKED_MAX`] requests, and
/// for no words or too many.
pub async fn ask(tx: &mut Tx, by: &Member, id: ObligationId, text: &str) -> Result<()> {
    let obligation = super::own(tx, by.id, id).await?;
    let text = checked(text, TEXT_CHARS_MAX, ("excuses-text-missing", "text"))?;
    let sql =
        "update excuse set text = $2 where obligation_id = $1 and state = 'open' returning id";
    let open = tx.optional::<(ExcuseId,)>(sql, args![id, text]).await?;
    let excuse = match open {
        Some((excuse,)) => excuse,
        None => insert(tx, &obligation, text).await?,
    };
    changed(tx, &obligation, excuse).await
}

async fn insert(tx: &mut Tx, obligation: &Obligation, text: &str) -> Result<ExcuseId> {
    if !may_ask(obligation.state()?) {
        return Err(Refusal::new("excuses-settled").into());
    }
    let sql = "select count(*) from excuse where obligation_id = $1";
    let (asked,) = tx.one::<(i64,)>(sql, args![obligation.id]).await?;
    if asked >= ASKED_MAX {
        return Err(Refusal::new("excuses-many").with("max", ASKED_MAX).into());
    }
    let id = ExcuseId::from(tx.new_id());
    let now_ms = tx.now_ms();
    tx.execute(
        "insert into excuse (id, obligation_id, account_id, city_id, text, state, asked_at_ms)
         values ($1, $2, $3, $4, $5, 'open', $6)",
        args![
            id,
            obligation.id,
            obligation.account_id,
            obligation.city_id,
            text,
            now_ms
        ],
    )
    .await?;
    Ok(id)
}

/// Without white space around it.
fn checked<'t>(
    text: &'t str,
    chars_max: usize,
    (missing, field): (&'static str, &'static str),
) -> Result<&'t str> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::new(missing).on(field).into());
    }
    if text.chars().count() > chars_max {
        let max = i64::try_from(chars_max).unwrap_or(i64::MAX);
        let long = Refusal::new("excuses-long").on(field).with("max", max);
        return Err(long.into());
    }
    Ok(text)
}

/// Takes the request back. Again, or without one, changes nothing.
///
/// # Errors
/// `NotFound` for what somebody else owes.
pub(super) async fn withdraw(tx: &mut Tx, by: &Member, id: ObligationId) -> Result<()> {
    let obligation = super::own(tx, by.id, id).await?;
    match end(tx, id, Answer::Withdrawn).await? {
        Some(excuse) => changed(tx, &obligation, excuse).await,
        None => Ok(()),
    }
}

/// Ends a request for what was met, or is owed no more.
pub(super) async fn end_moot(tx: &mut Tx, id: ObligationId) -> Result<()> {
    let sql = "select 1 from obligation where id = $1 and state in ('met', 'released')";
    if tx.optional::<(i64,)>(sql, args![id]).await?.is_some() {
        end(tx, id, Answer::Moot).await?;
    }
    Ok(())
}

async fn end(tx: &mut Tx, id: ObligationId, answer: Answer) -> Result<Option<ExcuseId>> {
    let sql =
        "update excuse set state = $2 where obligation_id = $1 and state = 'open' returning id";
    let ended = tx.optional::<(ExcuseId,)>(sql, args![id, answer.name()]);
    Ok(ended.await?.map(|(excuse,)| excuse))
}

/// Decides about a request, with a reason that the member reads. The same again changes nothing.
///
/// # Errors
/// `NotFound` for another city's; refused for one's own, for one that is decided otherwise or withdrawn,
/// and for no reason or a long one.
pub async fn decide(
    tx: &mut Tx,
    by: &CityOperator,
    excuse: ExcuseId,
    (accepted, reason): (bool, &str),
) -> Result<()> {
    let sql = "select obligation_id, account_id, state from excuse where id = $1 and city_id = $2";
    let found: Option<(ObligationId, AccountId, String)> =
        tx.optional(sql, args![excuse, by.city.id]).await?;
    let (id, account, state) = found.ok_or(Error::NotFound)?;
    if account == by.member.id {
        return Err(Refusal::new("excuses-own").into());
    }
    let answer = if accepted {
        Answer::Accepted
    } else {
        Answer::Refused
    };
    if state == answer.name() {
        return Ok(());
    }
    let reason = checked(
        reason,
        REASON_CHARS_MAX,
        ("excuses-reason-missing", "reason"),
    )?;
    let sql = "update excuse set state = $2, reason = $3, decided_at_ms = $4, decided_by = $5
               where id = $1 and state = 'open'";
    let args = args![excuse, answer.name(), reason, tx.now_ms(), by.member.id];
    if tx.execute(sql, args).await? == 0 {
        return Err(Refusal::new("excuses-decided").into());
    }
    let obligation = super::by_id(tx, id).await?;
    if accepted {
        accept(tx, by, &obligation, reason).await?;
    }
    changed(tx, &obligation, excuse).await
}

/// It counts for nothing. Of whoever need not come, nothing else is expected.
async fn accept(
    tx: &mut Tx,
    by: &CityOperator,
    obligation: &Obligation,
    reason: &str,
) -> Result<()> {
    let verdict = Verdict::Excused(reason);
    if !settle(tx, obligation, Some(by.member.id), verdict).await? {
        return Err(Refusal::new("excuses-decided").into());
    }
    if obligation.kind()? == Kind::Come {
        release(tx, obligation.campaign_id, obligation.account_id).await?;
    }
    Ok(())
}

async fn changed(tx: &mut Tx, obligation: &Obligation, excuse: ExcuseId) -> Result<()> {
    remind::set(tx, obligation.id).await?;
    let change = Change::Tried(Tried::ExcuseChanged {
        excuse,
        obligation: obligation.id,
        account: obligation.account_id,
    });
    changes::record(tx, obligation.city_id, change).await
}
