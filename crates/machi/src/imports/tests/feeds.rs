//! Feeds from a small real server.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::Tx;

use super::kit::{city, counts};
use crate::ids::AccountId;
use crate::imports::feeds::{self, FeedDraft, Problem};
use crate::imports::{Kind, sources};
use crate::start;
use crate::timers;
use crate::town::Town;

const CALENDAR: &str = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Show\nDTSTART:20261201T190000\nEND:VEVENT\nEND:VCALENDAR\n";
const MINUTE_MS: i64 = 60_000;

/// A publisher whose next answers are 200, then errors, then 200 again.
async fn publisher(answers: &'static [u16]) -> (String, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let seen = asked.clone();
    let answer = move || async move {
        let at = seen.fetch_add(1, Ordering::SeqCst);
        let status = answers.get(at).copied().unwrap_or(200);
        (StatusCode::from_u16(status).unwrap(), CALENDAR)
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/feed.ics", listener.local_addr().unwrap());
    let router = Router::new().route("/feed.ics", get(answer));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address, asked)
}

fn draft(address: &str) -> FeedDraft {
    FeedDraft {
        kind: Kind::Icalendar,
        name: "A hall".into(),
        address: address.into(),
        attribution: String::new(),
        every_minutes: 60,
    }
}

async fn add(town: &Town, draft: &FeedDraft) -> crate::error::Result<crate::ids::SourceId> {
    let city = city(town, "new-york");
    let by = AccountId::from(1);
    town.app
        .write(async |tx: &mut Tx| feeds::add(tx, &city, by, draft).await)
        .await
}

async fn feed(town: &Town) -> sources::Feed {
    let city = city(town, "new-york").id;
    let mut all = town
        .app
        .read(async |tx: &mut Tx| sources::all(tx, city).await)
        .await
        .unwrap();
    all.pop().unwrap().feed.unwrap()
}

async fn due(town: &Town) -> usize {
    let done = timers::run_due(&town.app, &start::timers()).await.unwrap();
    town.settle().await;
    done
}

#[tokio::test]
async fn a_feed_is_fetched_at_once_then_each_hour_and_later_after_failures() {
    let town = Town::with_cities_and(|settings| settings.outgoing_private = true).await;
    let (address, asked) = publisher(&[200, 500, 500, 200]).await;
    add(&town, &draft(&address)).await.unwrap();
    add(&town, &draft(&address)).await.unwrap();
    assert_eq!((due(&town).await, due(&town).await), (1, 0));
    assert_eq!(counts(&town).await, (1, 1, 1));

    town.clock.advance(60 * MINUTE_MS);
    assert_eq!(due(&town).await, 1);
    let failed = feed(&town).await;
    assert_eq!(
        (failed.failures, failed.problem),
        (1, Some(Problem::Status(500)))
    );
    town.clock.advance(60 * MINUTE_MS);
    assert_eq!(due(&town).await, 1);
    town.clock.advance(119 * MINUTE_MS);
    assert_eq!(due(&town).await, 0, "the pause has grown");
    town.clock.advance(MINUTE_MS);
    assert_eq!(due(&town).await, 1);
    let well = feed(&town).await;
    assert_eq!((well.failures, well.problem), (0, None));
    assert_eq!(asked.load(Ordering::SeqCst), 4);
    assert_eq!(counts(&town).await, (1, 1, 2));
}

#[tokio::test]
async fn a_paused_or_removed_feed_is_left_alone() {
    let town = Town::with_cities_and(|settings| settings.outgoing_private = true).await;
    let (address, asked) = publisher(&[]).await;
    let source = add(&town, &draft(&address)).await.unwrap();
    let city = city(&town, "new-york").id;
    let pause = async |paused| {
        let app = &town.app;
        app.write(async |tx: &mut Tx| feeds::pause(tx, city, source, paused).await)
            .await
            .unwrap();
    };
    pause(true).await;
    town.clock.advance(3_600 * MINUTE_MS);
    assert_eq!(due(&town).await, 0);
    pause(false).await;
    assert_eq!(due(&town).await, 1);
    town.app
        .write(async |tx: &mut Tx| feeds::remove(tx, city, source).await)
        .await
        .unwrap();
    town.clock.advance(3_600 * MINUTE_MS);
    assert_eq!(due(&town).await, 0);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    assert_eq!(counts(&town).await.0, 1, "what came from it stays");
}

#[tokio::test]
async fn a_feed_inside_the_own_network_is_not_fetched() {
    let town = Town::with_cities().await;
    let (address, asked) = publisher(&[]).await;
    add(&town, &draft(&address)).await.unwrap();
    assert_eq!(due(&town).await, 1);
    assert_eq!(feed(&town).await.problem, Some(Problem::Private));
    assert_eq!(asked.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_feed_is_checked_when_it_is_added() {
    let town = Town::with_cities().await;
    let cases = [
        FeedDraft {
            name: " ".into(),
            ..draft("https://town.example/a.ics")
        },
        FeedDraft {
            every_minutes: 14,
            ..draft("https://town.example/a.ics")
        },
        draft("file:///etc/passwd"),
        draft("https://me:secret@town.example/a.ics"),
        draft("feed"),
    ];
    for wrong in cases {
        let refused = add(&town, &wrong).await;
        assert!(
            matches!(refused, Err(crate::error::Error::Refused(_))),
            "{wrong:?}"
        );
    }
}
