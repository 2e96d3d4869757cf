//! People over the API: signing up and in, one's own account.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::{Extension, Json};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::invitation::{Invitation, InvitationState, claim, invitation};
use super::mail_address::{keep_proven, proven};
use super::page::home_city;
use super::profile::{Profile, profile_of};
use super::session::bearer;
use super::token::{self, ApiToken};
use super::{
    Caller, MEMORY_S, Member, Network, SignUp, create, sign_in, sign_out, sign_out_everywhere,
    sign_up,
};
use crate::app::App;
use crate::error::Result;
use crate::frame::CityLinks;
use crate::ids::{AccountId, TokenId};
use crate::text::Lang;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(post_account))
        .routes(routes!(post_sign_in))
        .routes(routes!(post_sign_out))
        .routes(routes!(post_sign_out_everywhere))
        .routes(routes!(get_tokens, post_token))
        .routes(routes!(delete_token))
        .routes(routes!(get_invitation))
        .routes(routes!(post_claim))
}

/// Who signs up.
#[derive(Deserialize, ToSchema)]
struct NewPerson {
    /// 3–30 of `a–z`, `0–9` and `_`; capitals are folded.
    handle: String,
    /// 10–200 characters.
    password: String,
    /// The handle, when it is left out.
    #[serde(default)]
    display_name: String,
    /// Of texts in answers.
    #[serde(default)]
    lang: Lang,
    /// BCP 47 tags of what the person reads.
    #[serde(default)]
    languages: Vec<String>,
    /// The slug of a city.
    #[serde(default)]
    home_city: String,
    /// Of a mail address: the `proof` of a visit.
    #[serde(default)]
    proof: String,
}

#[derive(Deserialize, ToSchema)]
struct Credentials {
    handle: String,
    password: String,
}

/// An account with a token to act for it; the token is shown this once.
#[derive(Serialize, ToSchema)]
struct SignedIn {
    /// For `Authorization: Bearer …`; valid for a year.
    token: String,
    account: Profile,
}

async fn signed_in(tx: &mut Tx, account: AccountId) -> Result<SignedIn> {
    Ok(SignedIn {
        token: token::sign_in_token(tx, account).await?,
        account: profile_of(tx, account).await?,
    })
}

/// Sign up
///
/// Makes an account and a token for it. Needs no mail address.
#[utoipa::path(post, path = "/accounts", tag = "people",
    responses((status = 201, body = SignedIn)))]
async fn post_account(
    State(app): State<App>,
    caller: Caller,
    Extension(cities): Extension<CityLinks>,
    Json(new): Json<NewPerson>,
) -> Result<(StatusCode, Json<SignedIn>)> {
    let address = proven(&app, &new.proof);
    let form = SignUp {
        home_city: home_city(&cities, &new.home_city)?,
        handle: new.handle,
        password: new.password,
        display_name: new.display_name,
        lang: new.lang,
        languages: new.languages,
        other_languages: String::new(),
    };
    let new = sign_up(&app, &caller, &form).await?;
    let signed_in = app
        .write(async |tx: &mut Tx| {
            let account = create(tx, &new).await?;
            if let Some(address) = &address {
                keep_proven(tx, account, address).await?;
            }
            signed_in(tx, account).await
        })
        .await?;
    Ok((StatusCode::CREATED, Json(signed_in)))
}

/// Sign in
///
/// Makes a token, in place of the oldest from a sign-in where there are too many. An unknown handle
/// and a wrong password answer the same.
#[utoipa::path(post, path = "/sign-in", tag = "people",
    responses((status = 200, body = SignedIn)))]
async fn post_sign_in(
    State(app): State<App>,
    caller: Caller,
    Json(who): Json<Credentials>,
) -> Result<Json<SignedIn>> {
    let proven = sign_in(&app, &caller, &who.handle, &who.password).await?;
    let signed_in = app
        .write(async |tx: &mut Tx| {
            let account = proven.account(tx).await?;
            signed_in(tx, account).await
        })
        .await?;
    Ok(Json(signed_in))
}

/// Sign out
///
/// Ends the token, or the session, that the request carries.
#[utoipa::path(post, path = "/sign-out", tag = "people", security(("bearer" = [])),
    responses((status = 204)))]
async fn post_sign_out(
    State(app): State<App>,
    member: Member,
    headers: HeaderMap,
) -> Result<StatusCode> {
    let secret = bearer(&headers);
    app.write(async |tx: &mut Tx| match (member.session, secret) {
        (Some(session), _) => sign_out(tx, &member, session).await,
        (None, Some(secret)) => token::revoke_secret(tx, &member, secret).await,
        (None, None) => Ok(()),
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How long a node may still believe an ended session.
#[derive(Serialize, ToSchema)]
struct Everywhere {
    within_seconds: i64,
}

/// Sign out everywhere
///
/// Ends every session and every token of the account, this one too.
#[utoipa::path(post, path = "/sign-out-everywhere", tag = "people", security(("bearer" = [])),
    responses((status = 200, body = Everywhere)))]
async fn post_sign_out_everywhere(
    State(app): State<App>,
    member: Member,
) -> Result<Json<Everywhere>> {
    app.write(async |tx: &mut Tx| sign_out_everywhere(tx, &member).await)
        .await?;
    Ok(Json(Everywhere {
        within_seconds: MEMORY_S,
    }))
}

/// One's own tokens
#[utoipa::path(get, path = "/me/tokens", tag = "people", security(("bearer" = [])),
    responses((status = 200, body = Vec<ApiToken>)))]
async fn get_tokens(State(app): State<App>, member: Member) -> Result<Json<Vec<ApiToken>>> {
    let tokens = app
        .read(async |tx: &mut Tx| token::tokens(tx, &member).await)
        .await?;
    Ok(Json(tokens))
}

#[derive(Deserialize, ToSchema)]
struct NewToken {
    /// What it is for.
    name: String,
}

/// The secret, shown this once.
#[derive(Serialize, ToSchema)]
struct Secret {
    token: String,
}

/// Create a token
#[utoipa::path(post, path = "/me/tokens", tag = "people", security(("bearer" = [])),
    responses((status = 201, body = Secret)))]
async fn post_token(
    State(app): State<App>,
    member: Member,
    Json(new): Json<NewToken>,
) -> Result<(StatusCode, Json<Secret>)> {
    let token = app
        .write(async |tx: &mut Tx| token::create_token(tx, &member, &new.name).await)
        .await?;
    Ok((StatusCode::CREATED, Json(Secret { token })))
}

/// Revoke a token
#[utoipa::path(delete, path = "/me/tokens/{token}", tag = "people", security(("bearer" = [])),
    params(("token" = String, Path, description = "Its id")),
    responses((status = 204)))]
async fn delete_token(
    State(app): State<App>,
    member: Member,
    Path(token): Path<TokenId>,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| token::revoke_token(tx, &member, token).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An invitation as whoever has its link sees it.
#[derive(Serialize, ToSchema)]
struct InvitationSeen {
    /// The id of a city.
    city: String,
    network: Network,
    name: String,
    state: InvitationState,
}

impl InvitationSeen {
    fn new(found: &Invitation, now_ms: i64) -> Result<Json<Self>> {
        Ok(Json(Self {
            city: found.city_id.to_string(),
            network: found.network()?,
            name: found.name.clone(),
            state: found.state(now_ms),
        }))
    }
}

/// An invitation
#[utoipa::path(get, path = "/invitations/{secret}", tag = "people",
    params(("secret" = String, Path, description = "The last part of the link")),
    responses((status = 200, body = InvitationSeen)))]
async fn get_invitation(
    State(app): State<App>,
    Path(secret): Path<String>,
) -> Result<Json<InvitationSeen>> {
    let found = app
        .read(async |tx: &mut Tx| invitation(tx, &secret).await)
        .await?;
    InvitationSeen::new(&found, app.now_ms())
}

/// Claim an invitation
///
/// Confirms its name for the account.
#[utoipa::path(post, path = "/invitations/{secret}/claim", tag = "people",
    security(("bearer" = [])),
    params(("secret" = String, Path, description = "The last part of the link")),
    responses((status = 200, body = Profile)))]
async fn post_claim(
    State(app): State<App>,
    member: Member,
    Path(secret): Path<String>,
) -> Result<Json<Profile>> {
    let claimed = app
        .write(async |tx: &mut Tx| {
            claim(tx, &member, &secret).await?;
            profile_of(tx, member.id).await
        })
        .await?;
    Ok(Json(claimed))
}
