//! The figures as a table to read and a file to plot again.

use std::io::Write;
use std::path::Path;

use super::draws::Drawn;
use super::in_process::Commands;
use super::over_http::Served;
use super::people::LookUp;

/// One size of city.
pub(crate) struct Run {
    pub(crate) notes: i64,
    pub(crate) served: Served,
    pub(crate) commands: Commands,
}

/// Says on the terminal how far it is.
pub(crate) fn say(text: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stderr(), "{text}")?)
}

/// A line of the table: what it tells, and how it reads for a run.
type Line = (&'static str, fn(&Run) -> String);

const LINES: [Line; 22] = [
    ("empty answer, requests/s", |run| {
        whole(run.served.nothing_per_s)
    }),
    ("`/healthz`, of the empty answer", |run| {
        share(run, run.served.health.requests_per_s)
    }),
    ("feed page signed in, of the empty answer", |run| {
        share(run, run.served.feed.requests_per_s)
    }),
    ("… of `/healthz`, which the same server answers", |run| {
        share_of_health(run, run.served.feed.requests_per_s)
    }),
    ("feed page signed in, requests/s", |run| {
        whole(run.served.feed.requests_per_s)
    }),
    ("… its bytes", |run| whole(run.served.feed.bytes)),
    ("… p50, ms", |run| {
        format!("{:.2}", run.served.feed.p50_ms)
    }),
    ("… p99, ms", |run| {
        format!("{:.2}", run.served.feed.p99_ms)
    }),
    ("… with gzip, of the empty answer", |run| {
        share(run, run.served.feed_gzip.requests_per_s)
    }),
    ("… with gzip, of `/healthz`", |run| {
        share_of_health(run, run.served.feed_gzip.requests_per_s)
    }),
    ("feed page of a stranger, of the empty answer", |run| {
        share(run, run.served.feed_stranger.requests_per_s)
    }),
    ("like over HTTP, 64 at once, of the empty answer", |run| {
        share(run, run.served.likes_of_64.requests_per_s)
    }),
    ("likes/s over HTTP, 1 at once · 64", |run| {
        pair(
            run.served.likes_alone.requests_per_s,
            run.served.likes_of_64.requests_per_s,
        )
    }),
    ("notes/s over HTTP, 1 at once · 64", |run| {
        pair(
            run.served.notes_alone.requests_per_s,
            run.served.notes_of_64.requests_per_s,
        )
    }),
    ("likes/s in process, 1 at once · 64", |run| {
        pair(run.commands.likes_alone, run.commands.likes_of_64)
    }),
    ("notes/s in process, 1 at once · 64", |run| {
        pair(run.commands.notes_alone, run.commands.notes_of_64)
    }),
    ("seats/s in process, 1 at once · 64, 100 dates", |run| {
        pair(run.commands.goes_alone, run.commands.goes_of_64)
    }),
    ("seats/s in process, 64 at once, one date", |run| {
        whole(run.commands.goes_to_one)
    }),
    ("scans/s in process, 1 at once · 64, one date", |run| {
        pair(run.commands.scans_alone, run.commands.scans_of_64)
    }),
    ("transfers/s in process, 1 at once · 64", |run| {
        pair(run.commands.transfers_alone, run.commands.transfers_of_64)
    }),
    ("from start to the first feed, s", |run| {
        format!("{:.2}", run.served.started_in.as_secs_f64())
    }),
    ("memory at start, MB", |run| {
        whole(run.served.resident_bytes as f64 / 1e6)
    }),
];

/// Writes `NAME.md` into the folder, and the same on the terminal.
pub(crate) fn write(
    out: &Path,
    name: &str,
    runs: &[Run],
    (people, draws): (&[LookUp], &[Drawn]),
) -> anyhow::Result<()> {
    let mut text = String::from("| |");
    for run in runs {
        text += &format!(" {} notes |", run.notes);
    }
    text += &format!("\n|---|{}\n", "---:|".repeat(runs.len()));
    for (title, value) in LINES {
        text += &format!("| {title} |");
        for run in runs {
            text += &format!(" {} |", value(run));
        }
        text += "\n";
    }
    text += &memory_of_a_note(runs).unwrap_or_default();
    text += "\n| look-up among 1,000,000 people | p50, ms | p99, ms |\n|---|---:|---:|\n";
    for LookUp { kind, p50, p99 } in people {
        let (p50, p99) = (p50.as_secs_f64() * 1e3, p99.as_secs_f64() * 1e3);
        text += &format!("| {kind} | {p50:.3} | {p99:.3} |\n");
    }
    text += &drawn(draws);
    std::fs::write(out.join(format!("{name}.md")), &text)?;
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}

/// The table of draws.
pub(crate) fn drawn(draws: &[Drawn]) -> String {
    let mut text =
        String::from("\n| draw of | list and root, ms | 1,000 winners, ms |\n|---|---:|---:|\n");
    for one in draws {
        let (listed, selected) = (
            one.listed.as_secs_f64() * 1e3,
            one.selected.as_secs_f64() * 1e3,
        );
        text += &format!(
            "| {} entrants | {listed:.1} | {selected:.1} |\n",
            one.entrants
        );
    }
    text
}

/// What each note more takes, by the smallest and the largest city.
fn memory_of_a_note(runs: &[Run]) -> Option<String> {
    let (first, last) = (runs.first()?, runs.last()?);
    let notes = last.notes - first.notes;
    let bytes = last.served.resident_bytes as f64 - first.served.resident_bytes as f64;
    let each = bytes / notes as f64;
    (notes > 0).then(|| format!("\nMemory of one more note: {each:.0} bytes.\n"))
}

fn whole(number: f64) -> String {
    format!("{number:.0}")
}

fn pair(alone: f64, together: f64) -> String {
    format!("{alone:.0} · {together:.0}")
}

fn share(run: &Run, requests_per_s: f64) -> String {
    percent(requests_per_s, run.served.nothing_per_s)
}

fn share_of_health(run: &Run, requests_per_s: f64) -> String {
    percent(requests_per_s, run.served.health.requests_per_s)
}

fn percent(part: f64, whole: f64) -> String {
    format!("{:.1} %", 100.0 * part / whole)
}
