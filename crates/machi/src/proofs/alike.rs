//! Screenshots that look like one that was handed in before, by anybody, for anything.

use ::photos::unlikeness;
use store::{Tx, args};

use crate::error::Result;
use crate::ids::{CityId, ProofId, ProofPictureId};

/// Two pictures that differ in so many of 64 bits are probably the same one.
const BITS_MAX: u32 = 7;
/// Shown beside a proof.
const SHOWN_MAX: usize = 3;
/// The newest pictures that share eight bits, which are compared in full.
const COMPARED_MAX: i64 = 2_000;

/// What a screenshot is known by.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) picture: ProofPictureId,
    pub(super) digest: String,
    pub(super) likeness: u64,
}

store::row! {
    /// Another proof's screenshot that may be the same.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(super) struct Alike {
        pub(super) picture: ProofPictureId,
        pub(super) proof: ProofId,
        pub(super) city_id: CityId,
        /// Empty once it is removed.
        pub(super) file: String,
        pub(super) digest: String,
        pub(super) likeness: i64,
        pub(super) handle: String,
        pub(super) link: String,
        pub(super) decision: String,
        pub(super) handed_in_at_ms: i64,
    }
}

/// The eight parts of eight bits: what differs in seven bits shares one of them.
fn bands(likeness: u64) -> [i64; 8] {
    likeness.to_be_bytes().map(i64::from)
}

/// From now on the picture is found by how it looks.
pub(super) async fn remember(tx: &mut Tx, picture: ProofPictureId, likeness: u64) -> Result<()> {
    let sql = "insert into proof_picture_band (band, bits, picture_id) values ($1, $2, $3)
               on conflict do nothing";
    for (band, bits) in (0_i64..).zip(bands(likeness)) {
        tx.execute(sql, args![band, bits, picture]).await?;
    }
    Ok(())
}

pub(super) async fn forget(tx: &mut Tx, picture: ProofPictureId) -> Result<()> {
    let sql = "delete from proof_picture_band where picture_id = $1";
    tx.execute(sql, args![picture]).await?;
    Ok(())
}

/// Those that are the same to the byte, or nearly look the same: the nearest first.
pub(super) async fn alike(tx: &mut Tx, known: &Known) -> Result<Vec<Alike>> {
    // `account` belongs to accounts.
    let sql = "select p.id as picture, r.id as proof, r.city_id, p.file, p.digest, p.likeness, a.handle, r.link,
                 r.decision, r.handed_in_at_ms
               from proof_picture p join proof r on r.id = p.proof_id
                 join account a on a.id = r.account_id
               where p.id <> $1 and p.id in (
                 select picture_id from proof_picture_band
                 where (band = 0 and bits = $2) or (band = 1 and bits = $3)
                   or (band = 2 and bits = $4) or (band = 3 and bits = $5)
                   or (band = 4 and bits = $6) or (band = 5 and bits = $7)
                   or (band = 6 and bits = $8) or (band = 7 and bits = $9))
               order by p.id desc limit $10";
    let [a, b, c, d, e, f, g, h] = bands(known.likeness);
    let found = tx.all::<Alike>(
        sql,
        args![known.picture, a, b, c, d, e, f, g, h, COMPARED_MAX],
    );
    let far = |other: &Alike| match other.digest == known.digest {
        true => 0,
        false => unlikeness(known.likeness, other.likeness.cast_unsigned()),
    };
    let mut found = found.await?;
    found.retain(|other| far(other) <= BITS_MAX);
    found.sort_by_key(far);
    found.truncate(SHOWN_MAX);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_looks_alike_shares_a_band(
            likeness in any::<u64>(), flipped in prop::collection::vec(0..64_u32, 0..=7),
        ) {
            let other = flipped.iter().fold(likeness, |bits, at| bits ^ (1_u64 << *at));
            prop_assert!(unlikeness(likeness, other) <= BITS_MAX);
            let shared = bands(likeness).iter().zip(bands(other)).any(|(a, b)| *a == b);
            prop_assert!(shared);
        }
    }
}
