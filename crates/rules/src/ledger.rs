//! Double entry: points, stock and money move between accounts, and never appear or vanish.

use std::fmt;

/// Entries of one transfer at most.
pub const ENTRIES_MAX: usize = 16;
/// What one entry moves at most: a trillion, so that no sum of entries leaves 64 bits.
pub const AMOUNT_MAX: i64 = 1_000_000_000_000;
/// How far from zero a balance may be.
pub const BALANCE_MAX: i64 = 1_000_000_000_000_000;

/// What an account is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What a programme has given; it is where points come from.
    Programme,
    /// What came from outside: deliveries of a stock.
    Supply,
    /// What is there to be had.
    Stock,
    /// What is somebody's, and not yet in their hands.
    Claimed,
    /// What is in somebody's hands.
    HandedOut,
    /// What a member has.
    Member,
    /// What members have paid.
    Spent,
    /// What nobody used in time.
    Expired,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::Programme,
        Self::Supply,
        Self::Stock,
        Self::Claimed,
        Self::HandedOut,
        Self::Member,
        Self::Spent,
        Self::Expired,
    ];

    /// As a column holds it: stored for ever.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Programme => "programme",
            Self::Supply => "supply",
            Self::Stock => "stock",
            Self::Claimed => "claimed",
            Self::HandedOut => "handed_out",
            Self::Member => "member",
            Self::Spent => "spent",
            Self::Expired => "expired",
        }
    }

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it may go below zero: only where things come from. Nobody owes what they never had.
    #[must_use]
    pub fn may_owe(self) -> bool {
        matches!(self, Self::Programme | Self::Supply)
    }

    /// The balance after the amount was added; none where the account does not allow it.
    #[must_use]
    pub fn after(self, balance: i64, amount: i64) -> Option<i64> {
        let after = balance.checked_add(amount)?;
        let allowed = after >= 0 || self.may_owe();
        (allowed && after.unsigned_abs() <= BALANCE_MAX.unsigned_abs()).then_some(after)
    }
}

/// What one account gets or, below zero, gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<Account> {
    pub account: Account,
    pub amount: i64,
}

/// Entries of one unit that sum to zero: one an account, in the order of the accounts, so that two
/// transfers between the same accounts never wait for each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer<Account>(Vec<Entry<Account>>);

/// Why entries are no transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unbalanced {
    TooFew,
    TooMany,
    /// An entry of nothing.
    Nothing,
    /// An entry beyond [`AMOUNT_MAX`].
    TooMuch,
    /// Two entries of the same account.
    Twice,
    /// What is left over.
    Sum(i64),
}

impl fmt::Display for Unbalanced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFew => f.write_str("a transfer has two entries at least"),
            Self::TooMany => write!(f, "a transfer has {ENTRIES_MAX} entries at most"),
            Self::Nothing => f.write_str("an entry moves nothing"),
            Self::TooMuch => write!(f, "an entry moves {AMOUNT_MAX} at most"),
            Self::Twice => f.write_str("an account stands in two entries"),
            Self::Sum(left) => write!(f, "{left} is left over"),
        }
    }
}

impl std::error::Error for Unbalanced {}

impl<Account: Ord + Clone> Transfer<Account> {
    /// # Errors
    /// [`Unbalanced`] for what does not sum to zero, and for entries that say nothing.
    pub fn new(mut entries: Vec<Entry<Account>>) -> Result<Self, Unbalanced> {
        match entries.len() {
            0 | 1 => return Err(Unbalanced::TooFew),
            2..=ENTRIES_MAX => {}
            _ => return Err(Unbalanced::TooMany),
        }
        if entries.iter().any(|entry| entry.amount == 0) {
            return Err(Unbalanced::Nothing);
        }
        let bound = AMOUNT_MAX.unsigned_abs();
        if entries
            .iter()
            .any(|entry| entry.amount.unsigned_abs() > bound)
        {
            return Err(Unbalanced::TooMuch);
        }
        // Cannot leave 64 bits: there are few entries, each of them bounded.
        let sum: i64 = entries.iter().map(|entry| entry.amount).sum();
        if sum != 0 {
            return Err(Unbalanced::Sum(sum));
        }
        entries.sort_by(|a, b| a.account.cmp(&b.account));
        if entries
            .windows(2)
            .any(|two| two[0].account == two[1].account)
        {
            return Err(Unbalanced::Twice);
        }
        Ok(Self(entries))
    }

    /// So much from one account to another.
    ///
    /// # Errors
    /// [`Unbalanced`] for nothing, for too much, and from an account to itself.
    pub fn between(from: Account, to: Account, amount: i64) -> Result<Self, Unbalanced> {
        let bounded = amount.clamp(-AMOUNT_MAX - 1, AMOUNT_MAX + 1);
        let entry = |account, amount| Entry { account, amount };
        Self::new(vec![entry(from, -bounded), entry(to, bounded)])
    }

    /// In the order of their accounts.
    #[must_use]
    pub fn entries(&self) -> &[Entry<Account>] {
        &self.0
    }

    /// What takes it back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let back = |entry: &Entry<Account>| Entry {
            account: entry.account.clone(),
            amount: -entry.amount,
        };
        Self(self.0.iter().map(back).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn transfer(entries: &[(u8, i64)]) -> Result<Transfer<u8>, Unbalanced> {
        let entries = entries.iter();
        Transfer::new(
            entries
                .map(|&(account, amount)| Entry { account, amount })
                .collect(),
        )
    }

    #[test]
    fn what_is_a_transfer() {
        type Case<'a> = (&'a [(u8, i64)], Result<(), Unbalanced>);
        let cases: [Case<'_>; 10] = [
            (&[(1, -5), (2, 5)], Ok(())),
            (&[(3, 7), (2, -5), (1, -2)], Ok(())),
            (&[], Err(Unbalanced::TooFew)),
            (&[(1, 0)], Err(Unbalanced::TooFew)),
            (&[(1, -5), (2, 4)], Err(Unbalanced::Sum(-1))),
            (&[(1, -5), (2, 5), (3, 0)], Err(Unbalanced::Nothing)),
            (&[(1, -5), (1, 5)], Err(Unbalanced::Twice)),
            (&[(1, i64::MIN), (2, i64::MAX)], Err(Unbalanced::TooMuch)),
            (&[(1, AMOUNT_MAX), (2, -AMOUNT_MAX)], Ok(())),
            (
                &[(1, AMOUNT_MAX + 1), (2, -AMOUNT_MAX - 1)],
                Err(Unbalanced::TooMuch),
            ),
        ];
        for (entries, expected) in cases {
            assert_eq!(transfer(entries).map(|_| ()), expected, "{entries:?}");
        }
        let many: Vec<_> = (0..18)
            .map(|n| (n, if n % 2 == 0 { 1 } else { -1 }))
            .collect();
        assert_eq!(transfer(&many), Err(Unbalanced::TooMany));
        assert!(transfer(&many[..ENTRIES_MAX]).is_ok());
    }

    #[test]
    fn from_one_to_another() {
        let paid = Transfer::between("mika", "shop", 5).unwrap();
        let amounts: Vec<_> = paid
            .entries()
            .iter()
            .map(|e| (e.account, e.amount))
            .collect();
        assert_eq!(amounts, [("mika", -5), ("shop", 5)]);
        assert_eq!(Transfer::between(1, 1, 5), Err(Unbalanced::Twice));
        assert_eq!(Transfer::between(1, 2, 0), Err(Unbalanced::Nothing));
        assert_eq!(Transfer::between(1, 2, i64::MIN), Err(Unbalanced::TooMuch));
    }

    #[test]
    fn who_may_owe() {
        let owing: Vec<_> = Kind::ALL
            .into_iter()
            .filter(|kind| kind.may_owe())
            .collect();
        assert_eq!(owing, [Kind::Programme, Kind::Supply]);
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.name()), Some(kind));
        }
        let cases = [
            (Kind::Member, 5, -5, Some(0)),
            (Kind::Member, 5, -6, None),
            (Kind::Stock, 0, -1, None),
            (Kind::Programme, 5, -6, Some(-1)),
            (Kind::Supply, -BALANCE_MAX, -1, None),
            (Kind::Member, BALANCE_MAX, 1, None),
            (Kind::Member, i64::MAX, 1, None),
        ];
        for (kind, balance, amount, expected) in cases {
            assert_eq!(
                kind.after(balance, amount),
                expected,
                "{kind:?} {balance} {amount}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_reversal_brings_every_balance_back(
            amounts in prop::collection::btree_map(0..30_u8, -1_000..1_000_i64, 1..15),
        ) {
            let mut entries: Vec<_> = amounts.into_iter().filter(|(_, amount)| *amount != 0).collect();
            let sum: i64 = entries.iter().map(|(_, amount)| amount).sum();
            if sum != 0 {
                entries.push((99, -sum));
            }
            if let Ok(there) = transfer(&entries) {
                let back = there.reversed();
                let mut balances = BTreeMap::new();
                for entry in there.entries().iter().chain(back.entries()) {
                    *balances.entry(entry.account).or_insert(0) += entry.amount;
                }
                prop_assert!(balances.values().all(|balance| *balance == 0));
                prop_assert_eq!(back.entries().iter().map(|entry| entry.amount).sum::<i64>(), 0);
                prop_assert_eq!(back.reversed(), there);
            }
        }

        #[test]
        fn nothing_unbalanced_passes(entries in prop::collection::vec((any::<u8>(), any::<i64>()), 0..20)) {
            if let Ok(transfer) = transfer(&entries) {
                let sum: i128 = transfer.entries().iter().map(|entry| i128::from(entry.amount)).sum();
                prop_assert_eq!(sum, 0);
            }
        }
    }
}
