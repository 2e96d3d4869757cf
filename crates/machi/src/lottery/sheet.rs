//! Who won what, as a table (CSV, RFC 4180): for the operator, and for offices that ask for it.

use axum::extract::State;
use axum::response::Response;
use store::{Tx, args};

use super::desk_one::prize_state;
use super::found::{self, AtLottery};
use super::prizes;
use crate::app::App;
use crate::cities::CityOperator;
use crate::error::Result;
use crate::events::rfc3339;
use crate::frame::Page;
use crate::frame::sheet::{self, harmless};
use crate::ids::LotteryId;

pub(super) async fn download(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtLottery(id): AtLottery,
) -> Result<Response> {
    let (lottery, prizes) = app
        .write(async |tx: &mut Tx| {
            let lottery = found::of_city(tx, by.city.id, id).await?;
            let prizes = prizes::all(tx, &lottery).await?;
            exported(tx, &by, id).await?;
            Ok((lottery, prizes))
        })
        .await?;
    let heads = [
        "lottery-place",
        "lottery-winner",
        "lottery-handle",
        "lottery-state",
        "lottery-changed",
    ];
    let worth = page.t1("lottery-value", "currency", lottery.currency.as_str());
    let mut heads: Vec<_> = heads.map(|head| page.t(head)).into();
    heads.push(worth);
    let exponent = lottery.currency()?.exponent();
    let cells = prizes.into_iter().map(|prize| {
        vec![
            prize.place.to_string(),
            harmless(prize.name),
            harmless(prize.handle),
            prize_state(&page, &prize.state),
            rfc3339(prize.changed_at_ms, &by.city.zone),
            amount(lottery.value_minor, exponent),
        ]
    });
    let rows = std::iter::once(heads).chain(cells).collect();
    sheet::download(&format!("winners-{id}.csv"), rows)
}

/// The list holds names: who took it, and when, is kept.
async fn exported(tx: &mut Tx, by: &CityOperator, id: LotteryId) -> Result<()> {
    tx.execute(
        "insert into lottery_export (lottery_id, account_id, exported_at_ms) values ($1, $2, $3)
         on conflict (lottery_id, account_id) do update set exported_at_ms = excluded.exported_at_ms",
        args![id, by.member.id, tx.now_ms()],
    )
    .await?;
    Ok(())
}

/// `12.50`, as tables read numbers.
pub(super) fn amount(minor: i64, exponent: i16) -> String {
    let digits = usize::try_from(exponent).unwrap_or(0);
    let text = format!("{minor:0>width$}", width = digits + 1);
    let (whole, part) = text.split_at(text.len() - digits);
    match part {
        "" => whole.to_owned(),
        part => format!("{whole}.{part}"),
    }
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn amounts_are_numbers() {
        assert_eq!(amount(5_000, 0), "5000");
        assert_eq!(amount(5_050, 2), "50.50");
        assert_eq!(amount(5, 2), "0.05");
    }
}
