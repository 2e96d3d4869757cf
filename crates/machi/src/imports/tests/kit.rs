//! What the tests of imports share.

use std::sync::Arc;

use store::{Tx, args};

use crate::cities::{Cities, City};
use crate::imports::{Done, Job, Kind, MoveTo, Stopped, run};
use crate::packs::shipped_file;
use crate::places::source::SourceDraft;
use crate::town::Town;

pub(super) fn city(town: &Town, slug: &str) -> Arc<City> {
    town.app.view::<Cities>().unwrap().by_slug(slug).unwrap()
}

pub(super) fn job(town: &Town, slug: &str, kind: Kind) -> Job {
    Job {
        city: city(town, slug),
        kind,
        source: SourceDraft {
            kind: kind.name(),
            key: "test".into(),
            name: "A list".into(),
            url: String::new(),
            attribution: "Somebody".into(),
        },
        file: "list.csv".into(),
        by: None,
        moved: None,
        dry_run: false,
    }
}

pub(super) async fn import(town: &Town, job: &Job, bytes: &[u8]) -> Result<Done, Stopped> {
    let done = run(&town.app, job, bytes.to_vec(), &(Arc::new(|_| {}) as _)).await;
    town.settle().await;
    done
}

pub(super) fn permits() -> Vec<u8> {
    shipped_file("new-york", "events/permitted_events_2022.csv")
        .unwrap()
        .into_owned()
}

pub(super) fn yearly() -> Vec<u8> {
    shipped_file("tokyo", "events/yearly_events.csv")
        .unwrap()
        .into_owned()
}

pub(super) fn moved(how: crate::imports::How) -> Option<MoveTo> {
    Some(MoveTo {
        today: jiff::civil::date(2026, 11, 22),
        how,
    })
}

/// How many events, occurrences, and reports there are.
pub(super) async fn counts(town: &Town) -> (i64, i64, i64) {
    town.app
        .read(async |tx: &mut Tx| {
            Ok(tx
                .one(
                    "select (select count(*) from event), (select count(*) from occurrence),
                       (select count(*) from import)",
                    args![],
                )
                .await?)
        })
        .await
        .unwrap()
}
