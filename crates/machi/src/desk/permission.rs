//! Who may come to the desk.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::accounts::{Member, Role};
use crate::app::App;
use crate::cities::{City, InCity};
use crate::error::{Error, Result};

/// Somebody for whom there is a desk, of whichever city.
#[derive(Debug, Clone)]
pub struct AtDesk(pub Member);

impl FromRequestParts<App> for AtDesk {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let member = Member::from_request_parts(parts, app).await?;
        // What one may not see does not exist.
        if member.has_desk() {
            Ok(Self(member))
        } else {
            Err(Error::NotFound)
        }
    }
}

/// Somebody who keeps the city named in the path: its moderators and its operators.
#[derive(Debug, Clone)]
pub struct CityKeeper {
    pub member: Member,
    pub city: Arc<City>,
}

impl FromRequestParts<App> for CityKeeper {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let AtDesk(member) = AtDesk::from_request_parts(parts, app).await?;
        let InCity(city) = InCity::from_request_parts(parts, app).await?;
        if member.holds(Role::Moderator, city.id) {
            Ok(Self { member, city })
        } else {
            Err(Error::NotFound)
        }
    }
}
