//! What the frame needs in every request: the cities of the switcher, the remembered language,
//! and a notice that is shown once.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::App;
use crate::cities::Cities;
use crate::frame::language;
use crate::frame::{CityLinks, NOTICE_COOKIE};

const YEAR_S: u32 = 365 * 24 * 60 * 60;

pub(super) async fn insert(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if let Ok(cities) = app.view::<Cities>() {
        request.extensions_mut().insert(CityLinks(cities.links()));
    }
    let asked = language::asked(request.uri().query().unwrap_or_default());
    let noticed = language::cookie(request.headers(), NOTICE_COOKIE).is_some();
    let mut response = next.run(request).await;
    if let Some(lang) = asked {
        append_cookie(
            &mut response,
            &format!(
                "{}={lang}; Path=/; SameSite=Lax; Max-Age={YEAR_S}",
                language::COOKIE
            ),
        );
    }
    if noticed && response.status().is_success() && is_page(&response) {
        append_cookie(
            &mut response,
            &format!("{NOTICE_COOKIE}=; Path=/; Max-Age=0"),
        );
    }
    response
}

fn is_page(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn append_cookie(response: &mut Response, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
