//! A label is put on with what obliges to it, and stays whatever its author does.

use super::*;
use crate::error::Error;
use crate::notes::later::TIMER;
use crate::text::Lang;
use crate::timers;

const HOUR_MS: i64 = 60 * 60 * 1_000;

#[tokio::test]
async fn whatever_its_author_does_the_label_stays() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let event = event(&town).await;
    owes(&town, &seat(&town, "mika", event).await).await;
    let note = posts(&mika, json!({ "text": "What a night", "event": event })).await;
    assert_eq!(disclosed(&town, note).await, free_ticket());
    let (page, api) = (format!("/notes/{note}"), format!("/api/v1/notes/{note}"));
    let sneaky = json!({ "text": "Just a night", "disclosure": null });
    mika.api(Method::PUT, &api, sneaky).await;
    assert_eq!(disclosed(&town, note).await, free_ticket(), "a program");
    mika.post(&format!("{page}/edit"), "text=Nothing+to+see&disclosure=")
        .await;
    assert!(town.get(&page).await.has("Nothing to see"));
    assert_eq!(disclosed(&town, note).await, free_ticket(), "the form");
    let place = json!({ "text": "Elsewhere", "place": place(&town).await, "later": "1" });
    mika.api(Method::PUT, &api, place).await;
    town.clock.advance(HOUR_MS);
    timers::run_due(&town.app, &[TIMER]).await.unwrap();
    assert_eq!(disclosed(&town, note).await, free_ticket(), "shown later");
    mika.post(&format!("{page}/delete"), "").await;
    mika.post(&format!("{page}/restore"), "").await;
    assert_eq!(disclosed(&town, note).await, free_ticket(), "brought back");
    let account = town.account("mika").await;
    let write = town
        .app
        .write(async |tx: &mut Tx| release(tx, account, event).await);
    write.await.unwrap();
    mika.api(Method::PUT, &api, json!({ "text": "Seat given back" }))
        .await;
    assert_eq!(disclosed(&town, note).await, free_ticket(), "released");
    let after = posts(&mika, json!({ "text": "I paid", "event": event })).await;
    assert_eq!(disclosed(&town, after).await, Value::Null);
}

#[tokio::test]
async fn only_what_it_is_owed_for_is_labelled() {
    let town = Town::with_cities().await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let (event, place) = (event(&town).await, place(&town).await);
    let before = posts(&mika, json!({ "text": "The bar", "place": place })).await;
    let duty = Duty {
        place: Some(place),
        ..seat(&town, "mika", event).await
    };
    owes(&town, &duty).await;
    let others = posts(&joon, json!({ "text": "I paid", "event": event })).await;
    let own = posts(&mika, json!({ "text": "Something else" })).await;
    for note in [before, others, own] {
        assert_eq!(disclosed(&town, note).await, Value::Null);
    }
    let there = posts(&mika, json!({ "text": "There again", "place": place })).await;
    assert_eq!(disclosed(&town, there).await, free_ticket());
    // The place, or the event, is named afterwards.
    for (note, about) in [
        (before, ("place", json!(place))),
        (own, ("event", json!(event))),
    ] {
        let edited = json!({ "text": "Now I say it", about.0: about.1 });
        mika.api(Method::PUT, &format!("/api/v1/notes/{note}"), edited)
            .await;
        assert_eq!(disclosed(&town, note).await, free_ticket());
    }
}

#[tokio::test]
async fn a_duty_that_begins_labels_what_was_written_about_the_event() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let event = event(&town).await;
    let written = posts(&mika, json!({ "text": "I signed up", "event": event })).await;
    let waits = json!({ "text": "Guess where", "event": event, "later": "3" });
    let waits = posts(&mika, waits).await;
    let deleted = posts(&mika, json!({ "text": "Oops", "event": event })).await;
    mika.post(&format!("/notes/{deleted}/delete"), "").await;
    let duty = seat(&town, "mika", event).await;
    for _ in 0..2 {
        owes(&town, &duty).await;
        for note in [written, waits] {
            assert_eq!(disclosed(&town, note).await, free_ticket());
            assert_eq!(changed(&town, note).await, 1, "once");
        }
    }
    mika.post(&format!("/notes/{deleted}/restore"), "").await;
    assert_eq!(disclosed(&town, deleted).await, free_ticket());
}

#[tokio::test]
async fn a_place_that_is_shown_later_hides_no_label() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let (event, place) = (event(&town).await, place(&town).await);
    let early = json!({ "text": "Guess where", "place": place, "later": "3" });
    let early = posts(&mika, early).await;
    let duty = Duty {
        place: Some(place),
        ..seat(&town, "mika", event).await
    };
    owes(&town, &duty).await;
    let late = json!({ "text": "Guess again", "event": event, "later": "24" });
    let late = posts(&mika, late).await;
    assert_eq!(disclosed(&town, late).await, free_ticket(), "at once");
    assert_eq!(disclosed(&town, early).await, Value::Null);
    town.clock.advance(3 * HOUR_MS);
    timers::run_due(&town.app, &[TIMER]).await.unwrap();
    assert_eq!(disclosed(&town, early).await, free_ticket());
}

#[tokio::test]
async fn an_operator_s_own_words_stand_where_there_are_any() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let event = event(&town).await;
    let duty = Duty {
        texts: Names::single(Lang::Ja, "招待（町レコード）"),
        ..seat(&town, "mika", event).await
    };
    owes(&town, &duty).await;
    let note = posts(&mika, json!({ "text": "What a night", "event": event })).await;
    let json = town.get(&format!("/api/v1/notes/{note}")).await.json();
    let label = json!({
        "en": "Free ticket", "ja": "招待（町レコード）", "zh-Hans": "赠票体验", "ko": "초대",
    });
    assert_eq!(json["disclosure"]["label"], label);
    for blank in ["\u{200b}", "\u{202e}tekcit eerF", &"x".repeat(41)] {
        let duty = Duty {
            texts: Names::single(Lang::En, blank),
            ..duty.clone()
        };
        let refused = town.app.write(async |tx: &mut Tx| owe(tx, &duty).await);
        assert!(matches!(refused.await, Err(Error::Refused(_))), "{blank}");
    }
}

#[tokio::test]
async fn the_author_is_told_before_and_after() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let event = event(&town).await;
    owes(&town, &seat(&town, "mika", event).await).await;
    let new = |of: &str| format!("/cities/tokyo/notes/new?lang=en{of}");
    let will = "your note will carry the label “Free ticket”";
    assert!(!mika.get(&new("")).await.has(will));
    assert!(mika.get(&new(&format!("&event={event}"))).await.has(will));
    let note = posts(&mika, json!({ "text": "What a night", "event": event })).await;
    let carries = "This note carries the label “Free ticket”";
    let (page, edit) = (format!("/notes/{note}"), format!("/notes/{note}/edit"));
    for path in [&page, &edit] {
        assert!(mika.get(&format!("{path}?lang=en")).await.has(carries));
    }
    assert!(!town.get(&format!("{page}?lang=en")).await.has(carries));
}
