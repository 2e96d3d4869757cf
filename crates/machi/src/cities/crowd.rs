//! Who belongs to what, in memory: a count is a length, and asking for one person a look-up.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::ids::AccountId;

/// Sets of people by what they belong to; about 20 bytes for each belonging.
#[derive(Debug)]
pub struct Crowd<K>(RwLock<HashMap<K, HashSet<AccountId>>>);

impl<K> Default for Crowd<K> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Copy + Eq + Hash> Crowd<K> {
    pub fn count(&self, of: K) -> usize {
        self.read().get(&of).map_or(0, HashSet::len)
    }

    pub fn has(&self, of: K, account: AccountId) -> bool {
        self.read()
            .get(&of)
            .is_some_and(|crowd| crowd.contains(&account))
    }

    /// What belongs and its people, for comparing two views.
    pub fn content(&self) -> Vec<(K, BTreeSet<AccountId>)> {
        let crowds = self.read();
        let full = crowds.iter().filter(|(_, crowd)| !crowd.is_empty());
        full.map(|(of, crowd)| (*of, crowd.iter().copied().collect()))
            .collect()
    }

    /// Everything anew, as the database has it.
    pub fn replace(&self, rows: Vec<(K, AccountId)>) {
        let mut crowds: HashMap<K, HashSet<AccountId>> = HashMap::new();
        for (of, account) in rows {
            crowds.entry(of).or_default().insert(account);
        }
        *self.write() = crowds;
    }

    /// One person, as the database has them.
    pub fn set(&self, of: K, account: AccountId, belongs: bool) {
        let mut crowds = self.write();
        let crowd = crowds.entry(of).or_default();
        if belongs {
            crowd.insert(account);
        } else {
            crowd.remove(&account);
        }
    }

    fn read(&self) -> RwLockReadGuard<'_, HashMap<K, HashSet<AccountId>>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, HashMap<K, HashSet<AccountId>>> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}
