//! What a member owes, as they see it: with the campaign and the event that it is about.

use store::{Tx, args};

use super::{Kind, State};
use crate::accounts::Network;
use crate::error::{Error, Result};
use crate::ids::{AccountId, CampaignId, CityId, EventId, ObligationId, OccurrenceId, PlaceId};
use crate::text::Names;

/// What is open, on one page.
const OPEN_MAX: i64 = 100;
/// What is settled, on one page.
pub(super) const PAGE_SETTLED: i64 = 30;

store::row! {
    /// One of them.
    #[derive(Debug, Clone)]
    pub(super) struct Mine {
        pub(super) id: ObligationId,
        pub(super) campaign_id: CampaignId,
        pub(super) city_id: CityId,
        pub(super) event_id: EventId,
        pub(super) occurrence_id: OccurrenceId,
        /// Of a visit.
        pub(super) place_id: Option<PlaceId>,
        kind: String,
        network: String,
        pub(super) words: String,
        pub(super) due_hours: i64,
        state: String,
        pub(super) started_at_ms: Option<i64>,
        pub(super) due_at_ms: Option<i64>,
        pub(super) submitted_at_ms: Option<i64>,
        pub(super) reason: String,
        /// Of the campaign.
        pub(super) title: String,
        /// What a post says; empty for the usual words.
        pub(super) disclosure: Names,
        /// Of the event.
        pub(super) titles: Names,
        /// Of the place of a visit.
        pub(super) place_names: Option<Names>,
        /// The account to tag on the network; empty where there is none.
        pub(super) tag: String,
        /// A note of theirs about it is there, which may not count: it was posted before they came in. What they
        /// wrote about the place before it was owed has nothing to do with it.
        pub(super) has_note: bool,
        /// Of their last request to be excused; empty without one.
        pub(super) excuse_state: String,
        pub(super) excuse_text: String,
        pub(super) excuse_reason: String,
    }
}

macro_rules! mine_where {
    ($rest:literal) => {
        // `campaign…` belong to campaigns, `event` to events, `place` to places, `note` to notes.
        concat!(
            "select o.id, o.campaign_id, o.city_id, o.event_id, o.occurrence_id, o.place_id, o.kind,
               o.network, o.words, o.due_hours, o.state, o.started_at_ms, o.due_at_ms,
               o.submitted_at_ms, o.reason, c.title, c.disclosure, e.titles,
               p.names as place_names, coalesce(t.name, '') as tag,
               exists(select 1 from note n where n.author_id = o.account_id
                 and (n.event_id = o.event_id
                   or (n.place_id = o.place_id and n.created_at_ms >= o.created_at_ms))
                 and n.deleted_at_ms is null) as has_note,
               coalesce(x.state, '') as excuse_state, coalesce(x.text, '') as excuse_text,
               coalesce(x.reason, '') as excuse_reason
             from obligation o join campaign c on c.id = o.campaign_id
             join event e on e.id = o.event_id left join place p on p.id = o.place_id
             left join campaign_tag t on t.campaign_id = o.campaign_id and t.network = o.network
             left join excuse x on x.id =
               (select max(id) from excuse where obligation_id = o.id)
             where ",
            $rest
        )
    };
}

impl Mine {
    pub(super) fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind)
    }

    pub(super) fn state(&self) -> Option<State> {
        State::parse(&self.state)
    }

    pub(super) fn network(&self) -> Option<Network> {
        Network::parse(&self.network)
    }

    /// Whether something can be handed in now.
    pub(super) fn runs(&self) -> bool {
        self.started_at_ms.is_some() && self.state().is_some_and(State::is_open)
    }

    /// Whether it was handed in after it was due.
    pub(super) fn is_late(&self) -> bool {
        self.due_at_ms
            .is_some_and(|due| self.submitted_at_ms > Some(due))
    }

    /// Whether a note was posted too early to meet it.
    pub(super) fn has_early_note(&self) -> bool {
        self.has_note && self.runs() && self.kind() == Some(Kind::Note)
    }
}

/// What is open or waits to be looked at: what is due first comes first.
pub(super) async fn open(tx: &mut Tx, account: AccountId) -> Result<Vec<Mine>> {
    let sql = mine_where!(
        "o.account_id = $1 and o.state in ('open', 'refused', 'submitted')
         order by case when o.due_at_ms is null then 1 else 0 end, o.due_at_ms, o.id limit $2"
    );
    Ok(tx.all(sql, args![account, OPEN_MAX]).await?)
}

/// What is settled, the newest first.
pub(super) async fn settled(
    tx: &mut Tx,
    account: AccountId,
    before: Option<ObligationId>,
) -> Result<Vec<Mine>> {
    let sql = mine_where!(
        "o.account_id = $1 and o.state in ('met', 'excused', 'missed', 'released')
           and o.id < $2 order by o.id desc limit $3"
    );
    let before = before.map_or(i64::MAX, |id| id.get());
    Ok(tx.all(sql, args![account, before, PAGE_SETTLED]).await?)
}

/// One's own.
///
/// # Errors
/// `NotFound` for anybody else's.
pub(super) async fn one(tx: &mut Tx, account: AccountId, id: ObligationId) -> Result<Mine> {
    let sql = mine_where!("o.id = $1 and o.account_id = $2");
    let found = tx.optional(sql, args![id, account]).await?;
    found.ok_or(Error::NotFound)
}

/// Where the page after these begins.
pub(super) fn next(settled: &[Mine]) -> Option<ObligationId> {
    let full = i64::try_from(settled.len()).is_ok_and(|count| count == PAGE_SETTLED);
    settled.last().filter(|_| full).map(|last| last.id)
}
