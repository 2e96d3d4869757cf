//! The pages: what one owes, the panel on the home screen, the desk.

use super::*;

#[tokio::test]
async fn my_obligations_say_what_to_do_until_when() {
    let town = Town::with_cities().await;
    let terms = [
        term(Kind::Note, 72),
        term(Kind::Post, 36),
        term(Kind::Words, 96),
    ];
    let story = story(&town, &terms).await;
    let joon = town.sign_up("joon").await;
    assert!(joon.get("/me/obligations").await.has("You owe nothing"));
    let before = story.mika.get("/me/obligations").await;
    for text in [
        "Come to the event",
        "Begins when you come in",
        "Within 3 days of coming in",
        "Within 36 hours of coming in",
        "Send us one drawing",
        "Jazz for free",
    ] {
        assert!(before.has(text), "{text}: {}", before.text());
    }
    assert!(
        !before.has("/notes/new?event="),
        "nothing can be handed in yet"
    );
    come(&story).await;
    let page = story.mika.get("/me/obligations").await;
    let write = format!("/cities/tokyo/notes/new?event={}", story.at.0);
    let proof = format!("/me/obligations/{}/proof", id_of(&story.mika, "post").await);
    for text in [
        "Due Mon, Nov 30 7:00\u{202f}AM",
        "36 hours left",
        "3 days left",
        "@machi.tokyo",
        "Free ticket",
        "Met in time",
        write.as_str(),
        proof.as_str(),
        "late, for 7 days",
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    let japanese = story.mika.get("/me/obligations?lang=ja").await;
    assert!(
        japanese.has("11月30日(月) 7:00") && japanese.has("あと36時間") && japanese.has("ご招待")
    );
    // The form for the note names the event.
    let form = story.mika.get(&write).await;
    let chosen = format!("value=\"{}\" selected", story.at.0);
    assert!(form.has(&chosen), "{}", form.text());
}

#[tokio::test]
async fn the_home_screen_counts_down_while_something_is_open() {
    let town = Town::with_cities().await;
    let story = story(&town, &[term(Kind::Note, 72), term(Kind::Post, 48)]).await;
    let feed = "/cities/tokyo/feed";
    assert!(
        !story.mika.get(feed).await.has("class=\"owed\""),
        "no clock runs"
    );
    come(&story).await;
    let page = story.mika.get(feed).await;
    for text in [
        "You owe something for Jazz at the Blue Door",
        "2 days left",
        "and one more",
    ] {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    assert!(
        !town.get(feed).await.has("class=\"owed\""),
        "a stranger owes nothing"
    );
    post_note(&story, json!({})).await;
    assert!(!story.mika.get(feed).await.has("and one more"));
    turn_to(&town, "2026-11-30T20:00:00").await;
    assert!(story.mika.get(feed).await.has("overdue"));
    submit(&town, &id_of(&story.mika, "post").await)
        .await
        .unwrap();
    assert!(!story.mika.get(feed).await.has("class=\"owed\""));
}

#[tokio::test]
async fn an_excuse_is_asked_for_and_decided_by_forms() {
    let town = Town::with_cities().await;
    let story = story(&town, &[term(Kind::Post, 72)]).await;
    let desk = operator(&town, "keeper").await;
    assert!(
        desk.get("/desk/tokyo/excuses")
            .await
            .has("No request waits.")
    );
    let post = format!("/me/obligations/{}", id_of(&story.mika, "post").await);
    assert!(story.mika.get(&post).await.has("at least 24 more hours"));
    let form = format!("{post}/excuse");
    let empty = story.mika.post(&form, "text=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.has("Please say why."), "{}", empty.text());
    let sent = story.mika.post(&form, "text=My+camera+broke").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let page = story.mika.get(&post).await;
    assert!(page.has("My camera broke") && page.has("nothing is missed"));
    assert!(
        story
            .mika
            .get("/me/obligations")
            .await
            .has("Excuse requested")
    );

    let waiting = desk.get("/desk/tokyo/excuses").await;
    for text in [
        "My camera broke",
        "@mika",
        "Post on Instagram",
        "Has not come in",
    ] {
        assert!(waiting.has(text), "{text}: {}", waiting.text());
    }
    let excuse = list(&desk, "/api/v1/cities/tokyo/excuses").await[0]["id"].clone();
    let path = format!("/desk/tokyo/excuses/{}", excuse.as_str().unwrap());
    let silent = desk.post(&path, "verdict=refuse&reason=").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.has("Please give a reason"));
    let refused = desk
        .post(&path, "verdict=refuse&reason=A+phone+has+one")
        .await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER);
    let again = desk.post(&path, "verdict=accept&reason=Well").await;
    assert!(again.has("This request is decided"), "{}", again.text());
    let decided = desk.get("/desk/tokyo/excuses?list=decided").await;
    assert!(decided.has("A phone has one") && decided.has("@keeper"));
    let page = story.mika.get(&post).await;
    assert!(page.has("A phone has one") && page.has("Not excused"));
    let withdrawn = story.mika.post(&format!("{form}/withdraw"), "").await;
    assert_eq!(withdrawn.status, StatusCode::SEE_OTHER);
    assert_eq!(
        story.mika.get("/desk/tokyo/excuses").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn what_is_settled_is_paged() {
    let town = Town::with_cities().await;
    let story = story(&town, &[]).await;
    let (account, city) = (town.account("mika").await, tokyo(&town).await);
    let (event, date): (i64, i64) = (story.at.0.parse().unwrap(), story.at.1.parse().unwrap());
    let write = town.app.write(async |tx: &mut Tx| {
        for position in 1..=32_i64 {
            let id = tx.new_id();
            tx.execute(
                "insert into obligation (id, campaign_id, account_id, city_id, event_id,
                   occurrence_id, position, kind, network, words, due_hours, state, created_at_ms)
                 values ($1, $2, $3, $4, $5, $6, $7, 'words', '', 'Draw', 1, 'excused', 0)",
                args![id, story.campaign, account, city, event, date, position],
            )
            .await?;
        }
        Ok(())
    });
    write.await.unwrap();
    let first = story
        .mika
        .api(Method::GET, &format!("{MINE}/settled"), Value::Null)
        .await;
    assert_eq!(first.json().as_array().unwrap().len(), 30);
    let link = first.header("link").to_owned();
    let next = link.trim_start_matches('<').split('>').next().unwrap();
    assert_eq!(list(&story.mika, next).await.len(), 2);
    let page = story.mika.get("/me/obligations").await.text();
    let next = page.split("href=\"/me/obligations?before=").nth(1).unwrap();
    let next = format!("/me/obligations?before={}", next.split('"').next().unwrap());
    let second = story.mika.get(&next).await;
    assert_eq!(second.text().matches("id=\"obligation-").count(), 2);
}
