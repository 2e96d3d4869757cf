//! What operators do with items.

use super::*;
use crate::photos::sample;

#[tokio::test]
async fn an_operator_makes_an_item_by_a_form() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    assert!(ops.get("/desk/tokyo/merch").await.has("Make the first one"));
    assert!(ops.get("/desk/tokyo/merch/new").await.has("Sizes"));
    let form = "names=Tote&names=&names=&names=&texts=Plain&price=80&per_member=1&state=open\
        &size_ids=&size_names=&size_ids=&size_names=";
    let made = ops.post("/desk/tokyo/merch/items", form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let path = made.location().to_owned();
    let page = ops.get(&path).await;
    assert!(page.has("value=\"Tote\"") && page.has("One size") && page.has("There: 0"));
    let items = ops
        .api(Method::GET, "/api/v1/cities/tokyo/merch", Value::Null)
        .await
        .json();
    let id = items[0]["id"].as_str().unwrap().to_owned();
    let item = ops
        .api(Method::GET, &format!("/api/v1/merch/{id}"), Value::Null)
        .await
        .json();
    let size = item["sizes"][0]["id"].as_str().unwrap().to_owned();
    let stock = format!("{path}/stock");
    for _ in 0..2 {
        let stocked = ops
            .post(&stock, &format!("size={size}&pieces=12&key=a"))
            .await;
        assert_eq!(stocked.status, StatusCode::SEE_OTHER, "{}", stocked.text());
    }
    let short = ops
        .post(&stock, &format!("size={size}&pieces=-13&key=b"))
        .await;
    assert!(short.has("Fewer than that are there"), "{}", short.text());
    ops.post(&stock, &format!("size={size}&pieces=-2&key=b"))
        .await;
    assert_eq!(left(&ops, &id).await, [10]);

    let changed = form
        .replace("names=Tote", "names=Bag")
        .replace("price=80", "price=90");
    assert_eq!(
        ops.post(&path, &changed).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(left(&ops, &id).await, [10], "its one size stays the same");
    assert!(ops.get("/desk/tokyo/merch").await.has("90 points"));
    let sized = format!("{changed}&size_ids=&size_names=M");
    let refused = ops.post(&path, &sized).await;
    assert!(refused.has("cannot go"), "{}", refused.text());
    book_is_right(&town).await;
}

#[tokio::test]
async fn who_makes_an_item_is_told_what_is_wrong() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let form = "names=&price=&per_member=11&state=open&size_names=M&size_names=M";
    let page = ops.post("/desk/tokyo/merch/items", form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "a name in one language",
        "Give a price",
        "Between 1 and 10",
        "At most 12 sizes",
    ] {
        assert!(page.has(words), "{words}");
    }
    let mika = town.sign_up("mika").await;
    let (shirt, _) = made(&ops, shirt(), 1).await;
    for path in [
        "",
        "/new",
        "/claims",
        "/claims.csv",
        &format!("/items/{shirt}"),
        &format!("/items/{shirt}/photos"),
    ] {
        let path = format!("/desk/tokyo/merch{path}");
        assert_eq!(
            mika.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    // An operator of Tokyo runs Tokyo's, whatever the address says.
    let elsewhere = ops
        .get(&format!("/desk/new-york/merch/items/{shirt}"))
        .await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_item_shows_its_photos() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let (shirt, _) = made(&ops, shirt(), 1).await;
    let upload = ops.request(Method::PUT, "/api/v1/me/photos/shirt-photo");
    let photo = ops
        .send(upload, sample::png(640, 480, 3).into())
        .await
        .json();
    let path = format!("/api/v1/cities/tokyo/merch/items/{shirt}/photos");
    let chosen = json!([{ "id": photo["id"], "alt": "A gull" }]);
    let put = ops.api(Method::PUT, &path, chosen.clone()).await;
    assert_eq!(put.status, StatusCode::NO_CONTENT, "{}", put.text());
    assert!(
        ops.get(&format!("/desk/tokyo/merch/items/{shirt}/photos"))
            .await
            .has("A gull")
    );
    assert!(
        town.get(&format!("/merch/{shirt}"))
            .await
            .has("alt=\"A gull\"")
    );
    let gallery = town.get("/cities/tokyo/merch").await;
    assert!(gallery.has("<img src=\"/photos/"), "{}", gallery.text());
    let note = json!({ "text": "Here", "photos": [{ "id": photo["id"] }] });
    let note = ops
        .api(Method::POST, "/api/v1/cities/tokyo/notes", note)
        .await;
    assert_eq!(
        note.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "it stands in no note"
    );
}

#[tokio::test]
async fn the_warehouse_s_table_holds_no_formula() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let mika = town.sign_up("mika").await;
    give(&ops, "mika", 100, "one").await;
    let (shirt, sizes) = made(&ops, shirt(), 1).await;
    let address = json!({ "name": "=cmd()", "text": "+1 Street", "phone": "+81 3" });
    let wish = json!({ "size": sizes[0], "address": address, "key": "k" });
    id(&claims(&mika, &shirt, wish).await);
    let csv = ops.get("/desk/tokyo/merch/claims.csv").await;
    for words in ["'=cmd()", "'+1 Street", "'+81 3", "Shirt,S,mika"] {
        assert!(csv.has(words), "{words}: {}", csv.text());
    }
}
