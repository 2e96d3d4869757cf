//! Sponsored notes among the others: one in ten at most, never first, and apart from each other.
//!
//! Each page is a feed of its own, and so needs to know nothing of the page before: what holds for the
//! beginning of every page holds for all of them together, wherever a reader stops.

use std::iter::Peekable;

/// Of the notes down to any place of a page, one in so many is sponsored at most.
pub const SPONSORED_EVERY: usize = 10;
/// So many others stand between two of them at least.
pub const SPONSORED_APART: usize = 5;

/// What stands on a page so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pace {
    shown: usize,
    sponsored: usize,
    /// Others behind the last sponsored one.
    since: usize,
}

impl Pace {
    /// Whether the next note may be a sponsored one.
    #[must_use]
    pub fn may_be_sponsored(self) -> bool {
        let few = (self.sponsored + 1) * SPONSORED_EVERY <= self.shown + 1;
        let apart = self.sponsored == 0 || self.since >= SPONSORED_APART;
        let first = self.shown == 0;
        few && apart && !first
    }

    /// With one note more.
    #[must_use]
    pub fn and(self, sponsored: bool) -> Self {
        Self {
            shown: self.shown + 1,
            sponsored: self.sponsored + usize::from(sponsored),
            since: if sponsored { 0 } else { self.since + 1 },
        }
    }
}

/// A page that fills up. Every note stands where its rank puts it, but a sponsored one waits for a
/// place that it may have, behind those that waited longer.
pub struct Page<T, S: Iterator<Item = (i64, T)>> {
    notes: Vec<T>,
    notes_max: usize,
    pace: Pace,
    waiting: Peekable<S>,
}

impl<T, S: Iterator<Item = (i64, T)>> Page<T, S> {
    /// An empty page for so many notes; `waiting` are the sponsored ones with their ranks, in the order
    /// in which they are to be shown. It is asked for no more than there are places for.
    pub fn new(notes_max: usize, waiting: S) -> Self {
        Self {
            notes: Vec::with_capacity(notes_max),
            notes_max,
            pace: Pace::default(),
            waiting: waiting.peekable(),
        }
    }

    #[must_use]
    pub fn is_full(&self) -> bool {
        self.notes.len() >= self.notes_max
    }

    /// Puts the next of the other notes, and before it a sponsored one of a higher rank where one may
    /// stand. False where there is no room left for the note.
    #[must_use]
    pub fn put(&mut self, rank: i64, note: T) -> bool {
        self.put_waiting(Some(rank));
        if self.is_full() {
            return false;
        }
        self.push(note, false);
        true
    }

    /// There are no other notes: sponsored ones may stand behind them.
    pub fn end(&mut self) {
        self.put_waiting(None);
    }

    /// The rank of the sponsored note that is next.
    pub fn waits(&mut self) -> Option<i64> {
        self.waiting.peek().map(|(rank, _)| *rank)
    }

    /// How many of the page are sponsored.
    #[must_use]
    pub fn sponsored(&self) -> usize {
        self.pace.sponsored
    }

    #[must_use]
    pub fn into_notes(self) -> Vec<T> {
        self.notes
    }

    /// Right behind a sponsored note no other one may stand, so that this is one at most.
    fn put_waiting(&mut self, above: Option<i64>) {
        if self.is_full() || !self.pace.may_be_sponsored() {
            return;
        }
        let higher = |(rank, _): &(i64, T)| above.is_none_or(|above| *rank > above);
        if let Some((_, note)) = self.waiting.next_if(higher) {
            self.push(note, true);
        }
    }

    fn push(&mut self, note: T, sponsored: bool) {
        self.pace = self.pace.and(sponsored);
        self.notes.push(note);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PAGE_NOTES: usize = 24;

    /// A note: its rank, and whether it is sponsored.
    type Shown = (i64, bool);

    /// All pages of a list, while there are other notes.
    fn pages(others: &[i64], sponsored: &[i64]) -> Vec<Vec<Shown>> {
        let (mut others, mut sponsored) = (others, sponsored);
        let mut pages = Vec::new();
        while !others.is_empty() {
            let waiting = sponsored.iter().map(|rank| (*rank, (*rank, true)));
            let mut page = Page::new(PAGE_NOTES, waiting);
            while let [rank, rest @ ..] = others
                && page.put(*rank, (*rank, false))
            {
                others = rest;
            }
            if others.is_empty() {
                page.end();
            }
            sponsored = &sponsored[page.sponsored()..];
            pages.push(page.into_notes());
        }
        pages
    }

    fn drawn(pages: &[Vec<Shown>]) -> String {
        let mark = |(_, sponsored): &Shown| if *sponsored { 'S' } else { '.' };
        let page = |page: &Vec<Shown>| page.iter().map(mark).collect::<String>();
        pages.iter().map(page).collect::<Vec<_>>().join("|")
    }

    /// How many other notes there are, ranked 1,000, 990, 980, …; the ranks of the sponsored ones; and
    /// the pages.
    const CASES: [(&str, i64, &[i64], &str); 9] = [
        ("none is sponsored", 3, &[], "..."),
        ("all are sponsored", 0, &[1_001, 1_001], ""),
        ("too few others", 8, &[1_001], "........"),
        ("the tenth at the earliest", 9, &[1_001], ".........S"),
        (
            "two of a page, and no more at the end than there is room for",
            30,
            &[1_005, 1_004, 1_003, 1_002, 1_001],
            ".........S.........S....|........",
        ),
        (
            "where its rank puts it",
            24,
            &[855],
            "...............S........|.",
        ),
        (
            "of the same rank, the other one first",
            16,
            &[850],
            "................S",
        ),
        (
            "one waits until they are apart, and the next page begins anew",
            40,
            &[825, 824],
            "..................S.....|.........S........",
        ),
        (
            "a page that is full ends before what did not fit",
            23,
            &[825, 775],
            "..................S.....",
        ),
    ];

    #[test]
    fn where_sponsored_notes_stand() {
        for (name, others, sponsored, expected) in CASES {
            let others: Vec<i64> = (0..others).map(|at| 1_000 - 10 * at).collect();
            assert_eq!(drawn(&pages(&others, sponsored)), expected, "{name}");
        }
    }

    fn ranks(most: usize) -> impl Strategy<Value = Vec<i64>> {
        prop::collection::vec(0_i64..2_000, 0..most).prop_map(|mut ranks| {
            ranks.sort_unstable_by(|one, other| other.cmp(one));
            ranks
        })
    }

    proptest! {
        #[test]
        fn whatever_there_is_they_are_few_and_apart(others in ranks(200), sponsored in ranks(60)) {
            let pages = pages(&others, &sponsored);
            let all: Vec<Shown> = pages.concat();
            let of = |wanted: bool| -> Vec<i64> {
                let some = all.iter().filter(|(_, sponsored)| *sponsored == wanted);
                some.map(|(rank, _)| *rank).collect()
            };
            // Nothing is left out that nobody sponsored, and nothing overtakes its own kind.
            prop_assert_eq!(of(false), others);
            prop_assert!(sponsored.starts_with(&of(true)));
            let (mut count, mut since) = (0, SPONSORED_APART);
            for (place, (rank, sponsored)) in all.iter().enumerate() {
                if !*sponsored {
                    since += 1;
                    continue;
                }
                count += 1;
                prop_assert!(place > 0 && count * SPONSORED_EVERY <= place + 1);
                prop_assert!(since >= SPONSORED_APART);
                since = 0;
                // It stands above none that ranks higher.
                let mut behind = all[place..].iter().filter(|(_, sponsored)| !*sponsored);
                prop_assert!(behind.all(|(other, _)| other < rank));
            }
            let (last, full) = pages.split_last().map_or((0, &[][..]), |(last, full)| (last.len(), full));
            prop_assert!(last <= PAGE_NOTES);
            prop_assert!(full.iter().all(|page| page.len() == PAGE_NOTES));
            for page in &pages {
                let sponsored = page.iter().filter(|(_, sponsored)| *sponsored).count();
                prop_assert!(sponsored * SPONSORED_EVERY <= page.len());
            }
        }
    }
}
