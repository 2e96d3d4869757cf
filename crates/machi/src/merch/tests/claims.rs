//! What members claim, and what becomes of it.

use super::*;

/// For who has a prize, and picks it up.
fn mug() -> Value {
    json!({ "names": { "en": "Mug" }, "state": "open", "as_prize": true,
        "pick_up": "The desk at the river, Saturdays", "per_member": 2 })
}

#[tokio::test]
async fn a_member_claims_a_shirt() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let mika = town.sign_up("mika").await;
    assert!(
        mika.get("/cities/tokyo/merch")
            .await
            .has("Nothing here yet")
    );
    let (shirt, sizes) = made(&ops, shirt(), 2).await;
    give(&ops, "mika", 150, "one").await;
    let gallery = mika.get("/cities/tokyo/merch").await;
    for words in ["Shirt", "100 points, or as a prize", "4 left", "150 points"] {
        assert!(gallery.has(words), "{words}");
    }
    let page = mika.get(&format!("/merch/{shirt}")).await;
    for words in [
        "With a gull on it",
        "Your address is asked",
        "S · 2 left",
        "no cash value",
    ] {
        assert!(page.has(words), "{words}");
    }
    let form = format!(
        "key=k1&pays=points&size={}&address_name=Mika&address_text=Suginami%0D%0ATokyo",
        sizes[1]
    );
    let path = format!("/merch/{shirt}/claims");
    let (first, again) = (mika.post(&path, &form).await, mika.post(&path, &form).await);
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text());
    assert_eq!(
        first.location(),
        again.location(),
        "the same form again is the same claim"
    );
    assert_eq!(
        (has(&town, "mika").await, left(&mika, &shirt).await),
        (50, vec![2, 1])
    );
    let mine = mika.get("/me/merch").await;
    assert!(mine.has("Shirt · L") && mine.has("Claimed"));
    book_is_right(&town).await;
}

#[tokio::test]
async fn what_is_shipped_has_no_address_any_more() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let mika = town.sign_up("mika").await;
    let (shirt, sizes) = made(&ops, shirt(), 2).await;
    give(&ops, "mika", 100, "one").await;
    let wish = json!({ "size": sizes[1], "address": home(), "key": "k" });
    let claim = id(&claims(&mika, &shirt, wish).await);
    assert!(is_kept(&town, &claim).await);
    let desk = ops.get("/desk/tokyo/merch/claims").await;
    assert!(
        desk.has("Suginami, Tokyo") && desk.has("@mika"),
        "{}",
        desk.text()
    );
    let csv = ops.get("/desk/tokyo/merch/claims.csv").await;
    assert!(csv.has("Suginami, Tokyo") && csv.header("content-type").starts_with("text/csv"));

    assert_eq!(
        step(&ops, &claim, json!({ "step": "pack" })).await,
        StatusCode::NO_CONTENT
    );
    let late = mika.post(&format!("/me/merch/{claim}/cancel"), "").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let ship = json!({ "step": "ship", "tracking": "JP 123" });
    for _ in 0..2 {
        assert_eq!(
            step(&ops, &claim, ship.clone()).await,
            StatusCode::NO_CONTENT
        );
    }
    assert!(!is_kept(&town, &claim).await, "the address is gone");
    assert!(mika.get("/me/merch").await.has("Tracking: JP 123"));
    let out = ops.get("/desk/tokyo/merch/claims?list=out").await;
    assert!(out.has("Shipped") && !out.has("Suginami"));
    assert_eq!(
        told(&town, &mika).await,
        [("merch_shipped".into(), "Shirt".into())]
    );
    for wrong in ["hand_over", "pack", "cancel"] {
        let wrong = step(&ops, &claim, json!({ "step": wrong, "reason": "No" })).await;
        assert_eq!(wrong, StatusCode::UNPROCESSABLE_ENTITY);
    }
    book_is_right(&town).await;
}

#[tokio::test]
async fn who_cancels_gets_points_and_piece_back() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let mika = town.sign_up("mika").await;
    let (shirt, sizes) = made(&ops, shirt(), 1).await;
    give(&ops, "mika", 100, "one").await;
    let wish = |key: &str| json!({ "size": sizes[0], "address": home(), "key": key });
    let first = id(&claims(&mika, &shirt, wish("k1")).await);
    let enough = claims(&mika, &shirt, wish("k2")).await;
    assert!(enough.has("Everybody may have one"), "{}", enough.text());
    let joon = town.sign_up("joon").await;
    let path = format!("/api/v1/me/merch/{first}");
    let others = joon.api(Method::DELETE, &path, Value::Null).await;
    assert_eq!(others.status, StatusCode::NOT_FOUND);
    for _ in 0..2 {
        let cancelled = mika.api(Method::DELETE, &path, Value::Null).await;
        assert_eq!(cancelled.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(
        (has(&town, "mika").await, left(&mika, &shirt).await),
        (100, vec![1, 1])
    );
    assert!(!is_kept(&town, &first).await);
    assert!(
        told(&town, &mika).await.is_empty(),
        "nobody is told of what they did themselves"
    );

    let second = id(&claims(&mika, &shirt, wish("k2")).await);
    let no_reason = step(&ops, &second, json!({ "step": "cancel" })).await;
    assert_eq!(no_reason, StatusCode::UNPROCESSABLE_ENTITY);
    let called_off = json!({ "step": "cancel", "reason": "It is torn" });
    for _ in 0..2 {
        assert_eq!(
            step(&ops, &second, called_off.clone()).await,
            StatusCode::NO_CONTENT
        );
    }
    assert_eq!(
        (has(&town, "mika").await, left(&mika, &shirt).await),
        (100, vec![1, 1])
    );
    assert!(!is_kept(&town, &second).await);
    assert!(mika.get("/me/merch").await.has("It is torn"));
    assert_eq!(
        told(&town, &mika).await,
        [("merch_cancelled".into(), "Shirt".into())]
    );
    let page = mika.get("/me/points").await;
    assert!(page.has("Claim cancelled by the city") && page.has("Used for merch"));
    book_is_right(&town).await;
}

#[tokio::test]
async fn a_prize_is_chosen_once() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let mika = town.sign_up("mika").await;
    let (mug, _) = made(&ops, mug(), 5).await;
    let wish = |key: &str| json!({ "pays": "prize", "key": key });
    let none = claims(&mika, &mug, wish("k1")).await;
    assert!(none.has("no prize to choose"), "{}", none.text());
    let points = claims(&mika, &mug, json!({ "key": "k1" })).await;
    assert_eq!(
        points.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "not for points"
    );
    for _ in 0..2 {
        let given = ops
            .post("/desk/tokyo/merch/grants", "handle=mika&days=10&key=one")
            .await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.text());
    }
    let prizes = mika
        .api(Method::GET, "/api/v1/me/prizes", Value::Null)
        .await
        .json();
    assert_eq!(
        prizes.as_array().unwrap().len(),
        1,
        "the same form again is the same prize"
    );
    assert!(
        mika.get("/me/merch")
            .await
            .has("A prize from the people who run the city")
    );
    assert!(
        mika.get(&format!("/merch/{mug}"))
            .await
            .has("Pick up: The desk at the river")
    );
    assert_eq!(
        told(&town, &mika).await,
        [("merch_granted".into(), String::new())]
    );
    let claim = id(&claims(&mika, &mug, wish("k1")).await);
    assert!(!is_kept(&town, &claim).await, "nobody asks where to");
    let again = claims(&mika, &mug, wish("k2")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_prize_comes_back_is_picked_up_or_ends() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let (mika, joon) = (town.sign_up("mika").await, town.sign_up("joon").await);
    let (mug, _) = made(&ops, mug(), 5).await;
    let wish = |key: &str| json!({ "pays": "prize", "key": key });
    ops.post("/desk/tokyo/merch/grants", "handle=mika&key=one")
        .await;
    let claim = id(&claims(&mika, &mug, wish("k1")).await);
    // What comes back can be used again, and picked up.
    let path = format!("/api/v1/me/merch/{claim}");
    mika.api(Method::DELETE, &path, Value::Null).await;
    let claim = id(&claims(&mika, &mug, wish("k2")).await);
    let wrong = step(&ops, &claim, json!({ "step": "ship" })).await;
    assert_eq!(wrong, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        step(&ops, &claim, json!({ "step": "hand_over" })).await,
        StatusCode::NO_CONTENT
    );
    assert_eq!(left(&mika, &mug).await, [4]);

    ops.post("/desk/tokyo/merch/grants", "handle=joon&days=10&key=two")
        .await;
    town.clock.advance(10 * crate::points::tests::DAY_MS);
    let late = claims(&joon, &mug, wish("k1")).await;
    assert!(late.has("no prize to choose"), "it ended");
    book_is_right(&town).await;
}

#[tokio::test]
async fn who_claims_is_told_what_is_wrong() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let mika = town.sign_up("mika").await;
    let (shirt_id, sizes) = made(&ops, shirt(), 1).await;
    let path = format!("/merch/{shirt_id}/claims");
    let (size, address) = (&sizes[0], "address_name=M&address_text=Here");
    let poor = mika
        .post(&path, &format!("key=k&size={size}&{address}"))
        .await;
    assert!(poor.has("You do not have enough points"), "{}", poor.text());
    assert_eq!(
        left(&mika, &shirt_id).await,
        [1, 1],
        "nothing left the shelf"
    );
    give(&ops, "mika", 500, "one").await;
    let no_size = mika.post(&path, &format!("key=k&{address}")).await;
    assert!(no_size.has("Please choose a size") && no_size.has(">Here</textarea>"));
    let no_address = mika.post(&path, &format!("key=k&size={size}")).await;
    assert_eq!(no_address.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(no_address.has("for whom it is") && no_address.has("write the address"));
    let joon = town.sign_up("joon").await;
    give(&ops, "joon", 100, "two").await;
    let wish = json!({ "size": size, "address": home(), "key": "k" });
    id(&claims(&joon, &shirt_id, wish.clone()).await);
    let gone = claims(&mika, &shirt_id, wish).await;
    assert!(gone.has("Nothing is left"), "{}", gone.text());
    let mut draft = shirt();
    draft["state"] = json!("draft");
    let (draft, _) = made(&ops, draft, 1).await;
    assert_eq!(
        mika.get(&format!("/merch/{draft}")).await.status,
        StatusCode::NOT_FOUND
    );
    let stranger = town.get(&format!("/merch/{shirt_id}")).await;
    assert!(stranger.has("Sign in to claim it"));
}
