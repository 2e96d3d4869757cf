//! What the rules say of a draw that is about to open.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{AddsUp, AppliesTo, Cap, Filing, Jurisdiction, Rule};

/// What one has to do to enter. What is not known yet is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    Free,
    /// A purchase or a paid visit, at this price at least; sales that the series is expected to
    /// make.
    Purchase {
        price_minor: Option<i64>,
        expected_sales_minor: Option<i64>,
    },
}

/// The prizes of one draw of the series, told on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Announced {
    pub on: Date,
    pub value_minor: i64,
}

/// What an operator has done about a jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// Under this number, on this day.
    Filed { number: String, on: Date },
    /// Nobody may enter from there: "void in …".
    Void,
}

/// A draw that is about to open. Amounts are minor units of its currency.
#[derive(Debug, Clone, Copy)]
pub struct Opening<'a> {
    /// Where the city lies, and from where one may enter.
    pub entered_from: &'a [Jurisdiction],
    pub currency: &'a str,
    /// By the same series, this draw not among them.
    pub announced_before: &'a [Announced],
    /// All prizes of this draw.
    pub value_minor: i64,
    pub largest_prize_minor: i64,
    pub condition: Condition,
    /// A shop promotes itself by it.
    pub retail: bool,
    pub opens_on: Date,
    pub ends_on: Date,
    pub recorded: &'a [(Jurisdiction, Record)],
}

/// What a rule says of a draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding<'a> {
    pub rule: &'a Rule,
    pub says: Says,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// Nothing to do; so much more may be announced before there is, where that is known.
    Open {
        left_minor: Option<i64>,
    },
    /// Nothing to do: nobody may enter from there.
    Void,
    /// To be filed on this day at the latest.
    NeedsFiling {
        by: Date,
    },
    /// Filed, but not early enough: it may open on this day.
    FiledLate {
        opens_from: Date,
    },
    Filed {
        number: String,
    },
    /// Who won prizes above this value, to be listed on this day at the latest.
    ListWinners {
        by: Date,
        over_minor: i64,
    },
    /// One prize is worth more than this.
    PrizeOverCap {
        most_minor: i64,
    },
    /// All prizes are worth more than this.
    TotalOverCap {
        most_minor: i64,
    },
    /// The rule needs to know the price, and the sales that are expected.
    PriceUntold,
    SalesUntold,
    /// The value is told in another currency than the rule's.
    OtherCurrency,
    Forbidden,
}

impl Says {
    /// Whether the draw must not open so.
    pub fn blocks(&self) -> bool {
        !matches!(
            self,
            Self::Open { .. } | Self::Void | Self::Filed { .. } | Self::ListWinners { .. }
        )
    }
}

/// What the rules say of a draw, in their order; at least one finding for each that is about it.
/// It may open when none of them [blocks](Says::blocks), and where no rule is about it.
pub fn findings<'a>(rules: &'a [Rule], draw: &Opening<'_>) -> Vec<Finding<'a>> {
    let mut found = Vec::new();
    for rule in rules.iter().filter(|rule| rule.is_about(draw)) {
        found.extend(
            rule.say(draw)
                .into_iter()
                .map(|says| Finding { rule, says }),
        );
    }
    found
}

impl Rule {
    fn is_about(&self, draw: &Opening<'_>) -> bool {
        let there = draw
            .entered_from
            .iter()
            .any(|from| from.holds(&self.jurisdiction) || self.jurisdiction.holds(from));
        let entry = match draw.condition {
            Condition::Free => AppliesTo::Free,
            Condition::Purchase { .. } => AppliesTo::Purchase,
        };
        let retail = draw.retail && self.applies_to.contains(&AppliesTo::Retail);
        there && (retail || self.applies_to.contains(&entry))
    }

    fn say(&self, draw: &Opening<'_>) -> Vec<Says> {
        let void = |(place, record): &(Jurisdiction, Record)| {
            *record == Record::Void && place.holds(&self.jurisdiction)
        };
        if draw.recorded.iter().any(void) {
            return vec![Says::Void];
        }
        if self.forbidden {
            return vec![Says::Forbidden];
        }
        if self.currency != draw.currency {
            return vec![Says::OtherCurrency];
        }
        let value_minor = self.value_minor(draw);
        let mut says = Vec::new();
        if let Some(filing) = self.filing {
            says.extend(self.say_of_filing(filing, draw, value_minor));
        }
        if let Some(cap) = self.cap {
            says.extend(say_of_cap(cap, draw, value_minor));
        }
        if says.is_empty() {
            let left_minor = self.filing.map(|filing| filing.over_minor - value_minor);
            says.push(Says::Open { left_minor });
        }
        says
    }

    /// The announced value as this rule adds it up, in minor units: the draw, and what counts with it.
    pub fn value_minor(&self, draw: &Opening<'_>) -> i64 {
        let counts = |announced: &&Announced| match self.adds_up {
            AddsUp::Each => false,
            AddsUp::Series => true,
            AddsUp::WithinDays(days) => announced.on > day(draw.opens_on, -days),
        };
        let before = draw.announced_before.iter().filter(counts);
        before.fold(draw.value_minor, |sum, announced| {
            sum.saturating_add(announced.value_minor)
        })
    }

    fn say_of_filing(&self, filing: Filing, draw: &Opening<'_>, value_minor: i64) -> Vec<Says> {
        if value_minor <= filing.over_minor {
            return Vec::new();
        }
        let by = day(draw.opens_on, -filing.days_before);
        let filed = draw
            .recorded
            .iter()
            .filter(|(place, _)| *place == self.jurisdiction);
        let filed = filed.filter_map(|(_, record)| match record {
            Record::Filed { number, on } => Some((number, *on)),
            Record::Void => None,
        });
        // Of several, the one that lets it open first.
        let mut says = vec![match filed.min_by_key(|(_, on)| *on) {
            None => Says::NeedsFiling { by },
            Some((_, on)) if on > by => Says::FiledLate {
                opens_from: day(on, filing.days_before),
            },
            Some((number, _)) => Says::Filed {
                number: number.clone(),
            },
        }];
        says.extend(self.winners.map(|winners| Says::ListWinners {
            by: day(draw.ends_on, winners.within_days),
            over_minor: winners.over_minor,
        }));
        says
    }
}

fn say_of_cap(cap: Cap, draw: &Opening<'_>, value_minor: i64) -> Vec<Says> {
    let Condition::Purchase {
        price_minor,
        expected_sales_minor,
    } = draw.condition
    else {
        return Vec::new();
    };
    let mut says = Vec::new();
    match price_minor.map(|price| cap.one_prize_minor(price)) {
        None => says.push(Says::PriceUntold),
        Some(most_minor) if draw.largest_prize_minor > most_minor => {
            says.push(Says::PrizeOverCap { most_minor });
        }
        Some(_) => {}
    }
    match expected_sales_minor.map(|sales| cap.all_prizes_minor(sales)) {
        None => says.push(Says::SalesUntold),
        Some(most_minor) if value_minor > most_minor => {
            says.push(Says::TotalOverCap { most_minor });
        }
        Some(_) => {}
    }
    says
}

impl Cap {
    fn one_prize_minor(self, price_minor: i64) -> i64 {
        if price_minor < self.price_below_minor {
            price_minor.saturating_mul(self.price_times)
        } else {
            self.prize_minor
        }
    }

    /// Rounded down: prizes are whole units.
    fn all_prizes_minor(self, sales_minor: i64) -> i64 {
        let share = i128::from(sales_minor) * i128::from(self.sales_percent) / 100;
        i64::try_from(share).unwrap_or(i64::MAX)
    }
}

/// So many days after a day, or before it.
fn day(from: Date, days: i32) -> Date {
    from.saturating_add(days.days())
}
