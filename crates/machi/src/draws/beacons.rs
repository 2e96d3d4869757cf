//! Where the random value of a round comes from, and why it is believed.

use rules::draw::beacon::{Beacon, Chain};
use serde::Deserialize;
use tracing::warn;

use super::chains;
use crate::app::App;
use crate::error::{Refusal, Result};

/// Of an answer of drand's HTTP API.
const ANSWER_BYTES_MAX: usize = 4 * 1024;

/// As drand's HTTP API writes it.
#[derive(Deserialize)]
struct Answer {
    round: u64,
    #[serde(with = "hex::serde")]
    randomness: [u8; 32],
    #[serde(with = "hex::serde")]
    signature: Vec<u8>,
    #[serde(default, with = "hex::serde")]
    previous_signature: Vec<u8>,
}

/// The beacon of a round that has come; none while no server gives it.
pub(super) async fn fetch(app: &App, chain: &Chain, round: u64) -> Option<Beacon> {
    let practice = chains::practice(app.key());
    if practice.chain() == chain {
        return Some(practice.beacon(round));
    }
    let hash = hex::encode(chain.hash());
    for (at, endpoint) in app.settings().drand_endpoints.iter().enumerate() {
        let address = format!("{}/{hash}/public/{round}", endpoint.trim_end_matches('/'));
        let answer = match app.outgoing().get(&address, ANSWER_BYTES_MAX).await {
            Ok(answer) => answer,
            Err(error) => {
                warn!(endpoint = at, round, %error, "no beacon from there");
                continue;
            }
        };
        match read(&answer, chain, round) {
            Some(beacon) => return Some(beacon),
            None => warn!(
                endpoint = at,
                round, "what it says is not the chain's beacon"
            ),
        }
    }
    None
}

/// The beacon of this round, if that is what the text says and the chain signed it.
fn read(text: &[u8], chain: &Chain, round: u64) -> Option<Beacon> {
    let answer: Answer = serde_json::from_slice(text).ok()?;
    let beacon = Beacon {
        previous_signature: answer.previous_signature,
        randomness: answer.randomness,
        round: answer.round,
        signature: answer.signature,
    };
    (beacon.round == round && beacon.verify(chain).is_ok()).then_some(beacon)
}

/// The beacon that somebody pasted, verified like any other.
pub(super) fn pasted(text: &str, chain: &Chain, round: u64) -> Result<Beacon> {
    let refusal = || Refusal::new("draws-beacon-refused").on("beacon").into();
    read(text.trim().as_bytes(), chain, round).ok_or_else(refusal)
}
