//! The page of a campaign's results.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::super::found::Campaign;
use super::super::held::{self, Held};
use super::super::seats;
use super::figures::{self, Figures, Outcomes, Term, Written};
use super::link::{self, Link};
use super::{AtLink, Evaluator, results_path};
use crate::app::App;
use crate::cities::{Cities, City};
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::ResultsLinkId;
use crate::obligations::{Kind, Outcome};
use crate::text::{money, when};

const TITLE_CHARS_MAX: usize = 80;

struct Number {
    name: String,
    value: String,
}

struct TermLine {
    name: String,
    /// In time, late, missed, excused, open.
    counts: [String; 5],
}

struct NoteLine {
    href: String,
    title: String,
    who: String,
    /// Likes, saves, opens, links out.
    counts: [String; 4],
}

struct PostLine {
    href: String,
    who: String,
}

struct PersonLine {
    handle: String,
    name: String,
    state: String,
    outcomes: Vec<String>,
}

struct LinkLine {
    id: ResultsLinkId,
    name: String,
    made: String,
    address: String,
}

/// What only those see who run the campaign or the event.
struct Inside {
    back: String,
    people: Vec<PersonLine>,
    links: Vec<LinkLine>,
    typed: String,
    problems: Problems,
}

#[derive(Template)]
#[template(path = "campaigns/results/results.html")]
struct ResultsPage {
    page: Page,
    /// Of this page; the files are below it.
    path: String,
    date_href: String,
    date: String,
    numbers: Vec<Number>,
    terms: Vec<TermLine>,
    notes: Vec<NoteLine>,
    posts: Vec<PostLine>,
    inside: Option<Inside>,
}

/// What one transaction reads.
struct Read {
    held: Option<Held>,
    figures: Figures,
    links: Vec<Link>,
}

async fn read(tx: &mut Tx, campaign: &Campaign) -> Result<Read> {
    Ok(Read {
        held: held::held(tx, campaign).await?,
        figures: figures::figures(tx, campaign).await?,
        links: link::links(tx, campaign.id).await?,
    })
}

/// The state of a seat, a locale key. Nobody learns of a block.
pub(super) fn came_of(state: &str) -> &'static str {
    match state {
        "blocked" => seats::state_key("lapsed"),
        state => seats::state_key(state),
    }
}

pub(super) fn term_name(page: &Page, term: &Term) -> String {
    match (term.kind, term.network) {
        (Kind::Come, _) => page.t("reliability-owed-come"),
        (Kind::Note, _) => page.t("reliability-owed-note"),
        (Kind::Post, Some(network)) => {
            page.t1("reliability-owed-post", "network", page.t(network.key()))
        }
        (Kind::Post | Kind::Words, _) => term.words.clone(),
    }
}

fn numbers(page: &Page, figures: &Figures) -> Vec<Number> {
    let [likes, saves, opens, links_out] = figures.sums();
    let number = |(key, value): (&str, i64)| Number {
        name: page.t(key),
        value: money::number(page.lang, value),
    };
    [
        ("results-seats", figures.seats),
        ("results-applied", figures.applied),
        ("results-selected", figures.selected),
        ("results-accepted", figures.accepted),
        ("results-came", figures.came),
        ("results-all-in-time", figures.all_in_time),
        ("results-likes", likes),
        ("results-saves", saves),
        ("results-opens", opens),
        ("results-links-out", links_out),
    ]
    .map(number)
    .into()
}

fn term_line(page: &Page, term: &Term) -> TermLine {
    let Outcomes {
        in_time,
        late,
        missed,
        excused,
        open,
    } = term.outcomes;
    TermLine {
        name: term_name(page, term),
        counts: [in_time, late, missed, excused, open].map(|count| money::number(page.lang, count)),
    }
}

fn note_line(page: &Page, note: &Written) -> NoteLine {
    let said = [&note.title, &note.body];
    let said = said.into_iter().find(|said| !said.is_empty());
    let title = said.map(|said| said.chars().take(TITLE_CHARS_MAX).collect());
    NoteLine {
        href: format!("/notes/{}", note.id),
        title: title.unwrap_or_else(|| page.t1("notes-note-by", "name", note.name.as_str())),
        who: format!("{} @{}", note.name, note.handle),
        counts: [note.likes, note.saves, note.opens, note.links_out]
            .map(|count| money::number(page.lang, count)),
    }
}

fn people(page: &Page, figures: &Figures) -> Vec<PersonLine> {
    let person = |person: &figures::Person| PersonLine {
        handle: person.seat.handle.clone(),
        name: person.seat.name.clone(),
        state: page.t(came_of(&person.seat.state)),
        outcomes: {
            let word =
                |one: &Option<Outcome>| one.map_or("–".to_owned(), |one| page.t(one.key()));
            person.outcomes.iter().map(word).collect()
        },
    };
    figures.people.iter().map(person).collect()
}

fn view(
    app: &App,
    page: Page,
    (city, campaign): (&City, &Campaign),
    read: Read,
    (path, inside): (String, Option<Inside>),
) -> ResultsPage {
    let now_ms = app.now_ms();
    let held = read.held.as_ref();
    let date = held.map(|held| held.text(&page, city, now_ms));
    let figures = &read.figures;
    let post = |post: &figures::Posted| PostLine {
        href: post.link.clone(),
        who: format!("{} @{}", post.name, post.handle),
    };
    ResultsPage {
        path,
        date_href: held.map_or_else(String::new, |held| held.href.clone()),
        date: date.unwrap_or_default(),
        numbers: numbers(&page, figures),
        terms: figures
            .terms
            .iter()
            .map(|term| term_line(&page, term))
            .collect(),
        notes: figures
            .notes
            .iter()
            .map(|note| note_line(&page, note))
            .collect(),
        posts: figures.posts.iter().map(post).collect(),
        inside,
        page: {
            let title = page.t1("results-title", "title", campaign.title.as_str());
            page.in_city(&city.slug, &city.names)
                .titled(title)
                .hidden_from_search()
        },
    }
}

async fn inside(
    app: &App,
    page: Page,
    by: &Evaluator,
    (typed, problems): (String, Problems),
) -> Result<ResultsPage> {
    let (city, campaign) = (&by.city, &by.campaign);
    let read = app
        .read(async |tx: &mut Tx| read(tx, campaign).await)
        .await?;
    let now_ms = app.now_ms();
    let line = |link: &Link| LinkLine {
        id: link.id,
        name: link.name.clone(),
        made: when::moment(page.lang, &city.zone, link.made_at_ms, now_ms),
        address: link::address(app, link.id),
    };
    let inside = Inside {
        back: format!("/cities/{}/campaigns/{}", city.slug, campaign.id),
        people: people(&page, &read.figures),
        links: read.links.iter().map(line).collect(),
        typed,
        problems,
    };
    let shown = (results_path(city, campaign), Some(inside));
    Ok(view(app, page, (city, campaign), read, shown))
}

pub(super) async fn show(State(app): State<App>, page: Page, by: Evaluator) -> Result<Response> {
    frame::html(&inside(&app, page, &by, Default::default()).await?)
}

/// For whoever has the link.
pub(super) async fn show_by_link(
    State(app): State<App>,
    page: Page,
    Path(signed): Path<String>,
) -> Result<Response> {
    let campaign = link::campaign(&app, &signed).await?;
    let city = app.view::<Cities>()?.by_id(campaign.city_id);
    let city = city.ok_or(Error::NotFound)?;
    let read = app
        .read(async |tx: &mut Tx| read(tx, &campaign).await)
        .await?;
    let path = format!("/campaign-results/{signed}");
    frame::html(&view(&app, page, (&city, &campaign), read, (path, None)))
}

#[derive(Deserialize)]
pub(super) struct LinkForm {
    name: String,
}

pub(super) async fn post_link(
    State(app): State<App>,
    page: Page,
    by: Evaluator,
    Form(form): Form<LinkForm>,
) -> Result<Response> {
    let made = app
        .write(async |tx: &mut Tx| link::make(tx, &by, &form.name).await)
        .await;
    match made {
        Ok(_) => Ok(done(
            &results_path(&by.city, &by.campaign),
            "notice-results-link",
        )),
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let view = inside(&app, page, &by, (form.name, problems)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn post_revoke(
    State(app): State<App>,
    by: Evaluator,
    AtLink(link): AtLink,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| link::revoke(tx, &by, link).await)
        .await?;
    let to = results_path(&by.city, &by.campaign);
    Ok(done(&to, "notice-results-revoked"))
}
