//! The mails about mail addresses.

use futures_util::FutureExt;
use store::{Tx, args};

use super::confirm;
use crate::app::App;
use crate::error::Result;
use crate::mail::{Kind, Part, Purpose, Queued, Written};

/// Asks whoever reads the mailbox whether the address is the member's.
pub const CONFIRM: Kind = Kind {
    name: "account-address-confirm",
    purpose: Purpose::Proof,
    compose: |app, tx, mail| write_confirm(app, tx, mail).boxed(),
};

/// Tells the address that an account had until now.
pub const ADDRESS_LEFT: Kind = Kind {
    name: "account-address-left",
    purpose: Purpose::Needed,
    compose: |_, tx, mail| write_left(tx, mail).boxed(),
};

async fn write_confirm(app: &App, tx: &mut Tx, mail: &Queued) -> Result<Option<Written>> {
    let Some(request) = confirm::waiting(tx, mail.subject_id).await? else {
        return Ok(None);
    };
    let link = confirm::link(app, request.id);
    let handle = [("handle", request.handle.into())];
    let lang = mail.lang;
    Ok(Some(Written {
        subject: lang.t("accounts-mail-confirm-subject"),
        attachments: Vec::new(),
        parts: vec![
            Part::Words(lang.t_with("accounts-mail-confirm-words", &handle)),
            Part::Action {
                words: lang.t("accounts-mail-confirm-do"),
                url: format!("{}/mail-address/{link}", app.settings().public_url),
            },
            Part::Words(lang.t("accounts-mail-confirm-not-you")),
        ],
    }))
}

async fn write_left(tx: &mut Tx, mail: &Queued) -> Result<Option<Written>> {
    let sql = "select handle from account where id = $1";
    let account = tx
        .optional::<(String,)>(sql, args![mail.subject_id])
        .await?;
    let lang = mail.lang;
    Ok(account.map(|(handle,)| Written {
        subject: lang.t("accounts-mail-left-subject"),
        attachments: Vec::new(),
        parts: vec![
            Part::Words(lang.t_with("accounts-mail-left-words", &[("handle", handle.into())])),
            Part::Words(lang.t("accounts-mail-left-not-you")),
        ],
    }))
}
