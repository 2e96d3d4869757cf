//! The feed as its readers see it.

use std::collections::HashSet;

use store::Tx;

use super::PAGE_NOTES;
use crate::accounts::Member;
use crate::cities::Cities;
use crate::ids::NoteId;
use crate::notes::{Written, like, post};
use crate::social::{block, follow, mute};
use crate::town::{Town, Visitor};

const FEED: &str = "/cities/tokyo/feed";

async fn person<'t>(town: &'t Town, handle: &str) -> (Visitor<'t>, Member) {
    let visitor = town.sign_up(handle).await;
    let member = Member::assumed(town.account(handle).await, handle);
    (visitor, member)
}

async fn write(town: &Town, by: &Member, text: &str) -> NoteId {
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    let written = Written {
        body: text.to_owned(),
        ..Written::default()
    };
    let posted = town
        .app
        .write(async |tx: &mut Tx| post::post(tx, by, &city, &written).await);
    let note = posted.await.unwrap();
    town.settle().await;
    note
}

/// The ids of the notes on all pages, by following the links.
async fn all_pages(visitor: &Visitor<'_>, path: &str) -> Vec<String> {
    let (mut found, mut path) = (Vec::new(), path.to_owned());
    loop {
        let page = visitor.get(&path).await.text();
        let items = page.split("<li id=\"note-").skip(1);
        found.extend(items.map(|item| item.split('"').next().unwrap().to_owned()));
        let next = page.split("rel=\"next\" href=\"").nth(1);
        let Some(next) = next else { return found };
        path = next.split('"').next().unwrap().replace("&#38;", "&");
    }
}

#[tokio::test]
async fn a_note_stands_in_the_feed_at_once_and_its_likes_count() {
    let town = Town::with_cities().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (joon, as_joon) = person(&town, "joon").await;
    assert!(town.get(FEED).await.has("Nobody has written here yet"));
    let note = write(&town, &as_mika, "銀杏がもう半分 <散った>").await;
    for visitor in [&mika, &joon, &town.visitor()] {
        let page = visitor.get(FEED).await;
        assert!(page.has(&format!("/notes/{note}")) && page.has("&#60;散った&#62;"));
    }
    let write = town
        .app
        .write(async |tx: &mut Tx| like::like(tx, &as_joon, note).await);
    write.await.unwrap();
    town.settle().await;
    let pressed = "aria-pressed=\"true\"";
    let (own, others) = (joon.get(FEED).await, mika.get(FEED).await);
    assert!(own.has(pressed) && own.has("<data value=\"1\">1</data>"));
    assert!(!others.has(pressed) && others.has("<data value=\"1\">1</data>"));
}

#[tokio::test]
async fn the_tabs_page_through_every_note_without_script() {
    let town = Town::with_cities().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (_, as_joon) = person(&town, "joon").await;
    let mut written = Vec::new();
    for n in 0..PAGE_NOTES + 6 {
        let by = if n % 5 == 0 { &as_joon } else { &as_mika };
        written.push(write(&town, by, &format!("note {n}")).await.to_string());
    }
    for tab in ["?tab=latest", "", "?tab=for-you&near=35.68,139.76"] {
        let read = all_pages(&mika, &format!("{FEED}{tab}")).await;
        assert_eq!(read.len(), written.len(), "{tab}");
        let distinct: HashSet<_> = read.iter().collect();
        assert_eq!(distinct.len(), written.len(), "{tab}");
        if tab == "?tab=latest" {
            assert!(read.iter().eq(written.iter().rev()));
        }
    }
    let page = mika.get(&format!("{FEED}?tab=following")).await;
    assert!(page.has("Nothing from people you follow yet"));
    let write = town
        .app
        .write(async |tx: &mut Tx| follow::follow(tx, &as_mika, as_joon.id).await);
    write.await.unwrap();
    town.settle().await;
    let read = all_pages(&mika, &format!("{FEED}?tab=following")).await;
    let of_joon: Vec<_> = written.iter().step_by(5).rev().cloned().collect();
    assert_eq!(read, of_joon);
    assert!(
        town.get(&format!("{FEED}?tab=following"))
            .await
            .has("Whom do you follow?")
    );
}

#[tokio::test]
async fn a_block_and_a_mute_empty_the_feed_of_somebody() {
    let town = Town::with_cities().await;
    let (mika, as_mika) = person(&town, "mika").await;
    let (joon, as_joon) = person(&town, "joon").await;
    let (ana, as_ana) = person(&town, "ana").await;
    let note = write(&town, &as_mika, "hello").await.to_string();
    let write = town.app.write(async |tx: &mut Tx| {
        block::block(tx, &as_mika, as_joon.id).await?;
        mute::mute(tx, &as_ana, as_mika.id).await
    });
    write.await.unwrap();
    town.settle().await;
    for tab in ["", "?tab=latest", "?tab=following"] {
        let path = format!("{FEED}{tab}");
        assert!(!joon.get(&path).await.has(&note), "{tab}: blocked");
        assert!(!ana.get(&path).await.has(&note), "{tab}: muted");
    }
    assert!(mika.get(FEED).await.has(&note));
    assert!(town.get(FEED).await.has(&note));
}

#[tokio::test]
async fn an_address_without_a_city_leads_to_one_s_own() {
    let town = Town::with_cities().await;
    assert_eq!(town.get("/feed").await.location(), "/cities/new-york/feed");
    let (mika, _) = person(&town, "mika").await;
    mika.post("/cities/tokyo/membership", "joined=true").await;
    town.settle().await;
    assert_eq!(mika.get("/feed").await.location(), FEED);
    let tonight = mika.get("/tonight").await;
    assert_eq!(tonight.location(), "/cities/tokyo/agenda?when=tonight");
}
