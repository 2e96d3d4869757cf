//! Hands a mail to the server that takes it, or puts it into the folder of a development machine.

use std::error::Error as _;
use std::time::Duration;

use anyhow::Context;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use tokio::fs;
use url::Url;

use super::message::Message;
use crate::app::App;
use crate::error::{Error, Result};
use crate::settings::{MailWay, Settings};

const CONNECT_TIME_MAX: Duration = Duration::from_secs(10);
/// The whole conversation. The claim on the mail lasts longer.
pub(super) const TIME_MAX: Duration = Duration::from_secs(45);

/// What became of a mail. Anything that may be better later is an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Delivery {
    Taken,
    /// The server will never take mail for this address. With its code.
    NoSuchAddress(String),
    /// The server will never take this mail. With its code.
    Refused(String),
}

pub(super) async fn deliver(app: &App, message: &Message) -> Result<Delivery> {
    let settings = app.settings();
    match settings.mail_way() {
        MailWay::Smtp => tokio::time::timeout(TIME_MAX, smtp(settings, message))
            .await
            .map_err(|_| broken("the mail server took too long"))?,
        MailWay::Folder => into_folder(settings, message).await,
        MailWay::None => Err(broken("no mail server is set up")),
    }
}

/// The name follows from the mail: sent again, it is the same file.
async fn into_folder(settings: &Settings, message: &Message) -> Result<Delivery> {
    let folder = settings.mail_folder();
    let write = async {
        fs::create_dir_all(&folder).await?;
        fs::write(folder.join(format!("{}.eml", message.id)), &message.bytes).await
    };
    write.await.context("the mail's file cannot be written")?;
    Ok(Delivery::Taken)
}

async fn smtp(settings: &Settings, message: &Message) -> Result<Delivery> {
    let mut server = connect(settings).await?;
    let from = Mail::new(Some(message.from.clone()), Vec::new());
    server.command(from).await.map_err(|error| said(&error))?;
    let to = Rcpt::new(message.to.clone(), Vec::new());
    if let Err(error) = server.command(to).await {
        return refused(&error);
    }
    if let Err(error) = server.command(Data).await {
        return refused(&error);
    }
    if let Err(error) = server.message(&message.bytes).await {
        return refused(&error);
    }
    // It is theirs now, whatever they answer to this.
    let _ = server.quit().await;
    Ok(Delivery::Taken)
}

async fn connect(settings: &Settings) -> Result<AsyncSmtpConnection> {
    let url = Url::parse(&settings.mail_smtp).context("mail_smtp is not an address")?;
    let host = url.host_str().context("mail_smtp names no host")?;
    let hello = Url::parse(&settings.public_url).ok();
    let hello = hello.and_then(|url| url.host_str().map(str::to_owned));
    let hello = ClientId::Domain(hello.unwrap_or_else(|| "localhost".to_owned()));
    let tls = || TlsParameters::new(host.to_owned()).map_err(|error| said(&error));
    let (port, wrapped) = match url.scheme() {
        "smtps" => (465, Some(tls()?)),
        "smtp+starttls" => (587, None),
        _ => (25, None),
    };
    let address = (host.trim_matches(['[', ']']), url.port().unwrap_or(port));
    let connecting =
        AsyncSmtpConnection::connect_tokio1(address, Some(CONNECT_TIME_MAX), &hello, wrapped, None);
    let mut server = connecting.await.map_err(|error| said(&error))?;
    if url.scheme() == "smtp+starttls" {
        let upgraded = server.starttls(tls()?, &hello).await;
        upgraded.map_err(|error| said(&error))?;
    }
    if !settings.mail_smtp_user.is_empty() {
        let (user, password) = (&settings.mail_smtp_user, &settings.mail_smtp_password.0);
        let credentials = Credentials::new(user.clone(), password.clone());
        let signed_in = server.auth(DEFAULT_MECHANISMS, &credentials).await;
        signed_in.map_err(|error| said(&error))?;
    }
    Ok(server)
}

/// What a refusal of the recipient or of the content means.
fn refused(error: &SmtpError) -> Result<Delivery> {
    if !error.is_permanent() {
        return Err(said(error));
    }
    let code = code(error);
    let enhanced = code.split_once(' ').map_or("", |(_, enhanced)| enhanced);
    Ok(if blames_address(enhanced) {
        Delivery::NoSuchAddress(code)
    } else {
        Delivery::Refused(code)
    })
}

/// Whether a permanent refusal with this enhanced code (RFC 3463; empty for none) is about the
/// address. Codes of the system, protocol, content and policy blame us or the mail: a server that
/// does not relay for us must not cost every member their mail.
pub(super) fn blames_address(enhanced: &str) -> bool {
    let subject = enhanced.strip_prefix("5.").unwrap_or_default();
    !subject.starts_with(['3', '5', '6', '7'])
}

/// The codes alone: what servers say with them repeats the address.
fn code(error: &SmtpError) -> String {
    let basic = error
        .status()
        .map_or_else(String::new, |code| code.to_string());
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    let first = words.split_whitespace().next().unwrap_or_default();
    let is_code =
        first.split('.').count() == 3 && first.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_code {
        format!("{basic} {first}")
    } else {
        basic
    }
}

fn said(error: &SmtpError) -> Error {
    let words = if error.status().is_some() {
        format!("the mail server answered {}", code(error))
    } else if error.is_tls() {
        "no secure connection to the mail server".to_owned()
    } else if error.is_client() {
        format!("the mail server cannot be used: {}", code_free(error))
    } else if error.is_response() {
        "the mail server broke off".to_owned()
    } else {
        "the mail server could not be reached".to_owned()
    };
    broken(&words)
}

/// What we ourselves complain about names no address: a missing way to sign in, or no STARTTLS.
fn code_free(error: &SmtpError) -> String {
    error.source().map(ToString::to_string).unwrap_or_default()
}

fn broken(words: &str) -> Error {
    Error::Broken(anyhow::anyhow!("{words}"))
}
