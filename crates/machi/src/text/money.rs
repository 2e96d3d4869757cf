//! Prices as people of each language read them: digits by CLDR, symbols as CLDR's own.

use fixed_decimal::Decimal;
use icu_decimal::DecimalFormatter;
use icu_locale_core::locale;

use super::Lang;

/// ISO 4217: three capital letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// `None` unless the code is three ASCII capitals.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Self(bytes))
    }

    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits after the decimal point (ISO 4217's minor unit).
    pub fn exponent(self) -> i16 {
        match &self.0 {
            b"JPY" | b"KRW" | b"VND" | b"CLP" | b"ISK" => 0,
            b"BHD" | b"KWD" | b"OMR" | b"TND" | b"JOD" => 3,
            _ => 2,
        }
    }

    /// CLDR's symbol for this currency in this language; the code where CLDR has none.
    fn symbol(&self, lang: Lang) -> &str {
        match (&self.0, lang) {
            (b"USD", Lang::ZhHans | Lang::Ko) => "US$",
            (b"USD", _) => "$",
            (b"JPY", Lang::En) => "¥",
            (b"JPY", Lang::Ja) => "￥",
            (b"JPY", _) => "JP¥",
            (b"CNY", Lang::ZhHans) => "¥",
            (b"CNY", Lang::Ja) => "元",
            (b"CNY", _) => "CN¥",
            (b"KRW", _) => "₩",
            (b"EUR", _) => "€",
            (b"GBP", _) => "£",
            (b"TWD", _) => "NT$",
            (b"HKD", _) => "HK$",
            _ => self.code(),
        }
    }
}

/// An amount in minor units: `$20`, `$12.50`, `￥2,000`. Whole amounts lose their zero cents.
pub fn format(lang: Lang, minor: i64, currency: Currency) -> String {
    let mut amount = Decimal::from(minor);
    amount.multiply_pow10(-currency.exponent());
    if minor % 10_i64.pow(currency.exponent().unsigned_abs().into()) == 0 {
        amount.trim_end();
    }
    let symbol = currency.symbol(lang);
    let gap = if symbol.len() == 3 && symbol == currency.code() {
        "\u{a0}"
    } else {
        ""
    };
    format!("{symbol}{gap}{}", digits(lang, &amount))
}

/// A whole number with the language's grouping.
pub fn number(lang: Lang, number: i64) -> String {
    // None of our languages groups fewer than four digits, and most counts are small.
    if (0..1_000).contains(&number) {
        return number.to_string();
    }
    digits(lang, &Decimal::from(number))
}

fn digits(lang: Lang, amount: &Decimal) -> String {
    let locale = match lang {
        Lang::En => locale!("en"),
        Lang::Ja => locale!("ja"),
        Lang::ZhHans => locale!("zh-Hans"),
        Lang::Ko => locale!("ko"),
    };
    match DecimalFormatter::try_new(locale.into(), Default::default()) {
        Ok(formatter) => formatter.format(amount).to_string(),
        Err(_) => amount.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_read_as_each_language_writes_them() {
        let cases = [
            (Lang::En, 2_000, "USD", "$20"),
            (Lang::En, 1_250, "USD", "$12.50"),
            (Lang::ZhHans, 12_345_600, "USD", "US$123,456"),
            (Lang::Ja, 2_000, "JPY", "￥2,000"),
            (Lang::Ko, 2_000, "JPY", "JP¥2,000"),
            (Lang::En, 500, "SEK", "SEK\u{a0}5"),
        ];
        for (lang, minor, code, expected) in cases {
            assert_eq!(format(lang, minor, Currency::new(code).unwrap()), expected);
        }
    }
}
