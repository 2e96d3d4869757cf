//! Which person a request is about.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use rules::handle;
use store::Tx;

use crate::accounts::by_handle;
use crate::app::App;
use crate::at;
use crate::error::{Error, Result};
use crate::ids::AccountId;

/// The account of the `{handle}` in the path. Whether the reader may see it is the command's affair.
#[derive(Debug, Clone)]
pub(super) struct AtPerson {
    pub(super) id: AccountId,
    /// As it is stored.
    pub(super) handle: String,
}

impl FromRequestParts<App> for AtPerson {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let handle = handle::fold(&at::part(parts, app, "handle").await?);
        let found = app.read(async |tx: &mut Tx| by_handle(tx, &handle).await);
        let id = found.await?.ok_or(Error::NotFound)?;
        Ok(Self { id, handle })
    }
}

impl AtPerson {
    /// The path of their page.
    pub(super) fn page(&self) -> String {
        format!("/people/{}", self.handle)
    }
}
