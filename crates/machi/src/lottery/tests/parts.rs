//! A list of many is frozen at once and brought up to date in parts.

use store::{Tx, args};

use super::*;
use crate::ids::LotteryId;

/// More than two parts.
const MANY: i64 = 1_200;

/// The lottery of that path in the API.
pub(super) fn id_of(path: &str) -> LotteryId {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

/// Accounts that entered freely, whose entries nobody has weighed yet: the first of them, and the 500th.
async fn crowd(town: &Town, lottery: LotteryId, many: i64) -> (i64, i64) {
    let entered = town.app.write(async |tx: &mut Tx| {
        let first = tx.new_id();
        let sql = "with recursive one (n) as (
                     select 0 union all select n + 1 from one where n + 1 < cast($2 as bigint))
                   insert into account (id, handle, display_name, lang, created_at_ms, changed_at_ms)
                   select cast($1 as bigint) + n, 'crowd' || n, 'One of many', 'en', 1, 1 from one";
        tx.execute(sql, args![first, many]).await?;
        let sql = "insert into lottery_entry (lottery_id, account_id, free, withdrawn, entered_at_ms)
                   select $1, id, true, false, 1 from account
                   where id >= $2 and id < cast($2 as bigint) + cast($3 as bigint)";
        tx.execute(sql, args![lottery, first, many]).await?;
        Ok((first, first + 499))
    });
    entered.await.unwrap()
}

async fn draw_json(town: &Town) -> Value {
    let lotteries = town.get("/api/v1/cities/tokyo/lotteries").await.json();
    let draw = lotteries[0]["draw"].as_str().unwrap().to_owned();
    town.get(&format!("/api/v1/draws/{draw}")).await.json()
}

#[tokio::test]
async fn a_list_of_many_parts_is_whole() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let mika = town.sign_up("mika").await;
    tell(&mika, "2001-05", "JP").await;
    enter(&mika, &path, false).await;
    crowd(&town, id_of(&path), MANY).await;
    // Nobody has read the log of this one.
    post_note(&mika, "Just in time").await;
    draw(&town).await;
    let drawn = draw_json(&town).await;
    assert_eq!(drawn["state"], "settled");
    assert_eq!(drawn["count"], MANY + 1);
    let mine = mika.api(Method::GET, "/api/v1/me/draws", json!(null)).await;
    assert_eq!(mine.json()[0]["weight"], 12);
}

#[tokio::test]
async fn after_a_crash_the_parts_that_are_done_are_not_done_again() {
    let town = practising().await;
    let (_, path) = published(&town).await;
    let mika = town.sign_up("mika").await;
    tell(&mika, "2001-05", "JP").await;
    let id = id_of(&path);
    let (_, half) = crowd(&town, id, MANY).await;
    enter(&mika, &path, true).await;
    let closes = "2026-11-26T11:00:00Z".parse::<jiff::Timestamp>().unwrap();
    town.clock.set(closes.as_millisecond());
    // The node fell over behind the first part, whose entries are marked by being in no list.
    let fell = town.app.write(async |tx: &mut Tx| {
        let sql = "update draw set state = 'frozen', prepared_to = $2
                   where kind = 'lottery' and subject_id = $1";
        Ok(tx.execute(sql, args![id, half]).await?)
    });
    assert_eq!(fell.await.unwrap(), 1);
    let none = mika.api(Method::GET, "/api/v1/me/draws", json!(null)).await;
    assert_eq!(
        none.json()[0]["receipt"],
        json!(null),
        "while it is written"
    );
    let late = enter(&mika, &path, false).await;
    assert!(late.has("lottery-not-open"), "{}", late.text());
    run_timers(&town).await;
    let closed = draw_json(&town).await;
    assert_eq!(closed["state"], "closed");
    assert_eq!(closed["count"], MANY - 500 + 1);
    let mine = mika.api(Method::GET, "/api/v1/me/draws", json!(null)).await;
    assert!(mine.json()[0]["receipt"].is_string());
}
