//! Passwords: how long they may be, and how they are kept.

use std::num::NonZero;
use std::sync::LazyLock;
use std::time::Duration;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::error::{Error, Refusal, Result};
use crate::secrets::random_bytes;

pub const CHARS_MIN: usize = 10;
pub const CHARS_MAX: usize = 200;
/// Of UTF-8: four times the characters, and nothing beyond that is ever hashed.
const BYTES_MAX: usize = 4 * CHARS_MAX;
/// What OWASP's password storage sheet asks of argon2id.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;
/// How long one waits for a core to hash on before the server says that it is busy.
const WAIT: Duration = Duration::from_secs(3);

/// Hashing fills a core; more at once than there are cores would only make everybody wait.
static CORES: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(1, NonZero::get)));

/// Checked where there is no account: the time that an answer takes must not tell.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_now("nobody's password", &[7; SALT_BYTES]).unwrap_or_default());

/// What is wrong with a new password, for the field of that name.
pub fn problem(password: &str, field: &'static str) -> Option<Refusal> {
    let chars = password.chars().take(CHARS_MAX + 1).count();
    let (key, n) = match chars {
        ..CHARS_MIN => ("accounts-password-short", CHARS_MIN),
        CHARS_MIN..=CHARS_MAX => return None,
        _ => ("accounts-password-long", CHARS_MAX),
    };
    Some(Refusal::new(key).on(field).with("n", n))
}

/// The password as it is kept: argon2id in PHC's form.
pub async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    on_a_core(move || hash_now(&password, &random_bytes::<SALT_BYTES>())).await?
}

/// Whether it is the account's password. Takes as long where there is no account or no password.
pub async fn matches(password: &str, hash: Option<String>) -> Result<bool> {
    if password.len() > BYTES_MAX {
        return Ok(false);
    }
    let password = password.to_owned();
    on_a_core(move || {
        let known = hash.is_some();
        let hash = hash.as_deref().unwrap_or(&NOBODY);
        let hash = PasswordHash::new(hash).map_err(broken)?;
        let same = argon2()?.verify_password(password.as_bytes(), &hash);
        Ok(known && same.is_ok())
    })
    .await?
}

fn hash_now(password: &str, salt: &[u8]) -> Result<String> {
    let hash = argon2()?.hash_password_with_salt(password.as_bytes(), salt);
    let hash: PasswordHash = hash.map_err(broken)?;
    Ok(hash.to_string())
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(broken)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn broken(error: impl std::fmt::Display) -> Error {
    Error::Broken(anyhow::anyhow!("argon2: {error}"))
}

/// Runs it off the async threads, on no more threads than there are cores.
async fn on_a_core<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let waiting = tokio::time::timeout(WAIT, CORES.acquire()).await;
    let permit: SemaphorePermit<'static> = waiting
        .map_err(|_| Error::Busy)?
        .map_err(anyhow::Error::from)?;
    // Kept by the work itself: it goes on when the asker goes away.
    let work = tokio::task::spawn_blocking(move || {
        let done = work();
        // It took 19 MiB, which this thread would keep.
        memory::give_back();
        drop(permit);
        done
    });
    Ok(work.await.map_err(anyhow::Error::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_matches_its_own_hash_alone() {
        let hash = hash("long enough to keep").await.unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(
            matches("long enough to keep", Some(hash.clone()))
                .await
                .unwrap()
        );
        assert!(!matches("long enough to keep!", Some(hash)).await.unwrap());
        assert!(!matches("nobody's password", None).await.unwrap());
    }

    #[test]
    fn length_counts_characters() {
        for (password, expected) in [
            ("123456789".to_owned(), Some("accounts-password-short")),
            ("1234567890".to_owned(), None),
            ("町".repeat(200), None),
            ("a".repeat(201), Some("accounts-password-long")),
        ] {
            let key = problem(&password, "password").map(|refusal| refusal.key);
            assert_eq!(key, expected, "{password}");
        }
    }
}
