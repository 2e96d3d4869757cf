//! Why a proof is refused: one of four ready reasons, or words. Never that it is not kind enough.

use rules::praise::asks_for_praise;
use rules::text::is_blank;

use super::REASON_CHARS_MAX;
use crate::error::{Refusal, Result};
use crate::text::Lang;

/// The field, and the member of the JSON.
const WORDS: &str = "words";

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ProofReason)]
pub enum Kind {
    WrongTag,
    NoDisclosure,
    NotYours,
    Unreadable,
    Other,
}

impl Kind {
    pub(super) const ALL: [Self; 5] = [
        Self::WrongTag,
        Self::NoDisclosure,
        Self::NotYours,
        Self::Unreadable,
        Self::Other,
    ];

    /// As rows and forms hold it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::WrongTag => "wrong-tag",
            Self::NoDisclosure => "no-disclosure",
            Self::NotYours => "not-yours",
            Self::Unreadable => "unreadable",
            Self::Other => "other",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A reason that may be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    pub kind: Kind,
    /// For [`Kind::Other`]; empty else.
    pub words: String,
}

impl Reason {
    /// # Errors
    /// Refused for no words where they are the reason, too many, and words that ask for praise.
    pub fn new(kind: Kind, words: &str) -> Result<Self> {
        if kind != Kind::Other {
            return Ok(Self {
                kind,
                words: String::new(),
            });
        }
        let words = words.trim();
        if is_blank(words) {
            return Err(Refusal::new("proofs-reason-empty").on(WORDS).into());
        }
        if words.chars().count() > REASON_CHARS_MAX {
            let refusal = Refusal::new("proofs-words-long").on(WORDS);
            return Err(refusal.with("max", REASON_CHARS_MAX).into());
        }
        if let Some(asked) = asks_for_praise(words) {
            let refusal = Refusal::new("proofs-reason-praise").on(WORDS);
            return Err(refusal.with("words", asked).into());
        }
        Ok(Self {
            kind,
            words: words.to_owned(),
        })
    }
}

/// As a person reads it.
pub(super) fn in_words(lang: Lang, kind: &str, words: &str) -> String {
    match Kind::parse(kind) {
        None | Some(Kind::Other) => words.to_owned(),
        Some(kind) => lang.t(&format!("proofs-reason-{}", kind.name())),
    }
}
