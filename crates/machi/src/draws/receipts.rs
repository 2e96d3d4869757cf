//! Receipts: what shows, to anybody, that somebody took part.

use axum::extract::{Path, State};
use axum::response::Response;
use ring::signature::KeyPair;
use rules::draw::canonical;
use rules::draw::receipt::{Entry, FORMAT, Receipt};
use rules::merkle::Hash;
use store::{Tx, args};

use super::draw::{self, Draw};
use super::enter::own;
use super::published::json_file;
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::{AccountId, DrawId};
use crate::secrets::MasterKey;

/// Of the key that signs receipts.
const PURPOSE: &str = "draw-receipts";

/// By which everybody checks receipts (Ed25519).
pub(super) fn public_key(master: &MasterKey) -> Result<Hash> {
    let pair = master.key_pair(PURPOSE)?;
    let key = pair.public_key().as_ref().try_into();
    Ok(key.map_err(anyhow::Error::from)?)
}

/// The receipt of the account's entry as it stands: the same entry always has the same. `NotFound` for
/// who does not take part.
pub(super) async fn receipt(app: &App, tx: &mut Tx, draw: &Draw, by: AccountId) -> Result<Receipt> {
    let own = own(tx, draw.id, by).await?.ok_or(Error::NotFound)?;
    let sql = "select weight, entered_at_ms from draw_entry
               where draw_id = $1 and pseudonym = $2 and left_out in ('', 'lowered')";
    let row: Option<(i64, i64)> = tx.optional(sql, args![draw.id, own.pseudonym]).await?;
    let (weight, entered_at_ms) = row.ok_or(Error::NotFound)?;
    let unsigned = |number| u64::try_from(number).map_err(anyhow::Error::from);
    let entry = Entry {
        at_ms: unsigned(entered_at_ms)?,
        draw_id: draw.public_id.clone(),
        format: FORMAT.into(),
        key: public_key(app.key())?,
        pseudonym: own.pseudonym,
        weight: unsigned(weight)?,
    };
    let signature = app.key().key_pair(PURPOSE)?.sign(&entry.bytes());
    Ok(entry.signed(signature.as_ref().to_vec()))
}

pub(super) async fn get_receipt(
    State(app): State<App>,
    by: Member,
    Path(id): Path<DrawId>,
) -> Result<Response> {
    let receipt = app.read(async |tx: &mut Tx| {
        let draw = draw::by_id(tx, id).await?;
        receipt(&app, tx, &draw, by.id).await
    });
    let bytes = canonical::write(&receipt.await?);
    Ok(json_file(
        bytes,
        &format!("machi-receipt-{id}.json"),
        "private, no-store",
    ))
}
