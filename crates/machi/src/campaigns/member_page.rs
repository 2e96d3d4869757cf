//! A city's campaigns as its members see them.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::Tx;

use super::held::{self, Held};
use super::seats;
use super::shown::{self, Shown};
use crate::accounts::Reader;
use crate::app::App;
use crate::cities::{City, InCity};
use crate::error::Result;
use crate::frame::{self, Page};
use crate::ids::CampaignId;
use crate::text::when;

struct Line {
    id: CampaignId,
    title: String,
    stage: String,
    /// How the reader stands; empty for who has nothing to do with it.
    own: String,
    date: String,
    seats: i64,
    applicants: i64,
    /// Until when one may ask; empty when that is over.
    until: String,
}

#[derive(Template)]
#[template(path = "campaigns/member.html")]
struct CampaignsPage {
    page: Page,
    slug: String,
    lines: Vec<Line>,
}

fn line(page: &Page, city: &City, (shown, held): (Shown, Option<Held>), now_ms: i64) -> Line {
    let at = |at_ms| when::moment(page.lang, &city.zone, at_ms, now_ms);
    let campaign = shown.campaign;
    let own = shown.own.as_ref().and_then(|own| match &own.seat {
        Some((state, _)) => Some(page.t(seats::state_key(state))),
        None => own.applied.then(|| page.t("campaigns-applied")),
    });
    Line {
        id: campaign.id,
        stage: page.t(shown.stage.key()),
        own: own.unwrap_or_default(),
        date: held.map_or_else(String::new, |held| held.text(page, city, now_ms)),
        seats: campaign.seats,
        applicants: shown.applicants,
        until: match campaign.takes_applications(now_ms) {
            true => page.t1("campaigns-until-time", "time", at(campaign.closes_at_ms)),
            false => String::new(),
        },
        title: campaign.title,
    }
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    Reader(by): Reader,
    InCity(city): InCity,
) -> Result<Response> {
    let read = async |tx: &mut Tx| {
        let mut all = Vec::new();
        for shown in shown::all(tx, city.id, by.as_ref()).await? {
            let held = held::held(tx, &shown.campaign).await?;
            all.push((shown, held));
        }
        Ok(all)
    };
    let all = app.read(read).await?;
    let now_ms = app.now_ms();
    let lines = all.into_iter().map(|one| line(&page, &city, one, now_ms));
    let title = page.t1("campaigns-of-city", "city", city.names.get(page.lang));
    frame::html(&CampaignsPage {
        slug: city.slug.clone(),
        lines: lines.collect(),
        page: page.in_city(&city.slug, &city.names).titled(title),
    })
}
