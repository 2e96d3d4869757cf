//! Small files: what is refused whole, what is skipped by line, what places become.

use super::kit::{counts, import, job};
use crate::error::Error;
use crate::imports::{Kind, Reason};
use crate::text::Lang;
use crate::town::Town;

const HEADER: &str = "Event ID,Event Name,Start Date/Time,End Date/Time,Event Agency,Event Type,Event Borough,Event Location\n";

#[tokio::test]
async fn a_broken_file_is_refused_by_file_line_and_field_and_changes_nothing() {
    let town = Town::with_cities().await;
    let changes = town.changes().await.len();
    let cases: [(Kind, &[u8], &str); 9] = [
        (
            Kind::NycPermittedEvents,
            b"Event ID,Event Name\n1,x\n",
            "list.csv, line 1, field Start Date/Time",
        ),
        (Kind::NycPermittedEvents, b"", "list.csv"),
        (
            Kind::JpEventList,
            "イベント名\n祭\n".as_bytes(),
            "list.csv, line 1, field 開始日",
        ),
        (Kind::JpEventList, b"a\nb\n\xff\xfe\xfd", "list.csv, line 3"),
        (
            Kind::Icalendar,
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n",
            "list.csv, line 3, field END",
        ),
        (Kind::Icalendar, b"<html>", "list.csv, line 1"),
        (
            Kind::GeojsonPlaces,
            b"{\n\"type\": oops",
            "list.csv, line 2",
        ),
        (Kind::GeojsonPlaces, b"{\"type\": \"Feature\"}", "list.csv"),
        (Kind::GeojsonPlaces, b"[]", "list.csv, line 1"),
    ];
    for (kind, bytes, expected) in cases {
        let job = job(&town, "tokyo", kind);
        let stopped = import(&town, &job, bytes).await.unwrap_err();
        let Error::Refused(refusal) = Error::from(stopped) else {
            panic!("{expected}: not refused");
        };
        let text = Lang::En.t_with(refusal.key, &refusal.args);
        assert!(text.starts_with(expected), "{text} / {expected}");
    }
    assert_eq!(counts(&town).await, (0, 0, 0));
    assert_eq!(town.changes().await.len(), changes);
}

#[tokio::test]
async fn single_bad_rows_are_left_out_by_line_and_reason() {
    let town = Town::with_cities().await;
    let job = job(&town, "new-york", Kind::NycPermittedEvents);
    let rows = "1,Jazz Concert,03/05/2022 07:00:00 PM,03/05/2022 09:00:00 PM,,Special Event,Manhattan,Bryant Park: Lawn\n\
                1,Jazz Concert,03/05/2022 07:00:00 PM,03/05/2022 09:00:00 PM,,Special Event,Manhattan,Bryant Park: Lawn\n\
                2,Chess,tomorrow,03/05/2022 09:00:00 PM,,Special Event,Manhattan,Bryant Park\n\
                ,Chess,03/05/2022 07:00:00 PM,03/05/2022 09:00:00 PM,,Special Event,Manhattan,Bryant Park\n\
                3,Itâ€™s Spring Festival,03/05/2022 07:00:00 PM,,,Special Event,Manhattan,\n";
    let done = import(&town, &job, format!("{HEADER}{rows}").as_bytes())
        .await
        .unwrap();
    let told: Vec<_> = done
        .report
        .reasons
        .iter()
        .flat_map(|found| {
            found
                .lines
                .iter()
                .map(move |line| (found.reason, line.line, line.field.as_str()))
        })
        .collect();
    assert_eq!(
        told,
        [
            (Reason::Missing, 5, "Event ID"),
            (Reason::Missing, 6, "End Date/Time"),
            (Reason::BadDate, 4, "Start Date/Time"),
            (Reason::DoubleKey, 3, "Start Date/Time"),
        ]
    );
    assert_eq!((done.report.kept, done.report.new), (1, 1));
    let csv = done.report.to_csv(|reason| Lang::En.t(reason.key()));
    assert_eq!(csv.lines().count(), 5, "{csv}");
}

#[tokio::test]
async fn a_dry_run_reports_and_leaves_nothing() {
    let town = Town::with_cities().await;
    let mut job = job(&town, "new-york", Kind::NycPermittedEvents);
    let row = "1,Jazz Concert,03/05/2022 07:00:00 PM,03/05/2022 09:00:00 PM,,Special Event,Manhattan,Bryant Park\n";
    let file = format!("{HEADER}{row}");
    job.dry_run = true;
    let done = import(&town, &job, file.as_bytes()).await.unwrap();
    assert_eq!(
        (done.written, done.report.new, done.report.at_place),
        (None, 1, 1)
    );
    assert_eq!(counts(&town).await, (0, 0, 0));
    job.dry_run = false;
    assert!(
        import(&town, &job, file.as_bytes())
            .await
            .unwrap()
            .written
            .is_some()
    );
    assert_eq!(counts(&town).await, (1, 1, 1));
}

#[tokio::test]
async fn places_come_with_their_names_categories_and_neighbourhoods() {
    let town = Town::with_cities().await;
    let job = job(&town, "tokyo", Kind::GeojsonPlaces);
    let file = r#"{"type": "FeatureCollection", "features": [
      {"type": "Feature", "id": "node/1", "properties": {"name": "試しの館", "name:en": "Test Hall", "amenity": "theatre"},
       "geometry": {"type": "Point", "coordinates": [139.7016, 35.6580]}},
      {"type": "Feature", "properties": {"name": "遠い館"}, "geometry": {"type": "Point", "coordinates": [135.5, 34.7]}},
      {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [139.7, 35.6]}},
      {"type": "Feature", "properties": {"name": "空"}, "geometry": {"type": "Point", "coordinates": [1000, 35.6]}},
      {"type": "Feature", "id": 7, "properties": {"name": "庭", "leisure": "garden"},
       "geometry": {"type": "Polygon", "coordinates": [[[139.70, 35.66], [139.71, 35.66], [139.71, 35.67], [139.70, 35.66]]]}}
    ]}"#;
    let done = import(&town, &job, file.as_bytes()).await.unwrap().report;
    assert_eq!((done.kept, done.new, done.skipped), (2, 2, 3), "{done:?}");
    let reasons: Vec<_> = done
        .reasons
        .iter()
        .map(|found| (found.reason, found.lines[0].line))
        .collect();
    assert!(reasons.contains(&(Reason::OutsideCity, 2)));
    assert!(reasons.contains(&(Reason::Missing, 3)));
    assert!(reasons.contains(&(Reason::BadGeometry, 4)));
    let again = import(&town, &job, file.as_bytes()).await.unwrap().report;
    assert_eq!((again.new, again.same), (0, 2));
}

#[tokio::test]
async fn what_a_source_takes_away_is_called_off() {
    let town = Town::with_cities().await;
    let job = job(&town, "new-york", Kind::Icalendar);
    let event = |uid: u8| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nSUMMARY:Show {uid}\nDTSTART:20261201T190000\nEND:VEVENT\n"
        )
    };
    let file = |events: &str| format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n");
    let both = file(&format!("{}{}", event(1), event(2)));
    import(&town, &job, both.as_bytes()).await.unwrap();
    let report = import(&town, &job, file(&event(2)).as_bytes())
        .await
        .unwrap()
        .report;
    assert_eq!((report.same, report.removed), (1, 1));
    // An empty calendar is more likely a slip than the end of everything.
    let report = import(&town, &job, file("").as_bytes())
        .await
        .unwrap()
        .report;
    assert_eq!(report.removed, 0);
}
