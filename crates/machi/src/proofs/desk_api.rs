//! Deciding about proofs, for programs.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::decide::{self, Decision};
use super::queue::{self, Case, PAGE_PROOFS};
use super::reason::{self, Reason};
use super::shown;
use crate::app::App;
use crate::cities::CityOperator;
use crate::error::{Error, Refusal, Result};
use crate::events::rfc3339;
use crate::ids::ProofId;
use crate::text::Lang;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(waiting_proofs))
        .routes(routes!(put_decision, delete_decision))
}

/// A proof that waits for a decision.
#[derive(Serialize, ToSchema)]
struct WaitingProofJson {
    id: String,
    /// To be said with the decision, which is about what this shows.
    revision: i64,
    handle: String,
    campaign: String,
    event: String,
    /// What is owed, in your language.
    owed: String,
    link: String,
    words: String,
    /// A path on this server, for its owner and the city's operators.
    screenshot: Option<String>,
    /// What the member is called on the network of the post.
    alias: Option<String>,
    /// The official accounts that the post tags.
    tags: Vec<String>,
    /// One of these stands in the post.
    labels: Vec<String>,
    /// RFC 3339.
    handed_in_at: String,
    /// RFC 3339.
    due_at: Option<String>,
    /// Proofs whose screenshot looks the same.
    alike: Vec<String>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct After {
    /// The id of the last proof of the page before.
    after: Option<String>,
}

/// Proofs that wait
///
/// For operators of the city: those of others, in the order in which they came, 50 at most.
#[utoipa::path(get, path = "/cities/{city}/proofs", tag = "campaigns", security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"), After),
    responses((status = 200, body = Vec<WaitingProofJson>)))]
async fn waiting_proofs(
    State(app): State<App>,
    by: CityOperator,
    lang: Lang,
    Query(after): Query<After>,
) -> Result<Json<Vec<WaitingProofJson>>> {
    let after = after.after.as_deref().map(str::parse::<i64>).transpose();
    let after = after.map_err(|_| Refusal::new("error-malformed").on("after"))?;
    let cases = app
        .read(async |tx: &mut Tx| {
            let mut cases = Vec::new();
            let of = (by.city.id, &by.member);
            for proof in queue::after(tx, of, after.unwrap_or(0), PAGE_PROOFS).await? {
                cases.push(queue::case(tx, proof).await?);
            }
            Ok(cases)
        })
        .await?;
    Ok(Json(
        cases
            .into_iter()
            .map(|case| json(&by, lang, case))
            .collect(),
    ))
}

fn json(by: &CityOperator, lang: Lang, case: Case) -> WaitingProofJson {
    let labels = shown::disclosures(&case.about.disclosure);
    let zone = &by.city.zone;
    WaitingProofJson {
        id: case.proof.id.to_string(),
        revision: case.proof.revision,
        handle: case.about.handle,
        campaign: case.about.campaign,
        event: case.about.event.get(lang).to_owned(),
        owed: shown::owed(lang, &case.obligation),
        link: case.proof.link,
        words: case.proof.words,
        screenshot: case.picture.map(|picture| super::picture::url(picture.id)),
        alias: case.alias,
        tags: case.tags.into_iter().map(|tag| tag.name).collect(),
        labels: labels.into_iter().map(|label| label.text).collect(),
        handed_in_at: rfc3339(case.proof.handed_in_at_ms, zone),
        due_at: case.obligation.due_at_ms.map(|at_ms| rfc3339(at_ms, zone)),
        alike: case
            .alike
            .iter()
            .map(|alike| alike.proof.to_string())
            .collect(),
    }
}

/// Whether it shows what is owed.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum ProofVerdict {
    Accepted,
    Refused,
}

/// A decision about a proof.
#[derive(Deserialize, ToSchema)]
struct ProofDecisionInput {
    /// As the list told it.
    revision: i64,
    decision: ProofVerdict,
    /// Needed to refuse.
    #[serde(default)]
    reason: Option<reason::Kind>,
    /// For `other`: 300 characters at most, and never that a post should praise.
    #[serde(default)]
    words: String,
}

fn at(text: &str) -> Result<ProofId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// Decide about a proof
///
/// For operators of the city, except about their own. It takes effect, and the member is told, after five minutes;
/// until then it can be undone.
#[utoipa::path(put, path = "/cities/{city}/proofs/{proof}/decision", tag = "campaigns",
    security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("proof" = String, Path, description = "The proof's id")),
    request_body = ProofDecisionInput, responses((status = 204)))]
async fn put_decision(
    State(app): State<App>,
    by: CityOperator,
    Path(path): Path<(String, String)>,
    Json(body): Json<ProofDecisionInput>,
) -> Result<StatusCode> {
    let of = (at(&path.1)?, body.revision);
    let decision = match (body.decision, body.reason) {
        (ProofVerdict::Accepted, _) => Decision::Accept,
        (ProofVerdict::Refused, Some(kind)) => Decision::Refuse(Reason::new(kind, &body.words)?),
        (ProofVerdict::Refused, None) => {
            return Err(Refusal::new("proofs-reason-missing").on("reason").into());
        }
    };
    app.write(async |tx: &mut Tx| decide::decide(tx, &by, of, &decision).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Undo a decision
///
/// One of your own, within five minutes.
#[utoipa::path(delete, path = "/cities/{city}/proofs/{proof}/decision", tag = "campaigns",
    security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("proof" = String, Path, description = "The proof's id")),
    responses((status = 204)))]
async fn delete_decision(
    State(app): State<App>,
    by: CityOperator,
    Path(path): Path<(String, String)>,
) -> Result<StatusCode> {
    let proof = at(&path.1)?;
    app.write(async |tx: &mut Tx| decide::undo(tx, &by, proof).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
