//! A composed mail as the bytes that go over the wire: headers, text and HTML.

use std::time::{Duration, SystemTime};

use anyhow::Context;
use askama::Template;
use lettre::Address as Mailable;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};

use super::unwanted::Link;
use super::{Kind, Part, Purpose, Queued, Written};
use crate::app::App;
use crate::error::Result;
use crate::ids::MailId;
use crate::text::Lang;

/// A mail ready to be handed over.
pub(super) struct Message {
    pub(super) id: MailId,
    pub(super) from: Mailable,
    pub(super) to: Mailable,
    pub(super) bytes: Vec<u8>,
}

#[derive(Template)]
#[template(path = "mail/mail.html")]
struct Html<'a> {
    lang: Lang,
    written: &'a Written,
    why: &'a str,
    unsubscribe: Option<&'a Footer>,
}

#[derive(Template)]
#[template(path = "mail/mail.txt", whitespace = "preserve")]
struct Text<'a> {
    written: &'a Written,
    why: &'a str,
    unsubscribe: Option<&'a Footer>,
}

/// The way out, which stands below a mail that one may do without.
struct Footer {
    words: String,
    url: String,
}

/// The same mail is the same bytes, however often it is written.
pub(super) fn write(app: &App, kind: &Kind, mail: &Queued, written: &Written) -> Result<Message> {
    let sender = sender(app)?;
    let to: Mailable = parsed(mail.address.as_str())?;
    let footer = footer(app, kind, mail);
    let host = app
        .settings()
        .public_url
        .split("://")
        .last()
        .unwrap_or_default();
    let why = mail.lang.t_with("mail-why", &[("host", host.into())]);
    let html = Html {
        lang: mail.lang,
        written,
        why: &why,
        unsubscribe: footer.as_ref(),
    };
    let text = Text {
        written,
        why: &why,
        unsubscribe: footer.as_ref(),
    };
    let html = html.render().map_err(anyhow::Error::from)?;
    let text = text.render().map_err(anyhow::Error::from)?;
    let queued_at = Duration::from_millis(u64::try_from(mail.queued_at_ms).unwrap_or(0));
    let mut message = lettre::Message::builder()
        .from(sender.clone())
        .to(Mailbox::new(None, to.clone()))
        .subject(one_line(&written.subject))
        .date(SystemTime::UNIX_EPOCH + queued_at)
        .message_id(Some(format!("<{}@{}>", mail.id, sender.email.domain())))
        .raw_header(raw("Auto-Submitted", "auto-generated".into()));
    if let Some(footer) = &footer {
        message = message
            .raw_header(raw("List-Unsubscribe", format!("<{}>", footer.url)))
            .raw_header(raw(
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click".into(),
            ));
    }
    let both = MultiPart::alternative()
        .boundary(format!("machi-{}", mail.id))
        .singlepart(SinglePart::plain(text))
        .singlepart(
            SinglePart::builder()
                .header(ContentType::TEXT_HTML)
                .body(html),
        );
    let message = message
        .multipart(with_files(mail, written, both)?)
        .context("the mail cannot be written")?;
    Ok(Message {
        id: mail.id,
        from: sender.email,
        to,
        bytes: message.formatted(),
    })
}

/// The text, and what comes with it.
fn with_files(mail: &Queued, written: &Written, text: MultiPart) -> Result<MultiPart> {
    if written.attachments.is_empty() {
        return Ok(text);
    }
    let mut all = MultiPart::mixed()
        .boundary(format!("machi-files-{}", mail.id))
        .multipart(text);
    for file in &written.attachments {
        let kind = ContentType::parse(file.kind).context("not a kind of file")?;
        let body = Attachment::new(file.name.clone()).body(file.body.clone(), kind);
        all = all.singlepart(body);
    }
    Ok(all)
}

fn footer(app: &App, kind: &Kind, mail: &Queued) -> Option<Footer> {
    let Purpose::Wanted { topic } = kind.purpose else {
        return None;
    };
    let link = Link::signed(app, mail, kind, topic);
    Some(Footer {
        words: mail.lang.t("mail-unsubscribe"),
        url: format!("{}/mail/unsubscribe/{link}", app.settings().public_url),
    })
}

/// Who mails come from. A development machine needs no setting.
fn sender(app: &App) -> Result<Mailbox> {
    let from = app.settings().mail_from.as_str();
    let from = if from.is_empty() {
        "Machi <machi@localhost>"
    } else {
        from
    };
    Ok(from
        .parse::<Mailbox>()
        .context("mail_from is not an address")?)
}

fn parsed(address: &str) -> Result<Mailable> {
    // The address itself is not part of the message: errors are logged.
    let parsed: Option<Mailable> = address.parse().ok();
    Ok(parsed.context("a stored address cannot be written to")?)
}

fn raw(name: &'static str, value: String) -> HeaderValue {
    let name = HeaderName::new_from_ascii_str(name);
    // Made of printable ASCII by us; folding would part the address of a link.
    HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
