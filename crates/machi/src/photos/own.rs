//! Reads photos that a member is about to use, or uses.

use store::{Tx, args};

use super::{url, widths};
use crate::error::Result;
use crate::ids::{AccountId, PhotoId};

store::row! {
    /// A photo of one's own, for the form in which it is chosen.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Own {
        pub id: PhotoId,
        pub content: String,
        /// In which it is served, in pixels, the narrowest first: "320 640 1280".
        pub widths: String,
    }
}

impl Own {
    /// A small picture of it: a path on this server.
    pub fn thumbnail(&self) -> String {
        url(
            &self.content,
            widths(&self.widths).next().unwrap_or_default(),
        )
    }
}

/// Those of the photos that are theirs and stored, in this order.
pub async fn own(tx: &mut Tx, by: AccountId, photos: &[PhotoId]) -> Result<Vec<Own>> {
    let mut found = Vec::with_capacity(photos.len());
    for photo in photos {
        let sql = "select id, content, widths from photo
                   where id = $1 and account_id = $2 and stored_at_ms is not null";
        found.extend(tx.optional::<Own>(sql, args![photo, by]).await?);
    }
    Ok(found)
}
