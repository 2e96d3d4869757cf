//! The city that is a reader's own, where an address names none.

use std::sync::Arc;

use store::Tx;

use super::{Cities, City, CityPeople, CityState};
use crate::accounts::{Member, profile_of};
use crate::app::App;
use crate::error::Result;

/// Their home, else the first open city that they joined, else the first that is open.
pub async fn own_city(app: &App, reader: Option<&Member>) -> Result<Option<Arc<City>>> {
    let mut open = app.view::<Cities>()?.all();
    open.retain(|city| city.state == CityState::Open);
    if let Some(reader) = reader {
        let account = reader.id;
        let profile = app.read(async |tx: &mut Tx| profile_of(tx, account).await);
        let home = profile.await?.home_city;
        let people = app.view::<CityPeople>()?;
        // A stable sort: among equals the first stays first.
        open.sort_by_key(|city| (home != Some(city.id), !people.members.has(city.id, account)));
    }
    Ok(open.into_iter().next())
}
