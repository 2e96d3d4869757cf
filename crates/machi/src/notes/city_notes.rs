//! The notes of one city, in memory: in the order of time, of standing, and by author.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::OnceLock;

use rules::feed::{Love, standing_milli};
use rustc_hash::FxHashMap;

use crate::cities::Spot;
use crate::ids::{AccountId, CommunityId, NoteId};

/// Notes of the best standing that are kept side by side.
const HEAD_NOTES: usize = 240;

/// What lists know of a note without asking the database.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub author: AccountId,
    pub created_at_ms: i64,
    pub love: Love,
    /// See [`rules::feed::standing_milli`].
    pub standing_milli: i64,
    pub spot: Option<Spot>,
    pub communities: Box<[CommunityId]>,
    /// It came out of something that its author got, and is labelled so.
    pub sponsored: bool,
    /// Another whenever the note's words, or its author, are: a card made before is out of date.
    /// What people do with a note leaves it.
    pub version: u32,
}

/// The notes of one city.
#[derive(Debug, Default)]
pub struct CityNotes {
    entries: FxHashMap<NoteId, Entry>,
    /// By id, which is by time.
    by_time: BTreeSet<NoteId>,
    /// Standing and id, the best last.
    standing: BTreeSet<(i64, NoteId)>,
    /// The oldest first.
    by_author: FxHashMap<AccountId, Vec<NoteId>>,
    /// Those that are sponsored, by time and by standing.
    sponsored: BTreeSet<NoteId>,
    sponsored_standing: BTreeSet<(i64, NoteId)>,
    head: OnceLock<Box<[(NoteId, Entry)]>>,
    /// The last version given to an entry.
    version: u32,
    /// Another whenever the city or its places are: what was made of any note is out of date.
    pub epoch: u32,
}

impl CityNotes {
    pub fn get(&self, note: NoteId) -> Option<&Entry> {
        self.entries.get(&note)
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// From the newest of those before `before` on.
    pub fn latest(&self, before: NoteId) -> impl Iterator<Item = (NoteId, &Entry)> {
        let older = self.by_time.range(..before).rev();
        older.filter_map(|id| Some((*id, self.entries.get(id)?)))
    }

    /// From the oldest of those after `after` on.
    pub fn since(&self, after: NoteId) -> impl Iterator<Item = (NoteId, &Entry)> {
        let newer = (Bound::Excluded(after), Bound::Unbounded);
        let newer = self.by_time.range(newer);
        newer.filter_map(|id| Some((*id, self.entries.get(id)?)))
    }

    /// From the best on, of those that stand lower than `below`; `i64::MAX` is above all.
    pub fn best(&self, below: (i64, NoteId)) -> impl Iterator<Item = (NoteId, &Entry)> {
        let head = self.head();
        let (head, below) = match head.last() {
            Some((last, entry)) if below.0 == i64::MAX => (head, (entry.standing_milli, *last)),
            _ => (&[][..], below),
        };
        let lower = self.standing.range(..below).rev();
        let lower = lower.filter_map(|(_, id)| Some((*id, self.entries.get(id)?)));
        head.iter().map(|(id, entry)| (*id, entry)).chain(lower)
    }

    /// The sponsored ones among [`Self::latest`].
    pub fn latest_sponsored(&self, before: NoteId) -> impl Iterator<Item = (NoteId, &Entry)> {
        let older = self.sponsored.range(..before).rev();
        older.filter_map(|id| Some((*id, self.entries.get(id)?)))
    }

    /// The sponsored ones among [`Self::best`].
    pub fn best_sponsored(&self, below: (i64, NoteId)) -> impl Iterator<Item = (NoteId, &Entry)> {
        let lower = self.sponsored_standing.range(..below).rev();
        lower.filter_map(|(_, id)| Some((*id, self.entries.get(id)?)))
    }

    /// The best of all: every reader's first page begins with them, so they are kept side by side.
    fn head(&self) -> &[(NoteId, Entry)] {
        self.head.get_or_init(|| {
            let best = self.standing.iter().rev().take(HEAD_NOTES);
            let best = best.filter_map(|(_, id)| Some((*id, self.entries.get(id)?.clone())));
            best.collect()
        })
    }

    /// An author's, from the newest of those before `before` on.
    pub fn by(&self, author: AccountId, before: NoteId) -> impl Iterator<Item = NoteId> {
        let notes = self.by_author.get(&author).map_or(&[][..], Vec::as_slice);
        let older = notes.partition_point(|note| *note < before);
        notes[..older].iter().rev().copied()
    }

    /// Every note, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = (&NoteId, &Entry)> {
        self.entries.iter()
    }

    /// Puts the note in its places, or takes it out of them. It keeps its version.
    pub(crate) fn set(&mut self, id: NoteId, entry: Option<Entry>) {
        self.head.take();
        let before = self.remove(id);
        let Some(entry) = entry else { return };
        let version = before.unwrap_or_else(|| self.next_version());
        self.standing.insert((entry.standing_milli, id));
        if entry.sponsored {
            self.sponsored.insert(id);
            self.sponsored_standing.insert((entry.standing_milli, id));
        }
        let by_author = self.by_author.entry(entry.author).or_default();
        by_author.insert(by_author.partition_point(|note| *note < id), id);
        self.by_time.insert(id);
        self.entries.insert(id, Entry { version, ..entry });
    }

    /// The version of what was there.
    fn remove(&mut self, id: NoteId) -> Option<u32> {
        let entry = self.entries.remove(&id)?;
        self.by_time.remove(&id);
        self.standing.remove(&(entry.standing_milli, id));
        self.sponsored.remove(&id);
        self.sponsored_standing.remove(&(entry.standing_milli, id));
        if let Some(notes) = self.by_author.get_mut(&entry.author) {
            notes.retain(|note| *note != id);
            if notes.is_empty() {
                self.by_author.remove(&entry.author);
            }
        }
        Some(entry.version)
    }

    fn next_version(&mut self) -> u32 {
        self.version = self.version.wrapping_add(1);
        self.version
    }

    /// The note's words are others.
    pub(super) fn reworded(&mut self, id: NoteId) {
        let version = self.next_version();
        if let Some(entry) = self.entries.get_mut(&id) {
            entry.version = version;
        }
    }

    /// The author's name is another.
    pub(super) fn author_changed(&mut self, author: AccountId) {
        let notes: Vec<NoteId> = self.by(author, NoteId::from(i64::MAX)).collect();
        for id in notes {
            self.reworded(id);
        }
    }

    /// Of all the city's notes at once, which is quicker than one after the other.
    pub(super) fn of(entries: FxHashMap<NoteId, Entry>) -> Self {
        let by_time: BTreeSet<NoteId> = entries.keys().copied().collect();
        let mut by_author: FxHashMap<AccountId, Vec<NoteId>> = FxHashMap::default();
        for id in &by_time {
            if let Some(entry) = entries.get(id) {
                by_author.entry(entry.author).or_default().push(*id);
            }
        }
        let standing = |(id, entry): (&NoteId, &Entry)| (entry.standing_milli, *id);
        let sponsored = entries.iter().filter(|(_, entry)| entry.sponsored);
        let sponsored_standing: BTreeSet<_> = sponsored.map(standing).collect();
        Self {
            standing: entries.iter().map(standing).collect(),
            sponsored: sponsored_standing.iter().map(|(_, id)| *id).collect(),
            sponsored_standing,
            by_author,
            version: 0,
            epoch: 0,
            by_time,
            head: OnceLock::new(),
            entries,
        }
    }
}

impl Entry {
    /// A note of no community, somewhere in its city.
    pub(crate) fn new(author: AccountId, created_at_ms: i64, love: Love) -> Self {
        Self {
            author,
            created_at_ms,
            standing_milli: standing_milli(created_at_ms, love),
            love,
            spot: None,
            communities: Box::default(),
            sponsored: false,
            version: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(likes: u32) -> Entry {
        let love = Love {
            likes,
            ..Love::default()
        };
        Entry::new(AccountId::from(1), 0, love)
    }

    #[test]
    fn love_moves_a_note_and_leaves_its_card() {
        let (one, other) = (NoteId::from(1), NoteId::from(2));
        let mut notes = CityNotes::default();
        notes.set(one, Some(note(0)));
        notes.set(other, Some(note(0)));
        let best = |notes: &CityNotes| notes.best((i64::MAX, other)).next().unwrap().0;
        let version = |notes: &CityNotes| notes.get(one).unwrap().version;
        let before = version(&notes);
        assert_eq!(best(&notes), other);
        notes.set(one, Some(note(3)));
        assert_eq!(best(&notes), one);
        assert_eq!(version(&notes), before);
        notes.reworded(one);
        assert_ne!(version(&notes), before);
        let reworded = version(&notes);
        notes.author_changed(AccountId::from(1));
        assert_ne!(version(&notes), reworded);
        notes.set(one, None);
        assert_eq!(best(&notes), other);
        assert_eq!(notes.by(AccountId::from(1), NoteId::from(9)).count(), 1);
    }
}
