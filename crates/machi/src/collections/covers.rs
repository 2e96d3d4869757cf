//! What collections look like from outside: the pictures of their newest notes.

use store::{Tx, args};

use crate::accounts::Member;
use crate::app::App;
use crate::cities::Cities;
use crate::covers::{Shape, cover_url};
use crate::error::Result;
use crate::ids::{AccountId, CityId, CollectionId, NeighbourhoodId, NoteId};
use crate::photos;

/// Pictures of one collection.
const COVERS_MAX: i64 = 3;

store::row! {
    pub(super) struct CoverRow {
        pub(super) collection_id: CollectionId,
        pub(super) note_id: NoteId,
        pub(super) city_id: CityId,
        pub(super) neighbourhood_id: Option<NeighbourhoodId>,
        /// The note's first photo and its widths; empty without one.
        content: String,
        widths: String,
    }
}

/// Of the account's collections, the newest notes that the reader may see.
pub(super) async fn collection_covers(
    tx: &mut Tx,
    reader: Option<&Member>,
    account: AccountId,
) -> Result<Vec<CoverRow>> {
    Ok(tx
        .all(
            "select collection_id, newest.note_id, city_id, neighbourhood_id,
               coalesce(f.content, '') content, coalesce(f.widths, '') widths from
               (select s.collection_id, s.note_id, n.city_id, n.neighbourhood_id,
                  row_number() over (partition by s.collection_id order by s.note_id desc) as place
                from collection_note s join note n on n.id = s.note_id
                  join collection c on c.id = s.collection_id
                where s.account_id = $1 and (c.is_public or s.account_id = $2)
                  and n.deleted_at_ms is null and not exists (select 1 from block b
                    where (b.blocker_id = $2 and b.blocked_id = n.author_id)
                       or (b.blocker_id = n.author_id and b.blocked_id = $2))) as newest
               left join photo f on f.note_id = newest.note_id and f.position = 0
             where place <= $3 order by collection_id, newest.note_id desc",
            args![
                account,
                reader.map_or(0, |reader| reader.id.get()),
                COVERS_MAX
            ],
        )
        .await?)
}

impl CoverRow {
    /// The address of the picture; none in a city that this node does not know yet.
    pub(super) fn url(&self, app: &App) -> Result<Option<String>> {
        if !self.content.is_empty() {
            return Ok(Some(photos::narrowest_url(&self.content, &self.widths)));
        }
        let city = app.view::<Cities>()?.by_id(self.city_id);
        Ok(city.map(|city| {
            let seed = self.note_id.get();
            cover_url(&city, self.neighbourhood_id, seed, Shape::Square)
        }))
    }
}
