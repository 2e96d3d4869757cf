//! Recorded beacons of drand's two chains, and what must be refused.

use serde_json::Value;

use super::super::beacon::{Beacon, BeaconProblem, Chain, PracticeChain, Publicity};
use super::hash;

const RECORDED: &str = include_str!("../../../vectors/draw/drand_vectors.json");

fn recorded(chain: &str) -> Vec<Beacon> {
    let all: Value = serde_json::from_str(RECORDED).unwrap();
    let bytes = |value: &Value| hex::decode(value.as_str().unwrap_or_default()).unwrap();
    let beacons = all[chain]["beacons"].as_array().unwrap().iter();
    beacons
        .map(|beacon| Beacon {
            previous_signature: bytes(&beacon["previous_signature"]),
            randomness: hash(&beacon["randomness"]),
            round: beacon["round"].as_u64().unwrap(),
            signature: bytes(&beacon["signature"]),
        })
        .collect()
}

/// The recorded beacon of 2023-09-15 11:00:03 UTC.
pub(super) fn of_2023() -> Beacon {
    recorded("quicknet").pop().unwrap()
}

#[test]
fn the_known_chains_have_the_hashes_that_name_them() {
    let all: Value = serde_json::from_str(RECORDED).unwrap();
    let quicknet = Chain::quicknet();
    assert_eq!(quicknet.hash(), hash(&all["quicknet"]["chain_hash"]));
    assert_eq!(quicknet.publicity(), Publicity::Quicknet);
    let default = Chain::default_chain();
    assert_eq!(default.hash(), hash(&all["default"]["chain_hash"]));
    assert_eq!(default.publicity(), Publicity::Default);
}

#[test]
fn every_recorded_beacon_is_its_chain_s() {
    for beacon in recorded("quicknet") {
        assert_eq!(
            beacon.verify(&Chain::quicknet()),
            Ok(()),
            "{}",
            beacon.round
        );
    }
    for beacon in recorded("default") {
        assert_eq!(beacon.verify(&Chain::default_chain()), Ok(()));
    }
}

#[test]
fn a_beacon_of_another_chain_another_round_or_half_of_one_is_refused() {
    let chain = Chain::quicknet();
    let real = of_2023();
    let refused = |beacon: Beacon| beacon.verify(&chain).unwrap_err();
    let signed_otherwise = Beacon {
        signature: recorded("quicknet")[0].signature.clone(),
        randomness: recorded("quicknet")[0].randomness,
        ..real.clone()
    };
    assert_eq!(refused(signed_otherwise), BeaconProblem::Signature);
    let randomness = [1; 32];
    assert_eq!(
        refused(Beacon {
            randomness,
            ..real.clone()
        }),
        BeaconProblem::Randomness
    );
    let truncated = |bytes: usize| {
        let signature = real.signature[..bytes].to_vec();
        let randomness = crate::merkle::sha256(&[&signature]);
        Beacon {
            signature,
            randomness,
            ..real.clone()
        }
    };
    assert_eq!(refused(truncated(47)), BeaconProblem::Malformed);
    assert_eq!(refused(truncated(0)), BeaconProblem::Malformed);
    assert_eq!(
        refused(recorded("default").remove(0)),
        BeaconProblem::Malformed
    );
    let previous_signature = vec![1];
    assert_eq!(
        refused(Beacon {
            previous_signature,
            ..real
        }),
        BeaconProblem::Malformed
    );
}

#[test]
fn rounds_come_when_the_chain_says() {
    let chain = Chain::quicknet();
    // 2023-09-15 11:00:03 UTC.
    const AT_MS: u64 = 1_694_775_603_000;
    assert_eq!(chain.round_at_ms(657_413), Some(AT_MS));
    assert_eq!(chain.first_round_from(AT_MS), 657_413);
    assert_eq!(chain.first_round_from(AT_MS + 1), 657_414);
    assert_eq!(chain.first_round_from(AT_MS - 3_000), 657_412);
    assert_eq!(chain.first_round_from(0), 1);
    assert_eq!(chain.round_at_ms(1), Some(1_692_803_367_000));
    assert_eq!(chain.round_at_ms(0), None);
    assert_eq!(chain.round_at_ms(u64::MAX), None);
}

#[test]
fn a_practice_chain_is_verified_like_a_public_one_and_told_from_it() {
    let practice = PracticeChain::new(&[5; 32], 1_700_000_000);
    let beacon = practice.beacon(12);
    assert_eq!(beacon.verify(practice.chain()), Ok(()));
    assert_eq!(practice.chain().publicity(), Publicity::NotPublic);
    let other = PracticeChain::new(&[6; 32], 1_700_000_000);
    assert_eq!(beacon.verify(other.chain()), Err(BeaconProblem::Signature));
}
