//! A draw in words, ready for its pages.

use jiff::tz::TimeZone;
use rules::draw::audit::Odds;
use rules::draw::beacon::Publicity;
use store::Tx;

use super::draw::{self, Closed, Draw, Drawn, State};
use super::{list, mine, page::badge, pick};
use crate::accounts::{Member, Role};
use crate::app::App;
use crate::cities::Cities;
use crate::error::{Error, Result};
use crate::frame::Page;
use crate::ids::{CityId, DrawId};
use crate::text::{money, when};

/// Winners that a page shows; the proof has all.
const WINNERS_SHOWN: i64 = 50;
/// A round is late when it has not come so long after its time.
const LATE_MS: i64 = 60_000;
/// Characters of a hash that a page shows before it is opened.
const HASH_CHARS: usize = 16;
const PPM: f64 = 10_000.0;

/// A draw in a list.
pub(super) struct Line {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) state: String,
    /// "Drawn on Friday at 8 PM", "Entries until …".
    pub(super) when: String,
}

/// What was published when it closed.
pub(super) struct ClosedStory {
    pub(super) at: String,
    pub(super) count: i64,
    pub(super) total_weight: String,
    pub(super) commitment: String,
    pub(super) root: String,
    pub(super) round: String,
    pub(super) round_at: String,
    pub(super) log_at: i64,
    /// The round's time has passed, and it has not arrived.
    pub(super) late: bool,
    /// Reasons in words, with how many there are of each.
    pub(super) left_out: Vec<String>,
}

pub(super) struct Winner {
    pub(super) place: i64,
    pub(super) pseudonym: String,
    pub(super) alternate: bool,
    pub(super) own: bool,
}

/// A line of the audit.
pub(super) struct OddsLine {
    pub(super) weight: u64,
    pub(super) entrants: String,
    pub(super) declared_first: String,
    pub(super) measured_first: String,
    pub(super) measured_prize: String,
}

pub(super) struct DrawnStory {
    pub(super) at: String,
    pub(super) randomness: String,
    pub(super) winners: Vec<Winner>,
    /// How many more there are.
    pub(super) more: i64,
    pub(super) replays: String,
    pub(super) odds: Vec<OddsLine>,
}

/// The whole story.
pub(super) struct Story {
    pub(super) id: DrawId,
    pub(super) city: CityId,
    pub(super) title: String,
    pub(super) state: String,
    pub(super) opens_at: String,
    pub(super) closes_at: String,
    pub(super) is_open: bool,
    pub(super) prizes: i64,
    pub(super) alternates: i64,
    pub(super) weights: String,
    pub(super) public_id: String,
    /// "quicknet"; empty for a chain that is not public.
    pub(super) chain: &'static str,
    pub(super) chain_hash: String,
    pub(super) closed: Option<ClosedStory>,
    pub(super) drawn: Option<DrawnStory>,
    pub(super) settled: bool,
    /// Why it does not take place.
    pub(super) void: Option<String>,
    pub(super) own: Option<mine::Own>,
    /// Who may bring a beacon.
    pub(super) operator: bool,
}

struct Found {
    draw: Draw,
    left_out: Vec<(String, i64)>,
    winners: Vec<String>,
    own: Option<mine::Own>,
}

async fn find(app: &App, by: Option<&Member>, id: DrawId) -> Result<Found> {
    app.read(async |tx: &mut Tx| {
        let draw = draw::by_id(tx, id).await?;
        let own = match by {
            Some(by) => mine::own_of(app, tx, &draw, by.id).await?,
            None => None,
        };
        Ok(Found {
            left_out: list::left_out(tx, id).await?,
            winners: list::winners(tx, id, WINNERS_SHOWN).await?,
            own,
            draw,
        })
    })
    .await
}

pub(super) async fn story(
    app: &App,
    page: &Page,
    by: Option<&Member>,
    id: DrawId,
) -> Result<Story> {
    let Found {
        draw,
        left_out,
        winners,
        own,
    } = find(app, by, id).await?;
    let city = app
        .view::<Cities>()?
        .by_id(draw.city)
        .ok_or(Error::NotFound)?;
    let now_ms = app.now_ms();
    let at = |at_ms| moment(page, at_ms, &city.zone, now_ms);
    let own_name = own.as_ref().map(|own| own.pseudonym.as_str());
    let closed = draw.closed.as_ref();
    let closed = closed.map(|closed| closed_story(page, &draw, closed, (&at, now_ms), &left_out));
    let drawn = match &draw.drawn {
        Some(drawn) => Some(drawn_story(
            page,
            &draw,
            (drawn, at(drawn.at_ms)),
            (&winners, own_name),
        )?),
        None => None,
    };
    Ok(Story {
        state: badge(page, draw.state),
        opens_at: at(draw.opens_at_ms),
        closes_at: at(draw.closes_at_ms),
        is_open: draw.takes_entries(now_ms),
        prizes: draw.prizes,
        alternates: draw.alternates,
        weights: draw.announcement.weights.clone(),
        title: draw.announcement.title.clone(),
        chain: chain(&draw),
        chain_hash: hex::encode(draw.announcement.chain_hash),
        closed,
        drawn,
        settled: draw.state == State::Settled,
        void: (draw.state == State::Void).then(|| void_text(page, &draw.void_reason)),
        operator: by.is_some_and(|by| by.holds(Role::Operator, draw.city)),
        own,
        id,
        city: draw.city,
        public_id: draw.public_id,
    })
}

fn closed_story(
    page: &Page,
    draw: &Draw,
    closed: &Closed,
    (at, now_ms): (&dyn Fn(i64) -> String, i64),
    left_out: &[(String, i64)],
) -> ClosedStory {
    let text = |(why, n): &(String, i64)| left_out_text(page, why, *n);
    ClosedStory {
        at: at(closed.at_ms),
        count: draw.count,
        total_weight: money::number(page.lang, closed.total_weight),
        commitment: hex::encode(closed.commitment),
        root: hex::encode(closed.merkle_root),
        round: closed.round.to_string(),
        round_at: at(closed.round_at_ms),
        log_at: closed.log_at,
        late: draw.drawn.is_none() && closed.round_at_ms + LATE_MS < now_ms,
        left_out: left_out.iter().map(text).collect(),
    }
}

fn drawn_story(
    page: &Page,
    draw: &Draw,
    (drawn, at): (&Drawn, String),
    (winners, own): (&[String], Option<&str>),
) -> Result<DrawnStory> {
    let prizes = pick::prizes(draw)?;
    let winner = |(place, pseudonym): (i64, &String)| Winner {
        place,
        pseudonym: short(pseudonym),
        alternate: place > prizes,
        own: Some(pseudonym.as_str()) == own,
    };
    let all = (draw.prizes + draw.alternates).min(draw.count);
    let replays = i64::try_from(drawn.audit.replays).map_err(anyhow::Error::from)?;
    Ok(DrawnStory {
        at,
        randomness: hex::encode(drawn.beacon.randomness),
        winners: (1..).zip(winners).map(winner).collect(),
        more: (all - WINNERS_SHOWN).max(0),
        replays: money::number(page.lang, replays),
        odds: drawn
            .audit
            .odds
            .iter()
            .map(|odds| odds_line(page, odds))
            .collect(),
    })
}

fn odds_line(page: &Page, odds: &Odds) -> OddsLine {
    let percent = |ppm: u64| {
        #[expect(clippy::cast_precision_loss, reason = "at most a million")]
        let percent = ppm as f64 / PPM;
        format!("{percent:.2} %")
    };
    OddsLine {
        weight: odds.weight,
        entrants: money::number(page.lang, i64::try_from(odds.entrants).unwrap_or(i64::MAX)),
        declared_first: percent(odds.declared_first_ppm),
        measured_first: percent(odds.measured_first_ppm),
        measured_prize: percent(odds.measured_prize_ppm),
    }
}

/// The beginning of a hash or a pseudonym.
pub(super) fn short(digits: &str) -> String {
    digits.chars().take(HASH_CHARS).collect()
}

fn chain(draw: &Draw) -> &'static str {
    match draw.chain.publicity() {
        Publicity::Quicknet => "quicknet",
        Publicity::Default => "default",
        Publicity::NotPublic => "",
    }
}

fn left_out_text(page: &Page, why: &str, n: i64) -> String {
    page.tn(
        match why {
            "withdrawn" => "draws-left-out-withdrawn",
            "lowered" => "draws-left-out-lowered",
            "staff" => "draws-left-out-staff",
            "organiser" => "draws-left-out-organiser",
            "age" => "draws-left-out-age",
            "residence" => "draws-left-out-residence",
            "barred" => "draws-left-out-barred",
            "linked" => "draws-left-out-linked",
            "chosen" => "draws-left-out-chosen",
            "asks" => "draws-left-out-asks",
            "no-notes" => "draws-left-out-no-notes",
            _ => "draws-left-out-other",
        },
        n,
    )
}

fn void_text(page: &Page, why: &str) -> String {
    page.t(match why {
        "nobody" => "draws-void-nobody",
        "moved" => "draws-void-moved",
        "begun" => "draws-void-begun",
        _ => "draws-void-called-off",
    })
}

pub(super) fn moment(page: &Page, at_ms: i64, zone: &TimeZone, now_ms: i64) -> String {
    let today = when::civil(now_ms, zone).date();
    when::day_and_time(page.lang, when::civil(at_ms, zone), today)
}

pub(super) fn line(page: &Page, draw: &Draw, zone: &TimeZone, now_ms: i64) -> Line {
    let at = |at_ms| moment(page, at_ms, zone, now_ms);
    let when = match (&draw.drawn, &draw.closed) {
        (Some(drawn), _) => page.t1("draws-drawn-at", "time", at(drawn.at_ms)),
        (None, Some(closed)) => page.t1("draws-round-at", "time", at(closed.round_at_ms)),
        (None, None) => page.t1("draws-closes-at", "time", at(draw.closes_at_ms)),
    };
    Line {
        href: format!("/draws/{}", draw.id),
        title: draw.announcement.title.clone(),
        state: badge(page, draw.state),
        when,
    }
}
