//! Outgoing mail: what features queue in their transactions is composed, sent and retried here.
//!
//! A feature has a [`Kind`], listed in `start.rs`, and calls [`queue`] in a command or in a reader
//! of the change log. The mail leaves after that transaction, at least once; a repeat after a crash
//! carries the same `Message-ID`, so that receivers know it as the same message.

mod address;
mod bounce;
mod deliver;
mod folder_page;
mod message;
mod queue;
mod report;
mod send;
mod unwanted;
mod unwanted_page;

use axum::Router;
use futures_util::future::BoxFuture;
use store::Tx;

use crate::app::App;
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, MailId};
use crate::settings::MailWay;
use crate::text::Lang;

pub use address::Address;
pub use bounce::{forget_bounce, has_bounced};
pub use queue::{queue, was_queued};
pub use report::{REPORT_BYTES_MAX, read_report};
pub use send::{DAY_MAILS_MAX, DAY_PROOFS_MAX, FORGET, send, timer};
pub use unwanted::{Unwanted, subscribe, unsubscribe, unwanted};

/// One kind of mail.
#[derive(Clone, Copy)]
pub struct Kind {
    /// As it is stored: never renamed.
    pub name: &'static str,
    pub purpose: Purpose,
    /// Composes it when it is sent, in the recipient's language; none when it is no longer worth
    /// sending. It runs in a transaction that may be repeated, and changes nothing.
    pub compose: for<'a> fn(&'a App, &'a mut Tx, &'a Queued) -> Composing<'a>,
}

/// What a kind's `compose` answers.
pub type Composing<'a> = BoxFuture<'a, Result<Option<Written>>>;

/// Why a mail is sent, which decides who can stop it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Confirms an address: sent also to one that refused mail before.
    Proof,
    /// Belongs to what the person does here, and has no way to unsubscribe.
    Needed,
    /// Anything else: each carries the one click by which it is wanted no more (RFC 8058). The
    /// locale key names such mails in a sentence of their own: `Reminders of your events`.
    Wanted { topic: &'static str },
}

/// A mail for [`queue`].
#[derive(Debug, Clone)]
pub struct NewMail {
    /// By which it is sent once: the kind's name and what it is about, such as
    /// `event-reminder/12/34`.
    pub key: String,
    /// The name of its [`Kind`].
    pub kind: &'static str,
    pub to: To,
    /// For the kind's `compose`.
    pub subject_id: i64,
}

/// Whom a mail is for.
#[derive(Debug, Clone)]
pub enum To {
    /// At the address that it has confirmed, in its own language; without one, nothing is sent.
    Account(AccountId),
    Address {
        address: Address,
        lang: Lang,
    },
}

/// A mail that is being sent, for the kind's `compose`.
#[derive(Debug, Clone)]
pub struct Queued {
    pub id: MailId,
    pub key: String,
    /// None when it goes to an address.
    pub account: Option<AccountId>,
    pub address: Address,
    pub lang: Lang,
    pub subject_id: i64,
    pub queued_at_ms: i64,
}

/// A composed mail: text and HTML are both made from it.
#[derive(Debug, Clone)]
pub struct Written {
    pub subject: String,
    pub parts: Vec<Part>,
    pub attachments: Vec<Attachment>,
}

/// A file that comes with a mail.
#[derive(Debug, Clone)]
pub struct Attachment {
    pub name: String,
    /// As `Content-Type` says it.
    pub kind: &'static str,
    pub body: String,
}

/// A piece of a mail, from above to below.
#[derive(Debug, Clone)]
pub enum Part {
    Words(String),
    /// What is to be done: an address of ours in full, under these words.
    Action {
        words: String,
        url: String,
    },
    /// One of several things, with its address in full.
    Item {
        title: String,
        url: String,
        words: String,
    },
}

/// Refused where the installation cannot send mail.
///
/// # Errors
/// A refusal that says so in the reader's language.
pub fn must_be_set_up(app: &App) -> Result<()> {
    if is_set_up(app) {
        Ok(())
    } else {
        Err(Refusal::new("mail-not-set-up").into())
    }
}

/// Whether mail leaves this installation, be it into a folder.
pub fn is_set_up(app: &App) -> bool {
    app.settings().mail_way() != MailWay::None
}

pub fn pages() -> Router<App> {
    unwanted_page::routes().merge(folder_page::routes())
}

#[cfg(test)]
pub(crate) mod tests;
