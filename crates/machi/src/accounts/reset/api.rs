//! A lost password over the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{ask, set};
use crate::accounts::Caller;
use crate::app::App;
use crate::error::Result;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(post_password_reset))
        .routes(routes!(put_password_reset))
}

#[derive(Deserialize, ToSchema)]
struct Who {
    /// A handle, or a confirmed mail address.
    who: String,
}

/// Ask for a link to set a new password
///
/// It goes to the confirmed mail address of the account. The answer is the same where there is no
/// such account, or no address.
#[utoipa::path(post, path = "/password-resets", tag = "people",
    responses((status = 204)))]
async fn post_password_reset(
    State(app): State<App>,
    caller: Caller,
    Json(Who { who }): Json<Who>,
) -> Result<StatusCode> {
    ask::ask(&app, &caller, &who).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
struct ResetTo {
    /// 10–200 characters.
    new_password: String,
}

/// Set a new password by a mailed link
///
/// Works once, within an hour. Ends every session and every token of the account.
#[utoipa::path(put, path = "/password-resets/{link}", tag = "people",
    params(("link" = String, Path, description = "The last part of the mailed link")),
    responses((status = 204)))]
async fn put_password_reset(
    State(app): State<App>,
    Path(link): Path<String>,
    Json(new): Json<ResetTo>,
) -> Result<StatusCode> {
    set::set(&app, &link, &new.new_password).await?;
    Ok(StatusCode::NO_CONTENT)
}
