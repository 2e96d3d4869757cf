//! The desk's pages and the API: who may, what they see, what becomes of a file.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use super::kit::{city, counts};
use crate::accounts::Role;
use crate::imports::{Progress, running, upload};
use crate::town::{Answer, Town, Visitor};

const PERMITS: &str = "Event ID,Event Name,Start Date/Time,End Date/Time,Event Type,Event Borough,Event Location\n\
    1,Jazz Concert,12/05/2026 07:00:00 PM,12/05/2026 09:00:00 PM,Special Event,Manhattan,Bryant Park\n\
    2,Wedding of Ann and Bob,12/05/2026 07:00:00 PM,12/05/2026 09:00:00 PM,Special Event,Manhattan,Bryant Park\n\
    3,=Film crew,12/05/2026 07:00:00 PM,12/05/2026 09:00:00 PM,Shooting Permit,Manhattan,Bryant Park\n";

async fn operator(town: &Town) -> Visitor<'_> {
    let desk = town.sign_up("desk_ny").await;
    let new_york = city(town, "new-york").id;
    town.give_role("desk_ny", Role::Operator, Some(new_york))
        .await;
    desk
}

async fn send(by: &Visitor<'_>, path: &str, fields: &[(&str, &str)], file: &str) -> Answer {
    let mut body = String::new();
    for (name, value) in fields {
        let head = format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"");
        body.push_str(&format!("{head}\r\n\r\n{value}\r\n"));
    }
    body.push_str("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\lists\\permits.csv\"\r\n");
    body.push_str(&format!(
        "Content-Type: text/csv\r\n\r\n{file}\r\n--cut--\r\n"
    ));
    let request = by
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
        .header("sec-fetch-site", "same-origin");
    by.send(request, Body::from(body)).await
}

const FIELDS: [(&str, &str); 2] = [("kind", "nyc-permitted-events"), ("name", "City permits")];

#[tokio::test]
async fn an_operator_checks_a_file_imports_it_and_reads_the_report() {
    let town = Town::with_cities().await;
    let desk = operator(&town).await;
    let here = "/desk/new-york/imports";
    assert!(desk.get(here).await.has("Nothing imported yet"));

    let checked = [FIELDS.as_slice(), &[("check", "1")]].concat();
    let looked = send(&desk, here, &checked, PERMITS).await;
    assert!(
        looked.has("Checked only: nothing was changed"),
        "{}",
        looked.text()
    );
    assert_eq!(counts(&town).await, (0, 0, 0));

    let sent = send(&desk, here, &FIELDS, PERMITS).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let report = desk.get(sent.location()).await;
    for text in [
        "Import of City permits",
        "permits.csv",
        "Private party",
        "The names in these rows are not kept",
        "=Film crew",
    ] {
        assert!(report.has(text), "{text}: {}", report.text());
    }
    assert!(!report.has("C:\\lists"));
    assert!(!looked.has("Ann") && !report.has("Ann"));
    let csv = desk.get(&format!("{}/report.csv", sent.location())).await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert!(
        csv.has("private-party,Private party,1,3,Event Name,\n")
            && csv.has(",1,4,Event Name,'=Film crew"),
        "{}",
        csv.text()
    );
    assert!(!csv.has("Ann"));
    assert!(desk.get(here).await.has("City permits"));
    assert_eq!(counts(&town).await, (1, 1, 1));
}

#[tokio::test]
async fn a_refused_file_is_told_in_the_form_with_what_was_typed() {
    let town = Town::with_cities().await;
    let desk = operator(&town).await;
    let here = "/desk/new-york/imports";
    let answer = send(&desk, here, &FIELDS, "a,b\n1,2\n").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.has("permits.csv, line 1, field Event ID: the column is missing."));
    assert!(answer.has("value=\"City permits\""));
    let nameless = [("kind", "other"), ("name", "")];
    let answer = send(&desk, here, &nameless, PERMITS).await;
    assert!(answer.has("Choose a kind of file.") && answer.has("Write between 1 and 200"));
    assert_eq!(counts(&town).await, (0, 0, 0));
}

#[tokio::test]
async fn only_who_runs_the_city_imports() {
    let town = Town::with_cities().await;
    let desk = operator(&town).await;
    let mika = town.sign_up("mika").await;
    for path in [
        "/desk/new-york/imports",
        "/api/v1/cities/new-york/imports",
        "/api/v1/cities/new-york/feeds",
    ] {
        assert_eq!(mika.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(
            desk.get(&path.replace("new-york", "tokyo")).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
        assert_eq!(desk.get(path).await.status, StatusCode::OK, "{path}");
    }
    let answer = send(&mika, "/desk/new-york/imports", &FIELDS, PERMITS).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    // A run is found in its own city alone.
    let sent = send(&desk, "/desk/new-york/imports", &FIELDS, PERMITS).await;
    let tokyo = city(&town, "tokyo").id;
    town.give_role("desk_ny", Role::Operator, Some(tokyo)).await;
    let elsewhere = sent.location().replace("new-york", "tokyo");
    assert_eq!(desk.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_program_imports_and_keeps_feeds() {
    let town = Town::with_cities().await;
    let desk = operator(&town).await;
    let path = "/api/v1/cities/new-york/imports";
    let made = send(&desk, path, &FIELDS, PERMITS).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let made = made.json();
    assert_eq!(
        (&made["kept"], &made["report"]["new"]),
        (&json!(1), &json!(1))
    );
    let one = desk
        .get(&format!("{path}/{}", made["id"].as_str().unwrap()))
        .await
        .json();
    let private = &one["report"]["reasons"][1];
    assert_eq!(private["reason"], "private-party");
    assert_eq!(
        private["lines"],
        json!([{"line": 3, "field": "Event Name", "text": ""}])
    );
    assert_eq!(desk.get(path).await.json().as_array().unwrap().len(), 1);
    let refused = send(&desk, path, &FIELDS, "").await;
    assert_eq!(refused.json()["errors"][0]["code"], "imports-file-empty");

    let feeds = "/api/v1/cities/new-york/feeds";
    let new = json!({"kind": "icalendar", "name": "A hall", "address": "https://town.example/a.ics", "every_minutes": 60});
    let made = desk.api(Method::POST, feeds, new).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let feed = format!("{feeds}/{}", made.json()["id"].as_str().unwrap());
    let paused = desk
        .api(Method::PATCH, &feed, json!({"paused": true}))
        .await
        .json();
    assert_eq!(paused["paused"], true);
    assert_eq!(
        desk.api(Method::DELETE, &feed, Value::Null).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(desk.get(&feed).await.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.get(feeds).await.json(), json!([]));
}

#[tokio::test]
async fn a_feed_is_added_paused_and_removed_at_the_desk() {
    let town = Town::with_cities().await;
    let desk = operator(&town).await;
    let here = "/desk/new-york/imports";
    let form =
        "kind=icalendar&name=A+hall&address=https%3A%2F%2Ftown.example%2Fa.ics&every_minutes=60";
    let added = desk.post(&format!("{here}/feeds"), form).await;
    assert_eq!(
        (added.status, added.location()),
        (StatusCode::SEE_OTHER, here)
    );
    let page = desk.get(here).await.text();
    assert!(page.contains("Fetched every 60 minutes"), "{page}");
    let (_, rest) = page.split_once("/desk/new-york/imports/feeds/").unwrap();
    let feed = format!("{here}/feeds/{}", rest.split('"').next().unwrap());
    desk.post(&feed, "action=pause").await;
    assert!(desk.get(here).await.has("Paused"));
    desk.post(&feed, "action=remove").await;
    assert!(desk.get(here).await.has("By hand"));
    let wrong = form.replace("https", "ftp").replace("=60", "=5");
    let refused = desk.post(&format!("{here}/feeds"), &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.has("Choose from 15 to 10080 minutes.")
            || refused.has("Choose from 15 to 10,080 minutes.")
    );
}

#[tokio::test]
async fn the_desk_shows_how_far_a_running_import_is() {
    let town = Town::with_cities().await;
    let desk = operator(&town).await;
    let here = "/desk/new-york/imports";
    assert!(!desk.get(here).await.has("<progress"));
    let shown = running::show(&city(&town, "new-york"), "City permits");
    let tell = shown.listener();
    tell(Progress::Reading { done: 1, of: 4 });
    assert!(desk.get(here).await.has("City permits · Reading"));
    tell(Progress::Writing { done: 21, of: 50 });
    let fragment = desk.get(&format!("{here}/running")).await;
    assert!(fragment.has("City permits · Writing") && fragment.has("42%"));
    assert!(!fragment.has("<html"));
    let path = "/api/v1/cities/new-york/running-imports";
    let told = json!([{"source_name": "City permits", "stage": "writing", "done": 21, "of": 50}]);
    assert_eq!(desk.get(path).await.json(), told);
    drop(shown);
    assert_eq!(desk.get(path).await.json(), json!([]));
    let mika = town.sign_up("mika").await;
    assert_eq!(mika.get(path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_too_many_is_refused_in_words() {
    let town = Town::with_cities().await;
    let desk = operator(&town).await;
    let here = "/desk/new-york/imports";
    let hint = "Up to 64 MB. At most 2 files are imported at once.";
    assert!(desk.get(here).await.has(hint));
    let turns = upload::all_turns();
    let answer = send(&desk, here, &FIELDS, PERMITS).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.has("2 other files are being imported just now."));
    assert!(answer.has("value=\"City permits\""));
    drop(turns);
    let sent = send(&desk, here, &FIELDS, PERMITS).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
}
