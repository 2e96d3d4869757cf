//! Fills a city with notes in several sizes and measures the same things on each, as ratios of what
//! an empty answer costs on the same machine in the same run.

mod at_the_door;
mod draws;
mod book;
mod fill;
mod in_process;
mod over_http;
mod people;
mod photos;
mod plot;
mod report;
mod server;
mod wrk;

use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;

/// Measures Machi on generated cities.
#[derive(Debug, Parser)]
struct Arguments {
    /// Notes in the city, one run for each.
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000, 1_000_000])]
    notes: Vec<i64>,
    /// An empty PostgreSQL database to measure on, instead of SQLite in a temporary folder.
    #[arg(long)]
    postgres: Option<String>,
    /// Seconds of each measure.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Measure draws, and nothing else.
    #[arg(long)]
    draws: bool,
    /// Measure how photos are taken in, and nothing else.
    #[arg(long)]
    photos: bool,
    /// The server's program.
    #[arg(long)]
    machi: PathBuf,
    /// Where the report (Markdown) and the plot (SVG) go.
    #[arg(long)]
    out: PathBuf,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let lasts = Duration::from_secs(arguments.seconds);
    std::fs::create_dir_all(&arguments.out)?;
    if arguments.photos {
        return photos::measure(&arguments.machi, &arguments.out, lasts).await;
    }
    if arguments.draws {
        return report::say(&report::drawn(&draws::measure()?));
    }
    let mut runs = Vec::new();
    for &notes in &arguments.notes {
        report::say(&format!("{notes} notes: filling"))?;
        let folder = tempfile::tempdir()?;
        let database = match &arguments.postgres {
            Some(url) => url.clone(),
            None => format!("sqlite:{}", folder.path().join("machi.db").display()),
        };
        let city = fill::fill(&database, notes).await?;
        report::say(&format!("{notes} notes: filled in {:?}", city.took))?;
        let served = over_http::measure(&arguments.machi, &database, folder.path(), &city, lasts);
        let served = served.await?;
        let commands = in_process::measure(&database, &city, lasts).await?;
        runs.push(report::Run {
            notes,
            served,
            commands,
        });
        if arguments.postgres.is_some() {
            fill::wipe(&database).await?;
        }
    }
    report::say("drawing")?;
    let draws = draws::measure()?;
    report::say("looking people up")?;
    let people = people::measure();
    let name = if arguments.postgres.is_some() {
        "postgresql"
    } else {
        "sqlite"
    };
    report::write(&arguments.out, name, &runs, (&people, &draws))?;
    plot::draw(&arguments.out.join(format!("{name}.svg")), &runs)
}
