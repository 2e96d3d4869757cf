//! What is published about a draw: everything that a stranger needs to recompute it.

use serde::{Deserialize, Serialize};

use super::beacon::{Beacon, Chain};
use super::canonical;
use super::{Entrant, List, ListProblem};
use crate::merkle::{Hash, sha256};

/// Of a proof.
pub const FORMAT: &str = "machi-draw-proof-v1";
/// Of an announcement.
pub const ANNOUNCEMENT_FORMAT: &str = "machi-draw-announcement-v1";
pub const ENTRANTS_MAX: usize = 1_000_000;
/// Prizes and alternates together.
pub const WINNERS_MAX: u64 = 10_000;
/// Between the commitment and the round that decides.
pub const NOTICE_MS: u64 = 180_000;
/// Why a receipt's entry may have a smaller weight in the list.
pub const LOWERED: &str = "lowered";

const PSEUDONYM_CHARS: usize = 32;
const REASON_CHARS_MAX: usize = 40;
/// Digits of 2^64.
const NUMBER_CHARS_MAX: usize = 20;
/// A tree of 2^53 entries is not deeper.
const INCLUSION_MAX: usize = 64;

/// What is promised when a draw opens. Its hash is a part of the draw's id, and so of the commitment:
/// none of it can be changed afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Announcement {
    pub alternates: u64,
    #[serde(with = "hex::serde")]
    pub chain_hash: Hash,
    pub closes_at_ms: u64,
    /// The number of the draw in its installation.
    pub draw: String,
    pub format: String,
    /// Of the log that the commitment is entered into, as a signed note writes it.
    pub log_key: String,
    pub opens_at_ms: u64,
    pub prizes: u64,
    /// Ed25519, of the receipts.
    #[serde(with = "hex::serde")]
    pub receipt_key: Hash,
    pub title: String,
    /// The published rule of weights.
    pub weights: String,
}

impl Announcement {
    /// The draw's id: its number, and the hash of everything that was announced.
    #[must_use]
    pub fn draw_id(&self) -> String {
        let hash = sha256(&[&canonical::write(self)]);
        format!("{}:{}", self.draw, hex::encode(hash))
    }

    /// Prizes and alternates together.
    #[must_use]
    pub fn winners(&self) -> u64 {
        self.prizes.saturating_add(self.alternates)
    }
}

/// Where the commitment stands in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logged {
    /// C2SP tlog-checkpoint.
    pub checkpoint: String,
    pub inclusion: Vec<HexHash>,
    pub index: u64,
}

/// A hash as an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HexHash(#[serde(with = "hex::serde")] pub Hash);

/// What the log says of a draw that was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitEntry {
    pub closed_at_ms: u64,
    #[serde(with = "hex::serde")]
    pub commit: Hash,
    pub draw_id: String,
    pub kind: CommitKind,
    /// The hash of the list of those who were left out.
    #[serde(with = "hex::serde")]
    pub left_out: Hash,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommitKind {
    #[serde(rename = "draw-commit")]
    Commit,
}

/// A whole proof. Pseudonyms are 32 lower-case hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    pub announcement: Announcement,
    pub beacon: Beacon,
    pub chain: Chain,
    pub closed_at_ms: u64,
    #[serde(with = "hex::serde")]
    pub commit: Hash,
    pub count: u64,
    pub draw_id: String,
    /// Pseudonym and weight, in order.
    pub entrants: Vec<(String, u64)>,
    pub format: String,
    /// Pseudonym and reason, in order: who had a receipt and is not in the list as it says.
    pub left_out: Vec<(String, String)>,
    pub log: Logged,
    #[serde(with = "hex::serde")]
    pub merkle_root: Hash,
    #[serde(with = "hex::serde")]
    pub seed: Hash,
    pub total_weight: u64,
    /// In the order in which they were drawn: prizes, then alternates.
    pub winners: Vec<String>,
}

impl Proof {
    /// The entry of the log that commits to this draw.
    #[must_use]
    pub fn commit_entry(&self) -> Vec<u8> {
        commit_entry(
            &self.draw_id,
            self.commit,
            self.closed_at_ms,
            &self.left_out,
        )
    }

    /// The entrants as a list.
    ///
    /// # Errors
    /// When they make none.
    pub fn list(&self) -> Result<List, ListProblem> {
        let entrant = |(name, weight): &(String, u64)| Entrant {
            name: name.clone(),
            weight: *weight,
        };
        List::new(self.entrants.iter().map(entrant).collect())
    }

    /// Whether every field is within its bounds and in its order; spelling was checked by reading.
    #[must_use]
    pub(super) fn is_well_formed(&self) -> bool {
        let announced = &self.announcement;
        let numbers = [
            announced.alternates,
            announced.closes_at_ms,
            announced.opens_at_ms,
            announced.prizes,
            self.beacon.round,
            self.chain.genesis_at_s,
            self.chain.period_s,
            self.closed_at_ms,
            self.count,
            self.log.index,
            self.total_weight,
        ];
        let winners = 1..=WINNERS_MAX;
        self.format == FORMAT
            && announced.format == ANNOUNCEMENT_FORMAT
            && numbers
                .iter()
                .all(|&number| number <= canonical::INTEGER_MAX)
            && (1..=u64::from(u32::MAX)).contains(&self.chain.period_s)
            && !self.chain.beacon_id.is_empty()
            && self.beacon.round > 0
            && is_number(&announced.draw)
            && winners.contains(&announced.winners())
            && announced.prizes > 0
            && (1..=ENTRANTS_MAX).contains(&self.entrants.len())
            && self.left_out.len() <= ENTRANTS_MAX
            && self.log.inclusion.len() <= INCLUSION_MAX
            && self.winners.len() as u64 <= WINNERS_MAX
            && in_order(self.entrants.iter().map(|(name, _)| name))
            && in_order(self.left_out.iter().map(|(name, _)| name))
            && self.winners.iter().all(|name| is_pseudonym(name))
            && self
                .entrants
                .iter()
                .all(|&(_, weight)| (1..=canonical::INTEGER_MAX).contains(&weight))
            && self.left_out.iter().all(|(_, reason)| is_reason(reason))
            && self.is_left_out_apart()
    }

    /// Nobody is both left out and in the list, but for a weight that was lowered.
    fn is_left_out_apart(&self) -> bool {
        self.left_out
            .iter()
            .all(|(name, reason)| (reason == LOWERED) == self.weight_of(name).is_some())
    }

    /// The weight in the list, if it has a line.
    #[must_use]
    pub fn weight_of(&self, pseudonym: &str) -> Option<u64> {
        self.line_of(pseudonym).map(|at| self.entrants[at].1)
    }

    /// The line of the list, from 0.
    #[must_use]
    pub fn line_of(&self, pseudonym: &str) -> Option<usize> {
        self.entrants
            .binary_search_by(|(name, _)| name.as_str().cmp(pseudonym))
            .ok()
    }
}

/// The entry of the log that commits to a draw.
#[must_use]
pub fn commit_entry(
    draw_id: &str,
    commit: Hash,
    closed_at_ms: u64,
    left_out: &[(String, String)],
) -> Vec<u8> {
    canonical::write(&CommitEntry {
        closed_at_ms,
        commit,
        draw_id: draw_id.to_owned(),
        kind: CommitKind::Commit,
        left_out: sha256(&[&canonical::write(&left_out)]),
    })
}

fn in_order<'a>(mut names: impl Iterator<Item = &'a String> + Clone) -> bool {
    let well_formed = names.clone().all(|name| is_pseudonym(name));
    let Some(mut before) = names.next() else {
        return true;
    };
    well_formed && names.all(|name| std::mem::replace(&mut before, name) < name)
}

/// Decimal, from 1, in its one spelling.
fn is_number(text: &str) -> bool {
    (1..=NUMBER_CHARS_MAX).contains(&text.len())
        && !text.starts_with('0')
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn is_pseudonym(name: &str) -> bool {
    name.len() == PSEUDONYM_CHARS
        && name
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn is_reason(reason: &str) -> bool {
    (1..=REASON_CHARS_MAX).contains(&reason.len())
        && reason
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'-'))
}
