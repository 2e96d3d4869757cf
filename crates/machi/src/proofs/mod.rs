//! Proofs: what members hand in to show that they met an obligation, and the desk where a person looks at it.
//!
//! A link is looked at by its form, a screenshot by a person; nothing is fetched from another site.

mod alike;
mod decide;
mod desk_api;
mod desk_page;
mod hand_in;
mod link;
mod member_api;
mod member_page;
mod picture;
mod queue;
mod reason;
mod settle;
mod shown;
mod sweep;

use axum::Router;
use axum::routing::{get, post};
use store::{Tx, args};
use utoipa_axum::router::OpenApiRouter;

use crate::accounts::Member;
use crate::app::App;
use crate::changes::{self, Change, Tried};
use crate::error::{Error, Result};
use crate::ids::{AccountId, CityId, ObligationId, ProofId};
use crate::obligations::{self, Obligation};

pub use decide::{Decision, decide};
pub use hand_in::{Given, hand_in};
pub use picture::keep as keep_screenshot;
pub use queue::waiting;
pub use reason::{Kind as ReasonKind, Reason};
pub use settle::SETTLE;
pub use sweep::PICTURES;

/// Of what is said with a proof, and of the reason why it is refused.
const WORDS_CHARS_MAX: usize = 2_000;
const REASON_CHARS_MAX: usize = 300;
/// So long a decision can be undone; nobody is told of it before.
const UNDO_MS: i64 = 5 * 60 * 1_000;
/// Proofs of one obligation that are listed: one is handed in again after each refusal.
const OF_ONE_MAX: i64 = 20;

store::row! {
    /// A proof as its row holds it.
    #[derive(Debug, Clone)]
    struct Proof {
        id: ProofId,
        obligation_id: ObligationId,
        account_id: AccountId,
        city_id: CityId,
        link: String,
        words: String,
        handed_in_at_ms: i64,
        changed_at_ms: i64,
        revision: i64,
        /// Empty while it waits; accepted, refused
        decision: String,
        reason: String,
        reason_words: String,
        decided_by: Option<AccountId>,
        decided_at_ms: Option<i64>,
        settled_at_ms: Option<i64>,
    }
}

macro_rules! proofs_where {
    ($rest:literal) => {
        concat!(
            "select id, obligation_id, account_id, city_id, link, words, handed_in_at_ms,
               changed_at_ms, revision, decision, reason, reason_words, decided_by, decided_at_ms,
               settled_at_ms
             from proof where ",
            $rest
        )
    };
}

impl Proof {
    fn waits(&self) -> bool {
        self.decision.is_empty()
    }
}

/// What is owed by this member and met by a proof.
async fn own_obligation(tx: &mut Tx, by: &Member, id: ObligationId) -> Result<Obligation> {
    let obligation = obligations::by_id(tx, id).await?;
    if obligation.account_id == by.id && obligation.kind()?.takes_proof() {
        Ok(obligation)
    } else {
        Err(Error::NotFound)
    }
}

/// Of an obligation, the newest first.
async fn of_obligation(tx: &mut Tx, obligation: ObligationId) -> Result<Vec<Proof>> {
    let sql = proofs_where!("obligation_id = $1 order by id desc limit $2");
    Ok(tx.all(sql, args![obligation, OF_ONE_MAX]).await?)
}

async fn by_id(tx: &mut Tx, id: ProofId) -> Result<Option<Proof>> {
    Ok(tx.optional(proofs_where!("id = $1"), args![id]).await?)
}

async fn tell(tx: &mut Tx, city: CityId, proof: ProofId, account: AccountId) -> Result<()> {
    changes::record(
        tx,
        city,
        Change::Tried(Tried::ProofChanged { proof, account }),
    )
    .await
}

pub fn pages() -> Router<App> {
    Router::new()
        .merge(member_page::routes())
        .route("/proofs/pictures/{picture}", get(picture::serve))
        .route("/desk/{city}/proofs", get(desk_page::show))
        .route("/desk/{city}/proofs/undo", post(desk_page::post_undo))
        .route(
            "/desk/{city}/proofs/{proof}",
            post(desk_page::post_decision),
        )
}

pub fn api() -> OpenApiRouter<App> {
    member_api::routes().merge(desk_api::routes())
}

#[cfg(test)]
pub(crate) mod tests;
