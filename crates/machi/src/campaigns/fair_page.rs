//! The page of who got a city's free seats, for everybody.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::Tx;

use super::fair::{DAYS, Fair, fair};
use crate::app::App;
use crate::cities::InCity;
use crate::error::Result;
use crate::frame::{self, Page};
use crate::text::{Lang, money};

#[derive(Template)]
#[template(path = "campaigns/fair.html")]
struct FairPage {
    page: Page,
    slug: String,
    lead: String,
    /// What is counted, and how many; empty when nobody got a seat.
    counts: Vec<(String, String)>,
    /// None when it is not known of anybody.
    first_timers: Option<String>,
    seats_gone: Option<String>,
    how: String,
}

fn counts(page: &Page, fair: &Fair) -> Vec<(String, String)> {
    let counts = [
        ("campaigns-fair-campaigns", fair.campaigns),
        ("campaigns-fair-applicants", fair.applicants),
        ("campaigns-fair-seats", fair.seats),
        ("campaigns-fair-people", fair.people),
    ];
    let told = |(key, count)| (page.t(key), money::number(page.lang, count));
    match fair.seats {
        0 => Vec::new(),
        _ => counts.map(told).into(),
    }
}

fn first_timers(lang: Lang, fair: &Fair) -> Option<String> {
    let percent = fair.first_timers_percent()?;
    let told = [
        ("people", fair.people.into()),
        ("first", fair.first_timers.into()),
        ("percent", percent.into()),
    ];
    Some(lang.t_with("campaigns-fair-first", &told))
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    InCity(city): InCity,
) -> Result<Response> {
    let read = app.read(async |tx: &mut Tx| fair(tx, city.id).await);
    let fair = read.await?;
    let title = page.t1("campaigns-fair", "city", city.names.get(page.lang));
    frame::html(&FairPage {
        slug: city.slug.clone(),
        lead: page.tn("campaigns-fair-lead", DAYS),
        counts: counts(&page, &fair),
        first_timers: first_timers(page.lang, &fair),
        seats_gone: (fair.seats_gone > 0).then(|| page.tn("campaigns-fair-gone", fair.seats_gone)),
        how: page.tn("campaigns-fair-how-first", DAYS),
        page: page.in_city(&city.slug, &city.names).titled(title),
    })
}
