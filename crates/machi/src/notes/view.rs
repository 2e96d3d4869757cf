//! Every note of each city, in memory.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use rustc_hash::FxHashSet;
use store::Tx;

use super::city_notes::{CityNotes, Entry};
use super::entries::{read, read_all};
use crate::changes::{Change, Logged};
use crate::error::Result;
use crate::ids::{CityId, NoteId};
use crate::views::View;

/// The notes of every city.
#[derive(Default)]
pub struct Notes(RwLock<HashMap<CityId, Arc<RwLock<CityNotes>>>>);

impl Notes {
    /// Looks at the notes of a city; nothing may be awaited meanwhile.
    pub fn in_city<T>(&self, city: CityId, look: impl FnOnce(&CityNotes) -> T) -> T {
        let Some(notes) = self.all().get(&city).cloned() else {
            return look(&CityNotes::default());
        };
        let notes = notes.read().unwrap_or_else(PoisonError::into_inner);
        look(&notes)
    }

    /// Looks at each of these notes, of whichever city, by its place among them; at one that is not
    /// there, not. There are few cities, and notes that stand together are mostly of one.
    pub fn each(&self, notes: &[NoteId], mut look: impl FnMut(usize, CityId, &CityNotes, &Entry)) {
        let mut rest: Vec<(usize, NoteId)> = notes.iter().copied().enumerate().collect();
        for (city, in_city) in self.all().iter() {
            let in_city = in_city.read().unwrap_or_else(PoisonError::into_inner);
            rest.retain(|&(at, note)| {
                let entry = in_city.get(note);
                if let Some(entry) = entry {
                    look(at, *city, &in_city, entry);
                }
                entry.is_none()
            });
        }
    }

    fn all(&self) -> RwLockReadGuard<'_, HashMap<CityId, Arc<RwLock<CityNotes>>>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was made of notes whose words, author, city or places changed is out of date.
    fn renew(&self, changes: &[Logged]) {
        let write = |notes: &RwLock<CityNotes>, renew: &dyn Fn(&mut CityNotes)| {
            renew(&mut notes.write().unwrap_or_else(PoisonError::into_inner));
        };
        for logged in changes {
            match (logged.change, logged.city) {
                (Change::AccountChanged { account }, _) => {
                    for notes in self.all().values() {
                        write(notes, &|notes| notes.author_changed(account));
                    }
                }
                (Change::NoteChanged { note }, Some(city)) => {
                    if let Some(notes) = self.all().get(&city) {
                        write(notes, &|notes| notes.reworded(note));
                    }
                }
                (
                    Change::CityChanged { .. }
                    | Change::PlaceChanged { .. }
                    | Change::EventChanged { .. }
                    | Change::ImportFinished { .. },
                    Some(city),
                ) => {
                    if let Some(notes) = self.all().get(&city) {
                        write(notes, &|notes| notes.epoch = notes.epoch.wrapping_add(1));
                    }
                }
                _ => {}
            }
        }
    }

    fn set(&self, city: CityId, read: impl Iterator<Item = (NoteId, Option<Entry>)>) {
        let notes = {
            let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
            all.entry(city).or_default().clone()
        };
        let mut notes = notes.write().unwrap_or_else(PoisonError::into_inner);
        for (id, entry) in read {
            notes.set(id, entry);
        }
    }
}

impl View for Notes {
    fn rebuild<'a>(&'a self, tx: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        async move {
            let cities = read_all(tx).await?.into_iter();
            let cities = cities
                .map(|(city, entries)| (city, Arc::new(RwLock::new(CityNotes::of(entries)))))
                .collect();
            *self.0.write().unwrap_or_else(PoisonError::into_inner) = cities;
            Ok(())
        }
        .boxed()
    }

    fn refresh<'a>(&'a self, tx: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        async move {
            let mut stale: HashMap<CityId, FxHashSet<NoteId>> = HashMap::new();
            for logged in changes {
                if let (Some(city), Some(note)) = (logged.city, note_of(logged.change)) {
                    stale.entry(city).or_default().insert(note);
                }
            }
            for (city, notes) in stale {
                let notes: Vec<NoteId> = notes.into_iter().collect();
                let mut found = read(tx, &notes).await?;
                self.set(city, notes.into_iter().map(|id| (id, found.remove(&id))));
            }
            self.renew(changes);
            Ok(())
        }
        .boxed()
    }

    fn content(&self) -> BTreeMap<String, String> {
        let mut content = BTreeMap::new();
        for notes in self.all().values() {
            let notes = notes.read().unwrap_or_else(PoisonError::into_inner);
            for (id, entry) in notes.all() {
                // How often a note was reworded is this node's own business.
                let entry = Entry {
                    version: 0,
                    ..entry.clone()
                };
                content.insert(format!("note {id}"), format!("{entry:?}"));
            }
        }
        content
    }
}

/// The note that a change asks to read again.
fn note_of(change: Change) -> Option<NoteId> {
    match change {
        Change::NotePosted { note, .. }
        | Change::NoteChanged { note }
        | Change::NoteDeleted { note }
        | Change::NoteRestored { note }
        | Change::NoteLiked { note, .. }
        | Change::NoteUnliked { note, .. }
        | Change::NoteSaved { note, .. }
        | Change::NoteUnsaved { note, .. }
        | Change::CommentPosted { note, .. }
        | Change::CommentDeleted { note, .. }
        | Change::CommentRestored { note, .. } => Some(note),
        _ => None,
    }
}
