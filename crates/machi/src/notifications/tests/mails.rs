//! Mails of single notifications, and the mail of the morning.

use axum::http::Method;
use serde_json::{Value, json};
use store::{Tx, args};

use super::super::digest::{DIGEST, TIMER};
use super::super::mails::MAIL;
use super::{act, note, person, say, told};
use crate::accounts::Member;
use crate::mail;
use crate::notes::delete::delete_comment;
use crate::notes::like::like;
use crate::social::follow::follow;
use crate::start;
use crate::timers;
use crate::town::Town;

const HOUR_MS: i64 = 60 * 60 * 1_000;
const SETTINGS: &str = "/api/v1/me/notification-settings";

/// A machine whose mails lie in a folder that its `/mail` shows.
async fn town() -> Town {
    Town::with_cities_and(|set| set.public_url = "http://127.0.0.1:8080".into()).await
}

/// Confirms an address, and moves to New York: there it is seven in the morning.
async fn at_home(town: &Town, member: &Member) {
    let write = town.app.write(async |tx: &mut Tx| {
        let sql = "insert into account_mail (account_id, address, folded, confirmed_at_ms)
                   values ($1, $2, $2, $3)";
        let address = format!("{}@mail.example", member.handle);
        tx.execute(sql, args![member.id, address, tx.now_ms()])
            .await?;
        let sql = "update account set home_city_id =
                     (select id from city where slug = 'new-york') where id = $1";
        Ok(tx.execute(sql, args![member.id]).await?)
    });
    write.await.unwrap();
}

/// Sends what is due; answers the page that lists the mails of the machine.
async fn mails(town: &Town) -> String {
    timers::run_due(&town.app, &[TIMER]).await.unwrap();
    timers::run_due(&town.app, &start::mail_timers())
        .await
        .unwrap();
    town.get("/mail").await.text()
}

#[tokio::test]
async fn who_wants_it_gets_a_mail_of_its_own() {
    let town = town().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (_, joon) = person(&town, "joon").await;
    at_home(&town, &as_mika).await;
    let wish = json!({ "mail": true, "in_app": false, "digest": false });
    for kind in ["commented", "liked"] {
        let path = format!("{SETTINGS}/{kind}");
        mika.api(Method::PUT, &path, wish.clone()).await;
    }
    let own = note(&town, &as_mika, "At the market").await;
    let gone = say(&town, &joon, own, None, "Never mind").await;
    act(&town, async |tx: &mut Tx| {
        delete_comment(tx, &joon, gone).await?;
        follow(tx, &joon, as_mika.id).await
    })
    .await;
    assert!(mails(&town).await.contains("No mail yet."), "it is gone");
    act(&town, async |tx: &mut Tx| like(tx, &joon, own).await).await;
    say(&town, &joon, own, None, "Which stall?").await;
    let list = mails(&town).await;
    assert!(list.contains("joon liked your note") && list.contains("joon commented on your note"));
    assert!(!list.contains("follows you"));
    assert_eq!(
        told(&mika).await,
        ["joon follows you now"],
        "not in the app"
    );
    let path = list.split("href=\"/mail/").nth(1).unwrap();
    let path = format!("/mail/{}", path.split('"').next().unwrap());
    assert!(
        town.get(&path)
            .await
            .has("http://127.0.0.1:8080/notifications/")
    );
}

#[tokio::test]
async fn the_mail_of_the_morning_tells_what_is_unread() {
    let town = town().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (_, joon) = person(&town, "joon").await;
    at_home(&town, &as_mika).await;
    mika.api(
        Method::PUT,
        &format!("{SETTINGS}/followed"),
        json!({ "digest": false }),
    )
    .await;
    let own = note(&town, &as_mika, "At the market").await;
    say(&town, &joon, own, None, "Which stall?").await;
    act(&town, async |tx: &mut Tx| {
        like(tx, &joon, own).await?;
        follow(tx, &joon, as_mika.id).await
    })
    .await;
    assert!(
        mails(&town).await.contains("No mail yet."),
        "it is not eight"
    );
    town.clock.advance(HOUR_MS);
    let list = mails(&town).await;
    assert!(list.contains("2 things that you have not read"), "{list}");
    let once = mails(&town).await;
    assert_eq!(once.matches("you have not read").count(), 1);

    // The next morning there is nothing new, and the one after that everything is read.
    town.clock.advance(24 * HOUR_MS);
    assert_eq!(mails(&town).await.matches("you have not read").count(), 1);
    say(&town, &joon, own, None, "Or which day?").await;
    mika.post("/notifications/read", "").await;
    town.clock.advance(24 * HOUR_MS);
    assert_eq!(mails(&town).await.matches("you have not read").count(), 1);
}

#[tokio::test]
async fn whoever_stopped_mails_by_their_link_sees_so_and_can_have_them_again() {
    let town = town().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let page = mika.get("/settings/notifications").await;
    assert!(page.has("value=\"liked:digest\" checked") && page.has("value=\"liked:mail\">"));
    let write = town.app.write(async |tx: &mut Tx| {
        mail::unsubscribe(tx, as_mika.id, &DIGEST).await?;
        mail::unsubscribe(tx, as_mika.id, &MAIL).await
    });
    write.await.unwrap();
    let all = mika.api(Method::GET, SETTINGS, Value::Null).await.json();
    assert!(
        all.as_array()
            .unwrap()
            .iter()
            .all(|kind| kind["digest"] == false)
    );
    // What it stopped stays so for the others when one of them is wished again.
    let path = format!("{SETTINGS}/liked");
    let all = mika
        .api(Method::PUT, &path, json!({ "digest": true }))
        .await;
    let on: Vec<Value> = all.json().as_array().unwrap().clone();
    let on: Vec<&Value> = on.iter().filter(|kind| kind["digest"] == true).collect();
    assert_eq!(
        on,
        [&json!({ "kind": "liked", "in_app": true, "mail": false, "digest": true })]
    );
    let unwanted = town
        .app
        .read(async |tx: &mut Tx| mail::unwanted(tx, as_mika.id).await);
    let unwanted = unwanted.await.unwrap();
    assert_eq!(unwanted.len(), 1);
    assert_eq!(unwanted[0].kind, MAIL.name);
}

#[tokio::test]
async fn a_town_without_mail_offers_none() {
    let town = Town::with_cities().await;
    let (mika, _) = person(&town, "mika").await;
    let page = mika.get("/settings/notifications").await;
    assert!(page.has("value=\"liked:in_app\" checked") && !page.has("liked:digest"));
    mika.post("/settings/notifications", "on=liked:in_app")
        .await;
    let all = mika.api(Method::GET, SETTINGS, Value::Null).await.json();
    assert_eq!(all[3]["digest"], true, "what is not shown is not changed");
    assert_eq!(all[0]["in_app"], false);
}
