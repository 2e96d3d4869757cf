//! The front page of a city's desk: its numbers at a glance, each with the way to what is behind it.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use store::Tx;

use crate::accounts::{Role, invitation};
use crate::agenda::{Agenda, Asking, Filter, When};
use crate::app::App;
use crate::cities::{City, CityPeople, CityState};
use crate::desk::{CityKeeper, DeskFrame};
use crate::error::Result;
use crate::frame::{self, Page};
use crate::imports::sources::{self, Source, Summary};
use crate::proofs;
use crate::text::money::number;
use crate::text::when::{civil, day_and_time};

pub fn pages() -> Router<App> {
    Router::new().route("/desk/{city}", get(overview))
}

#[derive(Template)]
#[template(path = "overview/overview.html")]
struct OverviewPage {
    page: Page,
    desk: DeskFrame,
    city: OverviewCity,
    numbers: Vec<Number>,
    /// For those who may import.
    imports: Option<Imports>,
}

/// Named as the badge of its state expects it.
struct OverviewCity {
    slug: String,
    name: String,
    state: CityState,
}

/// One number and where its things are.
struct Number {
    name: String,
    value: String,
    href: String,
}

struct Imports {
    href: String,
    last: Option<Last>,
    /// Feeds that could not be fetched the last time.
    failing: Option<String>,
}

/// The last run and what it came to.
struct Last {
    href: String,
    source: String,
    when: String,
    outcome: String,
}

/// What only operators see.
struct Kept {
    invitations: i64,
    proofs: i64,
    last: Option<Summary>,
    failing: usize,
}

async fn overview(State(app): State<App>, page: Page, keeper: CityKeeper) -> Result<Response> {
    let city = &keeper.city;
    let kept = if keeper.member.holds(Role::Operator, city.id) {
        Some(kept(&app, city).await?)
    } else {
        None
    };
    let name = city.names.get(page.lang).to_owned();
    let title = page.t1("desk-title", "city", name.as_str());
    frame::html(&OverviewPage {
        desk: DeskFrame::new(&page, &keeper.member, city),
        numbers: numbers(&app, &page, city, kept.as_ref())?,
        imports: kept.map(|kept| imports(&app, &page, city, kept)),
        city: OverviewCity {
            slug: city.slug.clone(),
            name,
            state: city.state,
        },
        page: page.titled(title).hidden_from_search(),
    })
}

async fn kept(app: &App, city: &Arc<City>) -> Result<Kept> {
    app.read(async |tx: &mut Tx| {
        let failing = |source: &&Source| {
            let feed = source.feed.as_ref();
            feed.is_some_and(|feed| feed.problem.is_some() && !feed.paused)
        };
        Ok(Kept {
            invitations: invitation::open_count(tx, city.id).await?,
            proofs: proofs::waiting(tx, city.id).await?,
            last: sources::imports(tx, city.id, None, None)
                .await?
                .into_iter()
                .next(),
            failing: sources::all(tx, city.id)
                .await?
                .iter()
                .filter(failing)
                .count(),
        })
    })
    .await
}

fn numbers(app: &App, page: &Page, city: &City, kept: Option<&Kept>) -> Result<Vec<Number>> {
    let lang = page.lang;
    let asking = Asking {
        now_ms: app.now_ms(),
        cheap_up_to_minor: city.cheap_up_to_minor,
    };
    let agenda = app.view::<Agenda>()?.city(city.id);
    let events = agenda.count(&Filter::of(When::Week), asking);
    let members = app.view::<CityPeople>()?.members.count(city.id);
    let number = |key: &str, count: i64, href: String| Number {
        name: page.t(key),
        value: number(lang, count),
        href,
    };
    let counted = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let slug = &city.slug;
    let mut numbers = vec![
        number("desk-members", counted(members), format!("/cities/{slug}")),
        number(
            "desk-events-week",
            counted(events),
            format!("/cities/{slug}/agenda?when=week"),
        ),
    ];
    if let Some(kept) = kept {
        let href = format!("/desk/{slug}/invitations");
        numbers.push(number("desk-invitations-open", kept.invitations, href));
        let href = format!("/desk/{slug}/proofs");
        numbers.push(number("proofs-waiting-number", kept.proofs, href));
    }
    Ok(numbers)
}

fn imports(app: &App, page: &Page, city: &City, kept: Kept) -> Imports {
    let lang = page.lang;
    let href = format!("/desk/{}/imports", city.slug);
    let today = civil(app.now_ms(), &city.zone).date();
    let last = kept.last.map(|last| Last {
        href: format!("{href}/{}", last.id),
        when: day_and_time(lang, civil(last.finished_at_ms, &city.zone), today),
        outcome: lang.t_with(
            "desk-import-outcome",
            &[
                ("kept", number(lang, last.kept).into()),
                ("skipped", number(lang, last.skipped).into()),
            ],
        ),
        source: last.source_name,
    });
    let failing = (kept.failing > 0).then(|| page.tn("desk-feeds-failing", kept.failing));
    Imports {
        href,
        last,
        failing,
    }
}

#[cfg(test)]
mod tests;
