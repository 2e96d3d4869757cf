//! The page on which a member asks to publish in a city.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use store::Tx;

use super::application::{Application, last_of};
use super::apply::{Applying, apply};
use crate::accounts::{Member, Role};
use crate::app::App;
use crate::cities::{City, InCity};
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};

#[derive(Template)]
#[template(path = "organisers/apply.html")]
struct ApplyPage {
    page: Page,
    slug: String,
    /// Sent, and nobody has decided yet.
    waits: bool,
    /// What the operator said to the last one that was refused.
    refused: Option<String>,
    typed: Applying,
    problems: Problems,
}

async fn view(
    app: &App,
    page: Page,
    by: &Member,
    city: &City,
    typed: Option<Applying>,
    problems: Problems,
) -> Result<Response> {
    let last = app
        .read(async |tx: &mut Tx| last_of(tx, city.id, by.id).await)
        .await?;
    let waits = last.as_ref().is_some_and(|last| last.accepted.is_none());
    let refused = last.as_ref().filter(|last| last.accepted == Some(false));
    let title = page.t1("organisers-apply-title", "city", city.names.get(page.lang));
    frame::html(&ApplyPage {
        slug: city.slug.clone(),
        refused: refused.map(|last| last.reason.clone()),
        typed: typed.unwrap_or_else(|| last.map(said).unwrap_or_default()),
        waits,
        problems,
        page: page
            .in_city(&city.slug, &city.names)
            .titled(title)
            .hidden_from_search(),
    })
}

fn said(last: Application) -> Applying {
    Applying {
        name: last.name,
        about: last.about,
        url: last.url,
    }
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    member: Member,
    InCity(city): InCity,
) -> Result<Response> {
    if member.holds(Role::Organiser, city.id) {
        let to = format!("/cities/{}/organise", city.slug);
        return Ok(Redirect::to(&to).into_response());
    }
    view(&app, page, &member, &city, None, Problems::default()).await
}

pub(super) async fn post(
    State(app): State<App>,
    page: Page,
    member: Member,
    InCity(city): InCity,
    Form(form): Form<Applying>,
) -> Result<Response> {
    let applied = app
        .write(async |tx: &mut Tx| apply(tx, &member, &city, &form).await)
        .await;
    match applied {
        Ok(_) => {
            let to = format!("/cities/{}/organise/apply", city.slug);
            Ok(done(&to, "notice-organiser-applied"))
        }
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(&app, page, &member, &city, Some(form), problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
