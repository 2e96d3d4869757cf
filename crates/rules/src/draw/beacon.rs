//! Public randomness: beacons of drand, verified with the key of their chain.
//!
//! Source: <https://docs.drand.love/docs/specification/>. The chain's hash is made as drand's
//! `chain.Info.Hash` makes it.

use blst::{BLST_ERROR, min_pk, min_sig};
use serde::{Deserialize, Serialize};

use crate::merkle::{Hash, sha256};

/// The hash of drand's chain "quicknet": a round every three seconds.
pub const QUICKNET: &str = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
/// The hash of drand's first chain, "default": a round every thirty seconds.
pub const DEFAULT: &str = "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce";

const DST_G1: &[u8] = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
const DST_G2: &[u8] = b"BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_";
/// This name is no part of a chain's hash, since it is older than the names.
const UNNAMED: &str = "default";

/// How a chain signs its rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scheme {
    /// The round alone; signatures in G1, the key in G2.
    #[serde(rename = "bls-unchained-g1-rfc9380")]
    Unchained,
    /// The round behind the signature before it; signatures in G2, the key in G1.
    #[serde(rename = "pedersen-bls-chained")]
    Chained,
}

/// A chain of beacons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chain {
    pub beacon_id: String,
    pub genesis_at_s: u64,
    #[serde(with = "hex::serde")]
    pub genesis_seed: Hash,
    pub period_s: u64,
    #[serde(with = "hex::serde")]
    pub public_key: Vec<u8>,
    pub scheme: Scheme,
}

/// The random value of one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beacon {
    /// Empty on an unchained chain.
    #[serde(with = "hex::serde")]
    pub previous_signature: Vec<u8>,
    #[serde(with = "hex::serde")]
    pub randomness: Hash,
    pub round: u64,
    #[serde(with = "hex::serde")]
    pub signature: Vec<u8>,
}

/// What kind of chain it is, by its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publicity {
    Quicknet,
    Default,
    /// Somebody's own: it shows that a draw follows its rules, and not that nobody knew the random
    /// number before.
    NotPublic,
}

impl Chain {
    /// drand's quicknet.
    #[must_use]
    pub fn quicknet() -> Self {
        Self {
            beacon_id: "quicknet".into(),
            genesis_at_s: 1_692_803_367,
            genesis_seed: known("f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e"),
            period_s: 3,
            public_key: known::<96>(
                "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c\
                 8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb\
                 5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
            )
            .into(),
            scheme: Scheme::Unchained,
        }
    }

    /// drand's first chain.
    #[must_use]
    pub fn default_chain() -> Self {
        Self {
            beacon_id: UNNAMED.into(),
            genesis_at_s: 1_595_431_050,
            genesis_seed: known("176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a"),
            period_s: 30,
            public_key: known::<48>(
                "868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a5699\
                 37c529eeda66c7293784a9402801af31",
            )
            .into(),
            scheme: Scheme::Chained,
        }
    }

    /// By which a draw names its chain.
    #[must_use]
    pub fn hash(&self) -> Hash {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "drand's periods are 32 bits"
        )]
        let period = self.period_s as u32;
        let name = match self.beacon_id.as_str() {
            UNNAMED => "",
            name => name,
        };
        sha256(&[
            &period.to_be_bytes(),
            &self.genesis_at_s.to_be_bytes(),
            &self.public_key,
            &self.genesis_seed,
            name.as_bytes(),
        ])
    }

    #[must_use]
    pub fn publicity(&self) -> Publicity {
        match hex::encode(self.hash()).as_str() {
            QUICKNET => Publicity::Quicknet,
            DEFAULT => Publicity::Default,
            _ => Publicity::NotPublic,
        }
    }

    /// When the round comes, in UTC milliseconds; none for what is further than numbers go.
    #[must_use]
    pub fn round_at_ms(&self, round: u64) -> Option<u64> {
        let since_s = round.checked_sub(1)?.checked_mul(self.period_s)?;
        self.genesis_at_s.checked_add(since_s)?.checked_mul(1000)
    }

    /// The first round that comes at this time or after it.
    #[must_use]
    pub fn first_round_from(&self, at_ms: u64) -> u64 {
        let since_ms = at_ms.saturating_sub(self.genesis_at_s.saturating_mul(1000));
        since_ms.div_ceil(self.period_s.max(1).saturating_mul(1000)) + 1
    }
}

/// Why a beacon is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BeaconProblem {
    #[error("the randomness is not the hash of the signature")]
    Randomness,
    #[error("the signature or the key is no point of its curve")]
    Malformed,
    #[error("the signature is not the chain's")]
    Signature,
}

impl Beacon {
    /// Whether the chain said this in this round.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn verify(&self, chain: &Chain) -> Result<(), BeaconProblem> {
        if self.randomness != sha256(&[&self.signature]) {
            return Err(BeaconProblem::Randomness);
        }
        let round = self.round.to_be_bytes();
        let (key, signature) = (&chain.public_key, &self.signature);
        let outcome = match chain.scheme {
            Scheme::Unchained if self.previous_signature.is_empty() => {
                let key = min_sig::PublicKey::key_validate(key);
                let signature = min_sig::Signature::sig_validate(signature, true);
                let (key, signature) = both(key, signature)?;
                signature.verify(false, &sha256(&[&round]), DST_G1, &[], &key, false)
            }
            Scheme::Unchained => return Err(BeaconProblem::Malformed),
            Scheme::Chained => {
                let key = min_pk::PublicKey::key_validate(key);
                let signature = min_pk::Signature::sig_validate(signature, true);
                let (key, signature) = both(key, signature)?;
                let message = sha256(&[&self.previous_signature, &round]);
                signature.verify(false, &message, DST_G2, &[], &key, false)
            }
        };
        match outcome {
            BLST_ERROR::BLST_SUCCESS => Ok(()),
            _ => Err(BeaconProblem::Signature),
        }
    }
}

fn both<K, S>(
    key: Result<K, BLST_ERROR>,
    signature: Result<S, BLST_ERROR>,
) -> Result<(K, S), BeaconProblem> {
    key.ok().zip(signature.ok()).ok_or(BeaconProblem::Malformed)
}

fn known<const N: usize>(digits: &str) -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(
        clippy::expect_used,
        reason = "the digits are written in this file, and tested"
    )]
    hex::decode_to_slice(digits, &mut bytes).expect("a constant");
    bytes
}

/// A chain of one's own, for practice: whoever has its key knows every round beforehand.
pub struct PracticeChain {
    key: min_sig::SecretKey,
    chain: Chain,
}

impl PracticeChain {
    /// The chain of this secret, a round every three seconds from `genesis_at_s` on.
    ///
    /// # Panics
    /// Never: the secret is as long as a key asks for.
    #[must_use]
    pub fn new(secret: &Hash, genesis_at_s: u64) -> Self {
        #[expect(clippy::expect_used, reason = "32 bytes are enough for a key")]
        let key = min_sig::SecretKey::key_gen(secret, &[]).expect("a key of 32 bytes");
        let public_key = key.sk_to_pk().compress();
        let chain = Chain {
            beacon_id: "practice".into(),
            genesis_at_s,
            genesis_seed: sha256(&[&public_key]),
            period_s: 3,
            public_key: public_key.into(),
            scheme: Scheme::Unchained,
        };
        Self { key, chain }
    }

    #[must_use]
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    #[must_use]
    pub fn beacon(&self, round: u64) -> Beacon {
        let message = sha256(&[&round.to_be_bytes()]);
        let signature = self.key.sign(&message, DST_G1, &[]).compress();
        Beacon {
            previous_signature: Vec::new(),
            randomness: sha256(&[&signature]),
            round,
            signature: signature.into(),
        }
    }
}
