//! Who is found for what was typed.

use std::cmp::Reverse;

use proptest::prelude::*;

use crate::ids::AccountId;
use crate::people::directory::Directory;
use crate::people::{Row, fold};

fn row(id: i64, handle: &str, display_name: &str, aliases: &[&str], followers: u32) -> Row {
    Row {
        id: AccountId::from(id),
        handle: handle.to_owned(),
        display_name: display_name.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        followers,
    }
}

fn found(people: &Directory, query: &str) -> Vec<i64> {
    let found = people.find(query, |_| false, 20);
    found.into_iter().map(AccountId::get).collect()
}

#[test]
fn the_nearer_the_name_the_earlier_then_who_has_more_followers() {
    let people = Directory::of([
        row(1, "mika", "Someone", &[], 0),
        row(2, "other_2", "Else", &["Mika"], 1),
        row(3, "other_3", "Mika", &[], 2),
        row(4, "other_4", "MIKA", &[], 3),
        row(5, "other_5", "Mika Sato", &[], 90),
        row(6, "other_6", "Sato Mikaela", &[], 900),
        row(7, "mika_7", "Nobody", &[], 9_000),
        row(
            8,
            "other_8",
            "Nobody",
            &["mika.walks", "mika.walks"],
            90_000,
        ),
        row(9, "other_9", "Tamika", &[], 1_000_000),
    ]);
    assert_eq!(found(&people, " @Mika"), [1, 2, 4, 3, 5, 6, 7, 8]);
    assert_eq!(found(&people, "mika.walks"), [8]);
    assert_eq!(found(&people, "ｍｉｋａ＿７"), [7]);
    assert!(found(&people, "  ").is_empty());
    assert_eq!(people.find("mika", |id| id.get() == 1, 2).len(), 2);
}

#[test]
fn a_name_is_found_in_whatever_script_it_is_typed() {
    let people = Directory::of([
        row(1, "aaa", "ミカ", &[], 0),
        row(2, "bbb", "張偉", &["张伟在东京"], 0),
        row(3, "ccc", "김 민지", &[], 0),
        row(4, "ddd", "José Núñez", &[], 0),
        row(5, "eee", "佐藤 美香", &[], 0),
        row(6, "fff", "ガラスの靴", &[], 0),
    ]);
    for (query, id) in [
        ("みか", 1),
        ("ﾐｶ", 1),
        ("张伟", 2),
        ("偉", 2),
        ("張偉在東京", 2),
        ("김민지", 3),
        ("민지", 3),
        ("nunez", 4),
        ("JOSE", 4),
        ("佐藤美香", 5),
        ("美香", 5),
        ("がらす", 6),
        ("ｶﾞﾗｽ", 6),
        ("くつ", 0),
        ("靴", 6),
    ] {
        let expected: Vec<i64> = (id > 0).then_some(id).into_iter().collect();
        assert_eq!(found(&people, query), expected, "{query}");
    }
}

/// The class in which the plain rule puts an account for a query.
fn class(row: &Row, query: &str) -> Option<usize> {
    let (handle, alias, name) = (
        fold::handle_key(query),
        fold::alias_key(query),
        fold::name_key(query),
    );
    let own = fold::name_key(&row.display_name);
    let elsewhere: Vec<String> = row.aliases.iter().map(|a| fold::alias_key(a)).collect();
    let rules = [
        !handle.is_empty() && row.handle == handle,
        !alias.is_empty() && elsewhere.contains(&alias),
        !name.is_empty() && own == name,
        !name.is_empty() && own.starts_with(&name),
        !name.is_empty() && fold::inner_starts(&own).any(|at| own[at..].starts_with(&name)),
        !handle.is_empty() && row.handle.starts_with(&handle),
        !alias.is_empty() && elsewhere.iter().any(|known| known.starts_with(&alias)),
    ];
    rules.iter().position(|rule| *rule)
}

/// Sorts everybody: what the look-up must answer.
fn plainly(rows: &[Row], query: &str, max: usize) -> Vec<i64> {
    let mut found: Vec<_> = rows
        .iter()
        .filter_map(|row| {
            Some((
                class(row, query)?,
                Reverse(row.followers),
                &row.handle,
                row.id,
            ))
        })
        .collect();
    found.sort();
    found.iter().take(max).map(|(.., id)| id.get()).collect()
}

/// A small generator, so that names repeat and queries hit.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        // Knuth's MMIX generator; its high bits are the better ones.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    fn word(&mut self) -> String {
        const PARTS: [&str; 24] = [
            "mi", "ka", "jo", "on", "li", "n", "a", "Sa", "to", "É", "ミ", "か", "美", "香", "佐",
            "藤", "張", "偉", "김", "민", "지", "ｶ", "🌸", "-",
        ];
        let length = 1 + self.below(4);
        (0..length)
            .map(|_| PARTS[self.below(PARTS.len())])
            .collect()
    }

    fn row(&mut self, id: usize) -> Row {
        const FOLLOWERS: [u32; 6] = [0, 0, 1, 2, 50, 10_000];
        let name = match self.below(3) {
            0 => self.word(),
            1 => format!("{} {}", self.word(), self.word()),
            _ => format!("{}　{}", self.word(), self.word()),
        };
        let aliases = (0..self.below(3)).map(|_| self.word()).collect();
        Row {
            id: AccountId::from(i64::try_from(id).unwrap()),
            handle: format!("{}{id}", ["mika", "joon_", "lin", "x"][self.below(4)]),
            display_name: name,
            aliases,
            followers: FOLLOWERS[self.below(FOLLOWERS.len())],
        }
    }
}

#[test]
fn twenty_thousand_people_are_found_as_if_each_was_looked_at() {
    const PEOPLE: usize = 20_000;
    let mut chance = Chance(7);
    let mut rows: Vec<Row> = (0..PEOPLE).map(|id| chance.row(id)).collect();
    let mut people = Directory::of(rows.clone());
    let check = |people: &Directory, rows: &[Row], chance: &mut Chance| {
        for _ in 0..6 {
            let query = chance.word();
            let query = format!("{query}{}", ["", "x", "1"][chance.below(3)]);
            assert_eq!(found(people, &query), plainly(rows, &query, 20), "{query}");
        }
        for query in ["m", "mika1", "み", "joon_", "香"] {
            assert_eq!(found(people, query), plainly(rows, query, 20), "{query}");
        }
    };
    check(&people, &rows, &mut chance);
    for _ in 0..2_000 {
        let at = chance.below(rows.len());
        let id = rows[at].id;
        match chance.below(3) {
            0 => {
                rows[at].followers = u32::try_from(chance.below(20_000)).unwrap();
                people.set_followers(id, rows[at].followers);
            }
            1 => {
                rows[at] = chance.row(at);
                rows[at].id = id;
                people.set(id, Some(&rows[at]));
            }
            _ => {
                people.set(id, None);
                rows.swap_remove(at);
                let new = chance.row(PEOPLE + rows.len() + at);
                people.set(new.id, Some(&new));
                rows.retain(|row| row.id != new.id);
                rows.push(new);
            }
        }
    }
    check(&people, &rows, &mut chance);
    let rebuilt = Directory::of(rows.clone());
    assert_eq!(people.content(), rebuilt.content());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_query_is_answered_as_the_plain_rule_says(seed: u64, query in "\\PC{0,6}") {
        let mut chance = Chance(seed);
        let rows: Vec<Row> = (0..200).map(|id| chance.row(id)).collect();
        let people = Directory::of(rows.clone());
        for query in [query, chance.word(), rows[0].display_name.clone()] {
            prop_assert_eq!(found(&people, &query), plainly(&rows, &query, 20), "{}", query);
        }
    }
}
