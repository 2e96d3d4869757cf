//! The desk's overview, through the router.

use store::Tx;

use crate::accounts::Role;
use crate::cities::Cities;
use crate::events::tests::{draft, saved, sourced};
use crate::imports::Kind;
use crate::imports::feeds::{self, FeedDraft};
use crate::start;
use crate::timers;
use crate::town::Town;

#[tokio::test]
async fn an_operator_sees_the_numbers_and_a_moderator_no_imports() {
    let town = Town::with_cities().await;
    let new_york = town.app.view::<Cities>().unwrap().by_slug("new-york");
    let id = new_york.unwrap().id;
    let joon = town.sign_up("joon").await;
    town.give_role("joon", Role::Operator, Some(id)).await;
    let mika = town.sign_up("mika").await;
    town.give_role("mika", Role::Moderator, Some(id)).await;
    let here = "/desk/new-york";
    assert!(joon.get(here).await.has("Nothing was imported yet."));

    let (city, source) = sourced(&town, "new-york").await;
    saved(&town, &city, &draft(source)).await;
    mika.post("/cities/new-york/membership", "joined=true")
        .await;
    let invited = joon
        .post(
            "/desk/new-york/invitations",
            "network=instagram&name=noodles",
        )
        .await;
    assert_eq!(invited.status, 200, "{}", invited.text());
    let feed = FeedDraft {
        kind: Kind::Icalendar,
        name: "A hall".into(),
        address: "http://127.0.0.1:9/feed.ics".into(),
        attribution: String::new(),
        every_minutes: 60,
    };
    let by = crate::ids::AccountId::from(1);
    town.app
        .write(async |tx: &mut Tx| feeds::add(tx, &city, by, &feed).await)
        .await
        .unwrap();
    timers::run_due(&town.app, &start::timers()).await.unwrap();
    town.settle().await;

    let page = joon.get(here).await;
    for (name, href) in [
        ("Members", "/cities/new-york"),
        (
            "Events in the next seven days",
            "/cities/new-york/agenda?when=week",
        ),
        ("Open invitations", "/desk/new-york/invitations"),
    ] {
        let number = format!("<dt>{name}</dt><dd class=\"stat__value\"><a href=\"{href}\">1</a>");
        assert!(page.has(&number), "{name}: {}", page.text());
    }
    assert!(
        page.has("One feed could not be fetched."),
        "{}",
        page.text()
    );
    let page = mika.get(here).await;
    assert!(page.has("Members") && !page.has("Last import") && !page.has("Open invitations"));
}
