//! Who is kept out of a city's lotteries, and who is linked, as the desk lists them.

use store::{Tx, args};

use super::LISTED_MAX;
use super::link::PERSON_MAX;
use crate::error::Result;
use crate::ids::CityId;

store::row! {
    /// An account that is kept out.
    pub(super) struct Barred {
        pub(super) handle: String,
        pub(super) name: String,
        pub(super) reason: String,
        pub(super) until_ms: Option<i64>,
        /// Empty for an account that is gone.
        pub(super) barred_by: String,
        pub(super) barred_at_ms: i64,
    }
}

store::row! {
    /// An account that is one of several of a person.
    pub(super) struct Linked {
        pub(super) person: i64,
        pub(super) handle: String,
        pub(super) name: String,
        /// Empty for an account that is gone.
        pub(super) linked_by: String,
        pub(super) linked_at_ms: i64,
    }
}

/// Whoever is kept out now, the latest first.
pub(super) async fn barred(tx: &mut Tx, city: CityId) -> Result<Vec<Barred>> {
    // `account` belongs to accounts.
    let sql = "select a.handle, a.display_name as name, b.reason, b.until_ms,
                 coalesce(o.handle, '') as barred_by, b.barred_at_ms
               from lottery_bar b join account a on a.id = b.account_id
               left join account o on o.id = b.barred_by
               where b.city_id = $1 and (b.until_ms is null or b.until_ms > $2)
               order by b.barred_at_ms desc, a.handle limit $3";
    Ok(tx.all(sql, args![city, tx.now_ms(), LISTED_MAX]).await?)
}

/// The linked accounts, person by person, the latest first.
pub(super) async fn linked(tx: &mut Tx, city: CityId) -> Result<Vec<Vec<Linked>>> {
    // `account` belongs to accounts.
    let sql = "select l.person, a.handle, a.display_name as name,
                 coalesce(o.handle, '') as linked_by, l.linked_at_ms
               from lottery_link l join account a on a.id = l.account_id
               left join account o on o.id = l.linked_by
               where l.city_id = $1 order by l.person desc, a.handle limit $2";
    let rows: Vec<Linked> = tx.all(sql, args![city, LISTED_MAX + PERSON_MAX]).await?;
    let mut people: Vec<Vec<Linked>> = Vec::new();
    for row in rows {
        match people.last_mut() {
            Some(person) if person[0].person == row.person => person.push(row),
            _ => people.push(vec![row]),
        }
    }
    Ok(people)
}
