//! Which answers count.

use super::*;
use crate::ids::{AccountId, EventId};
use crate::pictured::FORGET;
use crate::publishing::tests::organiser;
use crate::tickets::tests::{date_of, go};
use crate::timers;

/// Somebody came through the door of the evening, and the clock stands right after.
async fn admitted(town: &Town, venue: &Visitor<'_>, event: &str, ticket: &Value) {
    let new = json!({ "name": "Main", "from": "2026-11-28T17:00:00+09:00",
        "until": "2026-11-28T23:00:00+09:00" });
    let opened = venue
        .api(Method::POST, &format!("/api/v1/events/{event}/doors"), new)
        .await;
    let url = opened.json()["url"].as_str().unwrap().to_owned();
    let door = format!("/api/v1/doors/{}/scans", url.rsplit('/').next().unwrap());
    let at: jiff::Timestamp = "2026-11-28T18:30:00+09:00".parse().unwrap();
    town.clock.set(at.as_millisecond());
    let scans = json!([{ "nonce": "1", "at": "2026-11-28T09:30:00Z", "token": ticket["token"] }]);
    let told = json!({ "device": "a-phone", "steward": "Ana", "scans": scans });
    let scanned = town.visitor().api(Method::POST, &door, told).await.json();
    assert_eq!(scanned["scans"][0]["result"], "admitted", "{scanned}");
}

#[tokio::test]
async fn a_checked_in_ticket_counts_at_once_and_one_that_nobody_scanned_shows_nothing() {
    let town = town().await;
    let venue = organiser(&town, "bluedoor").await;
    let (event, date) = date_of(&venue, json!({ "party_max": 2 })).await;
    let (joon, lin) = (town.sign_up("joon").await, town.sign_up("lin").await);
    let at = (event.clone(), date);
    let ticket = go(&joon, &at, 1).await;
    go(&lin, &at, 1).await;
    let note = pictured(&town, &venue, "bluedoor", json!({ "event": event })).await;
    let early = say(&joon, "192.0.2.1", &note, json!({ "as_pictured": false })).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    admitted(&town, &venue, &event, &ticket[0]).await;
    assert_eq!(counted(&no(&joon, "192.0.2.1", &note).await), [1, 0, 1]);
    let absent = say(&lin, "192.0.2.1", &note, json!({ "as_pictured": true })).await;
    assert_eq!(absent.status, StatusCode::UNPROCESSABLE_ENTITY);

    // A ticket for an event at the place is as good for a note about the place.
    let [place, _] = places(&town).await;
    let event: EventId = event.parse().unwrap();
    let place_id: PlaceId = place.parse().unwrap();
    let write = town.app.write(async |tx: &mut Tx| {
        let sql = "update event set place_id = $2 where id = $1";
        Ok(tx.execute(sql, args![event, place_id]).await?)
    });
    write.await.unwrap();
    let of_place = pictured(&town, &venue, "bluedoor", json!({ "place": place })).await;
    assert_eq!(
        counted(&yes(&joon, "192.0.2.1", &of_place).await),
        [1, 1, 0]
    );
}

#[tokio::test]
async fn ten_new_accounts_from_one_address_do_not_move_it() {
    let town = town().await;
    let [place, _] = places(&town).await;
    let mika = town.sign_up("mika").await;
    let note = pictured(&town, &mika, "mika", json!({ "place": place })).await;
    let joon = guest(&town, "joon", &place).await;
    town.clock.advance(20 * DAY_MS);
    assert_eq!(counted(&yes(&joon, "198.51.100.7", &note).await), [1, 1, 0]);
    let mut gang = Vec::new();
    for at in 0..10 {
        let one = guest(&town, &format!("gang_{at}"), &place).await;
        no(&one, "203.0.113.9", &note).await;
        gang.push(one);
    }
    let told_now = told(&mika, &note).await;
    assert_eq!(counted(&told_now), [11, 1, 0]);
    assert_eq!(told_now["young"], 10);
    let page = town.get(&format!("/notes/{note}")).await;
    assert!(page.has("1 of 1 who were there: as pictured"));
    assert!(page.has("11 answers, 1 count"), "{}", page.text());
    let why = town.get(&format!("/notes/{note}/pictured")).await;
    assert!(why.has("10 by accounts younger than 14 days"));

    // Patience brings one of them, not ten; nor does saying it again from there.
    town.clock.advance(15 * DAY_MS);
    no(&gang[3], "203.0.113.9", &note).await;
    let later = told(&mika, &note).await;
    assert_eq!(counted(&later), [11, 1, 1]);
    assert_eq!(
        (&later["same_network"], &later["disputed"]),
        (&json!(9), &json!(false))
    );
    let own = told(&gang[3], &note).await;
    assert_eq!(own["own"]["standing"], "same_network");

    // From elsewhere, it counts; what counted once goes on to count wherever one is.
    assert_eq!(
        counted(&no(&gang[3], "192.0.2.33", &note).await),
        [11, 1, 2]
    );
    assert_eq!(
        counted(&no(&gang[3], "203.0.113.9", &note).await),
        [11, 1, 2]
    );
    no(&joon, "203.0.113.9", &note).await;
    assert_eq!(counted(&told(&mika, &note).await), [11, 0, 3]);
}

#[tokio::test]
async fn a_network_is_known_by_a_code_of_its_own_for_each_note_and_forgotten() {
    let town = town().await;
    let [place, _] = places(&town).await;
    let mika = town.sign_up("mika").await;
    let notes = [
        pictured(&town, &mika, "mika", json!({ "place": place })).await,
        pictured(&town, &mika, "mika", json!({ "place": place })).await,
    ];
    let joon = guest(&town, "joon", &place).await;
    let lin = guest(&town, "lin", &place).await;
    for note in &notes {
        yes(&joon, "192.0.2.1", note).await;
        yes(&lin, "192.0.2.1", note).await;
    }
    let codes = async || {
        let read = town.app.read(async |tx: &mut Tx| {
            let sql = "select network, account_id from pictured order by note_id, account_id";
            Ok(tx.all::<(Option<String>, AccountId)>(sql, args![]).await?)
        });
        let codes = read.await.unwrap().into_iter();
        codes.map(|(code, _)| code).collect::<Vec<_>>()
    };
    let before = codes().await;
    assert_eq!(before[0], before[1]);
    assert_ne!(before[1], before[2]);
    assert!(!before[0].as_ref().unwrap().contains("192.0"));
    town.clock.advance(60 * DAY_MS);
    // Who comes by stays signed in.
    told(&lin, &notes[0]).await;
    town.clock.advance(31 * DAY_MS);
    timers::run_due(&town.app, &[FORGET]).await.unwrap();
    assert_eq!(codes().await, [None, None, None, None]);
    let standing = told(&lin, &notes[0]).await;
    assert_eq!(standing["own"]["standing"], "same_network");
    assert_eq!(timers::run_due(&town.app, &[FORGET]).await.unwrap(), 0);
}

#[tokio::test]
async fn whose_own_note_is_gone_counts_no_more_and_many_who_say_no_are_told() {
    let town = town().await;
    let [place, _] = places(&town).await;
    let mika = town.sign_up("mika").await;
    let note = pictured(&town, &mika, "mika", json!({ "place": place })).await;
    let ana = town.sign_up("ana").await;
    let own = post(&ana, json!({ "text": "Was here", "place": place })).await;
    let mut others = Vec::new();
    for at in 0..5 {
        others.push(guest(&town, &format!("guest_{at}"), &place).await);
    }
    town.clock.advance(15 * DAY_MS);
    assert_eq!(counted(&yes(&ana, "192.0.2.50", &note).await), [1, 1, 0]);
    let own = format!("/api/v1/notes/{own}");
    let gone = ana.api(Method::DELETE, &own, Value::Null).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    let after = told(&ana, &note).await;
    assert_eq!((counted(&after), &after["gone"]), ([1, 0, 0], &json!(1)));
    let page = ana.get(&format!("/notes/{note}")).await;
    assert!(page.has("It does not count any more"), "{}", page.text());

    for (at, one) in others.iter().enumerate() {
        no(one, &format!("192.0.2.{at}"), &note).await;
    }
    assert_eq!(told(&mika, &note).await["disputed"], true);
    let many = "Many who were there say that it looks different.";
    assert!(town.get(&format!("/notes/{note}")).await.has(many));
}
