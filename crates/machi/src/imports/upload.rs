//! A file that somebody sends, with what they say of it.

use std::sync::Arc;

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::feeds::check_name;
use super::running;
use super::{Done, FILE_BYTES_MAX, Fault, FileProblem, Job, Kind, Stopped, run};
use crate::app::App;
use crate::cities::City;
use crate::error::{Error, Refusal, Result};
use crate::ids::AccountId;
use crate::places::source::SourceDraft;
use crate::text::Lang;

/// The whole request: the file and the fields around it.
pub(super) const REQUEST_BYTES_MAX: usize = FILE_BYTES_MAX + 64 * 1024;
const TEXT_BYTES_MAX: usize = 4 * 1024;
const FIELDS_MAX: usize = 16;
/// A file is held in memory until it is imported: so many at once on a node. Two of the largest
/// are 128 MB, and what is read from them as much again.
const UPLOADS_AT_ONCE: usize = 2;
const MEGABYTE: usize = 1024 * 1024;

static TURNS: Semaphore = Semaphore::const_new(UPLOADS_AT_ONCE);

/// The limits in words, for the form.
pub(super) fn limits(lang: Lang) -> String {
    let (megabytes, files) = (FILE_BYTES_MAX / MEGABYTE, UPLOADS_AT_ONCE);
    lang.t_with(
        "imports-file-hint",
        &[("megabytes", megabytes.into()), ("files", files.into())],
    )
}

/// The form as it was filled in.
#[derive(Debug, Default)]
pub(super) struct Upload {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) attribution: String,
    pub(super) url: String,
    /// Only look.
    pub(super) check: bool,
    file_name: String,
    file: Vec<u8>,
    too_large: bool,
    /// None: others are being imported, and the file was let go.
    turn: Option<SemaphorePermit<'static>>,
}

impl FromRequest<App> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let mut form = Multipart::from_request(request, app)
            .await
            .map_err(|_| Refusal::new("error-malformed"))?;
        let mut upload = Self {
            turn: TURNS.try_acquire().ok(),
            ..Self::default()
        };
        for _ in 0..FIELDS_MAX {
            let Some(field) = form.next_field().await.map_err(|error| refused(&error))? else {
                break;
            };
            upload.take(field).await?;
        }
        Ok(upload)
    }
}

fn refused(error: &MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Refusal::new("error-too-large").into()
    } else {
        Refusal::new("error-malformed").into()
    }
}

impl Upload {
    async fn take(&mut self, mut field: Field<'_>) -> Result<()> {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            self.file_name = field.file_name().unwrap_or_default().to_owned();
        }
        let bytes_max = if name == "file" {
            FILE_BYTES_MAX
        } else {
            TEXT_BYTES_MAX
        };
        // Without a turn the file is read to its end, so that the answer arrives, and not held.
        let dropped = name == "file" && self.turn.is_none();
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(|error| refused(&error))? {
            if dropped {
                continue;
            }
            if bytes.len() + chunk.len() > bytes_max {
                self.too_large = true;
            } else {
                bytes.extend_from_slice(&chunk);
            }
        }
        if name == "file" {
            self.file = bytes;
            return Ok(());
        }
        let text = String::from_utf8_lossy(&bytes).trim().to_owned();
        match name.as_str() {
            "kind" => self.kind = text,
            "name" => self.name = text,
            "attribution" => self.attribution = text,
            "url" => self.url = text,
            "check" => self.check = !matches!(text.as_str(), "" | "0" | "false"),
            _ => {}
        }
        Ok(())
    }

    /// Imports the file, or only looks at it.
    pub(super) async fn import(
        &mut self,
        app: &App,
        city: Arc<City>,
        by: AccountId,
    ) -> Result<Done> {
        let kind = self.checked()?;
        if self.turn.is_none() {
            let busy = Refusal::new("imports-busy").on("file");
            return Err(busy.with("files", UPLOADS_AT_ONCE.to_string()).into());
        }
        let file = self
            .file_name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default();
        let file: String = file.chars().take(TEXT_BYTES_MAX / 16).collect();
        if self.too_large {
            let problem = FileProblem::new(Fault::TooLarge);
            return Err(Stopped::File { file, problem }.into());
        }
        let job = Job {
            city,
            kind,
            source: SourceDraft {
                kind: kind.name(),
                key: self.name.clone(),
                name: self.name.clone(),
                url: self.url.clone(),
                attribution: if self.attribution.is_empty() {
                    self.name.clone()
                } else {
                    self.attribution.clone()
                },
            },
            file,
            by: Some(by),
            moved: None,
            dry_run: self.check,
        };
        let bytes = std::mem::take(&mut self.file);
        let shown = running::show(&job.city, &self.name);
        Ok(run(app, &job, bytes, &shown.listener()).await?)
    }

    fn checked(&self) -> Result<Kind> {
        let mut refusals: Vec<Refusal> = check_name(&self.name, "name").into_iter().collect();
        if !self.attribution.is_empty() {
            refusals.extend(check_name(&self.attribution, "attribution"));
        }
        if self.file_name.is_empty() {
            refusals.push(Refusal::new("imports-file-missing").on("file"));
        }
        let kind = Kind::parse(&self.kind);
        if kind.is_none() {
            refusals.push(Refusal::new("imports-kind-unknown").on("kind"));
        }
        Refusal::join(refusals)?;
        kind.ok_or(Error::NotFound)
    }
}

/// As if other files were being imported.
#[cfg(test)]
pub(super) fn all_turns() -> SemaphorePermit<'static> {
    TURNS.try_acquire_many(2).unwrap()
}
