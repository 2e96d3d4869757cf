//! Where places and events come from.

use store::{Tx, args};

use crate::error::Result;
use crate::ids::{CityId, SourceId};

/// A source as somebody describes it.
#[derive(Debug, Clone)]
pub struct SourceDraft {
    /// `pack`, or the kind of an import.
    pub kind: &'static str,
    /// Stable within the city: `pack`, the file's name, the feed's address.
    pub key: String,
    pub name: String,
    /// Where a reader finds it; empty when it has no page.
    pub url: String,
    /// Who made it, under which licence: shown beside each thing that came from it.
    pub attribution: String,
}

/// Sources that a page lists, of all cities together.
const CREDITS_MAX: i64 = 500;

/// A source as readers are told of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Credit {
    pub name: String,
    pub url: String,
    pub attribution: String,
}

/// Where places and events come from, by city and name.
pub async fn credits(tx: &mut Tx) -> Result<Vec<(CityId, Credit)>> {
    let rows: Vec<(CityId, String, String, String)> = tx
        .all(
            "select city_id, name, url, attribution from source
             order by city_id, name, id limit $1",
            args![CREDITS_MAX],
        )
        .await?;
    let credit = |(city, name, url, attribution)| {
        let credit = Credit {
            name,
            url,
            attribution,
        };
        (city, credit)
    };
    Ok(rows.into_iter().map(credit).collect())
}

/// Writes the source, known by its key; answers its id and whether anything changed.
pub async fn put(tx: &mut Tx, city: CityId, draft: &SourceDraft) -> Result<(SourceId, bool)> {
    let known = tx
        .optional::<(SourceId,)>(
            "select id from source where city_id = $1 and key = $2",
            args![city, draft.key],
        )
        .await?;
    let id = known.map_or_else(|| SourceId::from(tx.new_id()), |(id,)| id);
    let touched = tx
        .execute(
            "insert into source (id, city_id, kind, key, name, url, attribution, created_at_ms)
             values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict (city_id, key) do update set kind = excluded.kind, name = excluded.name,
               url = excluded.url, attribution = excluded.attribution
             where (source.kind, source.name, source.url, source.attribution)
                <> (excluded.kind, excluded.name, excluded.url, excluded.attribution)",
            args![
                id,
                city,
                draft.kind,
                draft.key,
                draft.name,
                draft.url,
                draft.attribution,
                tx.now_ms(),
            ],
        )
        .await?;
    Ok((id, touched == 1))
}
