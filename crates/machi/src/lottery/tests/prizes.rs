//! What becomes of prizes when something happens to the date, to people or to the clock.

use store::{Tx, args};

use super::parts::id_of;
use super::*;
use crate::accounts::session;
use crate::timers;

const MINUTE_MS: i64 = 60 * 1000;

async fn desk(town: &Town, path: &str) -> String {
    let keeper = operator(town, "second-keeper", "tokyo").await;
    let id = id_of(path);
    keeper
        .get(&format!("/desk/tokyo/lottery/{id}"))
        .await
        .text()
}

/// Who publishes the date, in another browser.
async fn venue(town: &Town) -> Visitor<'_> {
    let account = town.account("bluedoor").await;
    let session = town
        .app
        .write(async |tx: &mut Tx| session::start(tx, account, None).await);
    let visitor = town.visitor();
    let name = session::cookie_name(town.app.settings());
    visitor.set_cookie(name, &session.await.unwrap());
    visitor
}

/// All prizes of the lottery are answered.
async fn answered_at_ms(town: &Town, path: &str) -> Option<i64> {
    let id = id_of(path);
    let found = town.app.read(async |tx: &mut Tx| {
        let sql = "select answered_at_ms from lottery where id = $1";
        Ok(tx.one::<(Option<i64>,)>(sql, args![id]).await?.0)
    });
    found.await.unwrap()
}

async fn close(town: &Town) {
    let closes = "2026-11-26T11:00:00Z".parse::<jiff::Timestamp>().unwrap();
    town.clock.set(closes.as_millisecond());
    run_timers(town).await;
}

async fn accept(by: &Visitor<'_>, path: &str) -> Answer {
    let prize = format!("{path}/prize");
    by.api(Method::PUT, &prize, json!({ "accepted": true }))
        .await
}

#[tokio::test]
async fn of_a_date_that_is_called_off_after_the_close_no_prize_is_offered() {
    let town = practising().await;
    let (date, path) = published(&town).await;
    let members = three(&town, &path).await;
    close(&town).await;
    let off = venue(&town)
        .await
        .post(&format!("{date}/call-off"), "off=true")
        .await;
    assert_eq!(off.status, StatusCode::SEE_OTHER, "{}", off.text());
    town.clock.advance(4 * MINUTE_MS);
    run_timers(&town).await;
    assert_eq!(draw_state(&town).await, "settled");
    assert!(offered(&members, &path).await.is_none());
    let mut told = 0;
    for member in &members {
        let page = member.get("/notifications").await;
        assert!(!page.has("You won a seat"));
        told += i64::from(page.has("the date of its prize was called off"));
    }
    assert_eq!(told, 1, "who was drawn");
    assert!(desk(&town, &path).await.contains("the date was called off"));
    assert!(answered_at_ms(&town, &path).await.is_some());
}

#[tokio::test]
async fn an_open_offer_ends_when_the_date_is_called_off() {
    let town = practising().await;
    let (date, path) = published(&town).await;
    let members = three(&town, &path).await;
    draw(&town).await;
    let winner = offered(&members, &path).await.unwrap();
    assert_eq!(answered_at_ms(&town, &path).await, None);
    venue(&town)
        .await
        .post(&format!("{date}/call-off"), "off=true")
        .await;
    run_timers(&town).await;
    // What the reader wrote is read by the next.
    town.read_log().await;
    assert_eq!(entry(winner, &path).await["prize"], "called-off");
    let told = winner.get("/notifications").await;
    assert!(
        told.has("the date of its prize was called off"),
        "{}",
        told.text()
    );
    assert!(offered(&members, &path).await.is_none(), "nobody is next");
    assert!(accept(winner, &path).await.has("lottery-prize-late"));
    assert!(desk(&town, &path).await.contains("the date was called off"));
    let at_ms = answered_at_ms(&town, &path).await;
    assert!(at_ms.is_some());
    town.clock.advance(30 * HOUR_MS);
    run_timers(&town).await;
    assert_eq!(answered_at_ms(&town, &path).await, at_ms, "once");
}

#[tokio::test]
async fn across_a_block_there_is_no_prize_and_the_next_has_it() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let members = three(&town, &path).await;
    draw(&town).await;
    let first = offered(&members, &path).await.unwrap();
    let at = members
        .iter()
        .position(|one| std::ptr::eq(one, first))
        .unwrap();
    let handle = ["mika", "joon", "li"][at];
    let block = format!("/api/v1/people/{handle}/block");
    let blocked = venue(&town)
        .await
        .api(Method::PUT, &block, json!(null))
        .await;
    assert!(blocked.status.is_success(), "{}", blocked.text());
    assert_eq!(
        accept(first, &path).await.status,
        StatusCode::NOT_FOUND,
        "as for any seat"
    );
    run_timers(&town).await;
    assert_eq!(
        entry(first, &path).await["prize"],
        "lapsed",
        "nobody learns of a block"
    );
    let second = offered(&members, &path).await.unwrap();
    assert!(!std::ptr::eq(first, second));
    assert!(desk(&town, &path).await.contains("have blocked each other"));
}

#[tokio::test]
async fn who_is_blocked_before_the_draw_is_passed_over() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let mika = town.sign_up("mika").await;
    tell(&mika, "2001-05", "JP").await;
    enter(&mika, &path, true).await;
    mika.api(Method::PUT, "/api/v1/people/bluedoor/block", json!(null))
        .await;
    draw(&town).await;
    assert_eq!(entry(&mika, &path).await["prize"], "lapsed");
    assert!(!mika.get("/notifications").await.has("You won a seat"));
    assert!(answered_at_ms(&town, &path).await.is_some());
}

#[tokio::test]
async fn who_goes_already_keeps_the_seat_and_who_waits_leaves_the_line() {
    let town = practising().await;
    let (date, path) = published(&town).await;
    let (event, occurrence) = date.rsplit_once('/').unwrap();
    let rsvp = format!("/api/v1{event}/occurrences/{occurrence}/rsvp");
    let go = json!({ "state": "going", "party": 1 });
    let mika = town.sign_up("mika").await;
    tell(&mika, "2001-05", "JP").await;
    enter(&mika, &path, true).await;
    assert_eq!(
        mika.api(Method::PUT, &rsvp, go.clone()).await.json()["state"],
        "going"
    );
    let (joon, li) = (town.sign_up("joon").await, town.sign_up("li").await);
    assert_eq!(
        joon.api(Method::PUT, &rsvp, go.clone()).await.json()["state"],
        "going"
    );
    assert_eq!(
        li.api(Method::PUT, &rsvp, go).await.json()["state"],
        "waiting"
    );
    draw(&town).await;
    let accepted = accept(&mika, &path).await;
    assert_eq!(
        accepted.status,
        StatusCode::NO_CONTENT,
        "{}",
        accepted.text()
    );
    assert_eq!(entry(&mika, &path).await["prize"], "accepted");
    let tickets = mika.get("/me/tickets").await;
    assert!(tickets.has("Jazz at the Blue Door"), "{}", tickets.text());
    let state = async |by: &Visitor<'_>| {
        let mine = by.api(Method::GET, "/api/v1/me/going", json!(null)).await;
        mine.json()[0]["state"].clone()
    };
    assert_eq!(state(&mika).await, "going");
    assert_eq!(state(&li).await, "offered", "the seat that was not needed");
}

#[tokio::test]
async fn a_prize_for_who_waits_takes_them_out_of_the_line() {
    let town = practising().await;
    let (date, path) = published(&town).await;
    let (event, occurrence) = date.rsplit_once('/').unwrap();
    let rsvp = format!("/api/v1{event}/occurrences/{occurrence}/rsvp");
    let go = json!({ "state": "going", "party": 1 });
    let mut members = Vec::new();
    for handle in ["joon", "noor", "mika", "li"] {
        let member = town.sign_up(handle).await;
        member.api(Method::PUT, &rsvp, go.clone()).await;
        members.push(member);
    }
    let [joon, _, mika, li] = &members[..] else {
        unreachable!("four")
    };
    tell(mika, "2001-05", "JP").await;
    enter(mika, &path, true).await;
    let state = async |by: &Visitor<'_>| {
        let mine = by.api(Method::GET, "/api/v1/me/going", json!(null)).await;
        mine.json()[0]["state"].clone()
    };
    assert_eq!(state(mika).await, "waiting");
    draw(&town).await;
    assert_eq!(accept(mika, &path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(state(mika).await, "going");
    assert_eq!(state(li).await, "waiting");
    joon.api(Method::DELETE, &rsvp, json!(null)).await;
    assert_eq!(state(li).await, "offered", "nobody is before them");
}

#[tokio::test]
async fn a_clock_that_goes_back_loses_no_offer() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let members = three(&town, &path).await;
    draw(&town).await;
    let first = offered(&members, &path).await.unwrap();
    // The timer was taken by a clock that was ahead.
    let (id, now_ms) = (id_of(&path), town.app.now_ms());
    let early = town.app.write(async |tx: &mut Tx| {
        let sql = "select id from lottery_prize where lottery_id = $1";
        let (prize,) = tx.one::<(i64,)>(sql, args![id]).await?;
        timers::schedule(tx, "prize-lapses", prize, now_ms - 1).await
    });
    early.await.unwrap();
    run_timers(&town).await;
    assert_eq!(entry(first, &path).await["prize"], "offered");
    town.clock.advance(25 * HOUR_MS);
    run_timers(&town).await;
    assert_eq!(entry(first, &path).await["prize"], "lapsed");
}

/// Another lottery of the same evening, published: its path.
async fn another(town: &Town, path: &str) -> String {
    let keeper = operator(town, "third-keeper", "tokyo").await;
    let all = town.get("/api/v1/cities/tokyo/lotteries").await.json();
    let one = all.as_array().unwrap().iter();
    let id = path.rsplit('/').next().unwrap();
    let first = one.into_iter().find(|one| one["id"] == id).unwrap();
    let next = with(
        week(&first["occurrence"]),
        json!({ "opens": "2026-11-26T21:00", "closes": "2026-11-27T19:30", "accept_hours": 23 }),
    );
    let draft = made(&keeper, next).await;
    assert_eq!(draft.status, StatusCode::CREATED, "{}", draft.text());
    let id = draft.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/cities/tokyo/lotteries/{id}");
    let publish = format!("{path}/publish");
    let answer = keeper.api(Method::POST, &publish, json!(null)).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
    path
}

#[tokio::test]
async fn a_win_counts_by_the_week_of_its_draw_however_late_it_is_accepted() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let mika = town.sign_up("mika").await;
    tell(&mika, "2001-05", "JP").await;
    enter(&mika, &path, true).await;
    let other = another(&town, &path).await;
    draw(&town).await;
    town.clock.advance(2 * HOUR_MS);
    assert_eq!(enter(&mika, &other, true).await.json()["weight"], 36);
    town.clock.advance(20 * HOUR_MS);
    let late = accept(&mika, &path).await;
    assert_eq!(late.status, StatusCode::NO_CONTENT, "{}", late.text());
    let closes = "2026-11-27T10:30:00Z".parse::<jiff::Timestamp>().unwrap();
    town.clock.set(closes.as_millisecond());
    run_timers(&town).await;
    assert_eq!(entry(&mika, &other).await["weight"], 18, "in the list, too");
    let draws = mika.api(Method::GET, "/api/v1/me/draws", json!(null)).await;
    assert_eq!(draws.json()[0]["weight"], 18);
    // A draw nine weeks ago counts no more, though its prize was accepted within eight.
    let (id, week_ms) = (id_of(&path), 7 * 24 * HOUR_MS);
    let long_ago = town.app.write(async |tx: &mut Tx| {
        let sql = "update lottery set closes_at_ms = closes_at_ms - $2 where id = $1";
        Ok(tx.execute(sql, args![id, 8 * week_ms]).await?)
    });
    long_ago.await.unwrap();
    assert_eq!(entry(&mika, &other).await["weight"], 36);
}
