//! The story of a week's lottery, from the draft to the ticket of who won.

mod drafts;
mod law;
mod parts;
mod person;
mod prizes;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::accounts::Role;
use crate::cities::Cities;
use crate::draws::tests::{practising, run_timers};
use crate::publishing::tests::{dates, evening, organiser, publish, with};
use crate::town::{Answer, Town, Visitor};

const HOUR_MS: i64 = 60 * 60 * 1000;

pub(crate) async fn operator<'t>(town: &'t Town, handle: &str, slug: &str) -> Visitor<'t> {
    let visitor = town.sign_up(handle).await;
    let city = town.app.view::<Cities>().unwrap().by_slug(slug).unwrap();
    town.give_role(handle, Role::Operator, Some(city.id)).await;
    visitor
}

/// One seat of an evening with three, until 26 November at 20:00 in Tokyo.
fn week(occurrence: &Value) -> Value {
    json!({
        "title": "Jazz week", "occurrence": occurrence, "opens": "2026-11-22T00:00",
        "closes": "2026-11-26T20:00", "prizes": 1, "alternates": 5, "value_minor": 5000,
        "accept_hours": 24,
    })
}

async fn made(by: &Visitor<'_>, lottery: Value) -> Answer {
    by.api(Method::POST, "/api/v1/cities/tokyo/lotteries", lottery)
        .await
}

/// A published lottery of Tokyo: the path of its date in the API, and its own.
pub(super) async fn published(town: &Town) -> (String, String) {
    let venue = organiser(town, "bluedoor").await;
    let event = publish(&venue, with(evening(), json!({ "capacity": 3 }))).await;
    let date = dates(&venue, &event).await[0]["id"].clone();
    let desk = operator(town, "keeper", "tokyo").await;
    let draft = made(&desk, week(&date)).await;
    assert_eq!(draft.status, StatusCode::CREATED, "{}", draft.text());
    let id = draft.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/cities/tokyo/lotteries/{id}");
    let none = town.get("/api/v1/cities/tokyo/lotteries").await.json();
    assert_eq!(none, json!([]), "nobody sees a draft");
    let answer = desk
        .api(Method::POST, &format!("{path}/publish"), json!(null))
        .await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
    town.settle().await;
    let date = date.as_str().unwrap();
    (format!("/events/{event}/{date}"), path)
}

pub(crate) async fn tell(by: &Visitor<'_>, born: &str, residence: &str) {
    let person = json!({ "born": born, "residence": residence });
    let answer = by
        .api(Method::PUT, "/api/v1/me/lottery-person", person)
        .await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
}

pub(crate) async fn enter(by: &Visitor<'_>, path: &str, free: bool) -> Answer {
    let entry = format!("{path}/entry");
    by.api(Method::PUT, &entry, json!({ "free": free })).await
}

pub(crate) async fn post_note(by: &Visitor<'_>, text: &str) -> String {
    let answer = by
        .api(
            Method::POST,
            "/api/v1/cities/tokyo/notes",
            json!({ "text": text }),
        )
        .await;
    assert!(answer.status.is_success(), "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

pub(super) async fn entry(by: &Visitor<'_>, path: &str) -> Value {
    let entry = format!("{path}/entry");
    by.api(Method::GET, &entry, json!(null)).await.json()
}

/// Entries close, and the round comes.
pub(super) async fn draw(town: &Town) {
    let closes = "2026-11-26T11:00:00Z".parse::<jiff::Timestamp>().unwrap();
    town.clock.set(closes.as_millisecond());
    run_timers(town).await;
    town.clock.advance(4 * 60 * 1000);
    run_timers(town).await;
}

pub(super) async fn draw_state(town: &Town) -> Value {
    let lotteries = town.get("/api/v1/cities/tokyo/lotteries").await.json();
    let draw = lotteries[0]["draw"].as_str().unwrap().to_owned();
    town.get(&format!("/api/v1/draws/{draw}")).await.json()["state"].clone()
}

#[tokio::test]
async fn posting_is_the_entry_and_entering_freely_weighs_as_much() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let mika = town.sign_up("mika").await;
    let first = enter(&mika, &path, false).await;
    assert!(first.has("lottery-tell-first"), "{}", first.text());
    tell(&mika, "2001-05", "JP").await;
    tell(&mika, "1990-01", "US-NY").await;
    let answer = enter(&mika, &path, false).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(answer.json()["weight"], 0, "no note yet");
    let mut notes = Vec::new();
    for n in 1..=4 {
        notes.push(post_note(&mika, &format!("Ginkgo leaves, day {n}")).await);
    }
    town.read_log().await;
    assert_eq!(entry(&mika, &path).await["weight"], 36, "three count");
    let li = town.sign_up("li").await;
    tell(&li, "1980-12", "JP").await;
    assert_eq!(enter(&li, &path, true).await.json()["weight"], 36);

    // Notes that count say so, in the reader's language, and the fourth does not.
    let label = "In this week’s lottery";
    assert!(town.get(&format!("/notes/{}", notes[0])).await.has(label));
    assert!(!town.get(&format!("/notes/{}", notes[3])).await.has(label));
    assert!(town.get("/cities/tokyo/feed").await.has(label));
    let japanese = town.get("/cities/tokyo/feed?lang=ja").await;
    assert!(japanese.has("今週の抽選に参加中"));
    // A note that is deleted counts no more; the next one takes its place.
    let first = format!("/api/v1/notes/{}", notes[0]);
    mika.api(Method::DELETE, &first, json!(null)).await;
    town.read_log().await;
    assert!(town.get(&format!("/notes/{}", notes[3])).await.has(label));
    let second = format!("/api/v1/notes/{}", notes[1]);
    mika.api(Method::DELETE, &second, json!(null)).await;
    town.read_log().await;
    assert_eq!(entry(&mika, &path).await["weight"], 24);
    let page = mika.get("/cities/tokyo/lottery").await;
    for text in [
        "2 notes count",
        "Your entry weighs 24",
        "Enter without a post",
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
}

#[tokio::test]
async fn who_may_not_win_is_told_why() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let cases = [
        ("young", "2008-11", "JP", "lottery-not-age"),
        ("far", "2000-01", "KR", "lottery-not-residence"),
    ];
    for (handle, born, residence, why) in cases {
        let member = town.sign_up(handle).await;
        tell(&member, born, residence).await;
        let answer = enter(&member, &path, true).await;
        assert!(answer.has(why), "{handle}: {}", answer.text());
    }
    let staff = operator(&town, "helper", "tokyo").await;
    tell(&staff, "2000-01", "JP").await;
    assert!(enter(&staff, &path, true).await.has("lottery-not-staff"));
    let page = staff.get("/cities/tokyo/lottery").await;
    assert!(page.has("Who runs this city cannot take part"));
    // Whoever becomes staff later is in no list.
    let ana = town.sign_up("ana").await;
    tell(&ana, "2000-01", "JP").await;
    assert_eq!(enter(&ana, &path, true).await.status, StatusCode::OK);
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    town.give_role("ana", Role::Moderator, Some(city.id)).await;
    draw(&town).await;
    assert_eq!(draw_state(&town).await, "void", "nobody is left");
}

/// Three who take part: the first by posting.
async fn three<'t>(town: &'t Town, path: &str) -> Vec<Visitor<'t>> {
    let mut members = Vec::new();
    for name in ["mika", "joon", "li"] {
        let member = town.sign_up(name).await;
        tell(&member, "2001-05", "JP").await;
        enter(&member, path, name != "mika").await;
        members.push(member);
    }
    members
}

/// Who has an offer now.
async fn offered<'a, 't>(members: &'a [Visitor<'t>], path: &str) -> Option<&'a Visitor<'t>> {
    for member in members {
        if entry(member, path).await["prize"] == "offered" {
            return Some(member);
        }
    }
    None
}

#[tokio::test]
async fn a_prize_goes_on_until_somebody_accepts_it() {
    let town = practising().await;
    let (date, path) = published(&town).await;
    let seats = town.get(&date).await;
    assert!(seats.has("2 seats left"), "one is the prize");
    let members = three(&town, &path).await;
    // Nobody has read the log: what was posted in time counts all the same.
    post_note(&members[0], "Leaves by the river").await;
    draw(&town).await;
    assert_eq!(draw_state(&town).await, "settled");
    town.read_log().await;
    let first = offered(&members, &path).await.unwrap();
    assert_eq!(entry(&members[0], &path).await["weight"], 12);
    assert!(
        first
            .get("/notifications")
            .await
            .has("You won a seat in the lottery")
    );
    let prize = format!("{path}/prize");
    let id = path.rsplit('/').next().unwrap();
    let form = format!("/cities/tokyo/lottery/{id}/prize");
    let declined = first.post(&form, "accepted=false").await;
    assert_eq!(
        declined.status,
        StatusCode::SEE_OTHER,
        "{}",
        declined.text()
    );
    let yes = json!({ "accepted": true });
    let late = first.api(Method::PUT, &prize, yes.clone()).await;
    assert!(late.has("lottery-prize-late"), "{}", late.text());

    let second = offered(&members, &path).await.unwrap();
    town.clock.advance(25 * HOUR_MS);
    run_timers(&town).await;
    assert_eq!(entry(second, &path).await["prize"], "lapsed");

    let third = offered(&members, &path).await.unwrap();
    for _ in 0..2 {
        let accepted = third.api(Method::PUT, &prize, yes.clone()).await;
        assert_eq!(
            accepted.status,
            StatusCode::NO_CONTENT,
            "{}",
            accepted.text()
        );
    }
    let going = third
        .api(Method::GET, "/api/v1/me/going", json!(null))
        .await;
    assert_eq!(going.json()[0]["state"], "going");
    assert!(
        town.get(&date).await.has("2 seats left"),
        "it was taken before"
    );

    the_desk_has_the_whole_of_it(&town, third, id).await;
}

/// Also as a table.
async fn the_desk_has_the_whole_of_it(town: &Town, member: &Visitor<'_>, id: &str) {
    let keeper = operator(town, "second-keeper", "tokyo").await;
    let desk = keeper.get(&format!("/desk/tokyo/lottery/{id}")).await;
    for text in [
        "declined",
        "lapsed",
        "accepted",
        "Drawn; prizes are offered",
    ] {
        assert!(desk.has(text), "{text}: {}", desk.text());
    }
    let table = keeper
        .get(&format!("/desk/tokyo/lottery/{id}/winners.csv"))
        .await;
    assert_eq!(table.text().lines().count(), 4, "{}", table.text());
    let stranger = member
        .get(&format!("/desk/tokyo/lottery/{id}/winners.csv"))
        .await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn seats_that_nobody_accepts_go_back() {
    let town = practising().await;
    let (date, path) = published(&town).await;
    let mika = town.sign_up("mika").await;
    tell(&mika, "2001-05", "JP").await;
    enter(&mika, &path, true).await;
    draw(&town).await;
    let no = json!({ "accepted": false });
    mika.api(Method::PUT, &format!("{path}/prize"), no).await;
    assert!(town.get(&date).await.has("3 seats left"));
}

#[tokio::test]
async fn the_official_rules_stand_in_every_language() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let id = path.rsplit('/').next().unwrap();
    let rules = format!("/cities/tokyo/lottery/{id}/rules");
    for (lang, text) in [
        ("en", "not sponsored, endorsed or run by Instagram"),
        ("ja", "Instagramとは関係ありません"),
        ("zh-Hans", "并非由 Instagram 赞助"),
        ("ko", "Instagram이 후원"),
    ] {
        let page = town.get(&format!("{rules}?lang={lang}")).await;
        assert!(page.has(text), "{lang}: {}", page.text());
        assert!(page.has("36"), "the weight of the free way");
    }
    let page = town.get("/cities/tokyo/lottery").await;
    assert!(page.has("Sign in to take part") && page.has("Jazz week"));
}
