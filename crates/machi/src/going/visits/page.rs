//! The page behind the mailed link: how it stands, and what one can do. It changes nothing before a
//! button is pressed: programs open links too.

use askama::Template;
use axum::extract::{Path, State as AppState};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::confirm::confirm;
use super::{Date, Visit, come_no_more, proves, visit};
use crate::accounts::Reader;
use crate::accounts::mail_address::proof;
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::events::Reading;
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::going::rsvp::State;
use crate::going::shown::stands;
use crate::mail::Address;
use crate::seats;

#[derive(Template)]
#[template(path = "going/visits/visit.html")]
struct VisitPage {
    page: Page,
    problems: Problems,
    link: String,
    date: Date,
    event: String,
    name: String,
    state: Option<State>,
    /// How it stands, in words.
    stands: String,
    /// Paths of the tickets, with their words.
    tickets: Vec<(String, String)>,
    /// Where an account is made of it; none for who has one.
    sign_up: Option<String>,
}

pub(super) async fn show(
    AppState(app): AppState<App>,
    page: Page,
    Reader(reader): Reader,
    Path(link): Path<String>,
) -> Result<Response> {
    frame::html(&view(&app, page, reader.is_some(), link, Problems::default()).await?)
}

#[derive(Deserialize)]
pub(super) struct AnswerForm {
    answer: String,
}

pub(super) async fn post_answer(
    AppState(app): AppState<App>,
    page: Page,
    Reader(reader): Reader,
    Path(link): Path<String>,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let answered = app
        .write(async |tx: &mut Tx| match form.answer.as_str() {
            "going" => {
                let state = confirm(&app, tx, &link).await?;
                Ok(match state {
                    State::Going => "notice-going",
                    State::Asked => "notice-going-asked",
                    State::Declined => "notice-visit-declined",
                    _ => "notice-going-waiting",
                })
            }
            "leave" => {
                come_no_more(&app, tx, &link).await?;
                Ok("notice-going-left")
            }
            _ => Err(Error::NotFound),
        })
        .await;
    match answered {
        Ok(notice) => Ok(done(&format!("/visits/{link}"), notice)),
        Err(Error::Refused(refusal)) => {
            let refusal = Refusal {
                field: None,
                ..refusal
            };
            let problems = Problems::of(&refusal, page.lang);
            let view = view(&app, page, reader.is_some(), link, problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn view(
    app: &App,
    page: Page,
    signed_in: bool,
    link: String,
    problems: Problems,
) -> Result<VisitPage> {
    let (Visit { visitor, rsvp }, tickets, date) = app
        .read(async |tx: &mut Tx| {
            let visit = visit(app, tx, &link).await?;
            let at = (visit.visitor.event, visit.visitor.occurrence);
            let date = Date::of(app, tx, at, page.lang).await?;
            let tickets = match &visit.rsvp {
                Some(rsvp) => seats::of_rsvp(tx, rsvp.id).await?,
                None => Vec::new(),
            };
            Ok((visit, tickets, date))
        })
        .await?;
    let reading = Reading {
        lang: page.lang,
        zone: &date.city.zone,
        now_ms: app.now_ms(),
    };
    let stands = match &rsvp {
        Some(rsvp) if rsvp.state == State::Left => page.t("visits-is-left"),
        Some(rsvp) => stands(&page, rsvp, reading),
        None => page.t("visits-is-account"),
    };
    let ticket = |(at, ticket): (usize, &seats::Ticket)| {
        let path = format!("/tickets/{}", seats::link(app, ticket));
        (path, page.tn("tickets-nth", at + 1))
    };
    let tickets = tickets.iter().enumerate().map(ticket).collect();
    let address = visitor.address.clone();
    let address = address.filter(|_| proves(&visitor, app.now_ms()) && !signed_in);
    let sign_up = match address {
        Some(address) => Some(sign_up_address(app, &address, &link)?),
        None => None,
    };
    Ok(VisitPage {
        problems,
        event: format!("/events/{}/{}", visitor.event, visitor.occurrence),
        name: visitor.name,
        state: rsvp.map(|rsvp| rsvp.state),
        stands,
        tickets,
        sign_up,
        link,
        page: page
            .in_city(&date.city.slug, &date.city.names)
            .titled(date.title.clone())
            .hidden_from_search(),
        date,
    })
}

/// Signing up with the address proven, and back to the visit.
fn sign_up_address(app: &App, address: &Address, link: &str) -> Result<String> {
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("next", &format!("/visits/{link}"))
        .append_pair("proof", &proof(app, address)?)
        .finish();
    Ok(format!("/sign-up?{query}"))
}
