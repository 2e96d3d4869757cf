//! The results of a campaign as files for programs for tables.

use axum::extract::{Path, State};
use axum::response::Response;
use store::Tx;

use super::figures::{self, Figures, Posted, Written};
use super::page::{came_of, term_name};
use super::{Evaluator, link};
use crate::app::App;
use crate::error::Result;
use crate::frame::Page;
use crate::frame::sheet::{self, harmless};
use crate::ids::AccountId;

async fn read(app: &App, campaign: &super::Campaign) -> Result<Figures> {
    app.read(async |tx: &mut Tx| figures::figures(tx, campaign).await)
        .await
}

/// Everybody who was offered a seat: a row each.
pub(super) async fn people(State(app): State<App>, page: Page, by: Evaluator) -> Result<Response> {
    let found = read(&app, &by.campaign).await?;
    let heads = ["campaigns-person", "results-handle", "campaigns-state"];
    let mut heads = heads.map(|head| page.t(head)).to_vec();
    heads.extend(found.terms.iter().map(|term| term_name(&page, term)));
    heads.extend(["results-note", "results-post"].map(|head| page.t(head)));
    let mut rows = vec![heads];
    for person in &found.people {
        let seat = &person.seat;
        let mut row = vec![
            harmless(seat.name.clone()),
            harmless(seat.handle.clone()),
            page.t(came_of(&seat.state)),
        ];
        let outcomes = person.outcomes.iter();
        row.extend(outcomes.map(|one| one.map_or_else(String::new, |one| page.t(one.key()))));
        row.push(notes_of(&app, &found, seat.account_id));
        row.push(posts_of(&found, seat.account_id));
        rows.push(row);
    }
    let name = format!("campaign-{}-people.csv", by.campaign.id);
    sheet::download(&name, rows)
}

fn notes_of(app: &App, found: &Figures, account: Option<AccountId>) -> String {
    let is = |note: &&Written| Some(note.author_id) == account;
    let links = found.notes.iter().filter(is).map(|note| href(app, note));
    links.collect::<Vec<_>>().join(" ")
}

fn posts_of(found: &Figures, account: Option<AccountId>) -> String {
    let is = |post: &&Posted| Some(post.account_id) == account;
    let links = found.posts.iter().filter(is).map(|post| post.link.clone());
    links.collect::<Vec<_>>().join(" ")
}

fn href(app: &App, note: &Written) -> String {
    format!("{}/notes/{}", app.settings().public_url, note.id)
}

pub(super) async fn notes(State(app): State<App>, page: Page, by: Evaluator) -> Result<Response> {
    of_notes(&app, &page, &by.campaign).await
}

pub(super) async fn notes_by_link(
    State(app): State<App>,
    page: Page,
    Path(signed): Path<String>,
) -> Result<Response> {
    let campaign = link::campaign(&app, &signed).await?;
    of_notes(&app, &page, &campaign).await
}

/// What was written and posted, which is public anyway, with its numbers.
async fn of_notes(app: &App, page: &Page, campaign: &super::Campaign) -> Result<Response> {
    let found = read(app, campaign).await?;
    let heads = [
        "campaigns-person",
        "results-handle",
        "results-link",
        "results-likes",
        "results-saves",
        "results-opens",
        "results-links-out",
    ];
    let mut rows = vec![heads.map(|head| page.t(head)).to_vec()];
    let who = |name: &str, handle: &str| [harmless(name.to_owned()), harmless(handle.to_owned())];
    for note in &found.notes {
        let mut row = who(&note.name, &note.handle).to_vec();
        row.push(href(app, note));
        let numbers = [note.likes, note.saves, note.opens, note.links_out];
        row.extend(numbers.map(|number| number.to_string()));
        rows.push(row);
    }
    for post in &found.posts {
        let mut row = who(&post.name, &post.handle).to_vec();
        row.push(post.link.clone());
        // What a network counts is not read here.
        row.resize(heads.len(), String::new());
        rows.push(row);
    }
    let name = format!("campaign-{}-notes.csv", campaign.id);
    sheet::download(&name, rows)
}
