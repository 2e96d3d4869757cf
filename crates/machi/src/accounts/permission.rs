//! Permissions of people: made only by their extractors.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::Role;
use super::sessions::Signed;
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::{AccountId, CityId, SessionId};
use crate::text::Lang;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Member {
    pub id: AccountId,
    pub handle: String,
    pub display_name: String,
    pub lang: Lang,
    /// The browser that asks; none for an API token.
    pub session: Option<SessionId>,
    /// With `None` for the whole installation.
    pub(super) roles: Vec<(Role, Option<CityId>)>,
}

impl Member {
    /// Somebody without a role, for tests and measures of commands.
    #[cfg(any(test, feature = "measure"))]
    pub fn assumed(id: AccountId, handle: &str) -> Self {
        Self {
            id,
            handle: handle.to_owned(),
            display_name: handle.to_owned(),
            lang: Lang::En,
            session: None,
            roles: Vec::new(),
        }
    }

    /// Whether the member holds the role in this city. An owner holds every role everywhere, an
    /// operator every role of their city.
    pub fn holds(&self, role: Role, city: CityId) -> bool {
        self.roles.iter().any(|&(held, place)| match held {
            Role::Owner => true,
            Role::Operator => place == Some(city),
            held => held == role && place == Some(city),
        })
    }

    pub fn is_owner(&self) -> bool {
        self.roles.iter().any(|&(role, _)| role == Role::Owner)
    }

    /// Whether there is any desk for this member.
    pub fn has_desk(&self) -> bool {
        self.roles
            .iter()
            .any(|&(role, _)| matches!(role, Role::Owner | Role::Operator | Role::Moderator))
    }
}

/// Who asks, as the session or the token says.
fn signed(parts: &Parts) -> Option<Member> {
    let signed = parts.extensions.get::<Arc<Signed>>()?;
    Some(signed.member.clone())
}

impl FromRequestParts<App> for Member {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        signed(parts).ok_or(Error::SignedOut)
    }
}

/// A reader who may or may not be signed in.
#[derive(Debug, Clone)]
pub struct Reader(pub Option<Member>);

impl FromRequestParts<App> for Reader {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Self::Rejection> {
        Ok(Self(signed(parts)))
    }
}

/// Who runs the installation and opens cities.
#[derive(Debug, Clone)]
pub struct Owner(pub Member);

impl FromRequestParts<App> for Owner {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let member = Member::from_request_parts(parts, app).await?;
        // What one may not see does not exist.
        if member.is_owner() {
            Ok(Self(member))
        } else {
            Err(Error::NotFound)
        }
    }
}
