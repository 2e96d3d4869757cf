//! Whether this node should get requests.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use store::Position;

use crate::app::App;
use crate::error::Result;

/// How far behind the log, in changes, the views of a ready node may be.
const BEHIND_CHANGES_MAX: usize = 1_000;
/// How long the views of a ready node may have been unable to follow the log.
const BEHIND_TIME_MAX: Duration = Duration::from_secs(10);

/// 200 when the database answers and the views follow the log; 503 with the reason otherwise.
pub(super) async fn readyz(State(app): State<App>) -> (StatusCode, &'static str) {
    if app.stop_token().is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    match behind(&app).await {
        Ok(changes)
            if changes < BEHIND_CHANGES_MAX && app.views().last_followed() < BEHIND_TIME_MAX =>
        {
            (StatusCode::OK, "ready\n")
        }
        Ok(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the views are behind the change log\n",
        ),
        Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        ),
    }
}

/// How many changes the views have not read yet, counted up to the limit.
pub(super) async fn behind(app: &App) -> Result<usize> {
    let reached: Position = app.views().reached();
    Ok(app
        .store()
        .tail(reached, BEHIND_CHANGES_MAX)
        .await?
        .rows
        .len())
}
