//! What the law says of a lottery before it opens. The rules are those of the folder `law/`.

use std::sync::LazyLock;

use jiff::civil::Date;
use rules::law::{
    Announced, Condition, Finding, Jurisdiction, LawFile, Opening, Record, Rule, Says, findings,
};
use rust_embed::RustEmbed;
use store::{Tx, args};

use super::found::Lottery;
use crate::cities::City;
use crate::error::{Refusal, Result};
use crate::text::when;
use crate::text::{Lang, money};

#[derive(RustEmbed)]
#[folder = "../../law"]
#[include = "*.toml"]
struct Shipped;

/// Announced draws of a series that count: more than a century of weeks.
const SERIES_MAX: i64 = 10_000;

/// The rules that come with Machi. A file that cannot be read is no rule less, but no rules at all.
static RULES: LazyLock<Result<Vec<Rule>, String>> = LazyLock::new(read);

fn read() -> Result<Vec<Rule>, String> {
    let mut files = Vec::new();
    for name in Shipped::iter() {
        let file = Shipped::get(&name).ok_or("a file is gone")?;
        let text = String::from_utf8(file.data.into_owned()).map_err(|error| error.to_string())?;
        let file: LawFile = toml::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
        files.push(file);
    }
    rules::law::read(files).map_err(|error| error.to_string())
}

pub(super) fn shipped() -> Result<&'static [Rule]> {
    match &*RULES {
        Ok(rules) => Ok(rules),
        Err(error) => Err(anyhow::anyhow!("law/: {error}").into()),
    }
}

/// What an operator has recorded about a lottery.
pub(super) async fn recorded(
    tx: &mut Tx,
    lottery: &Lottery,
) -> Result<Vec<(Jurisdiction, Record, i64)>> {
    let sql = "select jurisdiction, filing_number, filed_on, recorded_at_ms from lottery_record
               where lottery_id = $1 order by jurisdiction";
    let rows: Vec<(String, String, String, i64)> = tx.all(sql, args![lottery.id]).await?;
    let record = |(code, number, on, at_ms): (String, String, String, i64)| {
        let record = match number.is_empty() {
            true => Record::Void,
            false => Record::Filed {
                number,
                on: on.parse().ok()?,
            },
        };
        Some((Jurisdiction::new(&code)?, record, at_ms))
    };
    Ok(rows.into_iter().filter_map(record).collect())
}

/// What this city's lotteries before this one announced, as the law adds it up.
async fn announced_before(tx: &mut Tx, city: &City, lottery: &Lottery) -> Result<Vec<Announced>> {
    let sql = "select published_at_ms, prizes * value_minor from lottery
               where city_id = $1 and id <> $2 and published_at_ms is not null
               order by id desc limit $3";
    let rows = tx.all::<(i64, i64)>(sql, args![city.id, lottery.id, SERIES_MAX]);
    let announced = |(at_ms, value_minor)| Announced {
        on: day(at_ms, city),
        value_minor,
    };
    Ok(rows.await?.into_iter().map(announced).collect())
}

fn day(at_ms: i64, city: &City) -> Date {
    when::civil(at_ms, &city.zone).date()
}

/// What the law says of it as it stands.
pub(super) async fn check(
    tx: &mut Tx,
    city: &City,
    lottery: &Lottery,
) -> Result<Vec<Finding<'static>>> {
    let recorded = recorded(tx, lottery).await?;
    let recorded: Vec<_> = recorded
        .into_iter()
        .map(|(place, record, _)| (place, record))
        .collect();
    let announced_before = announced_before(tx, city, lottery).await?;
    let entered_from = lottery.entered_from();
    let opening = Opening {
        entered_from: &entered_from,
        currency: &lottery.currency,
        announced_before: &announced_before,
        value_minor: lottery.total_minor(),
        largest_prize_minor: lottery.value_minor,
        // Entering by the form needs neither a post nor anything else.
        condition: Condition::Free,
        retail: lottery.retail,
        // It cannot open before it is published.
        opens_on: day(lottery.opens_at_ms.max(tx.now_ms()), city),
        ends_on: day(lottery.closes_at_ms, city),
        recorded: &recorded,
    };
    Ok(findings(shipped()?, &opening))
}

/// A finding in words: also those that let it open.
pub(super) fn words(finding: &Finding<'_>, lottery: &Lottery, lang: Lang) -> Result<Refusal> {
    let currency = lottery.currency()?;
    let amount = |minor| money::format(lang, minor, currency);
    let refusal = |key| Refusal::new(key);
    let told = match &finding.says {
        Says::Open { left_minor: None } => refusal("lottery-law-open"),
        Says::Open {
            left_minor: Some(left),
        } => refusal("lottery-law-open-left").with("amount", amount(*left)),
        Says::Void => refusal("lottery-law-void"),
        Says::NeedsFiling { by } => refusal("lottery-law-needs-filing").with("day", by.to_string()),
        Says::FiledLate { opens_from } => {
            refusal("lottery-law-filed-late").with("day", opens_from.to_string())
        }
        Says::Filed { number } => refusal("lottery-law-filed").with("number", number.as_str()),
        Says::ListWinners { by, over_minor } => refusal("lottery-law-list-winners")
            .with("day", by.to_string())
            .with("amount", amount(*over_minor)),
        Says::PrizeOverCap { most_minor } => {
            refusal("lottery-law-prize-cap").with("amount", amount(*most_minor))
        }
        Says::TotalOverCap { most_minor } => {
            refusal("lottery-law-total-cap").with("amount", amount(*most_minor))
        }
        Says::OtherCurrency => {
            refusal("lottery-law-currency").with("currency", finding.rule.currency.as_str())
        }
        Says::PriceUntold | Says::SalesUntold | Says::Forbidden => refusal("lottery-law-forbidden"),
    };
    Ok(told
        .with("law", finding.rule.law.as_str())
        .with("place", finding.rule.jurisdiction.code()))
}

/// Refuses with every finding that stands in the way.
pub(super) fn may_open(found: &[Finding<'_>], lottery: &Lottery) -> Result<()> {
    let blocks = found.iter().filter(|finding| finding.says.blocks());
    let refusals: Result<Vec<Refusal>> = blocks
        .map(|finding| words(finding, lottery, Lang::En))
        .collect();
    Refusal::join(refusals?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_rules_that_come_with_machi_can_be_read() {
        let rules = super::shipped().unwrap();
        assert!(rules.iter().any(|rule| rule.id == "us-ny-gbl-369-e"));
        assert!(rules.iter().any(|rule| rule.id == "jp-general-prize"));
    }
}
