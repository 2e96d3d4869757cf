//! A message to guests as a mail.

use futures_util::FutureExt;
use store::{Tx, args};

use super::Message;
use super::read::find;
use crate::app::App;
use crate::error::Result;
use crate::ids::{GuestMessageId, GuestMessageToId, VisitorId};
use crate::mail::{self, Kind, NewMail, Part, Purpose, Queued, To, Written};
use crate::text::Lang;
use crate::visitors::{self, Visitor};

/// To a visitor; members get it as a notification. Its subject is the message for one of them.
pub const MESSAGE: Kind = Kind {
    name: "visit-message",
    purpose: Purpose::Wanted {
        topic: "messages-topic",
    },
    compose: |app, tx, mail| compose(app, tx, mail).boxed(),
};

/// Mails it to the visitor.
pub async fn queue(tx: &mut Tx, to: GuestMessageToId, visitor: &Visitor) -> Result<()> {
    let Some(address) = visitor.address.clone() else {
        return Ok(());
    };
    let new = NewMail {
        key: format!("{}/{to}", MESSAGE.name),
        kind: MESSAGE.name,
        to: To::Address {
            address,
            lang: visitor.lang,
        },
        subject_id: to.get(),
    };
    mail::queue(tx, new).await
}

async fn compose(app: &App, tx: &mut Tx, mail: &Queued) -> Result<Option<Written>> {
    let sql = "select message_id, visitor_id from guest_message_to
               where id = $1 and visitor_id is not null";
    let row = tx.optional::<(GuestMessageId, VisitorId)>(sql, args![mail.subject_id]);
    let Some((message, visitor)) = row.await? else {
        return Ok(None);
    };
    let Some(message) = find(tx, message).await? else {
        return Ok(None);
    };
    let link = visitors::link(app, visitor);
    let url = format!("{}/visits/{link}", app.settings().public_url);
    Ok(Some(to_guest(mail.lang, &message, url)))
}

/// What a guest reads, with where it leads.
pub fn to_guest(lang: Lang, message: &Message, url: String) -> Written {
    let title = message.titles.get(lang);
    let from = [
        ("name", message.by_name.as_str().into()),
        ("event", title.into()),
    ];
    let mut parts = vec![Part::Words(lang.t_with("messages-from", &from))];
    let lines = message.body.lines().filter(|line| !line.trim().is_empty());
    parts.extend(lines.map(|line| Part::Words(line.to_owned())));
    parts.push(Part::Action {
        words: title.to_owned(),
        url,
    });
    Written {
        subject: format!("{title}: {}", message.subject),
        parts,
        attachments: Vec::new(),
    }
}
