//! What a member gets at once for an entry: signed, so that being left out can be shown to anybody.

use ring::signature::{ED25519, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

use super::canonical::{self, NotCanonical};
use super::proof::{Proof, is_pseudonym};
use crate::merkle::Hash;

pub const FORMAT: &str = "machi-draw-receipt-v1";
/// Ed25519.
const SIGNATURE_BYTES: usize = 64;

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub at_ms: u64,
    pub draw_id: String,
    pub format: String,
    #[serde(with = "hex::serde")]
    pub key: Hash,
    /// 32 lower-case hexadecimal digits.
    pub pseudonym: String,
    pub weight: u64,
}

/// The entry with its signature (Ed25519, RFC 8032).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    pub at_ms: u64,
    pub draw_id: String,
    pub format: String,
    #[serde(with = "hex::serde")]
    pub key: Hash,
    pub pseudonym: String,
    #[serde(with = "hex::serde")]
    pub signature: Vec<u8>,
    pub weight: u64,
}

impl Entry {
    /// The bytes to sign.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        canonical::write(self)
    }

    #[must_use]
    pub fn signed(self, signature: Vec<u8>) -> Receipt {
        Receipt {
            at_ms: self.at_ms,
            draw_id: self.draw_id,
            format: self.format,
            key: self.key,
            pseudonym: self.pseudonym,
            signature,
            weight: self.weight,
        }
    }
}

/// What a receipt and a proof together show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// The entry is in the list, with this weight or more.
    InList,
    /// It is not, or with less, and the published list says why.
    Stated,
    /// It is not in the list and nothing is said of it: foul play.
    Missing,
    /// It is in the list with less weight and nothing is said of it: foul play.
    Lowered,
}

/// Why a receipt shows nothing.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptProblem {
    #[error(transparent)]
    Form(#[from] NotCanonical),
    #[error("it is no receipt")]
    Format,
    #[error("its signature is not that of its key")]
    Signature,
    #[error("it is of another draw")]
    OtherDraw,
    #[error("its key is not the one that the draw announced")]
    OtherKey,
}

impl Receipt {
    /// Reads a receipt and checks its signature.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn open(bytes: &[u8]) -> Result<Self, ReceiptProblem> {
        let receipt: Self = canonical::read(bytes)?;
        if receipt.format != FORMAT || !receipt.is_well_formed() {
            return Err(ReceiptProblem::Format);
        }
        let entry = Entry {
            at_ms: receipt.at_ms,
            draw_id: receipt.draw_id.clone(),
            format: receipt.format.clone(),
            key: receipt.key,
            pseudonym: receipt.pseudonym.clone(),
            weight: receipt.weight,
        };
        UnparsedPublicKey::new(&ED25519, receipt.key)
            .verify(&entry.bytes(), &receipt.signature)
            .map_err(|_| ReceiptProblem::Signature)?;
        Ok(receipt)
    }

    /// Whether every field is within its bounds; spelling was checked by reading.
    fn is_well_formed(&self) -> bool {
        self.at_ms <= canonical::INTEGER_MAX
            && is_pseudonym(&self.pseudonym)
            && self.signature.len() == SIGNATURE_BYTES
            && (1..=canonical::INTEGER_MAX).contains(&self.weight)
    }

    /// What it shows beside the proof of its draw, which must have been verified.
    ///
    /// # Errors
    /// When the two do not belong together.
    pub fn find_in(&self, proof: &Proof) -> Result<Finding, ReceiptProblem> {
        if self.draw_id != proof.draw_id {
            return Err(ReceiptProblem::OtherDraw);
        }
        if self.key != proof.announcement.receipt_key {
            return Err(ReceiptProblem::OtherKey);
        }
        let weight = proof.weight_of(&self.pseudonym);
        let is_stated = proof
            .left_out
            .iter()
            .any(|(name, _)| *name == self.pseudonym);
        Ok(match weight {
            Some(weight) if weight >= self.weight => Finding::InList,
            _ if is_stated => Finding::Stated,
            Some(_) => Finding::Lowered,
            None => Finding::Missing,
        })
    }
}
