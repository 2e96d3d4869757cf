//! Takes the points of a city that nobody used in time, once a day.

use futures_util::FutureExt;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rules::expiry::{expired, first_living};
use rules::ledger::Kind;
use store::Tx;

use super::award::{CALLED_OFF_BY_OPERATOR, EXPIRED, moves};
use super::rule::{self, Rule};
use crate::app::App;
use crate::cities::Cities;
use crate::error::Result;
use crate::ids::{AccountId, CityId};
use crate::ledger::{Account, Unit, held_by_members};
use crate::text::when;
use crate::timers::{self, Timer};

/// Members who are looked at in one transaction.
const MEMBERS_MAX: i64 = 200;

/// The timer of a city whose points expire. Its subject is the city.
pub const EXPIRE: timers::Kind = timers::Kind {
    name: "points-expire",
    claim_ms: 30 * 60 * 1_000,
    attempts_max: 100,
    run: |app, timer| expire(app, timer).boxed(),
};

pub(super) async fn look_now(tx: &mut Tx, city: CityId) -> Result<()> {
    let now_ms = tx.now_ms();
    timers::schedule(tx, EXPIRE.name, city.get(), now_ms).await
}

async fn expire(app: &App, timer: Timer) -> Result<()> {
    let id = CityId::from(timer.subject_id);
    let rule = app.read(async |tx: &mut Tx| rule::of(tx, id).await).await?;
    let (Some(rule), Some(city)) = (rule, app.view::<Cities>()?.by_id(id)) else {
        return Ok(());
    };
    let today = when::civil(app.now_ms(), &city.zone).date();
    if today > rule.spares_until(None, &city.zone) {
        let mut owner = 0;
        while let Some(last) = app
            .write(async |tx: &mut Tx| some(tx, id, rule, &city.zone, owner).await)
            .await?
        {
            owner = last;
        }
    }
    let tomorrow_ms = start_ms(today.saturating_add(1.days()), &city.zone);
    app.write(async |tx: &mut Tx| timers::schedule(tx, EXPIRE.name, id.get(), tomorrow_ms).await)
        .await
}

/// Takes what has expired of the members after this one; answers the last, if there may be more.
async fn some(
    tx: &mut Tx,
    city: CityId,
    rule: Rule,
    zone: &TimeZone,
    owner: i64,
) -> Result<Option<i64>> {
    let now_ms = tx.now_ms();
    let today = when::civil(now_ms, zone).date();
    let since_ms = start_ms(first_living(today, rule.months), zone);
    let which = (CALLED_OFF_BY_OPERATOR, MEMBERS_MAX);
    let held = held_by_members(tx, Unit::Points(city), owner, since_ms, which).await?;
    for one in &held {
        let amount = expired(one.balance, one.earned_since);
        if amount == 0 || today <= rule.spares_until(one.returned_at_ms, zone) {
            continue;
        }
        let member = AccountId::from(one.owner_id);
        let ways = (Account::member(member), Account::of(Kind::Expired), amount);
        let key = format!("points-expired:{city}:{member}:{now_ms}");
        moves(tx, city, ways, &key, EXPIRED).await?;
    }
    let full = i64::try_from(held.len()).is_ok_and(|count| count == MEMBERS_MAX);
    Ok(held.last().filter(|_| full).map(|last| last.owner_id))
}

fn start_ms(day: Date, zone: &TimeZone) -> i64 {
    zone.to_ambiguous_zoned(day.at(0, 0, 0, 0))
        .compatible()
        .map_or(i64::MAX, |start| start.timestamp().as_millisecond())
}
