//! `machi import`: a file of places or events into a city.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, ensure};

use crate::cities::Cities;
use crate::imports::{self, Bar, Done, FILE_BYTES_MAX, Job, Kind, Report};
use crate::places::source::SourceDraft;
use crate::settings::Settings;
use crate::start;
use crate::text::Lang;

#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// What the file is.
    #[arg(value_enum)]
    kind: Kind,
    file: PathBuf,
    /// The city's slug.
    #[arg(long)]
    city: String,
    /// Shown beside each event. The same name again updates what came before. The file's name when
    /// it is not given.
    #[arg(long)]
    source_name: Option<String>,
    /// Who made the data, under which licence. The source's name when it is not given.
    #[arg(long)]
    attribution: Option<String>,
    /// Where readers find the source.
    #[arg(long, default_value = "")]
    url: String,
    /// Only looks: reports what would happen and changes nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Import {
    pub(super) async fn run(self, settings: Settings) -> anyhow::Result<()> {
        let about = std::fs::metadata(&self.file)
            .with_context(|| format!("{} cannot be read", self.file.display()))?;
        let fits = usize::try_from(about.len()).is_ok_and(|bytes| bytes <= FILE_BYTES_MAX);
        ensure!(
            fits,
            "{}: the file is larger than 64 MB",
            self.file.display()
        );
        let bytes = std::fs::read(&self.file)
            .with_context(|| format!("{} cannot be read", self.file.display()))?;
        let app = start::app(settings).await?;
        let city = app.view::<Cities>()?.by_slug(&self.city);
        let city = city.with_context(|| format!("there is no city {}", self.city))?;
        let file_name = self.file.file_name().unwrap_or(self.file.as_os_str());
        let file = file_name.to_string_lossy().into_owned();
        let name = self.source_name.unwrap_or_else(|| file.clone());
        let job = Job {
            city,
            kind: self.kind,
            source: SourceDraft {
                kind: self.kind.name(),
                key: name.clone(),
                url: self.url,
                attribution: self.attribution.unwrap_or_else(|| name.clone()),
                name,
            },
            file,
            by: None,
            moved: None,
            dry_run: self.dry_run,
        };
        let bar = Bar::default();
        let done = imports::run(&app, &job, bytes, &bar.listener()).await;
        drop(bar);
        app.shut_down();
        app.store().clone().close().await;
        match done {
            Ok(done) => print(&done),
            Err(stopped) => anyhow::bail!("nothing was imported: {stopped}"),
        }
    }
}

fn print(done: &Done) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let Report {
        file,
        kept,
        skipped,
        reasons,
        new,
        changed,
        same,
        removed,
        dates,
        ..
    } = &done.report;
    writeln!(out, "{file}: {kept} rows kept, {skipped} left out")?;
    writeln!(
        out,
        "  {new} new, {changed} changed, {same} same, {removed} called off; {dates} dates"
    )?;
    for reason in reasons {
        let text = Lang::En.t(reason.reason.key());
        writeln!(out, "  {:>7}  {text}", reason.count)?;
        for line in &reason.lines {
            // Of a private occasion there is no text.
            let mark = if line.text.is_empty() { "" } else { ": " };
            writeln!(
                out,
                "           line {}, {}{mark}{}",
                line.line, line.field, line.text
            )?;
        }
    }
    if done.written.is_none() {
        writeln!(out, "Checked only: nothing was changed.")?;
    }
    Ok(())
}
