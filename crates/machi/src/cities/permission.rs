//! Which city a request is about, and who runs it.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;

use super::{Cities, City};
use crate::accounts::{Member, Role};
use crate::app::App;
use crate::error::{Error, Result};

/// The city named by `{city}` in the path.
#[derive(Debug, Clone)]
pub struct InCity(pub Arc<City>);

impl FromRequestParts<App> for InCity {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let Path(path) = Path::<HashMap<String, String>>::from_request_parts(parts, app)
            .await
            .map_err(|_| Error::NotFound)?;
        let slug = path.get("city").ok_or(Error::NotFound)?;
        app.view::<Cities>()?
            .by_slug(slug)
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
