//! The number moves with what was met, and a city's months add up.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{Tx, args};

use crate::ids::ObligationId;
use crate::points::tests::operator;
use crate::proofs::tests::kit::{DUE_HOURS, HOUR_MS, campaign, check_in, owe};
use crate::town::{Town, Visitor};

const DAY_MS: i64 = 24 * HOUR_MS;

async fn stands(town: &Town, id: ObligationId, state: &str, submitted_at_ms: Option<i64>) {
    let write = town.app.write(async |tx: &mut Tx| {
        let sql = "update obligation set state = $2, submitted_at_ms = $3, settled_at_ms = $4
                   where id = $1";
        tx.execute(sql, args![id, state, submitted_at_ms, tx.now_ms()])
            .await?;
        Ok(())
    });
    write.await.unwrap();
}

async fn percent(by: &Visitor<'_>) -> Value {
    let path = "/api/v1/me/reliability";
    by.api(Method::GET, path, json!(null)).await.json()["percent"].clone()
}

#[tokio::test]
async fn what_was_met_in_time_counts_and_what_was_excused_does_not() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let mika = town.sign_up("mika").await;
    let account = town.account("mika").await;
    assert_eq!(percent(&mika).await, 80, "who is new is not shut out");
    assert!(mika.get("/me/reliability").await.has("Nothing counts yet"));
    let owed = owe(&town, &campaign, account).await;
    check_in(&town, account).await;
    let now_ms = town.app.now_ms();
    let due_ms = now_ms + DUE_HOURS * HOUR_MS;
    assert_eq!(percent(&mika).await, 80, "what is open counts for nothing");
    for (at, state, submitted, expected) in [
        (0, "met", Some(now_ms), 83),
        (1, "met", Some(due_ms), 86),
        (2, "submitted", Some(now_ms), 86),
        (2, "met", Some(due_ms + 1), 75),
        (2, "excused", Some(due_ms + 1), 86),
        (2, "released", None, 86),
        (3, "refused", Some(now_ms), 86),
    ] {
        stands(&town, owed[at], state, submitted).await;
        assert_eq!(percent(&mika).await, expected, "{at} {state}");
    }
    town.clock.set(due_ms + 1);
    assert_eq!(percent(&mika).await, 75, "sent back, and never mended");
    stands(&town, owed[3], "missed", None).await;
    assert_eq!(percent(&mika).await, 75);
    let page = mika.get("/me/reliability").await;
    for text in [
        "75 %",
        "2 met in time, of 3",
        "Jazz for notes",
        "Missed",
        "1.00",
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    let file = mika.get("/me/reliability.csv").await;
    assert!(file.has("1.000000") && file.has("75 %"), "{}", file.text());
    assert!(
        file.has("+09:00"),
        "by the clock of the city where it was owed"
    );
    // Half a year later it weighs half: (4 + 2/2) of (5 + 3/2).
    for _ in 0..6 {
        town.clock.advance(30 * DAY_MS);
        // Who comes by stays signed in.
        percent(&mika).await;
    }
    assert_eq!(percent(&mika).await, 77);
}

#[tokio::test]
async fn a_city_s_months_tell_what_was_due_and_what_became_of_it() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    town.sign_up("mika").await;
    let account = town.account("mika").await;
    let owed = owe(&town, &campaign, account).await;
    check_in(&town, account).await;
    let now_ms = town.app.now_ms();
    stands(&town, owed[0], "met", Some(now_ms + DAY_MS)).await;
    stands(&town, owed[1], "met", Some(now_ms)).await;
    stands(&town, owed[2], "missed", None).await;
    stands(&town, owed[3], "excused", None).await;
    let desk = operator(&town, "keeper").await;
    let path = "/api/v1/cities/tokyo/fulfilment?months=2";
    let months = desk.api(Method::GET, path, json!(null)).await.json();
    assert_eq!(
        months[0],
        json!({
            "month": "2026-11", "due": 4, "met_in_time": 2, "met_late": 0, "missed": 1,
            "excused": 1, "percent": 67,
        })
    );
    assert_eq!(
        (&months[1]["due"], &months[1]["percent"]),
        (&json!(0), &json!(null))
    );
    let page = desk.get("/desk/tokyo/fulfilment").await;
    assert!(
        page.has("67 %") && page.has("November 2026"),
        "{}",
        page.text()
    );
    let file = desk.get("/desk/tokyo/fulfilment.csv").await;
    assert!(file.has("2026-11,4,2,0,1,1,67"), "{}", file.text());
    let member = town.sign_up("joon").await;
    let closed = member.get("/desk/tokyo/fulfilment").await;
    assert_eq!(closed.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn many_people_are_counted_at_once() {
    let town = Town::with_cities().await;
    let campaign = campaign(&town).await;
    let mut accounts = Vec::new();
    for handle in ["mika", "joon"] {
        town.sign_up(handle).await;
        accounts.push(town.account(handle).await);
    }
    let owed = owe(&town, &campaign, accounts[0]).await;
    stands(&town, owed[0], "missed", None).await;
    let now_ms = town.app.now_ms();
    let read = town
        .app
        .read(async |tx: &mut Tx| super::of_many(tx, &accounts, now_ms).await);
    let found = read.await.unwrap();
    let percents: Vec<i64> = accounts.iter().map(|of| found[of].percent).collect();
    assert_eq!(percents, [67, 80]);
}
