//! Deciding about a proof, and taking that back while nobody was told.

use store::{Tx, args};

use super::reason::Reason;
use super::{Proof, UNDO_MS, by_id, settle, tell};
use crate::cities::{CityOperator, CityState};
use crate::error::{Error, Refusal, Result};
use crate::ids::{AccountId, ProofId};
use crate::obligations::{self, State};

pub(super) const ACCEPTED: &str = "accepted";
pub(super) const REFUSED: &str = "refused";

/// What a reviewer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    Accept,
    Refuse(Reason),
}

impl Decision {
    fn columns(&self) -> (&'static str, &'static str, &str) {
        match self {
            Self::Accept => (ACCEPTED, "", ""),
            Self::Refuse(reason) => (REFUSED, reason.kind.name(), &reason.words),
        }
    }
}

/// Decides about what the reviewer saw. It takes effect when it can be undone no more. The same again by the
/// same reviewer changes nothing.
///
/// # Errors
/// `NotFound` for a proof of another city; refused for one's own, when another was quicker, and when the member
/// replaced it meanwhile.
pub async fn decide(
    tx: &mut Tx,
    by: &CityOperator,
    (proof, revision): (ProofId, i64),
    decision: &Decision,
) -> Result<()> {
    if by.city.state == CityState::Archived {
        return Err(Refusal::new("cities-archived-refused").into());
    }
    let found = by_id(tx, proof).await?;
    let found = found.filter(|found| found.city_id == by.city.id);
    let found = found.ok_or(Error::NotFound)?;
    if found.account_id == by.member.id {
        return Err(Refusal::new("proofs-own").into());
    }
    if obligations::by_id(tx, found.obligation_id).await?.state()? != State::Submitted {
        return Err(Refusal::new("proofs-not-waiting").into());
    }
    let (name, reason, words) = decision.columns();
    let now_ms = tx.now_ms();
    let written = tx.execute(
        "update proof set decision = $3, reason = $4, reason_words = $5, decided_by = $6,
           decided_at_ms = $7
         where id = $1 and revision = $2 and decision = ''",
        args![proof, revision, name, reason, words, by.member.id, now_ms],
    );
    if written.await? == 0 {
        return not_written(&found, by.member.id, (name, reason, words));
    }
    settle::later(tx, proof, now_ms + UNDO_MS).await?;
    tell(tx, found.city_id, proof, found.account_id).await
}

fn not_written(found: &Proof, by: AccountId, said: (&str, &str, &str)) -> Result<()> {
    let is = (
        found.decision.as_str(),
        found.reason.as_str(),
        found.reason_words.as_str(),
    );
    if found.waits() {
        Err(Refusal::new("proofs-replaced-meanwhile").into())
    } else if found.decided_by == Some(by) && is == said {
        Ok(())
    } else {
        Err(Refusal::new("proofs-decided-meanwhile").into())
    }
}

/// The decision of this reviewer that can still be undone: the last one.
pub(super) async fn last(tx: &mut Tx, by: &CityOperator) -> Result<Option<ProofId>> {
    let sql = "select id from proof
               where decided_by = $1 and city_id = $2 and settled_at_ms is null
                 and decided_at_ms > $3
               order by decided_at_ms desc, id desc limit 1";
    let since_ms = tx.now_ms() - UNDO_MS;
    let row = tx.optional::<(ProofId,)>(sql, args![by.member.id, by.city.id, since_ms]);
    Ok(row.await?.map(|(proof,)| proof))
}

/// Takes a decision of one's own back: the proof waits again.
///
/// # Errors
/// Refused for one that took effect, and for another's.
pub(super) async fn undo(tx: &mut Tx, by: &CityOperator, proof: ProofId) -> Result<()> {
    let sql = "update proof set decision = '', reason = '', reason_words = '', decided_by = null,
                 decided_at_ms = null
               where id = $1 and city_id = $2 and decided_by = $3 and settled_at_ms is null
                 and decided_at_ms > $4 returning account_id";
    let since_ms = tx.now_ms() - UNDO_MS;
    let row = tx.optional::<(AccountId,)>(sql, args![proof, by.city.id, by.member.id, since_ms]);
    let Some((account,)) = row.await? else {
        return Err(Refusal::new("proofs-nothing-to-undo").into());
    };
    settle::never(tx, proof).await?;
    tell(tx, by.city.id, proof, account).await
}
