//! Looking people up among a million accounts, in memory.

use std::time::Duration;

use machi::ids::AccountId;
use machi::people::{People, Row};
use tokio::time::Instant;

const ACCOUNTS: i64 = 1_000_000;
/// Look-ups of each kind.
const LOOK_UPS: i64 = 5_000;
const FOUND_MAX: usize = 20;

const FIRST: [&str; 12] = [
    "Mika",
    "はる",
    "準",
    "Ana",
    "민호",
    "小林",
    "Łukasz",
    "José",
    "サクラ",
    "陳",
    "Priya",
    "Owen",
];
const LAST: [&str; 10] = [
    "Walker",
    "田中",
    "김",
    "García",
    "王",
    "スズキ",
    "de la Cruz",
    "Nguyễn",
    "山田",
    "O'Neill",
];

/// How long look-ups of one kind take.
pub(crate) struct LookUp {
    pub(crate) kind: &'static str,
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
}

/// What is looked up: its name, and the query of a number.
type Kind = (&'static str, fn(i64) -> String);

/// Builds the look-up and asks it in several ways.
pub(crate) fn measure() -> Vec<LookUp> {
    let people = People::of((1..=ACCOUNTS).map(person));
    let kinds: [Kind; 6] = [
        ("a handle", |n| format!("member_{}", n * 199 % ACCOUNTS)),
        ("a name elsewhere", |n| {
            format!("@Walks.{}", n * 211 % ACCOUNTS)
        }),
        ("the start of a handle", |n| format!("member_{}", n % 1_000)),
        ("a whole name", |n| name(n * 31)),
        ("the start of a name", |n| {
            name(n * 37).chars().take(3).collect()
        }),
        ("one letter", |n| name(n).chars().take(1).collect()),
    ];
    kinds
        .map(|(kind, query)| times(&people, kind, query))
        .into()
}

fn times(people: &People, kind: &'static str, query: fn(i64) -> String) -> LookUp {
    let mut times: Vec<Duration> = (0..LOOK_UPS)
        .map(|n| {
            let query = query(n);
            let began = Instant::now();
            std::hint::black_box(people.find(&query, |_| false, FOUND_MAX));
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    LookUp {
        kind,
        p50: at(50),
        p99: at(99),
    }
}

fn person(n: i64) -> Row {
    Row {
        id: AccountId::from(n),
        handle: format!("member_{n}"),
        display_name: name(n),
        aliases: if n % 3 == 0 {
            vec![format!("walks.{n}")]
        } else {
            Vec::new()
        },
        followers: u32::try_from(n * 7_919 % 5_003).unwrap_or_default(),
    }
}

fn name(n: i64) -> String {
    let pick = |names: &[&'static str], n: i64| {
        let at = usize::try_from(n).unwrap_or_default() % names.len();
        names[at]
    };
    format!("{} {} {}", pick(&FIRST, n), pick(&LAST, n / 12), n % 9_973)
}
