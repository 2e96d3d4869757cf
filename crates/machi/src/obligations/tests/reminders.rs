//! Reminders come once, at their time, through restarts, two nodes and clocks that jump.

use super::*;
use crate::changes::{Change, Tried};
use crate::draws::tests::{run_timers_on_both, start_and_run_timers};
use crate::timers;

const ALL: [&str; 3] = ["obligation_overdue", "obligation_due", "obligation_soon"];

async fn came<'t>(town: &'t Town, due_hours: i64) -> Story<'t> {
    let story = story(town, &[term(Kind::Post, due_hours)]).await;
    come(&story).await;
    story
}

/// As many as one may owe besides.
fn twelve() -> Vec<Term> {
    (0..12).map(|_| term(Kind::Words, 72)).collect()
}

/// How often somebody was reminded, and an obligation changed.
async fn obligation_changes(town: &Town) -> [usize; 2] {
    let mut counted = [0; 2];
    for change in town.changes().await {
        match change {
            Change::Tried(Tried::ObligationReminded { .. }) => counted[0] += 1,
            Change::Tried(Tried::ObligationChanged { .. }) => counted[1] += 1,
            _ => {}
        }
    }
    counted
}

#[tokio::test]
async fn one_is_reminded_a_day_before_at_the_time_and_a_day_after_and_misses_it_a_week_later() {
    let town = Town::with_cities().await;
    let story = came(&town, 72).await;
    for (at, expected) in [
        ("2026-11-30T18:59:59", 0),
        ("2026-11-30T19:00:00", 1),
        ("2026-12-01T18:59:59", 1),
        ("2026-12-01T19:00:00", 2),
        ("2026-12-02T19:00:00", 3),
        ("2026-12-08T18:59:59", 3),
    ] {
        turn_to(&town, at).await;
        assert_eq!(told(&story.mika).await, ALL[3 - expected..], "{at}");
        assert_eq!(states(&story.mika).await[2], "open", "{at}");
    }
    turn_to(&town, "2026-12-08T19:00:00").await;
    assert_eq!(states(&story.mika).await[2], "missed");
    let late = submit(&town, &id_of(&story.mika, "post").await).await;
    assert!(late.is_err());
    assert_eq!(told(&story.mika).await, ALL);
}

#[tokio::test]
async fn a_reminder_says_when_it_is_due_on_the_citys_clock_and_leads_there() {
    let town = Town::with_cities().await;
    let story = came(&town, 72).await;
    turn_to(&town, "2026-11-30T19:00:00").await;
    let told = list(&story.mika, "/api/v1/me/notifications").await;
    let soon = told
        .iter()
        .find(|one| one["kind"] == "obligation_soon")
        .unwrap();
    assert_eq!(
        soon["sentence"],
        "Due Tue, Dec 1 7:00\u{202f}PM: what you owe for a free seat"
    );
    assert_eq!(soon["text"], "Jazz at the Blue Door");
    let page = soon["page"].as_str().unwrap();
    assert!(story.mika.get(page).await.has("Post on Instagram"));
    let japanese = story.mika.get("/notifications?lang=ja").await;
    assert!(
        japanese.has("期限は12月1日(火) 19:00"),
        "{}",
        japanese.text()
    );
}

#[tokio::test]
async fn what_passed_at_check_in_is_left_out() {
    let town = Town::with_cities().await;
    let story = came(&town, 12).await;
    turn_to(&town, "2026-11-29T06:59:59").await;
    assert!(told(&story.mika).await.is_empty());
    turn_to(&town, "2026-11-29T07:00:00").await;
    assert_eq!(told(&story.mika).await, ["obligation_due"]);
}

#[tokio::test]
async fn what_is_handed_in_after_it_was_due_is_late_and_its_reminders_stop() {
    let town = Town::with_cities().await;
    let story = came(&town, 72).await;
    turn_to(&town, "2026-12-01T20:00:00").await;
    assert_eq!(
        told(&story.mika).await,
        ["obligation_due"],
        "it told for both"
    );
    let post = id_of(&story.mika, "post").await;
    submit(&town, &post).await.unwrap();
    assert!(told(&story.mika).await.is_empty(), "taken back unread");
    turn_to(&town, "2026-12-20T00:00:00").await;
    assert_eq!(states(&story.mika).await[2], "submitted");
    settle(&town, &post, Verdict::Met).await;
    let met = of_kind(&story.mika, "post").await;
    assert_eq!((&met["state"], &met["late"]), (&json!("met"), &json!(true)));
    assert_eq!(told(&story.mika).await, ["obligation_met"]);
}

#[tokio::test]
async fn who_is_refused_late_has_a_day_to_do_better() {
    let town = Town::with_cities().await;
    let story = came(&town, 72).await;
    let post = id_of(&story.mika, "post").await;
    submit(&town, &post).await.unwrap();
    turn_to(&town, "2026-12-10T12:00:00").await;
    settle(&town, &post, Verdict::Refused("The tag is missing")).await;
    assert_eq!(told(&story.mika).await, ["obligation_refused"]);
    let page = story.mika.get("/notifications").await;
    assert!(page.has("The tag is missing"), "{}", page.text());
    turn_to(&town, "2026-12-11T11:59:59").await;
    assert_eq!(states(&story.mika).await[2], "refused");
    turn_to(&town, "2026-12-11T12:00:00").await;
    assert_eq!(states(&story.mika).await[2], "missed");
}

#[tokio::test]
async fn a_clock_that_jumps_forth_and_back_reminds_nobody_twice_and_loses_nothing() {
    let town = Town::with_cities().await;
    let story = came(&town, 72).await;
    turn_to(&town, "2026-11-30T19:00:00").await;
    turn_to(&town, "2026-11-28T20:00:00").await;
    assert_eq!(told(&story.mika).await, ["obligation_soon"]);
    turn_to(&town, "2026-11-30T19:00:00").await;
    assert_eq!(told(&story.mika).await, ["obligation_soon"]);
    // A timer that is claimed, and then it is earlier.
    turn_to(&town, "2026-12-01T18:00:00").await;
    assert_eq!(told(&story.mika).await, ["obligation_soon"]);
    turn_to(&town, "2026-12-01T19:00:00").await;
    turn_to(&town, "2026-12-02T19:00:00").await;
    assert_eq!(told(&story.mika).await, ALL);
    turn_to(&town, "2026-12-01T19:00:00").await;
    assert_eq!(told(&story.mika).await, ALL);
    turn_to(&town, "2026-12-08T19:00:00").await;
    assert_eq!(states(&story.mika).await[2], "missed");
}

#[tokio::test]
async fn a_clock_that_jumps_over_everything_tells_of_nothing_and_misses_once() {
    let town = Town::with_cities().await;
    let story = came(&town, 72).await;
    let before = obligation_changes(&town).await;
    turn_to(&town, "2027-02-01T00:00:00").await;
    assert_eq!(states(&story.mika).await[2], "missed");
    assert!(told(&story.mika).await.is_empty(), "no flood of reminders");
    let missed = [before[0], before[1] + 1];
    assert_eq!(obligation_changes(&town).await, missed);
    // It was a wrong clock: what it did stays, and is not done again.
    for at in [
        "2026-11-30T19:00:00",
        "2026-12-02T19:00:00",
        "2027-03-01T00:00:00",
    ] {
        turn_to(&town, at).await;
        assert_eq!(states(&story.mika).await[2], "missed", "{at}");
        assert!(told(&story.mika).await.is_empty(), "{at}");
        assert_eq!(obligation_changes(&town).await, missed, "{at}");
    }
}

#[tokio::test]
async fn a_clock_that_jumps_over_two_reminders_gives_the_last_alone() {
    let town = Town::with_cities().await;
    let story = came(&town, 72).await;
    turn_to(&town, "2026-12-02T19:00:00").await;
    assert_eq!(told(&story.mika).await, ["obligation_overdue"]);
    assert_eq!(obligation_changes(&town).await[0], 1);
    assert_eq!(states(&story.mika).await[2], "open");
    turn_to(&town, "2026-11-30T18:00:00").await;
    turn_to(&town, "2026-12-03T00:00:00").await;
    assert_eq!(obligation_changes(&town).await[0], 1);
    turn_to(&town, "2026-12-08T19:00:00").await;
    assert_eq!(states(&story.mika).await[2], "missed");
}

#[tokio::test]
async fn a_timer_that_comes_too_early_is_set_again() {
    let town = Town::with_cities().await;
    let story = came(&town, 72).await;
    let post = id_of(&story.mika, "post").await;
    let id: i64 = post.parse().unwrap();
    let soon = tokyo_ms("2026-11-28T19:00:01");
    let write = town
        .app
        .write(async |tx: &mut Tx| timers::schedule(tx, obligations::TIMER.name, id, soon).await);
    write.await.unwrap();
    turn_to(&town, "2026-11-28T19:30:00").await;
    assert!(told(&story.mika).await.is_empty());
    turn_to(&town, "2026-11-30T19:00:00").await;
    assert_eq!(told(&story.mika).await, ["obligation_soon"]);
}

#[tokio::test]
async fn two_nodes_remind_once() {
    let town = Town::with_cities().await;
    let story = came(&town, 72).await;
    let second = town.second_node(town.clock.clone()).await;
    town.clock.set(tokyo_ms("2026-12-01T19:00:00"));
    run_timers_on_both(&town, &second).await;
    follow(&town).await;
    assert_eq!(told(&story.mika).await, ["obligation_due"]);
    assert_eq!(obligation_changes(&town).await[0], 1);
    second.shut_down();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_take_every_step_of_twelve_clocks_once() {
    let town = Town::with_cities().await;
    let story = story(&town, &twelve()).await;
    come(&story).await;
    let second = town.second_node(town.clock.clone()).await;
    let before = obligation_changes(&town).await;
    for (at, expected) in [
        ("2026-11-30T19:00:00", [12, 0]),
        ("2026-12-01T19:00:00", [24, 0]),
        ("2026-12-02T19:00:00", [36, 0]),
        ("2026-12-08T19:00:00", [36, 12]),
    ] {
        town.clock.set(tokyo_ms(at));
        run_timers_on_both(&town, &second).await;
        let after = obligation_changes(&town).await;
        assert_eq!(
            [after[0] - before[0], after[1] - before[1]],
            expected,
            "{at}"
        );
    }
    follow(&town).await;
    let settled = list(&story.mika, &format!("{MINE}/settled")).await;
    let missed = settled.iter().filter(|one| one["state"] == "missed");
    assert_eq!(missed.count(), 12);
    second.shut_down();
}

#[tokio::test]
async fn what_came_due_while_no_node_ran_is_done_once_by_who_starts() {
    let town = Town::with_cities().await;
    let story = came(&town, 72).await;
    for (at, state, reminded) in [
        ("2026-12-01T19:00:00", "open", 1),
        ("2026-12-02T19:00:00", "open", 2),
        ("2026-12-08T19:00:00", "missed", 2),
        ("2026-12-09T19:00:00", "missed", 2),
    ] {
        town.clock.set(tokyo_ms(at));
        start_and_run_timers(&town).await;
        assert_eq!(states(&story.mika).await[2], state, "{at}");
        assert_eq!(obligation_changes(&town).await[0], reminded, "{at}");
    }
}
