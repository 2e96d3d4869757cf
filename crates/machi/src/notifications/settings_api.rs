//! How a member wants to be told, for programs.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::kinds::{self, Channel, Kind};
use super::settings::{all, save};
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Result};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_settings))
        .routes(routes!(put_setting))
}

/// How you are told of a kind of notification.
#[derive(Serialize, ToSchema)]
struct SettingJson {
    kind: &'static str,
    /// In the centre.
    in_app: bool,
    /// By a mail of its own.
    mail: bool,
    /// In the mail of the morning, if it is unread by then.
    digest: bool,
}

/// What is left out stays as it is.
#[derive(Deserialize, ToSchema)]
struct NewSetting {
    in_app: Option<bool>,
    mail: Option<bool>,
    digest: Option<bool>,
}

async fn settings(tx: &mut Tx, member: &Member) -> Result<Vec<SettingJson>> {
    let all = all(tx, member.id).await?;
    let json = |kind: &'static Kind| {
        let is_on = |channel| {
            all.iter()
                .any(|wish| wish.is_on && wish.is_of(kind, channel))
        };
        SettingJson {
            kind: kind.name,
            in_app: is_on(Channel::InApp),
            mail: is_on(Channel::Mail),
            digest: is_on(Channel::Digest),
        }
    };
    Ok(kinds::ALL.map(json).into())
}

/// How you are told of each kind of notification
#[utoipa::path(get, path = "/me/notification-settings", tag = "notifications",
    security(("bearer" = [])),
    responses((status = 200, body = [SettingJson])))]
async fn get_settings(State(app): State<App>, member: Member) -> Result<Json<Vec<SettingJson>>> {
    let settings = app.read(async |tx: &mut Tx| settings(tx, &member).await);
    Ok(Json(settings.await?))
}

/// Set how you are told of a kind
///
/// What you were told before stays.
#[utoipa::path(put, path = "/me/notification-settings/{kind}", tag = "notifications",
    security(("bearer" = [])), params(("kind" = String, Path)),
    responses((status = 200, body = [SettingJson])))]
async fn put_setting(
    State(app): State<App>,
    member: Member,
    Path(kind): Path<String>,
    Json(new): Json<NewSetting>,
) -> Result<Json<Vec<SettingJson>>> {
    let kind = kinds::named(&kind).ok_or(Error::NotFound)?;
    let settings = app.write(async |tx: &mut Tx| {
        let mut wishes = all(tx, member.id).await?;
        for wish in wishes.iter_mut().filter(|wish| wish.kind.name == kind.name) {
            let asked = match wish.channel {
                Channel::InApp => new.in_app,
                Channel::Mail => new.mail,
                Channel::Digest => new.digest,
            };
            wish.is_on = asked.unwrap_or(wish.is_on);
        }
        save(tx, &member, &wishes).await?;
        settings(tx, &member).await
    });
    Ok(Json(settings.await?))
}
