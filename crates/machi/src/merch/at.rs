//! Which item of the desk's city a request is about.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use store::{Tx, args};

use crate::app::App;
use crate::at;
use crate::cities::CityOperator;
use crate::error::{Error, Result};
use crate::ids::MerchItemId;

/// Somebody who runs the city, at one of its items.
#[derive(Debug, Clone)]
pub(super) struct AtItem {
    pub(super) by: CityOperator,
    pub(super) item: MerchItemId,
}

impl FromRequestParts<App> for AtItem {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let by = CityOperator::from_request_parts(parts, app).await?;
        let item: MerchItemId = at::id(parts, app, "item").await?;
        let city = by.city.id;
        let read = app.read(async |tx: &mut Tx| {
            let sql = "select 1 from merch_item where id = $1 and city_id = $2";
            Ok(tx.optional::<(i64,)>(sql, args![item, city]).await?)
        });
        read.await?.ok_or(Error::NotFound)?;
        Ok(Self { by, item })
    }
}
