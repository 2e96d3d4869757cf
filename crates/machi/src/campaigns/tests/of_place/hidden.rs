//! The event behind a campaign of a place: only who has its link finds it, and only a campaign gives its seats.

use super::*;

/// Everywhere where an event of the city stands.
async fn lists(town: &Town, place: &str) -> Vec<String> {
    let search = "q=breakfast";
    let mut lists = vec![
        "/cities/tokyo".to_owned(),
        "/cities/tokyo/feed".to_owned(),
        "/cities/tokyo/agenda".to_owned(),
        format!("/cities/tokyo/agenda?{search}"),
        "/api/v1/cities/tokyo/events".to_owned(),
        format!("/api/v1/cities/tokyo/events?{search}"),
        "/cities/tokyo/calendar.ics".to_owned(),
        "/cities/tokyo/events.rss".to_owned(),
        "/cities/tokyo/events.atom".to_owned(),
        format!("/places/{place}"),
        format!("/places/{place}/calendar.ics"),
        "/people/keeper".to_owned(),
        "/people/keeper/calendar.ics".to_owned(),
        format!("/search?{search}"),
        "/sitemap.xml".to_owned(),
    ];
    let map = town.get("/sitemap.xml").await.text();
    let parts = map.split("/sitemaps/").skip(1);
    lists.extend(parts.map(|part| format!("/sitemaps/{}", part.split('<').next().unwrap())));
    lists
}

#[tokio::test]
async fn no_list_names_it() {
    let town = practising().await;
    let visits = visits(&town, json!({})).await;
    // So that some of the lists hold something.
    let venue = crate::publishing::tests::organiser(&town, "bluedoor").await;
    let evening = crate::publishing::tests::evening();
    let shown = crate::publishing::tests::publish(&venue, evening).await;
    town.settle().await;
    for at in ["2026-11-24T12:00:00", "2026-11-28T10:00:00"] {
        turn_to(&town, at).await;
        let lists = lists(&town, visits.place.as_str().unwrap()).await;
        let mut listed = 0;
        for list in lists {
            let page = town.get(&list).await;
            let text = page.text();
            assert!(!page.status.is_server_error(), "{list}: {text}");
            let names = text.contains(TITLE) || text.contains(&visits.event);
            assert!(!names, "{list}: {text}");
            listed += usize::from(text.contains(&shown));
        }
        assert!(listed >= 5, "lists name what they may: {listed}");
    }
    let page = town.get(&format!("/events/{}?lang=en", visits.event)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has(TITLE) && page.has("noindex"), "{}", page.text());
    assert!(!page.has("seats left") && !page.has("/going"));
    let composer = visits.desk.get("/cities/tokyo/notes/new").await;
    assert!(!composer.has(TITLE), "what is on at this hour");
    let choices = visits.desk.get("/desk/tokyo/campaigns?lang=en").await;
    assert!(!choices.has(&format!("{TITLE} ·")), "{}", choices.text());
}

#[tokio::test]
async fn its_seats_are_given_by_the_campaign_alone() {
    let town = practising().await;
    let visits = visits(&town, json!({})).await;
    let shown = town.get(&visits.path).await.json();
    let occurrence = &shown["occurrence"];
    let date = format!(
        "/api/v1/events/{}/occurrences/{}",
        visits.event,
        occurrence.as_str().unwrap()
    );
    // Once it is called off, all of its seats are the event's.
    let off = format!("{}/call-off", visits.path);
    done(&visits.desk, Method::POST, &off, json!(null)).await;
    let ben = town.sign_up("ben").await;
    for state in ["going", "interested"] {
        let answer = json!({ "state": state, "party": 1 });
        let refused = ben.api(Method::PUT, &format!("{date}/rsvp"), answer).await;
        assert!(refused.has("going-given"), "{state}: {}", refused.text());
    }
    let other = super::super::week(occurrence);
    let other = made(&visits.desk, other).await;
    assert!(other.has("campaigns-date"), "{}", other.text());
}
