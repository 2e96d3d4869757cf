//! Which answers to "as pictured?" count. `docs/honest-photos.md` tells the same to members.

/// An account is no new one any more after so many days.
pub const SEASONED_DAYS: i64 = 14;
/// How long it is known which network an answer came from.
pub const NETWORK_DAYS: i64 = 90;
/// Only so many answers to a note are looked at, the newest: places change.
pub const NEWEST_MAX: i64 = 1_000;
/// Fewer answers that count say nothing about a note as a whole.
pub const DISPUTED_COUNTED_MIN: i64 = 5;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// What is known of who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// A ticket of theirs for the event, or for one at the place, was checked in.
    pub ticket: bool,
    /// A note of their own is about the same event or place.
    pub own_note: bool,
    /// Their account is older than [`SEASONED_DAYS`].
    pub seasoned: bool,
    /// When they answered, nobody else had answered from their network.
    pub first_of_network: bool,
}

/// Whether an answer counts, or why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Counts,
    /// Nothing shows any more that they were there.
    Gone,
    /// Their account is new.
    Young,
    /// Another answer came from the same network before.
    SameNetwork,
}

/// Whoever came through the door is real. Whoever only says that they were there counts once their
/// account is no new one, and once for each network.
#[must_use]
pub fn standing(facts: Facts) -> Standing {
    match facts {
        Facts { ticket: true, .. } => Standing::Counts,
        Facts {
            own_note: false, ..
        } => Standing::Gone,
        Facts {
            seasoned: false, ..
        } => Standing::Young,
        Facts {
            first_of_network: false,
            ..
        } => Standing::SameNetwork,
        _ => Standing::Counts,
    }
}

/// Accounts that were made until then are no new ones.
#[must_use]
pub fn seasoned_until_ms(now_ms: i64) -> i64 {
    now_ms - SEASONED_DAYS * DAY_MS
}

/// Networks that were noted before this are forgotten.
#[must_use]
pub fn networks_since_ms(now_ms: i64) -> i64 {
    now_ms - NETWORK_DAYS * DAY_MS
}

/// The answers to a note, added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Of those that count.
    pub yes: i64,
    /// Of those that count.
    pub no: i64,
    pub gone: i64,
    pub young: i64,
    pub same_network: i64,
}

impl Tally {
    /// Adds one answer.
    pub fn add(&mut self, as_pictured: bool, standing: Standing) {
        let count = match (standing, as_pictured) {
            (Standing::Counts, true) => &mut self.yes,
            (Standing::Counts, false) => &mut self.no,
            (Standing::Gone, _) => &mut self.gone,
            (Standing::Young, _) => &mut self.young,
            (Standing::SameNetwork, _) => &mut self.same_network,
        };
        *count += 1;
    }

    #[must_use]
    pub fn counted(&self) -> i64 {
        self.yes + self.no
    }

    /// Whether they count or not.
    #[must_use]
    pub fn answers(&self) -> i64 {
        self.counted() + self.gone + self.young + self.same_network
    }

    /// More than half of enough people who were there say that it looks different.
    #[must_use]
    pub fn is_disputed(&self) -> bool {
        self.counted() >= DISPUTED_COUNTED_MIN && 2 * self.no > self.counted()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_there_counts_by_what_shows_it() {
        use Standing::{Counts, Gone, SameNetwork, Young};
        // ticket, own note, seasoned, first of its network
        let cases = [
            ([true, false, false, false], Counts),
            ([true, true, true, true], Counts),
            ([true, true, false, false], Counts),
            ([false, true, true, true], Counts),
            ([false, true, true, false], SameNetwork),
            ([false, true, false, true], Young),
            ([false, true, false, false], Young),
            ([false, false, true, true], Gone),
            ([false, false, false, false], Gone),
        ];
        for ([ticket, own_note, seasoned, first_of_network], expected) in cases {
            let facts = Facts {
                ticket,
                own_note,
                seasoned,
                first_of_network,
            };
            assert_eq!(standing(facts), expected, "{facts:?}");
        }
    }

    #[test]
    fn ten_new_accounts_from_one_network_do_not_move_it() {
        let of = |seasoned| {
            let mut tally = Tally::default();
            for at in 0..10 {
                let facts = Facts {
                    ticket: false,
                    own_note: true,
                    seasoned,
                    first_of_network: at == 0,
                };
                tally.add(false, standing(facts));
            }
            tally
        };
        let new = of(false);
        assert_eq!((new.counted(), new.answers(), new.young), (0, 10, 10));
        let later = of(true);
        assert_eq!((later.no, later.same_network), (1, 9));
        assert!(!later.is_disputed());
    }

    #[test]
    fn a_note_is_disputed_by_most_of_enough() {
        // yes, no
        let cases = [
            (0, 4, false),
            (0, 5, true),
            (2, 3, true),
            (3, 3, false),
            (3, 4, true),
            (50, 50, false),
        ];
        for (yes, no, expected) in cases {
            let tally = Tally {
                yes,
                no,
                young: 100,
                ..Tally::default()
            };
            assert_eq!(tally.is_disputed(), expected, "{yes} {no}");
        }
    }

    #[test]
    fn an_account_seasons_in_two_weeks() {
        assert_eq!(seasoned_until_ms(14 * DAY_MS), 0);
        assert_eq!(networks_since_ms(90 * DAY_MS), 0);
    }
}
