//! A whole proof, with the real beacon of round 657413.

use ring::signature::{Ed25519KeyPair, KeyPair};

use super::super::beacon::{Chain, Publicity};
use super::super::checkpoint::{Checkpoint, LogKey};
use super::super::proof::{self, Announcement, HexHash, Logged, Proof, commit_entry};
use super::super::pseudonym::pseudonym;
use super::super::verify::{Step, verify};
use super::super::{Entrant, List, Terms, canonical, commit, seed, select};
use super::beacons::of_2023;
use crate::merkle::{Tree, leaf_hash};

/// Read by the TypeScript verifier's tests, too.
pub(super) const PUBLISHED: &[u8] = include_bytes!("../../../vectors/draw/proof.json");
const HOUR_MS: u64 = 3_600_000;
const ENTRANTS: u8 = 12;

pub(super) fn key(number: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[number; 32]).unwrap()
}

pub(super) fn public(key: &Ed25519KeyPair) -> [u8; 32] {
    key.public_key().as_ref().try_into().unwrap()
}

fn log_key() -> LogKey {
    LogKey {
        name: "machi.example/log".into(),
        public_key: public(&key(1)),
    }
}

fn announcement(closes_at_ms: u64) -> Announcement {
    Announcement {
        alternates: 2,
        chain_hash: Chain::quicknet().hash(),
        closes_at_ms,
        draw: "41".into(),
        format: proof::ANNOUNCEMENT_FORMAT.into(),
        log_key: log_key().to_vkey(),
        opens_at_ms: closes_at_ms - 24 * HOUR_MS,
        prizes: 3,
        receipt_key: public(&key(2)),
        title: "Three seats — 三席".into(),
        weights: "One chance each, and one more for each note, up to four.".into(),
    }
}

pub(super) fn salt_of(entrant: u8) -> [u8; 32] {
    [entrant; 32]
}

pub(super) fn pseudonym_of(draw_id: &str, entrant: u8) -> String {
    hex::encode(pseudonym(draw_id, &salt_of(entrant)))
}

/// The commitment is the third entry of a log of five.
fn logged(entry: &[u8]) -> Logged {
    let leaves = [b"one".as_slice(), b"two", entry, b"four", b"five"];
    let tree: Tree = leaves.iter().map(|entry| leaf_hash(entry)).collect();
    let checkpoint = Checkpoint {
        origin: log_key().name,
        size: 5,
        root: tree.root(5),
    };
    let signature = key(1).sign(checkpoint.text().as_bytes());
    let path = tree.inclusion(2, 5).unwrap();
    Logged {
        checkpoint: checkpoint.signed(&log_key(), signature.as_ref()),
        inclusion: path.into_iter().map(HexHash).collect(),
        index: 2,
    }
}

/// The draw as it is published; it closes so many milliseconds before its round.
pub(super) fn proof(notice_ms: u64) -> Proof {
    let (chain, beacon) = (Chain::quicknet(), of_2023());
    let closed_at_ms = chain.round_at_ms(beacon.round).unwrap() - notice_ms;
    let announcement = announcement(closed_at_ms - 1_000);
    let draw_id = announcement.draw_id();
    let entrants = (1..=ENTRANTS).map(|number| Entrant {
        name: pseudonym_of(&draw_id, number),
        weight: u64::from(number % 4 + 1),
    });
    let list = List::new(entrants.collect()).unwrap();
    let mut left_out = vec![
        (pseudonym_of(&draw_id, 1), proof::LOWERED.to_owned()),
        (pseudonym_of(&draw_id, 101), "withdrawn".to_owned()),
        (pseudonym_of(&draw_id, 102), "staff".to_owned()),
    ];
    left_out.sort();
    let terms = Terms {
        draw_id: &draw_id,
        winners: announcement.winners(),
        chain_hash: announcement.chain_hash,
        round: beacon.round,
    };
    let commit = commit(terms, &list);
    let seed = seed(commit, beacon.randomness);
    let chosen = select(&list, seed, announcement.winners() as usize);
    let winners = chosen.iter().map(|&at| list.entrants()[at].name.clone());
    Proof {
        beacon,
        chain,
        closed_at_ms,
        commit,
        count: list.entrants().len() as u64,
        entrants: list
            .entrants()
            .iter()
            .map(|one| (one.name.clone(), one.weight))
            .collect(),
        format: proof::FORMAT.into(),
        log: logged(&commit_entry(&draw_id, commit, closed_at_ms, &left_out)),
        left_out,
        merkle_root: list.root(),
        seed,
        total_weight: list.total_weight(),
        winners: winners.collect(),
        draw_id,
        announcement,
    }
}

#[test]
fn the_published_proof_is_made_again_and_holds() {
    let bytes = canonical::write(&proof(proof::NOTICE_MS));
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        String::from_utf8_lossy(PUBLISHED)
    );
    let verified = verify(PUBLISHED).unwrap();
    assert_eq!(verified.publicity, Publicity::Quicknet);
    let own = pseudonym_of(&verified.proof.draw_id, 7);
    let line = verified.proof.line_of(&own).unwrap();
    assert_eq!(verified.proof.entrants[line].0, own);
}

#[test]
fn a_commitment_that_came_late_is_told() {
    let late = canonical::write(&proof(proof::NOTICE_MS - 1));
    assert_eq!(verify(&late).unwrap_err(), Step::Time);
}

#[test]
fn another_spelling_is_refused() {
    let text = std::str::from_utf8(PUBLISHED).unwrap();
    let upper = text.replacen("\"commit\":\"", "\"commit\":\"A", 1);
    let spellings = [
        text.replacen(':', ": ", 1),
        format!("{text}\n"),
        text.replacen("\"alternates\":2,", "", 1),
        text.replacen("\"alternates\":2", "\"alternates\":2.0", 1),
        text.replacen("\"alternates\":2", "\"alternates\":2,\"alternates\":2", 1),
        text.replacen("三席", "\\u4e09\\u5e2d", 1),
        upper,
        text.replacen("\"count\":12", "\"count\":12,\"extra\":1", 1),
        text.to_uppercase(),
        String::new(),
        "null".into(),
    ];
    for spelling in spellings {
        assert_ne!(spelling, text);
        assert_eq!(
            verify(spelling.as_bytes()).unwrap_err(),
            Step::Form,
            "{spelling}"
        );
    }
}
