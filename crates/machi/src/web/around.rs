//! What happens around every request, as one layer: with one for each step, every request and every
//! answer would be boxed and moved as often.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower_http::timeout::TimeoutBody;

use super::{errors, guard, headers, own_writes, surroundings};
use crate::accounts::session;
use crate::app::{self, App};
use crate::health::Watch;

/// Forms and JSON bodies; uploads have their own limit.
const BODY_BYTES_MAX: usize = 256 * 1024;
/// How long a client may pause in the middle of a body.
const BODY_PAUSE_MAX: Duration = Duration::from_secs(30);

pub(super) async fn surround(State(app): State<App>, request: Request, next: Next) -> Response {
    let watch = Watch::start(&request);
    let request = limited(request);
    own_writes::wait(&app, request.headers()).await;
    let (mut response, written) = app::noting_writes(answer(&app, request, next)).await;
    if let Some(position) = written {
        own_writes::note(&app, &mut response, position);
    }
    headers::secure(&app, &mut response);
    watch.stop(response.status());
    response
}

fn limited(mut request: Request) -> Request {
    DefaultBodyLimit::max(BODY_BYTES_MAX).apply(&mut request);
    if request.method().is_safe() {
        return request;
    }
    request.map(|body| Body::new(TimeoutBody::new(BODY_PAUSE_MAX, body)))
}

/// What whoever asks gets: errors with their body, and what the browser is to remember.
async fn answer(app: &App, mut request: Request, next: Next) -> Response {
    let session = session::insert(app, &mut request).await;
    surroundings::insert(app, &mut request).await;
    let allowed = guard::same_origin(app, &request);
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let (response, renewed) = match (session, allowed) {
        (Err(error), _) => (error.into_response(), None),
        (Ok(renewed), Err(error)) => (error.into_response(), renewed),
        (Ok(renewed), Ok(())) => (next.run(Request::from_parts(parts, body)).await, renewed),
    };
    let mut response = errors::render(app, &asked, response);
    surroundings::remember(&asked, &mut response);
    if let Some(renewed) = renewed {
        session::keep(app, &renewed, &mut response);
    }
    response
}
