//! Feeds, as programs that read them get them.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use store::Tx;

use crate::accounts::Member;
use crate::cities::Cities;
use crate::communities::all;
use crate::events::tests::{HOUR_MS, draft, occurrence, saved, sourced};
use crate::ids::NoteId;
use crate::notes::{Written, delete, post};
use crate::text::{Lang, Names};
use crate::town::{Answer, NOON_MS, Town};

async fn story(town: &Town, by: &Member) -> NoteId {
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    let food = all(&town.app).unwrap();
    let food = food.iter().find(|one| one.slug == "food").unwrap().id;
    let written = Written {
        title: "Ginkgo & <b>more</b>".into(),
        body: "See https://example.org/?a=1&b=2 <script>".into(),
        lang: "en".into(),
        communities: vec![food],
        ..Written::default()
    };
    let posted = town
        .app
        .write(async |tx: &mut Tx| post::post(tx, by, &city, &written).await);
    posted.await.unwrap()
}

async fn with_header(town: &Town, path: &str, name: &str, value: &str) -> Answer {
    let visitor = town.visitor();
    let request = visitor.request(Method::GET, path).header(name, value);
    visitor.send(request, Body::empty()).await
}

const FEEDS: [&str; 3] = ["/people/mika", "/cities/tokyo", "/communities/food"];

/// Stricter than the readers of feeds, which overlook what others stumble over.
fn check_xml(text: &str) {
    roxmltree::Document::parse(text).unwrap();
}

#[tokio::test]
async fn the_latest_notes_come_as_atom_and_as_rss() {
    let town = Town::with_cities().await;
    town.sign_up("mika").await;
    let mika = Member::assumed(town.account("mika").await, "mika");
    let note = story(&town, &mika).await;
    let page = format!("https://town.example/notes/{note}");
    for of in FEEDS {
        let answer = town.get(&format!("{of}/notes.atom")).await;
        assert_eq!(
            answer.header("content-type"),
            "application/atom+xml; charset=utf-8"
        );
        check_xml(&answer.text());
        let feed: atom_syndication::Feed = answer.text().parse().unwrap();
        assert_eq!(
            feed.links[0].href,
            format!("https://town.example{of}/notes.atom")
        );
        let [entry] = &feed.entries[..] else {
            panic!("{feed:?}")
        };
        assert_eq!(entry.title.value, "Ginkgo & <b>more</b>");
        assert!(
            entry.id.starts_with("tag:town.example,2026-01-01:"),
            "{}",
            entry.id
        );
        assert_eq!(entry.links[0].href, page);
        assert_eq!(entry.authors[0].name, "mika");
        let content = entry.content.as_ref().unwrap();
        assert_eq!(content.lang.as_deref(), Some("en"));
        let html = content.value.as_deref().unwrap();
        assert!(
            html.contains("href=\"https://example.org/?a=1&amp;b=2\""),
            "{html}"
        );
        assert!(html.contains("&lt;script&gt;"), "{html}");

        let answer = town.get(&format!("{of}/notes.rss")).await;
        assert_eq!(
            answer.header("content-type"),
            "application/rss+xml; charset=utf-8"
        );
        check_xml(&answer.text());
        let channel = rss::Channel::read_from(&answer.body[..]).unwrap();
        let [item] = &channel.items[..] else {
            panic!("{channel:?}")
        };
        assert_eq!(item.title.as_deref(), Some("Ginkgo & <b>more</b>"));
        assert_eq!(item.link.as_deref(), Some(page.as_str()));
        assert_eq!(item.description.as_deref(), Some(html));
        assert_eq!(item.guid.as_ref().unwrap().value, entry.id);
        assert_eq!(
            item.pub_date.as_deref(),
            Some("Sun, 22 Nov 2026 12:00:00 GMT")
        );
        let core = item.dublin_core_ext.as_ref().unwrap();
        assert_eq!(core.creators, ["mika"]);
    }
}

#[tokio::test]
async fn whoever_has_a_feed_is_not_told_it_again() {
    let town = Town::with_cities().await;
    town.sign_up("mika").await;
    let mika = Member::assumed(town.account("mika").await, "mika");
    let note = story(&town, &mika).await;
    for of in FEEDS {
        let path = format!("{of}/notes.atom");
        let answer = town.get(&path).await;
        assert_eq!(answer.header("cache-control"), "public, max-age=300");
        let (tag, changed) = (answer.header("etag"), answer.header("last-modified"));
        assert_eq!(changed, "Sun, 22 Nov 2026 12:00:00 GMT");
        let both = [("if-none-match", tag), ("if-modified-since", changed)];
        for (name, value) in both {
            let again = with_header(&town, &path, name, value).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{name}");
            assert!(again.body.is_empty() && again.header("etag") == tag);
        }
    }
    let before = town.get("/cities/tokyo/notes.atom").await;
    let write = town
        .app
        .write(async |tx: &mut Tx| delete::delete(tx, &mika, note).await);
    write.await.unwrap();
    for name in ["etag", "last-modified"] {
        let asked = if name == "etag" {
            "if-none-match"
        } else {
            "if-modified-since"
        };
        let path = "/cities/tokyo/notes.atom";
        let after = with_header(&town, path, asked, before.header(name)).await;
        assert_eq!(
            after.status,
            StatusCode::OK,
            "what was deleted is gone: {name}"
        );
        assert!(!after.has("Ginkgo"));
    }
}

#[tokio::test]
async fn there_is_no_feed_of_nobody() {
    let town = Town::with_cities().await;
    for path in ["/people/nobody/notes.atom", "/cities/atlantis/notes.rss"] {
        assert_eq!(town.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let empty = town.get("/communities/food/notes.atom").await;
    let feed: atom_syndication::Feed = empty.text().parse().unwrap();
    assert!(feed.entries.is_empty());
}

#[tokio::test]
async fn what_is_on_comes_as_atom_and_as_rss() {
    let town = Town::with_cities().await;
    let (city, source) = sourced(&town, "tokyo").await;
    let community = &city.communities[0];
    let mut draft = draft(source);
    draft.titles = Names::single(Lang::En, "Jazz & <b>more</b>");
    draft.organiser = "The band".into();
    draft.community = Some(community.id);
    // Daily: one entry all the same.
    draft.occurrences = (0..3)
        .map(|day| occurrence(&day.to_string(), NOON_MS + HOUR_MS + day * 24 * HOUR_MS))
        .collect();
    let id = saved(&town, &city, &draft).await.event();
    let slug = &community.slug;
    for of in [
        format!("/cities/tokyo/events.{{}}?community={slug}&lang=en"),
        format!("/communities/{slug}/events.{{}}"),
    ] {
        let answer = town.get(&of.replace("{}", "atom")).await;
        check_xml(&answer.text());
        let feed: atom_syndication::Feed = answer.text().parse().unwrap();
        let own = format!("https://town.example{}", of.replace("{}", "atom"));
        assert_eq!(feed.links[0].href, own);
        let [entry] = &feed.entries[..] else {
            panic!("{feed:?}")
        };
        assert_eq!(entry.title.value, "Jazz & <b>more</b>");
        assert_eq!(entry.id, format!("tag:town.example,2026-01-01:events/{id}"));
        assert_eq!(
            entry.links[0].href,
            format!("https://town.example/events/{id}")
        );
        assert_eq!(entry.authors[0].name, "The band");
        let html = entry.content.as_ref().unwrap().value.as_deref().unwrap();
        assert!(html.contains("Sun, Nov 22 10:00"), "{html}");
        assert!(html.contains("Facts by the test"), "{html}");

        let answer = town.get(&of.replace("{}", "rss")).await;
        check_xml(&answer.text());
        let channel = rss::Channel::read_from(&answer.body[..]).unwrap();
        let [item] = &channel.items[..] else {
            panic!("{channel:?}")
        };
        assert_eq!(item.guid.as_ref().unwrap().value, entry.id);
        assert_eq!(item.description.as_deref(), Some(html));
    }
    let elsewhere = town.get("/cities/new-york/events.atom").await;
    let feed: atom_syndication::Feed = elsewhere.text().parse().unwrap();
    assert!(feed.entries.is_empty());
}
