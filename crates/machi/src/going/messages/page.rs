//! The form by which an organiser writes to guests, and the page on which a guest reads it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::write::{Written, write};
use super::{Audience, kept_for};
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::going::rsvp;
use crate::ids::{EventId, GuestMessageId, OccurrenceId};
use crate::publishing::Host;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WriteForm {
    audience: String,
    /// `all`: every date that is ahead.
    dates: String,
    subject: String,
    text: String,
}

struct Choice {
    value: &'static str,
    text: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "going/messages/write.html")]
struct WritePage {
    page: Page,
    problems: Problems,
    path: String,
    audiences: Vec<Choice>,
    dates: Vec<Choice>,
    typed: WriteForm,
}

impl WritePage {
    fn new(page: Page, by: &Host, at: OccurrenceId, problems: Problems, typed: WriteForm) -> Self {
        let chosen = Audience::parse(&typed.audience).unwrap_or(Audience::Going);
        let all_dates = typed.dates == "all";
        let title = page.t("messages-write");
        Self {
            problems,
            path: format!("/events/{}/{at}/guests", by.event),
            audiences: Audience::ALL
                .map(|one| Choice {
                    value: one.name(),
                    text: page.t(&format!("messages-to-{}", one.name())),
                    chosen: one == chosen,
                })
                .into(),
            dates: vec![
                Choice {
                    value: "this",
                    text: page.t("messages-this-date"),
                    chosen: !all_dates,
                },
                Choice {
                    value: "all",
                    text: page.t("messages-all-dates"),
                    chosen: all_dates,
                },
            ],
            typed,
            page: page
                .in_city(&by.city.slug, &by.city.names)
                .titled(title)
                .hidden_from_search(),
        }
    }
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    by: Host,
    Path((_, at)): Path<(String, OccurrenceId)>,
) -> Result<Response> {
    app.read(async |tx: &mut Tx| rsvp::at(tx, by.event, at).await.map(|_| ()))
        .await?;
    let typed = WriteForm::default();
    frame::html(&WritePage::new(page, &by, at, Problems::default(), typed))
}

pub(super) async fn post_message(
    State(app): State<App>,
    page: Page,
    by: Host,
    Path((_, at)): Path<(String, OccurrenceId)>,
    Form(form): Form<WriteForm>,
) -> Result<Response> {
    let written = Written {
        occurrence: (form.dates != "all").then_some(at),
        audience: Audience::parse(&form.audience).unwrap_or(Audience::Going),
        subject: form.subject.clone(),
        text: form.text.clone(),
    };
    let sent = app.write(async |tx: &mut Tx| write(tx, &by, &written).await);
    match sent.await {
        Ok(_) => {
            let back = format!("/events/{}/{at}/guests", by.event);
            Ok(done(&back, "notice-message-sent"))
        }
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let view = WritePage::new(page, &by, at, problems, form);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
        }
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "going/messages/message.html")]
struct MessagePage {
    page: Page,
    from: String,
    event: String,
    lines: Vec<String>,
}

pub(super) async fn message(
    State(app): State<App>,
    page: Page,
    member: Member,
    Path((event, id)): Path<(EventId, GuestMessageId)>,
) -> Result<Response> {
    let message = app
        .read(async |tx: &mut Tx| kept_for(tx, member.id, event, id).await)
        .await?;
    let title = message.titles.get(page.lang);
    let from = [
        ("name", message.by_name.as_str().into()),
        ("event", title.into()),
    ];
    frame::html(&MessagePage {
        from: page.lang.t_with("messages-from", &from),
        event: format!("/events/{event}"),
        lines: message.body.lines().map(str::to_owned).collect(),
        page: page.titled(message.subject).hidden_from_search(),
    })
}
