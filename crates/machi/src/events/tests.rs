//! Events as their sources bring them.

use std::sync::Arc;

use store::{Tx, args};

use super::*;
use crate::changes::{self, Change};
use crate::cities::{Cities, City};
use crate::places;
use crate::places::source::SourceDraft;
use crate::town::{NOON_MS, Town};

pub(crate) const HOUR_MS: i64 = 3_600_000;

/// A city of the packs and a source in it.
pub(crate) async fn sourced(town: &Town, slug: &str) -> (Arc<City>, SourceId) {
    let city = town.app.view::<Cities>().unwrap().by_slug(slug).unwrap();
    let source = SourceDraft {
        kind: "icalendar",
        key: "test".into(),
        name: "Test list".into(),
        url: "https://example.org/list".into(),
        attribution: "Facts by the test".into(),
    };
    let put = town
        .app
        .write(async |tx: &mut Tx| places::source::put(tx, city.id, &source).await)
        .await;
    (city, put.unwrap().0)
}

pub(crate) fn draft(source: SourceId) -> EventDraft {
    EventDraft {
        source: Some(source),
        source_key: "1".into(),
        titles: Names::single(Lang::En, "Jazz in the park"),
        descriptions: Names::default(),
        lang: Lang::En,
        community: None,
        place: None,
        neighbourhood: None,
        location_text: String::new(),
        spot: None,
        price: Price::Free,
        price_text: String::new(),
        url: "https://example.org/jazz".into(),
        organiser: String::new(),
        host: None,
        online_url: String::new(),
        moved_days: 0,
        cancelled: false,
        occurrences: vec![occurrence("a", NOON_MS + HOUR_MS)],
    }
}

pub(crate) fn occurrence(key: &str, starts_at_ms: i64) -> OccurrenceDraft {
    OccurrenceDraft {
        source_key: key.into(),
        starts_at_ms,
        ends_at_ms: Some(starts_at_ms + HOUR_MS),
        all_day: false,
        cancelled: false,
    }
}

/// Saves the draft, and waits until the views know of it.
pub(crate) async fn saved(town: &Town, city: &City, draft: &EventDraft) -> Saved {
    let saved = town
        .app
        .write(async |tx: &mut Tx| {
            let saved = save(tx, city, draft.clone()).await?;
            let event = saved.event();
            if saved != Saved::Same(event) {
                changes::record(tx, city.id, Change::EventChanged { event }).await?;
            }
            Ok(saved)
        })
        .await
        .unwrap();
    town.settle().await;
    saved
}

async fn stored(town: &Town, id: EventId) -> (i64, bool, Vec<(String, bool)>) {
    town.app
        .read(async |tx: &mut Tx| {
            let (sequence, cancelled) = tx
                .one(
                    "select sequence, cancelled from event where id = $1",
                    args![id],
                )
                .await?;
            let occurrences = tx
                .all(
                    "select source_key, cancelled from occurrence where event_id = $1
                     order by starts_at_ms",
                    args![id],
                )
                .await?;
            Ok((sequence, cancelled, occurrences))
        })
        .await
        .unwrap()
}

#[tokio::test]
async fn saying_the_same_again_changes_nothing() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let draft = draft(source);
    let first = saved(&town, &city, &draft).await;
    assert!(matches!(first, Saved::New(_)));
    town.clock.advance(HOUR_MS);
    assert_eq!(
        saved(&town, &city, &draft).await,
        Saved::Same(first.event())
    );
    assert_eq!(
        stored(&town, first.event()).await,
        (0, false, vec![("a".into(), false)])
    );
}

#[tokio::test]
async fn a_new_title_is_no_new_sequence_but_a_new_time_is() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let mut draft = draft(source);
    let id = saved(&town, &city, &draft).await.event();
    draft.titles = Names::single(Lang::En, "Jazz by the lake");
    assert_eq!(saved(&town, &city, &draft).await, Saved::Changed(id));
    assert_eq!(stored(&town, id).await.0, 0);
    draft.occurrences[0].starts_at_ms += 60_000;
    assert_eq!(saved(&town, &city, &draft).await, Saved::Changed(id));
    draft.cancelled = true;
    saved(&town, &city, &draft).await;
    assert_eq!(
        stored(&town, id).await,
        (2, true, vec![("a".into(), false)])
    );
}

#[tokio::test]
async fn what_a_source_forgets_is_called_off_ahead_and_kept_behind() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let mut draft = draft(source);
    draft.occurrences = vec![
        occurrence("past", NOON_MS - HOUR_MS),
        occurrence("ahead", NOON_MS + HOUR_MS),
    ];
    let id = saved(&town, &city, &draft).await.event();
    draft.occurrences = vec![occurrence("new", NOON_MS + 2 * HOUR_MS)];
    for expected in [Saved::Changed(id), Saved::Same(id)] {
        assert_eq!(saved(&town, &city, &draft).await, expected);
    }
    let kept = [("past", false), ("ahead", true), ("new", false)];
    let kept = kept.map(|(key, cancelled)| (key.to_owned(), cancelled));
    assert_eq!(stored(&town, id).await, (1, false, kept.into()));
}

#[tokio::test]
async fn a_whole_import_reads_once_and_calls_off_what_it_did_not_name() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let drafts: Vec<_> = ["1", "2"]
        .map(|key| EventDraft {
            source_key: key.into(),
            ..draft(source)
        })
        .into();
    let run = async |drafts: &[EventDraft]| {
        town.app
            .write(async |tx: &mut Tx| {
                let mut existing = Existing::load(tx, source, Scope::ALL).await?;
                let mut answers = Vec::new();
                for draft in drafts {
                    answers.push(existing.save(tx, &city, draft.clone()).await?);
                }
                Ok((answers, existing.cancel_unnamed(tx).await?))
            })
            .await
            .unwrap()
    };
    let (first, called_off) = run(&drafts).await;
    assert!(first.iter().all(|saved| matches!(saved, Saved::New(_))));
    assert_eq!(called_off, []);
    let second = first[1].event();
    assert_eq!(
        run(&drafts[..1]).await,
        (vec![Saved::Same(first[0].event())], vec![second])
    );
    assert_eq!(run(&drafts[..1]).await.1, []);
    assert!(stored(&town, second).await.1);
    assert_eq!(run(&drafts).await.0[1], Saved::Changed(second));
    assert!(!stored(&town, second).await.1);
}

#[tokio::test]
async fn a_source_cannot_plant_a_script_or_flood_a_page() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let mut draft = draft(source);
    draft.url = "javascript:alert(1)".into();
    draft.titles = Names::single(Lang::En, "長".repeat(5_000));
    let id = saved(&town, &city, &draft).await.event();
    let (url, titles): (String, Names) = town
        .app
        .read(async |tx: &mut Tx| {
            Ok(tx
                .one("select url, titles from event where id = $1", args![id])
                .await?)
        })
        .await
        .unwrap();
    assert_eq!(url, "");
    assert_eq!(titles.get(Lang::En).chars().count(), 300);
    draft.titles = Names::default();
    let refused = town
        .app
        .write(async |tx: &mut Tx| save(tx, &city, draft.clone()).await)
        .await;
    assert!(matches!(refused, Err(crate::error::Error::Refused(_))));
}
