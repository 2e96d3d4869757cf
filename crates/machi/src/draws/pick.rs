//! Drawing: the beacon decides, and the result is published.

use rules::draw::beacon::Beacon;
use rules::draw::{List, audit, canonical, seed, select};
use rules::merkle::{Hash, sha256};
use serde::Serialize;
use store::{Tx, args};

use super::draw::{Draw, column};
use super::list;
use crate::app::App;
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::DrawId;
use crate::public_log;

/// Places that are written with one statement.
const PART: usize = 500;

/// What the public log says of a result; fields in the order of canonical JSON.
#[derive(Serialize)]
struct ResultEntry<'a> {
    draw_id: &'a str,
    drawn_at_ms: u64,
    kind: &'static str,
    #[serde(with = "hex::serde")]
    randomness: Hash,
    #[serde(with = "hex::serde")]
    seed: Hash,
    /// The hash of the list of winners as the proof has it.
    #[serde(with = "hex::serde")]
    winners: Hash,
}

/// What follows from list and beacon.
struct Picked {
    seed: Hash,
    winners: Vec<String>,
    audit: String,
}

/// Draws with this beacon, which has been verified. Who finds it drawn already changes nothing.
pub(super) async fn draw(app: &App, draw: &Draw, beacon: &Beacon) -> Result<()> {
    let entries = app
        .read(async |tx: &mut Tx| list::entries(tx, draw.id).await)
        .await?;
    let list = entries
        .list()?
        .ok_or_else(|| anyhow::anyhow!("a closed list is empty"))?;
    let closed = draw.closed()?;
    let published = (closed.merkle_root, closed.commitment);
    let (prizes, winners) = (draw.announcement.prizes, draw.announcement.winners());
    let randomness = beacon.randomness;
    let working =
        tokio::task::spawn_blocking(move || pick(&list, published, randomness, (prizes, winners)));
    let picked = working.await.map_err(anyhow::Error::from)??;
    app.write(async |tx: &mut Tx| publish(tx, draw, beacon, &picked).await)
        .await
}

fn pick(
    list: &List,
    (root, commitment): (Hash, Hash),
    randomness: Hash,
    (prizes, winners): (u64, u64),
) -> Result<Picked> {
    if list.root() != root {
        return Err(anyhow::anyhow!("the list is not the one that was published").into());
    }
    let size = |number| usize::try_from(number).map_err(anyhow::Error::from);
    let seed = seed(commitment, randomness);
    let chosen = select(list, seed, size(winners)?);
    let replays = audit::replays(list.entrants().len());
    let audit = audit::audit(list, commitment, size(prizes)?, replays);
    Ok(Picked {
        seed,
        winners: chosen
            .iter()
            .map(|&at| list.entrants()[at].name.clone())
            .collect(),
        audit: serde_json::to_string(&audit).map_err(anyhow::Error::from)?,
    })
}

async fn publish(tx: &mut Tx, draw: &Draw, beacon: &Beacon, picked: &Picked) -> Result<()> {
    let beacon_text = String::from_utf8(canonical::write(beacon)).map_err(anyhow::Error::from)?;
    let seed = hex::encode(picked.seed);
    let sql =
        "update draw set state = 'drawn', beacon = $2, seed = $3, audit = $4, drawn_at_ms = $5
               where id = $1 and state = 'closed'";
    let now_ms = tx.now_ms();
    let drawn = tx.execute(sql, args![draw.id, beacon_text, seed, picked.audit, now_ms]);
    if drawn.await? == 0 {
        return Ok(());
    }
    for (part, winners) in (0..).zip(picked.winners.chunks(PART)) {
        place(tx, draw.id, part * PART as i64, winners).await?;
    }
    let entry = ResultEntry {
        draw_id: &draw.public_id,
        drawn_at_ms: u64::try_from(now_ms).map_err(anyhow::Error::from)?,
        kind: "draw-result",
        randomness: beacon.randomness,
        seed: picked.seed,
        winners: sha256(&[&canonical::write(&picked.winners)]),
    };
    public_log::append(tx, draw.city, &canonical::write(&entry)).await?;
    changes::record(tx, draw.city, Change::DrawDrawn { draw: draw.id }).await
}

/// Writes the places behind this one with one statement. Names have 32 characters, so that a text of them
/// all is a list of them.
async fn place(tx: &mut Tx, draw: DrawId, after: i64, winners: &[String]) -> Result<()> {
    let sql = "with recursive winner (at, pseudonym) as (
                 select 1, substr(cast($2 as text), 1, 32)
                 union all
                 select at + 1, substr(cast($2 as text), at * 32 + 1, 32) from winner
                 where at < cast($4 as bigint))
               update draw_entry set place = cast($3 as bigint) + winner.at from winner
               where draw_entry.draw_id = $1 and draw_entry.pseudonym = winner.pseudonym";
    let count = winners.len() as i64;
    let placed = tx.execute(sql, args![draw, winners.concat(), after, count]);
    match placed.await? == winners.len() as u64 {
        true => Ok(()),
        false => Err(anyhow::anyhow!("a winner is not in the list").into()),
    }
}

/// The number of prizes as places are counted.
pub(super) fn prizes(draw: &Draw) -> Result<i64> {
    column(draw.announcement.prizes)
}
