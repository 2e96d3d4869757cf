//! Dates and times as people of each language read them (CLDR, by ICU4X).

use icu_datetime::fieldsets::{self, enums::CompositeDateTimeFieldSet};
use icu_datetime::input::{Date, DateTime, Time};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu_locale_core::locale;
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil;
use jiff::tz::TimeZone;
use jiff_icu::ConvertFrom;

use super::Lang;

/// The civil time of an instant (UTC milliseconds) in a zone. Instants outside of jiff's range
/// (years -9999 to 9999) are clamped.
pub fn civil(at_ms: i64, zone: &TimeZone) -> civil::DateTime {
    let at = Timestamp::from_millisecond(at_ms).unwrap_or(if at_ms < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    });
    zone.to_datetime(at)
}

/// "Sat, Nov 28", with the year when it is not `now`'s.
pub fn day(lang: Lang, day: civil::Date, today: civil::Date) -> String {
    let set = if day.year() == today.year() {
        CompositeDateTimeFieldSet::Date(icu_datetime::fieldsets::enums::DateFieldSet::MDE(
            fieldsets::MDE::medium(),
        ))
    } else {
        CompositeDateTimeFieldSet::Date(icu_datetime::fieldsets::enums::DateFieldSet::YMDE(
            fieldsets::YMDE::medium(),
        ))
    };
    format(lang, set, day.at(0, 0, 0, 0))
}

/// "May 2001", "2001年5月".
pub fn month(lang: Lang, day: civil::Date) -> String {
    let set = CompositeDateTimeFieldSet::CalendarPeriod(
        icu_datetime::fieldsets::enums::CalendarPeriodFieldSet::YM(fieldsets::YM::long()),
    );
    format(lang, set, day.at(0, 0, 0, 0))
}

/// "7:00 PM", "19:00".
pub fn time(lang: Lang, time: civil::Time) -> String {
    let set = CompositeDateTimeFieldSet::Time(icu_datetime::fieldsets::enums::TimeFieldSet::T(
        fieldsets::T::hm(),
    ));
    format(lang, set, civil::date(2000, 1, 1).to_datetime(time))
}

/// Day and time in one.
pub fn day_and_time(lang: Lang, at: civil::DateTime, today: civil::Date) -> String {
    format!("{} {}", day(lang, at.date(), today), time(lang, at.time()))
}

fn format(lang: Lang, set: CompositeDateTimeFieldSet, at: civil::DateTime) -> String {
    let locale = match lang {
        Lang::En => locale!("en-US"),
        Lang::Ja => locale!("ja-JP"),
        Lang::ZhHans => locale!("zh-Hans-CN"),
        Lang::Ko => locale!("ko-KR"),
    };
    let input = DateTime {
        date: Date::convert_from(at.date()),
        time: Time::convert_from(at.time()),
    };
    match DateTimeFormatter::try_new(DateTimeFormatterPreferences::from(locale), set) {
        Ok(formatter) => formatter.format(&input).to_string(),
        Err(_) => at.to_string(),
    }
}

/// As a form's field holds it: `2026-11-29T20:00`.
pub fn typed(at: civil::DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// The same window whole weeks later: the next one that opens after `now`. Moved on the clock, so that 20:00
/// stays 20:00 when the clocks change. None beyond the years that jiff knows.
pub fn next_week(
    (opens, closes): (civil::DateTime, civil::DateTime),
    now: civil::DateTime,
) -> Option<(civil::DateTime, civil::DateTime)> {
    const WEEK_DAYS: i32 = 7;
    let since = opens.date().until(now.date()).ok()?;
    let moved = |at: civil::DateTime, weeks: i32| at.checked_add(weeks.weeks()).ok();
    let weeks = (since.get_days() / WEEK_DAYS).max(1);
    let weeks = match moved(opens, weeks)? <= now {
        true => weeks + 1,
        false => weeks,
    };
    Some((moved(opens, weeks)?, moved(closes, weeks)?))
}

/// A moment on the clock of a zone, as [`day_and_time`] says it.
pub fn moment(lang: Lang, zone: &TimeZone, at_ms: i64, now_ms: i64) -> String {
    let today = civil(now_ms, zone).date();
    day_and_time(lang, civil(at_ms, zone), today)
}

/// The moment that a form's field (`2026-11-29T20:00`) names on the clock of a zone; none for anything else.
pub fn typed_at_ms(typed: &str, zone: &TimeZone) -> Option<i64> {
    let at: civil::DateTime = typed.trim().parse().ok()?;
    let at = at.to_zoned(zone.clone()).ok()?;
    Some(at.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_read_as_each_language_writes_them() {
        let today = civil::date(2026, 11, 22);
        let at = civil::date(2026, 11, 28).at(19, 0, 0, 0);
        let cases = [
            (Lang::En, "Sat, Nov 28 7:00\u{202f}PM"),
            (Lang::Ja, "11月28日(土) 19:00"),
            (Lang::ZhHans, "11月28日周六 19:00"),
            (Lang::Ko, "11월 28일 (토) 오후 7:00"),
        ];
        for (lang, expected) in cases {
            assert_eq!(day_and_time(lang, at, today), expected);
        }
        assert_eq!(
            day(Lang::Ja, civil::date(2027, 1, 3), today),
            "2027/01/03(日)"
        );
        assert_eq!(month(Lang::En, civil::date(2001, 5, 1)), "May 2001");
        assert_eq!(month(Lang::ZhHans, civil::date(2001, 5, 1)), "2001年5月");
    }
}
