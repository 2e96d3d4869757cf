//! The event lists that come with the packs, for the demo: moved to the days around this one.

use crate::app::App;
use crate::cities::Cities;
use crate::error::Result;
use crate::packs::shipped_file;
use crate::places::source::SourceDraft;
use crate::text::when::civil;

use super::{How, Job, Kind, MoveTo};

struct ShippedList {
    pack: &'static str,
    file: &'static str,
    kind: Kind,
    name: &'static str,
    url: &'static str,
    attribution: &'static str,
    how: How,
}

const LISTS: [ShippedList; 2] = [
    ShippedList {
        pack: "new-york",
        file: "events/permitted_events_2022.csv",
        kind: Kind::NycPermittedEvents,
        name: "NYC Permitted Event Information",
        url: "https://data.cityofnewyork.us/City-Government/NYC-Permitted-Event-Information/tvpp-9vvx",
        attribution: "New York City Office of Citywide Event Coordination and Management, NYC Open Data",
        how: How::Together,
    },
    ShippedList {
        pack: "tokyo",
        file: "events/yearly_events.csv",
        kind: Kind::JpEventList,
        name: "東京の年中行事（見本） / Tokyo's yearly events (sample)",
        url: "",
        attribution: "Compiled by the Machi project from public facts; a sample, not an official list",
        how: How::Each,
    },
];

/// The import of a pack's own event list, moved to this week; none when the pack has no list or its
/// city is not open. Give both to [`super::run`].
pub fn shipped(app: &App, pack: &str) -> Result<Option<(Job, Vec<u8>)>> {
    let city = app.view::<Cities>()?.by_slug(pack);
    let list = LISTS.iter().find(|list| list.pack == pack);
    let (Some(city), Some(list)) = (city, list) else {
        return Ok(None);
    };
    let Some(bytes) = shipped_file(pack, list.file) else {
        return Ok(None);
    };
    let today = civil(app.now_ms(), &city.zone).date();
    let job = Job {
        city,
        kind: list.kind,
        source: SourceDraft {
            kind: list.kind.name(),
            key: list.file.into(),
            name: list.name.into(),
            url: list.url.into(),
            attribution: list.attribution.into(),
        },
        file: list.file.into(),
        by: None,
        moved: Some(MoveTo {
            today,
            how: list.how,
        }),
        dry_run: false,
    };
    Ok(Some((job, bytes.into_owned())))
}
