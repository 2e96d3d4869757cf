//! The page behind an invitation's link.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use store::Tx;

use super::invitation::{Invitation, InvitationState, claim, invitation};
use super::{Member, Reader};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, CityLinks, Page};
use crate::text::Value;

#[derive(Template)]
#[template(path = "accounts/invitation.html")]
struct InvitationPage {
    page: Page,
    problems: Problems,
    open: bool,
    lead: String,
    claim_as: String,
    here: String,
}

impl InvitationPage {
    fn new(
        page: Page,
        cities: &CityLinks,
        found: &Invitation,
        now_ms: i64,
        problems: Problems,
    ) -> Result<Self> {
        let city = cities.0.iter().find(|city| city.id == found.city_id);
        let city = city.map_or("", |city| city.names.get(page.lang));
        let who: [(&'static str, Value); 3] = [
            ("city", city.into()),
            ("network", page.t(found.network()?.key()).into()),
            ("name", found.name.as_str().into()),
        ];
        let me = page.me.as_ref().map_or("", |me| me.handle.as_str());
        let title = page.t1("accounts-invitation-title", "city", city);
        Ok(Self {
            open: found.state(now_ms) == InvitationState::Open,
            lead: page.lang.t_with("accounts-invitation-lead", &who),
            claim_as: page.t1("accounts-invitation-claim", "handle", me),
            here: page.path.clone(),
            page: page.titled(title).hidden_from_search(),
            problems,
        })
    }
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    Reader(_): Reader,
    Extension(cities): Extension<CityLinks>,
    Path(secret): Path<String>,
) -> Result<Response> {
    let found = app
        .read(async |tx: &mut Tx| invitation(tx, &secret).await)
        .await?;
    let problems = Problems::default();
    frame::html(&InvitationPage::new(
        page,
        &cities,
        &found,
        app.now_ms(),
        problems,
    )?)
}

pub(super) async fn accept(
    State(app): State<App>,
    page: Page,
    member: Member,
    Extension(cities): Extension<CityLinks>,
    Path(secret): Path<String>,
) -> Result<Response> {
    let claimed = app
        .write(async |tx: &mut Tx| claim(tx, &member, &secret).await)
        .await;
    match claimed {
        Ok(()) => {
            let profile = format!("/people/{}", member.handle);
            Ok(done(&profile, "notice-invitation-claimed"))
        }
        Err(Error::Refused(refusal)) => {
            let found = app
                .read(async |tx: &mut Tx| invitation(tx, &secret).await)
                .await?;
            let problems = Problems::of(&refusal, page.lang);
            let view = InvitationPage::new(page, &cities, &found, app.now_ms(), problems)?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
        }
        Err(error) => Err(error),
    }
}
