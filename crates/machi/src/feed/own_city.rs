//! Addresses without a city: they lead to the reader's own.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use crate::accounts::Reader;
use crate::app::App;
use crate::cities::own_city;
use crate::error::Result;

pub(super) async fn feed(State(app): State<App>, reader: Reader) -> Result<Response> {
    to(&app, reader, "feed").await
}

pub(super) async fn tonight(State(app): State<App>, reader: Reader) -> Result<Response> {
    to(&app, reader, "agenda?when=tonight").await
}

async fn to(app: &App, Reader(reader): Reader, page: &str) -> Result<Response> {
    let to = match own_city(app, reader.as_ref()).await? {
        Some(city) => format!("/cities/{}/{page}", city.slug),
        None => "/cities".to_owned(),
    };
    Ok(Redirect::to(&to).into_response())
}
