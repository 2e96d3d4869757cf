//! What somebody wants of one date, as it is kept.

use store::{Tx, args};

use crate::changes::{self, Change};
use crate::cities::CityState;
use crate::cities::state;
use crate::error::{Error, Result};
use crate::events;
use crate::ids::{AccountId, CityId, EventId, OccurrenceId, RsvpId, SeatTypeId, VisitorId};
use crate::publishing::{Hosted, hosted};
use crate::seats;

/// How it stands with somebody and a date.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Wants to know of it; has no seat.
    Interested,
    /// Has asked for a seat that the organiser gives.
    Asked,
    /// Takes part in the draw that gives the seats.
    Entered,
    /// Has a seat.
    Going,
    /// Waits for one.
    Waiting,
    /// One is kept, until they accept it.
    Offered,
    /// The organiser said no.
    Declined,
    /// Comes no more.
    Left,
    /// Seats are held for a mail address until its link is used.
    Held,
    /// Wished for by a mail address whose link was not used; has no seat.
    Unconfirmed,
}

impl State {
    pub const ALL: [Self; 10] = [
        Self::Interested,
        Self::Asked,
        Self::Entered,
        Self::Going,
        Self::Waiting,
        Self::Offered,
        Self::Declined,
        Self::Left,
        Self::Held,
        Self::Unconfirmed,
    ];

    /// As its column holds it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Interested => "interested",
            Self::Asked => "asked",
            Self::Entered => "entered",
            Self::Going => "going",
            Self::Waiting => "waiting",
            Self::Offered => "offered",
            Self::Declined => "declined",
            Self::Left => "left",
            Self::Held => "held",
            Self::Unconfirmed => "unconfirmed",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether seats are taken for it.
    pub fn has_seats(self) -> bool {
        matches!(self, Self::Going | Self::Offered | Self::Held)
    }
}

/// Whose answer it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Member(AccountId),
    /// Without an account.
    Visitor(VisitorId),
}

/// What somebody wants of one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rsvp {
    pub id: RsvpId,
    pub who: Who,
    pub state: State,
    /// How many come, with who answers.
    pub party: i64,
    pub seat_type: Option<SeatTypeId>,
    /// Until when seats are kept that were offered, or that are held for an address.
    pub until_ms: Option<i64>,
}

store::row! {
    struct Row {
        id: RsvpId,
        account_id: Option<AccountId>,
        visitor_id: Option<VisitorId>,
        state: String,
        party: i64,
        seat_type_id: i64,
        until_ms: Option<i64>,
    }
}

impl From<Row> for Rsvp {
    fn from(row: Row) -> Self {
        let visitor = || Who::Visitor(row.visitor_id.unwrap_or_else(|| VisitorId::from(0)));
        Self {
            id: row.id,
            who: row.account_id.map_or_else(visitor, Who::Member),
            state: State::parse(&row.state).unwrap_or(State::Left),
            party: row.party,
            seat_type: (row.seat_type_id != 0).then(|| SeatTypeId::from(row.seat_type_id)),
            until_ms: row.until_ms,
        }
    }
}

/// One date of an event that is published here.
pub(super) struct At {
    pub(super) city: CityId,
    pub(super) hosted: Hosted,
    pub(super) occurrence: OccurrenceId,
    pub(super) starts_at_ms: i64,
    /// It, or the whole event.
    pub(super) cancelled: bool,
    /// Its city takes nothing any more.
    pub(super) archived: bool,
}

impl At {
    pub(super) fn event(&self) -> EventId {
        self.hosted.event
    }

    /// Whether seats are given here.
    pub(super) fn gives_seats(&self) -> bool {
        self.hosted.way.gives_seats()
    }
}

/// The date, for who wants something of it.
pub(super) async fn at(tx: &mut Tx, event: EventId, occurrence: OccurrenceId) -> Result<At> {
    let hosted = hosted(tx, event).await?.ok_or(Error::NotFound)?;
    let sql = "select starts_at_ms, cancelled from occurrence where id = $1 and event_id = $2";
    let row = tx.optional::<(i64, bool)>(sql, args![occurrence, event]);
    let (starts_at_ms, cancelled) = row.await?.ok_or(Error::NotFound)?;
    let city = events::city_of(tx, event).await?;
    Ok(At {
        city,
        archived: state::of(tx, city).await? != CityState::Open,
        cancelled: cancelled || hosted.cancelled,
        hosted,
        occurrence,
        starts_at_ms,
    })
}

macro_rules! rsvps_where {
    ($rest:literal) => {
        concat!(
            "select id, account_id, visitor_id, state, party, seat_type_id, until_ms from rsvp where ",
            $rest
        )
    };
}

/// Somebody's answer to a date.
pub(super) async fn of(tx: &mut Tx, at: OccurrenceId, who: Who) -> Result<Option<Rsvp>> {
    let row = match who {
        Who::Member(account) => {
            let sql = rsvps_where!("occurrence_id = $1 and account_id = $2");
            tx.optional::<Row>(sql, args![at, account]).await?
        }
        Who::Visitor(visitor) => {
            let sql = rsvps_where!("occurrence_id = $1 and visitor_id = $2");
            tx.optional::<Row>(sql, args![at, visitor]).await?
        }
    };
    Ok(row.map(Rsvp::from))
}

pub(super) async fn by_id(tx: &mut Tx, at: OccurrenceId, id: RsvpId) -> Result<Rsvp> {
    let sql = rsvps_where!("occurrence_id = $1 and id = $2");
    let row = tx.optional::<Row>(sql, args![at, id]).await?;
    row.map(Rsvp::from).ok_or(Error::NotFound)
}

/// Who waits for seats that there are: a party that is greater than all seats of its kind, or a kind
/// that is there no more, keeps nobody else waiting.
macro_rules! waits {
    ($which:literal) => {
        concat!(
            "select r.id, r.account_id, r.visitor_id, r.state, r.party, r.seat_type_id, r.until_ms
             from rsvp r
             join seats s on s.occurrence_id = r.occurrence_id and s.seat_type_id = r.seat_type_id
             join seats a on a.occurrence_id = r.occurrence_id and a.seat_type_id = 0
             where r.occurrence_id = $1 and r.state = 'waiting'
               and (s.capacity is null or r.party <= s.capacity)
               and (a.capacity is null or r.party <= a.capacity) and ",
            $which,
            " order by r.queued, r.id limit 1"
        )
    };
}

/// Whether somebody waits for these seats.
pub(super) async fn someone_waits(
    tx: &mut Tx,
    at: OccurrenceId,
    seat_type: Option<SeatTypeId>,
) -> Result<bool> {
    let seat_type = seat_type.map_or(0, SeatTypeId::get);
    let first = tx.optional::<Row>(waits!("r.seat_type_id = $2"), args![at, seat_type]);
    Ok(first.await?.is_some())
}

/// The first who waits for other seats than these: there are seven kinds at most, with the one of a date without kinds.
pub(super) async fn first_waiting(
    tx: &mut Tx,
    at: OccurrenceId,
    but: &[Option<SeatTypeId>],
) -> Result<Option<Rsvp>> {
    let kind = |n: usize| {
        but.get(n)
            .map_or(-1, |kind| kind.map_or(0, SeatTypeId::get))
    };
    let sql = waits!("r.seat_type_id not in ($2, $3, $4, $5, $6, $7, $8)");
    let kinds = args![
        at,
        kind(0),
        kind(1),
        kind(2),
        kind(3),
        kind(4),
        kind(5),
        kind(6)
    ];
    Ok(tx.optional::<Row>(sql, kinds).await?.map(Rsvp::from))
}

/// By the one of whom it is: an answer of theirs is there once, also when two are written at once.
macro_rules! set_by {
    ($who:literal) => {
        concat!(
            "insert into rsvp (id, event_id, occurrence_id, account_id, visitor_id, state, party,
               seat_type_id, queued, until_ms, changed_at_ms)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             on conflict (occurrence_id, ",
            $who,
            ") do update set state = excluded.state,
               party = excluded.party, seat_type_id = excluded.seat_type_id,
               queued = case when rsvp.state in ('waiting', 'offered')
                   and excluded.state in ('waiting', 'offered')
                 then rsvp.queued else excluded.queued end,
               until_ms = excluded.until_ms, changed_at_ms = excluded.changed_at_ms"
        )
    };
}

/// Writes how it stands now, and records it.
pub(super) async fn set(tx: &mut Tx, at: &At, rsvp: &Rsvp) -> Result<()> {
    // A place in the line is kept until one leaves it, or has seats.
    let queued = if rsvp.state == State::Waiting {
        tx.new_id()
    } else {
        0
    };
    let (sql, account, visitor) = match rsvp.who {
        Who::Member(account) => (set_by!("account_id"), Some(account), None),
        Who::Visitor(visitor) => (set_by!("visitor_id"), None, Some(visitor)),
    };
    tx.execute(
        sql,
        args![
            rsvp.id,
            at.event(),
            at.occurrence,
            account,
            visitor,
            rsvp.state.name(),
            rsvp.party,
            rsvp.seat_type.map_or(0, SeatTypeId::get),
            queued,
            rsvp.until_ms,
            tx.now_ms(),
        ],
    )
    .await?;
    let tickets = if rsvp.state == State::Going {
        rsvp.party
    } else {
        0
    };
    seats::keep(tx, rsvp.id, (at.event(), at.occurrence), tickets).await?;
    let (rsvp, event, occurrence) = (rsvp.id, at.event(), at.occurrence);
    let change = match account {
        Some(by) => Change::RsvpChanged {
            rsvp,
            event,
            occurrence,
            by,
        },
        None => Change::VisitChanged {
            rsvp,
            event,
            occurrence,
        },
    };
    changes::record(tx, at.city, change).await
}
