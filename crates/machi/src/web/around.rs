//! What happens around every request, as one layer: with one for each step, every request and every
//! answer would be boxed and moved as often.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{errors, guard, headers, own_writes, surroundings};
use crate::accounts::session;
use crate::app::{self, App};

pub(super) async fn surround(State(app): State<App>, request: Request, next: Next) -> Response {
    own_writes::wait(&app, request.headers()).await;
    let (mut response, written) = app::noting_writes(answer(&app, request, next)).await;
    if let Some(position) = written {
        own_writes::note(&app, &mut response, position);
    }
    headers::secure(&app, &mut response);
    response
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
