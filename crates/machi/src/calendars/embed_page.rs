//! The page on which one makes a list for one's own site: choices, the snippet, how it looks.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::Subject;
use crate::agenda::Asked;
use crate::app::App;
use crate::cities::{City, InCity};
use crate::error::Result;
use crate::frame::{self, Page};
use crate::text::Lang;

/// The list's language, beside the page's own.
#[derive(Deserialize)]
pub(super) struct Spoken {
    list_lang: Option<String>,
}

struct Choice {
    value: String,
    text: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "calendars/embed_page.html")]
struct EmbedPage {
    page: Page,
    heading: String,
    /// Where the form leads.
    path: String,
    /// Filters that the form carries along.
    hidden: Vec<(&'static str, String)>,
    languages: Vec<Choice>,
    communities: Vec<Choice>,
    prices: Vec<Choice>,
    snippet: String,
    /// The list's own address: a path.
    src: String,
    name: String,
}

pub(super) async fn make(
    State(app): State<App>,
    InCity(city): InCity,
    Query(asked): Query<Asked>,
    Query(spoken): Query<Spoken>,
    page: Page,
) -> Result<Response> {
    let asked = asked.with("after", None).with("near", None);
    let lang = spoken.list_lang.and_then(|tag| tag.parse().ok());
    let lang: Lang = lang.unwrap_or(city.locale);
    let subject = match asked.place.as_deref().and_then(|id| id.parse().ok()) {
        Some(place) => Subject::of_place(&app, place, Some(lang)).await?,
        None => Subject::of_city(city.clone(), asked.clone(), Some(lang))?,
    };
    let src = format!("/embed{}{}", subject.path, subject.query());
    let heading = page.t("calendars-embed-title");
    let title = format!("{heading} · {}", city.names.get(page.lang));
    let page = page
        .in_city(&city.slug, &city.names)
        .titled(title)
        .hidden_from_search();
    frame::html(&EmbedPage {
        path: format!("/cities/{}/embed", city.slug),
        hidden: hidden(&asked),
        languages: languages(lang),
        communities: communities(&page, &city, &asked),
        prices: prices(&page, &asked),
        snippet: snippet(&page.absolute(&src), &subject.name),
        src,
        name: subject.name,
        heading,
        page,
    })
}

/// What a person pastes into a page of theirs.
fn snippet(address: &str, name: &str) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;");
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"480\" loading=\"lazy\" style=\"border:0\"></iframe>",
        escaped(address),
        escaped(name)
    )
}

fn hidden(asked: &Asked) -> Vec<(&'static str, String)> {
    let pairs = asked.pairs().into_iter();
    pairs
        .filter(|(name, _)| !matches!(*name, "community" | "price"))
        .map(|(name, value)| (name, value.to_owned()))
        .collect()
}

fn languages(chosen: Lang) -> Vec<Choice> {
    let choice = |lang: Lang| Choice {
        value: lang.tag().to_owned(),
        text: lang.endonym().to_owned(),
        chosen: lang == chosen,
    };
    Lang::ALL.map(choice).into()
}

fn communities(page: &Page, city: &City, asked: &Asked) -> Vec<Choice> {
    let choice = |slug: &str, text: &str| Choice {
        value: slug.to_owned(),
        text: text.to_owned(),
        chosen: asked.community.as_deref().unwrap_or_default() == slug,
    };
    let any = choice("", &page.t("calendars-embed-any"));
    let known = city.communities.iter();
    let known = known.map(|one| choice(&one.slug, one.names.get(page.lang)));
    std::iter::once(any).chain(known).collect()
}

fn prices(page: &Page, asked: &Asked) -> Vec<Choice> {
    [
        ("", "calendars-embed-any"),
        ("free", "agenda-free"),
        ("cheap", "agenda-cheap"),
    ]
    .map(|(value, key)| Choice {
        value: value.to_owned(),
        text: page.t(key),
        chosen: asked.price.as_deref().unwrap_or_default() == value,
    })
    .into()
}
