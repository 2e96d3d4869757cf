//! The same request at the same moment, two nodes, a restart and clocks that jump: each thing happens once.

use axum::http::{Method, StatusCode};
use futures_util::future::join_all;
use serde_json::{Value, json};
use store::{Tx, args};

use super::{Running, apply, asks, close, done, own, running, seat, stage};
use crate::changes::{Change, Tried};
use crate::draws::tests::{practising, run_timers, run_timers_on_both, start_and_run_timers};
use crate::town::{Town, Visitor};

const HOUR_MS: i64 = 60 * 60 * 1000;
/// When applications close, in Tokyo.
const CLOSES: &str = "2026-11-26T20:00:00+09:00";

fn by_hand() -> Value {
    json!({ "selection": "hand", "seats": 1 })
}

/// Two who ask, both chosen: aya, then ben.
async fn chosen<'t>(town: &'t Town, running: &Running<'t>) -> [Visitor<'t>; 2] {
    let both = [
        apply(town, "aya", &running.path).await,
        apply(town, "ben", &running.path).await,
    ];
    for handle in ["aya", "ben"] {
        let choice = format!("{}/choices/{handle}", running.path);
        let reason = json!({ "reason": "Plays herself" });
        done(&running.desk, Method::PUT, &choice, reason).await;
    }
    both
}

fn turn_to(town: &Town, at: &str) {
    let at: jiff::Timestamp = at.parse().unwrap();
    town.clock.set(at.as_millisecond());
}

/// How often somebody applied, was offered a seat, and an offer ended.
async fn counted(town: &Town) -> [usize; 3] {
    let mut counted = [0; 3];
    for change in town.changes().await {
        let at = match change {
            Change::Tried(Tried::CampaignApplied { .. }) => 0,
            Change::Tried(Tried::CampaignSeatOffered { .. }) => 1,
            Change::Tried(Tried::CampaignSeatAnswered { .. }) => 2,
            _ => continue,
        };
        counted[at] += 1;
    }
    counted
}

async fn seats(both: &[Visitor<'_>; 2], path: &str) -> [Value; 2] {
    let [aya, ben] = both;
    [
        own(aya, path).await["seat"].clone(),
        own(ben, path).await["seat"].clone(),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asks_four_times_at_once_asks_once() {
    let town = practising().await;
    let Running { path, .. } = running(&town, json!({})).await;
    let aya = town.sign_up("aya").await;
    let application = format!("{path}/application");
    let ask = || aya.api(Method::PUT, &application, asks("aya"));
    for answer in join_all([ask(), ask(), ask(), ask()]).await {
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
    }
    assert_eq!(counted(&town).await[0], 1);
    assert_eq!(town.get(&path).await.json()["applicants"], 1);
    let rows = town.app.read(async |tx: &mut Tx| {
        let sql = "select (select count(*) from campaign_application),
                     (select count(*) from campaign_answer)";
        Ok(tx.one::<(i64, i64)>(sql, args![]).await?)
    });
    assert_eq!(rows.await.unwrap(), (1, 1), "with one answer");
    close(&town).await;
    assert_eq!(counted(&town).await[1], 1, "and is offered one seat");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_close_a_window_and_end_each_offer_once() {
    let town = practising().await;
    let running = running(&town, by_hand()).await;
    let both = chosen(&town, &running).await;
    let other = town.second_node(town.clock.clone()).await;
    turn_to(&town, CLOSES);
    town.clock.advance(-1);
    run_timers_on_both(&town, &other).await;
    assert_eq!(counted(&town).await, [2, 0, 0], "not before its time");
    town.clock.advance(1);
    run_timers_on_both(&town, &other).await;
    assert_eq!(counted(&town).await, [2, 1, 0]);
    assert_eq!(
        seats(&both, &running.path).await,
        [json!("offered"), json!(null)]
    );

    town.clock.advance(24 * HOUR_MS);
    run_timers_on_both(&town, &other).await;
    assert_eq!(counted(&town).await, [2, 2, 1]);
    assert_eq!(seats(&both, &running.path).await, ["lapsed", "offered"]);
    town.clock.advance(HOUR_MS);
    run_timers_on_both(&town, &other).await;
    assert_eq!(counted(&town).await, [2, 2, 1]);
    other.shut_down();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_draw_once() {
    let town = practising().await;
    let Running { path, .. } = running(&town, json!({ "seats": 1 })).await;
    let both = [
        apply(&town, "aya", &path).await,
        apply(&town, "ben", &path).await,
    ];
    let other = town.second_node(town.clock.clone()).await;
    turn_to(&town, CLOSES);
    run_timers_on_both(&town, &other).await;
    town.clock.advance(4 * 60 * 1000);
    run_timers_on_both(&town, &other).await;
    assert_eq!(stage(&town, &path).await, "selected");
    assert_eq!(counted(&town).await, [2, 1, 0]);
    town.clock.advance(24 * HOUR_MS);
    run_timers_on_both(&town, &other).await;
    assert_eq!(counted(&town).await, [2, 2, 1]);
    let mut states = seats(&both, &path).await.map(|state| state.to_string());
    states.sort();
    assert_eq!(states, ["\"lapsed\"", "\"offered\""]);
    other.shut_down();
}

#[tokio::test]
async fn what_is_due_after_a_restart_is_done_by_who_starts() {
    let town = practising().await;
    let running = running(&town, by_hand()).await;
    let both = chosen(&town, &running).await;
    turn_to(&town, CLOSES);
    for expected in [["offered", ""], ["lapsed", "offered"], ["lapsed", "lapsed"]] {
        start_and_run_timers(&town).await;
        let found = seats(&both, &running.path).await;
        assert_eq!(
            found.map(|seat| seat.as_str().unwrap_or_default().to_owned()),
            expected
        );
        town.clock.advance(24 * HOUR_MS);
    }
    run_timers(&town).await;
    assert_eq!(counted(&town).await, [2, 2, 2]);
}

#[tokio::test]
async fn a_clock_that_jumps_gives_no_seat_twice_and_takes_none_early() {
    let town = practising().await;
    let running = running(&town, by_hand()).await;
    let both = chosen(&town, &running).await;
    turn_to(&town, CLOSES);
    run_timers(&town).await;
    let offered = [json!("offered"), json!(null)];
    assert_eq!(seats(&both, &running.path).await, offered);
    // Back before applications closed, and forth again.
    for hours in [-72, 48, 24] {
        town.clock.advance(hours * HOUR_MS);
        run_timers(&town).await;
        assert_eq!(seats(&both, &running.path).await, offered, "{hours}");
        assert_eq!(counted(&town).await, [2, 1, 0], "{hours}");
    }
    // Over the end of the offer of the first, and of the date: nobody is offered what is over.
    town.clock.advance(7 * 24 * HOUR_MS);
    run_timers(&town).await;
    assert_eq!(
        seats(&both, &running.path).await,
        [json!("lapsed"), json!(null)]
    );
    assert_eq!(counted(&town).await, [2, 1, 1]);
    let path = format!("{}/seat", running.path);
    let late = json!({ "accepted": true });
    let late = both[0].api(Method::PUT, &path, late).await;
    assert!(late.has("campaigns-late"), "{}", late.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_accepts_four_times_at_once_has_one_ticket() {
    let town = practising().await;
    let Running { path, .. } = running(&town, json!({})).await;
    let aya = apply(&town, "aya", &path).await;
    close(&town).await;
    let accept = || seat(&aya, &path, true);
    join_all([accept(), accept(), accept(), accept()]).await;
    assert_eq!(super::owed(&town, "aya").await.len(), 3);
    assert_eq!(crate::tickets::tests::tickets(&aya).await.len(), 1);
    assert_eq!(counted(&town).await, [1, 1, 1]);
}
