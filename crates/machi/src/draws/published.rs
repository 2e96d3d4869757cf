//! The documents of a draw: before its round the list and the commitment, after it the whole proof.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rules::draw::beacon::Chain;
use rules::draw::canonical;
use rules::draw::checkpoint::LogKey;
use rules::draw::proof::{Announcement, FORMAT, HexHash, Logged, Proof, WINNERS_MAX};
use rules::merkle::Hash;
use serde::Serialize;
use store::Tx;

use super::draw::{Closed, Draw, by_id, column};
use super::list::{self, Entries};
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::DrawId;
use crate::public_log::{self, PublicLog};

const COMMITMENT_FORMAT: &str = "machi-draw-commitment-v1";
/// A document never changes once it is there.
const CACHE: &str = "public, max-age=31536000, immutable";

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

async fn commitment(app: &App, id: DrawId) -> Result<Vec<u8>> {
    let (draw, entries) = app
        .read(async |tx: &mut Tx| {
            let draw = by_id(tx, id).await?;
            draw.closed()?;
            Ok((draw, list::entries(tx, id).await?))
        })
        .await?;
    let closed = draw.closed()?;
    Ok(canonical::write(&Commitment {
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
    }))
}

/// The whole proof of a draw whose winners are known.
pub(super) async fn proof(app: &App, id: DrawId) -> Result<Proof> {
    let (draw, entries, winners) = app
        .read(async |tx: &mut Tx| {
            let draw = by_id(tx, id).await?;
            draw.drawn()?;
            let winners = list::winners(tx, id, column(WINNERS_MAX)?).await?;
            Ok((draw, list::entries(tx, id).await?, winners))
        })
        .await?;
    let (closed, drawn) = (draw.closed()?, draw.drawn()?);
    Ok(Proof {
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
    })
}

pub(super) async fn get_commitment(
    State(app): State<App>,
    Path(id): Path<DrawId>,
) -> Result<Response> {
    let bytes = commitment(&app, id).await?;
    Ok(json_file(
        bytes,
        &format!("machi-commitment-{id}.json"),
        CACHE,
    ))
}

pub(super) async fn get_proof(State(app): State<App>, Path(id): Path<DrawId>) -> Result<Response> {
    let bytes = canonical::write(&proof(&app, id).await?);
    Ok(json_file(bytes, &format!("machi-proof-{id}.json"), CACHE))
}

/// A document for a program that reads it, and for somebody who keeps it.
pub(super) fn json_file(bytes: Vec<u8>, name: &str, cache: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CACHE_CONTROL, cache.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("inline; filename=\"{name}\""),
        ),
    ];
    (headers, bytes).into_response()
}
