//! Proofs that wait for a person, in the order in which they came.

use store::{Tx, args};

use super::picture::{self, Picture};
use super::{Proof, alike, link};
use crate::accounts::{Member, Network};
use crate::error::Result;
use crate::ids::{CityId, NoteId, ProofId};
use crate::obligations::{self, Obligation};
use crate::text::Names;

/// Waiting proofs of one page, for programs.
pub(super) const PAGE_PROOFS: i64 = 50;
/// Official accounts of a campaign: one a network.
const TAGS_MAX: i64 = 10;

/// How many wait in a city.
pub async fn waiting(tx: &mut Tx, city: CityId) -> Result<i64> {
    // `obligation` belongs to obligations, here and below.
    let sql = "select count(*) from proof p join obligation o on o.id = p.obligation_id
               where p.city_id = $1 and p.decision = '' and o.state = 'submitted'";
    Ok(tx.one::<(i64,)>(sql, args![city]).await?.0)
}

/// The next ones behind a proof (0: from the first) that this operator may decide about.
pub(super) async fn after(
    tx: &mut Tx,
    (city, by): (CityId, &Member),
    after: i64,
    limit: i64,
) -> Result<Vec<Proof>> {
    let sql = "select p.id, p.obligation_id, p.account_id, p.city_id, p.link, p.words,
                 p.handed_in_at_ms, p.changed_at_ms, p.revision, p.decision, p.reason,
                 p.reason_words, p.decided_by, p.decided_at_ms, p.settled_at_ms
               from proof p join obligation o on o.id = p.obligation_id
               where p.city_id = $1 and p.decision = '' and o.state = 'submitted'
                 and p.account_id <> $2 and p.id > $3
               order by p.id limit $4";
    Ok(tx.all(sql, args![city, by.id, after, limit]).await?)
}

/// The next one, from the first again behind the last; and the one behind it.
pub(super) async fn next(
    tx: &mut Tx,
    (city, by): (CityId, &Member),
    behind: i64,
) -> Result<Vec<Proof>> {
    let mut found = after(tx, (city, by), behind, 2).await?;
    if found.len() < 2 && behind > 0 {
        let first = after(tx, (city, by), 0, 2).await?;
        let known: Vec<ProofId> = found.iter().map(|proof| proof.id).collect();
        found.extend(first.into_iter().filter(|proof| !known.contains(&proof.id)));
        found.truncate(2);
    }
    Ok(found)
}

store::row! {
    /// Whose it is, and what for.
    #[derive(Debug, Clone)]
    pub(super) struct About {
        pub(super) handle: String,
        pub(super) display_name: String,
        pub(super) campaign: String,
        /// See [`Names`]; with empty texts for the usual label.
        pub(super) disclosure: String,
        /// Its titles, or the names of the place of a visit.
        pub(super) event: Names,
    }
}

store::row! {
    /// An official account.
    #[derive(Debug, Clone)]
    pub(super) struct Tag {
        pub(super) network: String,
        pub(super) name: String,
    }
}

/// A note of the member's on the event, or the place of the visit.
pub(super) type Note = (NoteId, String);

/// All that a reviewer looks at.
pub(super) struct Case {
    pub(super) proof: Proof,
    pub(super) obligation: Obligation,
    pub(super) about: About,
    pub(super) picture: Option<Picture>,
    /// What the member is called where the post is.
    pub(super) alias: Option<String>,
    pub(super) tags: Vec<Tag>,
    pub(super) note: Option<Note>,
    pub(super) alike: Vec<alike::Alike>,
}

pub(super) async fn case(tx: &mut Tx, proof: Proof) -> Result<Case> {
    let obligation = obligations::by_id(tx, proof.obligation_id).await?;
    let picture = picture::of_proof(tx, proof.id).await?;
    let alias = match obligation.network() {
        None => None,
        Some(network) => link::alias(tx, proof.account_id, network).await?,
    };
    Ok(Case {
        about: about(tx, &obligation).await?,
        tags: tags(tx, &obligation).await?,
        note: note(tx, &obligation).await?,
        alike: match &picture {
            None => Vec::new(),
            Some(picture) => alike::alike(tx, &picture.known()).await?,
        },
        alias: alias.map(|alias| alias.name),
        picture,
        obligation,
        proof,
    })
}

pub(super) async fn about(tx: &mut Tx, of: &Obligation) -> Result<About> {
    // `account` belongs to accounts, `campaign` to campaigns, `event` to events, `place` to places.
    let sql = "select a.handle, a.display_name, c.title as campaign, c.disclosure,
                 coalesce((select names from place where id = $4), e.titles) as event
               from account a, campaign c, event e
               where a.id = $1 and c.id = $2 and e.id = $3";
    let ids = args![of.account_id, of.campaign_id, of.event_id, of.place_id];
    Ok(tx.one(sql, ids).await?)
}

/// Those to tag in this post; all of them for what is no post.
pub(super) async fn tags(tx: &mut Tx, of: &Obligation) -> Result<Vec<Tag>> {
    // `campaign_tag` belongs to campaigns.
    let sql = "select network, name from campaign_tag
               where campaign_id = $1 and ($2 = '' or network = $2) order by network limit $3";
    let network = of.network().map_or("", Network::name);
    Ok(tx
        .all(sql, args![of.campaign_id, network, TAGS_MAX])
        .await?)
}

async fn note(tx: &mut Tx, of: &Obligation) -> Result<Option<Note>> {
    // `note` belongs to notes.
    let sql = "select id, body from note
               where author_id = $1 and deleted_at_ms is null
                 and (event_id = $2 or (place_id = $3 and created_at_ms >= $4))
               order by id desc limit 1";
    // What they wrote about the place of a visit before they came in has nothing to do with it.
    let came_at_ms = of.started_at_ms.unwrap_or_default();
    let about = args![of.account_id, of.event_id, of.place_id, came_at_ms];
    Ok(tx.optional(sql, about).await?)
}
