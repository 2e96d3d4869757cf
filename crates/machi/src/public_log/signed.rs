//! What the log says of itself under its signature.

use ring::signature::KeyPair;
use rules::draw::checkpoint::{Checkpoint, LogKey};
use url::Url;

use super::PublicLog;
use crate::app::App;
use crate::error::Result;
use crate::secrets::MasterKey;

/// Of the key that signs checkpoints.
const PURPOSE: &str = "public-log";

/// The name and the key that everybody checks checkpoints with.
///
/// # Errors
/// `Broken` when no key can be made of the master key.
pub fn key(master: &MasterKey, public_url: &str) -> Result<LogKey> {
    let pair = master.key_pair(PURPOSE)?;
    let url = Url::parse(public_url).map_err(anyhow::Error::from)?;
    let host = url.host_str().unwrap_or_default();
    let name = match url.port() {
        Some(port) => format!("{host}:{port}/log"),
        None => format!("{host}/log"),
    };
    let public_key = pair.public_key().as_ref().try_into();
    Ok(LogKey {
        name,
        public_key: public_key.map_err(anyhow::Error::from)?,
    })
}

/// The log's signed statement when it had so many entries, under this name: an installation that
/// moved goes on vouching for what it said under its old name.
///
/// # Errors
/// `NotFound` when this node knows of fewer entries.
pub fn checkpoint(app: &App, name: &str, size: usize) -> Result<String> {
    let root = app.view::<PublicLog>()?.root(size)?;
    let checkpoint = Checkpoint {
        origin: name.to_owned(),
        size: size as u64,
        root,
    };
    let key = LogKey {
        name: name.to_owned(),
        ..key(app.key(), &app.settings().public_url)?
    };
    let signature = app
        .key()
        .key_pair(PURPOSE)?
        .sign(checkpoint.text().as_bytes());
    Ok(checkpoint.signed(&key, signature.as_ref()))
}
