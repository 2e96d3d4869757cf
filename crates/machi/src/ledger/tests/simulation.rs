//! Random transfers by many at once, of whom some die in the middle and all try again: the book stays
//! right. Every run of a seed plans the same; what order it comes to is the machine's affair.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::join;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use store::{Clock, Options, Store, throw_away};
use tokio::task::JoinSet;

use super::*;
use crate::migrations;

/// How many transfers; `bin/harden` asks for more.
const TRANSFERS_VAR: &str = "MACHI_TRANSFERS";
const TRANSFERS: usize = 20_000;
const SEED_VAR: &str = "MACHI_SEED";
/// The process that dies between two of them.
const LIVES: usize = 10;
const AT_ONCE: usize = 24;
const BUSY_MAX: usize = 1_000;
const MEMBERS: i64 = 100;
const PROGRAMMES: i64 = 20;
const UNITS: i64 = 3;

#[derive(Debug)]
struct Planned {
    unit: Unit,
    what: What,
    fate: Fate,
}

#[derive(Debug)]
enum What {
    Moves(Transfer<Account>),
    /// Takes back the transfer of that number, if it was made.
    TakesBack(usize),
}

/// What happens to the command before it is answered.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Nothing,
    /// Another sends the same at the same time.
    Doubled,
    /// Its task is dropped after so long.
    Dropped(Duration),
    /// It fails once everything is written.
    Fails,
}

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Moved(TransferId),
    Short,
    NothingToTakeBack,
}

fn plan(seed: u64, number: usize) -> Planned {
    let own = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ u64::try_from(number).unwrap();
    let mut chance = StdRng::seed_from_u64(own);
    let unit = match chance.random_range(1..=UNITS) {
        1 => Unit::Item(MerchSizeId::from(1)),
        city => Unit::Points(CityId::from(city)),
    };
    let what = if number > 0 && chance.random_range(0..20) == 0 {
        What::TakesBack(chance.random_range(0..number))
    } else {
        What::Moves(invented(&mut chance))
    };
    let fate = match chance.random_range(0..10) {
        0..6 => Fate::Nothing,
        6 => Fate::Doubled,
        7 | 8 => Fate::Dropped(Duration::from_micros(chance.random_range(0..20_000))),
        _ => Fate::Fails,
    };
    Planned { unit, what, fate }
}

/// Between two and five accounts; every third from a programme.
fn invented(chance: &mut StdRng) -> Transfer<Account> {
    loop {
        let mut entries = Vec::new();
        for _ in 0..chance.random_range(1..5) {
            let account = member(chance.random_range(1..=MEMBERS));
            let amount = chance.random_range(-40..=40);
            entries.push(Entry { account, amount });
        }
        let account = Account {
            owner: chance.random_range(1..=PROGRAMMES),
            ..if chance.random_range(0..3) == 0 {
                source()
            } else {
                member(0)
            }
        };
        let amount = -entries.iter().map(|entry| entry.amount).sum::<i64>();
        entries.push(Entry { account, amount });
        if let Ok(transfer) = Transfer::new(entries) {
            return transfer;
        }
    }
}

/// Those who act, and what each of them was answered.
struct World {
    seed: u64,
    transfers: usize,
    next: AtomicUsize,
    answers: Mutex<BTreeMap<usize, Answer>>,
}

impl World {
    /// Tries until it is answered.
    async fn act(&self, store: &Store, number: usize) {
        let planned = plan(self.seed, number);
        let key = format!("simulated:{number}");
        let once = || patiently(store, &key, &planned, false);
        let answer = match planned.fate {
            Fate::Nothing => once().await,
            Fate::Doubled => {
                let (one, other) = join(once(), once()).await;
                // Between the two, others may have given what one was short of.
                match (one, other) {
                    (Answer::Moved(one), Answer::Moved(other)) => assert_eq!(one, other),
                    (Answer::Moved(_), _) => return self.answered(number, one),
                    _ => {}
                }
                other
            }
            Fate::Dropped(after) => match tokio::time::timeout(after, once()).await {
                Ok(answer) => answer,
                Err(_) => once().await,
            },
            Fate::Fails => {
                patiently(store, &key, &planned, true).await;
                once().await
            }
        };
        self.answered(number, answer);
    }

    fn answered(&self, number: usize, answer: Answer) {
        self.answers.lock().unwrap().insert(number, answer);
    }

    /// One life of the process: it begins with what it was not answered before, and dies when as many
    /// are answered.
    async fn live(self: &Arc<Self>, store: Store, until: usize, unanswered: Vec<usize>) {
        let again = Arc::new(Mutex::new(unanswered));
        let mut tasks = JoinSet::new();
        for _ in 0..AT_ONCE {
            let (world, store, again) = (self.clone(), store.clone(), again.clone());
            tasks.spawn(async move {
                loop {
                    let old = again.lock().unwrap().pop();
                    let number = old.unwrap_or_else(|| world.next.fetch_add(1, Ordering::Relaxed));
                    if number >= world.transfers {
                        return;
                    }
                    world.act(&store, number).await;
                    if world.answers.lock().unwrap().len() >= until && until < world.transfers {
                        return;
                    }
                }
            });
        }
        // The first who has seen enough takes all the others along.
        while let Some(ended) = tasks.join_next().await {
            ended.unwrap();
            if until < self.transfers {
                tasks.abort_all();
                break;
            }
        }
        while tasks.join_next().await.is_some() {}
    }

    /// What was begun, and never answered.
    fn unanswered(&self) -> Vec<usize> {
        let begun = self.next.load(Ordering::Relaxed).min(self.transfers);
        let answers = self.answers.lock().unwrap();
        (0..begun)
            .filter(|number| !answers.contains_key(number))
            .collect()
    }
}

/// Answers what the store answers once it is not too busy to; with `fails`, nothing is kept.
async fn patiently(store: &Store, key: &str, planned: &Planned, fails: bool) -> Answer {
    for _ in 0..BUSY_MAX {
        let command = async |tx: &mut Tx| {
            let answer = command(tx, key, planned).await?;
            if fails {
                Err(Error::SignedOut)
            } else {
                Ok(answer)
            }
        };
        match store.write(command).await {
            Ok(written) => return written.value,
            Err(Error::Refused(refusal)) if refusal.key == SHORT => return Answer::Short,
            Err(Error::SignedOut) => return Answer::NothingToTakeBack,
            Err(Error::Busy) => {}
            Err(error) => panic!("{key}: {error}"),
        }
    }
    panic!("{key}: busy for too long")
}

async fn command(tx: &mut Tx, key: &str, planned: &Planned) -> Result<Answer> {
    match &planned.what {
        What::Moves(moves) => {
            let order = Order {
                key,
                unit: planned.unit,
                reason: "simulated",
                transfer: moves,
                short: SHORT,
            };
            super::transfer(tx, &order).await.map(Answer::Moved)
        }
        What::TakesBack(number) => {
            let sql = "select id from ledger_transfer where key = $1";
            let key = format!("simulated:{number}");
            let found = tx.optional::<(TransferId,)>(sql, args![key]).await?;
            let Some((of,)) = found else {
                return Ok(Answer::NothingToTakeBack);
            };
            reverse(tx, of, "simulated-back", SHORT)
                .await
                .map(Answer::Moved)
        }
    }
}

/// What the accounts must hold by what was answered: the same sums, without the book.
fn expected(world: &World) -> (BTreeMap<(i64, Account), i64>, BTreeSet<TransferId>) {
    let (mut balances, mut seen) = (BTreeMap::new(), BTreeSet::new());
    for (number, answer) in world.answers.lock().unwrap().iter() {
        let Answer::Moved(id) = answer else { continue };
        // Several may have taken back the same.
        if !seen.insert(*id) {
            continue;
        }
        let planned = plan(world.seed, *number);
        let (unit, transfer) = match planned.what {
            What::Moves(moves) => (planned.unit, moves),
            What::TakesBack(of) => {
                let old = plan(world.seed, of);
                let What::Moves(moves) = old.what else {
                    panic!("{of} has no key of its own");
                };
                (old.unit, moves.reversed())
            }
        };
        for entry in transfer.entries() {
            *balances
                .entry((unit.columns().1, entry.account))
                .or_insert(0) += entry.amount;
        }
    }
    (balances, seen)
}

fn number_of(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).map_or(otherwise, |number| number.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn simulated_transfers_never_make_or_lose_anything() {
    let database = throw_away::Database::new(migrations::ALL).await;
    let world = Arc::new(World {
        seed: u64::try_from(number_of(SEED_VAR, 1)).unwrap(),
        transfers: number_of(TRANSFERS_VAR, TRANSFERS),
        next: AtomicUsize::default(),
        answers: Mutex::default(),
    });
    for life in 1..=LIVES {
        let store = Store::open(database.url(), Clock::system(), Options::default())
            .await
            .unwrap();
        let until = world.transfers * life / LIVES;
        world.live(store, until, world.unanswered()).await;
    }
    let answers = world.answers.lock().unwrap().len();
    assert_eq!(
        answers, world.transfers,
        "everything was answered in the end"
    );

    let (balances, transfers) = expected(&world);
    let store = Store::open(database.url(), Clock::system(), Options::default())
        .await
        .unwrap();
    let (count, complaints) = super::complaints(&store).await.unwrap();
    assert!(complaints.is_empty(), "{complaints:?}");
    assert_eq!(
        count,
        i64::try_from(transfers.len()).unwrap(),
        "each once, and no other"
    );
    assert!(
        transfers.len() > world.transfers / 3,
        "most of it moved something"
    );
    let sql = "select unit_id, kind, owner_id, balance from ledger_account limit 1000";
    let read = store.read(async |tx: &mut Tx| tx.all(sql, args![]).await);
    let held: Vec<(i64, String, i64, i64)> = read.await.unwrap();
    assert_eq!(held.len(), balances.len());
    for (unit, kind, owner, balance) in held {
        let kind = Kind::parse(&kind).unwrap();
        assert_eq!(
            balances[&(unit, Account { kind, owner })],
            balance,
            "{kind:?} {owner}"
        );
    }
}
