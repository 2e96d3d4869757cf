//! The seats of a date on its page: how many are left, how it stands with the reader, and what they
//! can do; for who publishes it, what they can do.

use askama::Template;
use store::Tx;

use super::answer::Wish;
use super::by_draw::{self, Stage, stage};
use super::rsvp::{self, Rsvp, State, Who};
use super::visits::AskForm;
use crate::accounts::{Member, Role};
use crate::app::App;
use crate::cities::City;
use crate::error::{Error, Result};
use crate::events::{Reading, Times};
use crate::frame::Page;
use crate::frame::form::Problems;
use crate::ids::{EventId, OccurrenceId, SeatTypeId};
use crate::mail;
use crate::publishing::{Hosted, Way, hosted};
use crate::seats::{self, Pool};
use crate::text::money;

/// One thing to choose.
pub(super) struct TypeChoice {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) chosen: bool,
}

#[derive(Template)]
#[template(path = "going/seats.html")]
struct Seats<'a> {
    page: &'a Page,
    /// Where its forms go, without the last part.
    path: String,
    event: EventId,
    city: String,
    gives_seats: bool,
    /// One can ask for them here.
    is_listed: bool,
    /// The organiser says yes to each.
    asks: bool,
    draw: Stage,
    /// It can be answered: ahead, and not called off.
    open: bool,
    date_off: bool,
    event_off: bool,
    several_dates: bool,
    signed_in: bool,
    /// One gets a seat by a name and a mail address.
    takes_visits: bool,
    problems: Problems,
    visit: AskForm,
    /// "12 seats left"; empty without a bound.
    left: String,
    full: bool,
    state: Option<State>,
    /// How it stands with the reader, in words.
    stands: String,
    parties: Vec<TypeChoice>,
    types: Vec<TypeChoice>,
    meeting_point: String,
    to_bring: String,
    minimum: i64,
    hosts: bool,
}

/// One date as its page shows it.
pub struct Shown<'a> {
    pub city: &'a City,
    pub event: EventId,
    pub occurrence: OccurrenceId,
    /// Of it, or of the whole event.
    pub cancelled: bool,
    pub event_cancelled: bool,
    pub starts_at_ms: i64,
    pub several_dates: bool,
}

/// The seats of a date, ready for its page; empty for what is not published here.
pub async fn seats_of(
    app: &App,
    page: &Page,
    by: Option<&Member>,
    at: Shown<'_>,
) -> Result<String> {
    let found = app
        .read(async |tx: &mut Tx| {
            let Some(hosted) = hosted(tx, at.event).await? else {
                return Ok(None);
            };
            let pools = seats::pools(tx, at.occurrence).await?;
            let mine = match by {
                Some(by) => rsvp::of(tx, at.occurrence, Who::Member(by.id)).await?,
                None => None,
            };
            let draw = by_draw::of(tx, at.occurrence).await?;
            Ok(Some((hosted, pools, mine, draw)))
        })
        .await?;
    let Some((hosted, pools, mine, draw)) = found else {
        return Ok(String::new());
    };
    let now_ms = app.now_ms();
    let is_drawn = hosted.way == Way::Draw;
    let closes_at_ms = by_draw::closes_at_ms(at.starts_at_ms, hosted.draw_hours);
    let mut view = view(page, by, &at, now_ms, (hosted, &pools, mine));
    view.takes_visits = view.gives_seats && view.is_listed && mail::is_set_up(app) && !is_drawn;
    if is_drawn {
        view.draw = stage(page, at.city, now_ms, (draw.as_ref(), closes_at_ms));
    }
    view.render().map_err(|error| Error::Broken(error.into()))
}

fn view<'p>(
    page: &'p Page,
    by: Option<&Member>,
    at: &Shown<'_>,
    now_ms: i64,
    (hosted, pools, mine): (Hosted, &[Pool], Option<Rsvp>),
) -> Seats<'p> {
    let reading = Reading {
        lang: page.lang,
        zone: &at.city.zone,
        now_ms,
    };
    let hosts = |by: &Member| by.id == hosted.host || by.holds(Role::Operator, at.city.id);
    let all = pools.iter().find(|pool| pool.seat_type.is_none());
    let left = all.and_then(Pool::left);
    let wish = mine.as_ref().map(|mine| Wish {
        party: mine.party,
        seat_type: mine.seat_type,
    });
    let first = Wish {
        party: 1,
        seat_type: None,
    };
    let stand = |mine: &Rsvp| stands(page, mine, reading);
    let (parties, types) = choices(page, &hosted, pools, wish.unwrap_or(first), at.city);
    Seats {
        path: format!("/events/{}/{}", at.event, at.occurrence),
        event: at.event,
        city: at.city.slug.clone(),
        open: !at.cancelled && at.starts_at_ms > now_ms,
        date_off: at.cancelled && !at.event_cancelled,
        event_off: at.event_cancelled,
        several_dates: at.several_dates,
        signed_in: by.is_some(),
        hosts: by.is_some_and(hosts),
        // What is given elsewhere is not offered here.
        left: left
            .filter(|_| hosted.listed)
            .map(|left| left_text(page, left))
            .unwrap_or_default(),
        full: left == Some(0),
        stands: mine.as_ref().map(stand).unwrap_or_default(),
        parties,
        types,
        takes_visits: false,
        draw: Stage::default(),
        problems: Problems::default(),
        visit: AskForm::default(),
        state: mine
            .map(|mine| mine.state)
            .filter(|state| *state != State::Left),
        gives_seats: hosted.way.gives_seats(),
        is_listed: hosted.listed,
        asks: hosted.way == Way::Approval,
        meeting_point: hosted.meeting_point,
        to_bring: hosted.to_bring,
        minimum: hosted.minimum,
        page,
    }
}

fn left_text(page: &Page, left: i64) -> String {
    match left {
        0 => page.t("going-full"),
        left => page.tn("going-left", left),
    }
}

/// "You are going · 2 seats".
pub(super) fn stands(page: &Page, mine: &Rsvp, reading: Reading<'_>) -> String {
    let seats = |key| page.tn(key, mine.party);
    match mine.state {
        State::Interested => page.t("going-is-interested"),
        State::Asked => seats("going-is-asked"),
        State::Entered => page.t("going-is-entered"),
        State::Going => seats("going-is-going"),
        State::Waiting => seats("going-is-waiting"),
        State::Offered | State::Held => {
            let times = Times {
                starts_at_ms: mine.until_ms.unwrap_or_default(),
                ends_at_ms: None,
                all_day: false,
            };
            let key = match mine.state {
                State::Offered => "going-is-offered",
                _ => "visits-is-held",
            };
            let args = [
                ("time", times.full(reading).into()),
                ("n", mine.party.into()),
            ];
            page.lang.t_with(key, &args)
        }
        State::Unconfirmed => seats("visits-is-unconfirmed"),
        State::Declined => page.t("going-is-declined"),
        State::Left => String::new(),
    }
}

/// How many, and which seats, with those chosen that are wished for: else one person on the first.
pub(super) fn choices(
    page: &Page,
    hosted: &Hosted,
    pools: &[Pool],
    wish: Wish,
    city: &City,
) -> (Vec<TypeChoice>, Vec<TypeChoice>) {
    (
        parties(hosted, wish.party.max(1), page),
        types(hosted, pools, wish.seat_type, page, city),
    )
}

fn parties(hosted: &Hosted, now: i64, page: &Page) -> Vec<TypeChoice> {
    let most = hosted.capacity.unwrap_or(i64::MAX).min(hosted.party_max);
    if most < 2 {
        return Vec::new();
    }
    (1..=most)
        .map(|party| TypeChoice {
            value: party.to_string(),
            text: page.tn("going-people", party),
            chosen: party == now,
        })
        .collect()
}

fn types(
    hosted: &Hosted,
    pools: &[Pool],
    now: Option<SeatTypeId>,
    page: &Page,
    city: &City,
) -> Vec<TypeChoice> {
    hosted
        .seat_types
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let price = if one.price_minor == 0 {
                page.t("events-price-free")
            } else {
                money::format(page.lang, one.price_minor, city.currency)
            };
            let pool = pools.iter().find(|pool| pool.seat_type == Some(one.id));
            let left = match pool.and_then(Pool::left) {
                Some(0) => format!(" · {}", page.t("going-full")),
                Some(left) => format!(" · {}", page.tn("going-left", left)),
                None => String::new(),
            };
            TypeChoice {
                value: one.id.to_string(),
                text: format!("{} · {price}{left}", one.name),
                chosen: now.map_or(at == 0, |now| now == one.id),
            }
        })
        .collect()
}
