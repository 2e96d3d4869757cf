//! The one place where an error becomes a response, and where it is logged.

use std::any::Any;
use std::sync::Arc;

use askama::Template;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tracing::error;

use crate::app::App;
use crate::error::{Error, Refusal};
use crate::frame::{self, Page};
use crate::reference::{FieldProblem, Problem};
use crate::text::Lang;

/// When whoever found us busy may try again.
const BUSY_RETRY_AFTER_S: u64 = 5;

#[derive(Template)]
#[template(path = "web/error.html")]
struct ErrorPage {
    page: Page,
    status: u16,
    title: String,
    text: String,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(error) => {
                error!(error = format!("{error:#}"), "a request failed");
                StatusCode::INTERNAL_SERVER_ERROR
            }
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// Gives an error its body, in the reader's language: a problem for the API, else a page.
pub(super) fn render(app: &App, asked: &Parts, response: Response) -> Response {
    let Some(error) = error_of(&response) else {
        return response;
    };
    let mut headers = response.headers().clone();
    headers.remove(header::CONTENT_LENGTH);
    headers.remove(header::CONTENT_TYPE);
    let mut answer = body_for(app, asked, &error, response.status());
    for (name, value) in &headers {
        answer.headers_mut().append(name, value.clone());
    }
    let retry_after_s = match &*error {
        Error::TooMany { retry_after_s } => Some(*retry_after_s),
        Error::Busy => Some(BUSY_RETRY_AFTER_S),
        _ => None,
    };
    if let Some(retry_after_s) = retry_after_s {
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(retry_after_s));
    }
    answer
}

fn error_of(response: &Response) -> Option<Arc<Error>> {
    if let Some(error) = response.extensions().get::<Arc<Error>>() {
        return Some(error.clone());
    }
    // What the framework itself refused: a body too large, an id that is none, a wrong method.
    let status = response.status();
    let plain = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if !plain || !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    Some(Arc::new(match status {
        StatusCode::NOT_FOUND => Error::NotFound,
        StatusCode::INTERNAL_SERVER_ERROR => Error::Broken(anyhow::anyhow!("the framework failed")),
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::new("error-too-large").into(),
        StatusCode::METHOD_NOT_ALLOWED => Refusal::new("error-method").into(),
        _ => Refusal::new("error-malformed").into(),
    }))
}

fn body_for(app: &App, parts: &Parts, error: &Error, status: StatusCode) -> Response {
    let lang = frame::language::of(parts);
    if parts.uri.path().starts_with("/api/") {
        return problem(error, status, lang);
    }
    if matches!(error, Error::SignedOut) && !frame::form::wants_fragment(&parts.headers) {
        return sign_in_first(parts);
    }
    let page = Page::for_request(parts, app, lang).hidden_from_search();
    let (title, text) = words(error, lang);
    let view = ErrorPage {
        page: page.titled(&title),
        status: status.as_u16(),
        title,
        text,
    };
    match frame::html(&view) {
        Ok(body) => (status, body).into_response(),
        Err(_) => status.into_response(),
    }
}

fn problem(error: &Error, status: StatusCode, lang: Lang) -> Response {
    let (title, _) = words(error, lang);
    let errors = match error {
        Error::Refused(refusal) => refusal
            .all()
            .map(|refusal| field_problem(refusal, lang))
            .collect(),
        _ => Vec::new(),
    };
    let problem = Problem {
        kind: format!("/problems/{}", name(error)),
        title,
        status: status.as_u16(),
        errors,
    };
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (
        status,
        kind,
        serde_json::to_string(&problem).unwrap_or_default(),
    )
        .into_response()
}

fn field_problem(refusal: &Refusal, lang: Lang) -> FieldProblem {
    FieldProblem {
        code: refusal.key,
        field: refusal.field,
        detail: lang.t_with(refusal.key, &refusal.args),
    }
}

/// To sign-in, and back here afterwards where going back makes sense.
fn sign_in_first(parts: &Parts) -> Response {
    let back = if parts.method.is_safe() {
        parts.uri.path_and_query().map(|path| path.as_str())
    } else {
        None
    };
    let next: String =
        url::form_urlencoded::byte_serialize(back.unwrap_or("/").as_bytes()).collect();
    (
        StatusCode::SEE_OTHER,
        [(header::LOCATION, format!("/sign-in?next={next}"))],
    )
        .into_response()
}

fn name(error: &Error) -> &'static str {
    match error {
        Error::NotFound => "not-found",
        Error::SignedOut => "signed-out",
        Error::Refused(_) => "refused",
        Error::TooMany { .. } => "too-many",
        Error::Busy => "busy",
        Error::Broken(_) => "broken",
    }
}

fn words(error: &Error, lang: Lang) -> (String, String) {
    match error {
        Error::NotFound => (lang.t("error-not-found"), lang.t("error-not-found-text")),
        Error::SignedOut => (lang.t("error-signed-out"), lang.t("error-signed-out-text")),
        Error::Refused(refusal) => (
            lang.t("error-refused"),
            lang.t_with(refusal.key, &refusal.args),
        ),
        Error::TooMany { .. } => (lang.t("error-too-many"), lang.t("error-too-many-text")),
        Error::Busy => (lang.t("error-busy"), lang.t("error-busy-text")),
        Error::Broken(_) => (lang.t("error-broken"), lang.t("error-broken-text")),
    }
}

pub(super) async fn nothing_here() -> Error {
    Error::NotFound
}

pub(super) fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    Error::Broken(anyhow::anyhow!(
        "panicked: {}",
        text.unwrap_or("no message")
    ))
    .into_response()
}
