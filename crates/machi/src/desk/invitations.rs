//! Invitations of creators, by the names that they have elsewhere.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::DeskFrame;
use crate::accounts::Network;
use crate::accounts::invitation::{
    self, Invitation, InvitationState, invitations, invite, revoke_invitation,
};
use crate::app::App;
use crate::cities::CityOperator;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::InvitationId;
use crate::text::when;

struct InvitationLine {
    id: InvitationId,
    network: String,
    name: String,
    sent: String,
    state: InvitationState,
    claimed_by: String,
}

struct NetworkChoice {
    value: &'static str,
    name: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct InviteForm {
    network: String,
    name: String,
}

#[derive(Template)]
#[template(path = "desk/invitations.html")]
struct InvitationsPage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    problems: Problems,
    /// The link of the one just made.
    link: Option<String>,
    invitations: Vec<InvitationLine>,
    /// Where the next ones are.
    older: Option<InvitationId>,
    networks: [NetworkChoice; 3],
    typed: InviteForm,
}

/// What the page shows beside the list.
#[derive(Default)]
struct Asked {
    before: Option<InvitationId>,
    problems: Problems,
    link: Option<String>,
    typed: InviteForm,
}

async fn view(app: &App, page: Page, by: &CityOperator, asked: Asked) -> Result<Response> {
    let found = app
        .read(async |tx: &mut Tx| invitations(tx, by.city.id, asked.before).await)
        .await?;
    let full = i64::try_from(found.len()).is_ok_and(|count| count == invitation::PAGE_MAX);
    let lines: Result<Vec<_>> = found.iter().map(|one| line(app, &page, by, one)).collect();
    let title = page.t1(
        "desk-invitations-title",
        "city",
        by.city.names.get(page.lang),
    );
    frame::html(&InvitationsPage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        slug: by.city.slug.clone(),
        problems: asked.problems,
        link: asked.link,
        invitations: lines?,
        older: found.last().filter(|_| full).map(|last| last.id),
        networks: Network::ALL.map(|network| NetworkChoice {
            value: network.name(),
            name: page.t(network.key()),
        }),
        typed: asked.typed,
        page: page.titled(title).hidden_from_search(),
    })
}

fn line(app: &App, page: &Page, by: &CityOperator, found: &Invitation) -> Result<InvitationLine> {
    let date = |ms| when::civil(ms, &by.city.zone).date();
    Ok(InvitationLine {
        id: found.id,
        network: page.t(found.network()?.key()),
        name: found.name.clone(),
        sent: when::day(page.lang, date(found.created_at_ms), date(app.now_ms())),
        state: found.state(app.now_ms()),
        claimed_by: found.claimed_handle.clone().unwrap_or_default(),
    })
}

#[derive(Deserialize)]
pub(super) struct From {
    before: Option<InvitationId>,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Query(from): Query<From>,
) -> Result<Response> {
    let asked = Asked {
        before: from.before,
        ..Asked::default()
    };
    view(&app, page, &by, asked).await
}

/// Answers the page itself, and no 303: the link is shown this once and kept nowhere.
pub(super) async fn post_invite(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(form): Form<InviteForm>,
) -> Result<Response> {
    let network = Network::parse(&form.network).ok_or(Error::NotFound)?;
    let invited = app
        .write(async |tx: &mut Tx| invite(tx, by.member.id, by.city.id, network, &form.name).await)
        .await;
    match invited {
        Ok((_, secret)) => {
            let asked = Asked {
                link: Some(link(&app, &secret)),
                ..Asked::default()
            };
            view(&app, page, &by, asked).await
        }
        Err(Error::Refused(refusal)) => {
            let asked = Asked {
                problems: Problems::of(&refusal, page.lang),
                typed: form,
                ..Asked::default()
            };
            let page = view(&app, page, &by, asked).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// The address that claims an invitation.
pub(super) fn link(app: &App, secret: &str) -> String {
    format!("{}/invitations/{secret}", app.settings().public_url)
}

pub(super) async fn post_revoke(
    State(app): State<App>,
    by: CityOperator,
    Path((_, invitation)): Path<(String, InvitationId)>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| revoke_invitation(tx, by.city.id, invitation).await)
        .await?;
    let back = format!("/desk/{}/invitations", by.city.slug);
    Ok(done(&back, "notice-invitation-revoked"))
}
