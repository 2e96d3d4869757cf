//! The documents of a draw: before its round the list and the commitment, after it the whole proof.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::Response;
use rules::draw::beacon::Chain;
use rules::draw::canonical;
use rules::draw::checkpoint::LogKey;
use rules::draw::proof::{Announcement, FORMAT, HexHash, Logged, Proof, WINNERS_MAX};
use rules::merkle::Hash;
use serde::Serialize;
use store::Tx;

use super::documents;
use super::draw::{Closed, Draw, by_id, column};
use super::list::{self, Entries};
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::DrawId;
use crate::public_log::{self, PublicLog};

const COMMITMENT_FORMAT: &str = "machi-draw-commitment-v1";

/// What is public before the round; fields in the order of canonical JSON.
#[derive(Serialize)]
struct Commitment {
    announcement: Announcement,
    chain: Chain,
    closed_at_ms: u64,
    #[serde(with = "hex::serde")]
    commit: Hash,
    count: u64,
    draw_id: String,
    entrants: Vec<(String, u64)>,
    format: &'static str,
    left_out: Vec<(String, String)>,
    log: Logged,
    #[serde(with = "hex::serde")]
    merkle_root: Hash,
    round: u64,
    total_weight: u64,
}

/// Where the commitment stands in the log, at the size that the log had with it.
fn logged(app: &App, draw: &Draw, closed: &Closed) -> Result<Logged> {
    let index = usize::try_from(closed.log_at).map_err(anyhow::Error::from)?;
    let log = app.view::<PublicLog>()?;
    if log.size() <= index {
        // This node has not read so far.
        return Err(Error::Busy);
    }
    let name = LogKey::parse(&draw.announcement.log_key)
        .ok_or(Error::NotFound)?
        .name;
    let path = log.inclusion(index, index + 1)?;
    Ok(Logged {
        checkpoint: public_log::checkpoint(app, &name, index + 1)?,
        inclusion: path.into_iter().map(HexHash).collect(),
        index: index as u64,
    })
}

fn pairs(entries: &Entries) -> Vec<(String, u64)> {
    let pair = |one: &rules::draw::Entrant| (one.name.clone(), one.weight);
    entries.entrants.iter().map(pair).collect()
}

fn unsigned(number: i64) -> Result<u64> {
    Ok(u64::try_from(number).map_err(anyhow::Error::from)?)
}

async fn commitment(app: &App, draw: Draw) -> Result<Vec<u8>> {
    let entries = app
        .read(async |tx: &mut Tx| list::entries(tx, draw.id).await)
        .await?;
    let closed = draw.closed()?;
    let document = Commitment {
        log: logged(app, &draw, closed)?,
        closed_at_ms: unsigned(closed.at_ms)?,
        commit: closed.commitment,
        count: unsigned(draw.count)?,
        entrants: pairs(&entries),
        format: COMMITMENT_FORMAT,
        left_out: entries.left_out,
        merkle_root: closed.merkle_root,
        round: closed.round,
        total_weight: unsigned(closed.total_weight)?,
        draw_id: draw.public_id,
        chain: draw.chain,
        announcement: draw.announcement,
    };
    written(document).await
}

/// A million entrants take a second.
async fn written(document: impl Serialize + Send + 'static) -> Result<Vec<u8>> {
    let writing = tokio::task::spawn_blocking(move || canonical::write(&document));
    Ok(writing.await.map_err(anyhow::Error::from)?)
}

/// The whole proof of a draw whose winners are known.
async fn proof(app: &App, draw: Draw) -> Result<Vec<u8>> {
    let (entries, winners) = app
        .read(async |tx: &mut Tx| {
            let winners = list::winners(tx, draw.id, column(WINNERS_MAX)?).await?;
            Ok((list::entries(tx, draw.id).await?, winners))
        })
        .await?;
    let (closed, drawn) = (draw.closed()?, draw.drawn()?);
    let document = Proof {
        log: logged(app, &draw, closed)?,
        beacon: drawn.beacon.clone(),
        closed_at_ms: unsigned(closed.at_ms)?,
        commit: closed.commitment,
        count: unsigned(draw.count)?,
        entrants: pairs(&entries),
        format: FORMAT.into(),
        left_out: entries.left_out,
        merkle_root: closed.merkle_root,
        seed: drawn.seed,
        total_weight: unsigned(closed.total_weight)?,
        winners,
        draw_id: draw.public_id,
        chain: draw.chain,
        announcement: draw.announcement,
    };
    written(document).await
}

pub(super) async fn get_commitment(
    State(app): State<App>,
    Path(id): Path<DrawId>,
    asked: HeaderMap,
) -> Result<Response> {
    let draw = app.read(async |tx: &mut Tx| by_id(tx, id).await).await?;
    let hash = hex::encode(draw.closed()?.commitment);
    let make = async || commitment(&app, draw).await;
    documents::answer(&asked, (&format!("machi-commitment-{id}"), &hash), make).await
}

pub(super) async fn get_proof(
    State(app): State<App>,
    Path(id): Path<DrawId>,
    asked: HeaderMap,
) -> Result<Response> {
    let draw = app.read(async |tx: &mut Tx| by_id(tx, id).await).await?;
    let hash = hex::encode(draw.drawn()?.seed);
    let make = async || proof(&app, draw).await;
    documents::answer(&asked, (&format!("machi-proof-{id}"), &hash), make).await
}

/// Headers of a document for a program that reads it, and for somebody who keeps it.
pub(super) fn as_file(name: &str) -> [(HeaderName, String); 2] {
    let disposition = format!("inline; filename=\"{name}.json\"");
    [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ]
}
