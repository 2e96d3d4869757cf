//! A photo for tests that only look at it: its row, without files.

use store::{Tx, args};

use crate::ids::{AccountId, PhotoId};
use crate::town::Town;

/// Stored and unused, of these sides.
pub(crate) async fn stored(town: &Town, by: AccountId, (width, height): (i64, i64)) -> PhotoId {
    let write = town.app.write(async |tx: &mut Tx| {
        let (id, now_ms) = (PhotoId::from(tx.new_id()), tx.now_ms());
        tx.execute(
            "insert into photo (id, account_id, upload_key, content, width, height, widths,
               thumbhash, created_at_ms, stored_at_ms, unused_since_ms)
             values ($1, $2, $3, $4, $5, $6, '320 640 1280', '3OcRJYB4d3h/iIeHeEh3eIhw+j3A',
               $7, $7, $7)",
            args![
                id,
                by,
                format!("sample-{id}"),
                format!("{id:0>64}"),
                width,
                height,
                now_ms
            ],
        )
        .await?;
        Ok(id)
    });
    write.await.unwrap()
}
