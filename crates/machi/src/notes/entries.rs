//! Reads what the view knows of notes: one batch of them, or all.

use std::collections::HashMap;

use rules::feed::Love;
use rustc_hash::FxHashMap;
use store::{Tx, args};

use super::city_notes::Entry;
use crate::batch::{BATCH_ROWS, padded};
use crate::cities::Spot;
use crate::error::Result;
use crate::ids::{AccountId, CityId, CommunityId, NoteId};

/// The notes of each city.
pub(super) type ByCity = HashMap<CityId, FxHashMap<NoteId, Entry>>;

store::row! {
    struct Row {
        id: NoteId,
        city_id: CityId,
        author_id: AccountId,
        created_at_ms: i64,
        lat_e6: Option<i64>,
        lon_e6: Option<i64>,
        disclosure: String,
    }
}

impl Row {
    fn entry(self, love: Love, communities: Box<[CommunityId]>) -> Entry {
        let spot = self.lat_e6.zip(self.lon_e6);
        Entry {
            spot: spot.map(|(lat_e6, lon_e6)| Spot { lat_e6, lon_e6 }),
            communities,
            sponsored: !self.disclosure.is_empty(),
            ..Entry::new(self.author_id, self.created_at_ms, love)
        }
    }
}

store::row! {
    struct Counts {
        note_id: NoteId,
        likes: i64,
        saves: i64,
        comments: i64,
    }
}

/// Those of the notes that are there and not deleted.
pub(super) async fn read(tx: &mut Tx, notes: &[NoteId]) -> Result<FxHashMap<NoteId, Entry>> {
    let mut entries = FxHashMap::default();
    for batch in notes.chunks(BATCH_ROWS) {
        let mut communities = communities_of(tx, batch).await?;
        let mut love = love_of(tx, batch).await?;
        let rows = tx.all::<Row>(
            "select id, city_id, author_id, created_at_ms, lat_e6, lon_e6, disclosure from note
             where id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
               $17, $18, $19, $20, $21, $22, $23, $24) and deleted_at_ms is null",
            padded(batch),
        );
        for row in rows.await? {
            let id = row.id;
            let communities = communities.remove(&id).unwrap_or_default();
            let love = love.remove(&id).unwrap_or_default();
            entries.insert(id, row.entry(love, communities.into()));
        }
    }
    Ok(entries)
}

async fn communities_of(
    tx: &mut Tx,
    batch: &[NoteId],
) -> Result<HashMap<NoteId, Vec<CommunityId>>> {
    let mut communities: HashMap<NoteId, Vec<CommunityId>> = HashMap::new();
    let rows = tx.all::<(NoteId, CommunityId)>(
        "select note_id, community_id from note_community
         where note_id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
           $17, $18, $19, $20, $21, $22, $23, $24)
         order by note_id, community_id",
        padded(batch),
    );
    for (note, community) in rows.await? {
        communities.entry(note).or_default().push(community);
    }
    Ok(communities)
}

async fn love_of(tx: &mut Tx, batch: &[NoteId]) -> Result<HashMap<NoteId, Love>> {
    let rows = tx.all::<Counts>(
        "select n.id note_id,
           (select count(*) from note_like l where l.note_id = n.id) likes,
           (select count(distinct account_id) from collection_note s where s.note_id = n.id) saves,
           (select count(*) from comment c where c.note_id = n.id and c.deleted_at_ms is null
              and not exists (select 1 from comment p where p.id = c.parent_id
                                and p.deleted_at_ms is not null)) comments
         from note n
         where n.id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
           $17, $18, $19, $20, $21, $22, $23, $24)",
        padded(batch),
    );
    let love = |row: Counts| Love {
        likes: clipped(row.likes),
        saves: clipped(row.saves),
        comments: clipped(row.comments),
    };
    let rows = rows.await?.into_iter();
    Ok(rows.map(|row| (row.note_id, love(row))).collect())
}

/// Every note that is not deleted.
pub(super) async fn read_all(tx: &mut Tx) -> Result<ByCity> {
    let mut love = read_love(tx).await?;
    let mut communities: HashMap<NoteId, Vec<CommunityId>> = HashMap::new();
    let sql = "select note_id, community_id from note_community order by note_id, community_id";
    tx.each(sql, args![], |(note, community): (NoteId, CommunityId)| {
        communities.entry(note).or_default().push(community);
    })
    .await?;
    let mut cities = ByCity::new();
    let sql = "select id, city_id, author_id, created_at_ms, lat_e6, lon_e6, disclosure from note
               where deleted_at_ms is null";
    tx.each(sql, args![], |row: Row| {
        let (id, city) = (row.id, row.city_id);
        let love = love.remove(&id).unwrap_or_default();
        let communities = communities.remove(&id).unwrap_or_default();
        let entry = row.entry(love, communities.into());
        cities.entry(city).or_default().insert(id, entry);
    })
    .await?;
    Ok(cities)
}

async fn read_love(tx: &mut Tx) -> Result<HashMap<NoteId, Love>> {
    let mut love: HashMap<NoteId, Love> = HashMap::new();
    let sql = "select note_id, count(*) from note_like group by note_id";
    tx.each(sql, args![], |(note, count): (NoteId, i64)| {
        love.entry(note).or_default().likes = clipped(count);
    })
    .await?;
    let sql = "select note_id, count(distinct account_id) from collection_note group by note_id";
    tx.each(sql, args![], |(note, count): (NoteId, i64)| {
        love.entry(note).or_default().saves = clipped(count);
    })
    .await?;
    let sql = "select c.note_id, count(*) from comment c where c.deleted_at_ms is null
                 and not exists (select 1 from comment p where p.id = c.parent_id
                                   and p.deleted_at_ms is not null)
               group by c.note_id";
    tx.each(sql, args![], |(note, count): (NoteId, i64)| {
        love.entry(note).or_default().comments = clipped(count);
    })
    .await?;
    Ok(love)
}

fn clipped(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(if count < 0 { 0 } else { u32::MAX })
}
