//! The chains of beacons that draws may name.

use rules::draw::beacon::{Chain, PracticeChain};

use crate::secrets::MasterKey;
use crate::settings::{DrawsChain, Settings};

/// Of the secret behind the practice chain.
const PRACTICE_PURPOSE: &str = "practice-beacon";
/// 2020-01-01 UTC.
const PRACTICE_GENESIS_S: u64 = 1_577_836_800;

/// The chain that new draws name.
pub(super) fn of_new_draws(key: &MasterKey, settings: &Settings) -> Chain {
    match settings.draws_chain {
        DrawsChain::Quicknet => Chain::quicknet(),
        DrawsChain::Default => Chain::default_chain(),
        DrawsChain::Practice => practice(key).chain().clone(),
    }
}

/// The installation's own.
pub(super) fn practice(key: &MasterKey) -> PracticeChain {
    PracticeChain::new(&key.derive(PRACTICE_PURPOSE), PRACTICE_GENESIS_S)
}
