//! Applications of those who want to publish in a city, as they are read.

use store::{Tx, args};

use crate::error::Result;
use crate::ids::{AccountId, ApplicationId, CityId};

/// Open applications that the desk shows, the oldest first.
const OPEN_MAX: i64 = 200;

store::row! {
    /// What somebody said who asks to publish, and what was answered.
    #[derive(Debug, Clone)]
    pub(super) struct Application {
        pub(super) id: ApplicationId,
        pub(super) account_id: AccountId,
        pub(super) handle: String,
        pub(super) display_name: String,
        /// Under which they publish.
        pub(super) name: String,
        pub(super) about: String,
        pub(super) url: String,
        pub(super) created_at_ms: i64,
        pub(super) decided_at_ms: Option<i64>,
        pub(super) accepted: Option<bool>,
        pub(super) reason: String,
    }
}

macro_rules! applications_where {
    ($rest:literal) => {
        concat!(
            "select o.id, o.account_id, a.handle, a.display_name, o.name, o.about, o.url,
               o.created_at_ms, o.decided_at_ms, o.accepted, o.reason
             from organiser_application o join account a on a.id = o.account_id where ",
            $rest
        )
    };
}

/// What the member asked for last in this city.
pub(super) async fn last_of(
    tx: &mut Tx,
    city: CityId,
    account: AccountId,
) -> Result<Option<Application>> {
    Ok(tx
        .optional(
            applications_where!("o.city_id = $1 and o.account_id = $2 order by o.id desc limit 1"),
            args![city, account],
        )
        .await?)
}

/// Those that nobody has decided yet, the oldest first.
pub(super) async fn open(tx: &mut Tx, city: CityId) -> Result<Vec<Application>> {
    Ok(tx
        .all(
            applications_where!(
                "o.city_id = $1 and o.decided_at_ms is null order by o.id limit $2"
            ),
            args![city, OPEN_MAX],
        )
        .await?)
}

/// The name under which the member was accepted to publish in this city, if they were.
pub async fn name_of(tx: &mut Tx, city: CityId, account: AccountId) -> Result<Option<String>> {
    let row = tx.optional::<(String,)>(
        "select name from organiser_application
         where city_id = $1 and account_id = $2 and accepted order by id desc limit 1",
        args![city, account],
    );
    Ok(row.await?.map(|(name,)| name))
}
