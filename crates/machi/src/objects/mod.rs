//! Where files lie that are too large for the database: a folder, or a bucket that speaks S3.

mod connector;
mod open;

use std::sync::Arc;

use axum::body::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use object_store::path::Path;
use object_store::{GetOptions, ObjectStore, ObjectStoreExt};

pub use object_store::GetRange;

use crate::error::Result;

/// Clone-free: held by the app, used by reference.
#[derive(Debug)]
pub struct Objects {
    store: Arc<dyn ObjectStore>,
    /// Where it is, for people: no secret is in it.
    place: String,
}

/// A file, or a part of one, on its way out of the store.
pub struct Object {
    /// Of the whole file, in bytes.
    pub size: u64,
    pub bytes: BoxStream<'static, object_store::Result<Bytes>>,
}

/// A file of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// When it was written, by the store's own clock.
    pub written_at_ms: i64,
}

impl Objects {
    /// Keeps a file, over one that is there already. It is durable when this answers.
    pub async fn put(&self, name: &str, bytes: Bytes) -> Result<()> {
        let put = self.store.put(&path(name)?, bytes.into()).await;
        put.map_err(broken)?;
        Ok(())
    }

    /// In bytes; none when there is no such file.
    pub async fn size(&self, name: &str) -> Result<Option<u64>> {
        found(self.store.head(&path(name)?).await.map(|file| file.size))
    }

    /// The file, or the part of it that was asked for; none when there is no such file.
    pub async fn get(&self, name: &str, range: Option<GetRange>) -> Result<Option<Object>> {
        let options = GetOptions {
            range,
            ..GetOptions::default()
        };
        let got = found(self.store.get_opts(&path(name)?, options).await)?;
        Ok(got.map(|got| Object {
            size: got.meta.size,
            bytes: got.into_stream(),
        }))
    }

    /// Removes a file; one that is not there is gone already.
    pub async fn delete(&self, name: &str) -> Result<()> {
        found(self.store.delete(&path(name)?).await)?;
        Ok(())
    }

    /// Every file below a folder, in no order.
    pub fn list(&self, folder: &str) -> BoxStream<'static, Result<Listed>> {
        let listed = |file: object_store::ObjectMeta| Listed {
            name: file.location.to_string(),
            size: file.size,
            written_at_ms: file.last_modified.timestamp_millis(),
        };
        let files = self.store.list(Some(&Path::from(folder)));
        files.map_ok(listed).map_err(broken).boxed()
    }

    /// Where it is, for people.
    pub fn place(&self) -> &str {
        &self.place
    }
}

fn path(name: &str) -> Result<Path> {
    Ok(Path::parse(name).map_err(anyhow::Error::from)?)
}

fn found<T>(result: object_store::Result<T>) -> Result<Option<T>> {
    match result {
        Ok(it) => Ok(Some(it)),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(broken(error)),
    }
}

fn broken(error: object_store::Error) -> crate::error::Error {
    anyhow::Error::from(error)
        .context("the store of photos")
        .into()
}
