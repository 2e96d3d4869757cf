//! The weighted public draw: who wins follows from a published list and a random number that nobody
//! knew when the list was published.
//!
//! `docs/verifying-a-draw.md` tells it to those who want to check one. The bytes are those of
//! `vectors/draw/weighted_draw_vector.json`, which is never edited.

pub mod audit;
pub mod beacon;
pub mod canonical;
pub mod checkpoint;
pub mod proof;
pub mod pseudonym;
pub mod receipt;
mod select;
pub mod verify;

#[cfg(test)]
mod tests;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::merkle::{Hash, Tree, leaf_hash, sha256};

pub use select::{Selection, select};

/// Of a list; the bound keeps points of the selection in 64 bits.
const TOTAL_WEIGHT_MAX: u64 = i64::MAX as u64;
const COMMIT_PURPOSE: &[u8] = b"machi-draw-commit-v1\0";
const SEED_PURPOSE: &[u8] = b"machi-draw-seed-v1\0";

/// Who takes part, under the name of this draw, and with how many chances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrant {
    pub name: String,
    pub weight: u64,
}

/// Why entrants make no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ListProblem {
    #[error("nobody takes part")]
    Empty,
    #[error("two entrants have one name")]
    Twice,
    #[error("an entrant has no chance")]
    Weightless,
    #[error("the weights sum to 2^63 or more")]
    TooHeavy,
}

/// Everybody who takes part, in the order of their names' bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    entrants: Vec<Entrant>,
    total_weight: u64,
}

impl List {
    /// Puts the entrants in order.
    ///
    /// # Errors
    /// What is wrong with them, see [`ListProblem`].
    pub fn new(mut entrants: Vec<Entrant>) -> Result<Self, ListProblem> {
        entrants.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        if entrants.is_empty() {
            return Err(ListProblem::Empty);
        }
        if entrants.windows(2).any(|two| two[0].name == two[1].name) {
            return Err(ListProblem::Twice);
        }
        if entrants.iter().any(|entrant| entrant.weight == 0) {
            return Err(ListProblem::Weightless);
        }
        let total_weight = entrants
            .iter()
            .try_fold(0_u64, |sum, entrant| sum.checked_add(entrant.weight))
            .filter(|&total| total <= TOTAL_WEIGHT_MAX)
            .ok_or(ListProblem::TooHeavy)?;
        Ok(Self {
            entrants,
            total_weight,
        })
    }

    #[must_use]
    pub fn entrants(&self) -> &[Entrant] {
        &self.entrants
    }

    #[must_use]
    pub fn total_weight(&self) -> u64 {
        self.total_weight
    }

    /// The root of the tree (RFC 6962) whose leaves are the entrants: the name's length in 4 bytes, the
    /// name, the weight in 8; numbers are big-endian here and below.
    #[must_use]
    pub fn root(&self) -> Hash {
        let tree: Tree = self.entrants.iter().map(entrant_leaf).collect();
        tree.root(self.entrants.len())
    }
}

fn entrant_leaf(entrant: &Entrant) -> Hash {
    leaf_hash(
        &[
            counted(&entrant.name).as_slice(),
            &entrant.weight.to_be_bytes(),
        ]
        .concat(),
    )
}

/// A text behind the number of its bytes, so that two texts in a row cannot be read in two ways.
fn counted(text: &str) -> Vec<u8> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "names are short; bodies have limits"
    )]
    let length = (text.len() as u32).to_be_bytes();
    [&length, text.as_bytes()].concat()
}

/// What is promised before the random number exists.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    pub draw_id: &'a str,
    /// Prizes and alternates together.
    pub winners: u64,
    /// Which chain of beacons, by its hash.
    pub chain_hash: Hash,
    /// The round of the chain that will decide.
    pub round: u64,
}

/// The commitment to a list and to the terms.
#[must_use]
pub fn commit(terms: Terms<'_>, list: &List) -> Hash {
    let count = list.entrants.len() as u64;
    sha256(&[
        COMMIT_PURPOSE,
        &counted(terms.draw_id),
        &list.root(),
        &count.to_be_bytes(),
        &list.total_weight.to_be_bytes(),
        &terms.winners.to_be_bytes(),
        &terms.chain_hash,
        &terms.round.to_be_bytes(),
    ])
}

/// What decides: the commitment with the randomness of its round.
#[must_use]
pub fn seed(commit: Hash, randomness: Hash) -> Hash {
    sha256(&[SEED_PURPOSE, &commit, &randomness])
}

/// HMAC-SHA256 under the seed of the counter's 8 bytes: its first 8 bytes as a number.
fn word(keyed: &Hmac<Sha256>, counter: u64) -> u64 {
    let bytes: Hash = keyed
        .clone()
        .chain_update(counter.to_be_bytes())
        .finalize()
        .into_bytes()
        .into();
    let (first, _) = bytes.split_at(8);
    first
        .iter()
        .fold(0, |sum, &byte| sum << 8 | u64::from(byte))
}

/// Words under this seed; RFC 2104 fills a key that is shorter than SHA-256's block with zeros.
fn words(seed: Hash) -> Hmac<Sha256> {
    let mut block = [0; 64];
    block[..seed.len()].copy_from_slice(&seed);
    Hmac::new(&block.into())
}
