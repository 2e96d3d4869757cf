//! What a city has for its members.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::Tx;

use super::grant;
use super::item::ItemState;
use super::list::{Listed, items};
use crate::accounts::Reader;
use crate::app::App;
use crate::cities::InCity;
use crate::error::Result;
use crate::frame::{self, Page};
use crate::ids::MerchItemId;
use crate::photos::narrowest_url;
use crate::points;

/// One item.
pub(super) struct Card {
    pub(super) href: String,
    pub(super) name: String,
    /// Empty without a photo.
    pub(super) picture: String,
    /// 0–11: the colour that stands where there is no photo.
    pub(super) hue: i64,
    pub(super) letter: String,
    pub(super) price: String,
    pub(super) left: String,
    pub(super) is_gone: bool,
}

impl Card {
    pub(super) fn new(page: &Page, item: &Listed, href: String) -> Self {
        let name = item.names.get(page.lang).to_owned();
        let picture = item.photo.as_ref();
        Self {
            href,
            picture: picture.map_or_else(String::new, |(content, widths)| {
                narrowest_url(content, widths)
            }),
            hue: hue(item.id),
            letter: crate::accounts::letter(&name),
            price: price(page, item.price_points, item.as_prize),
            left: left(page, item.left),
            is_gone: item.left == 0,
            name,
        }
    }
}

/// Of the colour that stands where there is no photo, 0–11: ids that follow each other have others.
pub(super) fn hue(item: MerchItemId) -> i64 {
    const GOLDEN: i64 = -0x61c8_8646_80b5_83eb;
    (item.get().wrapping_mul(GOLDEN) >> 32).rem_euclid(12)
}

/// "120 points", "120 points, or as a prize".
pub(super) fn price(page: &Page, points: Option<i64>, as_prize: bool) -> String {
    match points {
        Some(points) if as_prize => page.tn("merch-points-or-prize", points),
        Some(points) => page.tn("points-n", points),
        None if as_prize => page.t("merch-as-prize"),
        None => String::new(),
    }
}

/// "Only 3 left", "Nothing left".
pub(super) fn left(page: &Page, left: i64) -> String {
    page.tn("merch-left", left)
}

#[derive(Template)]
#[template(path = "merch/gallery.html")]
struct GalleryPage {
    page: Page,
    cards: Vec<Card>,
    signed_in: bool,
    /// "120 points".
    balance: String,
    /// How many prizes the reader may choose.
    grants: usize,
    slug: String,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    Reader(reader): Reader,
    InCity(city): InCity,
) -> Result<Response> {
    let (found, balance, grants) = app
        .read(async |tx: &mut Tx| {
            let found = items(tx, city.id, Some(ItemState::Open)).await?;
            let Some(reader) = &reader else {
                return Ok((found, 0, Vec::new()));
            };
            let balance = points::balance(tx, city.id, reader.id).await?;
            Ok((found, balance, grant::open(tx, reader.id).await?))
        })
        .await?;
    let card = |item: &Listed| Card::new(&page, item, format!("/merch/{}", item.id));
    let title = page.t1("merch-title", "city", city.names.get(page.lang));
    let lead = page.t("merch-lead");
    frame::html(&GalleryPage {
        cards: found.iter().map(card).collect(),
        signed_in: reader.is_some(),
        balance: page.tn("points-n", balance),
        grants: grants
            .iter()
            .filter(|grant| grant.city_id == city.id)
            .count(),
        slug: city.slug.clone(),
        page: page
            .in_city(&city.slug, &city.names)
            .titled(title)
            .described(lead),
    })
}
