//! Public draws of several sizes: the list and its commitment, the selection, the whole check of a
//! list's part of a proof.

use std::time::Duration;

use rules::draw::{Entrant, List, select};
use tokio::time::Instant;

const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];
/// As many as the plan of a large draw asks for.
const WINNERS: usize = 1_000;
const WEIGHTS: u64 = 5;

/// How long the parts of one draw take.
pub(crate) struct Drawn {
    pub(crate) entrants: usize,
    /// The list in its order, and its root.
    pub(crate) listed: Duration,
    /// A thousand winners, or everybody.
    pub(crate) selected: Duration,
}

pub(crate) fn measure() -> anyhow::Result<Vec<Drawn>> {
    SIZES.into_iter().map(one).collect()
}

fn one(size: usize) -> anyhow::Result<Drawn> {
    // Spread like pseudonyms, which are hashes.
    let name = |at: usize| {
        format!(
            "{:032x}",
            (at as u128 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
        )
    };
    let entrants: Vec<_> = (0..size)
        .map(|at| Entrant {
            name: name(at),
            weight: at as u64 % WEIGHTS + 1,
        })
        .collect();
    let began = Instant::now();
    let list = List::new(entrants)?;
    let root = list.root();
    let listed = began.elapsed();
    let began = Instant::now();
    let winners = select(&list, root, WINNERS);
    let selected = began.elapsed();
    anyhow::ensure!(
        winners.len() == WINNERS.min(size),
        "fewer winners than places"
    );
    Ok(Drawn {
        entrants: size,
        listed,
        selected,
    })
}
