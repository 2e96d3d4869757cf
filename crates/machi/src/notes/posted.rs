//! Reads what a form for writing sends: fields alone, or with files that are kept on the way.

use axum::body::{Body, to_bytes};
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{Method, header};
use axum_extra::extract::Form;
use futures_util::{StreamExt, TryStreamExt};

use super::write_form::WriteForm;
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::ids::PhotoId;
use crate::photos::{self, PHOTOS_MAX, Source};
use crate::text::Lang;

/// All fields together, without files.
const FIELDS_BYTES_MAX: usize = 256 * 1024;
const URL_ENCODED: &str = "application/x-www-form-urlencoded";

/// The form, with the photos that it brought, and what is wrong with the files that it brought too.
pub(super) struct Posted {
    pub(super) form: WriteForm,
    pub(super) refused: Option<Refusal>,
}

/// # Errors
/// Refused for a body that is no form.
pub(super) async fn read(app: &App, by: &Member, lang: Lang, request: Request) -> Result<Posted> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let has_files = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    if has_files {
        let multipart = Multipart::from_request(request, app).await;
        return with_files(app, by, lang, multipart.map_err(malformed)?).await;
    }
    let body = to_bytes(request.into_body(), FIELDS_BYTES_MAX).await;
    Ok(Posted {
        form: form(body.map_err(|_| Refusal::new("error-too-large"))?).await?,
        refused: None,
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
    let form = form(encoded(&fields)).await?.with_photos(kept);
    Ok(Posted {
        form,
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
    match photos::keep(
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

fn encoded(fields: &[(String, String)]) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

async fn form(body: impl Into<Body>) -> Result<WriteForm> {
    let request = Request::builder()
        .method(Method::POST)
        .header(header::CONTENT_TYPE, URL_ENCODED)
        .body(body.into())
        .map_err(malformed)?;
    let Form(form) = Form::from_request(request, &()).await.map_err(malformed)?;
    Ok(form)
}

fn malformed<E>(_: E) -> Error {
    Refusal::new("error-malformed").into()
}
