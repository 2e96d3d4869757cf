//! `machi doctor`: is everything as it should be?

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use anyhow::bail;
use store::{Store, Tx, args};

use crate::settings::Settings;
use crate::start;
use crate::timers::Failed;
use crate::views::Views;

/// Complaints shown of one check.
const SHOWN_MAX: usize = 10;
/// How often views are compared that differ, and how long it is waited in between.
const TRIES_MAX: usize = 3;
const TRY_PAUSE: Duration = Duration::from_millis(500);

/// Files go within seconds where a server runs and its store answers.
const REMOVAL_MS_MAX: i64 = 24 * 60 * 60 * 1_000;

/// A view's things in words, by their names.
type Content = BTreeMap<String, String>;

#[derive(Debug, clap::Args)]
pub(super) struct Doctor {}

impl Doctor {
    /// Prints a line for each check; fails when one of them found something.
    pub(super) async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let mut ill = report("key file", &key_file(&settings.master_key_path()));
        let store = start::store(&settings).await?;
        ill += report("database", &store.check().await?);
        ill += report("timers", &timers(&store).await?);
        let (photos, complaints) = photos(&store).await?;
        ill += report(&format!("photos ({photos})"), &complaints);
        let (transfers, complaints) = book(&store).await?;
        ill += report(&format!("book ({transfers})"), &complaints);
        for (view, complaints) in views(&store).await? {
            ill += report(&view, &complaints);
        }
        store.close().await;
        if ill > 0 {
            bail!("{ill} of these need somebody to look");
        }
        Ok(())
    }
}

/// 1 when there is something to report.
fn report(what: &str, complaints: &[String]) -> usize {
    println!(
        "{}  {what}",
        if complaints.is_empty() { "ok " } else { "BAD" }
    );
    for complaint in complaints.iter().take(SHOWN_MAX) {
        println!("     {complaint}");
    }
    if let Some(more) = complaints
        .len()
        .checked_sub(SHOWN_MAX)
        .filter(|more| *more > 0)
    {
        println!("     and {more} more");
    }
    usize::from(!complaints.is_empty())
}

fn key_file(path: &Path) -> Vec<String> {
    let name = path.display();
    match std::fs::metadata(path) {
        Err(error) => vec![format!("{name} cannot be read: {error}")],
        Ok(file) if file.permissions().mode() & 0o077 != 0 => {
            vec![format!("{name} can be read by others: chmod 600 {name}")]
        }
        Ok(_) => Vec::new(),
    }
}

/// What was to be done at a time, and failed so often that nobody tries any more.
async fn timers(store: &Store) -> anyhow::Result<Vec<String>> {
    let read = store.read(async |tx: &mut Tx| crate::timers::failed(tx).await);
    let words = |timer: Failed| format!("{} {}: {}", timer.kind, timer.subject_id, timer.reason);
    Ok(read.await?.into_iter().map(words).collect())
}

/// How many there are, and whether files wait for their removal for a day: `machi photos check` looks
/// at the files themselves.
async fn photos(store: &Store) -> anyhow::Result<(i64, Vec<String>)> {
    let read = store.read(async |tx: &mut Tx| {
        let long_ago_ms = tx.now_ms() - REMOVAL_MS_MAX;
        let sql = "select count(*) from photo where stored_at_ms is not null";
        let (photos,) = tx.one::<(i64,)>(sql, args![]).await?;
        let sql = "select count(*) from photo_removal where since_ms < $1";
        let (waiting,) = tx.one::<(i64,)>(sql, args![long_ago_ms]).await?;
        Ok::<_, store::Error>((photos, waiting))
    });
    let (photos, waiting) = read.await?;
    let complaint = format!("the files of {waiting} photos wait for their removal for a day");
    let complaints = (waiting > 0).then_some(complaint);
    Ok((photos, complaints.into_iter().collect()))
}

/// How many transfers there are, and whether every balance is the sum of its entries.
async fn book(store: &Store) -> anyhow::Result<(i64, Vec<String>)> {
    let audited = crate::ledger::complaints(store).await;
    audited.map_err(|error| anyhow::anyhow!("{error}"))
}

/// A view with what is wrong with it.
type Compared = (String, Vec<String>);

/// Compares what each view holds after following the whole log with what the tables hold: they
/// differ when a command forgot to record a change, or a view to read one. On a city in use
/// something may be written between the two readings; what stays different is wrong.
async fn views(store: &Store) -> anyhow::Result<Vec<Compared>> {
    let followed = start::views();
    let mut compared = Vec::new();
    for _ in 0..TRIES_MAX {
        followed.reach_the_end(store).await?;
        let rebuilt = start::views();
        rebuilt.rebuild(store).await?;
        compared = compare(&followed, &rebuilt);
        if compared.iter().all(|(_, complaints)| complaints.is_empty()) {
            break;
        }
        tokio::time::sleep(TRY_PAUSE).await;
    }
    Ok(compared)
}

fn compare(followed: &Views, rebuilt: &Views) -> Vec<Compared> {
    let pairs = followed.contents().into_iter().zip(rebuilt.contents());
    let one = |((name, followed), (_, rebuilt)): ((&str, Content), (&str, Content))| {
        let name = name.rsplit("::").next().unwrap_or(name);
        let title = format!("view {name} ({})", rebuilt.len());
        (title, differences(&followed, &rebuilt))
    };
    pairs.map(one).collect()
}

fn differences(followed: &Content, rebuilt: &Content) -> Vec<String> {
    let mut found = Vec::new();
    for (name, thing) in rebuilt {
        match followed.get(name) {
            None => found.push(format!("{name} is in the tables, and the log did not tell")),
            Some(other) if other != thing => {
                found.push(format!("{name} is not what the tables hold"));
            }
            Some(_) => {}
        }
    }
    let gone = followed.keys().filter(|name| !rebuilt.contains_key(*name));
    found.extend(gone.map(|name| format!("{name} is no longer in the tables")));
    found
}
