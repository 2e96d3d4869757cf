//! Wherever a labelled note is shown, so is its label.

use super::*;
use crate::photos::sample;

/// Mika's note about the event, about food, and her public collection with it.
async fn labelled(town: &Town, mika: &Visitor<'_>) -> (NoteId, EventId) {
    let event = event(town).await;
    owes(town, &seat(town, "mika", event).await).await;
    let note = json!({
        "text": "A night that I did not pay for", "event": event, "communities": ["food"],
    });
    (posts(mika, note).await, event)
}

/// The card of the note on a page.
fn card(page: &str, note: NoteId) -> String {
    let cards = page.split("<article class=\"note-card");
    let link = format!("/notes/{note}\"");
    let mut cards = cards.skip(1).filter(|card| card.contains(&link));
    let card = cards.next().unwrap_or_else(|| panic!("no card in {page}"));
    card.split("</article>").next().unwrap().to_owned()
}

/// The picture that a shared link shows.
fn image(page: &str) -> String {
    let image = page.split("property=\"og:image\" content=\"").nth(1);
    let image = image.and_then(|rest| rest.split('"').next()).unwrap();
    let path = image.strip_prefix("https://town.example").unwrap();
    path.replace("&#38;", "&")
}

const LABELS: [(&str, &str); 4] = [
    ("en", "Free ticket"),
    ("ja", "招待"),
    ("zh-Hans", "赠票体验"),
    ("ko", "초대"),
];

#[tokio::test]
async fn on_cards_pages_and_share_cards_in_every_language() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let (note, event) = labelled(&town, &mika).await;
    mika.post(&format!("/notes/{note}/save"), "saved=true")
        .await;
    let collection = mika.get("/api/v1/me/collections").await.json();
    let collection = collection[0]["id"].as_str().unwrap().to_owned();
    for (lang, label) in LABELS {
        let badge = format!("badge--sponsored\">{label}<");
        for path in [
            format!("/events/{event}"),
            "/people/mika".to_owned(),
            format!("/collections/{collection}"),
        ] {
            let page = mika.get(&format!("{path}?lang={lang}")).await.text();
            assert!(card(&page, note).contains(&badge), "{path} {lang}");
        }
        let page = town.get(&format!("/notes/{note}?lang={lang}")).await;
        assert!(page.has(&badge), "{}", page.text());
        let title = format!("<title>{label} · A night");
        assert!(page.has(&title), "{}", page.text());
        let data = format!("\"keywords\":[\"free-ticket\",\"{label}\"]");
        assert!(page.has(&data), "{}", page.text());
    }
    let page = town.get(&format!("/notes/{note}?lang=en")).await.text();
    let image = image(&page);
    assert_eq!(town.get(&image).await.header("content-type"), "image/png");
    let drawn = town.get(&image.replace(".png?", ".svg?")).await;
    assert!(drawn.has(">Free ticket<"), "{}", drawn.text());
}

#[tokio::test]
async fn in_every_feed_that_programs_read() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let plain = posts(&mika, json!({ "text": "I paid", "communities": ["food"] })).await;
    let event = event(&town).await;
    let about = json!({ "text": "For free", "event": event, "communities": ["food"] });
    let note = posts(&mika, about).await;
    let before = town.get("/people/mika/notes.atom").await;
    town.clock.advance(1_000);
    owes(&town, &seat(&town, "mika", event).await).await;
    for (of, label) in [
        ("/people/mika", "Free ticket"),
        ("/cities/tokyo", "招待"),
        ("/communities/food", "Free ticket"),
    ] {
        let atom = town.get(&format!("{of}/notes.atom")).await;
        let feed: atom_syndication::Feed = atom.text().parse().unwrap();
        let entry = &feed.entries[0];
        assert!(entry.links[0].href.ends_with(&note.to_string()));
        assert_eq!(entry.title.value, format!("{label} · For free"));
        let [category] = &entry.categories[..] else {
            panic!("{entry:?}")
        };
        assert_eq!(category.term, "free-ticket");
        assert_eq!(category.label.as_deref(), Some(label));
        let html = entry.content.as_ref().unwrap().value.as_deref().unwrap();
        assert!(html.starts_with(&format!("<p><strong>{label}</strong></p>")));
        assert!(feed.entries[1].links[0].href.ends_with(&plain.to_string()));
        assert!(feed.entries[1].categories.is_empty());
        let rss = town.get(&format!("{of}/notes.rss")).await;
        let channel = rss::Channel::read_from(&rss.body[..]).unwrap();
        let item = &channel.items[0];
        assert_eq!(item.categories[0].name, label);
        assert_eq!(item.title.as_deref(), Some(entry.title.value.as_str()));
        assert_eq!(item.description.as_deref(), Some(html));
    }
    // Whoever read it before reads it anew.
    let after = town.get("/people/mika/notes.atom").await;
    assert_ne!(
        before.header("last-modified"),
        after.header("last-modified")
    );
}

#[tokio::test]
async fn a_photo_does_not_stand_for_the_label_where_a_link_is_shared() {
    let town = Town::with_cities().await;
    let mika = town.sign_up("mika").await;
    let event = event(&town).await;
    owes(&town, &seat(&town, "mika", event).await).await;
    let account = town.account("mika").await;
    for (about, labelled) in [(json!(null), false), (json!(event), true)] {
        let photo = sample::stored(&town, account, (900, 1200)).await;
        let note = json!({ "photos": [{ "id": photo }], "event": about });
        let note = posts(&mika, note).await;
        let page = town.get(&format!("/notes/{note}?lang=en")).await.text();
        assert_eq!(image(&page).contains("/covers/"), labelled, "{page}");
        assert_eq!(
            page.contains("content=\"Free ticket · "),
            labelled,
            "{page}"
        );
    }
}
