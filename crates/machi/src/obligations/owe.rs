//! Owing: from the moment when somebody accepts a seat.

use store::{Tx, args};

use super::{Kind, Obligation, State, Term, by_place, clock, excuse, remind};
use crate::accounts::Network;
use crate::changes::{self, Change, Tried};
use crate::error::Result;
use crate::ids::{AccountId, CampaignId, CityId, EventId, ObligationId, OccurrenceId, PlaceId};

/// What somebody owes for a seat.
#[derive(Debug, Clone)]
pub struct Owed<'a> {
    pub city: CityId,
    pub campaign: CampaignId,
    pub account: AccountId,
    pub event: EventId,
    pub occurrence: OccurrenceId,
    /// Of a visit.
    pub place: Option<PlaceId>,
    /// Until when one can come: `rules::obligation::over_at_ms`.
    pub ends_at_ms: i64,
    pub terms: &'a [Term],
}

/// Lets somebody owe what the terms say, and to come. Again changes nothing; what was released is owed
/// again. Whoever came in already has their clocks begin then.
pub async fn owe(tx: &mut Tx, owed: &Owed<'_>) -> Result<()> {
    let come = Term {
        kind: Kind::Come,
        network: None,
        words: String::new(),
        due_hours: 0,
    };
    let all = std::iter::once(&come).chain(owed.terms);
    for (position, term) in (0..).zip(all) {
        let due_at_ms = (term.kind == Kind::Come).then_some(owed.ends_at_ms);
        let (id, now_ms) = (ObligationId::from(tx.new_id()), tx.now_ms());
        let written = tx.optional::<(ObligationId,)>(
            "insert into obligation (id, campaign_id, account_id, city_id, event_id, occurrence_id,
               position, kind, network, words, due_hours, state, due_at_ms, created_at_ms, place_id)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', $12, $13, $14)
             on conflict (campaign_id, account_id, position) do update
               set state = 'open', due_at_ms = excluded.due_at_ms
             where obligation.state = 'released' returning id",
            args![
                id,
                owed.campaign,
                owed.account,
                owed.city,
                owed.event,
                owed.occurrence,
                position,
                term.kind.name(),
                term.network.map_or("", Network::name),
                term.words,
                term.due_hours,
                due_at_ms,
                now_ms,
                owed.place,
            ],
        );
        if let Some((obligation,)) = written.await? {
            changed(tx, owed.city, obligation, owed.account).await?;
        }
    }
    clock::bring_up(tx, owed.account, owed.occurrence).await
}

/// Nothing is owed any more for the seat, except by who came in.
pub async fn release(tx: &mut Tx, campaign: CampaignId, account: AccountId) -> Result<()> {
    for obligation in super::of_seat(tx, campaign, account).await? {
        release_one(tx, &obligation).await?;
    }
    Ok(())
}

/// Unless its clock runs, or it is settled.
pub(super) async fn release_one(tx: &mut Tx, obligation: &Obligation) -> Result<()> {
    let sql = "update obligation set state = $2
               where id = $1 and state = 'open' and started_at_ms is null";
    let released = tx.execute(sql, args![obligation.id, State::Released.name()]);
    if released.await? == 1 {
        let account = obligation.account_id;
        changed(tx, obligation.city_id, obligation.id, account).await?;
    }
    Ok(())
}

/// What follows from any change of one: a request that asks for nothing any more ends, its timer is set or taken
/// away, and the label follows that a place obliges to.
pub(super) async fn changed(
    tx: &mut Tx,
    city: CityId,
    obligation: ObligationId,
    account: AccountId,
) -> Result<()> {
    excuse::end_moot(tx, obligation).await?;
    by_place::bring_up(tx, obligation).await?;
    remind::set(tx, obligation).await?;
    let change = Change::Tried(Tried::ObligationChanged {
        obligation,
        account,
    });
    changes::record(tx, city, change).await
}
