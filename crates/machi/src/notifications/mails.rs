//! The mail that tells of one notification.

use futures_util::FutureExt;
use store::Tx;

use super::kinds::{EVENT_CANCELLED, EVENT_MOVED, GOING, SEAT_GIVEN};
use super::list::{Told, unread};
use super::subject::Subject;
use crate::app::App;
use crate::error::Result;
use crate::events::{InMail, in_mail};
use crate::going::messages;
use crate::ids::{AccountId, NotificationId};
use crate::mail::{self, NewMail, Part, Purpose, Queued, To, Written};
use crate::text::Lang;

/// Its subject is a notification.
pub const MAIL: mail::Kind = mail::Kind {
    name: "notification",
    purpose: Purpose::Wanted {
        topic: "notifications-mail-topic",
    },
    compose: |app, tx, mail| compose(app, tx, mail).boxed(),
};

/// Whose mails carry the date for the reader's own calendar: it is theirs, or was.
const WITH_FILE: [&str; 4] = [
    GOING.name,
    SEAT_GIVEN.name,
    EVENT_MOVED.name,
    EVENT_CANCELLED.name,
];

pub(super) async fn queue(tx: &mut Tx, recipient: AccountId, id: NotificationId) -> Result<()> {
    let new = NewMail {
        key: format!("{}/{id}", MAIL.name),
        kind: MAIL.name,
        to: To::Account(recipient),
        subject_id: id.get(),
    };
    mail::queue(tx, new).await
}

/// None for what was read meanwhile, or went out of sight.
async fn compose(app: &App, tx: &mut Tx, mail: &Queued) -> Result<Option<Written>> {
    let Some(account) = mail.account else {
        return Ok(None);
    };
    let id = NotificationId::from(mail.subject_id);
    let Some(told) = unread(tx, account, id).await? else {
        return Ok(None);
    };
    let url = format!("{}/notifications/{id}", app.settings().public_url);
    let sentence = told.sentence(mail.lang);
    if let Some(date) = date(app, tx, &told, mail.lang).await? {
        let subject = format!("{sentence}: {}", date.title);
        return Ok(Some(of_date(mail.lang, (subject, sentence), date, url)));
    }
    if let Subject::Message { message, .. } = told.subject {
        let message = messages::find(tx, message).await?;
        return Ok(message.map(|message| messages::to_guest(mail.lang, &message, url)));
    }
    let mut parts = vec![Part::Words(sentence.clone())];
    let words = told.words(mail.lang);
    if !words.is_empty() {
        parts.push(Part::Words(words));
    }
    parts.push(Part::Action {
        words: mail.lang.t("notifications-mail-open"),
        url,
    });
    Ok(Some(Written {
        subject: sentence,
        parts,
        attachments: Vec::new(),
    }))
}

/// The date of which the mail carries the file.
async fn date(app: &App, tx: &mut Tx, told: &Told, lang: Lang) -> Result<Option<InMail>> {
    match told.subject {
        Subject::Date { event, occurrence } if WITH_FILE.contains(&told.kind.name) => {
            in_mail(app, tx, (event, occurrence), lang).await
        }
        _ => Ok(None),
    }
}

fn of_date(
    lang: Lang,
    (subject, sentence): (String, String),
    date: InMail,
    url: String,
) -> Written {
    let words = [sentence, date.title, date.when, date.place];
    let words = words.into_iter().filter(|words| !words.is_empty());
    let mut parts: Vec<Part> = words.map(Part::Words).collect();
    parts.push(Part::Action {
        words: lang.t("notifications-mail-open"),
        url,
    });
    Written {
        subject,
        parts,
        attachments: vec![date.file],
    }
}
