//! Recomputes a draw from its proof, step by step.

use super::beacon::Publicity;
use super::checkpoint::{Checkpoint, LogKey};
use super::proof::{NOTICE_MS, Proof};
use super::{List, Terms, canonical, commit, seed, select};
use crate::merkle::{includes, leaf_hash};

/// What is checked, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The document is a proof in its one spelling, and everything in it has its shape.
    Form,
    /// The id is made of the announcement, and the draw closed after its window.
    Announcement,
    /// Count, total weight and root are the list's.
    List,
    /// The chain is the one that was announced.
    Chain,
    /// The commitment is to this list and these terms.
    Commitment,
    /// The commitment stands in the signed log.
    Log,
    /// The round was far enough ahead when the commitment was made.
    Time,
    /// The chain said this in that round.
    Beacon,
    /// The seed is of the commitment and the randomness.
    Seed,
    /// The winners are those whom the seed selects.
    Winners,
}

impl Step {
    pub const ALL: [Self; 10] = [
        Self::Form,
        Self::Announcement,
        Self::List,
        Self::Chain,
        Self::Commitment,
        Self::Log,
        Self::Time,
        Self::Beacon,
        Self::Seed,
        Self::Winners,
    ];

    /// As documents and pages name it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Announcement => "announcement",
            Self::List => "list",
            Self::Chain => "chain",
            Self::Commitment => "commitment",
            Self::Log => "log",
            Self::Time => "time",
            Self::Beacon => "beacon",
            Self::Seed => "seed",
            Self::Winners => "winners",
        }
    }
}

/// A proof that holds.
#[derive(Debug)]
pub struct Verified {
    pub proof: Proof,
    /// Whether anybody could have known the random number before.
    pub publicity: Publicity,
}

/// Checks a proof as it was published.
///
/// # Errors
/// The first step that fails.
pub fn verify(bytes: &[u8]) -> Result<Verified, Step> {
    let proof: Proof = canonical::read(bytes).map_err(|_| Step::Form)?;
    if !proof.is_well_formed() {
        return Err(Step::Form);
    }
    if !announcement(&proof) {
        return Err(Step::Announcement);
    }
    // Of a list that has its form, what is left to refuse is a sum beyond all totals.
    let list = proof.list().map_err(|_| Step::List)?;
    let checks: [(Step, &dyn Fn() -> bool); 8] = [
        (Step::List, &|| list_follows(&proof, &list)),
        (Step::Chain, &|| {
            proof.chain.hash() == proof.announcement.chain_hash
        }),
        (Step::Commitment, &|| {
            proof.commit == commit(terms(&proof), &list)
        }),
        (Step::Log, &|| is_logged(&proof)),
        (Step::Time, &|| is_ahead(&proof)),
        (Step::Beacon, &|| proof.beacon.verify(&proof.chain).is_ok()),
        (Step::Seed, &|| {
            proof.seed == seed(proof.commit, proof.beacon.randomness)
        }),
        (Step::Winners, &|| winners_follow(&proof, &list)),
    ];
    match checks.iter().find(|(_, holds)| !holds()) {
        Some((failed, _)) => Err(*failed),
        None => Ok(Verified {
            publicity: proof.chain.publicity(),
            proof,
        }),
    }
}

fn announcement(proof: &Proof) -> bool {
    let announced = &proof.announcement;
    proof.draw_id == announced.draw_id()
        && announced.opens_at_ms < announced.closes_at_ms
        && announced.closes_at_ms <= proof.closed_at_ms
}

fn list_follows(proof: &Proof, list: &List) -> bool {
    proof.count == list.entrants().len() as u64
        && proof.total_weight == list.total_weight()
        && proof.total_weight <= canonical::INTEGER_MAX
        && proof.merkle_root == list.root()
}

fn terms(proof: &Proof) -> Terms<'_> {
    Terms {
        draw_id: &proof.draw_id,
        winners: proof.announcement.winners(),
        chain_hash: proof.announcement.chain_hash,
        round: proof.beacon.round,
    }
}

fn is_logged(proof: &Proof) -> bool {
    let log = &proof.log;
    let checkpoint = LogKey::parse(&proof.announcement.log_key)
        .and_then(|key| Checkpoint::open(&log.checkpoint, &key));
    let Some(checkpoint) = checkpoint else {
        return false;
    };
    let leaf = leaf_hash(&proof.commit_entry());
    let path: Vec<_> = log.inclusion.iter().map(|hash| hash.0).collect();
    includes(leaf, log.index, checkpoint.size, &path, checkpoint.root)
}

fn is_ahead(proof: &Proof) -> bool {
    // However far ahead: what no clock shows any more is for the beacon to refuse.
    let chain = &proof.chain;
    let since_s = u128::from(proof.beacon.round - 1) * u128::from(chain.period_s);
    let round_at_ms = (u128::from(chain.genesis_at_s) + since_s) * 1000;
    u128::from(proof.closed_at_ms) + u128::from(NOTICE_MS) <= round_at_ms
}

fn winners_follow(proof: &Proof, list: &List) -> bool {
    let Ok(winners) = usize::try_from(proof.announcement.winners()) else {
        return false;
    };
    let chosen = select(list, proof.seed, winners);
    let names = chosen.iter().map(|&at| &list.entrants()[at].name);
    proof.winners.iter().eq(names)
}
