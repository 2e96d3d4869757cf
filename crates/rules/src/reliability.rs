//! How far somebody keeps their word: the share of obligations met in time, the newer ones weighing more.
//!
//! `docs/reliability.md` tells it to people. All of it is whole numbers, so that everybody who computes it
//! gets the same.

/// What an obligation weighs that is due today.
pub const WHOLE: i64 = 1_000_000;
/// After so many days it weighs half.
pub const HALF_LIFE_DAYS: i64 = 180;
/// Everybody begins as if they had met so many…
pub const PRIOR_MET: i64 = 4;
/// …of so many, today: who is new stands at 80 %, and no single one decides.
pub const PRIOR_ALL: i64 = 5;
/// Older than this, none weighs anything that could be seen.
const DAYS_MAX: i64 = 10 * 365;

/// 2^(-1/180) of 2^63: what is left after a day.
const A_DAY: u128 = 9_187_922_810_898_938_978;

/// An obligation that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Met, and before it was due.
    pub in_time: bool,
    /// Since it was due; one that is due later was due today.
    pub age_days: i64,
}

/// What an obligation of that age weighs, of [`WHOLE`]: 2^(-days/180), rounded.
#[must_use]
pub fn weight(age_days: i64) -> i64 {
    let mut days = age_days.clamp(0, DAYS_MAX);
    let (mut left, mut factor) = (1_u128 << 63, A_DAY);
    while days > 0 {
        if days % 2 == 1 {
            left = (left * factor) >> 63;
        }
        factor = (factor * factor) >> 63;
        days /= 2;
    }
    let weight = (left * u128::from(WHOLE.unsigned_abs()) + (1 << 62)) >> 63;
    i64::try_from(weight).unwrap_or(WHOLE)
}

/// The whole percent, 0 to 100: `(4 + met) / (5 + all)`, each obligation by its weight, rounded half up.
#[must_use]
pub fn percent(kept: &[Kept]) -> i64 {
    let (mut met, mut all) = (PRIOR_MET * WHOLE, PRIOR_ALL * WHOLE);
    for one in kept {
        let weight = weight(one.age_days);
        all += weight;
        met += if one.in_time { weight } else { 0 };
    }
    (met * 200 + all) / (2 * all)
}

/// By how many whole percent it moves the number: with it, less without it.
#[must_use]
pub fn moved(kept: &[Kept], at: usize) -> i64 {
    let without: Vec<Kept> = kept
        .iter()
        .enumerate()
        .filter_map(|(index, one)| (index != at).then_some(*one))
        .collect();
    percent(kept) - percent(&without)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kept(in_time: bool, age_days: i64) -> Kept {
        Kept { in_time, age_days }
    }

    #[test]
    fn a_weight_halves_in_half_a_year() {
        for (days, expected) in [
            (-3, 1_000_000),
            (0, 1_000_000),
            (1, 996_157),
            (30, 890_899),
            (90, 707_107),
            (180, 500_000),
            (360, 250_000),
            (365, 245_233),
            (720, 62_500),
            (1_000_000, 1),
        ] {
            assert_eq!(weight(days), expected, "{days}");
        }
    }

    #[test]
    fn the_percent() {
        let cases: [(&[Kept], i64); 10] = [
            (&[], 80),
            (&[kept(true, 0)], 83),
            (&[kept(false, 0)], 67),
            (&[kept(true, 0), kept(true, 0), kept(true, 0)], 88),
            (&[kept(false, 0), kept(false, 0), kept(false, 0)], 50),
            // One that was missed long ago is nearly forgiven.
            (&[kept(false, 180)], 73),
            (&[kept(false, 720)], 79),
            // The example of docs/reliability.md.
            (&[kept(true, 0), kept(true, 30), kept(false, 180)], 80),
            (&[kept(true, 0); 100], 99),
            (&[kept(false, 0); 500], 1),
        ];
        for (kept, expected) in cases {
            assert_eq!(percent(kept), expected, "{kept:?}");
        }
    }

    #[test]
    fn what_moved_it() {
        let all = [kept(true, 0), kept(false, 0)];
        assert_eq!(percent(&all), 71);
        assert_eq!(moved(&all, 0), 71 - 67);
        assert_eq!(moved(&all, 1), 71 - 83);
    }

    fn some() -> impl Strategy<Value = Vec<Kept>> {
        let one = (any::<bool>(), 0..4_000_i64);
        prop::collection::vec(one.prop_map(|(in_time, days)| kept(in_time, days)), 0..200)
    }

    proptest! {
        #[test]
        fn it_stays_within_and_keeping_one_s_word_never_lowers_it(
            mut all in some(), days in 0..4_000_i64, order in any::<bool>(),
        ) {
            let before = percent(&all);
            prop_assert!((0..=100).contains(&before));
            if order { all.reverse(); }
            prop_assert_eq!(percent(&all), before);
            all.push(kept(true, days));
            prop_assert!(percent(&all) >= before);
            all.pop();
            all.push(kept(false, days));
            prop_assert!(percent(&all) <= before);
        }
    }
}
