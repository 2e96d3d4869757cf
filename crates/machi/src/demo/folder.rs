//! The demo's data folder, which it deletes only when it made it.

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context, ensure};

/// A file in each folder that the demo made; locked while a demo uses the folder.
const MARK: &str = "made-by-machi-demo";

/// A folder in use; others may use it too, but not throw it away.
#[derive(Debug)]
pub(super) struct Folder {
    _lock: File,
}

impl Folder {
    /// Takes the folder, made or emptied where need be. Refused when somebody else filled it.
    pub(super) fn take(path: &Path, fresh: bool) -> anyhow::Result<Self> {
        let mark = path.join(MARK);
        let name = path.display();
        if mark.exists() && fresh {
            let lock = File::open(&mark)?;
            lock.try_lock()
                .with_context(|| format!("a demo is running on {name}; stop it first"))?;
            fs::remove_dir_all(path).with_context(|| format!("cannot remove {name}"))?;
        }
        fs::create_dir_all(path).with_context(|| format!("cannot create {name}"))?;
        let is_empty = fs::read_dir(path)?.next().is_none();
        ensure!(
            is_empty || mark.exists(),
            "{name} holds something that the demo did not make; name another folder with --data"
        );
        if is_empty {
            fs::write(&mark, "`machi demo --fresh` deletes this folder.\n")?;
        }
        let lock = File::open(&mark)?;
        lock.try_lock_shared()
            .with_context(|| format!("{name} is being thrown away by another demo"))?;
        Ok(Self { _lock: lock })
    }
}
