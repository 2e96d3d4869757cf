//! Who got a city's free seats lately: sums, and nobody's name.

use store::{Tx, args};

use super::DAY_MS;
use crate::error::Result;
use crate::ids::CityId;

/// So many days up to now are counted.
pub(super) const DAYS: i64 = 90;

store::row! {
    /// The seats that were offered within the last [`DAYS`] and accepted. One that was given back or called
    /// off is not among them.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(super) struct Fair {
        pub(super) seats: i64,
        /// Of how many campaigns they are.
        pub(super) campaigns: i64,
        /// To how many accounts they went, each counted once. Who is gone is not counted: that two seats went
        /// to one account is not known any more.
        pub(super) people: i64,
        /// Of the seats, those whose accounts are gone.
        pub(super) seats_gone: i64,
        /// Of the people, those who had no seat of a campaign of the city before.
        pub(super) first_timers: i64,
        /// How many accounts asked for a seat of one of these campaigns, each counted once. Who is gone, or
        /// took it back, is not counted.
        pub(super) applicants: i64,
    }
}

impl Fair {
    /// First-timers of the people, rounded down: what is published is not better than it was. None without
    /// people.
    pub(super) fn first_timers_percent(&self) -> Option<i64> {
        (self.people > 0).then(|| self.first_timers * 100 / self.people)
    }
}

/// Of the last [`DAYS`].
pub(super) async fn fair(tx: &mut Tx, city: CityId) -> Result<Fair> {
    // SQLite keeps the order of a `cross join`: what is read is as many days, however old the city is.
    let sql = "with given as (
        select s.campaign_id, s.account_id from campaign_seat s cross join campaign c
        where s.offered_at_ms > $2 and s.state = 'accepted' and c.id = s.campaign_id
          and c.city_id = $1)
      select count(*) as seats, count(distinct campaign_id) as campaigns,
        count(distinct account_id) as people, count(*) - count(account_id) as seats_gone,
        (select count(distinct g.account_id) from given g where not exists (
           select 1 from campaign_seat b join campaign bc on bc.id = b.campaign_id
           where b.account_id = g.account_id and bc.city_id = $1 and b.state = 'accepted'
             and b.offered_at_ms <= $2)) as first_timers,
        (select count(distinct a.account_id) from campaign_application a
         where a.campaign_id in (select campaign_id from given) and a.withdrawn_at_ms is null)
          as applicants
      from given";
    let since_ms = tx.now_ms() - DAYS * DAY_MS;
    Ok(tx.one(sql, args![city, since_ms]).await?)
}
