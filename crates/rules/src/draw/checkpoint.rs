//! A log's signed statement of its size and root: C2SP tlog-checkpoint, in a signed note.
//!
//! Sources: <https://c2sp.org/tlog-checkpoint> and <https://c2sp.org/signed-note>.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ED25519, UnparsedPublicKey};

use crate::merkle::{Hash, sha256};

/// Ed25519, as signed notes number the algorithms.
const ED25519_KIND: u8 = 1;
const SIGNATURE_START: &str = "— ";

/// What a log says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name.
    pub origin: String,
    pub size: u64,
    pub root: Hash,
}

/// The name and the key that a log signs with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogKey {
    pub name: String,
    pub public_key: [u8; 32],
}

impl LogKey {
    /// `name+id+key`, as signed notes write it.
    #[must_use]
    pub fn to_vkey(&self) -> String {
        let key = [&[ED25519_KIND], self.public_key.as_slice()].concat();
        format!(
            "{}+{}+{}",
            self.name,
            hex::encode(self.id()),
            STANDARD.encode(key)
        )
    }

    /// None when it is not written as above, in its one spelling.
    #[must_use]
    pub fn parse(vkey: &str) -> Option<Self> {
        let mut parts = vkey.splitn(3, '+');
        let (name, _id, key) = (parts.next()?, parts.next()?, parts.next()?);
        let key = STANDARD.decode(key).ok()?;
        let (&ED25519_KIND, key) = key.split_first()? else {
            return None;
        };
        let key = Self {
            name: name.into(),
            public_key: key.try_into().ok()?,
        };
        (!name.is_empty() && key.to_vkey() == vkey).then_some(key)
    }

    /// The first four bytes of the hash of name and key.
    fn id(&self) -> [u8; 4] {
        let hash = sha256(&[
            self.name.as_bytes(),
            b"\n",
            &[ED25519_KIND],
            &self.public_key,
        ]);
        [hash[0], hash[1], hash[2], hash[3]]
    }
}

impl Checkpoint {
    /// The note's text, which is what gets signed.
    #[must_use]
    pub fn text(&self) -> String {
        format!(
            "{}\n{}\n{}\n",
            self.origin,
            self.size,
            STANDARD.encode(self.root)
        )
    }

    /// The text with the signature under it.
    #[must_use]
    pub fn signed(&self, key: &LogKey, signature: &[u8]) -> String {
        let signature = STANDARD.encode([&key.id(), signature].concat());
        format!(
            "{}\n{SIGNATURE_START}{} {signature}\n",
            self.text(),
            key.name
        )
    }

    /// What the note says, when this key signed it and nobody else did: a line of another's would be
    /// a part of the note that nothing vouches for.
    #[must_use]
    pub fn open(note: &str, key: &LogKey) -> Option<Self> {
        let (text, signatures) = note.split_once("\n\n")?;
        let line = signatures
            .strip_suffix('\n')?
            .strip_prefix(SIGNATURE_START)?;
        let (name, signature) = line.split_once(' ')?;
        let bytes = STANDARD.decode(signature).ok()?;
        let (id, signature) = bytes.split_first_chunk::<4>()?;
        if name != key.name || *id != key.id() {
            return None;
        }
        let text = format!("{text}\n");
        let public_key = UnparsedPublicKey::new(&ED25519, key.public_key);
        public_key.verify(text.as_bytes(), signature).ok()?;
        let mut lines = text.lines();
        let checkpoint = Self {
            origin: lines.next()?.into(),
            size: lines.next()?.parse().ok()?,
            root: STANDARD.decode(lines.next()?).ok()?.try_into().ok()?,
        };
        let ours = checkpoint.origin == key.name && checkpoint.signed(key, signature) == note;
        ours.then_some(checkpoint)
    }
}
