//! `machi backup`: a copy of the running database.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use store::{Store, Tx, args};

use crate::settings::Settings;
use crate::start;

#[derive(Debug, clap::Args)]
pub(super) struct Backup {
    /// The file to write; it must not exist yet.
    file: PathBuf,
}

impl Backup {
    pub(super) async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let file = self.file.as_path();
        ensure!(
            !file.exists(),
            "{} exists; name another file",
            file.display()
        );
        let store = start::open(&settings).await?;
        let copied = copy(&store, file).await;
        store.close().await;
        copied?;
        println!("The database is copied to {}.", file.display());
        println!(
            "Keep {} beside it: without that key its secrets cannot be read.",
            settings.master_key_path().display()
        );
        Ok(())
    }
}

/// Under another name first: what bears the file's name is whole.
async fn copy(store: &Store, file: &Path) -> anyhow::Result<()> {
    ensure!(
        is_installed(store).await?,
        "there is nothing to copy yet: this database is empty"
    );
    let mut unfinished = file.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = PathBuf::from(unfinished);
    if let Err(error) = store.backup(&unfinished).await {
        bail!("{error}");
    }
    only_for_the_owner(&unfinished)
        .and_then(|()| fs::rename(&unfinished, file))
        .with_context(|| format!("cannot write {}", file.display()))
}

async fn is_installed(store: &Store) -> anyhow::Result<bool> {
    let (tables,): (i64,) = store
        .read(async |tx: &mut Tx| {
            let sql = "select count(*) from migration where part = $1";
            tx.one::<(i64,)>(sql, args!["app"]).await
        })
        .await?;
    Ok(tables > 0)
}

/// It holds what people trusted us with.
fn only_for_the_owner(file: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(())
}
