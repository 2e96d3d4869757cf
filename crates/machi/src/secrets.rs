//! The master key: signs what browsers carry for us and seals what must be secret at rest.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use rand::TryRng;
use rand::rngs::SysRng;
use ring::signature::Ed25519KeyPair;
use sha2::{Digest, Sha256};

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// SHA-256's block.
const BLOCK_BYTES: usize = 64;

/// Keys for each purpose are derived from it, so that a value made for one cannot serve another.
pub struct MasterKey([u8; KEY_BYTES]);

impl MasterKey {
    /// Reads the key file, or makes it at the first start (readable by its owner only).
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        if !path.exists() {
            create(path).with_context(|| format!("cannot create {}", path.display()))?;
        }
        let text =
            fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).with_context(|| format!("{} is not a master key", path.display()))
    }

    fn parse(text: &str) -> anyhow::Result<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text.trim())?;
        Ok(Self(bytes.try_into().map_err(|_| {
            anyhow::anyhow!("it must hold {KEY_BYTES} bytes")
        })?))
    }

    /// `value.signature`, for a value that a browser carries and must not change.
    pub fn sign(&self, purpose: &str, value: &str) -> String {
        let signature = self
            .mac(purpose)
            .chain_update(value)
            .finalize()
            .into_bytes();
        format!("{value}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// The value, when the signature is ours and was made for this purpose.
    pub fn verify<'a>(&self, purpose: &str, signed: &'a str) -> Option<&'a str> {
        let (value, signature) = signed.rsplit_once('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        self.mac(purpose)
            .chain_update(value)
            .verify_slice(&signature)
            .ok()?;
        Some(value)
    }

    /// The key pair (Ed25519) whose signatures of this purpose others verify by themselves.
    pub fn key_pair(&self, purpose: &str) -> anyhow::Result<Ed25519KeyPair> {
        Ed25519KeyPair::from_seed_unchecked(&self.derive(purpose))
            .map_err(|_| anyhow::anyhow!("no key pair is made of the master key"))
    }

    /// Encrypts a secret for a column; `context` (say the row's key) must be the same to open it.
    pub fn seal(&self, context: &str, secret: &[u8]) -> anyhow::Result<Vec<u8>> {
        let nonce: [u8; NONCE_BYTES] = random_bytes();
        let payload = Payload {
            msg: secret,
            aad: context.as_bytes(),
        };
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| anyhow::anyhow!("sealing failed"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// What `seal` hid. Fails when the bytes, the context or the key differ.
    pub fn open_sealed(&self, context: &str, sealed: &[u8]) -> anyhow::Result<Vec<u8>> {
        let (nonce, sealed) = sealed
            .split_first_chunk::<NONCE_BYTES>()
            .context("sealed value too short")?;
        let payload = Payload {
            msg: sealed,
            aad: context.as_bytes(),
        };
        self.cipher()
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| {
                anyhow::anyhow!("sealed value was made with another key or for something else")
            })
    }

    fn mac(&self, purpose: &str) -> Hmac<Sha256> {
        keyed(&self.derive(purpose))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(self.derive("seal")))
    }

    /// A secret of this purpose, from which nothing else of ours follows.
    pub fn derive(&self, purpose: &str) -> [u8; KEY_BYTES] {
        keyed(&self.0)
            .chain_update("machi/")
            .chain_update(purpose)
            .finalize()
            .into_bytes()
            .into()
    }
}

/// Makes the key file, whole or not at all: a crash leaves no half of it behind, and of several
/// processes that make it at the same moment one does, whose key all of them read.
fn create(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let draft = path.with_added_extension(random_token());
    let made = write_key(&draft).and_then(|()| fs::hard_link(&draft, path));
    let removed = fs::remove_file(&draft);
    if let Err(error) = made
        && error.kind() != io::ErrorKind::AlreadyExists
    {
        return Err(error);
    }
    removed?;
    sync_folder(folder)
}

fn write_key(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let key: [u8; KEY_BYTES] = random_bytes();
    writeln!(file, "{}", URL_SAFE_NO_PAD.encode(key))?;
    file.sync_all()
}

/// A new name lasts once its folder is on the disk, too.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// HMAC fills a key up to a block with zeros (RFC 2104); doing it here leaves nothing to fail.
fn keyed(key: &[u8; KEY_BYTES]) -> Hmac<Sha256> {
    let mut block = [0; BLOCK_BYTES];
    block[..KEY_BYTES].copy_from_slice(key);
    <Hmac<Sha256> as hmac::KeyInit>::new(&block.into())
}

/// Bytes from the operating system's generator.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(
        clippy::expect_used,
        reason = "without the system's randomness nothing here is safe to go on"
    )]
    SysRng
        .try_fill_bytes(&mut bytes)
        .expect("the operating system gives random bytes");
    bytes
}

/// A secret for a link, cookie or token: 32 random bytes in URL-safe base64.
pub fn random_token() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}

/// How a random token is kept at rest: its hash. (A slow hash is for what people can guess.)
pub fn token_hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::thread;

    use super::*;

    #[test]
    fn the_key_file_is_made_once_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("master.key");
        let first = MasterKey::open(&path).unwrap();
        let second = MasterKey::open(&path).unwrap();
        assert_eq!(second.verify("test", &first.sign("test", "12")), Some("12"));
    }

    #[test]
    fn whoever_makes_the_key_file_at_the_same_moment_has_the_same_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/master.key");
        let together = Barrier::new(8);
        let open = || {
            together.wait();
            MasterKey::open(&path).unwrap().0
        };
        let keys = thread::scope(|scope| {
            let threads = [(); 8].map(|()| scope.spawn(open));
            threads.map(|thread| thread.join().unwrap())
        });
        assert_eq!(keys, [keys[0]; 8]);
        let names: Vec<_> = fs::read_dir(folder.path().join("data")).unwrap().collect();
        assert_eq!(names.len(), 1, "no draft is left: {names:?}");
    }

    #[cfg(unix)]
    #[test]
    fn the_key_file_is_its_owner_s_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("master.key");
        MasterKey::open(&path).unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_signature_serves_its_own_value_and_purpose_only() {
        let key = MasterKey([7; KEY_BYTES]);
        let signed = key.sign("seen", "0-12");
        assert_eq!(key.verify("seen", &signed), Some("0-12"));
        assert_eq!(key.verify("flash", &signed), None);
        assert_eq!(key.verify("seen", &signed.replace("12", "13")), None);
    }

    #[test]
    fn a_sealed_secret_opens_in_its_own_context_only() {
        let key = MasterKey([7; KEY_BYTES]);
        let sealed = key.seal("feed/1", b"hush").unwrap();
        assert_eq!(key.open_sealed("feed/1", &sealed).unwrap(), b"hush");
        assert!(key.open_sealed("feed/2", &sealed).is_err());
    }
}
