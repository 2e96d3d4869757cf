//! A member's mail address: optional, confirmed by a link, shown to nobody else.

mod api;
mod ask;
mod confirm;
mod mails;
mod page;
mod proof;
mod remove;

use axum::Router;
use store::{Tx, args};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::error::Result;
use crate::ids::AccountId;
use crate::mail;

pub(super) use ask::ask_address;
pub use mails::{ADDRESS_LEFT, CONFIRM};
pub use proof::proof;
pub(super) use proof::{keep_proven, proven};
pub(super) use remove::{cancel_request, remove_address};

/// What an account has said about its mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MailAddress {
    pub(super) confirmed: Option<String>,
    /// The confirmed address refuses mail.
    pub(super) has_bounced: bool,
    /// One that waits for its confirmation.
    pub(super) asked: Option<String>,
}

/// The account's own view of it: for nobody else.
pub(super) async fn mail_address(tx: &mut Tx, account: AccountId) -> Result<MailAddress> {
    let confirmed = confirmed(tx, account).await?;
    let has_bounced = match &confirmed {
        Some(address) => mail::has_bounced(tx, address).await?,
        None => false,
    };
    let sql = "select address from account_mail_request
               where account_id = $1 and expires_at_ms > $2";
    let now_ms = tx.now_ms();
    let asked = tx.optional::<(String,)>(sql, args![account, now_ms]);
    Ok(MailAddress {
        asked: asked.await?.map(|(address,)| address),
        confirmed,
        has_bounced,
    })
}

async fn confirmed(tx: &mut Tx, account: AccountId) -> Result<Option<String>> {
    let sql = "select address from account_mail where account_id = $1";
    let found = tx.optional::<(String,)>(sql, args![account]).await?;
    Ok(found.map(|(address,)| address))
}

pub(super) fn pages() -> Router<App> {
    page::routes()
}

pub(super) fn api() -> OpenApiRouter<App> {
    api::routes()
}
