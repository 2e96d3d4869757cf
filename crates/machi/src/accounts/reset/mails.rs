//! The mails about passwords.

use futures_util::FutureExt;
use store::{Tx, args};

use super::set;
use crate::app::App;
use crate::changes::{Change, Logged};
use crate::error::Result;
use crate::mail::{self, Kind, NewMail, Part, Purpose, Queued, To, Written};
use crate::readers::Reader;

/// The link to set a new password.
pub const RESET: Kind = Kind {
    name: "account-password-reset",
    purpose: Purpose::Needed,
    compose: |app, tx, mail| write_reset(app, tx, mail).boxed(),
};

/// Tells of a new password, whoever set it.
pub const PASSWORD_CHANGED: Kind = Kind {
    name: "account-password-changed",
    purpose: Purpose::Needed,
    compose: |app, tx, mail| write_changed(app, tx, mail).boxed(),
};

/// Reads of new passwords in the log, and tells whose they are.
pub const TELL: Reader = Reader {
    name: "account-password-changed",
    read: |_, tx, changes| tell(tx, changes).boxed(),
};

async fn tell(tx: &mut Tx, changes: &[Logged]) -> Result<()> {
    for logged in changes {
        if let Change::PasswordChanged { account } = logged.change {
            let new = NewMail {
                key: format!("{}/{}", PASSWORD_CHANGED.name, logged.position),
                kind: PASSWORD_CHANGED.name,
                to: To::Account(account),
                subject_id: account.get(),
            };
            mail::queue(tx, new).await?;
        }
    }
    Ok(())
}

async fn handle(tx: &mut Tx, account: i64) -> Result<String> {
    let sql = "select handle from account where id = $1";
    Ok(tx.one::<(String,)>(sql, args![account]).await?.0)
}

async fn write_reset(app: &App, tx: &mut Tx, mail: &Queued) -> Result<Option<Written>> {
    let Some((id, account)) = set::open(tx, mail.subject_id).await? else {
        return Ok(None);
    };
    let handle = handle(tx, account.get()).await?;
    let (lang, link) = (mail.lang, set::link(app, id));
    Ok(Some(Written {
        subject: lang.t("accounts-reset-subject"),
        attachments: Vec::new(),
        parts: vec![
            Part::Words(lang.t_with("accounts-reset-words", &[("handle", handle.into())])),
            Part::Action {
                words: lang.t("accounts-reset-do"),
                url: format!("{}/sign-in/reset/{link}", app.settings().public_url),
            },
            Part::Words(lang.t("accounts-reset-not-you")),
        ],
    }))
}

async fn write_changed(app: &App, tx: &mut Tx, mail: &Queued) -> Result<Option<Written>> {
    let handle = handle(tx, mail.subject_id).await?;
    let lang = mail.lang;
    Ok(Some(Written {
        subject: lang.t("accounts-password-changed-subject"),
        attachments: Vec::new(),
        parts: vec![
            Part::Words(lang.t_with(
                "accounts-password-changed-words",
                &[("handle", handle.into())],
            )),
            Part::Action {
                words: lang.t("accounts-reset-do"),
                url: format!("{}/sign-in/forgot", app.settings().public_url),
            },
        ],
    }))
}
