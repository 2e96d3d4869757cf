//! Every note of each city, in memory: in the order of time, of standing, and by author.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Bound;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use rules::feed::{Love, standing_milli};
use store::{Tx, args};

use crate::changes::{Change, Logged};
use crate::cities::Spot;
use crate::error::Result;
use crate::ids::{AccountId, CityId, CommunityId, NoteId};
use crate::views::View;

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
    /// Another whenever the note, or its author, is read again: what was made of it before is out
    /// of date.
    pub version: u32,
}

/// The notes of one city.
#[derive(Debug, Default)]
pub struct CityNotes {
    /// By id, which is by time.
    entries: BTreeMap<NoteId, Entry>,
    /// Standing and id, the best last.
    standing: BTreeSet<(i64, NoteId)>,
    by_author: HashMap<AccountId, BTreeSet<NoteId>>,
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
        let older = self.entries.range(..before).rev();
        older.map(|(id, entry)| (*id, entry))
    }

    /// From the oldest of those after `after` on.
    pub fn since(&self, after: NoteId) -> impl Iterator<Item = (NoteId, &Entry)> {
        let newer = (Bound::Excluded(after), Bound::Unbounded);
        let newer = self.entries.range(newer);
        newer.map(|(id, entry)| (*id, entry))
    }

    /// From the best on, of those that stand lower than `below`.
    pub fn best(&self, below: (i64, NoteId)) -> impl Iterator<Item = (NoteId, &Entry)> {
        let lower = self.standing.range(..below).rev();
        lower.filter_map(|(_, id)| Some((*id, self.entries.get(id)?)))
    }

    /// An author's, from the newest of those before `before` on.
    pub fn by(&self, author: AccountId, before: NoteId) -> impl Iterator<Item = (NoteId, &Entry)> {
        let notes = self.by_author.get(&author).into_iter();
        let older = notes.flat_map(move |notes| notes.range(..before).rev());
        older.filter_map(|id| Some((*id, self.entries.get(id)?)))
    }

    /// Puts the note in its places, or takes it out of them.
    pub(crate) fn set(&mut self, id: NoteId, entry: Option<Entry>) {
        self.remove(id);
        let Some(entry) = entry else { return };
        self.version = self.version.wrapping_add(1);
        let version = self.version;
        self.standing.insert((entry.standing_milli, id));
        self.by_author.entry(entry.author).or_default().insert(id);
        self.entries.insert(id, Entry { version, ..entry });
    }

    fn remove(&mut self, id: NoteId) {
        let Some(entry) = self.entries.remove(&id) else {
            return;
        };
        self.standing.remove(&(entry.standing_milli, id));
        if let Some(notes) = self.by_author.get_mut(&entry.author) {
            notes.remove(&id);
            if notes.is_empty() {
                self.by_author.remove(&entry.author);
            }
        }
    }

    fn author_changed(&mut self, author: AccountId) {
        for id in self.by_author.get(&author).into_iter().flatten() {
            if let Some(entry) = self.entries.get_mut(id) {
                self.version = self.version.wrapping_add(1);
                entry.version = self.version;
            }
        }
    }
}

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

    /// The city that the note is in; none for one that is not there.
    pub fn city_of(&self, note: NoteId) -> Option<CityId> {
        let holds = |notes: &RwLock<CityNotes>| {
            let notes = notes.read().unwrap_or_else(PoisonError::into_inner);
            notes.get(note).is_some()
        };
        let all = self.all();
        let found = all.iter().find(|(_, notes)| holds(notes));
        found.map(|(&city, _)| city)
    }

    fn all(&self) -> RwLockReadGuard<'_, HashMap<CityId, Arc<RwLock<CityNotes>>>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was made of notes whose author, city or places changed is out of date.
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

    fn set(&self, city: CityId, read: Vec<(NoteId, Option<Entry>)>) {
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
            let mut rebuilt: HashMap<CityId, HashMap<NoteId, Entry>> = read_all(tx).await?;
            let cities = rebuilt
                .drain()
                .map(|(city, entries)| (city, Arc::new(RwLock::new(CityNotes::of(entries)))))
                .collect();
            *self.0.write().unwrap_or_else(PoisonError::into_inner) = cities;
            Ok(())
        }
        .boxed()
    }

    fn refresh<'a>(&'a self, tx: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        async move {
            let mut stale: HashMap<CityId, HashSet<NoteId>> = HashMap::new();
            for logged in changes {
                if let (Some(city), Some(note)) = (logged.city, note_of(logged.change)) {
                    stale.entry(city).or_default().insert(note);
                }
            }
            self.renew(changes);
            for (city, notes) in stale {
                let mut read = Vec::with_capacity(notes.len());
                for note in notes {
                    read.push((note, read_one(tx, note).await?));
                }
                self.set(city, read);
            }
            Ok(())
        }
        .boxed()
    }

    fn content(&self) -> BTreeMap<String, String> {
        let mut content = BTreeMap::new();
        for notes in self.all().values() {
            let notes = notes.read().unwrap_or_else(PoisonError::into_inner);
            for (id, entry) in &notes.entries {
                // How often a note was read is this node's own business.
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

impl CityNotes {
    fn of(entries: HashMap<NoteId, Entry>) -> Self {
        let mut by_author: HashMap<AccountId, BTreeSet<NoteId>> = HashMap::new();
        for (id, entry) in &entries {
            by_author.entry(entry.author).or_default().insert(*id);
        }
        Self {
            standing: entries
                .iter()
                .map(|(id, entry)| (entry.standing_milli, *id))
                .collect(),
            by_author,
            version: 0,
            epoch: 0,
            entries: entries.into_iter().collect(),
        }
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

store::row! {
    struct Row {
        id: NoteId,
        city_id: CityId,
        author_id: AccountId,
        created_at_ms: i64,
        lat_e6: Option<i64>,
        lon_e6: Option<i64>,
    }
}

impl Row {
    fn entry(self, love: Love, communities: Box<[CommunityId]>) -> Entry {
        let spot = self.lat_e6.zip(self.lon_e6);
        Entry {
            spot: spot.map(|(lat_e6, lon_e6)| Spot { lat_e6, lon_e6 }),
            communities,
            ..Entry::new(self.author_id, self.created_at_ms, love)
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
            version: 0,
        }
    }
}

async fn read_one(tx: &mut Tx, note: NoteId) -> Result<Option<Entry>> {
    let sql = "select id, city_id, author_id, created_at_ms, lat_e6, lon_e6 from note
               where id = $1 and deleted_at_ms is null";
    let Some(row) = tx.optional::<Row>(sql, args![note]).await? else {
        return Ok(None);
    };
    let (likes, saves, comments) = tx
        .one::<(i64, i64, i64)>(
            "select (select count(*) from note_like where note_id = $1),
                    (select count(distinct account_id) from collection_note where note_id = $1),
                    (select count(*) from comment c where c.note_id = $1
                       and c.deleted_at_ms is null and not exists
                         (select 1 from comment p where p.id = c.parent_id
                            and p.deleted_at_ms is not null))",
            args![note],
        )
        .await?;
    let love = Love {
        likes: clipped(likes),
        saves: clipped(saves),
        comments: clipped(comments),
    };
    let sql = "select community_id from note_community where note_id = $1 order by community_id";
    let communities = tx.all::<(CommunityId,)>(sql, args![note]).await?;
    let communities = communities.into_iter().map(|(id,)| id).collect();
    Ok(Some(row.entry(love, communities)))
}

async fn read_all(tx: &mut Tx) -> Result<HashMap<CityId, HashMap<NoteId, Entry>>> {
    let mut love = read_love(tx).await?;
    let mut communities: HashMap<NoteId, Vec<CommunityId>> = HashMap::new();
    let sql = "select note_id, community_id from note_community order by note_id, community_id";
    tx.each(sql, args![], |(note, community): (NoteId, CommunityId)| {
        communities.entry(note).or_default().push(community);
    })
    .await?;
    let mut cities: HashMap<CityId, HashMap<NoteId, Entry>> = HashMap::new();
    let sql = "select id, city_id, author_id, created_at_ms, lat_e6, lon_e6 from note
               where deleted_at_ms is null";
    tx.each(sql, args![], |row: Row| {
        let (id, city) = (row.id, row.city_id);
        let love = love.remove(&id).unwrap_or_default();
        let communities = communities.remove(&id).unwrap_or_default();
        let entry = row.entry(love, communities.into());
        cities.entry(city).or_default().insert(id, entry);
    })
    .await?;
    Ok(cities)
}

async fn read_love(tx: &mut Tx) -> Result<HashMap<NoteId, Love>> {
    let mut love: HashMap<NoteId, Love> = HashMap::new();
    let sql = "select note_id, count(*) from note_like group by note_id";
    tx.each(sql, args![], |(note, count): (NoteId, i64)| {
        love.entry(note).or_default().likes = clipped(count);
    })
    .await?;
    let sql = "select note_id, count(distinct account_id) from collection_note group by note_id";
    tx.each(sql, args![], |(note, count): (NoteId, i64)| {
        love.entry(note).or_default().saves = clipped(count);
    })
    .await?;
    let sql = "select c.note_id, count(*) from comment c where c.deleted_at_ms is null
                 and not exists (select 1 from comment p where p.id = c.parent_id
                                   and p.deleted_at_ms is not null)
               group by c.note_id";
    tx.each(sql, args![], |(note, count): (NoteId, i64)| {
        love.entry(note).or_default().comments = clipped(count);
    })
    .await?;
    Ok(love)
}

fn clipped(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(if count < 0 { 0 } else { u32::MAX })
}
