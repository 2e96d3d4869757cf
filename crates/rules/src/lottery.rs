//! The weekly lottery: how much an entry weighs, and when posting without winning is rewarded.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

/// One note's weight. It can be halved, and be a third or a quarter, without anything being rounded.
pub const NOTE_WEIGHT: u64 = 12;
/// More recent wins than these count no further: the divisor is 4 at most.
pub const RECENT_WINS_MAX: u32 = 3;

const MONDAY_TO_EPOCH_DAYS: i64 = 3;
const WEEK_DAYS: i64 = 7;

/// How somebody takes part in a week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Entry {
    /// Of this week, those that count.
    pub notes: u32,
    /// By the form that needs no post.
    pub free: bool,
}

/// How much an entry weighs; 0 is no entry.
///
/// As it is published: *each of your notes of the week counts 12, up to the largest number of notes
/// that count. Whoever enters without posting has the weight of that largest number: posting more
/// cannot give a better chance than entering freely. If you won lately, your weight is divided: by
/// two after one win, by three after two, by four after three or more.*
///
/// The divisor is the same for both ways of entry. Chances are weights over their sum.
#[must_use]
pub fn weight(entry: Entry, notes_max: u32, recent_wins: u32) -> u64 {
    let notes = if entry.free {
        notes_max
    } else {
        entry.notes.min(notes_max)
    };
    let divisor = 1 + recent_wins.min(RECENT_WINS_MAX);
    u64::from(notes) * NOTE_WEIGHT / u64::from(divisor)
}

/// A week of the city's calendar, Monday to Sunday (ISO 8601), as the count of weeks since the one
/// of 1 January 1970. It goes on where a year ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(pub i64);

impl Week {
    /// Of a day in the city's zone.
    #[must_use]
    pub fn of(date: Date) -> Self {
        let days = i64::from(
            Date::constant(1970, 1, 1)
                .until(date)
                .map_or(0, |span| span.get_days()),
        );
        Self((days + MONDAY_TO_EPOCH_DAYS).div_euclid(WEEK_DAYS))
    }

    /// Its first day.
    #[must_use]
    pub fn monday(self) -> Date {
        let days = self.0 * WEEK_DAYS - MONDAY_TO_EPOCH_DAYS;
        Date::constant(1970, 1, 1).saturating_add(days.days())
    }
}

/// The reward for posting on: so many weeks with a post among so many weeks in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreakRule {
    /// 1 at least.
    pub posted_weeks: u32,
    /// `posted_weeks` at least.
    pub of_weeks: u32,
}

/// How far somebody has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Streak {
    /// The reward is due for these weeks, in order. None of them counts again.
    Earned { weeks: Vec<Week> },
    /// Weeks that count so far, among the last `of_weeks`.
    Progress { weeks: u32 },
}

/// What somebody has earned by posting without winning.
///
/// As it is published: *post in so many of so many weeks in a row without winning, and a reward is
/// yours. Each week counts for one reward only. A win is a reward, too: you start afresh in the week
/// after it.*
///
/// `posted`, `won`: weeks, in any order, each once or more often. `counted_until`: the last week of
/// the reward before. `drawn`: the last week whose draw has been held; weeks after it are left out,
/// since they may still win. When several rewards are due, the earliest is answered: pay it out, and
/// ask again with its last week as `counted_until`.
#[must_use]
pub fn streak(
    posted: &[Week],
    won: &[Week],
    rule: StreakRule,
    counted_until: Option<Week>,
    drawn: Week,
) -> Streak {
    let posted: BTreeSet<Week> = posted
        .iter()
        .copied()
        .filter(|week| *week <= drawn)
        .collect();
    let window = |last: Week| -> Vec<Week> {
        let won_at = won.iter().copied().filter(|win| *win <= last).max();
        let used = won_at.max(counted_until);
        let first = Week(last.0 - i64::from(rule.of_weeks.max(1)) + 1);
        let counts = |week: &&Week| used.is_none_or(|used| **week > used);
        posted.range(first..=last).filter(counts).copied().collect()
    };
    let due = rule.posted_weeks.max(1) as usize;
    let mut windows = posted.iter().map(|last| window(*last));
    match windows.find(|weeks| weeks.len() >= due) {
        Some(weeks) => Streak::Earned { weeks },
        None => Streak::Progress {
            weeks: u32::try_from(window(drawn).len()).unwrap_or(u32::MAX),
        },
    }
}

#[cfg(test)]
mod tests;
