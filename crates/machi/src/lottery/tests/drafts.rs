//! A draft: from one before, changed, thrown away.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{draw, law, made, operator, published, week};
use crate::draws::tests::practising;
use crate::publishing::tests::{dates, evening, organiser, publish, with};
use crate::town::{Town, Visitor};

const HOUR_MS: i64 = 60 * 60 * 1000;

/// An evening of each week, with seats.
async fn weekly<'t>(town: &'t Town) -> (Visitor<'t>, String) {
    let venue = organiser(town, "bluedoor").await;
    let other = json!({ "capacity": 3, "repeats": "weekly", "weekdays": [],
        "until": "2026-12-26" });
    let event = publish(&venue, with(evening(), other)).await;
    (venue, event)
}

async fn draft(desk: &Visitor<'_>, lottery: Value) -> String {
    let draft = made(desk, lottery).await;
    assert_eq!(draft.status, StatusCode::CREATED, "{}", draft.text());
    draft.json()["id"].as_str().unwrap().to_owned()
}

fn has_all(page: &crate::town::Answer, texts: &[&str]) {
    for text in texts {
        assert!(page.has(text), "{text}: {}", page.text());
    }
}

#[tokio::test]
async fn next_weeks_is_drafted_from_this_one() {
    let town = practising().await;
    let (venue, event) = weekly(&town).await;
    let all = dates(&venue, &event).await;
    let date = |n: usize| all[n]["id"].as_str().unwrap();
    let desk = operator(&town, "keeper", "tokyo").await;
    let other = json!({ "community": "food", "entered_from": ["KR"], "min_age": 20,
        "notes_max": 2, "retail": true });
    let id = draft(&desk, with(week(&all[0]["id"]), other)).await;
    let path = format!("/desk/tokyo/lottery?from={id}");
    // Sunday: the window of the next week is the next one ahead.
    let page = desk.get(&path).await;
    has_all(
        &page,
        &[
            "value=\"2026-11-29T00:00\"",
            "value=\"2026-12-03T20:00\"",
            &format!("value=\"{}\" selected", date(1)),
            "value=\"Jazz week\"",
            "value=\"5000\"",
            "value=\"KR\"",
            "value=\"food\" selected",
            "value=\"20\"",
            "value=\"24\"",
            "value=\"1\" checked",
        ],
    );
    // Two weeks on, a window that has begun is not ahead.
    town.clock.advance(15 * 24 * HOUR_MS);
    let page = desk.get(&path).await;
    has_all(
        &page,
        &["value=\"2026-12-13T00:00\"", "value=\"2026-12-17T20:00\""],
    );
    assert!(page.has(&format!("value=\"{}\" selected", date(3))));
    // After the last date of the event, none is chosen.
    town.clock.advance(14 * 24 * HOUR_MS);
    let page = desk.get(&path).await;
    assert!(!page.has("\" selected>Jazz"), "{}", page.text());
    let other = desk.get("/desk/tokyo/lottery?from=1").await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn eight_stays_eight_when_the_clocks_change() {
    let town = practising().await;
    let date = law::date(&town).await;
    let desk = operator(&town, "keeper", "new-york").await;
    // New York's clocks go forward on March 14.
    let winter = json!({ "opens": "2027-03-07T20:00", "closes": "2027-03-13T20:00" });
    let path = law::draft(&desk, &date, winter).await;
    let id = path.rsplit('/').next().unwrap();
    let page = desk.get(&format!("/desk/new-york/lottery?from={id}")).await;
    has_all(
        &page,
        &["value=\"2027-03-14T20:00\"", "value=\"2027-03-20T20:00\""],
    );
    let summer = json!({ "opens": "2027-03-14T20:00", "closes": "2027-03-20T20:00" });
    let path = law::draft(&desk, &date, summer).await;
    let edit = desk.get(&format!("{path}/edit")).await;
    has_all(&edit, &["value=\"2027-03-20T20:00\""]);
}

#[tokio::test]
async fn a_draft_is_changed_until_it_is_published() {
    let town = practising().await;
    let (venue, event) = weekly(&town).await;
    let all = dates(&venue, &event).await;
    let desk = operator(&town, "keeper", "tokyo").await;
    let id = draft(&desk, week(&all[0]["id"])).await;
    let page = format!("/desk/tokyo/lottery/{id}");
    let edit = format!("{page}/edit");
    has_all(
        &desk.get(&edit).await,
        &["value=\"2026-11-22T00:00\"", "value=\"Jazz week\""],
    );
    let form = |title: &str| {
        format!(
            "title={title}&occurrence={}&opens=2026-11-23T00:00&closes=2026-11-26T20:00&value=70\
             &prizes=2&alternates=9&notes_max=3&min_age=18&accept_hours=24",
            all[0]["id"].as_str().unwrap()
        )
    };
    for _ in 0..2 {
        let changed = desk.post(&edit, &form("Two+seats")).await;
        assert_eq!(changed.location(), page, "{}", changed.text());
    }
    has_all(
        &desk.get(&page).await,
        &["Two seats", "2 seats are drawn", "¥70"],
    );
    let wrong = desk.post(&edit, &form("+")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("A title of one line"));
    let api = format!("/api/v1/cities/tokyo/lotteries/{id}");
    let input = with(
        week(&all[0]["id"]),
        json!({ "title": "Three seats", "prizes": 3 }),
    );
    let put = desk.api(Method::PUT, &api, input.clone()).await;
    assert_eq!(put.status, StatusCode::NO_CONTENT, "{}", put.text());
    desk.post(&format!("{page}/publish"), "").await;
    let put = desk
        .api(Method::PUT, &api, with(input, json!({ "prizes": 1 })))
        .await;
    assert!(put.has("lottery-is-published"), "{}", put.text());
    let gone = desk.api(Method::DELETE, &api, json!(null)).await;
    assert!(gone.has("lottery-is-published"), "{}", gone.text());
    assert_eq!(desk.get(&edit).await.status, StatusCode::NOT_FOUND);
    assert!(desk.get(&page).await.has("3 seats are drawn"));
}

#[tokio::test]
async fn a_draft_is_thrown_away_with_what_was_recorded() {
    let town = practising().await;
    let (venue, event) = weekly(&town).await;
    let all = dates(&venue, &event).await;
    let desk = operator(&town, "keeper", "tokyo").await;
    let id = draft(&desk, week(&all[0]["id"])).await;
    let page = format!("/desk/tokyo/lottery/{id}");
    desk.post(&format!("{page}/records"), "jurisdiction=US-RI")
        .await;
    let ask = desk.get(&format!("{page}/discard")).await;
    has_all(&ask, &["Throw this draft away?", "Jazz week"]);
    let gone = desk.post(&format!("{page}/discard"), "").await;
    assert_eq!(gone.location(), "/desk/tokyo/lottery");
    assert_eq!(desk.get(&page).await.status, StatusCode::NOT_FOUND);
    assert!(!desk.get("/desk/tokyo/lottery").await.has("Jazz week"));
    let again = desk.post(&format!("{page}/discard"), "").await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let id = draft(&desk, week(&all[0]["id"])).await;
    let api = format!("/api/v1/cities/tokyo/lotteries/{id}");
    let member = town.sign_up("mika").await;
    let hidden = member.api(Method::DELETE, &api, json!(null)).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let gone = desk.api(Method::DELETE, &api, json!(null)).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn the_desk_tells_what_happened_and_when() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let desk = operator(&town, "second-keeper", "tokyo").await;
    let id = path.rsplit('/').next().unwrap();
    let page = format!("/desk/tokyo/lottery/{id}");
    has_all(
        &desk.get(&page).await,
        &[
            "@keeper made the draft",
            "Published",
            "Entries open",
            "Entries close",
        ],
    );
    let mika = town.sign_up("mika").await;
    super::tell(&mika, "2001-05", "JP").await;
    super::enter(&mika, &path, true).await;
    draw(&town).await;
    let shown = desk.get(&page).await;
    has_all(
        &shown,
        &[
            "one entrant",
            "commitment.json",
            "drawn",
            "Place 1, mika: offered",
        ],
    );
    assert!(!shown.has("No prize waits"));
    let yes = json!({ "accepted": true });
    mika.api(Method::PUT, &format!("{path}/prize"), yes).await;
    town.clock.advance(HOUR_MS);
    let table = desk.get(&format!("{page}/winners.csv")).await;
    assert_eq!(table.status, StatusCode::OK);
    let shown = desk.get(&page).await.text();
    let order = [
        "made the draft",
        "Published",
        "Entries open",
        "Entries close",
        "one entrant",
        "The random number came",
        "Drawn; prizes are offered",
        "Place 1, mika: accepted",
        "No prize waits",
        "@second-keeper downloaded the winners",
    ];
    let places: Vec<_> = order.iter().map(|text| shown.find(text)).collect();
    assert!(
        places.is_sorted() && places[0].is_some(),
        "{places:?}: {shown}"
    );
}
