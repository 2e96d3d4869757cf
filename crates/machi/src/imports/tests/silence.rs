//! What becomes of events that a file no longer names.

use store::{Tx, args};

use super::kit::{import, job};
use crate::imports::Kind;
use crate::town::Town;

const HEADER: &str = "Event ID,Event Name,Start Date/Time,End Date/Time,Event Agency,Event Type,Event Borough,Event Location\n";

/// One permit of December 2026, at seven in the evening.
fn permit(id: u8, kind: &str, day: u8) -> String {
    let at = |hour: u8| format!("12/{day:02}/2026 {hour:02}:00:00 PM");
    format!(
        "{id},Jazz Concert {id},{},{},,{kind},Manhattan,Bryant Park\n",
        at(7),
        at(9)
    )
}

fn list(rows: &[String]) -> Vec<u8> {
    format!("{HEADER}{}", rows.concat()).into_bytes()
}

/// Key and day of every date that is still on.
async fn on(town: &Town) -> Vec<(String, String)> {
    town.app
        .read(async |tx: &mut Tx| {
            Ok(tx
                .all(
                    "select e.source_key, substr(o.source_key, 1, 10) from occurrence o
                     join event e on e.id = o.event_id
                     where not e.cancelled and not o.cancelled order by 1, 2",
                    args![],
                )
                .await?)
        })
        .await
        .unwrap()
}

fn told(on: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(key, day): &(&str, &str)| ((*key).to_owned(), (*day).to_owned());
    on.iter().map(owned).collect()
}

#[tokio::test]
async fn one_week_of_a_list_leaves_the_other_weeks_alone() {
    let town = Town::with_cities().await;
    let job = job(&town, "new-york", Kind::NycPermittedEvents);
    let public = "Special Event";
    let all = [
        permit(1, public, 1),
        permit(2, public, 8),
        permit(3, public, 9),
        // One permit, a date in each of two weeks.
        permit(4, public, 10),
        permit(4, public, 17),
        permit(5, public, 18),
    ];
    import(&town, &job, &list(&all)).await.unwrap();
    assert_eq!(on(&town).await.len(), 6);
    // The second week without permit 3 and the first date of 4. A row that is left out counts.
    let week = [permit(2, public, 8), permit(9, "Construction", 12)];
    let report = import(&town, &job, &list(&week)).await.unwrap().report;
    assert_eq!(report.removed, 2);
    let left = [
        ("1", "2026-12-01"),
        ("2", "2026-12-08"),
        ("4", "2026-12-17"),
        ("5", "2026-12-18"),
    ];
    assert_eq!(on(&town).await, told(&left));
    // A week with another date of a permit says nothing of its dates elsewhere.
    let week = [permit(4, public, 17), permit(5, public, 18)];
    import(&town, &job, &list(&week)).await.unwrap();
    assert_eq!(on(&town).await, told(&left));
    // The whole list brings them back.
    import(&town, &job, &list(&all)).await.unwrap();
    assert_eq!(on(&town).await.len(), 6);
}

#[tokio::test]
async fn a_list_without_rows_calls_nothing_off() {
    let town = Town::with_cities().await;
    let job = job(&town, "new-york", Kind::NycPermittedEvents);
    import(&town, &job, &list(&[permit(1, "Special Event", 1)]))
        .await
        .unwrap();
    let report = import(&town, &job, &list(&[])).await.unwrap().report;
    assert_eq!((report.removed, on(&town).await.len()), (0, 1));
}

#[tokio::test]
async fn a_row_of_a_municipal_list_has_all_dates_of_its_event() {
    let town = Town::with_cities().await;
    let job = job(&town, "tokyo", Kind::JpEventList);
    let rows = |rows: &str| format!("NO,イベント名,開始日,終了日,開始時間\n{rows}").into_bytes();
    let first = rows("1,祭,2026-12-01,2026-12-03,10:00\n2,市,2026-12-02,,\n3,展,2026-12-20,,\n");
    import(&town, &job, &first).await.unwrap();
    // The festival is shorter now and the market is gone; of later days the list says nothing.
    let second = rows("1,祭,2026-12-01,2026-12-02,10:00\n4,楽,2026-12-05,,\n");
    let report = import(&town, &job, &second).await.unwrap().report;
    assert_eq!(report.removed, 1);
    let left = [
        ("/1", "2026-12-01"),
        ("/1", "2026-12-02"),
        ("/3", "2026-12-20"),
        ("/4", "2026-12-05"),
    ];
    assert_eq!(on(&town).await, told(&left));
}

#[tokio::test]
async fn a_calendar_speaks_of_the_days_between_its_first_and_last_date() {
    let town = Town::with_cities().await;
    let job = job(&town, "new-york", Kind::Icalendar);
    let show = |uid: u8, day: u8, rule: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nSUMMARY:Show\nDTSTART:202612{day:02}T190000\n{rule}END:VEVENT\n"
        )
    };
    let file = |events: &[String]| {
        format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat()).into_bytes()
    };
    let weekly = "RRULE:FREQ=WEEKLY;COUNT=3\n";
    let all = [show(1, 1, ""), show(2, 5, weekly), show(3, 30, "")];
    import(&town, &job, &file(&all)).await.unwrap();
    assert_eq!(on(&town).await.len(), 5);
    // The series ends with its first date; the last show lies beyond what the file speaks of.
    let less = [show(1, 1, ""), show(2, 5, "")];
    let report = import(&town, &job, &file(&less)).await.unwrap().report;
    assert_eq!((report.changed, report.removed), (1, 0));
    let days = |on: Vec<(String, String)>| on.into_iter().map(|(key, _)| key).collect::<Vec<_>>();
    assert_eq!(days(on(&town).await), ["1", "2", "3"]);
    let report = import(&town, &job, &file(&[show(1, 1, ""), show(4, 31, "")]))
        .await
        .unwrap()
        .report;
    assert_eq!(report.removed, 2);
    assert_eq!(days(on(&town).await), ["1", "4"]);
}
