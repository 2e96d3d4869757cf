//! Weights and streaks, as the published rules tell them.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

#[test]
fn weights_are_as_published() {
    const NOTES_MAX: u32 = 5;
    let posted = |notes| Entry { notes, free: false };
    let free = |notes| Entry { notes, free: true };
    let cases = [
        // No entry, no chance.
        (posted(0), 0, 0),
        (posted(0), 2, 0),
        // Each note, up to the fifth.
        (posted(1), 0, 12),
        (posted(2), 0, 24),
        (posted(5), 0, 60),
        (posted(6), 0, 60),
        (posted(u32::MAX), 0, 60),
        // Without posting, as much as posting can reach.
        (free(0), 0, 60),
        (free(3), 0, 60),
        (free(9), 0, 60),
        // Halved, a third, a quarter, and no less.
        (posted(1), 1, 6),
        (posted(1), 2, 4),
        (posted(1), 3, 3),
        (posted(1), 4, 3),
        (posted(1), u32::MAX, 3),
        (posted(5), 1, 30),
        (posted(5), 2, 20),
        (posted(5), 3, 15),
        (free(0), 1, 30),
        (free(0), 7, 15),
    ];
    for (entry, recent_wins, expected) in cases {
        let found = weight(entry, NOTES_MAX, recent_wins);
        assert_eq!(found, expected, "{entry:?}, {recent_wins} wins");
    }
    assert_eq!(weight(posted(9), 1, 0), weight(free(0), 1, 0));
    assert_eq!(
        weight(posted(u32::MAX), u32::MAX, 0),
        12 * u64::from(u32::MAX)
    );
}

#[test]
fn a_week_begins_on_monday_and_goes_on_over_the_year() {
    let sunday = Week::of(date(2026, 12, 27));
    let cases = [
        (date(1970, 1, 1), Week(0)),
        (date(1970, 1, 4), Week(0)),
        (date(1970, 1, 5), Week(1)),
        (date(1969, 12, 29), Week(0)),
        (date(1969, 12, 28), Week(-1)),
        (date(2026, 12, 28), Week(sunday.0 + 1)),
        (date(2027, 1, 1), Week(sunday.0 + 1)),
        (date(2027, 1, 3), Week(sunday.0 + 1)),
        (date(2027, 1, 4), Week(sunday.0 + 2)),
    ];
    for (date, expected) in cases {
        assert_eq!(Week::of(date), expected, "{date}");
    }
}

fn weeks(numbers: &[i64]) -> Vec<Week> {
    numbers.iter().copied().map(Week).collect()
}

fn earned(numbers: &[i64]) -> Streak {
    Streak::Earned {
        weeks: weeks(numbers),
    }
}

fn progress(weeks: u32) -> Streak {
    Streak::Progress { weeks }
}

/// Posted, won, the last week of the reward before, the last draw, what comes of it.
type Case<'a> = (&'a [i64], &'a [i64], Option<i64>, i64, Streak);

fn are_as_published(cases: &[Case<'_>]) {
    const RULE: StreakRule = StreakRule {
        posted_weeks: 4,
        of_weeks: 6,
    };
    for (posted, won, until, drawn, expected) in cases {
        let found = streak(
            &weeks(posted),
            &weeks(won),
            RULE,
            until.map(Week),
            Week(*drawn),
        );
        assert_eq!(
            &found, expected,
            "{posted:?}, won {won:?}, {until:?}, {drawn}"
        );
    }
}

#[test]
fn four_weeks_of_six_are_a_reward() {
    are_as_published(&[
        (&[], &[], None, 10, progress(0)),
        (&[1, 2, 3], &[], None, 3, progress(3)),
        (&[1, 2, 3, 4], &[], None, 4, earned(&[1, 2, 3, 4])),
        // With two gaps, not with three.
        (&[1, 2, 5, 6], &[], None, 6, earned(&[1, 2, 5, 6])),
        (&[1, 2, 6, 7], &[], None, 7, progress(3)),
        // What is long ago does not count.
        (&[1, 2, 3], &[], None, 7, progress(2)),
        (&[1, 2, 3], &[], None, 9, progress(0)),
        // Many notes in a week are one week; the order is of no matter.
        (&[4, 1, 1, 1, 2], &[], None, 4, progress(3)),
        (&[4, 3, 2, 1], &[], None, 4, earned(&[1, 2, 3, 4])),
        // The week whose draw is still to come.
        (&[1, 2, 3, 4], &[], None, 3, progress(3)),
        // The earliest, even when asked late.
        (
            &[1, 2, 3, 4, 5, 6, 7, 8],
            &[],
            None,
            50,
            earned(&[1, 2, 3, 4]),
        ),
        (
            &[1, 2, 3, 4, 5, 6, 7, 8],
            &[],
            Some(4),
            50,
            earned(&[5, 6, 7, 8]),
        ),
        (&[1, 2, 3, 4, 5, 6, 7, 8], &[], Some(8), 8, progress(0)),
    ]);
}

#[test]
fn a_week_counts_once_and_a_win_starts_afresh() {
    are_as_published(&[
        // A week counts once.
        (&[1, 2, 3, 4, 5, 6, 7], &[], Some(4), 7, progress(3)),
        (&[1, 2, 4, 5, 6], &[], Some(5), 6, progress(1)),
        // A win starts afresh, in the week after it.
        (&[1, 2, 3, 4], &[4], None, 4, progress(0)),
        (&[1, 2, 3, 4], &[3], None, 4, progress(1)),
        (&[1, 2, 3, 4, 5, 6, 7], &[3], None, 7, earned(&[4, 5, 6, 7])),
        (
            &[1, 2, 3, 4, 5, 6, 7],
            &[1, 3],
            Some(1),
            7,
            earned(&[4, 5, 6, 7]),
        ),
        (&[2, 3, 4, 5], &[1], None, 5, earned(&[2, 3, 4, 5])),
        // A win after the reward takes nothing back.
        (&[1, 2, 3, 4, 5], &[5], None, 5, earned(&[1, 2, 3, 4])),
        (&[1, 2, 3, 4, 5], &[5], Some(4), 5, progress(0)),
    ]);
}

#[test]
fn one_week_of_one_is_a_reward_each_week() {
    let rule = StreakRule {
        posted_weeks: 1,
        of_weeks: 1,
    };
    let posted = weeks(&[1, 2, 3]);
    assert_eq!(streak(&posted, &[], rule, None, Week(3)), earned(&[1]));
    assert_eq!(
        streak(&posted, &[], rule, Some(Week(2)), Week(3)),
        earned(&[3])
    );
    assert_eq!(
        streak(&posted, &[Week(3)], rule, Some(Week(2)), Week(3)),
        progress(0)
    );
}

proptest! {
    /// Asked week by week, or once at the end: the same rewards, no week in two of them, none with a win.
    #[test]
    fn each_week_is_in_one_reward(
        posted in prop::collection::btree_set(0_i64..60, 0..60),
        won in prop::collection::btree_set(0_i64..60, 0..8),
        posted_weeks in 1_u32..6,
        more in 0_u32..4,
    ) {
        let rule = StreakRule { posted_weeks, of_weeks: posted_weeks + more };
        let posted = weeks(&posted.into_iter().collect::<Vec<_>>());
        let won = weeks(&won.into_iter().collect::<Vec<_>>());
        let all = |drawn: &[i64]| {
            let (mut rewards, mut until) = (Vec::new(), None);
            for drawn in drawn {
                while let Streak::Earned { weeks } = streak(&posted, &won, rule, until, Week(*drawn)) {
                    until = weeks.last().copied();
                    rewards.push(weeks);
                }
            }
            rewards
        };
        let weekly = all(&(0..60).collect::<Vec<_>>());
        prop_assert_eq!(&weekly, &all(&[59]));
        for pair in weekly.windows(2) {
            prop_assert!(pair[0].last() < pair[1].first());
        }
        for reward in &weekly {
            let (first, last) = (reward[0], reward[reward.len() - 1]);
            prop_assert_eq!(reward.len(), posted_weeks as usize);
            prop_assert!(last.0 - first.0 < i64::from(rule.of_weeks));
            prop_assert!(!won.iter().any(|win| (first..=last).contains(win)));
        }
    }
}
