//! The page of one's own points.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use store::Tx;

use super::mine::{self, Entry, Expires, PAGE_ENTRIES};
use crate::accounts::Member;
use crate::accounts::person_tabs::Tab;
use crate::app::App;
use crate::cities::{Cities, City, own_city};
use crate::error::Result;
use crate::events::rfc3339;
use crate::frame::{self, Page};
use crate::ids::TransferId;
use crate::text::{money, when};

#[derive(Deserialize)]
pub(super) struct Asked {
    /// The slug of one of one's cities.
    city: Option<String>,
    before: Option<TransferId>,
}

struct Line {
    what: String,
    words: String,
    amount: String,
    less: bool,
    at: String,
    day: String,
}

struct Expiry {
    day: String,
    amount: String,
}

#[derive(Template)]
#[template(path = "points/points.html")]
struct PointsPage {
    page: Page,
    tabs: Vec<Tab>,
    /// None for who has never had any, and has no city.
    slug: Option<String>,
    city: String,
    balance: String,
    lines: Vec<Line>,
    expires: Vec<Expiry>,
    next: Option<String>,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let cities = app.view::<Cities>()?;
    let own = own_city(&app, Some(&member)).await?;
    let (balances, city, entries, expires) = app
        .read(async |tx: &mut Tx| {
            let balances = mine::balances(tx, member.id).await?;
            let known = |slug: &String| cities.by_slug(slug);
            let first = balances.iter().find_map(|(id, _)| cities.by_id(*id));
            let held = |city: &std::sync::Arc<City>| balances.iter().any(|(id, _)| *id == city.id);
            let own = own.clone().filter(|own| held(own) || balances.is_empty());
            let city = asked.city.as_ref().and_then(known).or(own).or(first);
            let Some(city) = city else {
                return Ok((balances, None, Vec::new(), Vec::new()));
            };
            let balance = of(&balances, &city);
            let entries = mine::entries(tx, city.id, member.id, asked.before).await?;
            let expires = mine::expires(tx, &city, member.id, balance).await?;
            Ok((balances, Some(city), entries, expires))
        })
        .await?;
    let lang = page.lang;
    let tab = |(id, _): &(_, i64)| {
        let other = cities.by_id(*id)?;
        Some(Tab {
            href: format!("/me/points?city={}", other.slug),
            name: other.names.get(lang).to_owned(),
            current: city.as_ref().is_some_and(|city| city.id == other.id),
        })
    };
    let tabs: Vec<Tab> = balances.iter().filter_map(tab).collect();
    let balance = city.as_ref().map_or(0, |city| of(&balances, city));
    let title = page.t("points-title");
    let page = page.titled(title).hidden_from_search();
    frame::html(&PointsPage {
        tabs: if tabs.len() > 1 { tabs } else { Vec::new() },
        slug: city.as_ref().map(|city| city.slug.clone()),
        city: city
            .as_ref()
            .map_or_else(String::new, |city| city.names.get(lang).to_owned()),
        balance: page.tn("points-n", balance),
        expires: expires
            .iter()
            .map(|one| expiry(&app, &page, &city, *one))
            .collect(),
        next: next(&entries, &city),
        lines: entries
            .into_iter()
            .map(|entry| line(&app, &page, &city, entry))
            .collect(),
        page,
    })
}

fn of(balances: &[(crate::ids::CityId, i64)], city: &City) -> i64 {
    let found = balances.iter().find(|(id, _)| *id == city.id);
    found.map_or(0, |(_, balance)| *balance)
}

/// Where the next page is.
fn next(entries: &[Entry], city: &Option<std::sync::Arc<City>>) -> Option<String> {
    let full = i64::try_from(entries.len()).is_ok_and(|count| count == PAGE_ENTRIES);
    let (last, city) = (entries.last().filter(|_| full)?, city.as_ref()?);
    let (slug, before) = (&city.slug, last.moved.transfer_id);
    Some(format!("/me/points?city={slug}&before={before}"))
}

fn zone(city: &Option<std::sync::Arc<City>>) -> jiff::tz::TimeZone {
    city.as_ref()
        .map_or(jiff::tz::TimeZone::UTC, |city| city.zone.clone())
}

fn expiry(app: &App, page: &Page, city: &Option<std::sync::Arc<City>>, one: Expires) -> Expiry {
    let today = when::civil(app.now_ms(), &zone(city)).date();
    Expiry {
        day: when::day(page.lang, one.last_day, today),
        amount: page.tn("points-n", one.amount),
    }
}

fn line(app: &App, page: &Page, city: &Option<std::sync::Arc<City>>, entry: Entry) -> Line {
    let zone = zone(city);
    let date = |ms| when::civil(ms, &zone).date();
    let amount = entry.moved.amount;
    let sign = if amount > 0 { "+" } else { "\u{2212}" };
    Line {
        what: page.t(&format!("points-reason-{}", entry.moved.reason)),
        words: entry.words,
        amount: format!("{sign}{}", money::number(page.lang, amount.abs())),
        less: amount < 0,
        at: rfc3339(entry.moved.at_ms, &zone),
        day: when::day(page.lang, date(entry.moved.at_ms), date(app.now_ms())),
    }
}
