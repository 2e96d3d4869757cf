//! An organiser writes to guests.

use super::visit_accounts::confirm_address;
use super::visit_mails::{follow_up, subjects};
use super::visits::{ask, press, town};
use super::*;

const LETTER: &str = "audience=all&dates=this&subject=Bring+a+scarf&text=It+is+cold.%0A%0ASee+you!";

async fn told(who: &Visitor<'_>) -> Vec<String> {
    let list = who
        .api(Method::GET, "/api/v1/me/notifications", Value::Null)
        .await
        .json();
    let pages = list.as_array().unwrap().iter();
    pages
        .map(|one| one["page"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn an_organiser_writes_to_the_guests_of_a_date_and_each_gets_it_once() {
    let (office, town) = town().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, page) = seats(&venue, json!({ "capacity": 2 })).await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    confirm_address(&office, &town, &mika, "mika").await;
    going(&mika, &api, 1).await;
    let link = ask(&office, &town, &page, "noor", 1).await;
    press(&town, &link).await;
    ask(&office, &town, &page, "typo", 1).await;
    assert_eq!(going(&joon, &api, 1).await, "waiting");
    follow_up(&town).await;
    office.fetch(&town).await;

    let write = format!("{page}/guests/write");
    assert_eq!(
        mika.post(&write, LETTER).await.status,
        StatusCode::NOT_FOUND
    );
    let empty = venue.post(&write, "audience=all&subject=+&text=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.has("Please write something."));
    for _ in 0..2 {
        let sent = venue.post(&write, LETTER).await;
        assert_eq!(sent.location(), format!("{page}/guests"));
    }
    follow_up(&town).await;
    follow_up(&town).await;
    let mails = office.fetch(&town).await;
    assert_eq!(mails.len(), 2, "who proved an address, each once");
    for (name, leads) in [("mika", "/notifications/"), ("noor", link.as_str())] {
        assert_eq!(
            subjects(&mails, name),
            ["Jazz at the Blue Door: Bring a scarf"]
        );
        let mail = mails.iter().find(|mail| mail.to.starts_with(name)).unwrap();
        let text = mail.text();
        assert!(text.contains("bluedoor writes to the guests of Jazz at the Blue Door"));
        assert!(
            text.contains("It is cold.") && text.contains(leads),
            "{text}"
        );
        assert!(mail.header("List-Unsubscribe").is_some());
    }
    let path = told(&joon).await.remove(0);
    assert!(path.contains("/messages/"), "{path}");
    assert!(joon.get(&path).await.has("<p>See you!</p>"));
    let stranger = town.sign_up("li").await;
    assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
    let guests = venue.get(&format!("{page}/guests")).await;
    assert!(
        guests.has("Bring a scarf") && guests.has("To 3 people"),
        "{}",
        guests.text()
    );
}

#[tokio::test]
async fn messages_to_guests_have_an_end_and_go_to_whom_they_are_for() {
    let (office, town) = town().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, _) = seats(&venue, json!({ "capacity": 1 })).await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    going(&mika, &api, 1).await;
    going(&joon, &api, 1).await;
    let messages = format!("/api/v1/events/{}/messages", api.split('/').nth(4).unwrap());
    let write = async |audience: &str| {
        let body = json!({ "audience": audience, "subject": "Hello", "text": "There." });
        venue.api(Method::POST, &messages, body).await
    };
    assert_eq!(write("waiting").await.status, StatusCode::CREATED);
    follow_up(&town).await;
    assert_eq!((told(&mika).await.len(), told(&joon).await.len()), (0, 1));
    let path = format!("/api/v1{}", told(&joon).await[0]);
    let read = joon.api(Method::GET, &path, Value::Null).await.json();
    assert_eq!(
        (&read["from"], &read["text"]),
        (&json!("bluedoor"), &json!("There."))
    );
    let hidden = mika.api(Method::GET, &path, Value::Null).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    assert_eq!(write("going").await.status, StatusCode::CREATED);
    assert_eq!(write("all").await.status, StatusCode::CREATED);
    follow_up(&town).await;
    let sent = venue.api(Method::GET, &messages, Value::Null).await.json();
    let people: Vec<_> = sent
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["people"])
        .collect();
    assert_eq!(people, [&json!(2), &json!(1), &json!(1)]);
    assert_eq!(sent[0]["done"], json!(true));
    let other = json!({ "audience": "all", "subject": "More", "text": "And more." });
    let many = venue.api(Method::POST, &messages, other.clone()).await;
    assert!(many.has("messages-many"), "{}", many.text());
    town.clock.advance(25 * HOUR_MS);
    let later = venue.api(Method::POST, &messages, other).await;
    assert_eq!(later.status, StatusCode::CREATED);
    drop(office);
}
