//! What the demo's people publish, and who of the others goes: by the commands that members use.

use anyhow::Context;
use serde::Deserialize;
use store::{Tx, args};

use crate::accounts::demo::demo_member;
use crate::accounts::{self, Member, Role};
use crate::app::App;
use crate::cities::{Cities, City};
use crate::draws::Issuer;
use crate::error::Result;
use crate::going::{Wish, go};
use crate::ids::{EventId, OccurrenceId, PlaceId, SeatTypeId};
use crate::organisers::Organiser;
use crate::publishing::{EventInput, publish};
use crate::text::when;

#[derive(Deserialize)]
struct Told {
    events: Vec<Published>,
}

/// An event of the file beside this one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Published {
    city: String,
    /// A handle.
    by: String,
    /// From today on.
    in_days: i64,
    /// Of one that repeats: its last day, from today on.
    #[serde(default)]
    until_days: i64,
    /// The pack's key.
    place: String,
    /// How many answer to its first date.
    goers: usize,
    event: EventInput,
}

/// Publishes them; answers how many.
pub(super) async fn fill(app: &App, guests: &[Member]) -> anyhow::Result<usize> {
    let told = toml::from_str::<Told>(include_str!("content/events.toml"))
        .context("the demo's own events")?;
    for (at, published) in told.events.iter().enumerate() {
        let city = app.view::<Cities>()?.by_slug(&published.city);
        let city = city.with_context(|| format!("{} is not open", published.city))?;
        app.write(async |tx: &mut Tx| {
            let Some(event) = put(tx, &city, published).await? else {
                return Ok(());
            };
            let others = guests.iter().filter(|guest| guest.handle != published.by);
            let others: Vec<_> = others.cycle().skip(at * 5).take(published.goers).collect();
            answer(app, tx, event, &others).await
        })
        .await?;
    }
    Ok(told.events.len())
}

async fn put(
    tx: &mut Tx,
    city: &std::sync::Arc<City>,
    published: &Published,
) -> Result<Option<EventId>> {
    let Some(member) = demo_member(tx, &published.by).await? else {
        return Ok(None);
    };
    accounts::give_role(tx, None, member.id, Role::Organiser, Some(city.id)).await?;
    // Read again, with the role.
    let Some(member) = demo_member(tx, &published.by).await? else {
        return Ok(None);
    };
    // A demo that was stopped while it was filled goes on with the others.
    let sql = "select 1 from event where host_id = $1";
    if tx
        .optional::<(i64,)>(sql, args![member.id])
        .await?
        .is_some()
    {
        return Ok(None);
    }
    let by = Organiser::of(member, city.clone())?;
    let today = when::civil(tx.now_ms(), &city.zone).date();
    let day = |days: i64| {
        today
            .saturating_add(jiff::Span::new().days(days))
            .to_string()
    };
    let sql = "select p.id from place p join source s on s.id = p.source_id
               where p.city_id = $1 and s.kind = 'pack' and p.source_key = $2";
    let place = tx
        .optional::<(PlaceId,)>(sql, args![city.id, published.place])
        .await?;
    let input = EventInput {
        day: day(published.in_days),
        until: if published.until_days > 0 {
            day(published.until_days)
        } else {
            String::new()
        },
        place: place.map(|(place,)| place),
        location: if place.is_none() {
            published.place.clone()
        } else {
            String::new()
        },
        ..published.event.clone()
    };
    publish(tx, &by, &input).await.map(Some)
}

async fn answer(app: &App, tx: &mut Tx, event: EventId, others: &[&Member]) -> Result<()> {
    let sql = "select id from occurrence where event_id = $1 order by starts_at_ms limit 1";
    let (first,): (OccurrenceId,) = tx.one(sql, args![event]).await?;
    let sql = "select id from seat_type where event_id = $1 order by position";
    let types: Vec<(SeatTypeId,)> = tx.all(sql, args![event]).await?;
    for (at, guest) in others.iter().enumerate() {
        let seat_type = (!types.is_empty()).then(|| types[at % types.len()].0);
        let wish = Wish {
            party: 1,
            seat_type,
        };
        go(Issuer::of(app), tx, guest, (event, first), wish).await?;
    }
    Ok(())
}
