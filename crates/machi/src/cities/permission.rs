//! Which city a request is about, and who runs it.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::{Cities, City};
use crate::accounts::{Member, Role};
use crate::app::App;
use crate::at;
use crate::error::{Error, Result};

/// The city named by `{city}` in the path.
#[derive(Debug, Clone)]
pub struct InCity(pub Arc<City>);

impl FromRequestParts<App> for InCity {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let slug = at::part(parts, app, "city").await?;
        app.view::<Cities>()?
            .by_slug(&slug)
            .map(Self)
            .ok_or(Error::NotFound)
    }
}

/// Somebody who runs the city named in the path.
#[derive(Debug, Clone)]
pub struct CityOperator {
    pub member: Member,
    pub city: Arc<City>,
}

impl FromRequestParts<App> for CityOperator {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let member = Member::from_request_parts(parts, app).await?;
        let InCity(city) = InCity::from_request_parts(parts, app).await?;
        // What one may not see does not exist.
        if member.holds(Role::Operator, city.id) {
            Ok(Self { member, city })
        } else {
            Err(Error::NotFound)
        }
    }
}
