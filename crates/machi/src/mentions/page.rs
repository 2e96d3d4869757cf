//! The page of a member's mentions.

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::get;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::{Mention, Mentions, address, of_member};
use crate::accounts::{self, Member};
use crate::app::App;
use crate::cities::Cities;
use crate::error::Result;
use crate::events::{Reading, rfc3339};
use crate::frame::{self, Page};
use crate::text::when;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/me/mentions", get(show))
}

#[derive(Deserialize)]
struct Asked {
    /// Where the page before ended.
    before: Option<String>,
}

/// One note or comment.
struct Line {
    href: String,
    letter: String,
    hue: u8,
    is_demo: bool,
    /// Who did what.
    what: String,
    text: String,
    /// BCP 47; empty where it is not known.
    text_lang: String,
    at: String,
    day: String,
}

#[derive(Template)]
#[template(path = "mentions/mentions.html")]
struct MentionsPage {
    page: Page,
    handle: String,
    lines: Vec<Line>,
    next: Option<String>,
}

async fn show(
    State(app): State<App>,
    page: Page,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let before = asked.before.and_then(|before| before.parse().ok());
    let Mentions { mentions, next } = of_member(&app, &member, before).await?;
    let lines = mentions.iter().map(|mention| line(&app, &page, mention));
    let lines = lines.collect::<Result<_>>()?;
    let title = page.t("mentions-title");
    frame::html(&MentionsPage {
        page: page.titled(title).hidden_from_search(),
        handle: member.handle,
        lines,
        next: next.map(|next| format!("/me/mentions?before={next}")),
    })
}

fn line(app: &App, page: &Page, mention: &Mention) -> Result<Line> {
    let city = app.view::<Cities>()?.by_id(mention.city_id);
    let zone = city.map_or(TimeZone::UTC, |city| city.zone.clone());
    let reading = Reading {
        lang: page.lang,
        zone: &zone,
        now_ms: app.now_ms(),
    };
    let name = mention.display_name.as_str();
    let lang = mention.lang.as_str();
    Ok(Line {
        href: address(mention),
        letter: accounts::letter(name),
        hue: accounts::hue(mention.author_id),
        is_demo: mention.is_demo,
        what: if mention.comment_id.is_some() {
            page.t1("mentions-in-comment", "name", name)
        } else {
            page.t1("mentions-in-note", "name", name)
        },
        text: mention.text.clone(),
        text_lang: if lang == "und" { "" } else { lang }.to_owned(),
        at: rfc3339(mention.created_at_ms, &zone),
        day: reading.day(when::civil(mention.created_at_ms, &zone).date()),
    })
}
