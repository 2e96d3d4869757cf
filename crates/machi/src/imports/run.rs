//! One import: a file, read, tied to the city and written in one transaction.

use std::fmt;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::DateTime;
use store::{Tx, args};

use super::draft::{Draft, Fault, FileProblem, Parsed, Reason};
use super::reader::{Kind, Listener, Progress, Reading};
use super::report::Report;
use super::resolve::{self, Located, Resolver};
use super::scope;
use super::shift::{self, MoveTo};
use crate::app::App;
use crate::changes::{self, Change};
use crate::cities::put::Put;
use crate::cities::{City, CityState, Spot};
use crate::error::{Error, Refusal, Result};
use crate::events::{EventDraft, Existing, Saved, Scope};
use crate::ids::{AccountId, ImportId, SourceId};
use crate::places;
use crate::places::put::PlaceDraft;
use crate::places::source::SourceDraft;
use crate::text::when::civil;

/// A file or the answer of a feed.
pub const FILE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Recurring events are written out from a month back to thirteen months ahead.
const MONTHS_BACK: i32 = 1;
const MONTHS_AHEAD: i32 = 13;
/// Reports that are kept of each source.
const REPORTS_MAX: i64 = 50;
/// How far outside of the city's bounds something may lie and still belong to it.
const MARGIN_E6: i64 = 20_000;

/// What to import, and how.
#[derive(Debug, Clone)]
pub struct Job {
    pub city: Arc<City>,
    pub kind: Kind,
    pub source: SourceDraft,
    /// The file's name, or the feed's address.
    pub file: String,
    pub by: Option<AccountId>,
    /// The demo's move of past events.
    pub moved: Option<MoveTo>,
    /// Only look: everything is done, and undone.
    pub dry_run: bool,
}

/// What an import came to. Without ids when it was only looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    pub written: Option<(ImportId, SourceId)>,
    pub report: Report,
}

/// Why an import did not come about; nothing of it is kept.
#[derive(Debug)]
pub enum Stopped {
    /// The file is not what it should be.
    File {
        file: String,
        problem: FileProblem,
    },
    Other(Error),
}

impl From<Stopped> for Error {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Other(error) => error,
            Stopped::File { file, problem } => Refusal::new(problem.fault.key())
                .on("file")
                .with("file", file)
                .with("line", problem.line.unwrap_or(1).to_string())
                .with("field", problem.field)
                .into(),
        }
    }
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { file, problem } => write!(f, "{file}: {problem}"),
            Self::Other(error) => error.fmt(f),
        }
    }
}

/// Reads the file and writes what it holds into the city, all of it or nothing.
pub async fn run(
    app: &App,
    job: &Job,
    bytes: Vec<u8>,
    listener: &Listener,
) -> Result<Done, Stopped> {
    let mut parsed = read(app, job, bytes, listener).await?;
    let moved_days = move_all(job, &mut parsed);
    let written = app
        .write(async |tx: &mut Tx| {
            let done = write(tx, job, &parsed, moved_days.as_deref(), listener).await?;
            if job.dry_run {
                // Whatever fails is undone: the answer goes out the same way.
                return Err(Error::Broken(anyhow::Error::new(Undone(done.report))));
            }
            Ok(done)
        })
        .await;
    match written {
        Ok(done) => Ok(done),
        Err(Error::Broken(error)) => match error.downcast::<Undone>() {
            Ok(Undone(report)) => Ok(Done {
                written: None,
                report,
            }),
            Err(error) => Err(Stopped::Other(Error::Broken(error))),
        },
        Err(error) => Err(Stopped::Other(error)),
    }
}

/// A finished import that must not be kept.
#[derive(Debug)]
struct Undone(Report);

impl fmt::Display for Undone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the import was only looked at")
    }
}

impl std::error::Error for Undone {}

async fn read(
    app: &App,
    job: &Job,
    bytes: Vec<u8>,
    listener: &Listener,
) -> Result<Parsed, Stopped> {
    let stopped = |problem| Stopped::File {
        file: job.file.clone(),
        problem,
    };
    if job.city.state == CityState::Archived {
        let refusal = Refusal::new("imports-city-archived");
        return Err(Stopped::Other(refusal.into()));
    }
    if bytes.len() > FILE_BYTES_MAX {
        return Err(stopped(FileProblem::new(Fault::TooLarge)));
    }
    let now = civil(app.now_ms(), &job.city.zone);
    let reading = Reading {
        zone: job.city.zone.clone(),
        currency: job.city.currency,
        lang: job.city.locale,
        from: moved_by(now, -MONTHS_BACK),
        until: moved_by(now, MONTHS_AHEAD),
        bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        listener: listener.clone(),
    };
    let kind = job.kind;
    tokio::task::spawn_blocking(move || kind.read(&bytes, &reading))
        .await
        .map_err(|error| Stopped::Other(anyhow::Error::new(error).into()))?
        .map_err(stopped)
}

fn moved_by(at: DateTime, months: i32) -> DateTime {
    at.checked_add(months.months()).unwrap_or(at)
}

/// Moves the drafts, when asked to; answers by how many days each.
fn move_all(job: &Job, parsed: &mut Parsed) -> Option<Vec<i64>> {
    let days = shift::days(&parsed.events, job.moved?, &job.city.zone);
    for (draft, days) in parsed.events.iter_mut().zip(&days) {
        shift::moved(draft, *days, &job.city.zone);
    }
    Some(days)
}

async fn write(
    tx: &mut Tx,
    job: &Job,
    parsed: &Parsed,
    moved_days: Option<&[i64]>,
    listener: &Listener,
) -> Result<Done> {
    let started_at_ms = tx.now_ms();
    let mut report = Report::default();
    let mut outside = Vec::new();
    let (source, mut changed) = places::source::put(tx, job.city.id, &job.source).await?;
    write_places(tx, job, source, parsed, (&mut report, &mut outside)).await?;
    let named = places::named::in_city(tx, job.city.id).await?;
    let resolver = Resolver::new(&job.city, &named);
    let scope = scope::of(job, parsed);
    let mut existing = Existing::load(tx, source, scope.unwrap_or(Scope::ALL)).await?;
    let of = u64::try_from(parsed.events.len()).unwrap_or(u64::MAX);
    for (done, draft) in (1_u64..).zip(&parsed.events) {
        if draft.spot.is_some_and(|spot| !is_inside(&job.city, spot)) {
            outside.push((draft.line, draft.titles.get(draft.lang)));
            continue;
        }
        let located = resolver.locate(draft);
        let at = usize::try_from(done - 1).unwrap_or(0);
        let days = moved_days
            .and_then(|days| days.get(at))
            .copied()
            .unwrap_or(0);
        let draft = event_draft(job, source, draft, located, days);
        tally(&mut report, &draft);
        count(&mut report, existing.save(tx, &job.city, draft).await?);
        listener(Progress::Writing { done, of });
    }
    if scope.is_some() {
        let gone = existing.cancel_unnamed(tx).await?;
        report.removed = u64::try_from(gone.len()).unwrap_or(u64::MAX);
    }
    let report = finished(job, parsed, report, &outside);
    changed |= report.new + report.changed + report.removed > 0;
    let import = record(tx, job, source, started_at_ms, &report).await?;
    if changed {
        let change = Change::ImportFinished { import, source };
        changes::record(tx, job.city.id, change).await?;
    }
    Ok(Done {
        written: Some((import, source)),
        report,
    })
}

/// The report, with the rows that were read well but lie elsewhere.
fn finished(job: &Job, parsed: &Parsed, counted: Report, outside: &[(u64, &str)]) -> Report {
    let mut all = Parsed {
        kept_rows: parsed.kept_rows,
        skipped: parsed.skipped.clone(),
        ..Parsed::default()
    };
    for &(line, title) in outside {
        all.skip(line, "", Reason::OutsideCity, title);
        all.kept_rows = all.kept_rows.saturating_sub(1);
    }
    let told = Report::of(&job.file, &all);
    Report {
        file: told.file,
        kept: told.kept,
        skipped: told.skipped,
        reasons: told.reasons,
        ..counted
    }
}

async fn write_places<'p>(
    tx: &mut Tx,
    job: &Job,
    source: SourceId,
    parsed: &'p Parsed,
    (report, outside): (&mut Report, &mut Vec<(u64, &'p str)>),
) -> Result<()> {
    let mut drafts = Vec::new();
    for venue in &parsed.venues {
        if !is_inside(&job.city, venue.spot) {
            outside.push((venue.line, venue.names.get(job.city.locale)));
            continue;
        }
        let neighbourhood = job.city.neighbourhood_at(venue.spot);
        drafts.push(PlaceDraft {
            source_key: venue.key.clone(),
            names: venue.names.clone(),
            category: venue.category,
            spot: venue.spot,
            neighbourhood: neighbourhood.map(|neighbourhood| neighbourhood.id),
        });
    }
    for (_, put) in places::put::put(tx, job.city.id, source, &drafts).await? {
        match put {
            Put::New => report.new += 1,
            Put::Changed => report.changed += 1,
            Put::Same => report.same += 1,
        }
    }
    Ok(())
}

fn is_inside(city: &City, spot: Spot) -> bool {
    let (low, high) = (city.south_west, city.north_east);
    (low.lat_e6 - MARGIN_E6..=high.lat_e6 + MARGIN_E6).contains(&spot.lat_e6)
        && (low.lon_e6 - MARGIN_E6..=high.lon_e6 + MARGIN_E6).contains(&spot.lon_e6)
}

fn event_draft(
    job: &Job,
    source: SourceId,
    draft: &Draft,
    located: Located,
    moved_days: i64,
) -> EventDraft {
    EventDraft {
        source: Some(source),
        source_key: draft.key.clone(),
        titles: draft.titles.clone(),
        descriptions: draft.descriptions.clone(),
        lang: draft.lang,
        community: resolve::community(&job.city.communities, draft),
        place: located.place,
        neighbourhood: located.neighbourhood,
        location_text: located.text,
        spot: draft.spot,
        price: draft.price,
        price_text: draft.price_text.clone(),
        url: draft.url.clone(),
        organiser: draft.organiser.clone(),
        host: None,
        online_url: String::new(),
        moved_days,
        cancelled: draft.cancelled,
        occurrences: draft.occurrences.clone(),
    }
}

fn tally(report: &mut Report, draft: &EventDraft) {
    report.dates += u64::try_from(draft.occurrences.len()).unwrap_or(u64::MAX);
    report.at_place += u64::from(draft.place.is_some());
    report.in_neighbourhood += u64::from(draft.neighbourhood.is_some());
    report.in_community += u64::from(draft.community.is_some());
    report.free += u64::from(draft.price.is_free());
}

fn count(report: &mut Report, saved: Saved) {
    match saved {
        Saved::New(_) => report.new += 1,
        Saved::Changed(_) => report.changed += 1,
        Saved::Same(_) => report.same += 1,
    }
}

/// Writes the report and forgets the oldest ones of the source.
async fn record(
    tx: &mut Tx,
    job: &Job,
    source: SourceId,
    started_at_ms: i64,
    report: &Report,
) -> Result<ImportId> {
    let id = ImportId::from(tx.new_id());
    let json = serde_json::to_string(report).map_err(anyhow::Error::from)?;
    tx.execute(
        "insert into import (id, source_id, file, imported_by, started_at_ms, finished_at_ms,
           kept, skipped, report)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            id,
            source,
            job.file,
            job.by,
            started_at_ms,
            tx.now_ms(),
            i64::try_from(report.kept).unwrap_or(i64::MAX),
            i64::try_from(report.skipped).unwrap_or(i64::MAX),
            json
        ],
    )
    .await?;
    tx.execute(
        "delete from import where source_id = $1 and id not in
           (select id from import where source_id = $1 order by id desc limit $2)",
        args![source, REPORTS_MAX],
    )
    .await?;
    Ok(id)
}
