//! From open to settled: each step is one conditional update.

use store::{Tx, args};

use super::owe::changed;
use super::{Obligation, State};
use crate::error::{Refusal, Result};
use crate::ids::AccountId;

/// What becomes of an obligation.
#[derive(Debug, Clone, Copy)]
pub enum Verdict<'a> {
    Met,
    /// For a reason, which the member reads.
    Refused(&'a str),
    Excused(&'a str),
    Missed,
}

impl Verdict<'_> {
    fn state(self) -> State {
        match self {
            Self::Met => State::Met,
            Self::Refused(_) => State::Refused,
            Self::Excused(_) => State::Excused,
            Self::Missed => State::Missed,
        }
    }

    fn reason(&self) -> &str {
        match self {
            Self::Refused(reason) | Self::Excused(reason) => reason,
            Self::Met | Self::Missed => "",
        }
    }
}

/// Something was handed in, now. Until it is looked at, the clock does not matter.
///
/// # Errors
/// Refused for one that is settled, or whose clock does not run yet.
pub async fn submit(tx: &mut Tx, obligation: &Obligation) -> Result<()> {
    let sql = "update obligation set state = 'submitted', submitted_at_ms = $2, reason = ''
               where id = $1 and state in ('open', 'refused') and started_at_ms is not null";
    let written = tx.execute(sql, args![obligation.id, tx.now_ms()]).await?;
    if written == 0 {
        return Err(Refusal::new("obligations-not-open").into());
    }
    tell(tx, obligation).await
}

/// Decides about it; `by` is an operator, or nobody for what decides itself. The same again changes nothing. True
/// when something changed.
pub async fn settle(
    tx: &mut Tx,
    obligation: &Obligation,
    by: Option<AccountId>,
    verdict: Verdict<'_>,
) -> Result<bool> {
    let sql = match verdict {
        Verdict::Met | Verdict::Refused(_) => {
            "update obligation set state = $2, reason = $3, settled_by = $4, settled_at_ms = $5
             where id = $1 and state = 'submitted'"
        }
        // Before and after it was missed.
        Verdict::Excused(_) => {
            "update obligation set state = $2, reason = $3, settled_by = $4, settled_at_ms = $5
             where id = $1 and state in ('open', 'submitted', 'refused', 'missed')"
        }
        Verdict::Missed => {
            "update obligation set state = $2, reason = $3, settled_by = $4, settled_at_ms = $5
             where id = $1 and state in ('open', 'refused')"
        }
    };
    let (state, reason) = (verdict.state().name(), verdict.reason());
    let written = tx.execute(sql, args![obligation.id, state, reason, by, tx.now_ms()]);
    let written = written.await? == 1;
    if written {
        tell(tx, obligation).await?;
    }
    Ok(written)
}

/// What met it is there no more: it is open again, with the clock that it had.
pub async fn reopen(tx: &mut Tx, obligation: &Obligation) -> Result<bool> {
    let sql = "update obligation set state = 'open', note_id = null, submitted_at_ms = null,
                 settled_at_ms = null, settled_by = null, reason = ''
               where id = $1 and state in ('met', 'submitted')";
    let written = tx.execute(sql, args![obligation.id]).await? == 1;
    if written {
        tell(tx, obligation).await?;
    }
    Ok(written)
}

pub(super) async fn tell(tx: &mut Tx, obligation: &Obligation) -> Result<()> {
    changed(tx, obligation.city_id, obligation.id, obligation.account_id).await
}
