//! So many a person, and so long.

use axum::http::Method;
use serde_json::Value;
use store::{Tx, args};

use super::super::kinds::FOLLOWED;
use super::super::prune::{KEPT_MAX, KEPT_MS, TIMER};
use super::super::{Notice, Subject, notify};
use super::{LIST, act, person, unread};
use crate::ids::AccountId;
use crate::timers;
use crate::town::Town;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

async fn kept(town: &Town, account: AccountId) -> i64 {
    let read = town.app.read(async |tx: &mut Tx| {
        let sql = "select count(*) from notification where account_id = $1";
        Ok(tx.one::<(i64,)>(sql, args![account]).await?.0)
    });
    read.await.unwrap()
}

fn by(actor: AccountId, at_ms: i64, key: i64) -> Notice {
    Notice {
        kind: &FOLLOWED,
        actor: Some(actor),
        subject: Subject::Person(actor),
        city: None,
        at_ms,
        key: format!("test:{key}"),
    }
}

#[tokio::test]
async fn of_each_person_the_newest_are_kept() {
    let town = Town::new().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (_, joon) = person(&town, "joon").await;
    let now_ms = town.app.now_ms();
    act(&town, async |tx: &mut Tx| {
        for at in 0..KEPT_MAX + 2 {
            notify(tx, as_mika.id, &by(joon.id, now_ms + at, at)).await?;
        }
        Ok(())
    })
    .await;
    assert_eq!(kept(&town, as_mika.id).await, KEPT_MAX);
    assert_eq!(unread(&mika).await, KEPT_MAX);
    assert!(mika.get("/notifications").await.has("99+"));
    let list = mika.api(Method::GET, LIST, Value::Null).await.json();
    let through = list[0]["through"].as_str().unwrap();
    let newest_ms = (now_ms + KEPT_MAX + 1).to_string();
    assert!(through.starts_with(&newest_ms), "the oldest went");
}

#[tokio::test]
async fn old_ones_are_forgotten() {
    let town = Town::new().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (_, joon) = person(&town, "joon").await;
    let now_ms = town.app.now_ms();
    act(&town, async |tx: &mut Tx| {
        notify(tx, as_mika.id, &by(joon.id, now_ms, 1)).await?;
        notify(tx, as_mika.id, &by(joon.id, now_ms + 2 * DAY_MS, 2)).await
    })
    .await;
    assert_eq!(unread(&mika).await, 2);
    for (wait_ms, expected) in [(KEPT_MS + DAY_MS, 1), (2 * DAY_MS, 0)] {
        town.clock.advance(wait_ms);
        timers::run_due(&town.app, &[TIMER]).await.unwrap();
        town.settle().await;
        assert_eq!(kept(&town, as_mika.id).await, expected);
    }
    // Nothing is left to be looked for.
    let waiting = town.app.read(async |tx: &mut Tx| {
        let sql = "select count(*) from timer where kind = $1";
        Ok(tx.one::<(i64,)>(sql, args![TIMER.name]).await?.0)
    });
    assert_eq!(waiting.await.unwrap(), 0);
}
