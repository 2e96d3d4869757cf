//! The order of a city's feed: what is new, what is loved, and what is close to the reader.
//!
//! A note's weight is `(1 + love) × 2^(−age / half-life)`. Its logarithm is a sum in which the
//! reader's "now" is the same for every note, so the order between two notes never changes with
//! time alone, and a note's *standing* can be kept sorted in memory. What ties a note to one
//! reader is added to it. How long a note is counts for nothing.
//!
//! Everything is told in thousandths of a half-life: +1,000 is worth as much as being 24 hours
//! younger, or as twice the love.

mod sponsored;

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap};
use std::iter;

pub use sponsored::{Pace, Page, SPONSORED_APART, SPONSORED_EVERY};

/// In which a note loses half of its weight.
pub const HALF_LIFE_MS: i64 = 24 * 60 * 60 * 1_000;
/// By somebody whom the reader follows.
pub const FOLLOWED_MILLI: i64 = 2_000;
/// In a community that the reader has joined.
pub const JOINED_MILLI: i64 = 1_000;
/// Where the reader is; it fades evenly to nothing at [`NEAR_METRES_MAX`].
pub const NEAR_MILLI: i64 = 1_500;
pub const NEAR_METRES_MAX: i64 = 3_000;
/// What each earlier note by the same author in the same list costs.
pub const REPEATED_MILLI: i64 = 750;
/// Room for so many authors is made at once; there may be more.
const AUTHORS_OF_PAGE: usize = 64;

/// What people did with a note. A save says more than a like, a comment more than a save.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Love {
    pub likes: u32,
    pub saves: u32,
    pub comments: u32,
}

impl Love {
    fn points(self) -> u64 {
        u64::from(self.likes) + 2 * u64::from(self.saves) + 3 * u64::from(self.comments)
    }
}

/// What ties a note to one reader.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ties {
    pub followed: bool,
    pub joined: bool,
    /// From where the reader says they are.
    pub metres: Option<i64>,
}

/// A note that may stand in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Grows with time; the newer of two equals comes first.
    pub id: i64,
    pub author: i64,
    /// From [`standing_milli`].
    pub standing_milli: i64,
    pub ties: Ties,
}

/// The part of a note's rank that is the same for every reader and at every time.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a logarithm of counts, rounded to thousandths"
)]
pub fn standing_milli(created_at_ms: i64, love: Love) -> i64 {
    let loved = ((1 + love.points()) as f64).log2();
    created_at_ms / (HALF_LIFE_MS / 1_000) + (loved * 1_000.0).round() as i64
}

/// What one reader's ties add.
#[must_use]
pub fn ties_milli(ties: Ties) -> i64 {
    let near = ties.metres.map_or(0, |metres| {
        let left = (NEAR_METRES_MAX - metres.max(0)).max(0);
        NEAR_MILLI * left / NEAR_METRES_MAX
    });
    i64::from(ties.followed) * FOLLOWED_MILLI + i64::from(ties.joined) * JOINED_MILLI + near
}

impl Candidate {
    /// Whether anything raises it for the reader.
    #[must_use]
    pub fn is_tied(&self) -> bool {
        ties_milli(self.ties) > 0
    }

    /// Its rank; of equals the newer is better, since no two notes share an id.
    fn rank(&self) -> (i64, i64) {
        (self.standing_milli + ties_milli(self.ties), self.id)
    }
}

/// The order in which one reader sees these notes, found as far as it is asked for.
///
/// `untied` are those that nothing ties to the reader, from the best standing on, as a city keeps them
/// for everybody; `tied` are the others, in any order. Each note's rank is its standing and its ties;
/// then each further note by an author gives way by [`REPEATED_MILLI`] for every better one of theirs,
/// so that nobody fills the page alone.
pub fn order(
    untied: impl Iterator<Item = Candidate>,
    tied: Vec<Candidate>,
) -> impl Iterator<Item = Candidate> {
    let mut ranked = ranked(untied, tied).peekable();
    let mut gave_way: BinaryHeap<GaveWay> = BinaryHeap::new();
    let mut better: HashMap<i64, i64> = HashMap::with_capacity(AUTHORS_OF_PAGE);
    iter::from_fn(move || {
        loop {
            let next = ranked.peek().map(Candidate::rank);
            if let Some(best) = gave_way.peek()
                && next.is_none_or(|next| best.rank > next)
            {
                return gave_way.pop().map(|gave_way| gave_way.note);
            }
            let note = ranked.next()?;
            let before = better.entry(note.author).or_default();
            *before += 1;
            if *before == 1 {
                return Some(note);
            }
            let (rank_milli, id) = note.rank();
            let rank = (rank_milli - (*before - 1) * REPEATED_MILLI, id);
            gave_way.push(GaveWay { rank, note });
        }
    })
}

/// All of them from the best rank on.
fn ranked(
    untied: impl Iterator<Item = Candidate>,
    mut tied: Vec<Candidate>,
) -> impl Iterator<Item = Candidate> {
    tied.sort_unstable_by_key(|note| Reverse(note.rank()));
    let (mut untied, mut tied) = (untied.peekable(), tied.into_iter().peekable());
    iter::from_fn(move || match (untied.peek(), tied.peek()) {
        (Some(other), Some(note)) if note.rank() > other.rank() => tied.next(),
        (None, _) => tied.next(),
        _ => untied.next(),
    })
}

/// A note that gave way to its author's better ones; in a heap, the best on top.
struct GaveWay {
    rank: (i64, i64),
    note: Candidate,
}

impl Ord for GaveWay {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank.cmp(&other.rank)
    }
}

impl PartialOrd for GaveWay {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for GaveWay {
    fn eq(&self, other: &Self) -> bool {
        self.rank == other.rank
    }
}

impl Eq for GaveWay {}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: i64 = 60 * 60 * 1_000;
    const NOW_MS: i64 = 1_795_348_800_000;

    /// A note: its name, its author, hours of age, likes, and what ties it to the reader.
    struct Told(&'static str, i64, i64, u32, Ties);

    const NONE: Ties = Ties {
        followed: false,
        joined: false,
        metres: None,
    };
    const FOLLOWED: Ties = Ties {
        followed: true,
        ..NONE
    };
    const JOINED: Ties = Ties {
        joined: true,
        ..NONE
    };
    const NEXT_DOOR: Ties = Ties {
        metres: Some(0),
        ..NONE
    };
    const ACROSS_TOWN: Ties = Ties {
        metres: Some(9_000),
        ..NONE
    };

    fn ordered(told: &[Told]) -> Vec<&'static str> {
        let candidates = told
            .iter()
            .zip(1..)
            .map(|(&Told(_, author, hours, likes, ties), id)| Candidate {
                id,
                author,
                standing_milli: standing_milli(
                    NOW_MS - hours * HOUR_MS,
                    Love {
                        likes,
                        ..Love::default()
                    },
                ),
                ties,
            });
        let (mut untied, tied): (Vec<_>, Vec<_>) = candidates.partition(|note| !note.is_tied());
        untied.sort_by_key(|note| Reverse((note.standing_milli, note.id)));
        let ordered = order(untied.into_iter(), tied);
        ordered
            .map(|note| told[usize::try_from(note.id).unwrap() - 1].0)
            .collect()
    }

    /// What is to be shown, the notes from the oldest id on, and their order.
    const CASES: [(&str, &[Told], &[&str]); 9] = [
        (
            "newer first",
            &[Told("old", 1, 9, 0, NONE), Told("new", 2, 1, 0, NONE)],
            &["new", "old"],
        ),
        (
            "fifteen likes are worth four days",
            &[
                Told("fresh", 1, 0, 0, NONE),
                Told("loved", 2, 95, 15, NONE),
                Told("fading", 3, 97, 15, NONE),
            ],
            &["loved", "fresh", "fading"],
        ),
        (
            "love counts less and less",
            &[
                Told("hundred", 1, 30, 100, NONE),
                Told("fifty", 2, 0, 50, NONE),
            ],
            &["fifty", "hundred"],
        ),
        (
            "whom one follows is worth two days",
            &[
                Told("fresh", 1, 0, 0, NONE),
                Told("friend", 2, 47, 0, FOLLOWED),
                Told("friend, later", 3, 49, 0, FOLLOWED),
            ],
            &["friend", "fresh", "friend, later"],
        ),
        (
            "a joined community is worth a day",
            &[
                Told("fresh", 1, 0, 0, NONE),
                Told("joined", 2, 23, 0, JOINED),
                Told("joined, later", 3, 25, 0, JOINED),
            ],
            &["joined", "fresh", "joined, later"],
        ),
        (
            "near counts, far does not count against",
            &[
                Told("fresh", 1, 0, 0, NONE),
                Told("next door", 2, 35, 0, NEXT_DOOR),
                Told("across town", 3, 1, 0, ACROSS_TOWN),
            ],
            &["next door", "fresh", "across town"],
        ),
        (
            "nobody fills the page alone",
            &[
                Told("first", 1, 0, 0, NONE),
                Told("second", 1, 0, 0, NONE),
                Told("third", 1, 0, 0, NONE),
                Told("another's", 2, 20, 0, NONE),
            ],
            &["third", "second", "another's", "first"],
        ),
        (
            "the newer of equals",
            &[Told("a", 1, 5, 3, NONE), Told("b", 2, 5, 3, NONE)],
            &["b", "a"],
        ),
        ("nothing", &[], &[]),
    ];

    #[test]
    fn the_order_of_a_feed() {
        for (name, notes, expected) in CASES {
            assert_eq!(ordered(notes), expected, "{name}");
        }
    }

    #[test]
    fn a_save_says_more_than_a_like_and_a_comment_more_than_a_save() {
        let standing = |likes, saves, comments| {
            standing_milli(
                NOW_MS,
                Love {
                    likes,
                    saves,
                    comments,
                },
            )
        };
        assert!(standing(0, 1, 0) > standing(1, 0, 0));
        assert!(standing(0, 0, 1) > standing(0, 1, 0));
        assert_eq!(standing(2, 0, 0), standing(0, 1, 0));
        assert_eq!(standing(0, 0, 0), NOW_MS / 86_400);
        assert_eq!(standing(1, 0, 0) - standing(0, 0, 0), 1_000);
    }
}
