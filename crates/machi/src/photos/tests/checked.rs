//! Rows without files and files without rows are found, and mended where that can be.

use axum::http::StatusCode;
use serde_json::json;

use super::kit::*;
use crate::changes::Change;
use crate::photos::check::{Checked, Finding, Looked, Mended};
use crate::town::{Answer, Town};

async fn check(town: &Town, repair: bool) -> Vec<Finding> {
    let checked = Checked {
        store: town.app.store(),
        objects: town.app.objects(),
        repair,
    };
    let mut found = Vec::new();
    let looked = checked.check(&mut |finding| found.push(finding)).await;
    assert_ne!(looked.unwrap(), Looked::default());
    found
}

fn file(uploaded: &Answer, at: usize) -> String {
    let url = files(uploaded).remove(at);
    let content = url.split('/').nth(2).unwrap().to_owned();
    url.replace("/photos/", &format!("photos/{}/", &content[..2]))
}

fn id(uploaded: &Answer) -> String {
    uploaded.json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_is_missing_is_made_anew_from_what_is_there() {
    told(async |town: &Town| {
        let mika = town.sign_up("mika").await;
        let photo = upload(&mika, "will-lose-some", "", &png(1500, 1000, 61)).await;
        let note = post(&mika, &[&id(&photo)]).await.json();
        assert_eq!(check(town, true).await, []);
        let objects = town.app.objects();
        objects.delete(&file(&photo, 0)).await.unwrap();
        let lost = vec![file(&photo, 0)];
        assert_eq!(
            check(town, false).await,
            [Finding::Missing(lost.clone(), Mended::No)]
        );
        assert_eq!(
            check(town, true).await,
            [Finding::Missing(lost, Mended::From(1500))]
        );
        do_what_is_due(town).await;
        assert_eq!(check(town, true).await, []);
        assert_eq!(names(town).await.len(), files(&photo).len());
        let note = note["id"].as_str().unwrap().parse().unwrap();
        let told = Change::NoteChanged { note };
        assert!(town.changes().await.contains(&told));
        // What cannot be made from anything is taken out of its note.
        for name in names(town).await {
            objects.delete(&name).await.unwrap();
        }
        let found = check(town, true).await;
        assert!(matches!(
            found[..],
            [Finding::Missing(_, Mended::PhotoRemoved)]
        ));
        assert_eq!(count(town, "select count(*) from photo").await, 0);
        assert_eq!(count(town, "select count(*) from note").await, 1);
    })
    .await;
}

#[tokio::test]
async fn bytes_that_changed_are_found() {
    told(async |town: &Town| {
        let mika = town.sign_up("mika").await;
        let photo = upload(&mika, "will-be-changed", "", &png(700, 700, 62)).await;
        let narrow = file(&photo, 0);
        let changed = town.app.objects().put(&narrow, "other bytes".into());
        changed.await.unwrap();
        let folder = narrow.rsplit_once('/').unwrap().0.to_owned();
        assert_eq!(
            check(town, false).await,
            [Finding::Changed(folder.clone(), Mended::No)]
        );
        assert_eq!(
            check(town, true).await,
            [Finding::Changed(folder, Mended::From(700))]
        );
        do_what_is_due(town).await;
        assert_eq!(check(town, true).await, []);
        let again = upload(&mika, "will-be-changed", "", b"").await;
        assert_eq!(again.json()["width"], json!(700));
        let narrow = town.get(&files(&again)[0]).await;
        assert_eq!(narrow.status, StatusCode::OK);
    })
    .await;
}

/// When the newest of the files was written, by the store's clock.
async fn last_written(town: &Town) -> i64 {
    let listed =
        futures_util::TryStreamExt::try_collect::<Vec<_>>(town.app.objects().list("photos"));
    let files = listed.await.unwrap();
    files.iter().map(|file| file.written_at_ms).max().unwrap()
}

#[tokio::test]
async fn files_that_no_row_names_are_removed_when_they_are_old() {
    told(async |town: &Town| {
        let strange = "photos/read-me.txt".to_owned();
        town.app.objects().put(&strange, "x".into()).await.unwrap();
        // The store tells the real time: the photo must not be a day older, or it goes as unused.
        town.clock.set(last_written(town).await);
        let mika = town.sign_up("mika").await;
        let photo = upload(&mika, "with-neighbours", "", &png(700, 700, 63)).await;
        let alone = format!("photos/ab/{}/320.webp", "ab".repeat(32));
        let beside = file(&photo, 0).replace("320.webp", "9.webp");
        for name in [&alone, &beside] {
            town.app.objects().put(name, "x".into()).await.unwrap();
        }
        let written = last_written(town).await;
        town.clock.set(written);
        assert_eq!(
            check(town, true).await,
            [],
            "their rows may be about to come"
        );
        town.clock.set(written + HOUR_MS + 1);
        let mut found = check(town, true).await;
        found.sort_by_key(|finding| format!("{finding:?}"));
        let mut expected = [
            Finding::Stray(alone, Mended::FileRemoved),
            Finding::Stray(beside, Mended::FileRemoved),
            Finding::Stray(strange.clone(), Mended::Left),
        ];
        expected.sort_by_key(|finding| format!("{finding:?}"));
        assert_eq!(found, expected);
        do_what_is_due(town).await;
        assert_eq!(
            check(town, true).await,
            [Finding::Stray(strange, Mended::Left)]
        );
        assert_eq!(names(town).await.len(), files(&photo).len() + 1);
    })
    .await;
}
