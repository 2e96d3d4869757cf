//! Reads a form that may bring photos: its fields, and its files, which are kept on the way.

use axum::body::to_bytes;
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use futures_util::{StreamExt, TryStreamExt};
use url::form_urlencoded;

use super::{Chosen, PHOTOS_MAX, Source};
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::ids::PhotoId;
use crate::text::Lang;

/// All fields together, without files.
const FIELDS_BYTES_MAX: usize = 256 * 1024;

/// What a form brought.
#[derive(Debug, Default)]
pub struct Posted {
    /// Names and values in their order.
    pub fields: Vec<(String, String)>,
    /// Its files, as photos of the member.
    pub photos: Vec<PhotoId>,
    /// What is wrong with files that it brought too.
    pub refused: Option<Refusal>,
}

impl Posted {
    /// What the form says: photos in their order with what is said for who cannot see them, without
    /// those that are not wanted, and behind them the files that it brought.
    pub fn chosen(&self) -> Result<Vec<Chosen>, Refusal> {
        let all = |wanted: &'static str| {
            let fields = self.fields.iter();
            fields.filter_map(move |(name, value)| (name == wanted).then_some(value.as_str()))
        };
        let without: Vec<&str> = all("without").collect();
        let alts = all("alts").chain(std::iter::repeat(""));
        let mut chosen = Vec::new();
        for (id, alt) in all("photos").zip(alts) {
            if !without.contains(&id) {
                let gone = |_| Refusal::new("photos-gone").on("photos");
                chosen.push(Chosen {
                    photo: id.parse().map_err(gone)?,
                    alt: alt.to_owned(),
                });
            }
        }
        let brought = self.photos.iter().map(|&photo| Chosen {
            photo,
            alt: String::new(),
        });
        Ok(chosen.into_iter().chain(brought).collect())
    }
}

/// # Errors
/// Refused for a body that is no form.
pub async fn read_posted(app: &App, by: &Member, lang: Lang, request: Request) -> Result<Posted> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let has_files = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    if has_files {
        let multipart = Multipart::from_request(request, app).await;
        return with_files(app, by, lang, multipart.map_err(malformed)?).await;
    }
    let body = to_bytes(request.into_body(), FIELDS_BYTES_MAX).await;
    let body = body.map_err(|_| Refusal::new("error-too-large"))?;
    let fields = form_urlencoded::parse(&body).into_owned();
    Ok(Posted {
        fields: fields.collect(),
        ..Posted::default()
    })
}

async fn with_files(app: &App, by: &Member, lang: Lang, mut parts: Multipart) -> Result<Posted> {
    let mut fields = Vec::new();
    let (mut left_bytes, mut upload, mut file) = (FIELDS_BYTES_MAX, String::new(), 0);
    let (mut kept, mut refused) = (Vec::new(), Vec::new());
    while let Some(part) = parts.next_field().await.map_err(malformed)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name != "files" {
            let text = text(part, &mut left_bytes).await?;
            if name == "upload" {
                upload.clone_from(&text);
            }
            fields.push((name, text));
        } else if part.file_name().is_some_and(|name| !name.is_empty()) {
            if file == PHOTOS_MAX {
                refused.push(
                    Refusal::new("photos-many")
                        .on("files")
                        .with("max", PHOTOS_MAX),
                );
                break;
            }
            match keep(app, by, lang, &format!("{upload}-{file}"), part).await? {
                Ok(photo) => kept.push(photo),
                Err(refusal) => refused.push(refusal),
            }
            file += 1;
        }
    }
    Ok(Posted {
        fields,
        photos: kept,
        refused: match Refusal::join(refused) {
            Err(Error::Refused(refusal)) => Some(refusal),
            _ => None,
        },
    })
}

/// The photo, or why this file is none.
async fn keep(
    app: &App,
    by: &Member,
    lang: Lang,
    key: &str,
    part: Field<'_>,
) -> Result<Result<PhotoId, Refusal>> {
    let name = part.file_name().unwrap_or_default().to_owned();
    match super::keep(
        app,
        by.id,
        key,
        Source::stream(part.map_err(malformed).boxed(), None),
    )
    .await
    {
        Ok(kept) => Ok(Ok(kept.id)),
        Err(Error::Refused(why)) => {
            let reason = lang.t_with(why.key, &why.args);
            let refusal = Refusal::new("notes-file-refused").on("files");
            Ok(Err(refusal.with("name", name).with("reason", reason)))
        }
        Err(error) => Err(error),
    }
}

async fn text(mut part: Field<'_>, left_bytes: &mut usize) -> Result<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(malformed)? {
        let left = left_bytes.checked_sub(chunk.len());
        *left_bytes = left.ok_or_else(|| Refusal::new("error-too-large"))?;
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).map_err(malformed)
}

fn malformed<E>(_: E) -> Error {
    Refusal::new("error-malformed").into()
}
