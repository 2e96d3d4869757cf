//! The desk's list of items, and a prize by hand.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::gallery_page::price;
use super::grant::{Prize, by_hand};
use super::list::{Listed, items};
use super::own::count_waiting;
use crate::app::App;
use crate::cities::CityOperator;
use crate::desk::DeskFrame;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::MerchItemId;
use crate::secrets::random_token;
use crate::text::money;

struct Line {
    id: MerchItemId,
    name: String,
    state: String,
    price: String,
    left: String,
    waiting: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PrizeForm {
    handle: String,
    days: String,
    key: String,
}

#[derive(Template)]
#[template(path = "merch/desk.html")]
struct DeskPage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    lines: Vec<Line>,
    waiting: i64,
    typed: PrizeForm,
    problems: Problems,
}

async fn view(
    app: &App,
    page: Page,
    by: &CityOperator,
    (mut typed, problems): (PrizeForm, Problems),
) -> Result<Response> {
    let (found, waiting) = app
        .read(async |tx: &mut Tx| {
            let found = items(tx, by.city.id, None).await?;
            Ok((found, count_waiting(tx, by.city.id).await?))
        })
        .await?;
    if typed.key.is_empty() {
        typed.key = random_token();
    }
    let title = page.t("merch-desk");
    frame::html(&DeskPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        slug: by.city.slug.clone(),
        lines: found.into_iter().map(|item| line(&page, item)).collect(),
        waiting,
        typed,
        problems,
        page: page.titled(title).hidden_from_search(),
    })
}

fn line(page: &Page, item: Listed) -> Line {
    Line {
        id: item.id,
        name: item.names.get(page.lang).to_owned(),
        state: page.t(&format!("merch-item-{}", item.state.name())),
        price: price(page, item.price_points, item.as_prize),
        left: money::number(page.lang, item.left),
        waiting: money::number(page.lang, item.waiting),
    }
}

pub(super) async fn show(State(app): State<App>, page: Page, by: CityOperator) -> Result<Response> {
    view(&app, page, &by, <_>::default()).await
}

pub(super) async fn post_grant(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(typed): Form<PrizeForm>,
) -> Result<Response> {
    let prize = Prize {
        handle: typed.handle.clone(),
        days: match typed.days.trim() {
            "" => None,
            days => Some(days.parse().unwrap_or(0)),
        },
        key: typed.key.clone(),
    };
    let given = app
        .write(async |tx: &mut Tx| by_hand(tx, &by, &prize).await)
        .await;
    match given {
        Ok(_) => Ok(done(
            &format!("/desk/{}/merch", by.city.slug),
            "notice-merch-granted",
        )),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(&app, page, &by, (typed, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
