//! An item's page, with the form by which a member claims it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::address::{self, Address};
use super::claim::{Claiming, Pays, claim};
use super::gallery_page::{hue, left, price};
use super::grant;
use super::item::{Item, ItemState, shown};
use crate::accounts::{Member, Reader};
use crate::app::App;
use crate::cities::Cities;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::MerchItemId;
use crate::photos::{self, Carousel, Photo};
use crate::points;
use crate::secrets::random_token;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ClaimForm {
    size: String,
    pays: Pays,
    address_name: String,
    address_text: String,
    address_phone: String,
    key: String,
}

struct SizeChoice {
    id: String,
    text: String,
    is_gone: bool,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "merch/item.html")]
struct ItemPage {
    page: Page,
    id: MerchItemId,
    slug: String,
    city: String,
    name: String,
    text: String,
    carousel: Option<Carousel>,
    hue: i64,
    letter: String,
    price: String,
    left: String,
    /// Where it is handed out; empty for what is shipped.
    pick_up: String,
    is_open: bool,
    is_gone: bool,
    signed_in: bool,
    /// "120 points".
    balance: String,
    for_points: bool,
    /// Without the prize.
    in_points: String,
    enough: bool,
    /// Whether the reader may choose it as a prize.
    for_prize: bool,
    sizes: Vec<SizeChoice>,
    typed: ClaimForm,
    problems: Problems,
    name_chars_max: usize,
    text_chars_max: usize,
    phone_chars_max: usize,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    Reader(reader): Reader,
    Path(item): Path<MerchItemId>,
) -> Result<Response> {
    let typed = ClaimForm::default();
    view(
        &app,
        page,
        reader.as_ref(),
        item,
        (typed, Problems::default()),
    )
    .await
}

async fn view(
    app: &App,
    page: Page,
    reader: Option<&Member>,
    id: MerchItemId,
    (mut typed, problems): (ClaimForm, Problems),
) -> Result<Response> {
    let read = app.read(async |tx: &mut Tx| read(tx, reader, id).await);
    let (item, found, balance, may_choose) = read.await?;
    let city = app
        .view::<Cities>()?
        .by_id(item.city)
        .ok_or(Error::NotFound)?;
    if typed.key.is_empty() {
        typed.key = random_token();
    }
    let carousel = Carousel::of(found, page.lang.tag().to_owned(), page.lang);
    let name = item.names.get(page.lang).to_owned();
    let text = item.descriptions.get(page.lang).to_owned();
    frame::html(&ItemPage {
        id,
        slug: city.slug.clone(),
        city: city.names.get(page.lang).to_owned(),
        carousel,
        hue: hue(id),
        letter: crate::accounts::letter(&name),
        price: price(&page, item.price_points, item.as_prize),
        left: left(&page, item.left()),
        is_open: item.state == ItemState::Open,
        is_gone: item.left() == 0,
        signed_in: reader.is_some(),
        balance: page.tn("points-n", balance),
        for_points: item.price_points.is_some(),
        in_points: price(&page, item.price_points, false),
        enough: item.price_points.is_some_and(|price| price <= balance),
        for_prize: item.as_prize && may_choose,
        sizes: sizes(&page, &item, &typed),
        pick_up: item.pick_up,
        typed,
        problems,
        name_chars_max: address::NAME_CHARS_MAX,
        text_chars_max: address::TEXT_CHARS_MAX,
        phone_chars_max: address::PHONE_CHARS_MAX,
        page: page
            .in_city(&city.slug, &city.names)
            .titled(name.clone())
            .described(text.chars().take(160).collect::<String>()),
        name,
        text,
    })
}

/// The item, its photos, the reader's points, and whether they may choose a prize.
async fn read(
    tx: &mut Tx,
    reader: Option<&Member>,
    id: MerchItemId,
) -> Result<(Item, Vec<Photo>, i64, bool)> {
    let item = shown(tx, id).await?;
    let found = photos::of_merch(tx, id).await?;
    let Some(reader) = reader else {
        return Ok((item, found, 0, false));
    };
    let balance = points::balance(tx, item.city, reader.id).await?;
    let grants = grant::open(tx, reader.id).await?;
    let may_choose = grants.iter().any(|grant| grant.city_id == item.city);
    Ok((item, found, balance, may_choose))
}

/// None where there is only one.
fn sizes(page: &Page, item: &Item, typed: &ClaimForm) -> Vec<SizeChoice> {
    if item.sizes.len() == 1 {
        return Vec::new();
    }
    let choice = |size: &super::Size| SizeChoice {
        id: size.id.to_string(),
        text: format!("{} · {}", size.name, left(page, size.left)),
        is_gone: size.left == 0,
        chosen: size.id.to_string() == typed.size,
    };
    item.sizes.iter().map(choice).collect()
}

/// Claims, and leads to one's claims; or shows the form as it was typed, with what is wrong (422).
pub(super) async fn post_claim(
    State(app): State<App>,
    page: Page,
    member: Member,
    Path(item): Path<MerchItemId>,
    Form(typed): Form<ClaimForm>,
) -> Result<Response> {
    let wish = Claiming {
        size: typed.size.parse().ok(),
        pays: typed.pays,
        address: Some(Address {
            name: typed.address_name.clone(),
            text: typed.address_text.clone(),
            phone: typed.address_phone.clone(),
        }),
        key: typed.key.clone(),
    };
    let claimed = app
        .write(async |tx: &mut Tx| claim(tx, app.key(), &member, item, &wish).await)
        .await;
    match claimed {
        Ok(claim) => Ok(done(
            &format!("/me/merch#claim-{claim}"),
            "notice-merch-claimed",
        )),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(&app, page, Some(&member), item, (typed, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
