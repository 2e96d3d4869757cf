//! The draw against its published vector, recorded beacons, and every single change of a proof.

mod beacons;
mod mutations;
mod neighbour;
mod proofs;
mod receipts;
mod refused;

use proptest::prelude::*;
use serde_json::Value;

use super::*;

const VECTOR: &str = include_str!("../../vectors/draw/weighted_draw_vector.json");

fn entrant(name: &str, weight: u64) -> Entrant {
    Entrant {
        name: name.into(),
        weight,
    }
}

fn hash(value: &Value) -> Hash {
    let mut hash = [0; 32];
    hex::decode_to_slice(value.as_str().unwrap(), &mut hash).unwrap();
    hash
}

#[test]
fn the_published_vector_is_met_byte_for_byte() {
    let vector: Value = serde_json::from_str(VECTOR).unwrap();
    let entrants = vector["entrants"].as_array().unwrap().iter();
    let entrants =
        entrants.map(|pair| entrant(pair[0].as_str().unwrap(), pair[1].as_u64().unwrap()));
    let list = List::new(entrants.rev().collect()).unwrap();
    let winners = vector["winners"].as_u64().unwrap();
    let terms = Terms {
        draw_id: vector["draw_id"].as_str().unwrap(),
        winners,
        chain_hash: hash(&vector["chain_hash"]),
        round: vector["round"].as_u64().unwrap(),
    };
    assert_eq!(list.root(), hash(&vector["merkle_root"]));
    let commit = commit(terms, &list);
    assert_eq!(commit, hash(&vector["commit"]));
    let seed = seed(commit, hash(&vector["randomness"]));
    assert_eq!(seed, hash(&vector["seed"]));
    let chosen = select(&list, seed, winners as usize);
    let names: Vec<_> = chosen
        .iter()
        .map(|&at| list.entrants()[at].name.as_str())
        .collect();
    assert_eq!(names, ["chen@machi", "bo@machi", "えり@machi"]);
}

#[test]
fn what_is_no_list_is_refused() {
    let refused = |entrants| List::new(entrants).unwrap_err();
    assert_eq!(refused(vec![]), ListProblem::Empty);
    assert_eq!(refused(vec![entrant("a", 0)]), ListProblem::Weightless);
    assert_eq!(
        refused(vec![entrant("a", 1), entrant("a", 2)]),
        ListProblem::Twice
    );
    let half = TOTAL_WEIGHT_MAX / 2 + 1;
    assert_eq!(
        refused(vec![entrant("a", half), entrant("b", half)]),
        ListProblem::TooHeavy
    );
    assert!(List::new(vec![entrant("a", TOTAL_WEIGHT_MAX)]).is_ok());
}

/// As the reference does it: one after the other from the first.
fn select_slowly(list: &List, seed: Hash, winners: usize) -> Vec<usize> {
    let words = words(seed);
    let mut left: Vec<_> = list
        .entrants()
        .iter()
        .map(|one| one.weight)
        .enumerate()
        .collect();
    let (mut total, mut counter, mut chosen) = (list.total_weight(), 0, Vec::new());
    while !left.is_empty() && chosen.len() < winners {
        let limit = (1_u128 << 64) / u128::from(total) * u128::from(total);
        let mut value = word(&words, counter);
        counter += 1;
        while u128::from(value) >= limit {
            value = word(&words, counter);
            counter += 1;
        }
        let mut point = value % total;
        let mut at = 0;
        while point >= left[at].1 {
            point -= left[at].1;
            at += 1;
        }
        let (entrant, weight) = left.remove(at);
        chosen.push(entrant);
        total -= weight;
    }
    chosen
}

proptest! {
    #[test]
    fn the_fast_selection_selects_whom_the_slow_one_does(
        weights in proptest::collection::vec(prop_oneof![1..20_u64, 1..(1_u64 << 56)], 1..70),
        seed: [u8; 32],
        winners in 0..80_usize,
    ) {
        let named = weights.iter().enumerate().map(|(at, &weight)| entrant(&format!("{at:03}"), weight));
        let list = List::new(named.collect()).unwrap();
        let chosen = select(&list, seed, winners);
        prop_assert_eq!(&chosen, &select_slowly(&list, seed, winners));
        prop_assert_eq!(chosen.len(), winners.min(weights.len()));
    }
}

/// Words are refused about every second time when the total is just above half of their range.
#[test]
fn a_word_that_would_favour_some_is_passed_over() {
    let list = List::new(vec![
        entrant("a", TOTAL_WEIGHT_MAX / 2 + 9),
        entrant("b", 77),
    ])
    .unwrap();
    for round in 0..200_u8 {
        assert_eq!(
            select(&list, [round; 32], 2),
            select_slowly(&list, [round; 32], 2)
        );
    }
}

#[test]
fn an_audit_s_odds_are_near_the_declared_ones() {
    let list = List::new(
        (0..10)
            .map(|at| entrant(&format!("{at}"), 1 + at % 2 * 2))
            .collect(),
    )
    .unwrap();
    let audit = audit::audit(&list, [7; 32], 3, 4_000);
    let [light, heavy] = audit.odds.as_slice() else {
        panic!("two weights: {audit:?}");
    };
    assert_eq!((light.weight, light.declared_first_ppm), (1, 50_000));
    assert_eq!((heavy.weight, heavy.declared_first_ppm), (3, 150_000));
    // Four standard errors of a share of 5 chances in each of 4,000 replays.
    assert!(
        light.measured_first_ppm.abs_diff(50_000) < 7_000,
        "{light:?}"
    );
    assert!(
        heavy.measured_first_ppm.abs_diff(150_000) < 11_000,
        "{heavy:?}"
    );
    let prizes = light.measured_prize_ppm + heavy.measured_prize_ppm;
    assert!(
        prizes.abs_diff(600_000) <= 1,
        "three prizes among five pairs"
    );
    assert_eq!(
        (audit::replays(1_000), audit::replays(10_000)),
        (100_000, 10_000)
    );
    assert_eq!(audit::replays(5_000_000), 100);
}
