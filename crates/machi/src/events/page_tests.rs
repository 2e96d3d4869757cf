//! The page of an event and its calendar file, as a reader gets them.

use std::str::FromStr;

use axum::http::StatusCode;
use icalendar::{Calendar, CalendarComponent, Component};

use super::tests::{HOUR_MS, draft, occurrence, saved, sourced};
use super::*;
use crate::town::{NOON_MS, Town};

/// The JSON-LD of a page.
fn linked_data(page: &str) -> serde_json::Value {
    let (_, rest) = page
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

fn vevents(text: &str) -> Vec<icalendar::Event> {
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains('\n'), "{line}");
    }
    let calendar = Calendar::from_str(text).unwrap();
    let events = calendar.components.into_iter();
    let event = |component| match component {
        CalendarComponent::Event(event) => Some(event),
        // The zones in which they stand.
        CalendarComponent::Other(_) => None,
        other => panic!("{other:?}"),
    };
    events.filter_map(event).collect()
}

#[tokio::test]
async fn the_page_says_when_where_and_how_much_in_the_reader_s_language() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "tokyo").await;
    let hood = city.neighbourhoods[0].clone();
    let mut draft = draft(source);
    draft.titles = Names::new([
        (Lang::Ja, "隅田川花火大会".into()),
        (Lang::En, "Fireworks <b>& more</b>".into()),
    ]);
    draft.lang = Lang::Ja;
    draft.neighbourhood = Some(hood.id);
    draft.price = Price::between(2_000, 2_000);
    // Monday, 4:00 in the morning in Tokyo.
    draft.occurrences = vec![occurrence("a", NOON_MS + 7 * HOUR_MS)];
    let id = saved(&town, &city, &draft).await.event();

    let page = town.get(&format!("/events/{id}?lang=en")).await;
    assert_eq!(page.status, StatusCode::OK);
    for text in [
        "Fireworks &#60;b&#62;&#38; more&#60;/b&#62;",
        "Mon, Nov 23 4:00\u{202f}AM – 5:00\u{202f}AM",
        "Tokyo time",
        "data-zone=\"Asia/Tokyo\"",
        "¥2,000",
        hood.names.get(Lang::En),
        "Facts by the test",
        "https://example.org/jazz",
        "隅田川花火大会",
        "hreflang=\"ja\"",
        // Narrow screens get a lower picture.
        "<source media=\"(width < 56rem)\" srcset=\"/covers/neighbourhoods/",
        "shape=square",
        "property=\"og:image\" content=\"https://town.example/covers/",
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    let page = town.get(&format!("/events/{id}?lang=ja")).await;
    for text in [
        "11月23日(月) 4:00〜5:00",
        "東京時間",
        "￥2,000",
        "カレンダーに追加",
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    assert!(
        !page.has("Fireworks"),
        "nothing but the original in its own language"
    );
}

#[tokio::test]
async fn search_engines_read_the_event() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let mut draft = draft(source);
    draft.titles = Names::single(Lang::En, "Jazz</script><script>alert(1)");
    let id = saved(&town, &city, &draft).await.event();
    let page = town.get(&format!("/events/{id}")).await;
    let data = linked_data(&page.text());
    assert_eq!(data["name"], "Jazz</script><script>alert(1)");
    assert_eq!(data["startDate"], "2026-11-22T08:00:00-05:00");
    assert_eq!(data["endDate"], "2026-11-22T09:00:00-05:00");
    assert_eq!(data["isAccessibleForFree"], true);
    assert_eq!(data["offers"]["priceCurrency"], "USD");
    assert_eq!(data["offers"]["url"], "https://example.org/jazz");
    assert_eq!(data["offers"]["availability"], "https://schema.org/InStock");
    assert_eq!(data["inLanguage"], "en");
    assert_eq!(data["eventStatus"], "https://schema.org/EventScheduled");
    assert_eq!(data["location"]["address"]["addressLocality"], "New York");
    assert!(!page.has("<script>alert"));
}

#[tokio::test]
async fn a_calendar_takes_each_date_and_learns_of_changes() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let mut draft = draft(source);
    let title =
        "Jazz, blues; a \\ and 長い題名が続く夜の演奏会、公園の奥の小さな舞台にて、雨天決行";
    draft.titles = Names::single(Lang::En, title);
    draft.occurrences = vec![
        occurrence("a", NOON_MS + HOUR_MS),
        occurrence("b", NOON_MS + 24 * HOUR_MS),
    ];
    let id = saved(&town, &city, &draft).await.event();
    let file = town.get(&format!("/events/{id}.ics")).await;
    assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
    let first = vevents(&file.text());
    assert_eq!(first.len(), 2);
    assert_eq!(first[0].get_summary(), Some(title));
    assert_eq!(first[0].property_value("DTSTART"), Some("20261122T080000"));
    assert!(file.has("DTSTART;TZID=America/New_York:") && file.has("TZOFFSETTO:-0500\r\n"));
    assert_eq!(first[0].property_value("STATUS"), Some("CONFIRMED"));
    assert_eq!(first[0].property_value("SEQUENCE"), Some("0"));

    draft.occurrences.remove(0);
    saved(&town, &city, &draft).await;
    let second = vevents(&town.get(&format!("/events/{id}.ics")).await.text());
    assert_eq!(second[0].get_uid(), first[0].get_uid());
    assert_eq!(second[0].property_value("STATUS"), Some("CANCELLED"));
    assert_eq!(second[0].property_value("SEQUENCE"), Some("1"));
    assert_eq!(second[1].property_value("STATUS"), Some("CONFIRMED"));
}

#[tokio::test]
async fn a_whole_day_is_the_same_day_in_every_calendar() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "tokyo").await;
    let mut draft = draft(source);
    // Two days from Monday's midnight in Tokyo, at a moment that is Sunday in New York.
    draft.occurrences = vec![OccurrenceDraft {
        starts_at_ms: NOON_MS + 3 * HOUR_MS,
        ends_at_ms: Some(NOON_MS + 51 * HOUR_MS),
        all_day: true,
        ..occurrence("a", 0)
    }];
    let id = saved(&town, &city, &draft).await.event();
    let page = town.get(&format!("/events/{id}?lang=en")).await;
    assert!(page.has("Mon, Nov 23 – Tue, Nov 24"), "{}", page.text());
    let events = vevents(&town.get(&format!("/events/{id}.ics")).await.text());
    assert_eq!(events[0].property_value("DTSTART"), Some("20261123"));
    assert_eq!(events[0].property_value("DTEND"), Some("20261125"));
    let data = linked_data(&page.text());
    assert_eq!(
        (&data["startDate"], &data["endDate"]),
        (&"2026-11-23".into(), &"2026-11-24".into())
    );
}

#[tokio::test]
async fn a_cancelled_event_says_so_everywhere() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let mut draft = draft(source);
    let id = saved(&town, &city, &draft).await.event();
    draft.cancelled = true;
    saved(&town, &city, &draft).await;
    let page = town.get(&format!("/events/{id}?lang=ko")).await;
    assert!(page.has("취소된 이벤트입니다"), "{}", page.text());
    assert_eq!(
        linked_data(&page.text())["eventStatus"],
        "https://schema.org/EventCancelled"
    );
    let file = town.get(&format!("/events/{id}.ics")).await;
    assert!(file.has("STATUS:CANCELLED\r\n") && file.has("SEQUENCE:1\r\n"));
}

#[tokio::test]
async fn every_date_has_its_own_address_and_many_come_in_pages() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let mut draft = draft(source);
    draft.occurrences = (0..25)
        .map(|day| occurrence(&day.to_string(), NOON_MS + HOUR_MS + day * 24 * HOUR_MS))
        .collect();
    let id = saved(&town, &city, &draft).await.event();
    let page = town.get(&format!("/events/{id}")).await.text();
    assert_eq!(page.matches("class=\"dates__link\"").count(), 20);
    let (_, rest) = page.split_once("rel=\"next\" href=\"").unwrap();
    let next = town.get(rest.split_once("#dates").unwrap().0).await.text();
    assert_eq!(next.matches("class=\"dates__link\"").count(), 5);
    let (_, rest) = next.split_once("dates__link\" href=\"").unwrap();
    let date = town.get(rest.split_once('"').unwrap().0).await;
    assert!(date.has("Sat, Dec 12"), "{}", date.text());
}

#[tokio::test]
async fn an_event_that_is_none_is_not_found_in_the_reader_s_language() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let id = saved(&town, &city, &draft(source)).await.event();
    for path in [
        "1",
        "1.ics",
        "x",
        "x.ics",
        "9999999999999999999999",
        &format!("{id}/1"),
        &format!("{id}/1.ics"),
        "x/1",
    ] {
        let page = town.get(&format!("/events/{path}?lang=ja")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.has("ページが見つかりません"), "{path}");
    }
}
