//! What does not take place, and what is not taken.

use super::*;

#[tokio::test]
async fn nobody_or_a_date_that_was_called_off_is_not_drawn() {
    let town = practising().await;
    let venue = organiser(&town, "bluedoor").await;
    let (rsvp, page) = drawn_evening(&venue, json!({})).await;
    let mika = town.sign_up("mika").await;
    ask(&mika, &rsvp).await;
    let first = draw_of(&mika).await;
    venue.post(&format!("{page}/call-off"), "off=true").await;
    let (rsvp, _) = drawn_evening(&venue, json!({ "titles": { "en": "Another" } })).await;
    ask(&mika, &rsvp).await;
    let second = draw_of(&mika).await;
    mika.api(Method::DELETE, &rsvp, json!(null)).await;
    close(&town).await;
    assert_eq!(state(&town, &first).await, "void");
    assert!(
        town.get(&format!("/draws/{first}"))
            .await
            .has("It was called off")
    );
    assert_eq!(state(&town, &second).await, "void");
    assert!(
        town.get(&format!("/draws/{second}"))
            .await
            .has("Nobody took part")
    );
}

#[tokio::test]
async fn a_draw_needs_a_number_of_seats_and_time() {
    let town = practising().await;
    let venue = organiser(&town, "bluedoor").await;
    let path = "/api/v1/cities/tokyo/events";
    let endless = with(evening(), json!({ "way": "draw" }));
    let refused = venue.api(Method::POST, path, endless).await;
    assert!(
        refused.has("publishing-draw-capacity"),
        "{}",
        refused.text()
    );
    let never = with(
        evening(),
        json!({ "way": "draw", "capacity": 2, "draw_hours": 721 }),
    );
    let refused = venue.api(Method::POST, path, never).await;
    assert!(
        refused.has("publishing-draw-hours-range"),
        "{}",
        refused.text()
    );
    // Too late for a draw: first come, first served.
    let (rsvp, _) = drawn_evening(&venue, json!({ "draw_hours": 720 })).await;
    let mika = town.sign_up("mika").await;
    assert_eq!(ask(&mika, &rsvp).await, "going");
}

#[tokio::test]
async fn who_is_no_member_signs_in_to_take_part() {
    let town = Town::with_cities_and(|settings| {
        settings.draws_chain = DrawsChain::Practice;
        settings.public_url = "http://127.0.0.1:8080".into();
    })
    .await;
    let venue = organiser(&town, "bluedoor").await;
    let (_, page) = drawn_evening(&venue, json!({})).await;
    let asked = town
        .visitor()
        .post(
            &format!("{page}/visits"),
            "name=Hana&address=hana@mail.example",
        )
        .await;
    assert!(
        asked.has("Seats are drawn among members here."),
        "{}",
        asked.text()
    );
    let nobody = town.get("/me/draws").await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
}
