//! The neighbouring standard, RFC 3797, as its example has it: what is fair there is fair here.

use md5::{Digest, Md5};

const EXAMPLE: &str = include_str!("../../../vectors/draw/rfc3797_vector.txt");
const POOL: usize = 25;

/// RFC 3797, section 4: the MD5 of the round, the key and the round, modulo those who are left.
fn selected(key: &str, rank: u16, left: usize) -> (String, usize) {
    let around = rank.to_be_bytes();
    let digest = Md5::new()
        .chain_update(around)
        .chain_update(key)
        .chain_update(around)
        .finalize();
    let remainder = digest
        .iter()
        .fold(0, |sum, &byte| (sum * 256 + usize::from(byte)) % left);
    (hex::encode_upper(digest), remainder)
}

#[test]
fn the_rfc_s_example_is_reproduced() {
    let mut lines = EXAMPLE.lines();
    let key = lines.next().unwrap().strip_prefix("key ").unwrap();
    let mut pool: Vec<usize> = (1..=POOL).collect();
    let mut rows = 0;
    for (rank, line) in (0..).zip(lines) {
        let [number, digest, left, chosen] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let (hash, at) = selected(key, rank, pool.len());
        assert_eq!(hash, digest, "row {number}");
        assert_eq!(pool.len().to_string(), left);
        assert_eq!(pool.remove(at).to_string(), chosen);
        rows += 1;
    }
    assert_eq!(rows, 16);
}
