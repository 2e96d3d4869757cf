//! Prices as Japanese municipalities write them.

use crate::events::Price;
use crate::imports::fold::nfkc;
use crate::text::money::Currency;

/// More than anyone asks for one event: a telephone number, a year.
const AMOUNT_MAX: i64 = 1_000_000;

/// The price and what is said beyond it. The base price decides; the details only where it is empty,
/// and then by their amounts alone ("some performances are free" makes nothing free).
pub(super) fn read(base: &str, details: &str, currency: Currency) -> (Price, String) {
    let (base, details) = (nfkc(base), nfkc(details));
    let said = if base.trim().is_empty() {
        &details
    } else {
        &base
    };
    let mut amounts = amounts(said, currency);
    if !base.trim().is_empty() && says_free(&base) {
        amounts.push(0);
    }
    let price = match (amounts.iter().min(), amounts.iter().max()) {
        (Some(&min), Some(&max)) => Price::between(min, max),
        _ => Price::Unknown,
    };
    let told = match price {
        Price::Range {
            min_minor,
            max_minor,
        } => min_minor == max_minor,
        Price::Free => true,
        Price::Unknown => false,
    };
    let text = match (told && is_plain(&base), details.trim()) {
        (true, details) => details.to_owned(),
        (false, "") => base.trim().to_owned(),
        (false, details) if base.trim().is_empty() => details.to_owned(),
        (false, details) => format!("{} {details}", base.trim()),
    };
    (price, text)
}

fn says_free(text: &str) -> bool {
    ["無料", "free", "入場自由", "観覧自由"]
        .iter()
        .any(|word| text.to_lowercase().contains(word))
}

/// Nothing but one amount or the word for free: there is nothing more to show.
fn is_plain(base: &str) -> bool {
    base.chars()
        .all(|c| c.is_ascii_digit() || ",円¥\\無料 ".contains(c))
}

/// Every amount of money of the text, in minor units.
fn amounts(text: &str, currency: Currency) -> Vec<i64> {
    let minor = 10_i64.pow(currency.exponent().unsigned_abs().into());
    let plain = text.trim().replace(',', "");
    if let Ok(amount) = plain.parse::<i64>() {
        return bounded(amount)
            .map(|amount| amount * minor)
            .into_iter()
            .collect();
    }
    let chars: Vec<char> = text.replace(',', "").chars().collect();
    let mut amounts = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let end = at
            + chars[at..]
                .iter()
                .take_while(|c| c.is_ascii_digit())
                .count();
        if end == at {
            at += 1;
            continue;
        }
        let digits: String = chars[at..end].iter().collect();
        let after = chars.get(end).copied();
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
        let tens = if after == Some('万') { 10_000 } else { 1 };
        let is_money = after == Some('円') || tens > 1 || matches!(before, Some('¥' | '\\'));
        if let (true, Ok(amount)) = (is_money, digits.parse::<i64>()) {
            amounts.extend(bounded(amount.saturating_mul(tens)).map(|amount| amount * minor));
        }
        at = end;
    }
    amounts
}

fn bounded(amount: i64) -> Option<i64> {
    (0..=AMOUNT_MAX).contains(&amount).then_some(amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_of_many_forms_are_read() {
        let yen = Currency::new("JPY").unwrap();
        let cases = [
            ("無料", "", Price::Free, ""),
            ("無料", "有料の観覧席あり", Price::Free, "有料の観覧席あり"),
            ("0円", "", Price::Free, ""),
            ("５００円", "つつじ苑", Price::between(500, 500), "つつじ苑"),
            ("1,000円", "", Price::between(1_000, 1_000), ""),
            ("1500", "", Price::between(1_500, 1_500), ""),
            (
                "大人1000円 小人500円",
                "",
                Price::between(500, 1_000),
                "大人1000円 小人500円",
            ),
            (
                "大人300円、子ども無料",
                "",
                Price::between(0, 300),
                "大人300円、子ども無料",
            ),
            ("1万円", "", Price::between(10_000, 10_000), "1万円"),
            ("", "席により異なる", Price::Unknown, "席により異なる"),
            (
                "",
                "公演により異なる。無料公演あり",
                Price::Unknown,
                "公演により異なる。無料公演あり",
            ),
            (
                "",
                "当日券2,000円",
                Price::between(2_000, 2_000),
                "当日券2000円",
            ),
            ("", "", Price::Unknown, ""),
            ("2026年版", "", Price::Unknown, "2026年版"),
        ];
        for (base, details, price, text) in cases {
            let (read_price, read_text) = read(base, details, yen);
            assert_eq!(read_price, price, "{base} {details}");
            assert_eq!(
                read_text.replace(',', ""),
                text.replace(',', ""),
                "{base} {details}"
            );
        }
    }
}
