//! The desk's page of what was owed in the city and what became of it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::Tx;

use super::fulfilment::{MONTHS, Month, fulfilment};
use crate::app::App;
use crate::cities::CityOperator;
use crate::desk::DeskFrame;
use crate::error::Result;
use crate::frame::{self, Page, sheet};
use crate::text::{money, when};

const HEADS: [&str; 7] = [
    "reliability-month",
    "reliability-due-count",
    "reliability-in-time",
    "reliability-late",
    "reliability-missed",
    "reliability-excused",
    "reliability-rate",
];

struct Line {
    month: String,
    numbers: Vec<String>,
    /// None while nothing of the month is settled.
    percent: Option<i64>,
}

#[derive(Template)]
#[template(path = "reliability/fulfilment.html")]
struct FulfilmentPage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    heads: Vec<String>,
    lines: Vec<Line>,
}

async fn found(app: &App, by: &CityOperator) -> Result<Vec<Month>> {
    app.read(async |tx: &mut Tx| fulfilment(tx, &by.city, MONTHS).await)
        .await
}

pub(super) async fn show(State(app): State<App>, page: Page, by: CityOperator) -> Result<Response> {
    let months = found(&app, &by).await?;
    let line = |month: Month| {
        let numbers = [
            month.due,
            month.in_time,
            month.late,
            month.missed,
            month.excused,
        ];
        Line {
            month: when::month(page.lang, month.first),
            numbers: numbers
                .map(|number| money::number(page.lang, number))
                .into(),
            percent: month.percent(),
        }
    };
    frame::html(&FulfilmentPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        slug: by.city.slug.clone(),
        heads: HEADS.map(|head| page.t(head)).into(),
        lines: months.into_iter().map(line).collect(),
        page: {
            let title = page.t("reliability-fulfilment");
            page.titled(title).hidden_from_search()
        },
    })
}

pub(super) async fn download(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
) -> Result<Response> {
    let mut rows = vec![HEADS.map(|head| page.t(head)).to_vec()];
    for month in found(&app, &by).await? {
        let percent = month.percent().map(|percent| percent.to_string());
        rows.push(vec![
            month.first.strftime("%Y-%m").to_string(),
            month.due.to_string(),
            month.in_time.to_string(),
            month.late.to_string(),
            month.missed.to_string(),
            month.excused.to_string(),
            percent.unwrap_or_default(),
        ]);
    }
    sheet::download(&format!("fulfilment-{}.csv", by.city.slug), rows)
}
