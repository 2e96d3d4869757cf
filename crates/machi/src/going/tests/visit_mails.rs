//! What visitors and members are mailed of their seats.

use super::visit_accounts::confirm_address;
use super::visits::{ask, link, press, town};
use super::*;
use crate::mail::tests::server::Taken;

/// Lets the log be read, and everything but mails be done.
pub(super) async fn follow_up(town: &Town) {
    town.read_log().await;
    run_timers(town).await;
    town.read_log().await;
}

fn file(mail: &Taken) -> Option<String> {
    let parsed = mail.parsed();
    let file = parsed.attachments().next()?;
    Some(file.text_contents().unwrap().replace("\r\n ", ""))
}

/// Subjects of the mails to that address, the oldest first.
pub(super) fn subjects(mails: &[Taken], name: &str) -> Vec<String> {
    let to = format!("{name}@mail.example");
    let to = mails.iter().filter(|mail| mail.to == to);
    to.map(Taken::subject).collect()
}

#[tokio::test]
async fn a_seat_comes_with_the_date_for_one_s_calendar() {
    let (office, town) = town().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, page) = seats(&venue, json!({ "capacity": 3, "party_max": 2 })).await;
    let mika = town.sign_up("mika").await;
    confirm_address(&office, &town, &mika, "mika").await;
    let link = ask(&office, &town, &page, "noor", 1).await;
    press(&town, &link).await;
    going(&mika, &api, 1).await;
    going(&mika, &api, 2).await;
    follow_up(&town).await;
    let mails = office.fetch(&town).await;
    assert_eq!(mails.len(), 2, "one each");
    let date = page.rsplit('/').next().unwrap();
    let feed = town.get("/cities/tokyo/calendar.ics").await.text();
    let feed = feed.replace("\r\n ", "");
    for mail in &mails {
        assert_eq!(mail.subject(), "You have a seat: Jazz at the Blue Door");
        assert!(mail.text().contains("2-1 Shimokitazawa"), "{}", mail.text());
        let file = file(mail).unwrap();
        let uid = format!("UID:occurrence-{date}@town.example\r\n");
        assert!(file.contains(&uid) && feed.contains(&uid), "{file}");
        assert!(file.contains("METHOD:PUBLISH\r\n") && file.contains("SEQUENCE:0\r\n"));
        let kind = mail.header("Content-Type").unwrap();
        assert!(kind.starts_with("multipart/mixed;"), "{kind}");
    }

    let hosting = format!("/api/v1/events/{}/hosting", page.split('/').nth(2).unwrap());
    let later = json!({ "capacity": 3, "party_max": 2, "times": ["20:00"] });
    venue
        .api(Method::PUT, &hosting, with(evening(), later))
        .await;
    follow_up(&town).await;
    let mails = office.fetch(&town).await;
    assert_eq!(
        subjects(&mails, "noor"),
        ["Another time or place: Jazz at the Blue Door"]
    );
    for mail in &mails {
        let file = file(mail).unwrap();
        assert!(
            file.contains("SEQUENCE:1\r\n") && file.contains("T200000\r\n"),
            "{file}"
        );
    }
    venue.post(&format!("{page}/call-off"), "off=true").await;
    follow_up(&town).await;
    let mails = office.fetch(&town).await;
    assert_eq!(mails.len(), 2);
    assert_eq!(
        subjects(&mails, "noor"),
        ["Called off: Jazz at the Blue Door"]
    );
    for mail in &mails {
        let file = file(mail).unwrap();
        assert!(file.contains("STATUS:CANCELLED\r\n"), "{file}");
        assert!(file.contains("SEQUENCE:2\r\n"), "{file}");
    }
}

#[tokio::test]
async fn visitors_are_told_in_their_language_what_members_find_in_the_centre() {
    let (office, town) = town().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, page) = seats(&venue, json!({ "capacity": 1 })).await;
    let mika = town.sign_up("mika").await;
    going(&mika, &api, 1).await;
    let form = "name=noor&address=noor%40mail.example";
    let asked = town
        .visitor()
        .post(&format!("{page}/visits?lang=ja"), form)
        .await;
    assert_eq!(asked.location(), page);
    let mails = office.fetch(&town).await;
    assert_eq!(mails[0].subject(), "お席のご確認：Jazz at the Blue Door");
    let link = link(&mails);
    assert_eq!(press(&town, &link).await, "waiting");
    leave(&mika, &api).await;
    let mails = office.fetch(&town).await;
    assert_eq!(
        subjects(&mails, "noor"),
        ["席が空きました：Jazz at the Blue Door"]
    );
    press(&town, &link).await;
    let mails = office.fetch(&town).await;
    assert_eq!(
        subjects(&mails, "noor"),
        ["お席が確定しました：Jazz at the Blue Door"]
    );
    let guests = venue
        .api(Method::GET, &format!("{api}/guests"), Value::Null)
        .await
        .json();
    let guest = format!("{page}/guests/{}", guests[0]["id"].as_str().unwrap());
    venue.post(&guest, "accepted=false").await;
    let mails = office.fetch(&town).await;
    assert_eq!(
        subjects(&mails, "noor"),
        ["お席をご用意できませんでした：Jazz at the Blue Door"]
    );
    assert!(mails[0].text().contains(&link));
}

#[tokio::test]
async fn a_member_can_do_without_the_mail_of_the_seat() {
    let (office, town) = town().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, _) = seats(&venue, json!({ "capacity": 3 })).await;
    let mika = town.sign_up("mika").await;
    confirm_address(&office, &town, &mika, "mika").await;
    let path = "/api/v1/me/notification-settings/going";
    let saved = mika.api(Method::PUT, path, json!({ "mail": false })).await;
    assert!(saved.status.is_success(), "{}", saved.text());
    going(&mika, &api, 1).await;
    follow_up(&town).await;
    assert!(office.fetch(&town).await.is_empty());
}
