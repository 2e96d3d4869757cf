//! When points expire that nobody used: so many months after they were earned, the oldest used first.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// The longest and the shortest that points may live.
pub const MONTHS_MIN: i64 = 1;
pub const MONTHS_MAX: i64 = 120;
/// Nobody loses points sooner after a rule was made, or after points came back to them.
pub const NOTICE_DAYS: i64 = 30;
/// Days by which the months before a day can differ: 31 March less a month is 28 February.
const UNEVEN_DAYS_MAX: i64 = 4;

/// Points that were earned on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lot {
    pub earned: Date,
    pub amount: i64,
}

/// The last day on which points of that day can be used.
#[must_use]
pub fn last_day(earned: Date, months: i64) -> Date {
    let months = Span::new().months(months.clamp(MONTHS_MIN, MONTHS_MAX));
    earned.saturating_add(months)
}

/// The first day whose points can still be used today: what was earned before has expired.
#[must_use]
pub fn first_living(today: Date, months: i64) -> Date {
    let back = Span::new().months(months.clamp(MONTHS_MIN, MONTHS_MAX));
    let about = today.saturating_sub(back);
    let days = -UNEVEN_DAYS_MAX..=UNEVEN_DAYS_MAX;
    days.map(|days| about.saturating_add(days.days()))
        .find(|day| last_day(*day, months) >= today)
        .unwrap_or(about)
}

/// How much of a balance has expired, given how much was earned since [`first_living`]: whatever was
/// used, was used of the oldest, so that the newest are what is left.
#[must_use]
pub fn expired(balance: i64, earned_since: i64) -> i64 {
    (balance - earned_since.max(0)).max(0)
}

/// What is left of what was earned (the newest first), by the same rule; the oldest first.
#[must_use]
pub fn left(balance: i64, earned: &[Lot]) -> Vec<Lot> {
    let mut rest = balance;
    let mut lots = Vec::new();
    for lot in earned {
        let amount = lot.amount.min(rest);
        if amount <= 0 {
            break;
        }
        rest -= amount;
        lots.push(Lot { amount, ..*lot });
    }
    lots.reverse();
    lots
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_last_day() {
        for (earned, months, last) in [
            (date(2026, 1, 15), 12, date(2027, 1, 15)),
            (date(2026, 1, 31), 1, date(2026, 2, 28)),
            (date(2028, 1, 31), 1, date(2028, 2, 29)),
            (date(2026, 8, 31), 6, date(2027, 2, 28)),
            (date(2026, 1, 15), 0, date(2026, 2, 15)),
        ] {
            assert_eq!(last_day(earned, months), last, "{earned} {months}");
        }
    }

    #[test]
    fn the_oldest_are_used_first() {
        let lot = |day, amount| Lot {
            earned: date(2026, 1, day),
            amount,
        };
        let earned = [lot(20, 5), lot(10, 7), lot(1, 3)];
        let cases: [(i64, &[Lot]); 6] = [
            (15, &[lot(1, 3), lot(10, 7), lot(20, 5)]),
            (12, &[lot(10, 7), lot(20, 5)]),
            (8, &[lot(10, 3), lot(20, 5)]),
            (4, &[lot(20, 4)]),
            (0, &[]),
            (-1, &[]),
        ];
        for (balance, expected) in cases {
            assert_eq!(left(balance, &earned), expected, "{balance}");
        }
        assert_eq!(expired(15, 12), 3);
        assert_eq!(expired(8, 12), 0, "more was used than has expired");
        assert_eq!(expired(0, 0), 0);
    }

    fn days() -> impl Strategy<Value = Date> {
        (0..20_000_i64).prop_map(|days| date(2000, 1, 1).saturating_add(days.days()))
    }

    proptest! {
        #[test]
        fn what_lives_is_what_has_not_passed_its_last_day(
            today in days(), months in MONTHS_MIN..=MONTHS_MAX, ago in -10..40_i64,
        ) {
            let first = first_living(today, months);
            let earned = first.saturating_add(ago.days());
            prop_assert_eq!(earned >= first, last_day(earned, months) >= today);
            let before = first.saturating_sub(1.days());
            prop_assert!(last_day(before, months) < today);
        }

        #[test]
        fn both_ways_to_count_agree(
            mut lots in prop::collection::vec((days(), 1..100_i64), 0..20),
            used in 0..1_000_i64, today in days(), months in MONTHS_MIN..=MONTHS_MAX,
        ) {
            lots.sort_by_key(|lot| std::cmp::Reverse(lot.0));
            let earned: Vec<_> = lots.iter().map(|&(earned, amount)| Lot { earned, amount }).collect();
            let sum: i64 = earned.iter().map(|lot| lot.amount).sum();
            let balance = (sum - used).max(0);
            let first = first_living(today, months);
            let since: i64 = earned.iter().filter(|lot| lot.earned >= first).map(|lot| lot.amount).sum();
            let kept = left(balance, &earned);
            prop_assert_eq!(kept.iter().map(|lot| lot.amount).sum::<i64>(), balance);
            let gone: i64 = kept.iter().filter(|lot| lot.earned < first).map(|lot| lot.amount).sum();
            prop_assert_eq!(expired(balance, since), gone);
        }
    }
}
