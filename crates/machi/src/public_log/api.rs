//! The log for those who watch it.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rules::draw::checkpoint::LogKey;
use rules::merkle::Hash;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{PublicLog, checkpoint, entries, key};
use crate::app::App;
use crate::error::{Error, Result};

/// Entries of one answer.
const PAGE: i64 = 500;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_key))
        .routes(routes!(get_checkpoint))
        .routes(routes!(get_entries))
        .routes(routes!(get_inclusion))
        .routes(routes!(get_consistency))
}

fn own_key(app: &App) -> Result<LogKey> {
    key(app.key(), &app.settings().public_url)
}

fn plain(text: String) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// The public log's key
///
/// As a signed note writes it: name, id and Ed25519 key.
#[utoipa::path(get, path = "/log/key", tag = "draws", security(()),
    responses((status = 200, body = String, content_type = "text/plain")))]
async fn get_key(State(app): State<App>) -> Result<Response> {
    Ok(plain(own_key(&app)?.to_vkey()))
}

/// The public log's checkpoint
///
/// Its size and root, signed (C2SP tlog-checkpoint).
#[utoipa::path(get, path = "/log/checkpoint", tag = "draws", security(()),
    responses((status = 200, body = String, content_type = "text/plain")))]
async fn get_checkpoint(State(app): State<App>) -> Result<Response> {
    let size = app.view::<PublicLog>()?.size();
    Ok(plain(checkpoint(&app, &own_key(&app)?.name, size)?))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct From {
    /// The number of the first entry, from 0.
    #[serde(default)]
    from: u32,
}

/// One entry; its bytes are those of the text.
#[derive(Serialize, ToSchema)]
struct LogEntryJson {
    index: i64,
    /// Canonical JSON (RFC 8785).
    entry: String,
}

/// Entries of the public log
///
/// 500 at most; go on with the number after the last.
#[utoipa::path(get, path = "/log/entries", tag = "draws", security(()), params(From),
    responses((status = 200, body = Vec<LogEntryJson>)))]
async fn get_entries(
    State(app): State<App>,
    Query(asked): Query<From>,
) -> Result<Json<Vec<LogEntryJson>>> {
    let found = app.read(async |tx: &mut Tx| entries(tx, asked.from.into(), PAGE).await);
    let one = |(index, entry)| LogEntryJson { index, entry };
    Ok(Json(found.await?.into_iter().map(one).collect()))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct InclusionAsked {
    /// The number of the entry, from 0.
    index: u32,
    /// How many entries the log had.
    size: u32,
}

/// Hashes that lead to a root, from below, in lower-case hexadecimal.
#[derive(Serialize, ToSchema)]
struct PathJson {
    path: Vec<String>,
}

fn path(hashes: Vec<Hash>) -> Json<PathJson> {
    Json(PathJson {
        path: hashes.into_iter().map(hex::encode).collect(),
    })
}

fn size(number: u32) -> Result<usize> {
    usize::try_from(number).map_err(|_| Error::NotFound)
}

/// Show that an entry is in the log
///
/// RFC 9162, section 2.1.3.
#[utoipa::path(get, path = "/log/inclusion", tag = "draws", security(()), params(InclusionAsked),
    responses((status = 200, body = PathJson)))]
async fn get_inclusion(
    State(app): State<App>,
    Query(asked): Query<InclusionAsked>,
) -> Result<Json<PathJson>> {
    let log = app.view::<PublicLog>()?;
    Ok(path(log.inclusion(size(asked.index)?, size(asked.size)?)?))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ConsistencyAsked {
    /// How many entries the log had before; at least 1.
    from: u32,
    /// How many it had later.
    size: u32,
}

/// Show that the log only grew
///
/// RFC 9162, section 2.1.4: the log of the first size is the beginning of the other.
#[utoipa::path(get, path = "/log/consistency", tag = "draws", security(()), params(ConsistencyAsked),
    responses((status = 200, body = PathJson)))]
async fn get_consistency(
    State(app): State<App>,
    Query(asked): Query<ConsistencyAsked>,
) -> Result<Json<PathJson>> {
    let log = app.view::<PublicLog>()?;
    Ok(path(log.consistency(size(asked.from)?, size(asked.size)?)?))
}
