//! The results of a campaign, for programs.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::figures::{self, Figures, Outcomes, Term, Written};
use super::link::{self, Link};
use super::{AtLink, Evaluator};
use crate::accounts::Network;
use crate::app::App;
use crate::error::Result;
use crate::ids::{CampaignId, NoteId, ResultsLinkId};
use crate::obligations::Kind;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_results))
        .routes(routes!(get_results_by_link))
        .routes(routes!(get_results_links, post_results_link))
        .routes(routes!(delete_results_link))
}

/// What came of a campaign.
#[derive(Serialize, ToSchema)]
#[schema(as = CampaignResults)]
struct ResultsJson {
    #[schema(value_type = String)]
    campaign: CampaignId,
    title: String,
    seats: i64,
    /// Who withdrew is left out.
    applied: i64,
    /// Were offered a seat.
    selected: i64,
    /// Took it; who gave it back later as well.
    accepted: i64,
    gave_back: i64,
    came: i64,
    /// Met all that they owe beside coming in time; what was excused is not asked.
    all_in_time: i64,
    likes: i64,
    saves: i64,
    /// By others than the author, also through the API.
    opens: i64,
    /// Links in the notes that were followed.
    links_out: i64,
    /// The first is to come.
    terms: Vec<TermResultJson>,
    notes: Vec<NoteResultJson>,
    /// Addresses of posts on networks whose proof was accepted.
    posts: Vec<String>,
}

/// How far something that is owed was met.
#[derive(Serialize, ToSchema)]
#[schema(as = CampaignTermResult)]
struct TermResultJson {
    kind: Kind,
    network: Option<Network>,
    /// An operator's; empty for the other kinds.
    words: String,
    in_time: i64,
    late: i64,
    missed: i64,
    excused: i64,
    /// Not settled yet.
    open: i64,
}

/// A note that was owed.
#[derive(Serialize, ToSchema)]
#[schema(as = CampaignNoteResult)]
struct NoteResultJson {
    #[schema(value_type = String)]
    note: NoteId,
    author: String,
    likes: i64,
    saves: i64,
    opens: i64,
    links_out: i64,
}

impl From<Term> for TermResultJson {
    fn from(term: Term) -> Self {
        let Outcomes {
            in_time,
            late,
            missed,
            excused,
            open,
        } = term.outcomes;
        Self {
            kind: term.kind,
            network: term.network,
            words: term.words,
            in_time,
            late,
            missed,
            excused,
            open,
        }
    }
}

impl From<Written> for NoteResultJson {
    fn from(note: Written) -> Self {
        Self {
            note: note.id,
            author: note.handle,
            likes: note.likes,
            saves: note.saves,
            opens: note.opens,
            links_out: note.links_out,
        }
    }
}

fn json(campaign: &super::Campaign, figures: Figures) -> Json<ResultsJson> {
    let [likes, saves, opens, links_out] = figures.sums();
    Json(ResultsJson {
        campaign: campaign.id,
        title: campaign.title.clone(),
        seats: figures.seats,
        applied: figures.applied,
        selected: figures.selected,
        accepted: figures.accepted,
        gave_back: figures.gave_back,
        came: figures.came,
        all_in_time: figures.all_in_time,
        likes,
        saves,
        opens,
        links_out,
        terms: figures
            .terms
            .into_iter()
            .map(TermResultJson::from)
            .collect(),
        notes: figures
            .notes
            .into_iter()
            .map(NoteResultJson::from)
            .collect(),
        posts: figures.posts.into_iter().map(|post| post.link).collect(),
    })
}

/// The results of a campaign
///
/// For operators of the city, and who publishes the event.
#[utoipa::path(get, path = "/cities/{city}/campaigns/{campaign}/results", tag = "campaigns",
    security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id")),
    responses((status = 200, body = ResultsJson)))]
async fn get_results(State(app): State<App>, by: Evaluator) -> Result<Json<ResultsJson>> {
    let found = app
        .read(async |tx: &mut Tx| figures::figures(tx, &by.campaign).await)
        .await?;
    Ok(json(&by.campaign, found))
}

/// The results that a link is for
///
/// For whoever has it.
#[utoipa::path(get, path = "/campaign-results/{link}", tag = "campaigns", security(()),
    params(("link" = String, Path, description = "The last part of the link's address")),
    responses((status = 200, body = ResultsJson)))]
async fn get_results_by_link(
    State(app): State<App>,
    Path(signed): Path<String>,
) -> Result<Json<ResultsJson>> {
    let campaign = link::campaign(&app, &signed).await?;
    let found = app
        .read(async |tx: &mut Tx| figures::figures(tx, &campaign).await)
        .await?;
    Ok(json(&campaign, found))
}

/// A link to results.
#[derive(Serialize, ToSchema)]
#[schema(as = ResultsLink)]
struct LinkJson {
    #[schema(value_type = String)]
    id: ResultsLinkId,
    /// For whom.
    name: String,
    /// In full: whoever has it sees the results.
    url: String,
}

/// The links to a campaign's results
///
/// Those that are not revoked, the newest first.
#[utoipa::path(get, path = "/cities/{city}/campaigns/{campaign}/results/links", tag = "campaigns",
    security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id")),
    responses((status = 200, body = Vec<LinkJson>)))]
async fn get_results_links(State(app): State<App>, by: Evaluator) -> Result<Json<Vec<LinkJson>>> {
    let links = app
        .read(async |tx: &mut Tx| link::links(tx, by.campaign.id).await)
        .await?;
    let json = |link: Link| LinkJson {
        url: link::address(&app, link.id),
        id: link.id,
        name: link.name,
    };
    Ok(Json(links.into_iter().map(json).collect()))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = ResultsLinkInput)]
struct LinkInput {
    /// For whom: at most 60 characters.
    name: String,
}

/// Make a link to a campaign's results
///
/// Whoever has it sees numbers, notes and posts, never who asked or who stayed away.
#[utoipa::path(post, path = "/cities/{city}/campaigns/{campaign}/results/links", tag = "campaigns",
    security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id")),
    request_body = LinkInput,
    responses((status = 201, body = LinkJson)))]
async fn post_results_link(
    State(app): State<App>,
    by: Evaluator,
    Json(input): Json<LinkInput>,
) -> Result<(StatusCode, Json<LinkJson>)> {
    let id = app
        .write(async |tx: &mut Tx| link::make(tx, &by, &input.name).await)
        .await?;
    let json = LinkJson {
        id,
        name: input.name.trim().to_owned(),
        url: link::address(&app, id),
    };
    Ok((StatusCode::CREATED, Json(json)))
}

/// Revoke a link to a campaign's results
#[utoipa::path(delete, path = "/cities/{city}/campaigns/{campaign}/results/links/{link}", tag = "campaigns",
    security(("bearer" = [])),
    params(("city" = String, Path, description = "The city's slug"),
        ("campaign" = String, Path, description = "The campaign's id"),
        ("link" = String, Path, description = "The link's id")),
    responses((status = 204)))]
async fn delete_results_link(
    State(app): State<App>,
    by: Evaluator,
    AtLink(link): AtLink,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| link::revoke(tx, &by, link).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
