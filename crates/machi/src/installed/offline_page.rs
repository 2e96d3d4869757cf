//! What one sees without a network: it says so, and a moment can be written that is sent later. It
//! holds nothing of its reader, since the browser keeps it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::cities::{Cities, City, CityState};
use crate::error::Result;
use crate::frame::form::Problems;
use crate::frame::{Page, html};
use crate::notes::ChosenPhoto;
use crate::photos::PHOTOS_MAX;

#[derive(Template)]
#[template(path = "installed/offline.html")]
struct OfflinePage {
    page: Page,
    /// Slug and name of each open city.
    cities: Vec<(String, String)>,
    /// What the parts of the composer ask for: nobody, nowhere, nothing yet.
    author: &'static str,
    city: &'static str,
    photos_max: usize,
    photos: Vec<ChosenPhoto>,
    problems: Problems,
}

pub(super) async fn offline(State(app): State<App>, mut page: Page) -> Result<Response> {
    page.me = None;
    page.notice = None;
    let open = |city: &Arc<City>| city.state == CityState::Open;
    let cities = app.view::<Cities>()?.all();
    let cities = cities.iter().filter(|city| open(city));
    let lang = page.lang;
    html(&OfflinePage {
        cities: cities
            .map(|city| (city.slug.clone(), city.names.get(lang).to_owned()))
            .collect(),
        author: "",
        city: "",
        photos_max: PHOTOS_MAX,
        photos: Vec::new(),
        problems: Problems::default(),
        page: page
            .hidden_from_search()
            .titled(lang.t("installed-offline")),
    })
}
