//! Writes what a source says of its events: new ones, changes, and what is no longer on.

use std::collections::{HashMap, HashSet};

use store::{Tx, args};

use super::rows::{self, EventRow, OccurrenceRow};
use super::{EventDraft, OccurrenceDraft, Price, Saved, Scope, Tells};
use crate::cities::City;
use crate::error::{Error, Result, refuse};
use crate::ids::{EventId, SourceId};
use crate::text::Names;

/// Occurrences of one event; a source that names more is cut at the latest.
const OCCURRENCES_MAX: usize = 1_000;
const TITLE_CHARS_MAX: usize = 300;
const TEXT_CHARS_MAX: usize = 500;
const DESCRIPTION_CHARS_MAX: usize = 10_000;
const URL_CHARS_MAX: usize = 2_000;

/// Writes one event of a source. A draft that says nothing new changes nothing. Recording the
/// change is left to the caller: `EventChanged` for one, `ImportFinished` for many.
pub async fn save(tx: &mut Tx, city: &City, draft: EventDraft) -> Result<Saved> {
    let rows = tx
        .all::<EventRow>(
            "select * from event where source_id = $1 and source_key = $2",
            args![draft.source, draft.source_key],
        )
        .await?;
    let occurrences = tx
        .all::<OccurrenceRow>(
            "select o.* from occurrence o join event e on e.id = o.event_id
             where e.source_id = $1 and e.source_key = $2",
            args![draft.source, draft.source_key],
        )
        .await?;
    Existing::of(draft.source, Scope::ALL, rows, occurrences)
        .save(tx, city, draft)
        .await
}

/// Writes an event that a member publishes here: a new one, or what it is now. A date that the
/// draft no longer names is called off; whoever took it learns of it. Recording the change is left
/// to the caller.
pub async fn publish(
    tx: &mut Tx,
    city: &City,
    id: Option<EventId>,
    draft: EventDraft,
) -> Result<Saved> {
    let rows = tx
        .all::<EventRow>(
            "select * from event where id = $1 and source_id is null",
            args![id],
        )
        .await?;
    if id.is_some() && rows.is_empty() {
        return Err(Error::NotFound);
    }
    let occurrences = tx
        .all::<OccurrenceRow>("select * from occurrence where event_id = $1", args![id])
        .await?;
    Existing::of(None, Scope::ALL, rows, occurrences)
        .save(tx, city, draft)
        .await
}

/// What is stored of a source's events, read once for a whole import.
pub struct Existing {
    /// None for what is published here.
    source: Option<SourceId>,
    scope: Scope,
    by_key: HashMap<String, Stored>,
    named: HashSet<String>,
}

struct Stored {
    event: EventRow,
    occurrences: HashMap<String, OccurrenceRow>,
}

impl Existing {
    /// Reads everything that is stored of the source, to hear what it says within the scope.
    pub async fn load(tx: &mut Tx, source: SourceId, scope: Scope) -> Result<Self> {
        let rows = tx
            .all::<EventRow>("select * from event where source_id = $1", args![source])
            .await?;
        let occurrences = tx
            .all::<OccurrenceRow>(
                "select o.* from occurrence o join event e on e.id = o.event_id where e.source_id = $1",
                args![source],
            )
            .await?;
        Ok(Self::of(Some(source), scope, rows, occurrences))
    }

    fn of(
        source: Option<SourceId>,
        scope: Scope,
        rows: Vec<EventRow>,
        occurrences: Vec<OccurrenceRow>,
    ) -> Self {
        let mut by_event: HashMap<EventId, HashMap<String, OccurrenceRow>> = HashMap::new();
        for row in occurrences {
            let of_event = by_event.entry(row.event_id).or_default();
            of_event.insert(row.source_key.clone(), row);
        }
        let stored = |event: EventRow| Stored {
            occurrences: by_event.remove(&event.id).unwrap_or_default(),
            event,
        };
        Self {
            source,
            scope,
            by_key: rows
                .into_iter()
                .map(stored)
                .map(|stored| (stored.event.source_key.clone(), stored))
                .collect(),
            named: HashSet::new(),
        }
    }

    /// As [`save`], without reading again. Later drafts with the same key change the same event.
    pub async fn save(&mut self, tx: &mut Tx, city: &City, draft: EventDraft) -> Result<Saved> {
        if draft.source != self.source {
            return Err(anyhow::anyhow!("a draft of another source").into());
        }
        let draft = tidied(draft);
        if draft.titles.is_empty() {
            return refuse("events-title-missing", "titles");
        }
        self.named.insert(draft.source_key.clone());
        match self.by_key.get_mut(&draft.source_key) {
            Some(stored) => change(tx, city, stored, &draft, self.scope).await,
            None => {
                let stored = insert(tx, city, &draft).await?;
                let id = stored.event.id;
                self.by_key.insert(draft.source_key, stored);
                Ok(Saved::New(id))
            }
        }
    }

    /// Calls off every event to come that no draft has named since `load` although its next date
    /// lies in the scope: its source took it away. Where dates stand for themselves, those in the
    /// scope are off and the event only with its last one. What is over stays as it was. Answers
    /// those that changed.
    pub async fn cancel_unnamed(&mut self, tx: &mut Tx) -> Result<Vec<EventId>> {
        let mut called_off = Vec::new();
        for (key, stored) in &mut self.by_key {
            if !self.named.contains(key) && cancel(tx, stored, self.scope).await? {
                called_off.push(stored.event.id);
            }
        }
        Ok(called_off)
    }
}

/// Calls off what the scope has of the event. Whether anything was left to call off.
async fn cancel(tx: &mut Tx, stored: &mut Stored, scope: Scope) -> Result<bool> {
    let now_ms = tx.now_ms();
    let ahead = |row: &OccurrenceRow| row.starts_at_ms >= now_ms && !row.cancelled;
    let rows = stored.occurrences.values().filter(|row| ahead(row));
    let next_ms = rows.map(|row| row.starts_at_ms).min();
    let (false, Some(next_ms)) = (stored.event.cancelled, next_ms) else {
        return Ok(false);
    };
    let mut rows = stored.occurrences.values().filter(|row| ahead(row));
    let whole = match scope.tells {
        Tells::Events => scope.span.contains(next_ms),
        Tells::Dates => rows.all(|row| scope.span.contains(row.starts_at_ms)),
    };
    if whole {
        stored.event.cancelled = true;
    } else if scope.tells == Tells::Events || !cancel_occurrences(tx, stored, &[], scope).await? {
        return Ok(false);
    }
    stored.event.sequence += 1;
    rows::update(tx, &stored.event).await?;
    Ok(true)
}

async fn insert(tx: &mut Tx, city: &City, draft: &EventDraft) -> Result<Stored> {
    let event = rows::insert(tx, city, draft).await?;
    let mut occurrences = HashMap::new();
    for occurrence in &draft.occurrences {
        let row = rows::insert_occurrence(tx, event.id, occurrence).await?;
        occurrences.insert(row.source_key.clone(), row);
    }
    Ok(Stored { event, occurrences })
}

async fn change(
    tx: &mut Tx,
    city: &City,
    stored: &mut Stored,
    draft: &EventDraft,
    scope: Scope,
) -> Result<Saved> {
    let id = stored.event.id;
    let changed = change_occurrences(tx, stored, draft).await?;
    let moved = cancel_occurrences(tx, stored, &draft.occurrences, scope).await? || changed;
    let mut event = rows::row(id, stored.event.sequence, city, draft);
    if !moved && event == stored.event {
        return Ok(Saved::Same(id));
    }
    let old = &stored.event;
    let elsewhere = (
        event.place_id,
        &event.location_text,
        event.lat_e6,
        event.lon_e6,
    ) != (old.place_id, &old.location_text, old.lat_e6, old.lon_e6);
    if moved || elsewhere || event.cancelled != old.cancelled {
        event.sequence += 1;
    }
    rows::update(tx, &event).await?;
    stored.event = event;
    Ok(Saved::Changed(id))
}

/// Whether people who go have to learn of it.
async fn change_occurrences(tx: &mut Tx, stored: &mut Stored, draft: &EventDraft) -> Result<bool> {
    let mut moved = false;
    for occurrence in &draft.occurrences {
        match stored.occurrences.get_mut(&occurrence.source_key) {
            None => {
                let row = rows::insert_occurrence(tx, stored.event.id, occurrence).await?;
                stored.occurrences.insert(row.source_key.clone(), row);
                moved = true;
            }
            Some(row) => {
                let new = rows::occurrence_row(row.id, stored.event.id, occurrence);
                if new != *row {
                    rows::update_occurrence(tx, &new).await?;
                    *row = new;
                    moved = true;
                }
            }
        }
    }
    Ok(moved)
}

/// An occurrence to come that its source no longer names is called off and not deleted, so that
/// calendars which took it learn of it. One that is over stays as it was: feeds forget the past.
async fn cancel_occurrences(
    tx: &mut Tx,
    stored: &mut Stored,
    named: &[OccurrenceDraft],
    scope: Scope,
) -> Result<bool> {
    let named: HashSet<&str> = named.iter().map(|at| at.source_key.as_str()).collect();
    let now_ms = tx.now_ms();
    let mut any = false;
    for row in stored.occurrences.values_mut() {
        let ahead = row.starts_at_ms >= now_ms && !row.cancelled;
        let unnamed = !named.contains(row.source_key.as_str()) && scope.has_date(row.starts_at_ms);
        if ahead && unnamed {
            row.cancelled = true;
            rows::update_occurrence(tx, row).await?;
            any = true;
        }
    }
    Ok(any)
}

/// The draft within our bounds: texts clipped, the address one that a reader can follow safely.
fn tidied(mut draft: EventDraft) -> EventDraft {
    draft.titles = clipped_names(&draft.titles, TITLE_CHARS_MAX);
    draft.descriptions = clipped_names(&draft.descriptions, DESCRIPTION_CHARS_MAX);
    draft.location_text = clipped(&draft.location_text, TEXT_CHARS_MAX);
    draft.price_text = clipped(&draft.price_text, TEXT_CHARS_MAX);
    draft.organiser = clipped(&draft.organiser, TEXT_CHARS_MAX);
    draft.url = web_address(&draft.url).unwrap_or_default();
    draft.online_url = web_address(&draft.online_url).unwrap_or_default();
    if let Price::Range {
        min_minor,
        max_minor,
    } = draft.price
    {
        draft.price = Price::between(min_minor, max_minor);
    }
    draft
        .occurrences
        .sort_by_key(|occurrence| occurrence.starts_at_ms);
    let mut seen = HashSet::new();
    draft
        .occurrences
        .retain(|occurrence| seen.insert(occurrence.source_key.clone()));
    draft.occurrences.truncate(OCCURRENCES_MAX);
    draft
}

/// An address that a reader can follow safely, as it is kept.
pub fn web_address(typed: &str) -> Option<String> {
    let url = url::Url::parse(typed.trim()).ok()?;
    let safe = matches!(url.scheme(), "http" | "https") && url.as_str().len() <= URL_CHARS_MAX;
    safe.then(|| url.into())
}

fn clipped_names(names: &Names, chars_max: usize) -> Names {
    Names::new(
        names
            .iter()
            .map(|(lang, text)| (lang, clipped(text, chars_max))),
    )
}

fn clipped(text: &str, chars_max: usize) -> String {
    let text = text.trim();
    match text.char_indices().nth(chars_max.saturating_sub(1)) {
        Some((at, last)) if text.len() > at + last.len_utf8() => format!("{}…", &text[..at]),
        _ => text.to_owned(),
    }
}
