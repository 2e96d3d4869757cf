//! The form for writing as it was sent, with the photos that it brought.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{Method, header};
use axum_extra::extract::Form;

use super::write_form::WriteForm;
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Refusal, Result};
use crate::photos;
use crate::text::Lang;

const URL_ENCODED: &str = "application/x-www-form-urlencoded";

/// The form, with the photos that it brought, and what is wrong with the files that it brought too.
pub(super) struct Posted {
    pub(super) form: WriteForm,
    pub(super) refused: Option<Refusal>,
}

/// # Errors
/// Refused for a body that is no form.
pub(super) async fn read(app: &App, by: &Member, lang: Lang, request: Request) -> Result<Posted> {
    let posted = photos::read_posted(app, by, lang, request).await?;
    let fields = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&posted.fields)
        .finish();
    Ok(Posted {
        form: form(fields).await?.with_photos(posted.photos),
        refused: posted.refused,
    })
}

async fn form(fields: String) -> Result<WriteForm> {
    let malformed = || Refusal::new("error-malformed");
    let request = Request::builder()
        .method(Method::POST)
        .header(header::CONTENT_TYPE, URL_ENCODED)
        .body(Body::from(fields))
        .map_err(|_| malformed())?;
    let form = Form::from_request(request, &()).await;
    let Form(form) = form.map_err(|_| malformed())?;
    Ok(form)
}
