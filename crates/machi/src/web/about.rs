//! What this place is, for whoever asks, and where what it shows comes from.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::Tx;

use crate::accounts::demo;
use crate::app::App;
use crate::cities::{Cities, City};
use crate::error::Result;
use crate::frame::{Page, html};
use crate::places::source::{self, Credit};

#[derive(Template)]
#[template(path = "web/about.html")]
struct AboutPage {
    page: Page,
    cities: Vec<CreditedCity>,
    /// Some of those who post here are nobody.
    demo: bool,
    version: &'static str,
}

/// A city and its sources.
struct CreditedCity {
    name: String,
    credits: Vec<Credit>,
}

pub(super) async fn about(State(app): State<App>, page: Page) -> Result<Response> {
    let (title, description) = (page.t("about-title"), page.t("about-lead"));
    let (credits, demo) = app
        .read(async |tx: &mut Tx| Ok((source::credits(tx).await?, demo::is_used(tx).await?)))
        .await?;
    let cities = app.view::<Cities>()?.all();
    let credited = |city: &Arc<City>| CreditedCity {
        name: city.names.get(page.lang).to_owned(),
        credits: credits
            .iter()
            .filter(|(of, _)| *of == city.id)
            .map(|(_, credit)| credit.clone())
            .collect(),
    };
    let cities = cities.iter().map(credited);
    let cities = cities.filter(|city| !city.credits.is_empty()).collect();
    html(&AboutPage {
        page: page.titled(title).described(description),
        cities,
        demo,
        version: env!("CARGO_PKG_VERSION"),
    })
}
