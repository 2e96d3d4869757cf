//! The accounts of the look-up, each in a slot of its own, with their keys in one text.

use std::cmp::{Ordering, Reverse};

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

/// How an account stands among others that are found as well: more followers are better, then the
/// earlier handle, which is only looked at among equals.
#[derive(Clone, Copy)]
pub(super) struct Rank<'s> {
    followers: u32,
    listed: Option<&'s Listed>,
}

impl Rank<'_> {
    fn handle(&self) -> Reverse<&str> {
        Reverse(self.listed.map_or("", |listed| listed.key(0)))
    }
}

impl Ord for Rank<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.followers
            .cmp(&other.followers)
            .then_with(|| self.handle().cmp(&other.handle()))
    }
}

impl PartialOrd for Rank<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Rank<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Rank<'_> {}

/// Which list an entry belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Handle,
    Name,
    InName,
    Alias,
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
    pub(super) fn keys(&self) -> impl Iterator<Item = (Kind, u16)> {
        let mut at = 0;
        let parts = self.text.split(PART).enumerate();
        let keys = parts.flat_map(move |(number, part)| {
            let begin = at;
            at += part.len() + PART.len_utf8();
            let (kind, name) = match number {
                0 => (Kind::Handle, ""),
                1 => (Kind::Name, part),
                _ => (Kind::Alias, ""),
            };
            let inner = fold::inner_starts(name).map(move |inner| (Kind::InName, begin + inner));
            std::iter::once((kind, begin)).chain(inner)
        });
        // Names are far shorter; what would not fit could not be looked up, no more.
        keys.filter_map(|(kind, at)| Some((kind, u16::try_from(at).ok()?)))
    }

    fn key(&self, at: u16) -> &str {
        let rest = self.text.get(usize::from(at)..).unwrap_or_default();
        rest.split(PART).next().unwrap_or_default()
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
        Rank {
            followers: listed.map_or(0, |listed| listed.followers),
            listed,
        }
    }
}
