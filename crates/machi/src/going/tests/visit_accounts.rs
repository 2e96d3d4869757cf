//! Visits become an account's that has their address.

use super::visits::{ask, press, stands, town};
use super::*;
use crate::mail::tests::server::PostOffice;

/// Enters and confirms the account's own address.
pub(super) async fn confirm_address(
    office: &PostOffice,
    town: &Town,
    who: &Visitor<'_>,
    name: &str,
) {
    let form = format!("address={name}%40mail.example");
    who.post("/settings/mail", &form).await;
    let mails = office.fetch(town).await;
    let mail = mails
        .iter()
        .find(|mail| mail.text().contains("/mail-address/"));
    who.post(&mail.unwrap().link("/mail-address/"), "").await;
    town.read_log().await;
}

#[tokio::test]
async fn a_visit_becomes_the_account_s_that_is_made_of_it() {
    let (office, town) = town().await;
    let venue = organiser(&town, "bluedoor").await;
    let (_, page) = seats(&venue, json!({ "capacity": 3, "party_max": 2 })).await;
    let link = ask(&office, &town, &page, "noor", 2).await;
    assert!(
        !town.get(&link).await.has("proof="),
        "not before it is proven"
    );
    press(&town, &link).await;
    let browser = town.visitor();
    let visit = browser.get(&link).await.text();
    let sign_up = visit
        .split("href=\"/sign-up?")
        .find(|part| part.contains("proof="));
    let query = sign_up
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&");
    let form = browser.get(&format!("/sign-up?{query}")).await;
    assert!(
        form.has("noor@mail.example is confirmed"),
        "{}",
        form.text()
    );
    let made = browser
        .post(
            "/sign-up",
            &format!("handle=noor&password=a-long-password&{query}"),
        )
        .await;
    assert_eq!(made.location(), link);
    town.read_log().await;
    assert_eq!(state(&browser).await, "going");
    assert_eq!(given(&town.app).await, (2, 2));
    assert_eq!(stands(&town, &link).await, Value::Null);
    assert!(
        browser
            .get(&link)
            .await
            .has("This is kept with your account now.")
    );
    let mail = browser
        .api(Method::GET, "/api/v1/me/mail", Value::Null)
        .await;
    assert_eq!(mail.json()["address"], "noor@mail.example");
    // A proof that was changed proves nothing.
    let forged = format!("handle=li&password=a-long-password&{query}x");
    let li = town.visitor();
    li.post("/sign-up", &forged).await;
    let mail = li.api(Method::GET, "/api/v1/me/mail", Value::Null).await;
    assert_eq!(mail.json()["address"], Value::Null);
}

#[tokio::test]
async fn of_two_answers_the_better_stays_and_the_other_s_seats_go_back() {
    let (office, town) = town().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, page) = seats(&venue, json!({ "capacity": 3, "party_max": 2 })).await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    // One seat as a member, two as a visitor of the same address.
    assert_eq!(going(&mika, &api, 1).await, "going");
    let link = ask(&office, &town, &page, "mika", 2).await;
    press(&town, &link).await;
    assert_eq!(going(&joon, &api, 1).await, "waiting");
    assert_eq!(given(&town.app).await, (3, 3));
    confirm_address(&office, &town, &mika, "mika").await;
    assert_eq!(
        (state(&mika).await, state(&joon).await),
        (json!("going"), json!("offered"))
    );
    assert_eq!(
        given(&town.app).await,
        (3, 3),
        "two of mika's, one of joon's"
    );

    // From now on the link of the address answers for the account.
    let (api, page) = seats(&venue, json!({ "capacity": 2, "day": "2026-11-27" })).await;
    let link = ask(&office, &town, &page, "mika", 1).await;
    let pressed = town
        .visitor()
        .api(Method::PUT, &format!("/api/v1{link}"), Value::Null)
        .await;
    assert_eq!(pressed.json()["state"], "going");
    assert_eq!(state(&mika).await, "going");
    let guests = venue
        .api(Method::GET, &format!("{api}/guests"), Value::Null)
        .await
        .json();
    assert_eq!(
        (&guests[0]["handle"], &guests[1]),
        (&json!("mika"), &Value::Null)
    );
    let again = ask(&office, &town, &page, "mika", 1).await;
    assert_eq!(press(&town, &again).await, Value::Null);
    assert_eq!(given(&town.app).await, (4, 4), "no second seat");
}

#[tokio::test]
async fn whoever_is_in_already_keeps_two_answers_apart() {
    let (office, town) = town().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, page) = seats(&venue, json!({ "capacity": 3, "party_max": 2 })).await;
    let mika = town.sign_up("mika").await;
    assert_eq!(going(&mika, &api, 2).await, "going");
    let link = ask(&office, &town, &page, "mika", 1).await;
    press(&town, &link).await;
    let write = town.app.write(async |tx: &mut Tx| {
        let sql = "update ticket set admitted_scan_id = 1 where rsvp_id in
                     (select id from rsvp where visitor_id is not null)";
        Ok(tx.execute(sql, args![]).await?)
    });
    assert_eq!(write.await.unwrap(), 1);
    confirm_address(&office, &town, &mika, "mika").await;
    assert_eq!(state(&mika).await, "going");
    assert_eq!(given(&town.app).await, (3, 3));
}
