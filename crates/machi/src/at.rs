//! What the path of a request names.

use std::collections::HashMap;
use std::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::app::App;
use crate::error::{Error, Result};

/// What stands at `{name}` in the path.
pub async fn part(parts: &mut Parts, app: &App, name: &str) -> Result<String> {
    let Path(mut path) = Path::<HashMap<String, String>>::from_request_parts(parts, app)
        .await
        .map_err(|_| Error::NotFound)?;
    path.remove(name).ok_or(Error::NotFound)
}

/// The id at `{name}` in the path; what is none names nothing.
pub async fn id<T: FromStr>(parts: &mut Parts, app: &App, name: &str) -> Result<T> {
    let text = part(parts, app, name).await?;
    text.parse().map_err(|_| Error::NotFound)
}
