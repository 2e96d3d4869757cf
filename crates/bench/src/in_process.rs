//! What the commands themselves do in a second, without a web server around them.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::ToSpan;
use machi::accounts::Member;
use machi::cities::Cities;
use machi::draws::Issuer;
use machi::going::{Wish, go};
use machi::ids::{AccountId, EventId, NoteId, OccurrenceId};
use machi::notes::{Written, like, post};
use machi::organisers::Organiser;
use machi::publishing::{EventInput, Repeats, Way, publish};
use machi::secrets::MasterKey;
use machi::settings::Settings;
use machi::text::{Lang, Names, when};
use machi::views::Views;
use store::{Store, Tx, args};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::at_the_door::Door;
use super::book::Book;
use super::fill::{City, open};

/// Commands in a second, by how many members act at once.
pub(crate) struct Commands {
    pub(crate) likes_alone: f64,
    pub likes_of_64: f64,
    pub(crate) notes_alone: f64,
    pub notes_of_64: f64,
    /// Members who go, to one of many dates or all to the same.
    pub(crate) goes_alone: f64,
    pub goes_of_64: f64,
    pub(crate) goes_to_one: f64,
    /// Tickets that are scanned at the door of one date.
    pub(crate) scans_alone: f64,
    pub scans_of_64: f64,
    /// One point from one member to another.
    pub(crate) transfers_alone: f64,
    pub transfers_of_64: f64,
}

pub(crate) async fn measure(
    database: &str,
    city: &City,
    lasts: Duration,
) -> anyhow::Result<Commands> {
    let store = open(database).await?;
    let views = Views::default().with(Cities::default());
    views.rebuild(&store).await.map_err(anyhow_of)?;
    let here = views.get::<Cities>().map_err(anyhow_of)?.by_id(city.id);
    let here = here.ok_or_else(|| anyhow::anyhow!("the city is gone"))?;
    let folder = tempfile::tempdir()?;
    let key = MasterKey::open(&folder.path().join("master.key"))?;
    let members = Members {
        issuer: Arc::new((key, Settings::default())),
        dates: daily(&store, &here).await?.into(),
        store,
        here,
        notes: city.notes,
        accounts: city.accounts,
        next: Arc::default(),
    };
    let commands = Commands {
        likes_alone: members.rate(Act::Like, 1, lasts).await?,
        likes_of_64: members.rate(Act::Like, 64, lasts).await?,
        notes_alone: members.rate(Act::Post, 1, lasts).await?,
        notes_of_64: members.rate(Act::Post, 64, lasts).await?,
        goes_alone: members.rate(Act::Go, 1, lasts).await?,
        goes_of_64: members.rate(Act::Go, 64, lasts).await?,
        goes_to_one: members.rate(Act::GoToOne, 64, lasts).await?,
        scans_alone: 0.0,
        scans_of_64: 0.0,
        transfers_alone: 0.0,
        transfers_of_64: 0.0,
    };
    // Of the date to which everybody went.
    let door = Arc::new(Door::open(&members.store, &members.here, members.dates[0]).await?);
    let scans = async |at_once| {
        let door = door.clone();
        rate(at_once, lasts, move || door.clone().scan()).await
    };
    let book = Arc::new(Book::open(&members.store, city.id).await?);
    let transfers = async |at_once| {
        let book = book.clone();
        rate(at_once, lasts, move || book.clone().transfer()).await
    };
    Ok(Commands {
        scans_alone: scans(1).await?,
        scans_of_64: scans(64).await?,
        transfers_alone: transfers(1).await?,
        transfers_of_64: transfers(64).await?,
        ..commands
    })
}

#[derive(Clone, Copy)]
enum Act {
    Like,
    Post,
    Go,
    GoToOne,
}

/// Who acts, and on what.
#[derive(Clone)]
struct Members {
    store: Store,
    /// The key and the settings of the installation.
    issuer: Arc<(MasterKey, Settings)>,
    here: Arc<machi::cities::City>,
    notes: i64,
    accounts: i64,
    /// Of an event with seats for everybody.
    dates: Arc<[(EventId, OccurrenceId)]>,
    next: Arc<AtomicI64>,
}

impl Members {
    async fn rate(&self, act: Act, at_once: usize, lasts: Duration) -> anyhow::Result<f64> {
        let members = self.clone();
        let act = move || {
            let members = members.clone();
            async move { members.act(act).await }
        };
        rate(at_once, lasts, act).await
    }

    async fn act(&self, act: Act) -> anyhow::Result<()> {
        let n = self.next.fetch_add(1, Ordering::Relaxed);
        // A prime step, so that a pair seldom comes twice.
        let member = member(1 + n * 7_919 % self.accounts);
        match act {
            Act::Like => {
                let note = NoteId::from(1 + n * 104_729 % self.notes);
                let command = async |tx: &mut Tx| like::like(tx, &member, note).await;
                self.store.write(command).await.map_err(anyhow_of)?;
            }
            Act::Go => self.go(&member, n).await?,
            Act::GoToOne => self.go(&member, 0).await?,
            Act::Post => {
                let written = Written {
                    body: format!("The {n}th ginkgo leaf of the day, caught in the air."),
                    ..Written::default()
                };
                let command =
                    async |tx: &mut Tx| post::post(tx, &member, &self.here, &written).await;
                self.store.write(command).await.map_err(anyhow_of)?;
            }
        }
        Ok(())
    }

    async fn go(&self, by: &Member, n: i64) -> anyhow::Result<()> {
        let at = usize::try_from(n)? % self.dates.len();
        let wish = Wish {
            party: 1,
            seat_type: None,
        };
        let (key, settings) = &*self.issuer;
        let issuer = Issuer { key, settings };
        let command = async |tx: &mut Tx| go(issuer, tx, by, self.dates[at], wish).await;
        self.store.write(command).await.map_err(anyhow_of)?;
        Ok(())
    }
}

/// So many at once, each in a task of their own as a server has them, one command after another,
/// for so long: commands in a second.
async fn rate<Acting>(
    at_once: usize,
    lasts: Duration,
    act: impl Fn() -> Acting + Clone + Send + 'static,
) -> anyhow::Result<f64>
where
    Acting: Future<Output = anyhow::Result<()>> + Send,
{
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..at_once {
        let act = act.clone();
        tasks.spawn(async move {
            let mut done = 0_u32;
            while began.elapsed() < lasts {
                match act().await {
                    Ok(()) => done += 1,
                    // Answered as 503: not done, and no failure of the measure.
                    Err(error) if error.is::<Busy>() => {}
                    Err(error) => return Err(error),
                }
            }
            anyhow::Ok(done)
        });
    }
    let mut done = 0.0;
    while let Some(of_one) = tasks.join_next().await {
        done += f64::from(of_one??);
    }
    Ok(done / began.elapsed().as_secs_f64())
}

/// An event on each of the next days, and its dates.
async fn daily(
    store: &Store,
    here: &Arc<machi::cities::City>,
) -> anyhow::Result<Vec<(EventId, OccurrenceId)>> {
    const DAYS: i64 = 100;
    let by = Organiser::assumed(member(1), here.clone());
    let command = async |tx: &mut Tx| {
        let today = when::civil(tx.now_ms(), &here.zone).date();
        let day = |days: i64| today.saturating_add(days.days()).to_string();
        let input = EventInput {
            titles: Names::single(Lang::En, "Measured"),
            location: "Everywhere".into(),
            day: day(2),
            times: vec!["19:00".into()],
            repeats: Repeats::Daily,
            until: day(1 + DAYS),
            way: Way::Open,
            capacity: Some(100_000),
            ..EventInput::default()
        };
        let event = publish(tx, &by, &input).await?;
        let sql = "select id from occurrence where event_id = $1 order by starts_at_ms";
        let dates: Vec<(OccurrenceId,)> = tx.all(sql, args![event]).await?;
        machi::error::Result::Ok(dates.into_iter().map(|(date,)| (event, date)).collect())
    };
    Ok(store.write(command).await.map_err(anyhow_of)?.value)
}

fn member(id: i64) -> Member {
    Member::assumed(AccountId::from(id), "measured")
}

/// Too much went on at once.
#[derive(Debug)]
struct Busy;

impl std::fmt::Display for Busy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("busy")
    }
}

impl std::error::Error for Busy {}

pub(crate) fn anyhow_of(error: machi::error::Error) -> anyhow::Error {
    match error {
        machi::error::Error::Busy => Busy.into(),
        error => anyhow::anyhow!("{error}"),
    }
}
