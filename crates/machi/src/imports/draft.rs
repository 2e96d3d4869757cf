//! What readers make of a file: events and places as the source describes them, and what was left out.

use serde::{Deserialize, Serialize};

use crate::cities::Spot;
use crate::events::{OccurrenceDraft, Price};
use crate::places::Category;
use crate::text::{Lang, Names};

/// Rows of one file.
pub(super) const ROWS_MAX: u64 = 200_000;
/// Events or places of one file: what one transaction writes.
pub(super) const ITEMS_MAX: usize = 10_000;
/// Characters of one field; longer ones are cut.
pub(super) const FIELD_CHARS_MAX: usize = 10_000;
/// Characters of a row's text in a report.
const SHOWN_CHARS_MAX: usize = 80;

/// An event as a source describes it, not yet tied to the city's places and communities.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    /// Stable within the source.
    pub(super) key: String,
    /// Where in the file it begins.
    pub(super) line: u64,
    pub(super) titles: Names,
    pub(super) descriptions: Names,
    pub(super) lang: Lang,
    /// Words besides the title that tell what it is about: the source's categories.
    pub(super) about: String,
    /// Names of the place, most exact first.
    pub(super) places: Vec<String>,
    pub(super) location_text: String,
    /// The borough or municipality that the source names.
    pub(super) district: String,
    pub(super) spot: Option<Spot>,
    pub(super) price: Price,
    pub(super) price_text: String,
    pub(super) url: String,
    pub(super) organiser: String,
    pub(super) cancelled: bool,
    pub(super) occurrences: Vec<OccurrenceDraft>,
}

impl Draft {
    pub(super) fn new(key: String, line: u64, titles: Names, lang: Lang) -> Self {
        Self {
            key,
            line,
            titles,
            lang,
            descriptions: Names::default(),
            about: String::new(),
            places: Vec::new(),
            location_text: String::new(),
            district: String::new(),
            spot: None,
            price: Price::Unknown,
            price_text: String::new(),
            url: String::new(),
            organiser: String::new(),
            cancelled: false,
            occurrences: Vec::new(),
        }
    }
}

/// A place as a source describes it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Venue {
    pub(super) key: String,
    pub(super) line: u64,
    pub(super) names: Names,
    pub(super) category: Category,
    pub(super) spot: Spot,
}

/// A file, read.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) events: Vec<Draft>,
    pub(super) venues: Vec<Venue>,
    pub(super) skipped: Vec<Skipped>,
    /// Rows that became part of an event or a place.
    pub(super) kept_rows: u64,
    /// The first and the last start of its rows, kept and skipped ones alike.
    pub(super) seen_ms: Option<(i64, i64)>,
}

impl Parsed {
    /// Notes that a row speaks of this start.
    pub(super) fn saw(&mut self, starts_at_ms: i64) {
        let (first, last) = self.seen_ms.unwrap_or((starts_at_ms, starts_at_ms));
        self.seen_ms = Some((first.min(starts_at_ms), last.max(starts_at_ms)));
    }

    pub(super) fn skip(&mut self, line: u64, field: &'static str, reason: Reason, text: &str) {
        self.skipped.push(Skipped {
            line,
            field,
            reason,
            text: if reason.is_private() {
                String::new()
            } else {
                text.trim().chars().take(SHOWN_CHARS_MAX).collect()
            },
        });
    }
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Skipped {
    /// From 1, the header being one; of GeoJSON, the feature's number.
    pub(super) line: u64,
    pub(super) field: &'static str,
    pub(super) reason: Reason,
    /// The beginning of what stands there; nothing of a private occasion.
    pub(super) text: String,
}

impl Reason {
    /// Whether the row is about people who meet among themselves: their names are not kept.
    pub fn is_private(self) -> bool {
        matches!(self, Self::PrivateParty | Self::PrivateSpot | Self::Funeral)
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident $name:literal $key:literal;)*) => {
        /// Why a row was left out.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum Reason { $($(#[$doc])* $variant,)* }

        impl Reason {
            /// As reports and rules write it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The key of its text.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            pub(super) fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

reasons! {
    /// Not for strangers, by the publisher's own kind or name of it.
    FieldBooking "field-booking" "imports-reason-field-booking";
    Film "film" "imports-reason-film";
    Closure "closure" "imports-reason-closure";
    RainDate "rain-date" "imports-reason-rain-date";
    TestSite "test-site" "imports-reason-test-site";
    SchoolUse "school-use" "imports-reason-school-use";
    PrivateParty "private-party" "imports-reason-private-party";
    PrivateSpot "private-spot" "imports-reason-private-spot";
    Funeral "funeral" "imports-reason-funeral";
    Press "press" "imports-reason-press";
    NoName "no-name" "imports-reason-no-name";
    /// Cannot be read.
    Missing "missing" "imports-reason-missing";
    BadDate "bad-date" "imports-reason-bad-date";
    BadNumber "bad-number" "imports-reason-bad-number";
    BadRow "bad-row" "imports-reason-bad-row";
    BadRule "bad-rule" "imports-reason-bad-rule";
    UnknownZone "unknown-zone" "imports-reason-unknown-zone";
    BadGeometry "bad-geometry" "imports-reason-bad-geometry";
    /// Readable, but not taken.
    DoubleKey "double-key" "imports-reason-double-key";
    OutsideCity "outside-city" "imports-reason-outside-city";
    OutsideWindow "outside-window" "imports-reason-outside-window";
    TooMany "too-many" "imports-reason-too-many";
}

/// What is wrong with a whole file; nothing of it is taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}{}", .line.map(|line| format!("line {line}, ")).unwrap_or_default(), if .field.is_empty() { String::new() } else { format!("field {}: ", .field) }, .fault.words())]
pub struct FileProblem {
    pub line: Option<u64>,
    pub field: String,
    pub fault: Fault,
}

impl FileProblem {
    pub(super) fn new(fault: Fault) -> Self {
        Self {
            line: None,
            field: String::new(),
            fault,
        }
    }

    pub(super) fn at(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    pub(super) fn field(mut self, field: impl Into<String>) -> Self {
        self.field = field.into();
        self
    }
}

/// In which way a file is not what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    Empty,
    TooLarge,
    TooManyRows,
    ColumnMissing,
    NotCsv,
    NotJson,
    NotGeoJson,
    NotCalendar,
    NotText,
}

impl Fault {
    /// The key of its text.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "imports-file-empty",
            Self::TooLarge => "imports-file-too-large",
            Self::TooManyRows => "imports-file-too-many-rows",
            Self::ColumnMissing => "imports-file-column-missing",
            Self::NotCsv => "imports-file-not-csv",
            Self::NotJson => "imports-file-not-json",
            Self::NotGeoJson => "imports-file-not-geojson",
            Self::NotCalendar => "imports-file-not-calendar",
            Self::NotText => "imports-file-not-text",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Empty => "the file is empty",
            Self::TooLarge => "the file is too large",
            Self::TooManyRows => "the file has too many rows",
            Self::ColumnMissing => "the column is missing",
            Self::NotCsv => "this is not a row of a CSV file",
            Self::NotJson => "this is not JSON",
            Self::NotGeoJson => "this is not a GeoJSON feature collection",
            Self::NotCalendar => "this is not an iCalendar file",
            Self::NotText => "the text is neither UTF-8 nor Shift_JIS",
        }
    }
}

/// The text within its bound.
pub(super) fn bounded(text: &str) -> String {
    text.trim().chars().take(FIELD_CHARS_MAX).collect()
}
