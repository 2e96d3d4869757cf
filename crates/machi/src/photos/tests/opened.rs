//! A wrong setting stops the start with a sentence that names it.

use super::kit::Bucket;
use crate::objects::Objects;
use crate::settings::{Secret, Settings};

fn refused(set: impl FnOnce(&mut Settings)) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = Settings {
        data: folder.path().to_owned(),
        ..Settings::default()
    };
    set(&mut settings);
    let refused = Objects::open(&settings).unwrap_err();
    format!("{refused:#}")
}

#[test]
fn settings_that_cannot_be_meant_are_refused() {
    let said = refused(|settings| settings.photos = "ftp://town.example/photos".into());
    assert!(said.contains("s3://bucket"), "{said}");
    let said = refused(|settings| settings.photos = "s3://".into());
    assert!(said.contains("no bucket"), "{said}");
    let said = refused(|settings| settings.photos = "s3://town".into());
    assert!(said.contains("photos_key_id"), "{said}");
    let said = refused(|settings| settings.photos_region = "garage".into());
    assert!(said.contains("photos_region"), "{said}");
    let said = refused(|settings| settings.photos = "/proc/nowhere".into());
    assert!(said.contains("/proc/nowhere"), "{said}");
    let said = refused(|settings| {
        settings.photos = "s3://town".into();
        settings.photos_key_id = "machi".into();
        settings.photos_secret = Secret("sesame".into());
        settings.photos_endpoint = "garage:3900".into();
    });
    assert!(said.contains("photos_endpoint"), "{said}");
}

#[tokio::test]
async fn a_wrong_key_or_bucket_is_found_at_the_start() {
    let bucket = Bucket::open().await;
    let mut settings = Settings::default();
    bucket.set(&mut settings);
    let right = Objects::open(&settings).unwrap();
    right.look().await.unwrap();
    assert!(!format!("{right:?}").contains(&settings.photos_secret.0));
    let mut wrong = settings.clone();
    wrong.photos_secret = Secret("sesame".into());
    let said = Objects::open(&wrong).unwrap().look().await.unwrap_err();
    assert!(format!("{said:#}").contains("photos_secret"), "{said:#}");
    let mut wrong = settings.clone();
    wrong.photos = "s3://village".into();
    assert!(Objects::open(&wrong).unwrap().look().await.is_err());
    // A server that is not there may come back.
    settings.photos_endpoint = "http://127.0.0.1:9".into();
    Objects::open(&settings).unwrap().look().await.unwrap();
}
