//! The form by which one gets seats without an account: on the page of the date, and by itself when
//! something is wrong with it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::Date;
use super::hold::{Promised, ask};
use crate::accounts::Caller;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::going::answer::Wish;
use crate::going::shown::{TypeChoice, choices};
use crate::ids::{EventId, OccurrenceId};
use crate::mail;
use crate::publishing::Way;
use crate::seats;
use crate::visitors;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::going) struct AskForm {
    pub(in crate::going) name: String,
    pub(in crate::going) address: String,
    party: String,
    seat_type: String,
}

impl AskForm {
    fn wish(&self) -> Wish {
        Wish {
            party: self.party.parse().unwrap_or(1),
            seat_type: self.seat_type.parse().ok(),
        }
    }
}

#[derive(Template)]
#[template(path = "going/visits/ask.html")]
struct AskPage {
    page: Page,
    path: String,
    date: Date,
    problems: Problems,
    asks: bool,
    full: bool,
    types: Vec<TypeChoice>,
    parties: Vec<TypeChoice>,
    visit: AskForm,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    Path(at): Path<(EventId, OccurrenceId)>,
) -> Result<Response> {
    if !mail::is_set_up(&app) {
        return Err(Error::NotFound);
    }
    let view = view(&app, page, at, AskForm::default(), Problems::default()).await?;
    frame::html(&view)
}

pub(super) async fn post_ask(
    State(app): State<App>,
    page: Page,
    caller: Caller,
    Path(at): Path<(EventId, OccurrenceId)>,
    Form(form): Form<AskForm>,
) -> Result<Response> {
    let asked = async {
        let new = visitors::check(&form.name, &form.address, page.lang)?;
        ask(&app, &caller, at, &new, form.wish()).await
    };
    match asked.await {
        Ok(promised) => {
            let notice = match promised {
                Promised::Held => "notice-visit-held",
                Promised::Waiting => "notice-visit-waiting",
                Promised::Asked => "notice-visit-asked",
            };
            Ok(done(&format!("/events/{}/{}", at.0, at.1), notice))
        }
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let view = view(&app, page, at, form, problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn view(
    app: &App,
    page: Page,
    at: (EventId, OccurrenceId),
    visit: AskForm,
    problems: Problems,
) -> Result<AskPage> {
    let (found, pools, date) = app
        .read(async |tx: &mut Tx| {
            let found = super::rsvp::at(tx, at.0, at.1).await?;
            let pools = seats::pools(tx, at.1).await?;
            Ok((found, pools, Date::of(app, tx, at, page.lang).await?))
        })
        .await?;
    if !found.gives_seats() {
        return Err(Error::NotFound);
    }
    let (parties, types) = choices(&page, &found.hosted, &pools, visit.wish(), &date.city);
    let title = page.t("visits-ask-title");
    let all = pools.iter().find(|pool| pool.seat_type.is_none());
    Ok(AskPage {
        path: format!("/events/{}/{}", at.0, at.1),
        problems,
        asks: found.hosted.way == Way::Approval,
        full: all.and_then(seats::Pool::left) == Some(0),
        parties,
        types,
        visit,
        page: page
            .in_city(&date.city.slug, &date.city.names)
            .titled(title)
            .hidden_from_search(),
        date,
    })
}
