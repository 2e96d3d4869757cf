//! A draft at the desk: changing it, and throwing it away.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use store::Tx;

use super::again::described;
use super::form::{DraftForm, Fields};
use super::found::{self, AtLottery, Lottery};
use super::make::{change, discard};
use crate::app::App;
use crate::cities::{City, CityOperator};
use crate::desk::DeskFrame;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::going;
use crate::ids::LotteryId;

#[derive(Template)]
#[template(path = "lottery/draft.html")]
struct DraftPage {
    page: Page,
    desk: DeskFrame,
    title: String,
    back: String,
    fields: Fields,
    problems: Problems,
}

#[derive(Template)]
#[template(path = "lottery/discard.html")]
struct DiscardPage {
    page: Page,
    desk: DeskFrame,
    title: String,
    back: String,
}

fn path(city: &City, id: LotteryId) -> String {
    format!("/desk/{}/lottery/{id}", city.slug)
}

/// The lottery, while it may be changed.
async fn draft(tx: &mut Tx, city: &City, id: LotteryId) -> Result<Lottery> {
    let lottery = found::of_city(tx, city.id, id).await?;
    match lottery.published_at_ms {
        None => Ok(lottery),
        Some(_) => Err(Error::NotFound),
    }
}

/// With what was typed; without, as it is.
async fn view(
    app: &App,
    page: Page,
    by: &CityOperator,
    id: LotteryId,
    (typed, problems): (Option<DraftForm>, Problems),
) -> Result<Response> {
    let city = &by.city;
    let (lottery, dates) = app
        .read(async |tx: &mut Tx| {
            let lottery = draft(tx, city, id).await?;
            Ok((lottery, going::givable_dates(tx, city.id).await?))
        })
        .await?;
    let typed = typed.unwrap_or_else(|| DraftForm::of(&described(&lottery, city), city));
    let back = path(city, id);
    let action = format!("{back}/edit");
    frame::html(&DraftPage {
        desk: DeskFrame::new(&page, &by.member, city),
        fields: Fields::new(&page, city, (action, typed), &dates, app.now_ms()),
        title: lottery.title.clone(),
        back,
        problems,
        page: page.titled(lottery.title).hidden_from_search(),
    })
}

pub(super) async fn show_edit(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtLottery(id): AtLottery,
) -> Result<Response> {
    view(&app, page, &by, id, (None, Problems::default())).await
}

pub(super) async fn post_edit(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtLottery(id): AtLottery,
    Form(form): Form<DraftForm>,
) -> Result<Response> {
    let changed = match form.read(&by.city) {
        Ok(input) => {
            app.write(async |tx: &mut Tx| change(tx, &by, id, &input).await)
                .await
        }
        Err(error) => Err(error),
    };
    match changed {
        Ok(()) => Ok(done(&path(&by.city, id), "notice-lottery-changed")),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(&app, page, &by, id, (Some(form), problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn show_discard(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtLottery(id): AtLottery,
) -> Result<Response> {
    let lottery = app
        .read(async |tx: &mut Tx| draft(tx, &by.city, id).await)
        .await?;
    frame::html(&DiscardPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        back: path(&by.city, id),
        title: lottery.title.clone(),
        page: page.titled(lottery.title).hidden_from_search(),
    })
}

pub(super) async fn post_discard(
    State(app): State<App>,
    by: CityOperator,
    AtLottery(id): AtLottery,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| discard(tx, &by, id).await)
        .await?;
    let to = format!("/desk/{}/lottery", by.city.slug);
    Ok(done(&to, "notice-lottery-discarded"))
}
