//! The people of a city: who may do what, and who said so.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::DeskFrame;
use super::role::{givable, grant, revoke};
use crate::accounts::{Role, RoleHolder, city_roles, hue, letter};
use crate::app::App;
use crate::cities::CityOperator;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::text::when;

/// The locale key of a role's name.
fn key(role: Role) -> &'static str {
    match role {
        Role::Organiser => "desk-role-organiser",
        Role::Steward => "desk-role-steward",
        Role::Moderator => "desk-role-moderator",
        Role::Operator => "desk-role-operator",
        Role::Owner => "desk-role-owner",
    }
}

struct HolderLine {
    handle: String,
    display_name: String,
    letter: String,
    hue: u8,
    role: &'static str,
    role_name: String,
    granted: String,
    /// Empty for the command line.
    granted_by: String,
    /// Whether this operator may take it.
    takable: bool,
}

struct RoleChoice {
    value: &'static str,
    name: String,
}

#[derive(Template)]
#[template(path = "desk/people.html")]
struct PeoplePage {
    page: Page,
    desk: DeskFrame,
    slug: String,
    problems: Problems,
    holders: Vec<HolderLine>,
    choices: Vec<RoleChoice>,
    typed: GrantForm,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct GrantForm {
    handle: String,
    role: String,
}

impl GrantForm {
    /// A role that the form does not offer is like one that does not exist.
    fn role(&self) -> Result<Role> {
        Role::parse(&self.role).ok_or(Error::NotFound)
    }
}

async fn view(
    app: &App,
    page: Page,
    by: &CityOperator,
    problems: Problems,
    typed: GrantForm,
) -> Result<Response> {
    let holders = app
        .read(async |tx: &mut Tx| city_roles(tx, by.city.id).await)
        .await?;
    let givable = givable(by);
    let holders = holders
        .into_iter()
        .filter_map(|holder| line(app, &page, by, &givable, holder))
        .collect();
    let choices = givable.iter().map(|role| RoleChoice {
        value: role.name(),
        name: page.t(key(*role)),
    });
    let title = page.t1("desk-people-title", "city", by.city.names.get(page.lang));
    frame::html(&PeoplePage {
        desk: DeskFrame::new(&page, &by.member, &by.city),
        slug: by.city.slug.clone(),
        problems,
        holders,
        choices: choices.collect(),
        typed,
        page: page.titled(title).hidden_from_search(),
    })
}

fn line(
    app: &App,
    page: &Page,
    by: &CityOperator,
    givable: &[Role],
    holder: RoleHolder,
) -> Option<HolderLine> {
    let role = Role::parse(&holder.role)?;
    let date = |ms| when::civil(ms, &by.city.zone).date();
    let today = date(app.now_ms());
    Some(HolderLine {
        letter: letter(&holder.display_name),
        hue: hue(holder.account_id),
        role: role.name(),
        role_name: page.t(key(role)),
        granted: when::day(page.lang, date(holder.granted_at_ms), today),
        granted_by: holder.granted_by.unwrap_or_default(),
        takable: givable.contains(&role),
        handle: holder.handle,
        display_name: holder.display_name,
    })
}

pub(super) async fn show(State(app): State<App>, page: Page, by: CityOperator) -> Result<Response> {
    view(&app, page, &by, Problems::default(), GrantForm::default()).await
}

pub(super) async fn post_grant(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    Form(form): Form<GrantForm>,
) -> Result<Response> {
    let role = form.role()?;
    let granted = app
        .write(async |tx: &mut Tx| grant(tx, &by, &form.handle, role).await)
        .await;
    match granted {
        Ok(()) => Ok(done(&back(&by), "notice-role-granted")),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(&app, page, &by, problems, form).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn post_revoke(
    State(app): State<App>,
    by: CityOperator,
    Form(form): Form<GrantForm>,
) -> Result<Response> {
    let role = form.role()?;
    app.write(async |tx: &mut Tx| revoke(tx, &by, &form.handle, role).await)
        .await?;
    Ok(done(&back(&by), "notice-role-revoked"))
}

fn back(by: &CityOperator) -> String {
    format!("/desk/{}/people", by.city.slug)
}
