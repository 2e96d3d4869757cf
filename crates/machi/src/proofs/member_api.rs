//! One's own proofs, for programs.

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use futures_util::{StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::hand_in::{Given, hand_in};
use super::{decide, picture, reason};
use crate::accounts::Member;
use crate::app::App;
use crate::cities::Cities;
use crate::error::{Error, Refusal, Result};
use crate::events::rfc3339;
use crate::ids::ObligationId;
use crate::photos::Source;
use crate::text::Lang;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(my_proofs, put_proof))
        .routes(routes!(put_screenshot))
}

/// How far a proof is, for its owner.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum ProofState {
    Waits,
    Accepted,
    Refused,
}

/// A proof of one's own.
#[derive(Serialize, ToSchema)]
struct MyProofJson {
    id: String,
    state: ProofState,
    /// In its one form; empty: none.
    link: String,
    words: String,
    /// A path on this server, for its owner and the city's operators; none once it is removed.
    screenshot: Option<String>,
    /// RFC 3339.
    handed_in_at: String,
    /// In your language; empty unless it was refused.
    reason: String,
}

fn id(text: &str) -> Result<ObligationId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// Your proofs
///
/// What you handed in for an obligation, the newest first.
#[utoipa::path(get, path = "/me/obligations/{obligation}/proof", tag = "campaigns",
    security(("bearer" = [])),
    params(("obligation" = String, Path, description = "The obligation's id")),
    responses((status = 200, body = Vec<MyProofJson>)))]
async fn my_proofs(
    State(app): State<App>,
    by: Member,
    lang: Lang,
    Path(obligation): Path<String>,
) -> Result<Json<Vec<MyProofJson>>> {
    let id = id(&obligation)?;
    let (city, proofs) = app
        .read(async |tx: &mut Tx| {
            let obligation = super::own_obligation(tx, &by, id).await?;
            let mut found = Vec::new();
            for proof in super::of_obligation(tx, id).await? {
                let picture = picture::of_proof(tx, proof.id).await?;
                found.push((proof, picture));
            }
            Ok((obligation.city_id, found))
        })
        .await?;
    let city = app.view::<Cities>()?.by_id(city).ok_or(Error::NotFound)?;
    let proofs = proofs.into_iter().map(|(proof, picture)| {
        let decided = proof.settled_at_ms.is_some();
        MyProofJson {
            id: proof.id.to_string(),
            state: match proof.decision.as_str() {
                decide::ACCEPTED if decided => ProofState::Accepted,
                decide::REFUSED if decided => ProofState::Refused,
                _ => ProofState::Waits,
            },
            reason: match decided {
                true => reason::in_words(lang, &proof.reason, &proof.reason_words),
                false => String::new(),
            },
            screenshot: picture
                .filter(|picture| !picture.file.is_empty())
                .map(|picture| picture::url(picture.id)),
            handed_in_at: rfc3339(proof.handed_in_at_ms, &city.zone),
            link: proof.link,
            words: proof.words,
        }
    });
    Ok(Json(proofs.collect()))
}

/// A proof to hand in.
#[derive(Deserialize, ToSchema)]
struct ProofInput {
    /// The full address of your post on Instagram or TikTok.
    #[serde(default)]
    link: String,
    /// What is not to be seen in the screenshot, 2,000 characters at most.
    #[serde(default)]
    words: String,
    /// The id that the upload of a screenshot answered. Left out: the one that the proof has already.
    #[serde(default)]
    screenshot: Option<String>,
}

/// Hand in a proof
///
/// After check-in, and again after it was refused; while nobody decided about it, it replaces what was handed
/// in. A post is shown by its link and a screenshot, what an operator asked for in words by a screenshot or words.
/// A link that stands in another proof is refused.
#[utoipa::path(put, path = "/me/obligations/{obligation}/proof", tag = "campaigns",
    security(("bearer" = [])),
    params(("obligation" = String, Path, description = "The obligation's id")),
    request_body = ProofInput, responses((status = 204)))]
async fn put_proof(
    State(app): State<App>,
    by: Member,
    Path(obligation): Path<String>,
    Json(body): Json<ProofInput>,
) -> Result<StatusCode> {
    let id = id(&obligation)?;
    let gone = |_| Refusal::new("proofs-screenshot-gone").on("screenshot");
    let screenshot = body.screenshot.as_deref().map(str::parse).transpose();
    let given = Given {
        link: body.link,
        words: body.words,
        screenshot: screenshot.map_err(gone)?,
    };
    app.write(async |tx: &mut Tx| hand_in(tx, &by, id, &given).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A screenshot that waits to be handed in.
#[derive(Serialize, ToSchema)]
struct ProofScreenshotJson {
    id: String,
}

/// Upload a screenshot
///
/// The body is the file as it is: JPEG, PNG, WebP, GIF or HEIC of at most 20 MB. Only you and the operators of the
/// city see it. It is removed 30 days after the decision, or after a day when it is not handed in.
#[utoipa::path(put, path = "/me/obligations/{obligation}/proof/screenshot", tag = "campaigns",
    security(("bearer" = [])),
    params(("obligation" = String, Path, description = "The obligation's id")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = ProofScreenshotJson)))]
async fn put_screenshot(
    State(app): State<App>,
    by: Member,
    Path(obligation): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<ProofScreenshotJson>)> {
    let id = id(&obligation)?;
    app.read(async |tx: &mut Tx| super::own_obligation(tx, &by, id).await)
        .await?;
    let stated = headers.get(header::CONTENT_LENGTH);
    let stated = stated.and_then(|length| length.to_str().ok()?.parse().ok());
    let bytes = body.into_data_stream();
    let bytes = bytes.map_err(|_| Error::from(Refusal::new("error-malformed")));
    let picture = picture::keep(&app, &by, Source::stream(bytes.boxed(), stated)).await?;
    let id = picture.to_string();
    Ok((StatusCode::CREATED, Json(ProofScreenshotJson { id })))
}
