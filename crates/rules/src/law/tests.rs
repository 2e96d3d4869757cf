//! The rules of `law/`, at their thresholds; and files that are no rules.

use jiff::civil::{Date, date};

use super::Says::{
    Filed, FiledLate, Forbidden, ListWinners, NeedsFiling, Open, OtherCurrency, PriceUntold,
    PrizeOverCap, SalesUntold, TotalOverCap, Void,
};
use super::*;

const US: &str = include_str!("../../../../law/us.toml");
const JP: &str = include_str!("../../../../law/jp.toml");

const OPENS: Date = date(2027, 3, 1);
const ENDS: Date = date(2027, 3, 8);

fn law() -> Vec<Rule> {
    read([US, JP].map(|text| toml::from_str(text).unwrap())).unwrap()
}

fn place(code: &str) -> Jurisdiction {
    Jurisdiction::new(code).unwrap()
}

/// A draw that is free to enter.
fn draw(from: &[Jurisdiction], value_minor: i64) -> Opening<'_> {
    Opening {
        entered_from: from,
        currency: "USD",
        announced_before: &[],
        value_minor,
        largest_prize_minor: value_minor,
        condition: Condition::Free,
        retail: false,
        opens_on: OPENS,
        ends_on: ENDS,
        recorded: &[],
    }
}

/// A draw in Japan, for who bought something.
fn bought(
    from: &[Jurisdiction],
    value_minor: i64,
    price_minor: i64,
    expected_sales_minor: i64,
) -> Opening<'_> {
    Opening {
        currency: "JPY",
        condition: Condition::Purchase {
            price_minor: Some(price_minor),
            expected_sales_minor: Some(expected_sales_minor),
        },
        ..draw(from, value_minor)
    }
}

fn says(draw: &Opening<'_>) -> Vec<(String, Says)> {
    let law = law();
    let found = findings(&law, draw).into_iter();
    found
        .map(|finding| (finding.rule.jurisdiction.code().to_owned(), finding.says))
        .collect()
}

fn of(code: &str, says: Says) -> (String, Says) {
    (code.to_owned(), says)
}

fn open(left_minor: i64) -> Says {
    Open {
        left_minor: Some(left_minor),
    }
}

#[test]
fn a_threshold_is_passed_above_it_not_at_it() {
    let (ny, fl, ri) = ([place("US-NY")], [place("US-FL")], [place("US-RI")]);
    let list_ny = ListWinners {
        by: date(2027, 6, 6),
        over_minor: 2_500,
    };
    let list_fl = ListWinners {
        by: date(2027, 5, 7),
        over_minor: 2_500,
    };
    let by_ny = NeedsFiling {
        by: date(2027, 1, 30),
    };
    let by_fl = NeedsFiling {
        by: date(2027, 2, 22),
    };
    let by_ri = NeedsFiling {
        by: date(2027, 2, 28),
    };
    let shop = |value_minor| Opening {
        retail: true,
        ..draw(&ri, value_minor)
    };
    let cases = [
        (draw(&ny, 0), vec![of("US-NY", open(500_000))]),
        (draw(&ny, 499_999), vec![of("US-NY", open(1))]),
        (draw(&ny, 500_000), vec![of("US-NY", open(0))]),
        (
            draw(&ny, 500_001),
            vec![of("US-NY", by_ny), of("US-NY", list_ny)],
        ),
        (draw(&fl, 500_000), vec![of("US-FL", open(0))]),
        (
            draw(&fl, 500_001),
            vec![of("US-FL", by_fl), of("US-FL", list_fl)],
        ),
        (draw(&ri, 9_999_999), vec![]),
        (shop(50_000), vec![of("US-RI", open(0))]),
        (shop(50_001), vec![of("US-RI", by_ri)]),
    ];
    for (draw, expected) in cases {
        assert_eq!(says(&draw), expected, "{draw:?}");
    }
}

#[test]
fn a_series_adds_up() {
    let ny = [place("US-NY")];
    let week = |on, value_minor| Announced { on, value_minor };
    let before = [
        week(date(2020, 1, 6), 200_000),
        week(date(2027, 2, 22), 200_000),
    ];
    let of_series = |value_minor| Opening {
        announced_before: &before,
        ..draw(&ny, value_minor)
    };
    assert_eq!(says(&of_series(100_000)), [of("US-NY", open(0))]);
    assert_eq!(says(&of_series(100_001)).len(), 2);
    let endless = [week(OPENS, i64::MAX), week(OPENS, i64::MAX)];
    let draw = Opening {
        announced_before: &endless,
        ..draw(&ny, 1)
    };
    assert!(says(&draw)[0].1.blocks());
}

#[test]
fn what_adds_up_is_the_rules_to_say() {
    let ny = [place("US-NY")];
    let cases = [
        (AddsUp::Each, 300_000),
        (AddsUp::Series, 600_000),
        (AddsUp::WithinDays(1), 300_000),
        (AddsUp::WithinDays(7), 300_000),
        (AddsUp::WithinDays(8), 400_000),
        (AddsUp::WithinDays(365), 400_000),
        (AddsUp::WithinDays(366), 600_000),
    ];
    // Seven days, and a year, before it opens.
    let before = [
        Announced {
            on: date(2027, 2, 22),
            value_minor: 100_000,
        },
        Announced {
            on: date(2026, 3, 1),
            value_minor: 200_000,
        },
    ];
    for (adds_up, value_minor) in cases {
        let mut rules = law();
        rules.retain(|rule| rule.id == "us-ny-gbl-369-e");
        rules[0].adds_up = adds_up;
        let draw = Opening {
            announced_before: &before,
            ..draw(&ny, 300_000)
        };
        assert_eq!(rules[0].value_minor(&draw), value_minor, "{adds_up:?}");
    }
}

#[test]
fn a_filing_lets_it_open_if_it_was_early_enough() {
    let ny = [place("US-NY")];
    let filed = |on| {
        let number = "2027-0042".to_owned();
        [(place("US-NY"), Record::Filed { number, on })]
    };
    let number = "2027-0042".to_owned();
    let cases = [
        (date(2027, 1, 30), Filed { number }),
        (
            date(2027, 1, 31),
            FiledLate {
                opens_from: date(2027, 3, 2),
            },
        ),
    ];
    for (on, expected) in cases {
        let recorded = filed(on);
        let draw = Opening {
            recorded: &recorded,
            ..draw(&ny, 500_001)
        };
        let said = says(&draw);
        assert_eq!(said[0].1, expected);
        // The list of winners is owed all the same.
        assert!(matches!(said[1].1, ListWinners { .. }));
    }
    // Another state's filing is none.
    let recorded = filed(date(2027, 1, 1));
    let draw = Opening {
        recorded: &recorded,
        entered_from: &[place("US-FL")],
        ..draw(&ny, 500_001)
    };
    assert!(says(&draw)[0].1.blocks());
}

#[test]
fn who_may_enter_decides_which_rules_are_met() {
    let codes = |from: &[&str]| {
        let from: Vec<Jurisdiction> = from.iter().map(|code| place(code)).collect();
        let said = says(&draw(&from, 500_001)).into_iter();
        let blocking = said.filter(|(_, says)| says.blocks());
        blocking.map(|(code, _)| code).collect::<Vec<String>>()
    };
    assert_eq!(codes(&["US"]), ["US-NY", "US-FL"]);
    assert_eq!(codes(&["US-NY", "US-FL"]), ["US-NY", "US-FL"]);
    assert_eq!(codes(&["US-NJ"]), Vec::<String>::new());
    assert_eq!(codes(&["JP", "JP-13", "FR"]), Vec::<String>::new());
    assert_eq!(codes(&[]), Vec::<String>::new());
}

#[test]
fn void_in_a_place_is_void_in_its_parts() {
    let from = [place("US")];
    let cases = [("US", [Void, Void]), ("US-NY", [Void, open(0)])];
    for (code, expected) in cases {
        let recorded = [(place(code), Record::Void)];
        let draw = Opening {
            recorded: &recorded,
            ..draw(&from, 500_000)
        };
        let said: Vec<Says> = says(&draw).into_iter().map(|(_, says)| says).collect();
        assert_eq!(said, expected, "void in {code}");
    }
    let recorded = [(place("US-NJ"), Record::Void)];
    let draw = Opening {
        recorded: &recorded,
        ..draw(&from, 500_001)
    };
    assert!(says(&draw)[0].1.blocks(), "void elsewhere");
}

#[test]
fn another_currency_has_to_be_told_in_the_rules_own() {
    let from = [place("JP-13"), place("US-NY")];
    let draw = Opening {
        currency: "JPY",
        ..draw(&from, 1)
    };
    assert_eq!(says(&draw), [of("US-NY", OtherCurrency)]);
}

#[test]
fn a_purchase_is_capped_in_japan_and_forbidden_where_it_makes_a_lottery() {
    let tokyo = [place("JP-13")];
    let uncapped = Open { left_minor: None };
    let prize = |most_minor| PrizeOverCap { most_minor };
    let total = |most_minor| TotalOverCap { most_minor };
    let cases = [
        // 20 times the price, where it is under ¥5,000.
        ((2_000, 100, 1_000_000), vec![uncapped.clone()]),
        ((2_001, 100, 1_000_000), vec![prize(2_000)]),
        ((99_980, 4_999, 10_000_000), vec![uncapped.clone()]),
        ((99_981, 4_999, 10_000_000), vec![prize(99_980)]),
        // ¥100,000 from there on.
        ((100_000, 5_000, 10_000_000), vec![uncapped.clone()]),
        ((100_001, 5_000, 10_000_000), vec![prize(100_000)]),
        ((100_001, 900_000, 10_000_000), vec![prize(100_000)]),
        // 2 % of the sales, in whole yen.
        ((2_000, 1_000, 100_000), vec![uncapped]),
        ((2_000, 1_000, 99_999), vec![total(1_999)]),
        ((2_001, 100, 100_049), vec![prize(2_000), total(2_000)]),
        ((1, 0, 0), vec![prize(0), total(0)]),
        ((1, 1_000, i64::MAX), vec![Open { left_minor: None }]),
    ];
    for ((value, price, sales), expected) in cases {
        let said = says(&bought(&tokyo, value, price, sales)).into_iter();
        let said: Vec<Says> = said.map(|(_, says)| says).collect();
        assert_eq!(said, expected, "¥{value} at ¥{price} of ¥{sales}");
    }
    let untold = Opening {
        condition: Condition::Purchase {
            price_minor: None,
            expected_sales_minor: None,
        },
        ..bought(&tokyo, 1, 0, 0)
    };
    assert_eq!(
        says(&untold),
        [of("JP", PriceUntold), of("JP", SalesUntold)]
    );
    let free = Opening {
        currency: "JPY",
        ..draw(&tokyo, 1_000_000_000)
    };
    assert_eq!(says(&free), [], "open draws have no cap");
    let ny = [place("US-NY")];
    let lottery = says(&bought(&ny, 1, 1, 1));
    assert!(lottery.contains(&of("US-NY", Forbidden)));
}

#[test]
fn only_what_stands_in_the_way_blocks() {
    let by = OPENS;
    let number = String::new();
    let most_minor = 0;
    for (says, blocks) in [
        (open(0), false),
        (Void, false),
        (Filed { number }, false),
        (ListWinners { by, over_minor: 0 }, false),
        (NeedsFiling { by }, true),
        (FiledLate { opens_from: by }, true),
        (PrizeOverCap { most_minor }, true),
        (TotalOverCap { most_minor }, true),
        (PriceUntold, true),
        (SalesUntold, true),
        (OtherCurrency, true),
        (Forbidden, true),
    ] {
        assert_eq!(says.blocks(), blocks, "{says:?}");
    }
}

#[test]
fn a_jurisdiction_is_a_country_or_a_part_of_one() {
    for code in ["JP", "US-NY", "JP-13", "FR-75C"] {
        assert_eq!(place(code).code(), code);
    }
    for wrong in [
        "", "J", "JPN", "jp", "US-", "US-ny", "US-ABCD", "-NY", "US-N-Y", "US NY",
    ] {
        assert_eq!(Jurisdiction::new(wrong), None, "{wrong}");
    }
    assert!(place("US").holds(&place("US-NY")));
    assert!(!place("US-N").holds(&place("US-NY")));
    assert!(!place("US-NY").holds(&place("US")));
}

#[test]
fn a_file_that_is_no_law_is_told_so() {
    let good = US.split("\n\n").nth(1).unwrap();
    let read_one =
        |text: &str| read([toml::from_str::<LawFile>(text).unwrap()]).map(|rules| rules.len());
    assert_eq!(read_one(good), Ok(1));
    let cases = [
        ("\"US-NY\"", "\"New York\"", "jurisdiction"),
        ("\"USD\"", "\"dollar\"", "currency"),
        ("\"2026-11-23\"", "\"23 November\"", "read_on"),
        ("\"2014-09-22\"", "\"2014-13-22\"", "since"),
        ("\"https://", "\"ftp://", "source"),
        ("[\"free\", \"purchase\"]", "[]", "applies_to"),
        ("filing =", "#", "filing"),
        ("\"series\"", "{ within-days = 0 }", "days"),
        ("days_before = 30", "days_before = -1", "days"),
        ("within_days = 90", "within_days = 99999", "days"),
        ("over_minor = 500_000", "over_minor = -1", "amounts"),
        ("\"New York General Business Law § 369-e\"", "\"\"", "law"),
    ];
    for (from, to, field) in cases {
        let changed = good.replace(from, to);
        assert_ne!(changed, good, "{from}");
        let problem = read_one(&changed).unwrap_err();
        assert_eq!(
            (problem.field, problem.rule.as_str()),
            (field, "us-ny-gbl-369-e")
        );
    }
    let twice = read_one(&format!("{good}\n{good}")).unwrap_err();
    assert_eq!(twice.to_string(), "rule us-ny-gbl-369-e: id: stands twice");
    for (from, to) in [
        ("currency", "curency"),
        ("\"free\"", "\"paid\""),
        ("500_000", "5000.00"),
        ("days_before", "days"),
    ] {
        let changed = good.replace(from, to);
        assert!(toml::from_str::<LawFile>(&changed).is_err(), "{to}");
    }
}
