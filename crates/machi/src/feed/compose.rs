//! Which notes one reader's page holds, from the view in memory.

use std::collections::binary_heap::PeekMut;
use std::collections::{BinaryHeap, HashSet};
use std::iter;
use std::sync::Arc;

use rules::feed::{Candidate, Page, Ties, order, ties_milli};

use super::cursor::{ByTime, Cursor, ForYou};
use crate::cities::Spot;
use crate::ids::{CommunityId, NoteId};
use crate::notes::{CityNotes, Entry};
use crate::social::Viewer;

/// Notes on a page.
pub const PAGE_NOTES: usize = 24;
/// Notes of one standing after the other that are put in a reader's order together.
const WINDOW_NOTES: usize = 240;
/// Of the people whom the reader follows, the latest notes that stand in the first window whatever
/// the city thinks of them.
const FOLLOWED_NOTES: usize = 60;
/// Notes that one page looks at before it gives up on finding more that the reader may see.
const LOOKED_AT_MAX: usize = 5_000;
/// Sponsored notes among which one page looks for those that it has a place for.
const SPONSORED_LOOKED_AT_MAX: usize = 500;

/// What a reader asks to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    #[default]
    ForYou,
    Following,
    Latest,
}

/// The reader, as far as the order needs to know.
#[derive(Debug, Default)]
pub struct Taste {
    pub viewer: Arc<Viewer>,
    pub joined: HashSet<CommunityId>,
    /// Where they say they are.
    pub near: Option<Spot>,
}

/// One page.
#[derive(Debug, Default, PartialEq)]
pub struct Listing {
    pub notes: Vec<NoteId>,
    pub next: Option<Cursor>,
    /// Pages before this one.
    pub page: usize,
    /// How many of the notes are sponsored.
    pub sponsored: usize,
}

impl Taste {
    fn ties(&self, entry: &Entry) -> Ties {
        let spot = self.near.zip(entry.spot);
        Ties {
            followed: self.viewer.follows(entry.author),
            joined: !self.joined.is_empty()
                && entry.communities.iter().any(|id| self.joined.contains(id)),
            metres: spot.map(|(near, spot)| metres(near, spot)),
        }
    }

    fn candidate(&self, id: NoteId, entry: &Entry) -> Candidate {
        Candidate {
            id: id.get(),
            author: entry.author.get(),
            standing_milli: entry.standing_milli,
            ties: self.ties(entry),
        }
    }

    fn shows(&self, entry: &Entry) -> bool {
        !self.viewer.hides(entry.author)
    }

    /// It may stand where its rank puts it, and waits for no place.
    fn shows_at_once(&self, entry: &Entry) -> bool {
        !entry.sponsored && self.shows(entry)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "metres on Earth fit, and a float becomes the nearest"
)]
fn metres(from: Spot, to: Spot) -> i64 {
    from.metres_to(to).round() as i64
}

/// A page of the tab, after the cursor. A cursor of another tab begins anew.
pub(super) fn page(notes: &CityNotes, tab: Tab, taste: &Taste, after: Option<Cursor>) -> Listing {
    let end = NoteId::from(i64::MAX);
    let at = match after {
        Some(Cursor::Before(at)) => at,
        _ => ByTime::from(end),
    };
    match (tab, after) {
        (Tab::ForYou, Some(Cursor::ForYou(at))) => for_you(notes, taste, at),
        (Tab::ForYou, _) => {
            let newest = notes.latest(end).next().map_or(end, |(id, _)| id);
            for_you(notes, taste, ForYou::first(newest))
        }
        (Tab::Latest, _) => {
            let sponsored = notes.latest_sponsored(at.sponsored);
            let sponsored = sponsored.take(SPONSORED_LOOKED_AT_MAX);
            by_time(notes.latest(at.before), sponsored, taste)
        }
        (Tab::Following, _) => {
            let followed = of_followed(notes, taste, at.before);
            let entries = followed.filter_map(|id| Some((id, notes.get(id)?)));
            let sponsored = notes.latest_sponsored(at.sponsored);
            let sponsored = sponsored.take(SPONSORED_LOOKED_AT_MAX);
            let sponsored = sponsored.filter(|(_, entry)| taste.viewer.follows(entry.author));
            by_time(entries, sponsored, taste)
        }
    }
}

/// What is newest first. A sponsored note waits for a place that it may have, and is not lost: the
/// cursor says which ones still wait.
fn by_time<'a>(
    newest_first: impl Iterator<Item = (NoteId, &'a Entry)>,
    sponsored: impl Iterator<Item = (NoteId, &'a Entry)>,
    taste: &Taste,
) -> Listing {
    let sponsored = sponsored.filter(|(_, entry)| taste.shows(entry));
    let mut page = Page::new(PAGE_NOTES, sponsored.map(|(id, _)| (id.get(), id)));
    let mut last = None;
    for (looked_at, (id, entry)) in newest_first.enumerate() {
        let ends = page.is_full() || looked_at == LOOKED_AT_MAX;
        if ends || (taste.shows_at_once(entry) && !page.put(id.get(), id)) {
            let next = last.map(|last| after(last, page.waits()));
            return listing(page, 0, next);
        }
        last = Some(id);
    }
    page.end();
    listing(page, 0, None)
}

/// Where the next page goes on behind this note, when of the sponsored ones this one is next.
fn after(last: NoteId, waits: Option<i64>) -> Cursor {
    let just_above = waits.map_or(last.get(), |id| id.saturating_add(1));
    Cursor::Before(ByTime {
        before: last,
        sponsored: last.max(NoteId::from(just_above)),
    })
}

/// The latest notes of those whom the reader follows, the newest first.
fn of_followed(notes: &CityNotes, taste: &Taste, before: NoteId) -> impl Iterator<Item = NoteId> {
    let followed = taste.viewer.followed.iter();
    let mut authors: Vec<_> = followed
        .filter(|author| !taste.viewer.hides(**author))
        .map(|author| notes.by(*author, before))
        .collect();
    // The newest that each author has left; many are followed, and few of their notes stand here.
    let mut newest: BinaryHeap<(NoteId, usize)> = authors
        .iter_mut()
        .enumerate()
        .filter_map(|(author, notes)| Some((notes.next()?, author)))
        .collect();
    iter::from_fn(move || {
        let mut top = newest.peek_mut()?;
        let (note, author) = *top;
        match authors[author].next() {
            Some(next) => *top = (next, author),
            None => drop(PeekMut::pop(top)),
        }
        Some(note)
    })
}

fn for_you(notes: &CityNotes, taste: &Taste, from: ForYou) -> Listing {
    let until = NoteId::from(from.newest.get().saturating_add(1));
    let pulled = of_followed(notes, taste, until).take(FOLLOWED_NOTES);
    let pulled: Vec<NoteId> = pulled.collect();
    let first = ForYou::first(from.newest).below;
    let mut at = from;
    let mut page = Page::new(PAGE_NOTES, sponsored_for(notes, taste, from));
    for _ in 0..LOOKED_AT_MAX / WINDOW_NOTES {
        let Window {
            tied,
            lowest,
            is_full,
        } = window(notes, taste, at, &pulled, at.below == first);
        let mut ordered = order(untied(notes, taste, at), tied).skip(at.shown);
        let all_put = ordered.all(|note| {
            let rank_milli = note.standing_milli + ties_milli(note.ties);
            let put = page.put(rank_milli, NoteId::from(note.id));
            at.shown += usize::from(put);
            put
        });
        if !all_put {
            break;
        }
        let Some(lowest) = lowest.filter(|_| is_full) else {
            page.end();
            return listing(page, from.page, None);
        };
        (at.below, at.shown) = (lowest, 0);
        if page.is_full() {
            break;
        }
    }
    at.page += 1;
    if let Some(last) = page.sponsored().checked_sub(1) {
        let taken = sponsored_for(notes, taste, from).nth(last);
        let standing = taken.and_then(|(_, id)| Some((notes.get(id)?.standing_milli, id)));
        at.sponsored = standing.unwrap_or(at.sponsored);
    }
    listing(page, from.page, Some(Cursor::ForYou(at)))
}

/// The city's sponsored notes that are still to come, in the order of their standing alone, each with
/// what it is worth to the reader.
fn sponsored_for<'a>(
    notes: &'a CityNotes,
    taste: &'a Taste,
    from: ForYou,
) -> impl Iterator<Item = (i64, NoteId)> + 'a {
    let sponsored = notes.best_sponsored(from.sponsored);
    let sponsored = sponsored.take(SPONSORED_LOOKED_AT_MAX);
    let shown = sponsored.filter(move |(id, entry)| *id <= from.newest && taste.shows(entry));
    shown.map(|(id, entry)| (entry.standing_milli + ties_milli(taste.ties(entry)), id))
}

fn listing<S>(page: Page<NoteId, S>, before: usize, next: Option<Cursor>) -> Listing
where
    S: Iterator<Item = (i64, NoteId)>,
{
    Listing {
        sponsored: page.sponsored(),
        notes: page.into_notes(),
        next,
        page: before,
    }
}

/// Notes of one standing after the other.
fn standing(notes: &CityNotes, at: ForYou) -> impl Iterator<Item = (NoteId, &Entry)> {
    let standing = notes.best(at.below);
    let standing = standing.filter(move |(id, _)| *id <= at.newest);
    standing.take(WINDOW_NOTES)
}

/// What a window holds for one reader, besides the notes that nothing ties to them.
struct Window {
    tied: Vec<Candidate>,
    /// The last of all its notes.
    lowest: Option<(i64, NoteId)>,
    is_full: bool,
}

/// What was `pulled` up (the newest first) into the first window stands in no other.
fn window(
    notes: &CityNotes,
    taste: &Taste,
    at: ForYou,
    pulled: &[NoteId],
    is_first: bool,
) -> Window {
    let is_pulled = |note: &Candidate| {
        let id = NoteId::from(note.id);
        note.ties.followed && pulled.binary_search_by(|other| id.cmp(other)).is_ok()
    };
    let mut tied = Vec::with_capacity(pulled.len());
    let (mut lowest, mut count) = (None, 0);
    for (id, entry) in standing(notes, at) {
        lowest = Some((entry.standing_milli, id));
        count += 1;
        let candidate = taste.candidate(id, entry);
        if candidate.is_tied() && taste.shows_at_once(entry) && !is_pulled(&candidate) {
            tied.push(candidate);
        }
    }
    if is_first {
        let pulled = pulled.iter().filter_map(|id| Some((*id, notes.get(*id)?)));
        let pulled = pulled.filter(|(_, entry)| taste.shows_at_once(entry));
        tied.extend(pulled.map(|(id, entry)| taste.candidate(id, entry)));
    }
    Window {
        tied,
        lowest,
        is_full: count == WINDOW_NOTES,
    }
}

/// The other notes of the window that the reader may see, from the best on. Looked for only as far as a
/// page goes, which is a tenth of them.
fn untied<'a>(
    notes: &'a CityNotes,
    taste: &'a Taste,
    at: ForYou,
) -> impl Iterator<Item = Candidate> + use<'a> {
    let shown = standing(notes, at).filter(|(_, entry)| taste.shows_at_once(entry));
    let candidates = shown.map(|(id, entry)| taste.candidate(id, entry));
    candidates.filter(|candidate| !candidate.is_tied())
}
