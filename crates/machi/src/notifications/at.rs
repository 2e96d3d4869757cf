//! Which notification a request is about.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::app::App;
use crate::at;
use crate::error::{Error, Result};
use crate::ids::NotificationId;

/// The `{notification}` of the path. Whose it is is the command's affair.
#[derive(Debug, Clone, Copy)]
pub(super) struct AtNotification(pub(super) NotificationId);

impl FromRequestParts<App> for AtNotification {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        at::id(parts, app, "notification").await.map(Self)
    }
}
