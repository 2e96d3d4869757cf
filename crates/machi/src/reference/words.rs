//! Descriptions, of which only paragraphs and code between backticks are marked up.

use serde_json::Value;

/// Text and code in a row.
pub(super) type Runs = Vec<Run>;
/// Paragraphs.
pub(super) type Prose = Vec<Runs>;

/// A piece of a paragraph.
#[derive(Debug, PartialEq)]
pub(super) struct Run {
    pub text: String,
    pub code: bool,
}

/// The paragraphs of a description.
pub(super) fn prose(value: &Value) -> Prose {
    let text = value.as_str().unwrap_or_default();
    text.split("\n\n")
        .filter(|paragraph| !paragraph.trim().is_empty())
        .map(runs)
        .collect()
}

/// Text with code between backticks.
pub(super) fn runs(text: &str) -> Runs {
    let pieces = text.split('`').enumerate();
    pieces
        .filter(|(_, piece)| !piece.is_empty())
        .map(|(at, piece)| Run {
            text: piece.to_owned(),
            code: at % 2 == 1,
        })
        .collect()
}
