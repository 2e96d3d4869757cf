//! The demo keeps its hands off what is not its own.

use store::{Tx, args};

use super::album::Album;
use super::folder::Folder;
use super::origin::{self, Origin};
use super::{content, life, port};
use crate::accounts::demo::ensure_demo_accounts;
use crate::cities::Cities;
use crate::frame::CityLinks;
use crate::town::{NOON_MS, Town};

#[test]
fn only_a_folder_that_the_demo_made_is_thrown_away() {
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("diary"), "dear").unwrap();
    for fresh in [false, true] {
        let error = Folder::take(&other, fresh).unwrap_err();
        assert!(error.to_string().contains("did not make"), "{error}");
    }
    let own = folder.path().join("own");
    drop(Folder::take(&own, false).unwrap());
    std::fs::write(own.join("machi.db"), "old").unwrap();
    let used = Folder::take(&own, false).unwrap();
    let error = Folder::take(&own, true).unwrap_err();
    assert!(error.to_string().contains("running"), "{error}");
    drop(used);
    Folder::take(&own, true).unwrap();
    assert!(!own.join("machi.db").exists());
    assert!(other.join("diary").exists());
}

#[tokio::test]
async fn somebody_else_s_installation_is_left_alone() {
    let town = Town::new().await;
    let store = town.app.store();
    assert_eq!(Origin::of(store).await.unwrap(), Origin::Nobody);
    town.sign_up("mika").await;
    assert_eq!(Origin::of(store).await.unwrap(), Origin::Other);
}

#[tokio::test]
async fn a_database_that_the_demo_made_is_known_and_can_be_emptied() {
    let town = Town::new().await;
    let store = town.app.store();
    origin::claim(store).await.unwrap();
    origin::claim(store).await.unwrap();
    town.sign_up("mika").await;
    assert_eq!(Origin::of(store).await.unwrap(), Origin::Demo);
    if std::env::var_os(store::throw_away::SERVER).is_some() {
        town.app.shut_down();
        store.clone().wipe().await.unwrap();
        let again = crate::start::open(town.app.settings()).await.unwrap();
        assert_eq!(Origin::of(&again).await.unwrap(), Origin::Nobody);
    }
}

#[tokio::test]
async fn cities_are_filled_once_a_week() {
    let town = Town::new().await;
    origin::claim(town.app.store()).await.unwrap();
    content::fill(&town.app).await.unwrap();
    let filled = async || {
        let read = async |tx: &mut Tx| Ok(origin::filled_with(tx).await?);
        town.app.read(read).await.unwrap()
    };
    let (content, changes) = (filled().await, town.changes().await.len());
    content::fill(&town.app).await.unwrap();
    assert_eq!(town.changes().await.len(), changes);
    town.clock.advance(7 * 24 * 60 * 60 * 1_000);
    content::fill(&town.app).await.unwrap();
    assert_ne!(filled().await, content);
}

#[tokio::test]
async fn a_taken_port_is_passed_by_unless_it_was_asked_for() {
    let first = port::listen(None).await.unwrap();
    let second = port::listen(None).await.unwrap();
    let (first, second) = (first.local_addr().unwrap(), second.local_addr().unwrap());
    assert_ne!(first, second);
    let held = port::listen(Some(0)).await.unwrap();
    let taken = held.local_addr().unwrap().port();
    let error = port::listen(Some(taken)).await.unwrap_err();
    assert!(error.to_string().contains("is taken"), "{error}");
}

#[tokio::test]
async fn the_demo_s_people_live_in_both_cities() {
    let town = Town::new().await;
    origin::claim(town.app.store()).await.unwrap();
    content::fill(&town.app).await.unwrap();
    let cities = CityLinks(town.app.view::<Cities>().unwrap().links());
    ensure_demo_accounts(&town.app, &cities).await.unwrap();
    assert!(life::is_to_come(&town.app).await.unwrap());
    life::fill(&town.app, Album::open().unwrap()).await.unwrap();
    let count = async |sql: &'static str| {
        let read = async |tx: &mut Tx| Ok(tx.one::<(i64,)>(sql, args![]).await?);
        town.app.read(read).await.unwrap().0
    };
    for (sql, within) in [
        ("select count(*) from account where is_demo", 55..70),
        ("select count(*) from account where not is_demo", 0..1),
        ("select count(*) from note", 400..500),
        ("select count(distinct note_id) from photo", 60..90),
        (
            "select count(*) from photo where alt = '' or coalesce(note_id, counter_note_id) is null",
            0..1,
        ),
        ("select count(*) from note where title = ''", 300..450),
        (
            "select count(*) from note where length(body) > 300",
            30..100,
        ),
        (
            "select count(distinct lang) from note where lang in ('en', 'ja', 'zh', 'ko')",
            4..5,
        ),
        (
            "select count(*) from note where place_id is not null",
            150..500,
        ),
        (
            "select count(*) from note where event_id is not null",
            5..500,
        ),
        ("select count(*) from comment", 100..2_000),
        ("select count(distinct note_id) from note_like", 300..500),
        // Whoever can sign in has somebody to follow, but for the owner.
        (
            "select count(*) from account a where is_demo and handle <> 'desk'
             and not exists (select 1 from follow f where f.follower_id = a.id)",
            0..1,
        ),
    ] {
        let found = count(sql).await;
        assert!(within.contains(&found), "{sql}: {found}");
    }
    assert!(!life::is_to_come(&town.app).await.unwrap(), "once");
    assert_eq!(
        town.clock.now_ms(),
        NOON_MS,
        "the clock stands where it stood"
    );
    a_campaign_is_at_every_stage(&town).await;
}

/// The one that nobody but the desk sees is a draft.
async fn a_campaign_is_at_every_stage(town: &Town) {
    town.settle().await;
    let listed = town.get("/api/v1/cities/new-york/campaigns").await.json();
    let stages = listed.as_array().unwrap().iter().map(|one| &one["stage"]);
    let mut stages: Vec<_> = stages.map(|stage| stage.as_str().unwrap()).collect();
    stages.sort_unstable();
    assert_eq!(
        stages,
        [
            "announced",
            "calledoff",
            "finished",
            "held",
            "open",
            "selected",
            "selecting"
        ]
    );
    let read = town.app.read(async |tx: &mut Tx| {
        let drafts = "select count(*) from campaign where published_at_ms is null";
        let (drafts,) = tx.one::<(i64,)>(drafts, args![]).await?;
        let stands = "select distinct kind, state from obligation order by kind, state";
        let stands = tx.all::<(String, String)>(stands, args![]).await?;
        let waiting = "select count(*) from proof where decision = ''";
        Ok((drafts, stands, tx.one::<(i64,)>(waiting, args![]).await?.0))
    });
    let (drafts, stands, waiting) = read.await.unwrap();
    assert_eq!((drafts, waiting), (1, 2));
    for (kind, states) in [
        ("come", &["met", "missed", "open"][..]),
        ("note", &["excused", "met", "missed", "open", "released"]),
        (
            "post",
            &["excused", "met", "refused", "released", "submitted"],
        ),
        ("words", &["met", "missed", "open", "released", "submitted"]),
    ] {
        let of_kind = stands.iter().filter(|(of, _)| of == kind);
        let of_kind: Vec<_> = of_kind.map(|(_, state)| state.as_str()).collect();
        assert_eq!(of_kind, states, "{kind}");
    }
}
