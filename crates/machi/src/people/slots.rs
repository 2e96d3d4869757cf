//! The accounts of the look-up, each in a slot of its own, with their keys in one text.

use std::cmp::Reverse;

use super::index::Entry;
use super::{Row, fold};
use crate::ids::AccountId;

/// Parts the keys of an account's text. No key holds it: the store refuses it in any text.
const PART: char = '\0';

/// An account's keys and rank.
pub(super) struct Listed {
    pub(super) id: AccountId,
    pub(super) followers: u32,
    /// The handle, the name's key, and the keys of the names elsewhere.
    pub(super) text: Box<str>,
}

/// Greater is better: more followers, then the earlier handle.
pub(super) type Rank<'s> = (u32, Reverse<&'s str>);

/// Which list an entry belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Handle,
    Name,
    InName,
    Alias,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Handle, Self::Name, Self::InName, Self::Alias];
}

impl Listed {
    pub(super) fn of(row: &Row) -> Self {
        let mut text = row.handle.clone();
        let mut keys = vec![fold::name_key(&row.display_name)];
        for alias in &row.aliases {
            let key = fold::alias_key(alias);
            if !keys[1..].contains(&key) {
                keys.push(key);
            }
        }
        for key in keys {
            text.push(PART);
            text.push_str(&key);
        }
        Self {
            id: row.id,
            followers: row.followers,
            text: text.into(),
        }
    }

    /// Where each of its keys begins, and in which list it stands.
    pub(super) fn keys(&self) -> Vec<(Kind, u16)> {
        let mut keys = Vec::new();
        let mut at = 0;
        for (number, part) in self.text.split(PART).enumerate() {
            let (kind, starts): (_, Vec<usize>) = match number {
                0 => (Kind::Handle, Vec::new()),
                1 => (Kind::Name, fold::inner_starts(part).collect()),
                _ => (Kind::Alias, Vec::new()),
            };
            let inner = starts.into_iter().map(|inner| (Kind::InName, at + inner));
            for (kind, at) in std::iter::once((kind, at)).chain(inner) {
                // Names are far shorter; what would not fit could not be looked up, no more.
                keys.extend(u16::try_from(at).map(|at| (kind, at)));
            }
            at += part.len() + PART.len_utf8();
        }
        keys
    }

    fn key(&self, at: u16) -> &str {
        let rest = self.text.get(usize::from(at)..).unwrap_or_default();
        rest.split(PART).next().unwrap_or_default()
    }

    fn rank(&self) -> Rank<'_> {
        (self.followers, Reverse(self.key(0)))
    }
}

#[derive(Default)]
pub(super) struct Slots {
    all: Vec<Option<Listed>>,
    free: Vec<u32>,
}

impl Slots {
    pub(super) fn get(&self, slot: u32) -> Option<&Listed> {
        self.all.get(usize::try_from(slot).ok()?)?.as_ref()
    }

    pub(super) fn get_mut(&mut self, slot: u32) -> Option<&mut Listed> {
        self.all.get_mut(usize::try_from(slot).ok()?)?.as_mut()
    }

    /// Puts the account into a free slot; none when there are 2³² accounts.
    pub(super) fn put(&mut self, listed: Listed) -> Option<u32> {
        if let Some(slot) = self.free.pop() {
            *self.all.get_mut(usize::try_from(slot).ok()?)? = Some(listed);
            return Some(slot);
        }
        let slot = u32::try_from(self.all.len()).ok()?;
        self.all.push(Some(listed));
        Some(slot)
    }

    pub(super) fn free(&mut self, slot: u32) {
        if let Some(listed) = usize::try_from(slot)
            .ok()
            .and_then(|slot| self.all.get_mut(slot))
        {
            *listed = None;
            self.free.push(slot);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &Listed)> {
        (0..)
            .zip(&self.all)
            .filter_map(|(slot, listed)| Some((slot, listed.as_ref()?)))
    }

    pub(super) fn key(&self, entry: Entry) -> &str {
        let listed = self.get(entry.slot);
        listed.map_or("", |listed| listed.key(entry.at))
    }

    pub(super) fn rank(&self, entry: Entry) -> Rank<'_> {
        let listed = self.get(entry.slot);
        listed.map_or((0, Reverse("")), Listed::rank)
    }
}
