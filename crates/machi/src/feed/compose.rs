//! Which notes one reader's page holds, from the view in memory.

use std::collections::{BinaryHeap, HashSet};
use std::sync::Arc;

use rules::feed::{Candidate, Ties, order};

use super::cursor::{Cursor, ForYou};
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
    let before = match after {
        Some(Cursor::Before(note)) => note,
        _ => end,
    };
    match (tab, after) {
        (Tab::ForYou, Some(Cursor::ForYou(at))) => for_you(notes, taste, at),
        (Tab::ForYou, _) => {
            let newest = notes.latest(end).next().map_or(end, |(id, _)| id);
            for_you(notes, taste, ForYou::first(newest))
        }
        (Tab::Latest, _) => by_time(notes.latest(before), taste),
        (Tab::Following, _) => following(notes, taste, before),
    }
}

fn by_time<'a>(newest_first: impl Iterator<Item = (NoteId, &'a Entry)>, taste: &Taste) -> Listing {
    let mut found = Vec::with_capacity(PAGE_NOTES);
    let mut last = None;
    for (looked_at, (id, entry)) in newest_first.enumerate() {
        if found.len() == PAGE_NOTES || looked_at == LOOKED_AT_MAX {
            return Listing {
                notes: found,
                next: last.map(Cursor::Before),
                page: 0,
            };
        }
        if taste.shows(entry) {
            found.push(id);
        }
        last = Some(id);
    }
    Listing {
        notes: found,
        ..Listing::default()
    }
}

fn following(notes: &CityNotes, taste: &Taste, before: NoteId) -> Listing {
    let mut found = of_followed(notes, taste, before, PAGE_NOTES + 1);
    let more = found.len() > PAGE_NOTES;
    found.truncate(PAGE_NOTES);
    Listing {
        next: found.last().filter(|_| more).copied().map(Cursor::Before),
        notes: found,
        page: 0,
    }
}

/// The latest notes of those whom the reader follows, the newest first.
fn of_followed(notes: &CityNotes, taste: &Taste, before: NoteId, limit: usize) -> Vec<NoteId> {
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
    let mut found = Vec::new();
    while let Some((note, author)) = newest.pop()
        && found.len() < limit
    {
        found.push(note);
        newest.extend(authors[author].next().map(|note| (note, author)));
    }
    found
}

fn for_you(notes: &CityNotes, taste: &Taste, from: ForYou) -> Listing {
    let until = NoteId::from(from.newest.get().saturating_add(1));
    let pulled = of_followed(notes, taste, until, FOLLOWED_NOTES);
    let first = ForYou::first(from.newest).below;
    let mut at = from;
    let mut found = Vec::with_capacity(PAGE_NOTES);
    for _ in 0..LOOKED_AT_MAX / WINDOW_NOTES {
        let Window {
            shown,
            lowest,
            is_full,
        } = window(notes, taste, &at, &pulled, at.below == first);
        let before = found.len();
        let ordered = order(&shown).skip(at.shown).take(PAGE_NOTES - before);
        found.extend(ordered.map(|place| NoteId::from(shown[place].id)));
        at.shown += found.len() - before;
        if at.shown < shown.len() {
            break;
        }
        let Some(lowest) = lowest.filter(|_| is_full) else {
            return listing(found, from.page, None);
        };
        (at.below, at.shown) = (lowest, 0);
        if found.len() == PAGE_NOTES {
            break;
        }
    }
    at.page += 1;
    listing(found, from.page, Some(Cursor::ForYou(at)))
}

fn listing(notes: Vec<NoteId>, page: usize, next: Option<Cursor>) -> Listing {
    Listing { notes, next, page }
}

/// Notes of one standing after the other, as far as one reader sees them.
struct Window {
    shown: Vec<Candidate>,
    /// The last of all its notes.
    lowest: Option<(i64, NoteId)>,
    is_full: bool,
}

/// What was `pulled` up (the newest first) into the first window stands in no other.
fn window(
    notes: &CityNotes,
    taste: &Taste,
    at: &ForYou,
    pulled: &[NoteId],
    is_first: bool,
) -> Window {
    let is_pulled = |note: &Candidate| {
        let id = NoteId::from(note.id);
        note.ties.followed && pulled.binary_search_by(|other| id.cmp(other)).is_ok()
    };
    let mut shown = Vec::with_capacity(WINDOW_NOTES + pulled.len());
    let (mut lowest, mut count) = (None, 0);
    let standing = notes.best(at.below).filter(|(id, _)| *id <= at.newest);
    for (id, entry) in standing.take(WINDOW_NOTES) {
        lowest = Some((entry.standing_milli, id));
        count += 1;
        let candidate = taste.candidate(id, entry);
        if taste.shows(entry) && !is_pulled(&candidate) {
            shown.push(candidate);
        }
    }
    if is_first {
        let entry = |id: &NoteId| Some(taste.candidate(*id, notes.get(*id)?));
        shown.extend(pulled.iter().filter_map(entry));
    }
    Window {
        shown,
        lowest,
        is_full: count == WINDOW_NOTES,
    }
}
