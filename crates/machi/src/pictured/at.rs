//! Who may take a counter-photo down.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use store::{Tx, args};

use crate::accounts::{Member, Role};
use crate::app::App;
use crate::at;
use crate::error::{Error, Result};
use crate::ids::{CityId, NoteId, PhotoId};

/// The `{note}` of the path.
#[derive(Debug, Clone, Copy)]
pub(super) struct AtNote(pub(super) NoteId);

impl FromRequestParts<App> for AtNote {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        at::id(parts, app, "note").await.map(Self)
    }
}

/// Somebody who keeps the city of the note healthy, and the photo that they are looking at.
#[derive(Debug, Clone)]
pub(super) struct Keeper {
    pub(super) member: Member,
    pub(super) city: CityId,
    pub(super) note: NoteId,
    pub(super) photo: PhotoId,
}

impl FromRequestParts<App> for Keeper {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let member = Member::from_request_parts(parts, app).await?;
        let note: NoteId = at::id(parts, app, "note").await?;
        let photo: PhotoId = at::id(parts, app, "photo").await?;
        let found = app
            .read(async |tx: &mut Tx| {
                let sql = "select city_id from note where id = $1";
                Ok(tx.optional::<(CityId,)>(sql, args![note]).await?)
            })
            .await?;
        let (city,) = found.ok_or(Error::NotFound)?;
        // What one may not see does not exist.
        if member.holds(Role::Moderator, city) {
            Ok(Self {
                member,
                city,
                note,
                photo,
            })
        } else {
            Err(Error::NotFound)
        }
    }
}
