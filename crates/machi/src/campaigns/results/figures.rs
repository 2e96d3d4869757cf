//! The numbers of a campaign, read from what happened.

use std::collections::HashMap;

use store::{Tx, args};

use super::super::found::Campaign;
use super::super::seats::{self, Seat};
use crate::accounts::Network;
use crate::error::Result;
use crate::ids::{AccountId, CampaignId, NoteId};
use crate::obligations::{self, Kind, Obligation, Outcome};

/// Of one campaign: more than its seats can bring.
const LISTED_MAX: i64 = 2_000;

/// How many of each outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Outcomes {
    pub(super) in_time: i64,
    pub(super) late: i64,
    /// Refused ones as well.
    pub(super) missed: i64,
    pub(super) excused: i64,
    /// Not settled yet.
    pub(super) open: i64,
}

impl Outcomes {
    fn add(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::InTime => &mut self.in_time,
            Outcome::Late => &mut self.late,
            Outcome::Missed => &mut self.missed,
            Outcome::Excused => &mut self.excused,
            Outcome::Open => &mut self.open,
        } += 1;
    }
}

/// What is owed, and how far it was met.
#[derive(Debug, Clone)]
pub(super) struct Term {
    pub(super) position: i64,
    pub(super) kind: Kind,
    pub(super) network: Option<Network>,
    pub(super) words: String,
    pub(super) outcomes: Outcomes,
}

store::row! {
    /// A note by which an obligation is met.
    #[derive(Debug, Clone)]
    pub(super) struct Written {
        pub(super) id: NoteId,
        pub(super) author_id: AccountId,
        pub(super) handle: String,
        pub(super) name: String,
        pub(super) title: String,
        pub(super) body: String,
        pub(super) likes: i64,
        pub(super) saves: i64,
        pub(super) opens: i64,
        pub(super) links_out: i64,
    }
}

store::row! {
    /// A post on a network, whose proof was accepted.
    #[derive(Debug, Clone)]
    pub(super) struct Posted {
        pub(super) link: String,
        pub(super) account_id: AccountId,
        pub(super) handle: String,
        pub(super) name: String,
    }
}

/// Somebody who was offered a seat, and what became of what they owe, by the positions of the terms.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) seat: Seat,
    pub(super) outcomes: Vec<Option<Outcome>>,
}

/// All that is told of a campaign.
#[derive(Debug, Clone)]
pub(super) struct Figures {
    pub(super) seats: i64,
    /// Who withdrew is left out.
    pub(super) applied: i64,
    /// Were offered a seat.
    pub(super) selected: i64,
    /// Took it; who gave it back later as well.
    pub(super) accepted: i64,
    pub(super) gave_back: i64,
    pub(super) came: i64,
    /// Owed something beside coming that was not excused, and met all of it in time.
    pub(super) all_in_time: i64,
    /// The first is to come.
    pub(super) terms: Vec<Term>,
    pub(super) people: Vec<Person>,
    pub(super) notes: Vec<Written>,
    pub(super) posts: Vec<Posted>,
}

impl Figures {
    /// Likes, saves, opens and links out of all notes together.
    pub(super) fn sums(&self) -> [i64; 4] {
        let of = |note: &Written| [note.likes, note.saves, note.opens, note.links_out];
        let add = |sums: [i64; 4], one: [i64; 4]| std::array::from_fn(|at| sums[at] + one[at]);
        self.notes.iter().map(of).fold([0; 4], add)
    }
}

pub(super) async fn figures(tx: &mut Tx, campaign: &Campaign) -> Result<Figures> {
    let sql = "select count(*) from campaign_application
               where campaign_id = $1 and withdrawn_at_ms is null";
    let (applied,) = tx.one(sql, args![campaign.id]).await?;
    let seats = seats::all(tx, campaign.id).await?;
    let owed = obligations::of_campaign(tx, campaign.id).await?;
    let in_state = |wanted: &str| seats.iter().filter(|seat| seat.state == wanted).count() as i64;
    let gave_back = in_state(seats::GIVEN_BACK);
    let terms = terms(&owed)?;
    let came = terms.first().map_or(0, |come| come.outcomes.in_time);
    Ok(Figures {
        seats: campaign.seats,
        applied,
        selected: seats.len() as i64,
        accepted: in_state(seats::ACCEPTED) + gave_back,
        gave_back,
        came,
        all_in_time: all_in_time(&owed)?,
        people: people(seats, &terms, &owed)?,
        terms,
        notes: written(tx, campaign.id).await?,
        posts: posted(tx, campaign.id).await?,
    })
}

fn terms(owed: &[Obligation]) -> Result<Vec<Term>> {
    let mut terms: Vec<Term> = Vec::new();
    for one in owed {
        let Some(outcome) = one.outcome()? else {
            continue;
        };
        let at = terms.partition_point(|term| term.position < one.position);
        if terms
            .get(at)
            .is_none_or(|term| term.position != one.position)
        {
            let term = Term {
                position: one.position,
                kind: one.kind()?,
                network: one.network(),
                words: one.words.clone(),
                outcomes: Outcomes::default(),
            };
            terms.insert(at, term);
        }
        terms[at].outcomes.add(outcome);
    }
    Ok(terms)
}

/// `owed` is in the order of its people.
fn all_in_time(owed: &[Obligation]) -> Result<i64> {
    let mut count = 0;
    for of_one in owed.chunk_by(|one, next| one.account_id == next.account_id) {
        let mut outcomes = Vec::new();
        for one in of_one.iter().filter(|one| one.position > 0) {
            outcomes.extend(
                one.outcome()?
                    .filter(|outcome| *outcome != Outcome::Excused),
            );
        }
        let all = outcomes.iter().all(|outcome| *outcome == Outcome::InTime);
        count += i64::from(all && !outcomes.is_empty());
    }
    Ok(count)
}

fn people(seats: Vec<Seat>, terms: &[Term], owed: &[Obligation]) -> Result<Vec<Person>> {
    let mut became = HashMap::with_capacity(owed.len());
    for one in owed {
        became.insert((one.account_id, one.position), one.outcome()?);
    }
    let person = |seat: Seat| {
        let outcome = |term: &Term| became.get(&(seat.account_id?, term.position)).copied()?;
        let outcomes = terms.iter().map(outcome).collect();
        Person { seat, outcomes }
    };
    Ok(seats.into_iter().map(person).collect())
}

async fn written(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Written>> {
    // `note`, `note_like` and `note_reach` belong to notes, `collection_note` to collections.
    let sql = "select n.id, n.author_id, a.handle, a.display_name as name, n.title, n.body,
                 (select count(*) from note_like l where l.note_id = n.id) as likes,
                 (select count(distinct c.account_id) from collection_note c
                  where c.note_id = n.id) as saves,
                 coalesce(r.opens, 0) as opens, coalesce(r.links_out, 0) as links_out
               from note n join account a on a.id = n.author_id
               left join note_reach r on r.note_id = n.id
               where n.deleted_at_ms is null and n.id in
                 (select o.note_id from obligation o where o.campaign_id = $1)
               order by n.id limit $2";
    Ok(tx.all(sql, args![campaign, LISTED_MAX]).await?)
}

async fn posted(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Posted>> {
    // `proof` belongs to proofs.
    let sql = "select p.link, p.account_id, a.handle, a.display_name as name
               from obligation o join proof p on p.obligation_id = o.id
               join account a on a.id = p.account_id
               where o.campaign_id = $1 and p.decision = 'accepted'
                 and p.settled_at_ms is not null and p.link <> ''
               order by p.id limit $2";
    Ok(tx.all(sql, args![campaign, LISTED_MAX]).await?)
}
