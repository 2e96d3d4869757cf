//! Sources with their feeds and reports, as the desk and the API list them.

use store::{Tx, args};

use super::feeds::Problem;
use super::reader::Kind;
use super::report::Report;
use crate::error::{Error, Result};
use crate::ids::{AccountId, CityId, ImportId, SourceId};

/// Sources of one page.
const SOURCES_MAX: i64 = 500;
/// Reports of one page.
pub const IMPORTS_PAGE: i64 = 50;

/// A source of imports, with its feed and its last run.
#[derive(Debug, Clone)]
pub struct Source {
    pub id: SourceId,
    pub kind: Kind,
    pub name: String,
    pub url: String,
    pub attribution: String,
    pub feed: Option<Feed>,
    pub last: Option<Summary>,
}

/// How a source is fetched.
#[derive(Debug, Clone)]
pub struct Feed {
    pub address: String,
    pub every_ms: i64,
    pub paused: bool,
    pub due_at_ms: i64,
    pub fetched_at_ms: Option<i64>,
    pub failures: i64,
    pub problem: Option<Problem>,
}

/// One run.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    pub id: ImportId,
    pub source: SourceId,
    pub source_name: String,
    pub file: String,
    pub by: Option<AccountId>,
    pub finished_at_ms: i64,
    pub kept: i64,
    pub skipped: i64,
}

store::row! {
    struct SourceRow {
        id: SourceId,
        kind: String,
        key: String,
        name: String,
        url: String,
        attribution: String,
        every_ms: Option<i64>,
        paused: Option<bool>,
        due_at_ms: Option<i64>,
        fetched_at_ms: Option<i64>,
        failures: Option<i64>,
        problem: Option<String>,
    }
}

store::row! {
    struct SummaryRow {
        id: ImportId,
        source_id: SourceId,
        source_name: String,
        file: String,
        imported_by: Option<AccountId>,
        finished_at_ms: i64,
        kept: i64,
        skipped: i64,
    }
}

/// The city's sources of imports, by name; packs are none.
pub async fn all(tx: &mut Tx, city: CityId) -> Result<Vec<Source>> {
    let rows: Vec<SourceRow> = tx
        .all(
            "select s.id, s.kind, s.key, s.name, s.url, s.attribution, f.every_ms, f.paused,
               f.due_at_ms, f.fetched_at_ms, f.failures, f.problem
             from source s left join feed f on f.source_id = s.id
             where s.city_id = $1 and s.kind <> 'pack' order by s.name, s.id limit $2",
            args![city, SOURCES_MAX],
        )
        .await?;
    let lasts: Vec<SummaryRow> = tx
        .all(
            "select i.id, i.source_id, s.name as source_name, i.file, i.imported_by,
               i.finished_at_ms, i.kept, i.skipped
             from import i join source s on s.id = i.source_id
             where s.city_id = $1
               and i.id = (select max(id) from import where source_id = i.source_id)
             limit $2",
            args![city, SOURCES_MAX],
        )
        .await?;
    let mut lasts: std::collections::HashMap<_, _> = lasts
        .into_iter()
        .map(|row| (row.source_id, summary(row)))
        .collect();
    let sources = rows.into_iter().filter_map(|row| {
        let last = lasts.remove(&row.id);
        source(row, last)
    });
    Ok(sources.collect())
}

/// One source with its feed; `NotFound` for another city's.
pub async fn one(tx: &mut Tx, city: CityId, id: SourceId) -> Result<Source> {
    let sources = all(tx, city).await?;
    let found = sources.into_iter().find(|source| source.id == id);
    found.ok_or(Error::NotFound)
}

/// The city's runs, newest first, from before this one on.
pub async fn imports(
    tx: &mut Tx,
    city: CityId,
    source: Option<SourceId>,
    before: Option<ImportId>,
) -> Result<Vec<Summary>> {
    let rows: Vec<SummaryRow> = tx
        .all(
            "select i.id, i.source_id, s.name as source_name, i.file, i.imported_by,
               i.finished_at_ms, i.kept, i.skipped
             from import i join source s on s.id = i.source_id
             where s.city_id = $1 and i.id < $2 and (s.id = $3 or $3 = 0)
             order by i.id desc limit $4",
            args![
                city,
                before.map_or(i64::MAX, ImportId::get),
                source.map_or(0, SourceId::get),
                IMPORTS_PAGE
            ],
        )
        .await?;
    Ok(rows.into_iter().map(summary).collect())
}

/// One run with its report; `NotFound` for another city's.
pub async fn import(tx: &mut Tx, city: CityId, id: ImportId) -> Result<(Summary, Report)> {
    let row: Option<SummaryRow> = tx
        .optional(
            "select i.id, i.source_id, s.name as source_name, i.file, i.imported_by,
               i.finished_at_ms, i.kept, i.skipped
             from import i join source s on s.id = i.source_id
             where s.city_id = $1 and i.id = $2",
            args![city, id],
        )
        .await?;
    let row = row.ok_or(Error::NotFound)?;
    let (json,): (String,) = tx
        .one("select report from import where id = $1", args![id])
        .await?;
    let report = Report::read(&json).map_err(anyhow::Error::from)?;
    Ok((summary(row), report))
}

fn source(row: SourceRow, last: Option<Summary>) -> Option<Source> {
    let feed = row.every_ms.map(|every_ms| Feed {
        address: row.key,
        every_ms,
        paused: row.paused.unwrap_or(false),
        due_at_ms: row.due_at_ms.unwrap_or(0),
        fetched_at_ms: row.fetched_at_ms,
        failures: row.failures.unwrap_or(0),
        problem: row
            .problem
            .and_then(|told| serde_json::from_str(&told).ok()),
    });
    Some(Source {
        id: row.id,
        kind: Kind::parse(&row.kind)?,
        name: row.name,
        url: row.url,
        attribution: row.attribution,
        feed,
        last,
    })
}

fn summary(row: SummaryRow) -> Summary {
    Summary {
        id: row.id,
        source: row.source_id,
        source_name: row.source_name,
        file: row.file,
        by: row.imported_by,
        finished_at_ms: row.finished_at_ms,
        kept: row.kept,
        skipped: row.skipped,
    }
}
