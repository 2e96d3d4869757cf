//! The whole story by programs alone: each with a token of its own, on the JSON API.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{asks, close, done, made, offered, seat, week};
use crate::accounts::Role;
use crate::cities::Cities;
use crate::draws::tests::{practising, run_timers};
use crate::ids::ObligationId;
use crate::proofs::tests::kit::{decide, hand_in, waiting};
use crate::publishing::tests::{dates, evening, publish, with};
use crate::town::{Town, Visitor};

const HANDLES: [&str; 5] = ["aya", "ben", "chie", "dan", "emi"];
const TOKYO: &str = "/api/v1/cities/tokyo";

async fn joined<'t>(town: &'t Town, handle: &str) -> Visitor<'t> {
    let new = json!({ "handle": handle, "password": "lanterns on the river" });
    let visitor = town.visitor();
    let made = visitor.api(Method::POST, "/api/v1/accounts", new).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    Visitor::with_token(town, made.json()["token"].as_str().unwrap())
}

/// What is answered to a question.
async fn asked(by: &Visitor<'_>, path: &str) -> Value {
    let answer = by.api(Method::GET, path, json!(null)).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.json()
}

/// Turns the clock to this time in Tokyo, and lets everything happen that follows.
async fn turn_to(town: &Town, at: &str) {
    let at: jiff::Timestamp = format!("{at}+09:00").parse().unwrap();
    town.clock.set(at.as_millisecond());
    follow(town).await;
}

async fn follow(town: &Town) {
    town.read_log().await;
    run_timers(town).await;
}

/// Who keeps the desk: the one role that is given on the machine, not by a program.
async fn keeper(town: &Town) -> Visitor<'_> {
    let desk = joined(town, "keeper").await;
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    town.give_role("keeper", Role::Operator, Some(city.id))
        .await;
    desk
}

/// The venue asks to publish, and the desk says yes.
async fn venue<'t>(town: &'t Town, desk: &Visitor<'_>) -> Visitor<'t> {
    let venue = joined(town, "bluedoor").await;
    let applications = format!("{TOKYO}/organisers/applications");
    let about = json!({ "name": "Blue Door", "about": "Jazz on Fridays.", "url": "" });
    let applied = venue.api(Method::POST, &applications, about).await.json();
    let one = format!("{applications}/{}", applied["id"].as_str().unwrap());
    done(desk, Method::POST, &one, json!({ "accepted": true })).await;
    town.settle().await;
    venue
}

/// Publishes a campaign for an evening; its path in the API, and the event.
async fn published(town: &Town, desk: &Visitor<'_>, venue: &Visitor<'_>) -> (String, String) {
    let event = publish(venue, with(evening(), json!({ "capacity": 3 }))).await;
    let date = dates(venue, &event).await[0]["id"].clone();
    let draft = made(desk, week(&date)).await;
    assert_eq!(draft.status, StatusCode::CREATED, "{}", draft.text());
    let path = format!("{TOKYO}/campaigns/{}", draft.json()["id"].as_str().unwrap());
    done(desk, Method::POST, &format!("{path}/publish"), json!(null)).await;
    town.settle().await;
    (path, event)
}

/// Five apply, two are drawn, one declines; the two who accept, in the order in which they do.
async fn seated<'t>(town: &'t Town, path: &str) -> [Visitor<'t>; 2] {
    let mut people = Vec::new();
    for handle in HANDLES {
        let person = joined(town, handle).await;
        done(
            &person,
            Method::PUT,
            &format!("{path}/application"),
            asks(handle),
        )
        .await;
        people.push(person);
    }
    close(town).await;
    let drawn = offered(&people, path).await;
    assert_eq!(drawn.len(), 2);
    seat(&people[drawn[0]], path, true).await;
    seat(&people[drawn[1]], path, false).await;
    let next = offered(&people, path).await;
    assert_eq!(next.len(), 1, "the next is promoted");
    seat(&people[next[0]], path, true).await;
    follow(town).await;
    let mut seated = Vec::new();
    for (n, person) in people.into_iter().enumerate() {
        if n == drawn[0] || n == next[0] {
            seated.push(person);
        }
    }
    seated.try_into().ok().unwrap()
}

/// A steward's device scans the one ticket of each.
async fn all_come_in(town: &Town, venue: &Visitor<'_>, event: &str, people: &[Visitor<'_>]) {
    let new = json!({ "name": "Main entrance", "from": "2026-11-28T17:00:00+09:00",
        "until": "2026-11-28T23:00:00+09:00" });
    let doors = format!("/api/v1/events/{event}/doors");
    let door = venue.api(Method::POST, &doors, new).await.json();
    let link = door["url"].as_str().unwrap().rsplit('/').next().unwrap();
    turn_to(town, "2026-11-28T19:00:00").await;
    let mut scans = Vec::new();
    for (n, person) in people.iter().enumerate() {
        let dates = asked(person, "/api/v1/me/tickets").await;
        let token = &dates[0]["tickets"][0]["token"];
        scans.push(json!({ "nonce": n.to_string(), "at": "2026-11-28T10:00:00Z", "token": token }));
    }
    let told = json!({ "device": "a-phone", "steward": "Ana", "scans": scans });
    let path = format!("/api/v1/doors/{link}/scans");
    let answer = town.visitor().api(Method::POST, &path, told).await.json();
    for scan in answer["scans"].as_array().unwrap() {
        assert_eq!(scan["result"], "admitted", "{answer}");
    }
    assert_eq!(
        (&answer["admitted"], &answer["tickets"]),
        (&json!(2), &json!(2))
    );
    follow(town).await;
}

/// What of this kind somebody owes, or owed.
async fn owed(by: &Visitor<'_>, kind: &str) -> Value {
    for path in ["/api/v1/me/obligations", "/api/v1/me/obligations/settled"] {
        let all = asked(by, path).await;
        if let Some(one) = all
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["kind"] == kind)
        {
            return one.clone();
        }
    }
    panic!("nothing owed: {kind}");
}

/// How far each is: the state, and whether it was late.
async fn stands(by: &Visitor<'_>, expected: [(&str, &str, bool); 3]) {
    for (kind, state, late) in expected {
        let one = owed(by, kind).await;
        assert_eq!(
            (&one["state"], &one["late"]),
            (&json!(state), &json!(late)),
            "{kind}: {one}"
        );
    }
}

async fn posts_note(town: &Town, by: &Visitor<'_>, event: &str) {
    let note = json!({ "text": "The bass was too quiet", "event": event });
    let answer = by.api(Method::POST, &format!("{TOKYO}/notes"), note).await;
    assert!(answer.status.is_success(), "{}", answer.text());
    let path = format!("/api/v1/notes/{}", answer.json()["id"].as_str().unwrap());
    assert_ne!(
        asked(by, &path).await["disclosure"],
        json!(null),
        "it carries its label"
    );
    follow(town).await;
}

/// The desk looks at the one proof that waits; it counts once it can be undone no more.
async fn reviewed(town: &Town, desk: &Visitor<'_>) {
    let proofs = waiting(desk).await;
    assert_eq!(proofs.len(), 1);
    let accepted = decide(desk, &proofs[0], json!({ "decision": "accepted" })).await;
    assert_eq!(
        accepted.status,
        StatusCode::NO_CONTENT,
        "{}",
        accepted.text()
    );
    assert!(waiting(desk).await.is_empty());
    follow(town).await;
}

/// An excuse from the post, which the desk accepts.
async fn excused(town: &Town, desk: &Visitor<'_>, by: &Visitor<'_>) {
    let post = owed(by, "post").await["id"].as_str().unwrap().to_owned();
    let ask = format!("/api/v1/me/obligations/{post}/excuse");
    done(
        by,
        Method::PUT,
        &ask,
        json!({ "text": "My account was stolen." }),
    )
    .await;
    let excuses = asked(desk, &format!("{TOKYO}/excuses")).await;
    assert_eq!(excuses[0]["text"], "My account was stolen.", "{excuses}");
    let one = format!("{TOKYO}/excuses/{}", excuses[0]["id"].as_str().unwrap());
    let answer = json!({ "accepted": true, "reason": "Nobody can post without one." });
    done(desk, Method::PUT, &one, answer).await;
    follow(town).await;
    assert_eq!(
        owed(by, "post").await["reason"],
        "Nobody can post without one."
    );
}

async fn told(by: &Visitor<'_>, kind: &str) -> bool {
    let all = asked(by, "/api/v1/me/notifications").await;
    all.as_array()
        .unwrap()
        .iter()
        .any(|one| one["kind"] == kind)
}

async fn relied(by: &Visitor<'_>, expected: [i64; 3]) {
    let number = asked(by, "/api/v1/me/reliability").await;
    let [percent, counted, in_time] = expected;
    assert_eq!(
        (&number["percent"], &number["counted"], &number["in_time"]),
        (&json!(percent), &json!(counted), &json!(in_time)),
        "{number}"
    );
}

/// A note and a post, both a day after the evening.
async fn keeps_their_word(town: &Town, desk: &Visitor<'_>, prompt: &Visitor<'_>, event: &str) {
    turn_to(town, "2026-11-29T12:00:00").await;
    posts_note(town, prompt, event).await;
    let post: ObligationId = owed(prompt, "post").await["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    hand_in(prompt, post, "C1aB_-xY9z0", 1).await;
    reviewed(town, desk).await;
    stands(
        prompt,
        [
            ("come", "met", false),
            ("note", "met", false),
            ("post", "submitted", false),
        ],
    )
    .await;
    turn_to(town, "2026-11-29T12:05:00").await;
    stands(
        prompt,
        [
            ("come", "met", false),
            ("note", "met", false),
            ("post", "met", false),
        ],
    )
    .await;
    assert!(told(prompt, "obligation_met").await);
}

/// Reminded, late with the note, and excused from the post.
async fn is_late(town: &Town, desk: &Visitor<'_>, late: &Visitor<'_>, event: &str) {
    turn_to(town, "2026-11-30T19:00:00").await;
    assert!(told(late, "obligation_soon").await);
    turn_to(town, "2026-12-01T19:30:00").await;
    assert!(told(late, "obligation_due").await);
    posts_note(town, late, event).await;
    excused(town, desk, late).await;
    assert!(told(late, "obligation_excused").await);
    stands(
        late,
        [
            ("come", "met", false),
            ("note", "met", true),
            ("post", "excused", false),
        ],
    )
    .await;
}

async fn came_of(desk: &Visitor<'_>, path: &str) {
    let results = asked(desk, &format!("{path}/results")).await;
    for (name, value) in [
        ("seats", 2),
        ("applied", 5),
        ("selected", 3),
        ("accepted", 2),
        ("came", 2),
        ("all_in_time", 1),
    ] {
        assert_eq!(results[name], value, "{name}: {results}");
    }
    let count = |name: &str| results[name].as_array().unwrap().len();
    assert_eq!((count("notes"), count("posts")), (2, 1), "{results}");
}

#[tokio::test]
async fn a_campaign_goes_from_the_draft_to_what_its_people_are_relied_on_by_the_api_alone() {
    let town = practising().await;
    let desk = keeper(&town).await;
    let venue = venue(&town, &desk).await;
    let (path, event) = published(&town, &desk, &venue).await;
    let both = seated(&town, &path).await;
    all_come_in(&town, &venue, &event, &both).await;
    let [prompt, late] = &both;

    keeps_their_word(&town, &desk, prompt, &event).await;
    is_late(&town, &desk, late, &event).await;
    let reminded = told(prompt, "obligation_soon").await;
    assert!(!reminded, "whoever did it is not reminded");

    relied(prompt, [87, 3, 3]).await;
    relied(late, [71, 2, 1]).await;
    let months = asked(&desk, &format!("{TOKYO}/fulfilment?months=2")).await;
    assert_eq!(
        months,
        json!([
            { "month": "2026-12", "due": 4, "met_in_time": 2, "met_late": 1, "missed": 0,
              "excused": 1, "percent": 67 },
            { "month": "2026-11", "due": 2, "met_in_time": 2, "met_late": 0, "missed": 0,
              "excused": 0, "percent": 100 },
        ])
    );
    came_of(&desk, &path).await;
}
