//! Calendars, as the programs that subscribe to them get them.

mod organiser;

use std::str::FromStr;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use icalendar::{Calendar, CalendarComponent, Component};
use serde_json::Value;
use store::{Tx, args};

use crate::accounts::Member;
use crate::changes::Change;
use crate::collections;
use crate::events::EventDraft;
use crate::events::tests::{HOUR_MS, draft, occurrence, saved, sourced};
use crate::ids::PlaceId;
use crate::notes::{Written, post};
use crate::text::{Lang, Names};
use crate::town::{Answer, NOON_MS, Town};

const DAY_MS: i64 = 24 * HOUR_MS;

fn events(text: &str) -> Vec<icalendar::Event> {
    let calendar = Calendar::from_str(text).unwrap();
    let event = |component| match component {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    };
    calendar.components.into_iter().filter_map(event).collect()
}

fn summaries(text: &str) -> Vec<String> {
    let events = events(text);
    let summary = |event: &icalendar::Event| event.get_summary().unwrap().to_owned();
    events.iter().map(summary).collect()
}

#[tokio::test]
async fn a_city_s_calendar_has_every_date_and_what_was_called_off() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let mut weekly = draft(source);
    weekly.titles = Names::single(Lang::En, "Weekly; jazz");
    weekly.occurrences = (0..3)
        .map(|week| occurrence(&week.to_string(), NOON_MS + HOUR_MS + week * 7 * DAY_MS))
        .collect();
    weekly.occurrences[1].cancelled = true;
    // After the clocks went forward.
    let spring_ms = NOON_MS + 120 * DAY_MS;
    weekly.occurrences.push(occurrence("spring", spring_ms));
    let mut over = draft(source);
    over.source_key = "over".into();
    over.occurrences = vec![occurrence("a", NOON_MS - 5 * HOUR_MS)];
    for draft in [&weekly, &over] {
        saved(&town, &city, draft).await;
    }

    let answer = town.get("/cities/new-york/calendar.ics").await;
    assert_eq!(
        answer.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    let text = answer.text();
    for line in [
        "X-WR-CALNAME:What’s on in New York\r\n",
        "NAME:What’s on in New York\r\n",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n",
        "TZID:America/New_York\r\n",
        "TZNAME:EST\r\n",
        "TZNAME:EDT\r\n",
        "DTSTART;TZID=America/New_York:20261122T080000\r\n",
        // Noon in UTC, by the clocks of summer.
        "DTSTART;TZID=America/New_York:20270322T080000\r\n",
    ] {
        assert!(text.contains(line), "{line} {text}");
    }
    let found = events(&text);
    assert_eq!(found.len(), 4);
    let states: Vec<_> = found
        .iter()
        .map(|event| event.property_value("STATUS").unwrap())
        .collect();
    assert_eq!(states, ["CONFIRMED", "CANCELLED", "CONFIRMED", "CONFIRMED"]);

    weekly.cancelled = true;
    saved(&town, &city, &weekly).await;
    let again = town.get("/cities/new-york/calendar.ics").await.text();
    let off = events(&again);
    for (before, after) in found.iter().zip(&off) {
        assert_eq!(before.get_uid(), after.get_uid());
        assert_eq!(after.property_value("STATUS"), Some("CANCELLED"));
        assert_eq!(after.property_value("SEQUENCE"), Some("1"));
    }
}

#[tokio::test]
async fn a_calendar_takes_the_filters_of_the_list_and_refuses_what_is_none() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "tokyo").await;
    let community = &city.communities[0];
    let mut here = draft(source);
    here.community = Some(community.id);
    let mut there = draft(source);
    there.source_key = "2".into();
    there.titles = Names::single(Lang::En, "Elsewhere");
    for draft in [&here, &there] {
        saved(&town, &city, draft).await;
    }
    let only = ["Jazz in the park".to_owned()];
    let filtered = format!(
        "/cities/tokyo/calendar.ics?community={}&lang=en",
        community.slug
    );
    let answer = town.get(&filtered).await;
    assert_eq!(summaries(&answer.text()), only);
    let name = format!("What’s on in Tokyo · {}", community.names.get(Lang::En));
    assert!(answer.has(&format!("NAME:{name}")), "{}", answer.text());
    let whole = format!("/communities/{}/calendar.ics", community.slug);
    assert_eq!(summaries(&town.get(&whole).await.text()), only);
    // In the city's own language where the address names none.
    let own = town.get("/cities/tokyo/calendar.ics").await;
    assert!(own.has("東京のイベント"), "{}", own.text());
    let refused = town
        .get("/cities/tokyo/calendar.ics?neighbourhood=none")
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_place_has_its_own_calendar() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let (place, names): (PlaceId, Names) = town
        .app
        .read(async |tx: &mut Tx| {
            let sql = "select id, names from place where city_id = $1 order by id limit 1";
            Ok(tx.one(sql, args![city.id]).await?)
        })
        .await
        .unwrap();
    let mut there = draft(source);
    there.place = Some(place);
    let mut elsewhere = draft(source);
    elsewhere.source_key = "2".into();
    for draft in [&there, &elsewhere] {
        saved(&town, &city, draft).await;
    }
    let answer = town.get(&format!("/places/{place}/calendar.ics")).await;
    assert_eq!(events(&answer.text()).len(), 1);
    assert!(answer.has(names.get(Lang::En)), "{}", answer.text());
    assert_eq!(
        town.get("/places/1/calendar.ics").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn whoever_has_a_calendar_is_not_told_it_again_and_keeps_their_language() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    saved(&town, &city, &draft(source)).await;
    let visitor = town.visitor();
    let path = "/cities/new-york/calendar.ics?lang=ja";
    let answer = visitor.get(path).await;
    assert_eq!(answer.header("cache-control"), "public, max-age=300");
    assert_eq!(visitor.cookie("machi-lang"), None);
    for (name, value) in [
        ("if-none-match", answer.header("etag")),
        ("if-modified-since", answer.header("last-modified")),
    ] {
        let request = visitor.request(Method::GET, path).header(name, value);
        let again = visitor.send(request, Body::empty()).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{name}");
    }
    // What is over has left it.
    town.clock.advance(DAY_MS);
    let request = visitor
        .request(Method::GET, path)
        .header("if-modified-since", answer.header("last-modified"));
    let later = visitor.send(request, Body::empty()).await;
    assert_eq!(later.status, StatusCode::OK);
    assert!(events(&later.text()).is_empty());
}

#[tokio::test]
async fn another_site_may_hold_the_list_and_no_other_page() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "tokyo").await;
    let community = &city.communities[0];
    let mut draft = draft(source);
    draft.community = Some(community.id);
    saved(&town, &city, &draft).await;
    let visitor = town.visitor();
    let list = visitor.get("/embed/cities/tokyo?lang=ko").await;
    let policy = list.header("content-security-policy");
    assert!(
        policy.contains("frame-ancestors *") && policy.contains("script-src 'none'"),
        "{policy}"
    );
    assert_eq!(list.header("cache-control"), "public, max-age=300");
    assert_eq!(visitor.cookie("machi-lang"), None);
    for text in [
        "Jazz in the park",
        "<html lang=\"ko\">",
        "<base target=\"_blank\">",
    ] {
        assert!(list.has(text), "{text}: {}", list.text());
    }
    assert!(!list.has("<script") && !list.has("app-bar"));

    let slug = &community.slug;
    let page = format!("/cities/tokyo/embed?community={slug}&list_lang=en");
    let page = visitor.get(&page).await;
    let policy = page.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    let src = format!("/embed/cities/tokyo?community={slug}&#38;lang=en");
    assert!(
        page.has(&format!(
            "<iframe class=\"embed-made__frame\" src=\"{src}\""
        )),
        "{}",
        page.text()
    );
    let other = format!("/embed/cities/tokyo?community={}", city.communities[1].slug);
    assert!(!visitor.get(&other).await.has("Jazz in the park"));
}

#[tokio::test]
async fn the_pages_offer_what_can_be_subscribed_to() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    saved(&town, &city, &draft(source)).await;
    let list = town
        .get("/cities/new-york/agenda?when=tonight&price=free&lang=ja")
        .await;
    for text in [
        "webcal://town.example/cities/new-york/calendar.ics?price=free&#38;lang=ja",
        "https://town.example/cities/new-york/events.rss?price=free&#38;lang=ja",
        "href=\"/cities/new-york/embed?price=free\"",
        "type=\"application/atom+xml\" title",
    ] {
        assert!(list.has(text), "{text}: {}", list.text());
    }
    let city_page = town.get("/cities/new-york?lang=en").await;
    assert!(city_page.has("webcal://town.example/cities/new-york/calendar.ics\""));
    assert!(
        city_page.has("\"@type\":\"ItemList\""),
        "{}",
        city_page.text()
    );
    let (place,): (PlaceId,) = town
        .app
        .read(async |tx: &mut Tx| {
            let sql = "select id from place where city_id = $1 order by id limit 1";
            Ok(tx.one(sql, args![city.id]).await?)
        })
        .await
        .unwrap();
    let page = town.get(&format!("/places/{place}?lang=en")).await;
    assert!(page.has(&format!(
        "webcal://town.example/places/{place}/calendar.ics"
    )));
    assert!(page.has(&format!("/cities/new-york/embed?place={place}")));
    let made = town
        .get(&format!("/cities/new-york/embed?place={place}"))
        .await;
    assert!(
        made.has(&format!("src=\"/embed/places/{place}?lang=en\"")),
        "{}",
        made.text()
    );
}

#[tokio::test]
async fn a_member_s_own_calendar_has_what_they_wrote_about_and_saved() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let named = |key: &str, title: &str| EventDraft {
        source_key: key.into(),
        titles: Names::single(Lang::En, title),
        ..draft(source)
    };
    let mut daily = named("1", "Written about");
    daily.occurrences = (0..9)
        .map(|day| occurrence(&day.to_string(), NOON_MS + HOUR_MS + day * DAY_MS))
        .collect();
    daily.occurrences[1].cancelled = true;
    let written = saved(&town, &city, &daily).await.event();
    saved(&town, &city, &named("2", "Neither")).await;
    let kept = saved(&town, &city, &named("3", "Saved")).await.event();

    let visitor = town.sign_up("mika").await;
    town.sign_up("joon").await;
    let mika = Member::assumed(town.account("mika").await, "mika");
    let joon = Member::assumed(town.account("joon").await, "joon");
    let about = |event| Written {
        body: "there".into(),
        event: Some(event),
        ..Written::default()
    };
    let (of_mika, of_joon) = (about(written), about(kept));
    town.app
        .write(async |tx: &mut Tx| {
            post::post(tx, &mika, &city, &of_mika).await?;
            let note = post::post(tx, &joon, &city, &of_joon).await?;
            collections::save(tx, &mika, note, None).await
        })
        .await
        .unwrap();
    let path = made(&visitor.post("/settings/calendar", "").await);
    let answer = town.get(&path).await;
    assert_eq!(answer.header("cache-control"), "private, no-cache");
    assert_eq!(answer.header("x-robots-tag"), "noindex");
    let mut found = summaries(&answer.text());
    found.sort();
    // Of a daily one the next dates, the one that was called off among them.
    let written = "Written about";
    assert_eq!(found, ["Saved", written, written, written]);
    assert!(answer.has("STATUS:CANCELLED\r\n"));
}

#[tokio::test]
async fn a_secret_address_is_renewed_and_ended_by_its_owner() {
    let town = Town::with_cities().await;
    let visitor = town.sign_up("mika").await;
    let account = town.account("mika").await;
    let page = visitor.get("/settings/calendar?lang=en").await;
    assert!(page.has("Make an address"), "{}", page.text());
    let first = made(&visitor.post("/settings/calendar", "").await);
    assert_eq!(town.get(&first).await.status, StatusCode::OK);
    let second = made(&visitor.post("/settings/calendar", "").await);
    assert_eq!(town.get(&first).await.status, StatusCode::NOT_FOUND);
    assert_eq!(town.get(&second).await.status, StatusCode::OK);
    let ended = visitor.post("/settings/calendar/revoke", "").await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    assert_eq!(town.get(&second).await.status, StatusCode::NOT_FOUND);

    let path = "/api/v1/me/calendar";
    let none = visitor.api(Method::GET, path, Value::Null).await;
    assert_eq!(none.json()["created_at_ms"], Value::Null);
    let third = visitor.api(Method::POST, path, Value::Null).await.json();
    let third = third["address"].as_str().unwrap();
    let third = third.strip_prefix("https://town.example").unwrap();
    assert_eq!(town.get(third).await.status, StatusCode::OK);
    for _ in 0..2 {
        let ended = visitor.api(Method::DELETE, path, Value::Null).await;
        assert_eq!(ended.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(town.get(third).await.status, StatusCode::NOT_FOUND);
    let changes = town.changes().await;
    let changed = Change::CalendarLinkChanged { account };
    let links = changes.iter().filter(|change| **change == changed);
    assert_eq!(links.count(), 5);
}

/// The path of the address that the page shows once.
fn made(page: &Answer) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("<code>https://town.example").unwrap();
    rest.split_once("</code>").unwrap().0.to_owned()
}
