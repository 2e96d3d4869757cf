//! Who won what, as a table (CSV, RFC 4180): for the operator, and for offices that ask for it.

use axum::extract::State;
use axum::response::Response;
use store::Tx;

use super::desk_one::prize_state;
use super::found::{self, AtLottery};
use super::prizes;
use crate::app::App;
use crate::cities::CityOperator;
use crate::error::Result;
use crate::events::rfc3339;
use crate::frame::Page;
use crate::frame::sheet::{self, harmless};

pub(super) async fn download(
    State(app): State<App>,
    page: Page,
    by: CityOperator,
    AtLottery(id): AtLottery,
) -> Result<Response> {
    let (lottery, prizes) = app
        .read(async |tx: &mut Tx| {
            let lottery = found::of_city(tx, by.city.id, id).await?;
            let prizes = prizes::all(tx, &lottery).await?;
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

/// `12.50`, as tables read numbers.
fn amount(minor: i64, exponent: i16) -> String {
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
