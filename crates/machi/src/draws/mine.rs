//! What a member has in draws: their entry, its receipt, and the secret by which they find it.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State as AppState;
use axum::response::Response;
use rules::draw::canonical;
use store::{Tx, args};

use super::draw::{Draw, State, of_account};
use super::{receipts, shown};
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

store::row! {
    /// An entry with its secret, and its line where that is known.
    pub(super) struct Entry {
        pub(super) draw_id: DrawId,
        pub(super) pseudonym: String,
        pub(super) salt: String,
        pub(super) weight: i64,
        pub(super) entered_at_ms: i64,
        pub(super) left_out: String,
        pub(super) place: Option<i64>,
        pub(super) line: Option<i64>,
    }
}

macro_rules! entries_where {
    ($rest:literal) => {
        concat!(
            "select o.draw_id, o.pseudonym, o.salt, e.weight, e.entered_at_ms, e.left_out, e.place,
               case when d.state in ('closed', 'drawn', 'settled') and e.left_out in ('', 'lowered')
                 then (select count(*) from draw_entry l where l.draw_id = o.draw_id
                         and l.pseudonym <= o.pseudonym and l.left_out in ('', 'lowered'))
               end as line
             from draw_owner o
             join draw_entry e on e.draw_id = o.draw_id and e.pseudonym = o.pseudonym
             join draw d on d.id = o.draw_id where ",
            $rest
        )
    };
}

pub(super) async fn own_of(
    app: &App,
    tx: &mut Tx,
    draw: &Draw,
    by: AccountId,
) -> Result<Option<Own>> {
    let sql = entries_where!("o.draw_id = $1 and o.account_id = $2");
    let entry = tx.optional::<Entry>(sql, args![draw.id, by]).await?;
    entry.map(|entry| own(app, draw, entry)).transpose()
}

fn own(app: &App, draw: &Draw, entry: Entry) -> Result<Own> {
    let takes_part = matches!(entry.left_out.as_str(), "" | "lowered");
    let receipt = match takes_part && draw.state != State::Frozen {
        true => canonical::write(&receipts::receipt(app, draw, &entry)?),
        // While the list is being written, weights may change.
        false => Vec::new(),
    };
    Ok(Own {
        pseudonym: entry.pseudonym,
        salt: entry.salt,
        weight: takes_part.then_some(entry.weight),
        line: entry.line,
        place: entry.place,
        receipt: String::from_utf8(receipt).map_err(anyhow::Error::from)?,
    })
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
    let (draws, entries) = app
        .read(async |tx: &mut Tx| {
            let draws = of_account(tx, by, SHOWN_MAX).await?;
            let sql = entries_where!("o.account_id = $1 order by o.draw_id desc limit $2");
            let entries: Vec<Entry> = tx.all(sql, args![by, SHOWN_MAX]).await?;
            Ok((draws, entries))
        })
        .await?;
    let mut draws: HashMap<_, _> = draws.into_iter().map(|draw| (draw.id, draw)).collect();
    let found = entries.into_iter().filter_map(|entry| {
        let draw = draws.remove(&entry.draw_id)?;
        Some(own(app, &draw, entry).map(|own| (draw, own)))
    });
    found.collect()
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
