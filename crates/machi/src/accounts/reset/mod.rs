//! A new password for who has lost theirs, by a link to their confirmed mail address.

mod api;
mod ask;
mod mails;
mod page;
mod set;

use axum::Router;
use store::{Tx, args};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::error::Result;
use crate::ids::AccountId;

pub use mails::{PASSWORD_CHANGED, RESET, TELL};

/// Links that were sent to the account open nothing any more.
pub(super) async fn void(tx: &mut Tx, account: AccountId) -> Result<()> {
    let sql = "delete from password_reset where account_id = $1";
    tx.execute(sql, args![account]).await?;
    Ok(())
}

pub(super) fn pages() -> Router<App> {
    page::routes()
}

pub(super) fn api() -> OpenApiRouter<App> {
    api::routes()
}
