//! Devices that decide by themselves, and tell it later.

use futures_util::future::join_all;

use super::*;
use crate::door::{Outcome, Scanned, Scans, Steward, scan_all};
use crate::error::Error;

#[tokio::test]
async fn nothing_is_lost_and_nothing_counted_twice() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let at = date_of(&venue, json!({ "party_max": 20 })).await;
    let mika = town.sign_up("mika").await;
    let tickets = go(&mika, &at, 12).await;
    let (main, side) = (
        door(&venue, &at.0, "Main entrance").await,
        door(&venue, &at.0, "Side door").await,
    );
    turn_to(&town, "2026-11-28T20:00:00");
    let scans = |device: &str, tickets: &[Value]| -> Vec<Value> {
        let one = |(n, ticket): (usize, &Value)| {
            let_in(&format!("{device}{n}"), ticket, "2026-11-28T10:05:00Z")
        };
        tickets.iter().enumerate().map(one).collect()
    };
    let (first, second) = (scans("a", &tickets[..8]), scans("b", &tickets[4..]));
    tell(&town, &main, told(&first)).await;
    let answer = tell(&town, &side, told(&second)).await;
    let conflicts = answer["scans"].as_array().unwrap().iter();
    let conflicts: Vec<_> = conflicts
        .filter(|scan| scan["result"] == "conflict")
        .collect();
    assert_eq!(conflicts.len(), 4);
    assert_eq!(conflicts[0]["first"]["door"], "Main entrance");
    assert_eq!(answer["admitted"], 12);
    // An answer that was lost on the way is asked for again.
    let repeated = tell(&town, &side, told(&second)).await;
    assert_eq!(repeated["scans"], answer["scans"]);

    let desk = format!("/api/v1/events/{}/occurrences/{}/door", at.0, at.1);
    let desk = venue.api(Method::GET, &desk, json!(null)).await.json();
    assert_eq!(
        (&desk["tickets"], &desk["admitted"]),
        (&json!(12), &json!(12))
    );
    let doubts = desk["doubts"].as_array().unwrap();
    assert_eq!(doubts.len(), 4);
    for doubt in doubts {
        assert_eq!(doubt["result"], "conflict");
        assert_eq!(doubt["scan"]["door"], "Side door");
        assert_eq!(doubt["first"]["door"], "Main entrance");
        assert_eq!(doubt["scan"]["at"], "2026-11-28T19:05:00+09:00");
    }

    // When the first was a mistake, the second counts.
    let undone = json!({ "device": "a", "steward": "Ana", "undone": ["a4"] });
    assert_eq!(tell(&town, &main, undone).await["admitted"], 12);
    let desk = format!("/api/v1/events/{}/occurrences/{}/door", at.0, at.1);
    let desk = venue.api(Method::GET, &desk, json!(null)).await.json();
    assert_eq!(desk["doubts"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn who_was_let_in_without_a_valid_ticket_is_told_of() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let at = date_of(&venue, json!({})).await;
    let mika = town.sign_up("mika").await;
    let ticket = go(&mika, &at, 1).await.remove(0);
    let main = door(&venue, &at.0, "Main entrance").await;
    // The device has its list; then the ticket is issued anew.
    reissue(&mika, &ticket).await;
    turn_to(&town, "2026-11-28T20:00:00");
    let scanned = let_in("1", &ticket, "2026-11-28T10:05:00Z");
    assert_eq!(result(&town, &main, scanned).await, "stale");
    let page = format!("/events/{}/{}/door", at.0, at.1);
    let desk = venue.get(&page).await;
    for words in [
        "Let in, though the ticket had been issued anew",
        "Ana",
        "Main entrance",
    ] {
        assert!(desk.has(words), "{words}: {}", desk.text());
    }
}

#[tokio::test]
async fn of_many_who_scan_the_same_ticket_at_once_one_lets_in() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let at = date_of(&venue, json!({})).await;
    let mika = town.sign_up("mika").await;
    let ticket = go(&mika, &at, 1).await.remove(0);
    turn_to(&town, "2026-11-28T20:00:00");
    let main = door(&venue, &at.0, "Main entrance").await;
    let link = main.rsplit('/').next().unwrap();
    let steward = Steward::of_link(&town.app, link).await.unwrap();
    let mut nodes = vec![town.app.clone()];
    if town.database.url().starts_with("postgres") {
        nodes.push(town.second_node(town.clock.clone()).await);
    }
    let token = ticket["token"].as_str().unwrap();
    let asks = (0..64).map(|n| {
        let (app, steward) = (&nodes[n % nodes.len()], &steward);
        let told = Scans {
            device: format!("phone {n}"),
            steward: "Ana".into(),
            scans: vec![Scanned {
                nonce: n.to_string(),
                at_ms: 0,
                token: Some(token.to_owned()),
                ticket: None,
                let_in: false,
                turned_away: false,
            }],
            undone: Vec::new(),
        };
        async move {
            for _ in 0..200 {
                match scan_all(app, steward, &told).await {
                    Ok(answered) => return answered[0].outcome,
                    // Answered as 503: the same request may succeed in a moment.
                    Err(Error::Busy) => {}
                    Err(error) => panic!("{error}"),
                }
            }
            panic!("busy for too long")
        }
    });
    let outcomes = join_all(asks).await;
    let count = |wanted| {
        outcomes
            .iter()
            .filter(|outcome| **outcome == wanted)
            .count()
    };
    assert_eq!((count(Outcome::Admitted), count(Outcome::Again)), (1, 63));
}

#[tokio::test]
async fn whoever_was_turned_away_without_a_network_is_told_of_and_takes_no_seat() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let at = date_of(&venue, json!({})).await;
    let mika = town.sign_up("mika").await;
    let ticket = go(&mika, &at, 1).await.remove(0);
    let main = door(&venue, &at.0, "Main entrance").await;
    turn_to(&town, "2026-11-28T20:00:00");
    let mut second = let_in("2", &ticket, "2026-11-28T10:06:00Z");
    second["let_in"] = false.into();
    second["turned_away"] = true.into();
    let scans = [let_in("1", &ticket, "2026-11-28T10:05:00Z"), second.clone()];
    let answer = tell(&town, &main, told(&scans)).await;
    assert_eq!(answer["scans"][1]["result"], "again");
    // Also when the first was taken back, and whatever the time is: they did not go in.
    let undone = json!({ "device": "a", "steward": "Ana", "undone": ["1"] });
    tell(&town, &main, undone).await;
    turn_to(&town, "2026-11-29T01:00:00");
    second["nonce"] = "3".into();
    assert_eq!(result(&town, &main, second).await, "again");
    let desk = format!("/api/v1/events/{}/occurrences/{}/door", at.0, at.1);
    let desk = venue.api(Method::GET, &desk, json!(null)).await.json();
    assert_eq!(desk["admitted"], 0);
    assert_eq!(desk["doubts"][0]["let_in"], false);
}

#[tokio::test]
async fn a_door_of_one_date_knows_the_others_by_name_alone_and_nobody_comes_to_what_is_called_off()
{
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let slots = json!({ "kind": "experience", "times": ["19:00", "20:00"], "minutes": null });
    let at = date_of(&venue, slots).await;
    let dates = crate::publishing::tests::dates(&venue, &at.0).await;
    let later = (at.0.clone(), dates[1]["id"].as_str().unwrap().to_owned());
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let (early, late) = (
        go(&mika, &at, 1).await.remove(0),
        go(&joon, &later, 1).await.remove(0),
    );
    // It begins after the date, which does not say when it ends.
    let new = json!({ "name": "First", "from": "2026-11-28T19:30:00+09:00", "until": UNTIL,
        "occurrence": at.1 });
    let path = format!("/api/v1/events/{}/doors", at.0);
    let opened = venue.api(Method::POST, &path, new).await.json();
    let link = opened["url"].as_str().unwrap().rsplit('/').next().unwrap();
    let first = format!("/api/v1/doors/{link}");
    let both = door(&venue, &at.0, "Both").await;
    turn_to(&town, "2026-11-28T19:40:00");
    assert_eq!(
        list_of(&town, &first).await["tickets"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        list_of(&town, &both).await["tickets"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(result(&town, &first, scan("1", &late)).await, "other_date");
    assert_eq!(result(&town, &first, scan("2", &early)).await, "admitted");
    let off = format!("/events/{}/{}/call-off", later.0, later.1);
    venue.post(&off, "off=true").await;
    assert_eq!(result(&town, &both, scan("3", &late)).await, "void");
}
