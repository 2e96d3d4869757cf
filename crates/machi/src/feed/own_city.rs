//! Addresses without a city: they lead to the reader's own.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;

use crate::accounts::{Member, Reader, profile_of};
use crate::app::App;
use crate::cities::{Cities, CityPeople, CityState};
use crate::error::{Error, Result};

pub(super) async fn feed(State(app): State<App>, Reader(reader): Reader) -> Result<Response> {
    let slug = own_city(&app, reader.as_ref()).await?;
    Ok(Redirect::to(&format!("/cities/{slug}/feed")).into_response())
}

pub(super) async fn tonight(State(app): State<App>, Reader(reader): Reader) -> Result<Response> {
    let slug = own_city(&app, reader.as_ref()).await?;
    Ok(Redirect::to(&format!("/cities/{slug}/agenda?when=tonight")).into_response())
}

/// The slug of the reader's home city, else of the first open city that they joined, else of the
/// first open one.
async fn own_city(app: &App, reader: Option<&Member>) -> Result<String> {
    let cities = app.view::<Cities>()?.all();
    let people = app.view::<CityPeople>()?;
    let mut open = cities.iter().filter(|city| city.state == CityState::Open);
    if let Some(reader) = reader {
        let profile = app
            .read(async |tx: &mut Tx| profile_of(tx, reader.id).await)
            .await?;
        let home = open.clone().find(|city| Some(city.id) == profile.home_city);
        let joined = || {
            open.clone()
                .find(|city| people.members.has(city.id, reader.id))
        };
        if let Some(own) = home.or_else(joined) {
            return Ok(own.slug.clone());
        }
    }
    let first = open.next().or(cities.first()).ok_or(Error::NotFound)?;
    Ok(first.slug.clone())
}
