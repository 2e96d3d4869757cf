//! What a member has in draws: their entry, its receipt, and the secret by which they find it.

use askama::Template;
use axum::extract::State as AppState;
use axum::response::Response;
use rules::draw::canonical;
use store::{Tx, args};

use super::draw::{Draw, by_id};
use super::enter::own;
use super::{list, receipts, shown};
use crate::accounts::Member;
use crate::app::App;
use crate::cities::Cities;
use crate::error::{Error, Result};
use crate::frame::{self, Page};
use crate::ids::{AccountId, DrawId};

/// Draws of the page: the newest.
const SHOWN_MAX: i64 = 100;

/// An entry as its owner sees it.
pub(super) struct Own {
    pub(super) pseudonym: String,
    pub(super) salt: String,
    /// None when it was taken back or left out.
    pub(super) weight: Option<i64>,
    /// The line of the published list, from 1; known when the draw is closed.
    pub(super) line: Option<i64>,
    /// In the order of the draw, from 1.
    pub(super) place: Option<i64>,
    /// The receipt, to be kept.
    pub(super) receipt: String,
}

pub(super) async fn own_of(
    app: &App,
    tx: &mut Tx,
    draw: &Draw,
    by: AccountId,
) -> Result<Option<Own>> {
    let Some(own) = own(tx, draw.id, by).await? else {
        return Ok(None);
    };
    let sql =
        "select weight, left_out, place from draw_entry where draw_id = $1 and pseudonym = $2";
    let row = tx.one::<(i64, String, Option<i64>)>(sql, args![draw.id, own.pseudonym]);
    let (weight, left_out, place) = row.await?;
    let takes_part = matches!(left_out.as_str(), "" | "lowered");
    let line = match takes_part && draw.state.is_closed() {
        true => Some(list::line_of(tx, draw.id, &own.pseudonym).await?),
        false => None,
    };
    let receipt = match takes_part {
        true => canonical::write(&receipts::receipt(app, tx, draw, by).await?),
        false => Vec::new(),
    };
    Ok(Some(Own {
        pseudonym: own.pseudonym,
        salt: own.salt,
        weight: takes_part.then_some(weight),
        line,
        place,
        receipt: String::from_utf8(receipt).map_err(anyhow::Error::from)?,
    }))
}

struct MineLine {
    line: shown::Line,
    city: String,
    own: Own,
}

#[derive(Template)]
#[template(path = "draws/mine.html")]
struct MinePage {
    page: Page,
    draws: Vec<MineLine>,
}

/// The account's draws with what it has in them, the newest first.
pub(super) async fn all(app: &App, by: AccountId) -> Result<Vec<(Draw, Own)>> {
    app.read(async |tx: &mut Tx| {
        let sql =
            "select draw_id from draw_owner where account_id = $1 order by draw_id desc limit $2";
        let ids: Vec<(DrawId,)> = tx.all(sql, args![by, SHOWN_MAX]).await?;
        let mut found = Vec::with_capacity(ids.len());
        for (id,) in ids {
            let draw = by_id(tx, id).await?;
            if let Some(own) = own_of(app, tx, &draw, by).await? {
                found.push((draw, own));
            }
        }
        Ok(found)
    })
    .await
}

pub(super) async fn show(AppState(app): AppState<App>, page: Page, by: Member) -> Result<Response> {
    let cities = app.view::<Cities>()?;
    let now_ms = app.now_ms();
    let line = |(draw, own): (Draw, Own)| -> Result<MineLine> {
        let city = cities.by_id(draw.city).ok_or(Error::NotFound)?;
        Ok(MineLine {
            line: shown::line(&page, &draw, &city.zone, now_ms),
            city: city.names.get(page.lang).to_owned(),
            own,
        })
    };
    let draws = all(&app, by.id)
        .await?
        .into_iter()
        .map(line)
        .collect::<Result<_>>()?;
    let title = page.t("draws-mine");
    frame::html(&MinePage {
        draws,
        page: page.titled(title).hidden_from_search(),
    })
}
