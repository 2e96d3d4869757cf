//! People: who one is, how one signs in, and what one may do.

mod permission;
pub mod session;

use axum::Router;
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use permission::{Member, Owner, Reader};

/// What an account may do beyond what every member may, in one city or, for `Owner`, everywhere.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Organiser,
    Steward,
    Moderator,
    Operator,
    Owner,
}

impl Role {
    pub const ALL: [Self; 5] = [
        Self::Organiser,
        Self::Steward,
        Self::Moderator,
        Self::Operator,
        Self::Owner,
    ];

    /// As the `role` column holds it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Organiser => "organiser",
            Self::Steward => "steward",
            Self::Moderator => "moderator",
            Self::Operator => "operator",
            Self::Owner => "owner",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

pub fn pages() -> Router<App> {
    Router::new()
}

pub fn api() -> OpenApiRouter<App> {
    OpenApiRouter::new()
}
