//! What a ticket's QR code holds: which ticket, and a signature that a door verifies by itself.

use anyhow::anyhow;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{ED25519, KeyPair, UnparsedPublicKey};

use crate::error::Result;
use crate::ids::{EventId, OccurrenceId, TicketId};
use crate::secrets::MasterKey;

/// Of the key that signs tickets.
const PURPOSE: &str = "ticket-paper";
/// The first byte: papers of another shape get another.
const VERSION: u8 = 1;
/// The version, three ids of 8 bytes, and the issue's 2.
const PAYLOAD_BYTES: usize = 27;

/// What a paper says: no personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    pub event: EventId,
    pub occurrence: OccurrenceId,
    pub ticket: TicketId,
    /// From 1; a ticket that is issued anew has the next.
    pub issue: u16,
}

impl Paper {
    /// Big-endian numbers one after the other.
    fn payload(self) -> [u8; PAYLOAD_BYTES] {
        let mut bytes = [0; PAYLOAD_BYTES];
        bytes[0] = VERSION;
        let ids = [self.event.get(), self.occurrence.get(), self.ticket.get()];
        for (place, id) in bytes[1..25].chunks_exact_mut(8).zip(ids) {
            place.copy_from_slice(&id.to_be_bytes());
        }
        bytes[25..].copy_from_slice(&self.issue.to_be_bytes());
        bytes
    }

    fn parse(payload: &[u8]) -> Option<Self> {
        let (&VERSION, rest) = payload.split_first()? else {
            return None;
        };
        let (event, rest) = rest.split_first_chunk()?;
        let (occurrence, rest) = rest.split_first_chunk()?;
        let (ticket, rest) = rest.split_first_chunk()?;
        Some(Self {
            event: i64::from_be_bytes(*event).into(),
            occurrence: i64::from_be_bytes(*occurrence).into(),
            ticket: i64::from_be_bytes(*ticket).into(),
            issue: u16::from_be_bytes(rest.try_into().ok()?),
        })
    }
}

/// The paper with its signature (Ed25519, RFC 8032) behind it: 91 bytes as URL-safe base64.
///
/// # Errors
/// `Broken` when no key can be made of the master key.
pub fn sign(key: &MasterKey, paper: Paper) -> Result<String> {
    let payload = paper.payload();
    let signature = key.key_pair(PURPOSE)?.sign(&payload);
    Ok(URL_SAFE_NO_PAD.encode([payload.as_slice(), signature.as_ref()].concat()))
}

/// The paper, when its signature is ours.
///
/// # Errors
/// `Broken` when no key can be made of the master key.
pub fn verify(key: &MasterKey, token: &str) -> Result<Option<Paper>> {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else {
        return Ok(None);
    };
    let Some((payload, signature)) = bytes.split_first_chunk::<PAYLOAD_BYTES>() else {
        return Ok(None);
    };
    let pair = key.key_pair(PURPOSE)?;
    let ours = UnparsedPublicKey::new(&ED25519, pair.public_key());
    Ok(match ours.verify(payload, signature) {
        Ok(()) => Some(Paper::parse(payload).ok_or_else(|| anyhow!("we signed no paper"))?),
        Err(_) => None,
    })
}

/// By which anybody verifies papers: 32 bytes as URL-safe base64.
///
/// # Errors
/// `Broken` when no key can be made of the master key.
pub fn public_key(key: &MasterKey) -> Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(key.key_pair(PURPOSE)?.public_key()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(folder: &tempfile::TempDir, name: &str) -> MasterKey {
        MasterKey::open(&folder.path().join(name)).unwrap()
    }

    #[test]
    fn a_paper_is_read_as_it_was_signed_and_not_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let ours = key(&folder, "ours");
        let paper = Paper {
            event: 1.into(),
            occurrence: i64::MAX.into(),
            ticket: 258.into(),
            issue: 513,
        };
        let token = sign(&ours, paper).unwrap();
        // Fits a QR code of 45 by 45 modules.
        assert_eq!(token.len(), 122);
        assert_eq!(verify(&ours, &token).unwrap(), Some(paper));
        assert_eq!(verify(&key(&folder, "theirs"), &token).unwrap(), None);
        let bytes = URL_SAFE_NO_PAD.decode(&token).unwrap();
        assert_eq!(bytes[..9], [1, 0, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(bytes[17..27], [0, 0, 0, 0, 0, 0, 1, 2, 2, 1]);
        for at in 0..bytes.len() {
            let mut forged = bytes.clone();
            forged[at] ^= 1;
            let forged = URL_SAFE_NO_PAD.encode(forged);
            assert_eq!(verify(&ours, &forged).unwrap(), None, "byte {at}");
        }
        for nonsense in ["", "AQ", "a ticket", &token[1..]] {
            assert_eq!(verify(&ours, nonsense).unwrap(), None, "{nonsense}");
        }
    }
}
