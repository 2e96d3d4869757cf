//! Who publishes in a city.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::accounts::{Member, Role};
use crate::app::App;
use crate::cities::{City, InCity};
use crate::error::{Error, Result};

/// Somebody who may publish events in the city named in the path: its organisers and its operators.
#[derive(Debug, Clone)]
pub struct Organiser {
    pub member: Member,
    pub city: Arc<City>,
}

impl Organiser {
    /// The member as an organiser of the city, if they are one.
    pub(crate) fn of(member: Member, city: Arc<City>) -> Result<Self> {
        if member.holds(Role::Organiser, city.id) {
            Ok(Self { member, city })
        } else {
            Err(Error::NotFound)
        }
    }
}

#[cfg(feature = "measure")]
impl Organiser {
    /// Somebody whom nobody asked for their role, for measures of commands.
    pub fn assumed(member: Member, city: Arc<City>) -> Self {
        Self { member, city }
    }
}

impl FromRequestParts<App> for Organiser {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let member = Member::from_request_parts(parts, app).await?;
        let InCity(city) = InCity::from_request_parts(parts, app).await?;
        Self::of(member, city)
    }
}
