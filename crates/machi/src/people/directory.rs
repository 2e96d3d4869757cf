//! Everybody, by every name: who is found for what was typed, in which order.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Row;
use super::fold;
use super::index::{Best, Entry, Index, Wanted};
use super::slots::{Kind, Listed, Slots};
use crate::ids::AccountId;

/// Characters of a query that are looked at; no name has more.
const QUERY_CHARS_MAX: usize = 100;

#[derive(Default)]
pub(super) struct Directory {
    slots: Slots,
    by_id: HashMap<AccountId, u32>,
    /// By [`Kind`].
    indexes: [Index; 4],
}

impl Directory {
    pub(super) fn of(rows: impl IntoIterator<Item = Row>) -> Self {
        let mut slots = Slots::default();
        let mut by_id = HashMap::new();
        for row in rows {
            if let Some(slot) = slots.put(Listed::of(&row)) {
                by_id.insert(row.id, slot);
            }
        }
        let mut entries: [Vec<Entry>; 4] = Default::default();
        for (slot, listed) in slots.iter() {
            for (kind, at) in listed.keys() {
                entries[kind as usize].push(Entry { slot, at });
            }
        }
        let indexes = entries.map(|entries| Index::of(&slots, entries));
        Self {
            slots,
            by_id,
            indexes,
        }
    }

    /// The account as it is now; none when there is no such account any more.
    pub(super) fn set(&mut self, id: AccountId, row: Option<&Row>) {
        let listed = row.map(Listed::of);
        let known = self.by_id.get(&id).copied();
        if let (Some(slot), Some(listed)) = (known, &listed)
            && (self.slots.get(slot)).is_some_and(|before| before.text == listed.text)
        {
            self.set_followers(id, listed.followers);
            return;
        }
        if let Some(slot) = known {
            self.remove(slot);
            self.by_id.remove(&id);
        }
        if let Some(slot) = listed.and_then(|listed| self.slots.put(listed)) {
            self.by_id.insert(id, slot);
            for (kind, entry) in self.entries(slot) {
                self.indexes[kind as usize].insert(&self.slots, entry);
            }
        }
    }

    /// Only the number of followers changed.
    pub(super) fn set_followers(&mut self, id: AccountId, followers: u32) {
        let Some(&slot) = self.by_id.get(&id) else {
            return;
        };
        match self.slots.get_mut(slot) {
            Some(listed) if listed.followers != followers => listed.followers = followers,
            _ => return,
        }
        for (kind, entry) in self.entries(slot) {
            self.indexes[kind as usize].rank_changed(&self.slots, entry);
        }
    }

    fn remove(&mut self, slot: u32) {
        for (kind, entry) in self.entries(slot) {
            self.indexes[kind as usize].remove(&self.slots, entry);
        }
        self.slots.free(slot);
    }

    fn entries(&self, slot: u32) -> Vec<(Kind, Entry)> {
        let keys = self.slots.get(slot).into_iter().flat_map(Listed::keys);
        keys.map(|(kind, at)| (kind, Entry { slot, at })).collect()
    }

    pub(super) fn followers(&self, id: AccountId) -> u32 {
        let listed = self.by_id.get(&id).and_then(|slot| self.slots.get(*slot));
        listed.map_or(0, |listed| listed.followers)
    }

    /// Who is found: the exact handle, an exact name elsewhere, the display name (whole, from its
    /// beginning, from inside), a handle and a name elsewhere from their beginning; among equals
    /// who has more followers, then by handle. Each once, without those who are hidden.
    pub(super) fn find(
        &self,
        query: &str,
        hidden: impl Fn(AccountId) -> bool,
        max: usize,
    ) -> Vec<AccountId> {
        let query: String = query.chars().take(QUERY_CHARS_MAX).collect();
        let handle = fold::handle_key(&query);
        let alias = fold::alias_key(&query);
        let name = fold::name_key(&query);
        let (mut found, mut seen) = (Vec::new(), HashSet::new());
        for (kind, wanted) in [
            (Kind::Handle, Wanted::Exactly(&handle)),
            (Kind::Alias, Wanted::Exactly(&alias)),
            (Kind::Name, Wanted::Exactly(&name)),
            (Kind::Name, Wanted::BeginningWith(&name)),
            (Kind::InName, Wanted::BeginningWith(&name)),
            (Kind::Handle, Wanted::BeginningWith(&handle)),
            (Kind::Alias, Wanted::BeginningWith(&alias)),
        ] {
            let mut ranked = self.best(kind, wanted);
            while found.len() < max
                && let Some(slot) = ranked.next()
            {
                if seen.insert(slot)
                    && let Some(listed) = self.slots.get(slot)
                    && !hidden(listed.id)
                {
                    found.push(listed.id);
                }
            }
        }
        found
    }

    fn best(&self, kind: Kind, wanted: Wanted<'_>) -> Best<'_> {
        let (Wanted::Exactly(key) | Wanted::BeginningWith(key)) = wanted;
        if key.is_empty() {
            return Best::nothing(&self.slots);
        }
        self.indexes[kind as usize].best(&self.slots, wanted)
    }

    /// For comparing two of them.
    pub(super) fn content(&self) -> BTreeMap<String, String> {
        let of = |(_, listed): (_, &Listed)| {
            let said = format!("{:?} {}", listed.text, listed.followers);
            (format!("person {}", listed.id), said)
        };
        self.slots.iter().map(of).collect()
    }
}
