//! The kinds of files that can be imported, and what reading one needs to know.

use std::sync::Arc;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::draft::{FileProblem, Parsed};
use super::{geojson, ical, japan, nyc};
use crate::events::Tells;
use crate::text::Lang;
use crate::text::money::Currency;

/// What a file or feed is written in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// New York's Permitted Event Information (CSV).
    NycPermittedEvents,
    /// Japan's municipal standard event list, 自治体標準オープンデータセット「イベント一覧」 (CSV).
    JpEventList,
    /// iCalendar (RFC 5545).
    Icalendar,
    /// Places as a GeoJSON feature collection (RFC 7946).
    GeojsonPlaces,
}

impl Kind {
    pub const ALL: [Self; 4] = [
        Self::Icalendar,
        Self::JpEventList,
        Self::NycPermittedEvents,
        Self::GeojsonPlaces,
    ];

    /// As the `kind` column, forms and the API write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::NycPermittedEvents => "nyc-permitted-events",
            Self::JpEventList => "jp-event-list",
            Self::Icalendar => "icalendar",
            Self::GeojsonPlaces => "geojson-places",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The key of its text.
    pub fn key(self) -> &'static str {
        match self {
            Self::NycPermittedEvents => "imports-kind-nyc",
            Self::JpEventList => "imports-kind-jp",
            Self::Icalendar => "imports-kind-ical",
            Self::GeojsonPlaces => "imports-kind-geojson",
        }
    }

    /// A permit has a row for each date; elsewhere a row, or a component, has them all.
    pub(super) fn tells(self) -> Tells {
        match self {
            Self::NycPermittedEvents => Tells::Dates,
            Self::JpEventList | Self::Icalendar | Self::GeojsonPlaces => Tells::Events,
        }
    }

    /// Reads a file of this kind. Needs no database and may take a second for a large file.
    pub(super) fn read(self, bytes: &[u8], reading: &Reading) -> Result<Parsed, FileProblem> {
        match self {
            Self::NycPermittedEvents => nyc::read(bytes, reading),
            Self::JpEventList => japan::read(bytes, reading),
            Self::Icalendar => ical::read(bytes, reading),
            Self::GeojsonPlaces => geojson::read(bytes, reading),
        }
    }
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Bytes of the file.
    Reading { done: u64, of: u64 },
    /// Events or places.
    Writing { done: u64, of: u64 },
}

/// Hears how far an import is.
pub type Listener = Arc<dyn Fn(Progress) + Send + Sync>;

/// What a reader must know of the city, and who wants to hear how far it is.
#[derive(Clone)]
pub(super) struct Reading {
    /// The city's: times without a zone are meant in it.
    pub(super) zone: TimeZone,
    pub(super) currency: Currency,
    /// The language of texts that do not name theirs.
    pub(super) lang: Lang,
    /// Recurring events are written out from here …
    pub(super) from: DateTime,
    /// … to here, in the city's time.
    pub(super) until: DateTime,
    pub(super) bytes: u64,
    pub(super) listener: Listener,
}

impl Reading {
    pub(super) fn done(&self, bytes: u64) {
        (self.listener)(Progress::Reading {
            done: bytes,
            of: self.bytes,
        });
    }
}
