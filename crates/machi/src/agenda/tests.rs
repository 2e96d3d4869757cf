//! What is on in a city, as readers and programs get it.

use axum::http::StatusCode;
use serde_json::Value;
use store::{Tx, args};

use super::*;
use crate::changes::{self, Change};
use crate::cities::Spot;
use crate::events::tests::{HOUR_MS, draft, occurrence, saved, sourced};
use crate::events::{EventDraft, Price, Saved};
use crate::ids::EventId;
use crate::text::{Lang, Names};
use crate::town::{NOON_MS, Town};
use crate::views::View;

/// Sunday, 7 o'clock in the evening in New York.
const EVENING_MS: i64 = NOON_MS + 12 * HOUR_MS;

fn titled(mut draft: EventDraft, title: &str) -> EventDraft {
    draft.source_key = title.into();
    draft.titles = Names::single(Lang::En, title);
    draft
}

fn at(mut draft: EventDraft, starts_at_ms: i64) -> EventDraft {
    draft.occurrences = vec![occurrence("a", starts_at_ms)];
    draft
}

/// The titles of a list of the API, and the address of its next page.
async fn titles(town: &Town, path: &str) -> (Vec<String>, Option<String>) {
    let answer = town.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let titles = answer
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(title)
        .collect();
    let next = answer
        .header("link")
        .split_once('<')
        .map(|(_, rest)| rest.split_once('>').unwrap().0.to_owned());
    (titles, next)
}

fn title(event: &Value) -> String {
    event["titles"]["en"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_newcomer_sees_tonight_s_free_events_in_new_york() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let mut paid = at(titled(draft(source), "Opera"), EVENING_MS);
    paid.price = Price::between(8_000, 20_000);
    let mut unknown = at(titled(draft(source), "Rally"), EVENING_MS);
    unknown.price = Price::Unknown;
    let free = at(titled(draft(source), "Jazz"), EVENING_MS);
    let tomorrow = at(titled(draft(source), "Walk"), EVENING_MS + 24 * HOUR_MS);
    for draft in [&paid, &unknown, &free, &tomorrow] {
        saved(&town, &city, draft).await;
    }
    let page = town
        .get("/cities/new-york/agenda?when=tonight&price=free&lang=en")
        .await;
    assert!(
        page.has("Jazz") && page.has("Free") && page.has("1 event"),
        "{}",
        page.text()
    );
    for absent in ["Opera", "Rally", "Walk"] {
        assert!(!page.has(absent), "{absent}");
    }
    let front = town.get("/cities/new-york?lang=ja").await;
    for text in [
        "今夜",
        "今週末",
        "無料・お手頃",
        "エリアで探す",
        "Jazz",
        "Walk",
        "今夜 19:00",
    ] {
        assert!(front.has(text), "{text}: {}", front.text());
    }
    // The night is over; what comes is told.
    town.clock.set(EVENING_MS + 11 * HOUR_MS);
    let page = town
        .get("/cities/new-york/agenda?when=tonight&price=free&q=jazz")
        .await;
    assert!(page.has("Nothing matches"), "{}", page.text());
    let page = town.get("/cities/new-york/agenda?when=weekend").await;
    assert!(page.has("1 event in the next 7 days"), "{}", page.text());
}

#[tokio::test]
async fn a_city_without_events_says_what_to_do() {
    let town = Town::with_cities().await;
    for (city, text) in [
        ("osaka", "Ask for this city above"),
        ("tokyo", "No events here yet"),
    ] {
        let page = town.get(&format!("/cities/{city}")).await;
        assert!(page.has(text), "{city}: {}", page.text());
    }
    let page = town.get("/cities/atlantis?lang=ko").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.has("페이지를 찾을 수 없습니다"));
}

#[tokio::test]
async fn filters_hold_together_and_keep_each_other() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let hood = &city.neighbourhoods[3];
    let community = &city.communities[0];
    let mut here = at(titled(draft(source), "Here & now"), EVENING_MS);
    here.neighbourhood = Some(hood.id);
    here.community = Some(community.id);
    here.spot = Spot::from_degrees(40.7306, -73.9866);
    let mut far = at(titled(draft(source), "Far"), EVENING_MS);
    far.spot = Spot::from_degrees(40.8500, -73.8700);
    let sky = at(titled(draft(source), "Sky"), EVENING_MS);
    for draft in [&here, &far, &sky] {
        saved(&town, &city, draft).await;
    }
    let only = ["Here & now".to_owned()];
    for query in [
        format!("neighbourhood={}", hood.key),
        format!("community={}", community.slug),
        format!(
            "community={}&neighbourhood={}&when=tonight&price=cheap",
            community.slug, hood.key
        ),
        "near=40.7312345,-73.9871".into(),
        "q=HERE%20%26".into(),
    ] {
        let (found, _) = titles(&town, &format!("/api/v1/cities/new-york/events?{query}")).await;
        assert_eq!(found, only, "{query}");
    }
    let page = town
        .get(&format!(
            "/cities/new-york/agenda?when=tonight&community={}",
            community.slug
        ))
        .await;
    let kept = format!(
        "/cities/new-york/agenda?when=tonight&#38;price=free&#38;community={}",
        community.slug
    );
    assert!(page.has(&kept), "{}", page.text());
    let near = town
        .get("/api/v1/cities/new-york/events?near=40.7306,-73.9866")
        .await;
    assert!(near.json()[0]["metres"].as_i64().unwrap() < 100);
}

#[tokio::test]
async fn the_api_refuses_what_makes_no_sense_and_a_page_leaves_it_out() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    saved(&town, &city, &draft(source)).await;
    let query = "when=someday&price=costly&community=none&neighbourhood=none&near=x&after=y";
    let refused = town
        .get(&format!("/api/v1/cities/new-york/events?{query}"))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields: Vec<_> = refused.json()["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["field"].clone())
        .collect();
    assert_eq!(
        fields,
        [
            "when",
            "price",
            "community",
            "neighbourhood",
            "near",
            "after"
        ]
    );
    let page = town.get(&format!("/cities/new-york/agenda?{query}")).await;
    assert!(page.has("Jazz in the park"), "{}", page.text());
}

#[tokio::test]
async fn an_event_stands_once_with_its_next_date() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let mut weekly = draft(source);
    weekly.occurrences = (0..4)
        .map(|week| occurrence(&week.to_string(), EVENING_MS + week * 7 * 24 * HOUR_MS))
        .collect();
    weekly.occurrences[2].cancelled = true;
    let id = saved(&town, &city, &weekly).await.event();
    let list = town.get("/api/v1/cities/new-york/events").await.json();
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["more_dates"], 2);
    assert_eq!(
        list[0]["occurrence"]["starts_at_local"],
        "2026-11-22T19:00:00-05:00"
    );
    let dates = town
        .get(&format!("/api/v1/events/{id}/occurrences"))
        .await
        .json();
    let cancelled: Vec<_> = dates
        .as_array()
        .unwrap()
        .iter()
        .map(|date| date["cancelled"] == true)
        .collect();
    assert_eq!(cancelled, [false, false, true, false]);
    weekly.cancelled = true;
    saved(&town, &city, &weekly).await;
    assert_eq!(
        titles(&town, "/api/v1/cities/new-york/events").await.0,
        Vec::<String>::new()
    );
    assert_eq!(
        town.get(&format!("/api/v1/events/{id}")).await.json()["cancelled"],
        true
    );
}

#[tokio::test]
async fn pages_fit_together_while_events_arrive() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let mut expected = Vec::new();
    for n in 0..60 {
        let name = format!("Event {n:03}");
        saved(
            &town,
            &city,
            &at(titled(draft(source), &name), EVENING_MS + n / 2 * HOUR_MS),
        )
        .await;
        expected.push(name);
    }
    let (first, next) = titles(&town, "/api/v1/cities/new-york/events").await;
    // One before the cursor, one after it, and time goes on.
    saved(
        &town,
        &city,
        &at(titled(draft(source), "Early"), EVENING_MS),
    )
    .await;
    saved(
        &town,
        &city,
        &at(titled(draft(source), "Late"), EVENING_MS + 29 * HOUR_MS),
    )
    .await;
    town.clock.advance(HOUR_MS);
    let (second, end) = titles(&town, &next.unwrap()).await;
    assert_eq!(end, None);
    let mut seen: Vec<_> = first.into_iter().chain(second).collect();
    assert_eq!(seen.iter().position(|title| title == "Early"), None);
    seen.retain(|title| title != "Late");
    assert_eq!(seen, expected);
    let page = town.get("/cities/new-york/agenda").await.text();
    assert_eq!(page.matches("<li class=\"event-row ").count(), 24);
    assert!(page.contains("rel=\"next\""));
}

#[tokio::test]
async fn the_demo_says_that_it_moved_its_events() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let mut moved = draft(source);
    moved.moved_days = 1_645;
    let id = saved(&town, &city, &moved).await.event();
    for path in ["/cities/new-york", "/cities/new-york/agenda"] {
        assert!(
            town.get(path).await.has("real events of 2022, moved"),
            "{path}"
        );
    }
    let page = town.get(&format!("/events/{id}")).await;
    assert!(
        page.has("really took place on Sun, May 22, 2022"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn an_import_is_read_as_a_whole() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "tokyo").await;
    town.app
        .write(async |tx: &mut Tx| {
            for n in 0..30 {
                let draft = titled(draft(source), &format!("Event {n}"));
                crate::events::save(tx, &city, draft).await?;
            }
            let import = crate::ids::ImportId::from(tx.new_id());
            changes::record(tx, city.id, Change::ImportFinished { import, source }).await
        })
        .await
        .unwrap();
    town.settle().await;
    assert_eq!(
        titles(&town, "/api/v1/cities/tokyo/events").await.0.len(),
        30
    );
}

#[tokio::test]
async fn the_agenda_equals_its_rebuild_after_any_changes() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    // A small linear congruence (Knuth) for the same walk every time.
    let mut state = 42_u64;
    let mut chance = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for _ in 0..120 {
        let mut draft = titled(draft(source), &format!("Event {}", chance(25)));
        let dates = chance(4);
        draft.occurrences = (0..dates)
            .map(|_| {
                let hours = chance(200) as i64 - 60;
                let mut date = occurrence(&chance(6).to_string(), NOON_MS + hours * HOUR_MS);
                date.cancelled = chance(5) == 0;
                date.all_day = chance(4) == 0;
                date
            })
            .collect();
        draft.cancelled = chance(8) == 0;
        let saved = saved(&town, &city, &draft).await;
        let _: EventId = match saved {
            Saved::New(id) | Saved::Changed(id) | Saved::Same(id) => id,
        };
    }
    let fed = town.app.view::<Agenda>().unwrap();
    let rebuilt = Agenda::default();
    town.app
        .read(async |tx: &mut Tx| rebuilt.rebuild(tx).await)
        .await
        .unwrap();
    assert!(!rebuilt.city(city.id).events.is_empty());
    assert_eq!(fed.content(), rebuilt.content());
}

#[tokio::test]
async fn a_place_lists_what_is_on_there() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "new-york").await;
    let (place, names): (crate::ids::PlaceId, Names) = town
        .app
        .read(async |tx: &mut Tx| {
            let sql = "select id, names from place where city_id = $1 order by id limit 1";
            Ok(tx.one(sql, args![city.id]).await?)
        })
        .await
        .unwrap();
    let mut there = at(draft(source), EVENING_MS);
    there.place = Some(place);
    saved(&town, &city, &there).await;
    let page = town.get(&format!("/places/{place}?lang=en")).await;
    assert!(
        page.has(names.get(Lang::En)) && page.has("Jazz in the park"),
        "{}",
        page.text()
    );
    let page = town.get("/cities/new-york/agenda?lang=ja").await;
    assert!(page.has(names.get(Lang::Ja)), "{}", page.text());
    assert_eq!(town.get("/places/1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(town.get("/places/x").await.status, StatusCode::NOT_FOUND);
}
