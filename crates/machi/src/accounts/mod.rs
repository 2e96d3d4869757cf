//! People: who one is, how one signs in, and what one may do.

pub mod alias;
mod api;
mod avatar;
mod caller;
mod change_password;
pub mod demo;
mod edit_profile;
mod follow_lists;
pub mod invitation;
mod invitation_page;
pub mod languages;
pub mod mail_address;
mod me_api;
pub mod named;
mod open_sessions;
mod page;
pub mod password;
mod permission;
pub mod person_tabs;
pub mod profile;
mod put_alias;
pub mod reset;
mod role;
pub mod session;
mod sessions;
mod set_language;
pub(crate) mod settings;
mod sign_in;
mod sign_out;
mod sign_up;
pub mod token;

use axum::Router;
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub use alias::Network;
pub use avatar::{hue, letter};
pub use caller::Caller;
pub use change_password::{change_password, reset_password};
pub use edit_profile::{ProfileForm, edit_profile};
pub use follow_lists::{FollowLists, follow_lists, set_follow_lists};
pub use permission::{Member, Owner, Reader};
pub use profile::{Profile, by_handle, profile, profile_of};
pub use put_alias::{alias_name, alias_of, put_alias};
pub use role::{RoleHolder, city_roles, give_role, take_role};
pub use sessions::{MEMORY_S, Sessions};
pub use sign_in::{Proven, sign_in};
pub use sign_out::{own_session, sign_out, sign_out_everywhere};
pub use sign_up::{NewAccount, SignUp, check, create, display_name_problem, sign_up};

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
    page::routes()
        .merge(mail_address::pages())
        .merge(reset::pages())
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
        .merge(me_api::routes())
        .merge(mail_address::api())
        .merge(reset::api())
}

#[cfg(test)]
mod tests;
