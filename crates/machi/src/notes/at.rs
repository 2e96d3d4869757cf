//! Which note, or which comment, a request is about.

use std::collections::HashMap;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::{CommentId, NoteId};

/// The `{note}` of the path. Whether the reader may see it is the command's affair.
#[derive(Debug, Clone, Copy)]
pub(super) struct AtNote(pub(super) NoteId);

/// The `{comment}` of the path.
#[derive(Debug, Clone, Copy)]
pub(super) struct AtComment(pub(super) CommentId);

impl FromRequestParts<App> for AtNote {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let id = part(parts, app, "note").await?;
        id.parse().map(Self).map_err(|_| Error::NotFound)
    }
}

impl FromRequestParts<App> for AtComment {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let id = part(parts, app, "comment").await?;
        id.parse().map(Self).map_err(|_| Error::NotFound)
    }
}

async fn part(parts: &mut Parts, app: &App, name: &str) -> Result<String> {
    let Path(mut path) = Path::<HashMap<String, String>>::from_request_parts(parts, app)
        .await
        .map_err(|_| Error::NotFound)?;
    path.remove(name).ok_or(Error::NotFound)
}
