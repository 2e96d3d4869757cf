//! What is owed for a seat, from the check-in to what became of it.

mod clock;
mod excuses;
mod notes;
mod pages;
mod reminders;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{Tx, args};

use crate::accounts::{Network, Role};
use crate::cities::Cities;
use crate::draws::tests::run_timers;
use crate::ids::{AccountId, CampaignId, CityId, ObligationId};
use crate::obligations::{self, Kind, Owed, Term, Verdict};
use crate::publishing::tests::organiser;
use crate::tickets::tests::{date_of, go};
use crate::town::{Town, Visitor};

const MINE: &str = "/api/v1/me/obligations";

/// An evening of November 28, 19:00 to 21:00 in Tokyo, with a campaign, and its door; mika has a seat.
struct Story<'t> {
    town: &'t Town,
    venue: Visitor<'t>,
    mika: Visitor<'t>,
    /// Event and date.
    at: (String, String),
    ticket: Value,
    door: String,
    campaign: CampaignId,
}

fn term(kind: Kind, due_hours: i64) -> Term {
    Term {
        kind,
        network: (kind == Kind::Post).then_some(Network::Instagram),
        words: match kind {
            Kind::Words => "Send us one drawing".into(),
            _ => String::new(),
        },
        due_hours,
    }
}

async fn tokyo(town: &Town) -> CityId {
    town.app
        .view::<Cities>()
        .unwrap()
        .by_slug("tokyo")
        .unwrap()
        .id
}

async fn campaign(town: &Town, at: &(String, String)) -> CampaignId {
    let city = tokyo(town).await;
    let (event, date): (i64, i64) = (at.0.parse().unwrap(), at.1.parse().unwrap());
    let write = town.app.write(async |tx: &mut Tx| {
        let id = tx.new_id();
        tx.execute(
            "insert into campaign (id, city_id, title, about, event_id, occurrence_id, seats,
               opens_at_ms, closes_at_ms, accept_hours, selection, hand_seats, members_only,
               posted_days, reliability_min, not_won_days, disclosure, created_at_ms)
             values ($1, $2, 'Jazz for free', '', $3, $4, 5, 0, 1, 24, 'draw', 0, false, 0, 0, 0,
               $5, 0)",
            args![id, city, event, date, "{\"ja\":\"ご招待\"}"],
        )
        .await?;
        tx.execute(
            "insert into campaign_tag (campaign_id, network, name) values ($1, 'instagram', 'machi.tokyo')",
            args![id],
        )
        .await?;
        Ok(CampaignId::from(id))
    });
    write.await.unwrap()
}

/// Lets somebody owe what the terms say.
async fn owe(story: &Story<'_>, account: AccountId, terms: &[Term]) {
    let owed = Owed {
        place: None,
        city: tokyo(story.town).await,
        campaign: story.campaign,
        account,
        event: story.at.0.parse().unwrap(),
        occurrence: story.at.1.parse().unwrap(),
        ends_at_ms: tokyo_ms("2026-11-28T21:00:00"),
        terms,
    };
    let write = story
        .town
        .app
        .write(async |tx: &mut Tx| obligations::owe(tx, &owed).await);
    write.await.unwrap();
    story.town.settle().await;
}

/// With what mika owes.
async fn story<'t>(town: &'t Town, terms: &[Term]) -> Story<'t> {
    let venue = organiser(town, "bluedoor").await;
    let at = date_of(&venue, json!({ "capacity": 5, "may_hand_over": true })).await;
    let mika = town.sign_up("mika").await;
    let ticket = go(&mika, &at, 1).await.remove(0);
    let new = json!({ "name": "Main entrance", "from": "2026-11-28T17:00:00+09:00",
        "until": "2026-11-28T23:00:00+09:00" });
    let path = format!("/api/v1/events/{}/doors", at.0);
    let door = venue.api(Method::POST, &path, new).await.json();
    let link = door["url"].as_str().unwrap().rsplit('/').next().unwrap();
    let story = Story {
        town,
        campaign: campaign(town, &at).await,
        door: format!("/api/v1/doors/{link}"),
        venue,
        mika,
        at,
        ticket,
    };
    owe(&story, town.account("mika").await, terms).await;
    story
}

fn tokyo_ms(at: &str) -> i64 {
    let at: jiff::Timestamp = format!("{at}+09:00").parse().unwrap();
    at.as_millisecond()
}

/// Lets the log be read, and what follows from it be done and told.
async fn follow(town: &Town) {
    town.read_log().await;
    run_timers(town).await;
    town.read_log().await;
    town.settle().await;
}

/// Turns the clock to this time in Tokyo, and lets everything happen that follows.
async fn turn_to(town: &Town, at: &str) {
    town.clock.set(tokyo_ms(at));
    follow(town).await;
}

async fn scans(story: &Story<'_>, body: Value) {
    let path = format!("{}/scans", story.door);
    let answer = story.town.visitor().api(Method::POST, &path, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    follow(story.town).await;
}

/// Mika's ticket is scanned, by this clock of a device in Tokyo.
async fn scanned(story: &Story<'_>, nonce: &str, at: &str) {
    let scan = json!({ "nonce": nonce, "at": format!("{at}+09:00"), "token": story.ticket["token"],
        "let_in": true });
    let body = json!({ "device": "a-phone", "steward": "Ana", "scans": [scan] });
    scans(story, body).await;
}

async fn scan_undone(story: &Story<'_>, nonce: &str) {
    let body = json!({ "device": "a-phone", "steward": "Ana", "scans": [], "undone": [nonce] });
    scans(story, body).await;
}

/// Mika comes in at 19:00.
async fn come(story: &Story<'_>) {
    story.town.clock.set(tokyo_ms("2026-11-28T19:00:00"));
    scanned(story, "in", "2026-11-28T19:00:00").await;
}

async fn list(by: &Visitor<'_>, path: &str) -> Vec<Value> {
    let list = by.api(Method::GET, path, Value::Null).await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.text());
    list.json().as_array().unwrap().clone()
}

/// What of a kind the member owes, or owed.
async fn of_kind(by: &Visitor<'_>, kind: &str) -> Value {
    let mut all = list(by, MINE).await;
    all.extend(list(by, &format!("{MINE}/settled")).await);
    let found = all.into_iter().find(|one| one["kind"] == kind);
    found.unwrap_or(Value::Null)
}

/// How far what the member owes is, by kind: to come, the note, the post.
async fn states(by: &Visitor<'_>) -> [String; 3] {
    let mut states = [const { String::new() }; 3];
    for (state, kind) in states.iter_mut().zip(["come", "note", "post"]) {
        let one = of_kind(by, kind).await;
        one["state"].as_str().unwrap_or_default().clone_into(state);
    }
    states
}

/// The same, for who owes nothing else than a note.
async fn note_state(by: &Visitor<'_>) -> String {
    states(by).await[1].clone()
}

async fn post_note(story: &Story<'_>, other: Value) -> String {
    let mut body = json!({ "text": "The drummer smiled", "event": story.at.0 });
    for (name, value) in other.as_object().unwrap() {
        body[name] = value.clone();
    }
    let answer = story
        .mika
        .api(Method::POST, "/api/v1/cities/tokyo/notes", body)
        .await;
    assert!(answer.status.is_success(), "{}", answer.text());
    follow(story.town).await;
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// What the member is told of what they owe, the newest first: the kinds.
async fn told(by: &Visitor<'_>) -> Vec<String> {
    let list = list(by, "/api/v1/me/notifications").await;
    let kinds = list
        .iter()
        .map(|one| one["kind"].as_str().unwrap().to_owned());
    kinds
        .filter(|kind| kind.starts_with("obligation") || kind.starts_with("excuse"))
        .collect()
}

async fn id_of(by: &Visitor<'_>, kind: &str) -> String {
    of_kind(by, kind).await["id"].as_str().unwrap().to_owned()
}

/// Hands something in for it, as proofs do.
async fn submit(town: &Town, id: &str) -> crate::error::Result<()> {
    let id: ObligationId = id.parse().unwrap();
    let submit = town.app.write(async |tx: &mut Tx| {
        let obligation = obligations::by_id(tx, id).await?;
        obligations::submit(tx, &obligation).await
    });
    let submitted = submit.await;
    follow(town).await;
    submitted
}

/// Decides about what was handed in.
async fn settle(town: &Town, id: &str, verdict: Verdict<'_>) {
    let id: ObligationId = id.parse().unwrap();
    let settle = town.app.write(async |tx: &mut Tx| {
        let obligation = obligations::by_id(tx, id).await?;
        obligations::settle(tx, &obligation, None, verdict).await
    });
    assert!(settle.await.unwrap());
    follow(town).await;
}

async fn operator<'t>(town: &'t Town, handle: &str) -> Visitor<'t> {
    let visitor = town.sign_up(handle).await;
    town.give_role(handle, Role::Operator, Some(tokyo(town).await))
        .await;
    visitor
}
