//! What an import came to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::draft::{Parsed, Reason, Skipped};

/// How many lines of each reason are kept.
const LINES_MAX: usize = 20;

/// What an import came to: rows of the file, and what became of the events or places in them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Report {
    pub file: String,
    /// Rows that became part of an event or a place.
    pub kept: u64,
    pub skipped: u64,
    /// Most frequent first.
    pub reasons: Vec<ReasonReport>,
    /// Events or places.
    pub new: u64,
    pub changed: u64,
    pub same: u64,
    /// Events to come that the source names no more: they are called off.
    pub removed: u64,
    /// Dates of all events together.
    pub dates: u64,
    /// Events at a known place.
    pub at_place: u64,
    /// Events in a known neighbourhood, those at a place included.
    pub in_neighbourhood: u64,
    /// Events that cost nothing.
    pub free: u64,
    /// Events in a community.
    pub in_community: u64,
}

/// The rows that were left out for one reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReasonReport {
    pub reason: Reason,
    pub count: u64,
    /// The first of them.
    pub lines: Vec<SkippedLine>,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SkippedLine {
    /// From 1, the header being one; of GeoJSON, the number of the feature.
    pub line: u64,
    /// The column, property or member that the reason is about.
    pub field: String,
    /// The beginning of what stands there; empty of a private occasion.
    pub text: String,
}

impl Report {
    /// A stored report, without the names that older ones held of private occasions.
    pub(super) fn read(json: &str) -> serde_json::Result<Self> {
        let mut report: Self = serde_json::from_str(json)?;
        let reasons = report.reasons.iter_mut();
        for reason in reasons.filter(|reason| reason.reason.is_private()) {
            for line in &mut reason.lines {
                line.text.clear();
            }
        }
        Ok(report)
    }

    pub(super) fn of(file: &str, parsed: &Parsed) -> Self {
        let mut by_reason: BTreeMap<Reason, ReasonReport> = BTreeMap::new();
        for skipped in &parsed.skipped {
            let report = by_reason.entry(skipped.reason).or_insert(ReasonReport {
                reason: skipped.reason,
                count: 0,
                lines: Vec::new(),
            });
            report.count += 1;
            if report.lines.len() < LINES_MAX {
                report.lines.push(line(skipped));
            }
        }
        let mut reasons: Vec<_> = by_reason.into_values().collect();
        reasons.sort_by_key(|report| std::cmp::Reverse(report.count));
        Self {
            file: file.to_owned(),
            kept: parsed.kept_rows,
            skipped: reasons.iter().map(|report| report.count).sum(),
            reasons,
            ..Self::default()
        }
    }

    /// As a table for a spreadsheet: reason, how many, line, field, text.
    pub fn to_csv(&self, text_of: impl Fn(Reason) -> String) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory does not fail.
        let _ = writer.write_record(["reason", "what", "count", "line", "field", "text"]);
        for report in &self.reasons {
            for skipped in &report.lines {
                let _ = writer.write_record([
                    report.reason.name(),
                    &text_of(report.reason),
                    &report.count.to_string(),
                    &skipped.line.to_string(),
                    &skipped.field,
                    &harmless(&skipped.text),
                ]);
            }
        }
        let bytes = writer.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// A spreadsheet must not take a stranger's text for a formula (OWASP, "CSV injection").
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn line(skipped: &Skipped) -> SkippedLine {
    SkippedLine {
        line: skipped.line,
        field: skipped.field.to_owned(),
        text: skipped.text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_of_before_loses_its_private_names() {
        let line = |text: &str| SkippedLine {
            line: 7,
            field: "Event Name".into(),
            text: text.into(),
        };
        let reason = |reason, text| ReasonReport {
            reason,
            count: 1,
            lines: vec![line(text)],
        };
        let report = Report {
            reasons: vec![
                reason(Reason::Funeral, "Funeral of Ann"),
                reason(Reason::Closure, "Closed"),
            ],
            ..Report::default()
        };
        let read = Report::read(&serde_json::to_string(&report).unwrap()).unwrap();
        assert_eq!(read.reasons[0].lines, [line("")]);
        assert_eq!(read.reasons[1].lines, [line("Closed")]);
    }
}
