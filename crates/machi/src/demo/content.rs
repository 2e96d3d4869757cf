//! What the demo shows: the packs that come with Machi, and their events moved to this week.

use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use anyhow::{Context, anyhow, ensure};
use jiff::ToSpan;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use store::Tx;

use super::origin;
use crate::app::App;
use crate::cities::{Cities, City};
use crate::imports::{self, Bar, Report};
use crate::packs::{self, Pack};
use crate::text::Lang;
use crate::text::when::civil;

/// The cities of the demo, by their packs.
const PACKS: [&str; 3] = ["new-york", "tokyo", "osaka"];
/// The files of a pack that decide what it opens.
const FILES: [&str; 3] = ["city.toml", "neighbourhoods.geojson", "places.csv"];
/// How long the views may take to see what was written.
const SETTLE: Duration = Duration::from_secs(30);

/// Opens the cities and brings in their events, unless the same were brought in this week.
pub(super) async fn fill(app: &App) -> anyhow::Result<()> {
    let known = app
        .read(async |tx: &mut Tx| Ok(origin::filled_with(tx).await?))
        .await?;
    if fingerprint(app)?.as_ref() == Some(&known) {
        return Ok(());
    }
    for name in PACKS {
        open_city(app, name).await?;
    }
    settle(app).await?;
    for name in PACKS {
        bring_events(app, name).await?;
    }
    settle(app).await?;
    let content = fingerprint(app)?.context("a city of the demo was not opened")?;
    app.write(async |tx: &mut Tx| Ok(origin::note_filled(tx, &content).await?))
        .await?;
    Ok(())
}

async fn open_city(app: &App, name: &str) -> anyhow::Result<()> {
    let pack = Pack::find(name)?;
    let opened = app
        .write(async |tx: &mut Tx| packs::open(tx, &pack).await)
        .await?;
    let count = |tally: packs::Tally| tally.new + tally.changed + tally.same;
    writeln!(
        std::io::stdout(),
        "{}: {} neighbourhoods, {} places",
        pack.city.names.get(Lang::En),
        count(opened.neighbourhoods),
        count(opened.places)
    )?;
    Ok(())
}

/// The pack's own events, moved by whole weeks so that they begin in this one.
async fn bring_events(app: &App, name: &str) -> anyhow::Result<()> {
    let Some((mut job, bytes)) = imports::shipped(app, name)? else {
        return Ok(());
    };
    let this_week = monday(app, &job.city);
    if let Some(moved) = &mut job.moved {
        moved.today = this_week;
    }
    let bar = Bar::default();
    let done = imports::run(app, &job, bytes, &bar.listener()).await;
    drop(bar);
    let Report { kept, dates, .. } = done.map_err(|stopped| anyhow!("{stopped}"))?.report;
    writeln!(
        std::io::stdout(),
        "{}: {dates} dates from {kept} rows of {}, moved to the week of {this_week}",
        job.city.names.get(Lang::En),
        job.source.name
    )?;
    Ok(())
}

async fn settle(app: &App) -> anyhow::Result<()> {
    let end = app.store().last_recorded().await?;
    ensure!(
        app.views().wait_for(end, SETTLE).await,
        "the views do not follow the change log"
    );
    Ok(())
}

/// What the database would be filled with now: this program, the packs' files, and this week in
/// each city. None while a city is not open.
fn fingerprint(app: &App) -> anyhow::Result<Option<String>> {
    let program = std::fs::metadata(std::env::current_exe()?)?;
    let built = program.modified()?.duration_since(UNIX_EPOCH)?;
    let mut sum = Sha256::new();
    sum.update(program.len().to_be_bytes());
    sum.update(built.as_nanos().to_be_bytes());
    let cities = app.view::<Cities>()?;
    for name in PACKS {
        let Some(city) = cities.by_slug(name) else {
            return Ok(None);
        };
        sum.update(monday(app, &city).to_string());
        for file in FILES {
            sum.update(packs::shipped_file(name, file).unwrap_or_default());
        }
        if let Some((_, events)) = imports::shipped(app, name)? {
            sum.update(events);
        }
    }
    let hex = |byte: &u8| format!("{byte:02x}");
    Ok(Some(sum.finalize().iter().map(hex).collect()))
}

/// The day on which this week began in the city.
fn monday(app: &App, city: &Arc<City>) -> Date {
    let today = civil(app.now_ms(), &city.zone).date();
    let since = i64::from(today.weekday().to_monday_zero_offset());
    today.checked_sub(since.days()).unwrap_or(today)
}
