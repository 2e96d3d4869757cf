//! Writes a city's communities, new or changed.

use store::{Tx, args};

use crate::cities::put::Put;
use crate::error::Result;
use crate::ids::{CityId, CommunityId};
use crate::text::Names;

/// A community as somebody describes it. Its slug is one for the installation: cities that name
/// the same slug share the community, each with its own keywords.
#[derive(Debug, Clone)]
pub struct CommunityDraft {
    pub slug: String,
    pub names: Names,
    pub descriptions: Names,
    /// Lower-case words by which an event imported into this city is put into the community.
    pub keywords: Vec<String>,
}

/// Writes the communities and makes them, in this order, the ones that the city shows. One that is
/// not named any more leaves the city, and keeps its members.
pub async fn put(tx: &mut Tx, city: CityId, drafts: &[CommunityDraft]) -> Result<Vec<Put>> {
    let mut puts = Vec::with_capacity(drafts.len());
    let mut shown = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let (id, put) = put_one(tx, draft).await?;
        shown.push((id, draft.keywords.join("\n")));
        puts.push(put);
    }
    let known = tx
        .all::<(CommunityId, String)>(
            "select community_id, keywords from city_community where city_id = $1 order by position",
            args![city],
        )
        .await?;
    if known != shown {
        show(tx, city, &shown).await?;
        for put in puts.iter_mut().filter(|put| **put == Put::Same) {
            *put = Put::Changed;
        }
    }
    Ok(puts)
}

async fn put_one(tx: &mut Tx, draft: &CommunityDraft) -> Result<(CommunityId, Put)> {
    let known = tx
        .optional::<(CommunityId,)>(
            "select id from community where slug = $1",
            args![draft.slug],
        )
        .await?;
    let id = known.map_or_else(|| CommunityId::from(tx.new_id()), |(id,)| id);
    let touched = tx
        .execute(
            "insert into community (id, slug, names, descriptions) values ($1, $2, $3, $4)
             on conflict (slug) do update
               set names = excluded.names, descriptions = excluded.descriptions
             where (community.names, community.descriptions)
                <> (excluded.names, excluded.descriptions)",
            args![
                id,
                draft.slug,
                draft.names.to_column(),
                draft.descriptions.to_column(),
            ],
        )
        .await?;
    Ok((id, Put::of(known.is_some(), touched)))
}

async fn show(tx: &mut Tx, city: CityId, communities: &[(CommunityId, String)]) -> Result<()> {
    tx.execute("delete from city_community where city_id = $1", args![city])
        .await?;
    for (position, (community, keywords)) in (0_i64..).zip(communities) {
        tx.execute(
            "insert into city_community (city_id, community_id, position, keywords)
             values ($1, $2, $3, $4)",
            args![city, community, position, keywords],
        )
        .await?;
    }
    Ok(())
}
