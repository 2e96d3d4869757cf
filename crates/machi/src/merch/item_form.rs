//! The desk's form of an item, and what is delivered of it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::at::AtItem;
use super::item::{Item, ItemState, SIZES_MAX, Size, find};
use super::save::{ItemInput, PER_MEMBER_MAX, SizeInput, save};
use super::stock::{PIECES_MAX, restock};
use crate::app::App;
use crate::cities::CityOperator;
use crate::desk::DeskFrame;
use crate::error::{Error, Refusal, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::{MerchItemId, MerchSizeId};
use crate::secrets::random_token;
use crate::text::{Lang, Names, money};

/// As it is typed: names and texts in the order of the languages, sizes in theirs.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ItemFields {
    names: Vec<String>,
    texts: Vec<String>,
    state: String,
    price: String,
    as_prize: String,
    pick_up: String,
    per_member: String,
    size_ids: Vec<String>,
    size_names: Vec<String>,
}

impl ItemFields {
    fn input(&self) -> ItemInput {
        let names = |typed: &[String]| {
            let named = Lang::ALL.into_iter().zip(typed);
            Names::new(named.map(|(lang, text)| (lang, text.trim().to_owned())))
        };
        // What is no number is refused like one that is too small.
        let number = |typed: &str| match typed.trim() {
            "" => None,
            typed => Some(typed.parse().unwrap_or(0)),
        };
        let ids = self
            .size_ids
            .iter()
            .map(String::as_str)
            .chain(std::iter::repeat(""));
        let sizes = self.size_names.iter().zip(ids);
        let size = |(name, id): (&String, &str)| SizeInput {
            id: id.parse().ok(),
            name: name.trim().to_owned(),
        };
        ItemInput {
            names: names(&self.names),
            descriptions: names(&self.texts),
            state: ItemState::parse(&self.state).unwrap_or_default(),
            price_points: number(&self.price),
            as_prize: !self.as_prize.is_empty(),
            pick_up: self.pick_up.trim().to_owned(),
            per_member: number(&self.per_member),
            sizes: sizes
                .map(size)
                .filter(|size| !size.name.is_empty())
                .collect(),
        }
    }

    fn of(item: &Item) -> Self {
        let texts = |names: &Names| {
            let text = |lang| names.exact(lang).unwrap_or_default().to_owned();
            Lang::ALL.map(text).to_vec()
        };
        Self {
            names: texts(&item.names),
            texts: texts(&item.descriptions),
            state: item.state.name().to_owned(),
            price: item
                .price_points
                .map(|price| price.to_string())
                .unwrap_or_default(),
            as_prize: if item.as_prize {
                "1".into()
            } else {
                String::new()
            },
            pick_up: item.pick_up.clone(),
            per_member: item.per_member.to_string(),
            size_ids: item.sizes.iter().map(|size| size.id.to_string()).collect(),
            size_names: item.sizes.iter().map(|size| size.name.clone()).collect(),
        }
    }
}

/// Name and text in a language.
struct InLang {
    lang: Lang,
    endonym: &'static str,
    name: String,
    text: String,
    /// The reader's own stands open.
    own: bool,
}

struct StateChoice {
    value: &'static str,
    text: String,
    chosen: bool,
}

struct SizeLine {
    id: String,
    name: String,
}

struct StockLine {
    id: MerchSizeId,
    name: String,
    left: String,
}

#[derive(Template)]
#[template(path = "merch/item_form.html")]
struct FormPage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    action: String,
    /// None for one that is not made yet.
    item: Option<MerchItemId>,
    typed: ItemFields,
    langs: Vec<InLang>,
    states: Vec<StateChoice>,
    sizes: Vec<SizeLine>,
    stock: Vec<StockLine>,
    per_member_max: i64,
    pieces_max: i64,
    /// By which a delivery is known.
    key: String,
    problems: Problems,
}

fn form(
    page: Page,
    by: &CityOperator,
    item: Option<&Item>,
    (typed, problems): (ItemFields, Problems),
) -> FormPage {
    let text = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
    let slug = &by.city.slug;
    let langs = Lang::ALL.into_iter().enumerate().map(|(at, lang)| InLang {
        lang,
        endonym: lang.endonym(),
        name: text(&typed.names, at),
        text: text(&typed.texts, at),
        own: lang == page.lang,
    });
    let now = ItemState::parse(&typed.state).unwrap_or_default();
    let state = |state: ItemState| StateChoice {
        value: state.name(),
        text: page.t(&format!("merch-item-{}", state.name())),
        chosen: state == now,
    };
    let lines = typed.size_names.len().max(typed.size_ids.len()) + 3;
    let size = |at: usize| SizeLine {
        id: text(&typed.size_ids, at),
        name: text(&typed.size_names, at),
    };
    let stock = |size: &Size| StockLine {
        id: size.id,
        name: if size.name.is_empty() {
            page.t("merch-one-size")
        } else {
            size.name.clone()
        },
        left: money::number(page.lang, size.left),
    };
    let title = item.map_or_else(
        || page.t("merch-new"),
        |item| item.names.get(page.lang).to_owned(),
    );
    FormPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        action: match item {
            Some(item) => format!("/desk/{slug}/merch/items/{}", item.id),
            None => format!("/desk/{slug}/merch/items"),
        },
        slug: slug.clone(),
        item: item.map(|item| item.id),
        langs: langs.collect(),
        states: ItemState::ALL.map(state).into(),
        sizes: (0..lines.min(SIZES_MAX)).map(size).collect(),
        stock: item.map_or_else(Vec::new, |item| item.sizes.iter().map(stock).collect()),
        per_member_max: PER_MEMBER_MAX,
        pieces_max: PIECES_MAX,
        key: random_token(),
        typed,
        problems,
        page: page.titled(title).hidden_from_search(),
    }
}

pub(super) async fn new(page: Page, by: CityOperator) -> Result<Response> {
    let typed = ItemFields {
        per_member: "1".into(),
        ..ItemFields::default()
    };
    frame::html(&form(page, &by, None, (typed, Problems::default())))
}

pub(super) async fn post_new(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(typed): Form<ItemFields>,
) -> Result<Response> {
    let input = typed.input();
    let saved = app
        .write(async |tx: &mut Tx| save(tx, &by, None, &input).await)
        .await;
    match saved {
        Ok(item) => {
            let to = format!("/desk/{}/merch/items/{item}", by.city.slug);
            Ok(done(&to, "notice-merch-saved"))
        }
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = frame::html(&form(page, &by, None, (typed, problems)))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn edit(State(app): State<App>, page: Page, at: AtItem) -> Result<Response> {
    let item = app
        .read(async |tx: &mut Tx| find(tx, at.item).await)
        .await?;
    let typed = ItemFields::of(&item);
    frame::html(&form(
        page,
        &at.by,
        Some(&item),
        (typed, Problems::default()),
    ))
}

/// Back to the item, or its form with what is wrong (422): as it was typed, where it was.
async fn answer(
    app: &App,
    page: Page,
    at: &AtItem,
    outcome: Result<&'static str>,
    typed: Option<ItemFields>,
) -> Result<Response> {
    let refusal = match outcome {
        Ok(notice) => {
            let to = format!("/desk/{}/merch/items/{}", at.by.city.slug, at.item);
            return Ok(done(&to, notice));
        }
        Err(Error::Refused(refusal)) => refusal,
        Err(error) => return Err(error),
    };
    let problems = Problems::of(&refusal, page.lang);
    let item = app
        .read(async |tx: &mut Tx| find(tx, at.item).await)
        .await?;
    let typed = typed.unwrap_or_else(|| ItemFields::of(&item));
    let page = frame::html(&form(page, &at.by, Some(&item), (typed, problems)))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

pub(super) async fn post_edit(
    State(app): State<App>,
    page: Page,
    at: AtItem,
    Form(typed): Form<ItemFields>,
) -> Result<Response> {
    let input = typed.input();
    let saved = app
        .write(async |tx: &mut Tx| save(tx, &at.by, Some(at.item), &input).await)
        .await;
    let outcome = saved.map(|_| "notice-merch-saved");
    answer(&app, page, &at, outcome, Some(typed)).await
}

#[derive(Deserialize)]
pub(super) struct StockForm {
    size: MerchSizeId,
    #[serde(default)]
    pieces: String,
    key: String,
}

pub(super) async fn post_stock(
    State(app): State<App>,
    page: Page,
    at: AtItem,
    Form(form): Form<StockForm>,
) -> Result<Response> {
    let pieces = form.pieces.trim().parse().unwrap_or(0);
    let stocked = app
        .write(async |tx: &mut Tx| restock(tx, &at.by, form.size, pieces, &form.key).await)
        .await;
    // The field stands beside the size that it is of.
    let outcome = stocked
        .map(|()| "notice-merch-stocked")
        .map_err(|error| match error {
            Error::Refused(refusal) => Error::Refused(Refusal {
                field: Some("stock"),
                ..refusal
            }),
            error => error,
        });
    answer(&app, page, &at, outcome, None).await
}
