//! What the address of a request names.

use std::collections::HashMap;
use std::str::FromStr;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::error::{Error, Refusal, Result};

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

/// Where a page of a list begins, for programs.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Before {
    /// From the `Link` of the page before.
    before: Option<String>,
}

impl Before {
    /// # Errors
    /// Refused for what no page's `Link` says.
    pub fn place<T: FromStr>(&self) -> Result<Option<T>> {
        let malformed = |_| Refusal::new("error-malformed").on("before");
        let before = self.before.as_deref().map(str::parse);
        Ok(before.transpose().map_err(malformed)?)
    }
}
