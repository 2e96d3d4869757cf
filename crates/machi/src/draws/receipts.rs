//! Receipts: what shows, to anybody, that somebody took part.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use ring::signature::KeyPair;
use rules::draw::receipt::{Entry, FORMAT, Receipt};
use rules::merkle::Hash;
use store::Tx;

use super::draw::{self, Draw};
use super::mine;
use super::published::as_file;
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::DrawId;
use crate::secrets::MasterKey;

/// Of the key that signs receipts.
const PURPOSE: &str = "draw-receipts";

/// By which everybody checks receipts (Ed25519).
pub(super) fn public_key(master: &MasterKey) -> Result<Hash> {
    let pair = master.key_pair(PURPOSE)?;
    let key = pair.public_key().as_ref().try_into();
    Ok(key.map_err(anyhow::Error::from)?)
}

/// The receipt of an entry as it stands: the same entry always has the same.
pub(super) fn receipt(app: &App, draw: &Draw, own: &mine::Entry) -> Result<Receipt> {
    let unsigned = |number| u64::try_from(number).map_err(anyhow::Error::from);
    let entry = Entry {
        at_ms: unsigned(own.entered_at_ms)?,
        draw_id: draw.public_id.clone(),
        format: FORMAT.into(),
        key: public_key(app.key())?,
        pseudonym: own.pseudonym.clone(),
        weight: unsigned(own.weight)?,
    };
    let signature = app.key().key_pair(PURPOSE)?.sign(&entry.bytes());
    Ok(entry.signed(signature.as_ref().to_vec()))
}

pub(super) async fn get_receipt(
    State(app): State<App>,
    by: Member,
    Path(id): Path<DrawId>,
) -> Result<Response> {
    let own = app.read(async |tx: &mut Tx| {
        let draw = draw::by_id(tx, id).await?;
        mine::own_of(&app, tx, &draw, by.id).await
    });
    let receipt = own.await?.map(|own| own.receipt);
    let receipt = receipt.filter(|text| !text.is_empty());
    let document = receipt.ok_or(Error::NotFound)?;
    let headers = [(header::CACHE_CONTROL, "private, no-store")];
    Ok((headers, as_file(&format!("machi-receipt-{id}")), document).into_response())
}
