//! The label of a note that came out of a free seat, a gift or a payment. A duty puts it on, and nobody
//! takes it off: there is no command that does.

mod api;
pub mod duty;
pub mod shares;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::text::{Lang, Names};

pub use duty::{Duty, carry, owe, place_until, release};

/// What its author got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = DisclosureKind)]
pub enum Kind {
    FreeTicket,
}

impl Kind {
    pub const ALL: [Self; 1] = [Self::FreeTicket];

    /// As the `disclosure` column holds it.
    pub fn name(self) -> &'static str {
        match self {
            Self::FreeTicket => "free-ticket",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::FreeTicket => "notes-disclosure-free-ticket",
        }
    }
}

/// What a labelled note says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub kind: Kind,
    /// The operator's own words.
    texts: Names,
}

impl Label {
    /// What the columns of a note hold; none for a note that has no label. A kind that this version
    /// does not know is labelled all the same.
    pub(super) fn of(kind: &str, texts: &Names) -> Option<Self> {
        if kind.is_empty() {
            return None;
        }
        let known = Kind::ALL.into_iter().find(|known| known.name() == kind);
        Some(Self {
            kind: known.unwrap_or(Kind::FreeTicket),
            texts: texts.clone(),
        })
    }

    /// What a note of such a duty says.
    pub fn new(kind: Kind, texts: Names) -> Self {
        Self { kind, texts }
    }

    /// In the reader's language: the operator's words, else ours.
    pub fn text(&self, lang: Lang) -> String {
        let own = self.texts.exact(lang);
        own.map_or_else(|| lang.t(self.kind.key()), str::to_owned)
    }

    /// For a picture whose letters may be missing: the reader's words, ours, and ours in English.
    pub fn in_order_for(&self, lang: Lang) -> Vec<String> {
        let key = self.kind.key();
        vec![self.text(lang), lang.t(key), Lang::En.t(key)]
    }

    /// In every language.
    pub fn texts(&self) -> Names {
        Names::new(Lang::ALL.map(|lang| (lang, self.text(lang))))
    }
}

/// What its author got for a note, and the label that says so.
#[derive(Serialize, ToSchema)]
pub struct DisclosureJson {
    kind: Kind,
    /// By language.
    label: Names,
}

impl From<Label> for DisclosureJson {
    fn from(label: Label) -> Self {
        Self {
            kind: label.kind,
            label: label.texts(),
        }
    }
}

pub(super) fn api() -> OpenApiRouter<App> {
    api::routes()
}

#[cfg(test)]
mod tests;
