//! Sources, runs and reports as the desk's pages show them.

use super::report::{ReasonReport, Report, SkippedLine};
use super::sources::{Source, Summary};
use crate::cities::City;
use crate::text::Lang;
use crate::text::money::number;
use crate::text::when::{civil, day_and_time};

const MINUTE_MS: i64 = 60_000;

/// A source with its feed.
pub(super) struct SourceRow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) url: String,
    pub(super) attribution: String,
    pub(super) kind: String,
    /// "Fetched every 60 minutes", "Paused", "By hand".
    pub(super) state: String,
    /// "Next: …".
    pub(super) next: Option<String>,
    /// "Failed 2 times in a row", and why.
    pub(super) trouble: Option<(String, String)>,
    pub(super) is_feed: bool,
    pub(super) paused: bool,
    pub(super) last: Option<RunRow>,
}

impl SourceRow {
    pub(super) fn new(source: &Source, city: &City, lang: Lang, now_ms: i64) -> Self {
        let feed = source.feed.as_ref();
        let paused = feed.is_some_and(|feed| feed.paused);
        let state = match feed {
            None => lang.t("imports-by-hand"),
            Some(_) if paused => lang.t("imports-feed-paused"),
            Some(feed) => {
                let minutes = feed.every_ms / MINUTE_MS;
                lang.t_with("imports-feed-state-on", &[("minutes", minutes.into())])
            }
        };
        let next = feed.filter(|_| !paused).map(|feed| {
            let when = moment(feed.due_at_ms.max(now_ms), city, lang, now_ms);
            lang.t_with("imports-feed-next", &[("when", when.into())])
        });
        let trouble = feed.and_then(|feed| {
            let problem = feed.problem.as_ref()?;
            let failures = [("failures", feed.failures.into())];
            Some((
                lang.t_with("imports-feed-failed", &failures),
                problem.text(lang, &feed.address),
            ))
        });
        Self {
            id: source.id.to_string(),
            name: source.name.clone(),
            url: source.url.clone(),
            attribution: source.attribution.clone(),
            kind: lang.t(source.kind.key()),
            state,
            next,
            trouble,
            is_feed: feed.is_some(),
            paused,
            last: source
                .last
                .as_ref()
                .map(|last| RunRow::new(last, city, lang, now_ms)),
        }
    }
}

/// One run.
pub(super) struct RunRow {
    pub(super) id: String,
    pub(super) source: String,
    pub(super) file: String,
    pub(super) when: String,
    pub(super) kept: String,
    pub(super) skipped: String,
}

impl RunRow {
    pub(super) fn new(run: &Summary, city: &City, lang: Lang, now_ms: i64) -> Self {
        Self {
            id: run.id.to_string(),
            source: run.source_name.clone(),
            file: run.file.clone(),
            when: moment(run.finished_at_ms, city, lang, now_ms),
            kept: number(lang, run.kept),
            skipped: number(lang, run.skipped),
        }
    }
}

fn moment(at_ms: i64, city: &City, lang: Lang, now_ms: i64) -> String {
    let today = civil(now_ms, &city.zone).date();
    day_and_time(lang, civil(at_ms, &city.zone), today)
}

/// One number of a report.
pub(super) struct Stat {
    pub(super) name: String,
    pub(super) value: String,
}

/// What a report counts; what is zero everywhere in imports of its kind is left out.
pub(super) fn stats(report: &Report, lang: Lang) -> Vec<Stat> {
    let always = [
        ("imports-kept", report.kept),
        ("imports-skipped", report.skipped),
        ("imports-new", report.new),
        ("imports-changed", report.changed),
        ("imports-same", report.same),
    ];
    let of_events = [
        ("imports-removed", report.removed),
        ("imports-dates", report.dates),
        ("imports-at-place", report.at_place),
        ("imports-in-neighbourhood", report.in_neighbourhood),
        ("imports-in-community", report.in_community),
        ("imports-free", report.free),
    ];
    let told = always
        .into_iter()
        .chain(of_events.into_iter().filter(|(_, count)| *count > 0));
    told.map(|(key, count)| Stat {
        name: lang.t(key),
        value: count_text(lang, count),
    })
    .collect()
}

fn count_text(lang: Lang, count: u64) -> String {
    number(lang, i64::try_from(count).unwrap_or(i64::MAX))
}

/// The rows that were left out for one reason.
pub(super) struct ReasonRow {
    pub(super) id: &'static str,
    pub(super) text: String,
    pub(super) count: String,
    /// "The first 20 lines of this reason".
    pub(super) caption: String,
    /// The names are not kept.
    pub(super) private: bool,
    pub(super) lines: Vec<SkippedLine>,
}

impl ReasonRow {
    pub(super) fn new(reason: &ReasonReport, lang: Lang) -> Self {
        let shown = [("n", reason.lines.len().into())];
        Self {
            id: reason.reason.name(),
            text: lang.t(reason.reason.key()),
            count: count_text(lang, reason.count),
            caption: lang.t_with("imports-first-lines", &shown),
            private: reason.reason.is_private(),
            lines: reason.lines.clone(),
        }
    }
}
