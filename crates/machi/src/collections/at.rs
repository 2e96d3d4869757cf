//! Which collection a request is about.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::app::App;
use crate::at;
use crate::error::{Error, Result};
use crate::ids::CollectionId;

/// The `{collection}` of the path. Whether the reader may see it is the command's affair.
#[derive(Debug, Clone, Copy)]
pub(super) struct AtCollection(pub(super) CollectionId);

impl FromRequestParts<App> for AtCollection {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        at::id(parts, app, "collection").await.map(Self)
    }
}
