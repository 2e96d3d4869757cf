//! Dates and times as Japanese municipalities write them.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::imports::fold::nfkc;

/// The first year of an era in the Western count, less one.
const ERAS: [(&str, i16); 4] = [("令和", 2018), ("R", 2018), ("平成", 1988), ("H", 1988)];

/// `2026-01-03`, `2026/1/3`, `2026年1月3日`, `20260103`, `令和8年1月3日`, in digits of any width.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = nfkc(text).replace("元年", "1年");
    let text = text.trim();
    let (before, text) = ERAS
        .iter()
        .find_map(|(era, before)| Some((*before, text.strip_prefix(era)?)))
        .unwrap_or((0, text));
    let numbers = numbers(text)?;
    let (year, month, day) = match numbers.as_slice() {
        [year, month, day] => (*year, *month, *day),
        [whole] if text.len() == 8 => (whole / 10_000, whole / 100 % 100, whole % 100),
        _ => return None,
    };
    let year = i16::try_from(year).ok()?.checked_add(before)?;
    if !(1868..=2200).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A time of day; after midnight it may count on (`25:30`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TimeOfDay {
    minutes: i64,
}

impl TimeOfDay {
    pub(super) fn on(self, day: Date) -> DateTime {
        let midnight = day.at(0, 0, 0, 0);
        midnight
            .checked_add(self.minutes.minutes())
            .unwrap_or(midnight)
    }
}

/// `9:00`, `09:00:00`, `9時30分`, `午後1時`, `25:00`.
pub(super) fn time(text: &str) -> Option<TimeOfDay> {
    let text = nfkc(text);
    let text = text.trim();
    let (noon, text) = match text.strip_prefix("午後") {
        Some(rest) => (12 * 60, rest),
        None => (0, text.strip_prefix("午前").unwrap_or(text)),
    };
    let (hours, minutes) = match numbers(&text.replace('半', "30"))?.as_slice() {
        [hours] => (*hours, 0),
        [hours, minutes] | [hours, minutes, _] => (*hours, *minutes),
        _ => return None,
    };
    let afternoon = if noon > 0 && hours == 12 { 0 } else { noon };
    (hours < 30 && minutes < 60).then(|| TimeOfDay {
        minutes: i64::from(hours * 60 + minutes) + afternoon,
    })
}

/// The whole numbers of a text; none when something else than marks of a date stands between.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let marks = |c: char| "-/.年月日時分秒: ".contains(c);
    let mut numbers = Vec::new();
    for part in text.split(marks).filter(|part| !part.is_empty()) {
        numbers.push(part.parse().ok()?);
    }
    (!numbers.is_empty()).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as civil_date;

    use super::*;

    #[test]
    fn dates_of_many_forms_are_read() {
        for text in [
            "2026-01-03",
            "2026/1/3",
            "２０２６年１月３日",
            "20260103",
            "令和8年1月3日",
            "R8.1.3",
        ] {
            assert_eq!(date(text), Some(civil_date(2026, 1, 3)), "{text}");
        }
        for text in ["", "未定", "2026-13-01", "2026-01", "1月3日", "3"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_of_many_forms_are_read() {
        let cases = [
            ("9:00", 540),
            ("09:00:00", 540),
            ("９時３０分", 570),
            ("9時半", 570),
            ("午後1時", 780),
            ("午後12時15分", 735),
            ("25:30", 1530),
        ];
        for (text, minutes) in cases {
            assert_eq!(time(text), Some(TimeOfDay { minutes }), "{text}");
        }
        for text in ["日没", "31:00", "10:75", ""] {
            assert_eq!(time(text), None, "{text}");
        }
    }
}
