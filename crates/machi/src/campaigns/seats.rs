//! A campaign's seats: offered, accepted for a ticket and what is owed for it, or left to the next.

use futures_util::FutureExt;
use store::{Tx, args};

use super::fill::{date, fill};
use super::found::{self, Campaign};
use super::parts;
use crate::accounts::Member;
use crate::app::App;
use crate::changes::{self, Change, Tried};
use crate::error::{Error, Refusal, Result};
use crate::going;
use crate::ids::{AccountId, CampaignId, CampaignSeatId, CityId};
use crate::notes::disclosure::{self, Duty};
use crate::obligations::{self, Owed};
use crate::timers::{self, Timer};

const TIMER: &str = "campaign-seat-lapses";
pub(super) const OFFERED: &str = "offered";
pub(super) const ACCEPTED: &str = "accepted";
pub(super) const CALLED_OFF: &str = "called-off";
pub(super) const GIVEN_BACK: &str = "given-back";
/// Seats that one change of an event, or one block, ends in one transaction.
pub(super) const ENDED_MAX: i64 = 1_000;
/// Seats of one campaign that are listed: with those that went to the next.
const LISTED_MAX: i64 = 2_000;

/// Ends an offer that nobody accepted.
pub const SEAT_LAPSES: timers::Kind = timers::Kind {
    name: TIMER,
    claim_ms: 30_000,
    attempts_max: 1_000,
    run: |app, timer| lapse(app, timer).boxed(),
};

/// How somebody came to a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Draw,
    Hand,
}

impl Way {
    /// In words: a locale key.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Draw => "campaigns-by-draw-name",
            Self::Hand => "campaigns-by-hand-name",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Draw => "draw",
            Self::Hand => "hand",
        }
    }
}

store::row! {
    /// A seat that was offered to somebody.
    #[derive(Debug, Clone)]
    pub(super) struct Seat {
        pub(super) id: CampaignSeatId,
        pub(super) place: i64,
        /// draw, hand
        pub(super) way: String,
        /// offered, accepted, declined, lapsed, given-back, blocked, called-off
        pub(super) state: String,
        pub(super) until_ms: i64,
        pub(super) changed_at_ms: i64,
        /// None for an account that is gone; its handle and name are empty then.
        pub(super) account_id: Option<AccountId>,
        pub(super) handle: String,
        pub(super) name: String,
    }
}

impl Seat {
    pub(super) fn way(&self) -> Way {
        match self.way.as_str() {
            "hand" => Way::Hand,
            _ => Way::Draw,
        }
    }
}

/// A state of a seat in words, for who reads of others: a locale key.
pub(super) fn state_key(state: &str) -> &'static str {
    match state {
        OFFERED => "campaigns-seat-offered",
        ACCEPTED => "campaigns-seat-accepted",
        "declined" => "campaigns-seat-declined",
        GIVEN_BACK => "campaigns-seat-given-back",
        "blocked" => "campaigns-seat-blocked",
        CALLED_OFF => "campaigns-seat-called-off",
        _ => "campaigns-seat-lapsed",
    }
}

/// The same for whose seat it is.
pub(super) fn own_key(state: &str) -> &'static str {
    match state {
        "declined" => "campaigns-own-declined",
        GIVEN_BACK => "campaigns-own-given-back",
        CALLED_OFF => "campaigns-own-called-off",
        OFFERED | ACCEPTED => "campaigns-accepted-you",
        _ => "campaigns-own-lapsed",
    }
}

/// All of a campaign, in the order in which they were offered.
pub(super) async fn all(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Seat>> {
    // `account` belongs to accounts.
    let sql = "select s.id, s.place, s.way, s.state, s.until_ms, s.changed_at_ms,
                 s.account_id, coalesce(a.handle, '') as handle, coalesce(a.display_name, '') as name
               from campaign_seat s left join account a on a.id = s.account_id
               where s.campaign_id = $1 order by s.offered_at_ms, s.way desc, s.place limit $2";
    Ok(tx.all(sql, args![campaign, LISTED_MAX]).await?)
}

/// What a member was offered: state, and until when they may accept.
pub(super) async fn own(
    tx: &mut Tx,
    campaign: CampaignId,
    account: AccountId,
) -> Result<Option<(CampaignSeatId, String, i64)>> {
    // Nobody learns of a block.
    let sql =
        "select id, case when state = 'blocked' then 'lapsed' else state end as state, until_ms
               from campaign_seat where campaign_id = $1 and account_id = $2";
    Ok(tx.optional(sql, args![campaign, account]).await?)
}

/// How many seats are offered or accepted.
pub(super) struct Taken {
    pub(super) all: i64,
    pub(super) by_hand: i64,
}

pub(super) async fn taken(tx: &mut Tx, campaign: CampaignId) -> Result<Taken> {
    let sql = "select count(*), count(case when way = 'hand' then 1 end) from campaign_seat
               where campaign_id = $1 and state in ('offered', 'accepted')";
    let (all, by_hand) = tx.one::<(i64, i64)>(sql, args![campaign]).await?;
    Ok(Taken { all, by_hand })
}

/// Whether somebody was offered a seat of it, whatever came of it.
pub(super) async fn is_known(
    tx: &mut Tx,
    campaign: CampaignId,
    account: AccountId,
) -> Result<bool> {
    Ok(own(tx, campaign, account).await?.is_some())
}

/// Writes a place of the order.
pub(super) async fn put(
    tx: &mut Tx,
    campaign: &Campaign,
    (way, place, account): (Way, i64, Option<AccountId>),
    (state, until_ms): (&'static str, i64),
) -> Result<()> {
    let (seat, now_ms) = (CampaignSeatId::from(tx.new_id()), tx.now_ms());
    tx.execute(
        "insert into campaign_seat (id, campaign_id, place, way, account_id, state, until_ms,
           offered_at_ms, changed_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        args![
            seat,
            campaign.id,
            place,
            way.name(),
            account,
            state,
            until_ms,
            now_ms
        ],
    )
    .await?;
    let Some(account) = account else {
        return Ok(());
    };
    let campaign_id = campaign.id;
    let change = match state {
        OFFERED => {
            timers::schedule(tx, TIMER, seat.get(), until_ms).await?;
            Change::Tried(Tried::CampaignSeatOffered {
                seat,
                campaign: campaign_id,
                account,
            })
        }
        _ => Change::Tried(Tried::CampaignSeatAnswered {
            seat,
            campaign: campaign_id,
        }),
    };
    changes::record(tx, campaign.city_id, change).await
}

/// Accepts the seat, with its ticket and what is owed for it, or lets it go to the next. Again changes
/// nothing.
///
/// # Errors
/// `NotFound` for who was offered none; refused when it is too late.
pub async fn answer(
    tx: &mut Tx,
    by: &Member,
    (city, id): (CityId, CampaignId),
    accepted: bool,
) -> Result<()> {
    let campaign = found::published_of_city(tx, city, id).await?;
    let (seat, state, until_ms) = own(tx, id, by.id).await?.ok_or(Error::NotFound)?;
    let to = if accepted { ACCEPTED } else { "declined" };
    if state == to {
        return Ok(());
    }
    if state != OFFERED || until_ms <= tx.now_ms() {
        return Err(Refusal::new("campaigns-late").into());
    }
    if accepted {
        accept(tx, &campaign, by.id).await?;
    }
    end(tx, &campaign, (seat, OFFERED), to).await
}

async fn accept(tx: &mut Tx, campaign: &Campaign, account: AccountId) -> Result<()> {
    let date = date(tx, campaign).await?.ok_or(Error::NotFound)?;
    let (event, occurrence) = campaign.date()?;
    going::give_taken(tx, account, (event, occurrence)).await?;
    let terms = parts::terms(tx, campaign.id).await?;
    let owed = Owed {
        city: campaign.city_id,
        campaign: campaign.id,
        account,
        event,
        occurrence,
        place: campaign.place_id,
        ends_at_ms: date.ends_at_ms(),
        terms: &terms,
    };
    obligations::owe(tx, &owed).await?;
    let duty = Duty {
        account,
        event: Some(event),
        place: campaign.place_id,
        kind: disclosure::Kind::FreeTicket,
        texts: campaign.disclosure.clone(),
    };
    disclosure::owe(tx, &duty).await
}

/// Gives an accepted seat back: the next has it, and nothing is owed. Again changes nothing.
///
/// # Errors
/// `NotFound` for who accepted none; refused once somebody came in by it.
pub(super) async fn give_back(
    tx: &mut Tx,
    by: &Member,
    (city, id): (CityId, CampaignId),
) -> Result<()> {
    let campaign = found::published_of_city(tx, city, id).await?;
    let (seat, state, _) = own(tx, id, by.id).await?.ok_or(Error::NotFound)?;
    match state.as_str() {
        GIVEN_BACK => return Ok(()),
        ACCEPTED => {}
        _ => return Err(Error::NotFound),
    }
    if !going::take_given(tx, by.id, campaign.date()?).await? {
        return Err(Refusal::new("campaigns-not-given-back").into());
    }
    released(tx, &campaign, (seat, by.id)).await
}

pub(super) async fn released(
    tx: &mut Tx,
    campaign: &Campaign,
    (seat, account): (CampaignSeatId, AccountId),
) -> Result<()> {
    owes_nothing(tx, campaign, account).await?;
    end(tx, campaign, (seat, ACCEPTED), GIVEN_BACK).await
}

async fn owes_nothing(tx: &mut Tx, campaign: &Campaign, account: AccountId) -> Result<()> {
    obligations::release(tx, campaign.id, account).await?;
    let (event, _) = campaign.date()?;
    disclosure::release(tx, account, event).await
}

/// The seat is answered; one that is free again goes to the next.
pub(super) async fn end(
    tx: &mut Tx,
    campaign: &Campaign,
    (seat, from): (CampaignSeatId, &'static str),
    to: &'static str,
) -> Result<()> {
    let sql =
        "update campaign_seat set state = $2, changed_at_ms = $3 where id = $1 and state = $4";
    if tx.execute(sql, args![seat, to, tx.now_ms(), from]).await? == 0 {
        return Ok(());
    }
    let change = Change::Tried(Tried::CampaignSeatAnswered {
        seat,
        campaign: campaign.id,
    });
    changes::record(tx, campaign.city_id, change).await?;
    match to {
        ACCEPTED | CALLED_OFF => Ok(()),
        _ => {
            // With what was returned meanwhile.
            let campaign = found::of_city(tx, campaign.city_id, campaign.id).await?;
            fill(tx, &campaign).await
        }
    }
}

/// Ends every offer of a campaign; with `accepted`, the seats that were accepted as well, for which nothing
/// is owed any more.
pub(super) async fn end_all(tx: &mut Tx, campaign: &Campaign, accepted: bool) -> Result<()> {
    let sql = "select id, coalesce(account_id, 0), state from campaign_seat
               where campaign_id = $1 and (state = 'offered' or (state = 'accepted' and $2))
               order by id limit $3";
    let open: Vec<(CampaignSeatId, AccountId, String)> =
        tx.all(sql, args![campaign.id, accepted, ENDED_MAX]).await?;
    for (seat, account, state) in open {
        let from = if state == OFFERED { OFFERED } else { ACCEPTED };
        owes_nothing(tx, campaign, account).await?;
        end(tx, campaign, (seat, from), CALLED_OFF).await?;
    }
    Ok(())
}

async fn lapse(app: &App, timer: Timer) -> Result<()> {
    app.write(async |tx: &mut Tx| {
        let seat = CampaignSeatId::from(timer.subject_id);
        let sql = "select s.campaign_id, c.city_id, s.until_ms from campaign_seat s
                   join campaign c on c.id = s.campaign_id
                   where s.id = $1 and s.state = 'offered'";
        let row = tx.optional::<(CampaignId, CityId, i64)>(sql, args![seat]);
        let Some((campaign, city, until_ms)) = row.await? else {
            return Ok(());
        };
        if until_ms > tx.now_ms() {
            // A clock that went back: tried again, since the same time again would end the timer.
            return Err(Error::Busy);
        }
        let campaign = found::of_city(tx, city, campaign).await?;
        end(tx, &campaign, (seat, OFFERED), "lapsed").await
    })
    .await
}
