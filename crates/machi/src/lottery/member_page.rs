//! A city's lottery as its members see it: how they stand this week, and what was drawn before.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::desk_page::{moment, state_text};
use super::enter::{enter, why_key};
use super::found::{self, AtLottery, Lottery};
use super::people::{self, Reason};
use super::person::{self, PersonInput};
use super::person_form::{Asked, PersonForm};
use super::prizes;
use super::standing::{self, Standing, Way};
use crate::accounts::{Member, Reader};
use crate::app::App;
use crate::cities::{City, InCity};
use crate::draws::Draw;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::{DrawId, LotteryId};
use crate::streaks;
use crate::text::money;

/// How a member stands.
struct Own {
    /// Takes part by posting.
    posts: bool,
    free: bool,
    notes: i64,
    weight: i64,
    lighter: bool,
    why_not: Option<String>,
    /// Until when a prize is theirs to accept.
    offered: Option<String>,
    accepted: bool,
    /// A prize was theirs, of a date that was called off.
    called_off: bool,
}

struct Shown {
    id: LotteryId,
    title: String,
    state: String,
    window: String,
    prize: String,
    date_href: String,
    prizes: i64,
    notes_max: i64,
    in_community: bool,
    is_open: bool,
    draw: DrawId,
    own: Option<Own>,
}

#[derive(Template)]
#[template(path = "lottery/member.html")]
struct LotteryPage {
    page: Page,
    slug: String,
    lotteries: Vec<Shown>,
    streak: Option<streaks::Panel>,
    signed_in: bool,
    /// Age and residence are still to be told.
    ask: bool,
    person: PersonForm,
    problems: Problems,
}

struct Found {
    lottery: Lottery,
    draw: Draw,
    own: Option<(Standing, Option<(String, i64)>)>,
}

/// What a page is made from.
struct Read {
    all: Vec<Found>,
    /// What keeps the member out.
    bar: Option<(Reason, Option<i64>)>,
    told: Option<PersonInput>,
    takes_part: bool,
    streak: Option<streaks::Own>,
}

async fn read(tx: &mut Tx, city: &City, by: Option<&Member>) -> Result<Read> {
    let mut all = Vec::new();
    for lottery in found::published(tx, city.id).await? {
        let Some(draw) = lottery.draw(tx).await? else {
            continue;
        };
        let own = match by {
            Some(by) => {
                let prize = prizes::own(tx, lottery.id, by.id).await?;
                let prize = prize.map(|(_, state, until_ms)| (state, until_ms));
                Some((standing::of(tx, city, &lottery, by.id).await?, prize))
            }
            None => None,
        };
        all.push(Found { lottery, draw, own });
    }
    let Some(by) = by else {
        return Ok(Read {
            all,
            bar: None,
            told: None,
            takes_part: false,
            streak: None,
        });
    };
    let same = people::same_person(tx, city.id, by.id).await?;
    Ok(Read {
        all,
        bar: people::bar_of(tx, city.id, &same).await?,
        told: person::told(tx, by.id).await?,
        takes_part: person::takes_part(tx, by.id).await?,
        streak: streaks::own(tx, city, by.id).await?,
    })
}

/// Why somebody may not win, in words: what an operator said as well.
fn why_words(
    page: &Page,
    city: &City,
    (why, bar): (&'static str, Option<(Reason, Option<i64>)>),
    now_ms: i64,
) -> String {
    match bar {
        Some(bar) if why == "barred" => people::bar_words(page, city, bar, now_ms),
        _ => page.t(why_key(why)),
    }
}

fn shown(
    page: &Page,
    city: &City,
    (found, bar): (Found, Option<(Reason, Option<i64>)>),
    now_ms: i64,
) -> Result<Shown> {
    let Found { lottery, draw, own } = found;
    let at = |at_ms| moment(page, city, at_ms, now_ms);
    let value = money::format(page.lang, lottery.value_minor, lottery.currency()?);
    let own = own.map(|(standing, prize)| {
        let open = |(state, until_ms): &(String, i64)| state == "offered" && *until_ms > now_ms;
        Own {
            posts: standing.way == Some(Way::Post),
            free: standing.way == Some(Way::Free),
            notes: standing.notes,
            weight: standing.weight,
            lighter: standing.recent_wins > 0,
            why_not: standing
                .why_not
                .map(|why| why_words(page, city, (why, bar), now_ms)),
            accepted: prize.as_ref().is_some_and(|(state, _)| state == "accepted"),
            called_off: prize
                .as_ref()
                .is_some_and(|(state, _)| state == "called-off"),
            offered: prize.filter(open).map(|(_, until_ms)| at(until_ms)),
        }
    });
    Ok(Shown {
        id: lottery.id,
        state: state_text(page, Some(draw.state)),
        window: format!("{} – {}", at(lottery.opens_at_ms), at(lottery.closes_at_ms)),
        prize: page.t1("lottery-worth", "amount", value),
        date_href: format!("/events/{}/{}", lottery.event_id, lottery.occurrence_id),
        prizes: lottery.prizes,
        notes_max: lottery.notes_max,
        in_community: lottery.community_id.is_some(),
        is_open: draw.takes_entries(now_ms),
        draw: draw.id,
        title: lottery.title,
        own,
    })
}

async fn view(
    app: &App,
    page: Page,
    by: Option<&Member>,
    city: &City,
    (typed, problems): (PersonInput, Problems),
) -> Result<Response> {
    let read = app
        .read(async |tx: &mut Tx| read(tx, city, by).await)
        .await?;
    let lotteries = read.all.iter().map(|found| &found.lottery);
    let asked = Asked {
        told: read.told,
        takes_part: read.takes_part,
    };
    let ask = by.is_some() && asked.told.is_none();
    let person = PersonForm::new(page.lang, asked, lotteries, (typed, &problems));
    let lotteries = read
        .all
        .into_iter()
        .map(|found| shown(&page, city, (found, read.bar), app.now_ms()));
    let lotteries = lotteries.collect::<Result<_>>()?;
    let title = page.t1("lottery-of-city", "city", city.names.get(page.lang));
    frame::html(&LotteryPage {
        slug: city.slug.clone(),
        lotteries,
        streak: read.streak.map(|own| own.panel(&page)),
        signed_in: by.is_some(),
        ask,
        person,
        problems,
        page: page.in_city(&city.slug, &city.names).titled(title),
    })
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    Reader(by): Reader,
    InCity(city): InCity,
) -> Result<Response> {
    let nothing = (PersonInput::default(), Problems::default());
    view(&app, page, by.as_ref(), &city, nothing).await
}

async fn answered(
    app: &App,
    page: Page,
    (by, city): (&Member, &City),
    typed: PersonInput,
    (result, notice): (Result<()>, &'static str),
) -> Result<Response> {
    match result {
        Ok(()) => Ok(done(&format!("/cities/{}/lottery", city.slug), notice)),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let page = view(app, page, Some(by), city, (typed, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn post_person(
    State(app): State<App>,
    page: Page,
    by: Member,
    InCity(city): InCity,
    Form(form): Form<PersonInput>,
) -> Result<Response> {
    let told = app
        .write(async |tx: &mut Tx| person::tell(tx, &by, &form).await)
        .await;
    let result = (told, "notice-lottery-told");
    answered(&app, page, (&by, &city), form, result).await
}

pub(super) async fn post_correction(
    State(app): State<App>,
    page: Page,
    by: Member,
    InCity(city): InCity,
    Form(form): Form<PersonInput>,
) -> Result<Response> {
    let corrected = app
        .write(async |tx: &mut Tx| person::correct(tx, &by, &form).await)
        .await;
    let result = (corrected, "notice-lottery-corrected");
    answered(&app, page, (&by, &city), form, result).await
}

#[derive(Deserialize)]
pub(super) struct EntryForm {
    /// post, free, none
    way: String,
}

pub(super) async fn post_entry(
    State(app): State<App>,
    page: Page,
    by: Member,
    InCity(city): InCity,
    AtLottery(id): AtLottery,
    Form(form): Form<EntryForm>,
) -> Result<Response> {
    let (way, notice) = match form.way.as_str() {
        "post" => (Some(Way::Post), "notice-lottery-entered"),
        "free" => (Some(Way::Free), "notice-lottery-entered"),
        _ => (None, "notice-lottery-left"),
    };
    let entered = app
        .write(async |tx: &mut Tx| enter(tx, &by, &city, id, way).await)
        .await;
    let result = (entered.map(|_| ()), notice);
    answered(&app, page, (&by, &city), PersonInput::default(), result).await
}

#[derive(Deserialize)]
pub(super) struct PrizeForm {
    accepted: bool,
}

pub(super) async fn post_prize(
    State(app): State<App>,
    page: Page,
    by: Member,
    InCity(city): InCity,
    AtLottery(id): AtLottery,
    Form(form): Form<PrizeForm>,
) -> Result<Response> {
    let answer = app
        .write(async |tx: &mut Tx| prizes::answer(tx, &by, city.id, id, form.accepted).await)
        .await;
    let notice = match form.accepted {
        true => "notice-lottery-accepted",
        false => "notice-lottery-declined",
    };
    answered(
        &app,
        page,
        (&by, &city),
        PersonInput::default(),
        (answer, notice),
    )
    .await
}
