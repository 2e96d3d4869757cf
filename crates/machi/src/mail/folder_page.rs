//! The mails of a development machine, which lie in a folder instead of going out.

use std::path::PathBuf;

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use mail_parser::MessageParser;
use tokio::fs;

use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::{self, Page};
use crate::ids::MailId;
use crate::settings::MailWay;

/// Mails listed at most, the newest.
const LISTED_MAX: usize = 100;
/// Files looked at to find them. Beyond, the folder is to be emptied.
const FILES_MAX: usize = 10_000;
/// Of a mail that is shown.
const BYTES_MAX: u64 = 1024 * 1024;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/mail", get(list))
        .route("/mail/{mail}", get(show))
        .route("/mail/{mail}/html", get(show_html))
}

struct Line {
    id: MailId,
    subject: String,
    to: String,
}

#[derive(Template)]
#[template(path = "mail/folder.html")]
struct FolderPage {
    page: Page,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "mail/folder_mail.html")]
struct MailPage {
    page: Page,
    line: Line,
    text: String,
}

/// A mail as its file holds it.
struct Read {
    line: Line,
    text: String,
    html: String,
}

async fn list(State(app): State<App>, page: Page) -> Result<Response> {
    let folder = folder(&app)?;
    let mut ids = ids(&folder).await?;
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids.truncate(LISTED_MAX);
    let mut lines = Vec::new();
    for id in ids {
        lines.push(read(&folder, id).await?.line);
    }
    let title = page.t("mail-folder-title");
    frame::html(&FolderPage {
        page: page.titled(title).hidden_from_search(),
        lines,
    })
}

async fn show(State(app): State<App>, page: Page, Path(id): Path<MailId>) -> Result<Response> {
    let Read { line, text, .. } = read(&folder(&app)?, id).await?;
    let title = line.subject.clone();
    frame::html(&MailPage {
        page: page.titled(title).hidden_from_search(),
        line,
        text,
    })
}

async fn show_html(State(app): State<App>, Path(id): Path<MailId>) -> Result<Response> {
    let html = read(&folder(&app)?, id).await?.html;
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
}

/// Only this machine may look, and only where mails go into the folder.
fn folder(app: &App) -> Result<PathBuf> {
    match app.settings().mail_way() {
        MailWay::Folder => Ok(app.settings().mail_folder()),
        MailWay::Smtp | MailWay::None => Err(Error::NotFound),
    }
}

async fn ids(folder: &PathBuf) -> Result<Vec<MailId>> {
    let mut files = match fs::read_dir(folder).await {
        Ok(files) => files,
        // No mail was sent yet.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(anyhow::Error::from(error).into()),
    };
    let mut ids = Vec::new();
    for _ in 0..FILES_MAX {
        let Some(file) = files.next_entry().await.map_err(anyhow::Error::from)? else {
            break;
        };
        let name = file.file_name().into_string().unwrap_or_default();
        ids.extend(
            name.strip_suffix(".eml")
                .and_then(|id| id.parse::<MailId>().ok()),
        );
    }
    Ok(ids)
}

async fn read(folder: &std::path::Path, id: MailId) -> Result<Read> {
    let path = folder.join(format!("{id}.eml"));
    let size = fs::metadata(&path)
        .await
        .map_err(|_| Error::NotFound)?
        .len();
    if size > BYTES_MAX {
        return Err(Error::NotFound);
    }
    let bytes = fs::read(&path).await.map_err(|_| Error::NotFound)?;
    let mail = MessageParser::default()
        .parse(&bytes)
        .ok_or(Error::NotFound)?;
    let to = mail.to().and_then(|to| to.first()?.address());
    let body = |part: Option<std::borrow::Cow<'_, str>>| part.unwrap_or_default().into_owned();
    Ok(Read {
        line: Line {
            id,
            subject: mail.subject().unwrap_or_default().to_owned(),
            to: to.unwrap_or_default().to_owned(),
        },
        text: body(mail.body_text(0)),
        html: body(mail.body_html(0)),
    })
}
