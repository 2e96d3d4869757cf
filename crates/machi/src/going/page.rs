//! The form by which a member answers to a date.

use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::answer::{Wish, accept, be_interested, go, leave};
use super::rsvp::{self, Who};
use crate::accounts::Member;
use crate::app::App;
use crate::draws::Issuer;
use crate::error::{Error, Result};
use crate::frame::form::done;
use crate::ids::{EventId, OccurrenceId};

#[derive(Deserialize)]
pub(super) struct AnswerForm {
    answer: String,
    #[serde(default)]
    party: String,
    #[serde(default)]
    seat_type: String,
}

/// Answers, and leads back to the date, which says how it stands.
pub(super) async fn post_going(
    State(app): State<App>,
    member: Member,
    Path((event, occurrence)): Path<(EventId, OccurrenceId)>,
    Form(form): Form<AnswerForm>,
) -> Result<Response> {
    let at = (event, occurrence);
    let notice = app
        .write(async |tx: &mut Tx| match form.answer.as_str() {
            "going" => {
                let wish = Wish {
                    party: form.party.parse().unwrap_or(1),
                    seat_type: form.seat_type.parse().ok(),
                };
                Ok(told(go(Issuer::of(&app), tx, &member, at, wish).await?))
            }
            "interested" => {
                be_interested(tx, &member, at).await?;
                Ok("notice-going-interested")
            }
            "accept" => {
                accept(tx, Who::Member(member.id), at).await?;
                Ok("notice-going")
            }
            "leave" => {
                leave(tx, Who::Member(member.id), at).await?;
                Ok("notice-going-left")
            }
            _ => Err(Error::NotFound),
        })
        .await?;
    Ok(done(&format!("/events/{event}/{occurrence}"), notice))
}

fn told(state: rsvp::State) -> &'static str {
    match state {
        rsvp::State::Going => "notice-going",
        rsvp::State::Asked => "notice-going-asked",
        rsvp::State::Entered => "notice-going-entered",
        _ => "notice-going-waiting",
    }
}
