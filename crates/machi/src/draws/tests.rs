//! The story of a draw, from its announcement to what follows from it.

mod beacons;
mod moved;
mod refused;

use axum::http::{Method, StatusCode};
use rules::draw::canonical;
use rules::draw::checkpoint::{Checkpoint, LogKey};
use rules::draw::proof::Proof;
use rules::draw::receipt::{Finding, Receipt};
use rules::draw::verify::{Verified, verify};
use serde_json::{Value, json};
use store::{Tx, args};

use crate::app::App;
use crate::changes::Change;
use crate::publishing::tests::{dates, evening, organiser, publish, with};
use crate::settings::DrawsChain;
use crate::town::{Town, Visitor};
use crate::{start, timers};

const HOUR_MS: i64 = 60 * 60 * 1000;
const MINUTE_MS: i64 = 60 * 1000;

/// A town whose draws need no network.
pub(crate) async fn practising() -> Town {
    Town::with_cities_and(|settings| settings.draws_chain = DrawsChain::Practice).await
}

/// An evening whose seats are drawn: its path in the API, and its page.
async fn drawn_evening(venue: &Visitor<'_>, other: Value) -> (String, String) {
    let by_draw = with(evening(), json!({ "way": "draw", "capacity": 2 }));
    let event = publish(venue, with(by_draw, other)).await;
    let date = dates(venue, &event).await[0]["id"].clone();
    let date = date.as_str().unwrap();
    (
        format!("/api/v1/events/{event}/occurrences/{date}/rsvp"),
        format!("/events/{event}/{date}"),
    )
}

async fn ask(by: &Visitor<'_>, rsvp: &str) -> Value {
    let answer = by
        .api(Method::PUT, rsvp, json!({ "state": "going", "party": 1 }))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()["state"].clone()
}

/// What the member has in their newest draw.
async fn mine(by: &Visitor<'_>) -> Value {
    by.api(Method::GET, "/api/v1/me/draws", json!(null))
        .await
        .json()[0]
        .clone()
}

async fn draw_of(by: &Visitor<'_>) -> String {
    mine(by).await["draw"]["id"].as_str().unwrap().to_owned()
}

async fn draw(town: &Town, id: &str) -> Value {
    town.get(&format!("/api/v1/draws/{id}")).await.json()
}

async fn state(town: &Town, id: &str) -> String {
    draw(town, id).await["state"].as_str().unwrap().to_owned()
}

async fn going_state(by: &Visitor<'_>) -> Value {
    let mine = by
        .api(Method::GET, "/api/v1/me/going", json!(null))
        .await
        .json();
    mine[0]["state"].clone()
}

pub(crate) async fn run_timers(town: &Town) {
    while timers::run_due(&town.app, &start::timers()).await.unwrap() > 0 {}
    town.read_log().await;
    town.settle().await;
}

/// Two nodes do what is due at the same time, until nothing is.
pub(crate) async fn run_timers_on_both(town: &Town, other: &App) {
    let kinds = start::timers();
    loop {
        let here = timers::run_due(&town.app, &kinds);
        let (here, there) = tokio::join!(here, timers::run_due(other, &kinds));
        if here.unwrap() + there.unwrap() == 0 {
            break;
        }
    }
    town.settle().await;
}

/// What is due is done by a node that starts now: it knows what the database says, and nothing else.
pub(crate) async fn start_and_run_timers(town: &Town) {
    let started = town.second_node(town.clock.clone()).await;
    let kinds = start::timers();
    while timers::run_due(&started, &kinds).await.unwrap() > 0 {}
    started.shut_down();
    town.settle().await;
}

/// The evening is on November 28 at 19:00 in Tokyo; entries close a day before.
async fn close(town: &Town) {
    let closes_at_ms = "2026-11-27T10:00:00Z".parse::<jiff::Timestamp>().unwrap();
    town.clock.set(closes_at_ms.as_millisecond());
    run_timers(town).await;
}

async fn proof(town: &Town, id: &str) -> Verified {
    let answer = town.get(&format!("/draws/{id}/proof.json")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    verify(answer.text().as_bytes()).unwrap()
}

fn finding(receipt: &Value, proof: &Proof) -> Finding {
    let receipt = Receipt::open(receipt.as_str().unwrap().as_bytes()).unwrap();
    receipt.find_in(proof).unwrap()
}

#[tokio::test]
async fn seats_are_drawn_and_strangers_recompute_it() {
    let town = practising().await;
    let venue = organiser(&town, "bluedoor").await;
    let (rsvp, page) = drawn_evening(&venue, json!({})).await;
    assert!(
        town.get(&page)
            .await
            .has("Seats are drawn. Take part until")
    );
    let members = six(&town, &rsvp).await;
    let id = draw_of(&members[0]).await;
    // One thinks better of it; the receipt stays.
    let given_up = mine(&members[5]).await["receipt"].clone();
    members[5].api(Method::DELETE, &rsvp, json!(null)).await;
    assert_eq!(mine(&members[5]).await["weight"], Value::Null);
    let receipt = mine(&members[0]).await["receipt"].clone();
    assert_eq!(state(&town, &id).await, "announced");
    let early = town.get(&format!("/draws/{id}/commitment.json")).await;
    assert_eq!(
        early.status,
        StatusCode::NOT_FOUND,
        "no list before it is closed"
    );

    close(&town).await;
    assert_eq!(state(&town, &id).await, "closed");
    let committed = town
        .get(&format!("/draws/{id}/commitment.json"))
        .await
        .json();
    assert_eq!(committed["count"], 5);
    let none = town.get(&format!("/draws/{id}/proof.json")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND, "nobody can know yet");
    let late = members[5]
        .api(Method::PUT, &rsvp, json!({ "state": "going", "party": 1 }))
        .await;
    assert!(late.has("going-draw-closed"), "{}", late.text());

    town.clock.advance(4 * MINUTE_MS);
    run_timers(&town).await;
    assert_eq!(state(&town, &id).await, "settled");
    let Verified { proof, .. } = proof(&town, &id).await;
    assert_eq!(
        hex::encode(proof.commit),
        committed["commit"].as_str().unwrap()
    );
    assert_eq!(proof.winners.len(), 5, "everybody is drawn, in order");
    assert_eq!(finding(&receipt, &proof), Finding::InList);
    assert_eq!(finding(&given_up, &proof), Finding::Stated);

    seats_follow_the_order(&proof, &members[..5], &rsvp).await;
    assert_eq!(steps(&town).await, 4, "each step once");
}

/// How often a draw came further.
async fn steps(town: &Town) -> usize {
    let changes = town.changes().await;
    let steps = changes.iter().filter(|change| {
        matches!(
            change,
            Change::DrawAnnounced { .. }
                | Change::DrawClosed { .. }
                | Change::DrawDrawn { .. }
                | Change::DrawSettled { .. }
        )
    });
    steps.count()
}

/// Members who take part, each once.
async fn six<'t>(town: &'t Town, rsvp: &str) -> Vec<Visitor<'t>> {
    let mut members = Vec::new();
    for name in ["mika", "joon", "li", "ana", "noor", "sam"] {
        let member = town.sign_up(name).await;
        assert_eq!(ask(&member, rsvp).await, "entered");
        assert_eq!(ask(&member, rsvp).await, "entered", "twice is once");
        members.push(member);
    }
    members
}

/// The first two of the order have seats; the others wait in it.
async fn seats_follow_the_order(proof: &Proof, members: &[Visitor<'_>], rsvp: &str) {
    let mut order = Vec::new();
    for member in members {
        let own = mine(member).await;
        let place = own["place"].as_i64().unwrap();
        let line = own["line"].as_u64().unwrap() as usize;
        assert_eq!(
            proof.entrants[line - 1].0,
            own["pseudonym"].as_str().unwrap()
        );
        assert_eq!(
            proof.winners[place as usize - 1],
            own["pseudonym"].as_str().unwrap()
        );
        let expected = if place <= 2 { "going" } else { "waiting" };
        assert_eq!(going_state(member).await, expected, "place {place}");
        order.push((place, member));
    }
    order.sort_by_key(|(place, _)| *place);
    let told = async |at: usize| order[at].1.get("/notifications").await;
    assert!(told(0).await.has("The draw gave you a seat"));
    assert!(told(4).await.has("You are on the waiting list"));
    order[0].1.api(Method::DELETE, rsvp, json!(null)).await;
    assert_eq!(
        going_state(order[2].1).await,
        "offered",
        "the next in order"
    );
}

#[tokio::test]
async fn the_page_tells_the_story_in_every_language() {
    let town = practising().await;
    let venue = organiser(&town, "bluedoor").await;
    let (rsvp, page) = drawn_evening(&venue, json!({})).await;
    let mika = town.sign_up("mika").await;
    ask(&mika, &rsvp).await;
    let id = draw_of(&mika).await;
    let path = format!("/draws/{id}");
    let open = mika.get(&path).await;
    for text in [
        "Practice, not public",
        "You take part with one chance.",
        "open now",
        "Your secret",
    ] {
        assert!(open.has(text), "{text}: {}", open.text());
    }
    assert!(
        !town.get(&path).await.has("Your secret"),
        "only to whom it belongs"
    );
    close(&town).await;
    assert!(mika.get(&path).await.has("You are line 1 of the list."));
    assert!(mika.get(&page).await.has("The draw is on its way"));
    town.clock.advance(4 * MINUTE_MS);
    run_timers(&town).await;
    let drawn = mika.get(&path).await;
    for text in [
        "You were drawn as number 1.",
        "100,000 times",
        "100.00 %",
        "everything that follows is done",
    ] {
        assert!(drawn.has(text), "{text}: {}", drawn.text());
    }
    for (lang, text) in [
        ("ja", "当選しました"),
        ("zh-Hans", "你中签了"),
        ("ko", "당첨되었습니다"),
    ] {
        assert!(
            mika.get(&format!("{path}?lang={lang}")).await.has(text),
            "{lang}"
        );
    }
    assert!(
        town.get("/cities/tokyo/draws")
            .await
            .has("Jazz at the Blue Door")
    );
    assert!(
        town.get("/cities/new-york/draws")
            .await
            .has("No draws here yet")
    );
    assert!(mika.get("/me/draws").await.has("Jazz at the Blue Door"));
    let list = town.get("/api/v1/cities/tokyo/draws").await.json();
    assert_eq!(list[0]["id"], json!(id));
}

#[tokio::test]
async fn an_old_proof_holds_when_an_account_is_gone() {
    let town = practising().await;
    let venue = organiser(&town, "bluedoor").await;
    let (rsvp, _) = drawn_evening(&venue, json!({})).await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    ask(&mika, &rsvp).await;
    ask(&joon, &rsvp).await;
    let id = draw_of(&mika).await;
    let before = town.account("mika").await;
    let forget = town.app.write(async |tx: &mut Tx| {
        let sql = "delete from draw_owner where account_id = $1";
        Ok(tx.execute(sql, args![before]).await?)
    });
    assert_eq!(
        forget.await.unwrap(),
        1,
        "all that leads from the list to an account"
    );
    close(&town).await;
    town.clock.advance(4 * MINUTE_MS);
    run_timers(&town).await;
    assert_eq!(proof(&town, &id).await.proof.entrants.len(), 2);
    assert_eq!(going_state(&joon).await, "going");
}

#[tokio::test]
async fn commitment_and_result_stand_in_the_log_that_only_grows() {
    let town = practising().await;
    let venue = organiser(&town, "bluedoor").await;
    let (rsvp, _) = drawn_evening(&venue, json!({})).await;
    let mika = town.sign_up("mika").await;
    ask(&mika, &rsvp).await;
    let id = draw_of(&mika).await;
    close(&town).await;
    town.clock.advance(4 * MINUTE_MS);
    run_timers(&town).await;
    let proof = proof(&town, &id).await.proof;
    let entries = town.get("/api/v1/log/entries").await.json();
    let entry = |at: usize| entries[at]["entry"].as_str().unwrap().to_owned();
    assert_eq!(entry(0).into_bytes(), canonical::write(&proof.announcement));
    assert_eq!(entry(1).as_bytes(), proof.commit_entry());
    let result: Value = serde_json::from_str(&entry(2)).unwrap();
    assert_eq!(result["kind"], "draw-result");
    assert_eq!(result["seed"], hex::encode(proof.seed));
    assert_eq!(
        canonical::write(&result),
        entry(2).into_bytes(),
        "fields in order"
    );
    let key = LogKey::parse(&proof.announcement.log_key).unwrap();
    let latest = town.get("/api/v1/log/checkpoint").await;
    assert_eq!(Checkpoint::open(&latest.text(), &key).unwrap().size, 3);
}

#[tokio::test]
async fn a_crash_between_any_two_steps_is_gone_on_from_and_no_round_is_picked_twice() {
    let town = practising().await;
    let venue = organiser(&town, "bluedoor").await;
    let (rsvp, _) = drawn_evening(&venue, json!({})).await;
    let mika = town.sign_up("mika").await;
    ask(&mika, &rsvp).await;
    let id = draw_of(&mika).await;
    close(&town).await;
    let round = draw(&town, &id).await["round"].clone();
    // Another node, or this one after a crash, comes by again.
    again(&town, &id).await;
    assert_eq!(draw(&town, &id).await["round"], round);
    town.clock.advance(HOUR_MS);
    run_timers(&town).await;
    let drawn = town.get(&format!("/draws/{id}/proof.json")).await.text();
    again(&town, &id).await;
    assert_eq!(
        town.get(&format!("/draws/{id}/proof.json")).await.text(),
        drawn
    );
    assert_eq!(state(&town, &id).await, "settled");
}

/// The draw's timer is due once more.
async fn again(town: &Town, id: &str) {
    let (id, now_ms) = (id.parse().unwrap(), town.app.now_ms());
    let set = town
        .app
        .write(async |tx: &mut Tx| timers::schedule(tx, "draw", id, now_ms - 1).await);
    set.await.unwrap();
    run_timers(town).await;
}
