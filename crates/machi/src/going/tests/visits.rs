//! Seats without an account: a name, a mail address and its link.

use super::*;
use crate::mail::tests::server::{PostOffice, Taken};

const MINUTE_MS: i64 = 60 * 1000;

/// A town whose mails arrive, and who publishes there.
pub(super) async fn town() -> (PostOffice, Town) {
    let office = PostOffice::open().await;
    let town = Town::with_cities_and(|settings| office.set(settings)).await;
    (office, town)
}

/// Asks for seats by the form on the page of the date; answers the path of the link.
pub(super) async fn ask(
    office: &PostOffice,
    town: &Town,
    page: &str,
    name: &str,
    party: i64,
) -> String {
    let form = format!("name={name}&address={name}%40mail.example&party={party}");
    let asked = town.visitor().post(&format!("{page}/visits"), &form).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
    assert_eq!(asked.location(), page);
    link(&office.fetch(town).await)
}

pub(super) fn link(mails: &[Taken]) -> String {
    let linked = mails.iter().find(|mail| mail.text().contains("/visits/"));
    linked.unwrap().link("/visits/")
}

pub(super) async fn press(town: &Town, link: &str) -> Value {
    let pressed = town.visitor().post(link, "answer=going").await;
    assert_eq!(pressed.status, StatusCode::SEE_OTHER, "{}", pressed.text());
    stands(town, link).await
}

pub(super) async fn stands(town: &Town, link: &str) -> Value {
    let path = format!("/api/v1{link}");
    let visit = town.visitor().api(Method::GET, &path, Value::Null).await;
    visit.json()["state"].clone()
}

/// How many seats are taken, whoever has them or holds them.
async fn taken(town: &Town) -> i64 {
    given(&town.app).await.0
}

#[tokio::test]
async fn a_stranger_gets_a_seat_by_name_and_mail_address() {
    let (office, town) = town().await;
    let venue = organiser(&town, "bluedoor").await;
    let (_, page) = seats(&venue, json!({ "capacity": 3, "party_max": 2 })).await;
    let date = town.get(&page).await;
    assert!(date.has("name=\"address\"") && date.has("Get a seat"));

    let nobody = town.visitor();
    let empty = nobody
        .post(&format!("{page}/visits"), "name=+&address=noor&party=9")
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.has("Please enter your name.") && empty.has("value=\"noor\""));
    assert_eq!(taken(&town).await, 0);

    let link = ask(&office, &town, &page, "noor", 2).await;
    assert_eq!(taken(&town).await, 2, "held");
    assert!(town.get(&page).await.has("1 seat left"));
    // A program that opens the link takes nothing.
    let visit = town.get(&link).await;
    assert!(
        visit.has("2 seats are held for you until"),
        "{}",
        visit.text()
    );
    assert!(visit.has("noindex"));
    assert_eq!(stands(&town, &link).await, "held");
    assert_eq!(press(&town, &link).await, "going");
    assert_eq!(press(&town, &link).await, "going", "twice is once");
    let visit = town.get(&link).await.text();
    let tickets = visit.matches("href=\"/tickets/").count();
    assert_eq!(tickets, 2, "one for each seat");
    let ticket = visit.split("href=\"/tickets/").nth(1).unwrap();
    let ticket = format!("/tickets/{}", ticket.split('"').next().unwrap());
    assert!(
        town.get(&ticket).await.has("noor"),
        "the ticket says whose it is"
    );
    town.clock.advance(20 * MINUTE_MS);
    run_timers(&town).await;
    assert_eq!(
        (taken(&town).await, stands(&town, &link).await),
        (2, json!("going"))
    );

    let guests = venue.get(&format!("{page}/guests")).await;
    assert!(guests.has("noor") && !guests.has("mail.example") && !guests.has("@noor"));
    town.visitor().post(&link, "answer=leave").await;
    assert_eq!(
        (taken(&town).await, stands(&town, &link).await),
        (0, json!("left"))
    );
    assert_eq!(press(&town, &link).await, "going", "after all");

    let other = format!("{}x", link);
    assert_eq!(town.get(&other).await.status, StatusCode::NOT_FOUND);
    town.clock.advance(8 * 24 * HOUR_MS);
    assert_eq!(town.get(&link).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_seat_that_nobody_confirms_goes_to_who_waits() {
    let (office, town) = town().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, page) = seats(&venue, json!({ "capacity": 1 })).await;
    let mika = town.sign_up("mika").await;
    let link = ask(&office, &town, &page, "noor", 1).await;
    assert_eq!(going(&mika, &api, 1).await, "waiting");
    town.clock.advance(14 * MINUTE_MS);
    run_timers(&town).await;
    assert_eq!(stands(&town, &link).await, "held");
    town.clock.advance(2 * MINUTE_MS);
    run_timers(&town).await;
    assert_eq!(state(&mika).await, "offered");
    assert_eq!(taken(&town).await, 1);
    // The link still leads on, into the line; and from there to a seat.
    assert!(town.get(&link).await.has("Do you want 1 seat?"));
    assert_eq!(press(&town, &link).await, "waiting");
    leave(&mika, &api).await;
    assert_eq!(stands(&town, &link).await, "offered");
    assert_eq!(press(&town, &link).await, "going");
    assert_eq!(given(&town.app).await, (1, 1));
}

#[tokio::test]
async fn the_answer_does_not_tell_whether_an_address_is_known() {
    let (office, town) = town().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, page) = seats(&venue, json!({ "capacity": 5, "party_max": 3 })).await;
    let link = ask(&office, &town, &page, "noor", 1).await;
    press(&town, &link).await;
    office.fetch(&town).await;
    let new = async |name: &str| {
        let address = format!("{name}@mail.example");
        let body = json!({ "name": name, "address": address, "party": 2, "lang": "ja" });
        let path = format!("{api}/visits");
        town.visitor().api(Method::POST, &path, body).await
    };
    let (known, unknown) = (new("NOOR").await, new("rin").await);
    assert_eq!(known.status, StatusCode::ACCEPTED, "{}", known.text());
    assert_eq!(known.body, unknown.body);
    assert_eq!(known.json(), json!({ "promised": "held", "minutes": 15 }));
    let mails = office.fetch(&town).await;
    assert_eq!(mails.len(), 2);
    let again = mails
        .iter()
        .find(|mail| mail.to.starts_with("noor"))
        .unwrap();
    assert_eq!(again.link("/visits/"), link, "the same visit");
    assert_eq!(stands(&town, &link).await, "going");
    // What another typed changed neither the answer nor the name.
    assert_eq!(taken(&town).await, 3);
    assert!(town.get(&link).await.has(">noor<"));
    // The mails to one address have an end.
    let mut last = StatusCode::ACCEPTED;
    for _ in 0..5 {
        last = new("noor").await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn an_organiser_says_yes_or_no_to_a_visitor() {
    let (office, town) = town().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, page) = seats(&venue, json!({ "capacity": 1, "way": "approval" })).await;
    let link = ask(&office, &town, &page, "noor", 1).await;
    let path = format!("{api}/guests?state=asked");
    let asked = venue.api(Method::GET, &path, Value::Null).await.json();
    assert_eq!(asked, json!([]), "not before the address is proven");
    assert_eq!(press(&town, &link).await, "asked");
    let asked = venue.api(Method::GET, &path, Value::Null).await.json();
    assert_eq!(
        (&asked[0]["handle"], &asked[0]["display_name"]),
        (&Value::Null, &json!("noor"))
    );
    let guest = format!("{page}/guests/{}", asked[0]["id"].as_str().unwrap());
    venue.post(&guest, "accepted=true").await;
    assert_eq!(stands(&town, &link).await, "going");
    venue.post(&guest, "accepted=false").await;
    assert_eq!(
        (stands(&town, &link).await, taken(&town).await),
        (json!("declined"), 0)
    );
    assert_eq!(press(&town, &link).await, "declined");
}

#[tokio::test]
async fn without_a_mail_server_one_signs_in() {
    let town = Town::with_cities_and(|set| set.public_url = "https://town.example".into()).await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, page) = seats(&venue, json!({ "capacity": 5 })).await;
    let date = town.get(&page).await;
    assert!(!date.has("name=\"address\"") && date.has("Sign in to get a seat"));
    let body = json!({ "name": "noor", "address": "noor@mail.example" });
    let path = format!("{api}/visits");
    let asked = town.visitor().api(Method::POST, &path, body).await;
    assert!(asked.has("mail-not-set-up"), "{}", asked.text());
    assert_eq!(taken(&town).await, 0);
}

#[tokio::test]
async fn who_it_was_is_forgotten_a_month_after_the_date() {
    let (office, town) = town().await;
    let venue = organiser(&town, "bluedoor").await;
    let (_, page) = seats(&venue, json!({ "capacity": 3 })).await;
    let link = ask(&office, &town, &page, "noor", 1).await;
    press(&town, &link).await;
    ask(&office, &town, &page, "typo", 1).await;
    let known = async || {
        let read = town.app.read(async |tx: &mut Tx| {
            let sql = "select name, address, folded from visitor where name <> '' order by id";
            Ok(tx.all::<(String, String, String)>(sql, args![]).await?)
        });
        let rows = read.await.unwrap();
        rows.into_iter().map(|(name, ..)| name).collect::<Vec<_>>()
    };
    assert_eq!(known().await, ["noor", "typo"]);
    town.clock.advance(25 * HOUR_MS);
    run_timers(&town).await;
    assert_eq!(known().await, ["noor"]);
    town.clock.advance(36 * 24 * HOUR_MS);
    run_timers(&town).await;
    assert!(known().await.is_empty());
    let guests = venue.get(&format!("{page}/guests?state=going")).await;
    assert!(
        guests.has("A guest") && guests.has("Going (1)"),
        "{}",
        guests.text()
    );
}
