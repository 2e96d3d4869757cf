//! A member's own number, and what moved it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::tz::TimeZone;
use rules::reliability::{
    HALF_LIFE_DAYS, Kept, PRIOR_ALL, PRIOR_MET, WHOLE, moved, percent, weight,
};
use store::Tx;

use super::{Reliability, Row, counted, summed};
use crate::accounts::{Member, Network};
use crate::app::App;
use crate::cities::Cities;
use crate::error::Result;
use crate::events::rfc3339;
use crate::frame::sheet::{self, harmless};
use crate::frame::{self, Page};
use crate::obligations::{Kind, State as Stands};
use crate::text::when;

/// On the page; the file has all that count.
const SHOWN_MAX: usize = 100;

struct Line {
    campaign: String,
    owed: String,
    due: String,
    outcome: String,
    in_time: bool,
    weight: String,
    moved: String,
}

#[derive(Template)]
#[template(path = "reliability/mine.html")]
struct MinePage {
    page: Page,
    percent: i64,
    counted: String,
    lines: Vec<Line>,
    prior: String,
    half_life: String,
}

async fn found(app: &App, by: &Member) -> Result<Vec<Row>> {
    let now_ms = app.now_ms();
    app.read(async |tx: &mut Tx| counted(tx, by.id, now_ms).await)
        .await
}

/// In which its day is told: that of the city where it was owed, as everywhere else.
fn zone(cities: &Cities, row: &Row) -> TimeZone {
    let city = cities.by_id(row.city_id);
    city.map_or(TimeZone::UTC, |city| city.zone.clone())
}

pub(super) async fn show(State(app): State<App>, page: Page, by: Member) -> Result<Response> {
    let now_ms = app.now_ms();
    let rows = found(&app, &by).await?;
    let cities = app.view::<Cities>()?;
    let Reliability {
        percent,
        counted,
        in_time,
    } = summed(&rows, now_ms);
    let kept: Vec<Kept> = rows.iter().map(|row| row.kept(now_ms)).collect();
    let line = |(at, row): (usize, &Row)| {
        let zone = zone(&cities, row);
        let day = |at_ms| when::civil(at_ms, &zone).date();
        let by_points = moved(&kept, at);
        Line {
            campaign: row.campaign.clone(),
            owed: owed(&page, row),
            due: when::day(page.lang, day(row.at_ms(now_ms)), day(now_ms)),
            outcome: outcome(&page, row),
            in_time: kept[at].in_time,
            weight: hundredths(weight(kept[at].age_days)),
            moved: match by_points {
                0 => "0".to_owned(),
                by_points => format!("{by_points:+}"),
            },
        }
    };
    let lines = rows.iter().enumerate().take(SHOWN_MAX).map(line).collect();
    let numbers = [("counted", counted.into()), ("met", in_time.into())];
    let prior = [("met", PRIOR_MET.into()), ("all", PRIOR_ALL.into())];
    frame::html(&MinePage {
        percent,
        counted: page.lang.t_with("reliability-counted", &numbers),
        prior: page.lang.t_with("reliability-prior", &prior),
        half_life: page.t1("reliability-half-life", "days", HALF_LIFE_DAYS),
        lines,
        page: {
            let title = page.t("reliability-mine");
            page.titled(title).hidden_from_search()
        },
    })
}

fn owed(page: &Page, row: &Row) -> String {
    match (Kind::parse(&row.kind), Network::parse(&row.network)) {
        (Some(Kind::Come), _) => page.t("reliability-owed-come"),
        (Some(Kind::Note), _) => page.t("reliability-owed-note"),
        (Some(Kind::Post), Some(network)) => {
            page.t1("reliability-owed-post", "network", page.t(network.key()))
        }
        _ => row.words.clone(),
    }
}

fn outcome(page: &Page, row: &Row) -> String {
    page.t(match Stands::parse(&row.state) {
        Some(Stands::Met) if row.in_time() => "reliability-in-time",
        Some(Stands::Met) => "reliability-late",
        Some(Stands::Refused) => "reliability-refused",
        _ => "reliability-missed",
    })
}

/// `0.71`, as tables read numbers.
fn hundredths(weight: i64) -> String {
    let hundredths = (weight * 100 + WHOLE / 2) / WHOLE;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// All that counts, with the number that it comes to in the last line.
pub(super) async fn download(State(app): State<App>, page: Page, by: Member) -> Result<Response> {
    let now_ms = app.now_ms();
    let found = found(&app, &by).await?;
    let cities = app.view::<Cities>()?;
    let heads = [
        "reliability-campaign",
        "reliability-owed",
        "reliability-due",
        "reliability-outcome",
        "reliability-weight",
    ];
    let mut rows = vec![heads.map(|head| page.t(head)).to_vec()];
    let mut kept = Vec::new();
    for row in &found {
        kept.push(row.kept(now_ms));
        rows.push(vec![
            harmless(row.campaign.clone()),
            harmless(owed(&page, row)),
            rfc3339(row.at_ms(now_ms), &zone(&cities, row)),
            outcome(&page, row),
            millionths(weight(row.kept(now_ms).age_days)),
        ]);
    }
    let number = format!("{} %", percent(&kept));
    let mut last = vec![page.t("reliability-mine"), number];
    last.resize(heads.len(), String::new());
    rows.push(last);
    sheet::download("reliability.csv", rows)
}

fn millionths(weight: i64) -> String {
    format!("{}.{:06}", weight / WHOLE, weight % WHOLE)
}
