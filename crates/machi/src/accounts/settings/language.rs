//! The language of the pages.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::{Tab, settled, tabs};
use crate::accounts::Member;
use crate::accounts::page::{LanguageChoice, language_choices};
use crate::accounts::set_language::set_language;
use crate::app::App;
use crate::error::Result;
use crate::frame::form::done;
use crate::frame::{self, Page};
use crate::text::Lang;

#[derive(Template)]
#[template(path = "accounts/settings_language.html")]
struct LanguagePage {
    page: Page,
    tabs: Vec<Tab>,
    choices: [LanguageChoice; 4],
}

pub(super) async fn show(page: Page, member: Member) -> Result<Response> {
    frame::html(&LanguagePage {
        tabs: tabs(&page),
        page: settled(page),
        choices: language_choices(|lang| lang == member.lang),
    })
}

#[derive(Deserialize)]
pub(super) struct LanguageForm {
    language: Lang,
}

/// The link back carries the language, so that this browser follows too.
pub(super) async fn save(
    State(app): State<App>,
    member: Member,
    Form(form): Form<LanguageForm>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| set_language(tx, &member, form.language).await)
        .await?;
    let back = format!("/settings/language?lang={}", form.language);
    Ok(done(&back, "notice-language-set"))
}
