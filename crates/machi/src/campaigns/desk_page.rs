//! The desk's campaigns, the form of a new one, and of a draft.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::again::{described, next_week};
use super::chosen_place::{Meant, meant, name, several};
use super::form::{DraftForm, Fields};
use super::found::{self, AtCampaign, Campaign};
use super::input::CampaignInput;
use super::make::{change, make};
use super::stage::{self, Stage};
use super::{desk_path, parts};
use crate::app::App;
use crate::cities::CityOperator;
use crate::desk::DeskFrame;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::going;
use crate::ids::CampaignId;
use crate::places::named::Named;
use crate::text::{Lang, when};

struct Line {
    id: CampaignId,
    title: String,
    stage: String,
    closes: String,
    seats: i64,
}

#[derive(Template)]
#[template(path = "campaigns/desk.html")]
struct DeskPage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    lines: Vec<Line>,
    fields: Fields,
    problems: Problems,
}

#[derive(Template)]
#[template(path = "campaigns/draft.html")]
struct DraftPage {
    page: Page,
    desk: DeskFrame,
    back: String,
    fields: Fields,
    problems: Problems,
}

struct Read {
    campaigns: Vec<(Campaign, Stage)>,
    dates: Vec<going::GivableDate>,
    places: Vec<Named>,
}

async fn read(tx: &mut Tx, by: &CityOperator, typed: &DraftForm) -> Result<Read> {
    let mut campaigns = Vec::new();
    for campaign in found::all(tx, by.city.id).await? {
        let stage = stage::of(tx, &campaign).await?;
        campaigns.push((campaign, stage));
    }
    Ok(Read {
        dates: going::givable_dates(tx, by.city.id).await?,
        places: several(tx, &by.city, typed).await?,
        campaigns,
    })
}

async fn view(
    app: &App,
    page: Page,
    by: &CityOperator,
    (typed, problems): (DraftForm, Problems),
) -> Result<Response> {
    let city = &by.city;
    let read = app.read(async |tx: &mut Tx| read(tx, by, &typed).await);
    let read = read.await?;
    let line = |(campaign, stage): &(Campaign, Stage)| Line {
        id: campaign.id,
        title: campaign.title.clone(),
        stage: page.t(stage.key()),
        closes: when::moment(page.lang, &city.zone, campaign.closes_at_ms, app.now_ms()),
        seats: campaign.seats,
    };
    let action = format!("/desk/{}/campaigns", city.slug);
    let title = page.t("campaigns-desk");
    frame::html(&DeskPage {
        desk: DeskFrame::new(&page, &by.member, city),
        slug: city.slug.clone(),
        lines: read.campaigns.iter().map(line).collect(),
        fields: Fields::new(
            &page,
            city,
            (action, typed),
            (&read.dates, &read.places),
            app.now_ms(),
        ),
        problems,
        page: page.titled(title).hidden_from_search(),
    })
}

#[derive(Deserialize)]
pub(super) struct Asked {
    /// The campaign that a new one is drafted from.
    from: Option<CampaignId>,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let form = match asked.from {
        Some(from) => {
            let read = app.read(async |tx: &mut Tx| {
                let input = next_week(tx, &by.city, from).await?;
                filled(tx, &input, page.lang).await
            });
            read.await?
        }
        None => DraftForm::new(),
    };
    view(&app, page, &by, (form, Problems::default())).await
}

/// What the form says: its place is looked up before anything is written.
async fn typed(app: &App, by: &CityOperator, form: &DraftForm) -> Result<CampaignInput> {
    let meant = app
        .read(async |tx: &mut Tx| meant(tx, &by.city, form).await)
        .await?;
    form.read(match meant {
        Meant::One(place) => Some(place),
        Meant::Nothing | Meant::Several(_) => None,
    })
}

pub(super) async fn post_new(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(form): Form<DraftForm>,
) -> Result<Response> {
    let made = match typed(&app, &by, &form).await {
        Ok(input) => {
            app.write(async |tx: &mut Tx| make(tx, &by, &input).await)
                .await
        }
        Err(error) => Err(error),
    };
    match made {
        Ok(id) => Ok(done(&desk_path(&by.city, id), "notice-campaigns-made")),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(&app, page, &by, (form, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// A form that says the same.
async fn filled(tx: &mut Tx, input: &CampaignInput, lang: Lang) -> Result<DraftForm> {
    let mut form = DraftForm::of(input);
    name(tx, &mut form, lang).await?;
    Ok(form)
}

/// With what was typed; without, as it is.
async fn view_draft(
    app: &App,
    page: Page,
    by: &CityOperator,
    id: CampaignId,
    (typed, problems): (Option<DraftForm>, Problems),
) -> Result<Response> {
    let city = &by.city;
    let (title, typed, dates, places) = app
        .read(async |tx: &mut Tx| {
            let campaign = found::of_city(tx, city.id, id).await?;
            if !campaign.is_draft() {
                return Err(Error::NotFound);
            }
            let parts = parts::of(tx, id).await?;
            let input = described(&campaign, &parts, city)?;
            let typed = match &typed {
                Some(typed) => typed.clone(),
                None => filled(tx, &input, page.lang).await?,
            };
            let places = several(tx, city, &typed).await?;
            let dates = going::givable_dates(tx, city.id).await?;
            Ok((input.title, typed, dates, places))
        })
        .await?;
    let back = desk_path(city, id);
    let action = format!("{back}/edit");
    frame::html(&DraftPage {
        desk: DeskFrame::new(&page, &by.member, city),
        fields: Fields::new(
            &page,
            city,
            (action, typed),
            (&dates, &places),
            app.now_ms(),
        ),
        back,
        problems,
        page: page.titled(title).hidden_from_search(),
    })
}

pub(super) async fn show_edit(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
) -> Result<Response> {
    view_draft(&app, page, &by, id, (None, Problems::default())).await
}

pub(super) async fn post_edit(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtCampaign(id): AtCampaign,
    Form(form): Form<DraftForm>,
) -> Result<Response> {
    let changed = match typed(&app, &by, &form).await {
        Ok(input) => {
            app.write(async |tx: &mut Tx| change(tx, &by, id, &input).await)
                .await
        }
        Err(error) => Err(error),
    };
    match changed {
        Ok(()) => Ok(done(&desk_path(&by.city, id), "notice-campaigns-changed")),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view_draft(&app, page, &by, id, (Some(form), problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
