//! `machi photos`: looks after the files of photos.

use anyhow::bail;

use crate::objects::Objects;
use crate::photos::check::{Checked, Finding, Looked, Mended};
use crate::settings::Settings;
use crate::start;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Photos {
    /// Compares the photos with their files, also while the server runs.
    Check(Check),
}

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Makes missing files anew from wider ones, takes photos without any file out of their notes,
    /// and removes files that no photo has.
    #[arg(long)]
    repair: bool,
}

impl Photos {
    /// Prints a line for each finding; fails when something is left to do.
    pub(super) async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let Self::Check(Check { repair }) = self;
        let objects = Objects::open(&settings)?;
        objects.look().await?;
        let store = start::store(&settings).await?;
        let checked = Checked {
            store: &store,
            objects: &objects,
            repair,
        };
        let mut left = 0_usize;
        let looked = checked
            .check(&mut |finding| {
                let (line, mended) = words(&finding);
                left += usize::from(matches!(mended, Mended::No | Mended::Left));
                println!("{line}{}", what_was_done(mended));
            })
            .await;
        store.close().await;
        let Looked { contents, files } = looked.map_err(|error| anyhow::anyhow!("{error}"))?;
        println!("{contents} photos and {files} files in {}", objects.place());
        match (left, repair) {
            (0, _) => Ok(()),
            (_, true) => bail!("{left} of these need somebody to look"),
            (_, false) => bail!("{left} findings; --repair mends what can be mended"),
        }
    }
}

fn words(finding: &Finding) -> (String, Mended) {
    match finding {
        Finding::Missing(names, mended) => (format!("missing: {}", names.join(", ")), *mended),
        Finding::Changed(name, mended) => (format!("other bytes: {name}"), *mended),
        Finding::Stray(name, mended) => (format!("no photo has: {name}"), *mended),
    }
}

fn what_was_done(mended: Mended) -> String {
    match mended {
        Mended::No => String::new(),
        Mended::From(width) => format!(" (made anew from {width} pixels)"),
        Mended::PhotoRemoved => " (nothing is left of it: taken out of its note)".into(),
        Mended::FileRemoved => " (removed)".into(),
        Mended::Left => " (left as it is)".into(),
    }
}
