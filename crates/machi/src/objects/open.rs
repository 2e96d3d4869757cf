//! Opens the store that the settings name.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use futures_util::StreamExt;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, Error, ObjectStore, RetryConfig};
use tracing::warn;
use url::Url;

use super::Objects;
use super::connector::Connector;
use crate::settings::Settings;

/// Where nothing else is said; S3 signs with the region's name.
const REGION: &str = "us-east-1";
const RETRIES_MAX: usize = 3;
const RETRY_TIME_MAX: Duration = Duration::from_secs(20);
const RETRY_PAUSE_MAX: Duration = Duration::from_secs(2);
const LOOK_TIME_MAX: Duration = Duration::from_secs(10);

impl Objects {
    /// The store of photos.
    ///
    /// # Errors
    /// Says which setting is wrong, or that the folder cannot be written.
    pub fn open(settings: &Settings) -> anyhow::Result<Self> {
        match settings.photos.split_once("://") {
            None => folder(settings),
            Some(("s3", bucket)) => self::bucket(settings, bucket),
            Some(_) => bail!("photos is a folder, or s3://bucket/prefix"),
        }
    }

    /// Looks whether the store answers, so that a wrong key or bucket is found at the start and not
    /// by the first member. One that does not answer at all may come back: that is only said.
    ///
    /// # Errors
    /// When it answers that we may not read it, or that there is no such bucket.
    pub async fn look(&self) -> anyhow::Result<()> {
        // Of a folder we know, since it was just opened.
        let mut files = self.store.list(None);
        match tokio::time::timeout(LOOK_TIME_MAX, files.next()).await {
            Ok(None | Some(Ok(_))) => Ok(()),
            Ok(Some(Err(
                error @ (Error::NotFound { .. }
                | Error::PermissionDenied { .. }
                | Error::Unauthenticated { .. }),
            ))) => Err(anyhow::Error::from(error)).with_context(|| {
                format!(
                    "{} cannot be read: look at photos, photos_region, photos_key_id and \
                     photos_secret",
                    self.place
                )
            }),
            Ok(Some(Err(error))) => {
                warn!(%error, place = self.place, "the store of photos does not answer well");
                Ok(())
            }
            Err(_) => {
                warn!(place = self.place, "the store of photos does not answer");
                Ok(())
            }
        }
    }
}

fn folder(settings: &Settings) -> anyhow::Result<Objects> {
    let folder = settings.photos_folder();
    let place = folder.display().to_string();
    let strange = [
        ("photos_endpoint", &settings.photos_endpoint),
        ("photos_region", &settings.photos_region),
        ("photos_key_id", &settings.photos_key_id),
        ("photos_secret", &settings.photos_secret.0),
    ];
    for (name, value) in strange {
        ensure!(
            value.is_empty(),
            "{name} is for photos in a bucket: set photos to s3://bucket, or leave {name} out"
        );
    }
    writable(&folder).with_context(|| format!("photos: the folder {place} cannot be written"))?;
    let store = LocalFileSystem::new_with_prefix(&folder)
        .with_context(|| format!("photos: the folder {place} cannot be opened"))?
        // What was answered survives whatever happens to the machine.
        .with_fsync(true)
        .with_automatic_cleanup(true);
    Ok(Objects {
        store: Arc::new(store),
        place,
    })
}

fn writable(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let probe = folder.join(format!(".writable-{}", std::process::id()));
    std::fs::write(&probe, "")?;
    std::fs::remove_file(&probe)
}

fn bucket(settings: &Settings, named: &str) -> anyhow::Result<Objects> {
    let (bucket, prefix) = named.split_once('/').unwrap_or((named, ""));
    ensure!(!bucket.is_empty(), "photos names no bucket: s3://bucket");
    ensure!(
        !settings.photos_key_id.is_empty() && !settings.photos_secret.0.is_empty(),
        "photos lie in a bucket: set photos_key_id and photos_secret"
    );
    let region = match settings.photos_region.as_str() {
        "" => REGION,
        region => region,
    };
    let mut builder = AmazonS3Builder::new()
        .with_http_connector(Connector)
        .with_bucket_name(bucket)
        .with_region(region)
        .with_access_key_id(&settings.photos_key_id)
        .with_secret_access_key(&settings.photos_secret.0)
        // Not every server knows how to delete many at once, and we never delete many.
        .with_disable_bulk_delete(true)
        .with_retry(retry());
    if !settings.photos_endpoint.is_empty() {
        let endpoint = endpoint(&settings.photos_endpoint)?;
        builder = builder
            .with_allow_http(endpoint.scheme() == "http")
            .with_endpoint(endpoint.as_str().trim_end_matches('/'));
    }
    let store = builder
        .build()
        .with_context(|| format!("photos: the bucket {bucket} cannot be used"))?;
    let prefix = prefix.trim_matches('/');
    let store: Arc<dyn ObjectStore> = if prefix.is_empty() {
        Arc::new(store)
    } else {
        let prefix = object_store::path::Path::parse(prefix)
            .context("photos: what stands behind the bucket is no folder's name")?;
        Arc::new(PrefixStore::new(store, prefix))
    };
    Ok(Objects {
        store,
        place: settings.photos.clone(),
    })
}

/// Requests are signed and hold no secret, so a server of the own network may do without https.
fn endpoint(text: &str) -> anyhow::Result<Url> {
    let url = Url::parse(text).context("photos_endpoint is not an address")?;
    ensure!(
        matches!(url.scheme(), "http" | "https"),
        "photos_endpoint begins with https:// or http://"
    );
    Ok(url)
}

fn retry() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig {
            max_backoff: RETRY_PAUSE_MAX,
            ..BackoffConfig::default()
        },
        max_retries: RETRIES_MAX,
        retry_timeout: RETRY_TIME_MAX,
    }
}
