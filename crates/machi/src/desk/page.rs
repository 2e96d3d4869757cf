//! The desk's front: the cities that one keeps.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::AtDesk;
use crate::accounts::Role;
use crate::app::App;
use crate::cities::{Cities, City, CityState};
use crate::error::Result;
use crate::frame::{self, Page};
use crate::text::Lang;

/// A city as the desk lists it.
struct DeskCity {
    slug: String,
    name: String,
    state: CityState,
}

impl DeskCity {
    fn new(city: &City, lang: Lang) -> Self {
        Self {
            slug: city.slug.clone(),
            name: city.names.get(lang).to_owned(),
            state: city.state,
        }
    }
}

#[derive(Template)]
#[template(path = "desk/cities.html")]
struct CitiesPage {
    page: Page,
    cities: Vec<DeskCity>,
}

/// Every city that the member keeps; where there is one, it itself.
pub(super) async fn cities(
    State(app): State<App>,
    page: Page,
    AtDesk(member): AtDesk,
) -> Result<Response> {
    let cities = app.view::<Cities>()?.all();
    let cities: Vec<DeskCity> = cities
        .iter()
        .filter(|city| member.holds(Role::Moderator, city.id))
        .map(|city| DeskCity::new(city, page.lang))
        .collect();
    if let [only] = cities.as_slice() {
        return Ok(Redirect::to(&format!("/desk/{}", only.slug)).into_response());
    }
    let title = page.t("web-desk");
    frame::html(&CitiesPage {
        page: page.titled(title).hidden_from_search(),
        cities,
    })
}
