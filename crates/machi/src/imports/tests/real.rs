//! The two real files, counted: a rule that changes shows here.

use encoding_rs::SHIFT_JIS;
use store::{Tx, args};

use super::kit::{counts, import, job, moved, permits, yearly};
use crate::agenda::Agenda;
use crate::changes::Change;
use crate::imports::{How, Kind, Reason, Report};
use crate::town::Town;

fn reasons(report: &Report) -> Vec<(Reason, u64)> {
    report
        .reasons
        .iter()
        .map(|found| (found.reason, found.count))
        .collect()
}

#[tokio::test]
async fn new_york_s_permits_are_sifted() {
    let town = Town::with_cities().await;
    let job = job(&town, "new-york", Kind::NycPermittedEvents);
    let report = import(&town, &job, &permits()).await.unwrap().report;
    assert_eq!(
        reasons(&report),
        [
            (Reason::FieldBooking, 4331),
            (Reason::TestSite, 1030),
            (Reason::PrivateParty, 930),
            (Reason::SchoolUse, 743),
            (Reason::Closure, 526),
            (Reason::NoName, 106),
            (Reason::Film, 44),
            (Reason::PrivateSpot, 16),
            (Reason::RainDate, 13),
            (Reason::Funeral, 3),
            (Reason::Press, 3),
        ]
    );
    assert_eq!((report.kept, report.skipped), (756, 7745));
    assert_eq!((report.new, report.dates), (460, 756));
    assert_eq!(
        (
            report.at_place,
            report.in_neighbourhood,
            report.in_community,
            report.free
        ),
        (247, 262, 410, 221)
    );
}

#[tokio::test]
async fn a_second_import_doubles_nothing_and_says_nothing() {
    let town = Town::with_cities().await;
    let mut job = job(&town, "new-york", Kind::NycPermittedEvents);
    job.moved = moved(How::Together);
    let first = import(&town, &job, &permits()).await.unwrap();
    let before = counts(&town).await;
    let changes = town.changes().await.len();
    let second = import(&town, &job, &permits()).await.unwrap().report;
    assert_eq!((second.new, second.changed, second.removed), (0, 0, 0));
    assert_eq!(second.same, first.report.new);
    let after = counts(&town).await;
    assert_eq!((before.0, before.1, before.2 + 1), after);
    assert_eq!(town.changes().await.len(), changes);

    // Another week's demo moves the same rows again.
    job.moved = moved(How::Together).map(|to| crate::imports::MoveTo {
        today: jiff::civil::date(2026, 12, 2),
        ..to
    });
    let third = import(&town, &job, &permits()).await.unwrap().report;
    assert_eq!((third.new, third.changed), (0, first.report.new));
    let again = counts(&town).await;
    assert_eq!((again.0, again.1), (after.0, after.1));
    let last = town.changes().await.pop();
    assert!(
        matches!(last, Some(Change::ImportFinished { .. })),
        "{last:?}"
    );
}

#[tokio::test]
async fn the_demo_has_events_every_evening_of_this_week_some_of_them_free() {
    let town = Town::with_cities().await;
    let mut job = job(&town, "new-york", Kind::NycPermittedEvents);
    job.moved = moved(How::Together);
    import(&town, &job, &permits()).await.unwrap();
    let agenda = town.app.view::<Agenda>().unwrap().city(job.city.id);
    assert!(
        agenda
            .events
            .iter()
            .all(|event| event.moved_days % 7 == 0 && event.moved_days > 0)
    );
    for day in 22..=30 {
        let evening = jiff::civil::date(2026, 11, day).at(17, 0, 0, 0);
        let from = evening
            .to_zoned(job.city.zone.clone())
            .unwrap()
            .timestamp()
            .as_millisecond();
        let until = from + 12 * 3_600_000;
        let on = agenda.events.iter().filter(|event| {
            let mut dates = event.occurrences.iter();
            event.price.is_free()
                && dates.any(|at| at.times.starts_at_ms < until && at.over_at_ms > from)
        });
        assert!(on.count() >= 3, "November {day}");
    }
}

#[tokio::test]
async fn tokyo_s_list_reads_the_same_in_shift_jis() {
    let town = Town::with_cities().await;
    let mut job = job(&town, "tokyo", Kind::JpEventList);
    job.moved = moved(How::Each);
    let utf_8 = yearly();
    let first = import(&town, &job, &utf_8).await.unwrap().report;
    assert_eq!(
        (first.kept, first.skipped, first.new),
        (60, 0, 60),
        "{first:?}"
    );
    assert_eq!(
        (
            first.at_place,
            first.in_neighbourhood,
            first.in_community,
            first.free
        ),
        (26, 60, 60, 56)
    );
    let text = String::from_utf8(utf_8).unwrap();
    let (sjis, _, broken) = SHIFT_JIS.encode(&text);
    assert!(!broken);
    let second = import(&town, &job, &sjis).await.unwrap().report;
    assert_eq!((second.new, second.changed, second.same), (0, 0, 60));
}

#[tokio::test]
async fn a_location_becomes_its_place_and_a_title_its_neighbourhood() {
    let town = Town::with_cities().await;
    let job = job(&town, "new-york", Kind::NycPermittedEvents);
    import(&town, &job, &permits()).await.unwrap();
    let cases = [
        (
            "%Jackson Heights Greenmarket%",
            None,
            Some("Jackson Heights"),
        ),
        (
            "%Scandinavian Music Festival%",
            Some("Fort Tryon Park"),
            None,
        ),
        ("%Big Apple Circus%", Some("Damrosch Park"), None),
        ("%Falun Dafa%", None, None),
    ];
    for (title, place, neighbourhood) in cases {
        let found: Vec<(String, String)> = town
            .app
            .read(async |tx: &mut Tx| {
                Ok(tx
                    .all(
                        "select coalesce(p.names, ''), coalesce(n.names, '') from event e
                         left join place p on p.id = e.place_id
                         left join neighbourhood n on n.id = e.neighbourhood_id
                         where e.titles like $1",
                        args![title],
                    )
                    .await?)
            })
            .await
            .unwrap();
        assert!(!found.is_empty(), "{title}");
        for (place_names, neighbourhood_names) in found {
            assert_eq!(place.is_some(), !place_names.is_empty(), "{title}");
            assert!(place_names.contains(place.unwrap_or_default()), "{title}");
            assert!(
                neighbourhood_names.contains(neighbourhood.unwrap_or_default()),
                "{title}"
            );
        }
    }
}
