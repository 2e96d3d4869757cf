//! The demo's weekly lotteries, and who takes part: by the commands that operators and members use.

use anyhow::Context;
use jiff::ToSpan;
use serde::Deserialize;
use store::{Tx, args};

use super::shelves::operator;
use super::told::Person;
use crate::accounts::Member;
use crate::app::App;
use crate::cities::{Cities, City};
use crate::draws::Issuer;
use crate::error::Result;
use crate::ids::{AccountId, OccurrenceId};
use crate::lottery::{self, LotteryInput, PersonInput, Way};
use crate::text::{Lang, Names, when};

/// Of those who live in the demo, each such one takes part…
const STEP: usize = 3;
/// …and of these each such one without a post.
const FREELY: usize = 4;
const BORN: &str = "1990-01";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    lotteries: Vec<Weekly>,
}

/// A lottery of the file beside this one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Weekly {
    city: String,
    /// The English title of the event whose seats are its prizes.
    event: String,
    title: String,
    /// Where those who take part live.
    residence: String,
    value_minor: i64,
}

/// Publishes them; answers how many.
pub(super) async fn fill(
    app: &App,
    people: &[Person],
    members: &[Member],
) -> anyhow::Result<usize> {
    let told = toml::from_str::<Told>(include_str!("content/lotteries.toml"))
        .context("the demo's lotteries")?;
    for weekly in &told.lotteries {
        let city = app.view::<Cities>()?.by_slug(&weekly.city);
        let city = city.with_context(|| format!("{} is not open", weekly.city))?;
        let lives_here = |member: &&Member| {
            let mut people = people.iter();
            people.any(|person| person.home == city.slug && person.handle == member.handle)
        };
        let members: Vec<_> = members.iter().filter(lives_here).collect();
        app.write(async |tx: &mut Tx| open(app, tx, (&city, weekly), &members).await)
            .await?;
    }
    Ok(told.lotteries.len())
}

async fn open(
    app: &App,
    tx: &mut Tx,
    (city, weekly): (&std::sync::Arc<City>, &Weekly),
    members: &[&Member],
) -> Result<()> {
    let (Some(by), Some((date, host))) = (operator(tx, city).await?, date(tx, city, weekly).await?)
    else {
        return Ok(());
    };
    let id = lottery::make(tx, &by, &input(tx.now_ms(), city, weekly, date)).await?;
    lottery::publish(Issuer::of(app), tx, &by, id).await?;
    let person = PersonInput {
        born: BORN.into(),
        residence: weekly.residence.clone(),
    };
    let others = members.iter().filter(|member| member.id != host);
    for (at, member) in others.step_by(STEP).enumerate() {
        lottery::tell(tx, member, &person).await?;
        let way = if at % FREELY == 0 {
            Way::Free
        } else {
            Way::Post
        };
        lottery::enter(tx, member, city, id, Some(way)).await?;
    }
    Ok(())
}

/// The date of its event, and whose it is; none in a demo that was filled before there were lotteries.
async fn date(
    tx: &mut Tx,
    city: &City,
    weekly: &Weekly,
) -> Result<Option<(OccurrenceId, AccountId)>> {
    let sql = "select o.id, e.host_id, e.titles from occurrence o join event e on e.id = o.event_id
               where e.city_id = $1 and e.host_id is not null order by o.starts_at_ms";
    let rows = tx.all::<(OccurrenceId, AccountId, Names)>(sql, args![city.id]);
    let mut rows = rows.await?.into_iter();
    let found = rows.find(|(_, _, titles)| titles.get(Lang::En) == weekly.event);
    Ok(found.map(|(date, host, _)| (date, host)))
}

fn input(now_ms: i64, city: &City, weekly: &Weekly, occurrence: OccurrenceId) -> LotteryInput {
    let today = when::civil(now_ms, &city.zone).date();
    LotteryInput {
        title: weekly.title.clone(),
        community: String::new(),
        occurrence,
        opens: format!("{}T00:00", today.saturating_sub(4.days())),
        closes: format!("{}T20:00", today.saturating_add(5.days())),
        prizes: 3,
        alternates: 9,
        notes_max: 3,
        min_age: 18,
        value_minor: weekly.value_minor,
        entered_from: Vec::new(),
        retail: false,
        accept_hours: 48,
    }
}
