//! Which note, or which comment, a request is about.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::app::App;
use crate::at;
use crate::error::{Error, Result};
use crate::ids::{CommentId, NoteId};

/// The `{note}` of the path. Whether the reader may see it is the command's affair.
#[derive(Debug, Clone, Copy)]
pub struct AtNote(pub NoteId);

/// The `{comment}` of the path.
#[derive(Debug, Clone, Copy)]
pub(super) struct AtComment(pub(super) CommentId);

impl FromRequestParts<App> for AtNote {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        at::id(parts, app, "note").await.map(Self)
    }
}

impl FromRequestParts<App> for AtComment {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        at::id(parts, app, "comment").await.map(Self)
    }
}
