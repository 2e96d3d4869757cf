//! How a draw would have gone with other random numbers: a check of the method, which anybody can
//! repeat.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{List, Selection};
use crate::merkle::{Hash, sha256};

const SEED_PURPOSE: &[u8] = b"machi-draw-audit-v1\0";
/// Up to [`FULL_ENTRANTS`] entrants.
const REPLAYS_MAX: u64 = 100_000;
const FULL_ENTRANTS: u64 = 1_000;
const REPLAYS_MIN: u64 = 100;

/// What the replays of a draw came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Audit {
    pub replays: u64,
    /// By weight, the lightest first.
    pub odds: Vec<Odds>,
}

/// Of everybody with one weight, for each of them: chances in a million.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Odds {
    pub weight: u64,
    pub entrants: u64,
    /// To be drawn first: the weight's share of the total.
    pub declared_first_ppm: u64,
    pub measured_first_ppm: u64,
    /// To be among those who get a prize.
    pub measured_prize_ppm: u64,
}

/// How often so many entrants are drawn again: the work is bounded, and stated with the result.
#[must_use]
pub fn replays(entrants: usize) -> u64 {
    let entrants = (entrants as u64).max(FULL_ENTRANTS);
    (REPLAYS_MAX * FULL_ENTRANTS / entrants).max(REPLAYS_MIN)
}

/// Draws the same list again with other seeds, which follow from the commitment.
#[must_use]
pub fn audit(list: &List, commit: Hash, prizes: usize, replays: u64) -> Audit {
    let selection = Selection::new(list);
    let weight_of = |at: usize| list.entrants()[at].weight;
    let mut tally: BTreeMap<u64, Tally> = BTreeMap::new();
    for entrant in list.entrants() {
        tally.entry(entrant.weight).or_default().entrants += 1;
    }
    for replay in 0..replays {
        let seed = sha256(&[SEED_PURPOSE, &commit, &replay.to_be_bytes()]);
        for (place, at) in selection.draw(seed, prizes).into_iter().enumerate() {
            let tally = tally.entry(weight_of(at)).or_default();
            tally.first += u64::from(place == 0);
            tally.prizes += 1;
        }
    }
    let odds = tally
        .into_iter()
        .map(|(weight, tally)| tally.odds(weight, list.total_weight(), replays))
        .collect();
    Audit { replays, odds }
}

/// Of one weight.
#[derive(Default)]
struct Tally {
    entrants: u64,
    first: u64,
    prizes: u64,
}

impl Tally {
    fn odds(&self, weight: u64, total_weight: u64, replays: u64) -> Odds {
        let chances = replays * self.entrants;
        Odds {
            weight,
            entrants: self.entrants,
            declared_first_ppm: ppm(weight, total_weight),
            measured_first_ppm: ppm(self.first, chances),
            measured_prize_ppm: ppm(self.prizes, chances),
        }
    }
}

fn ppm(part: u64, whole: u64) -> u64 {
    let whole = u128::from(whole.max(1));
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a part is at most the whole"
    )]
    let ppm = ((u128::from(part) * 1_000_000 + whole / 2) / whole) as u64;
    ppm
}
