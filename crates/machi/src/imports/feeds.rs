//! Feeds: sources that are fetched by their address again and again.

use futures_util::FutureExt;
use serde::{Deserialize, Serialize};
use store::{Tx, args};

use super::draft::{Fault, FileProblem};
use super::reader::Kind;
use super::run::{FILE_BYTES_MAX, Job, Stopped, run};
use super::running;
use crate::app::App;
use crate::changes::{self, Change};
use crate::cities::{Cities, City};
use crate::error::{Error, Refusal, Result};
use crate::ids::{AccountId, CityId, SourceId};
use crate::outgoing::OutgoingError;
use crate::places::source::{self, SourceDraft};
use crate::text::Lang;
use crate::timers::{self, Timer};

/// How often a feed may be fetched, in minutes.
pub const MINUTES_MIN: i64 = 15;
pub const MINUTES_MAX: i64 = 7 * 24 * 60;
/// Feeds of one city.
const FEEDS_MAX: i64 = 200;
const NAME_CHARS_MAX: usize = 200;
const ADDRESS_CHARS_MAX: usize = 2_000;
const MINUTE_MS: i64 = 60_000;
/// The longest pause after failures.
const PAUSE_MS_MAX: i64 = 24 * 60 * MINUTE_MS;

/// The timer of feeds; its subject is the source.
pub const TIMER: timers::Kind = timers::Kind {
    name: "imports-feed",
    claim_ms: 5 * MINUTE_MS,
    attempts_max: 5,
    run: |app, timer| fetch(app, timer).boxed(),
};

/// Why a feed could not be imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    Address,
    Private,
    Status(u16),
    TooLarge,
    Unreachable,
    File {
        fault: Fault,
        line: u64,
        field: String,
    },
    Refused,
}

impl Problem {
    /// In the reader's language; `file` is the feed's address.
    pub fn text(&self, lang: Lang, file: &str) -> String {
        match self {
            Self::Address => lang.t("imports-fetch-address"),
            Self::Private => lang.t("imports-fetch-private"),
            Self::Status(status) => lang.t_with(
                "imports-fetch-status",
                &[("status", status.to_string().into())],
            ),
            Self::TooLarge => lang.t("imports-fetch-too-large"),
            Self::Unreachable => lang.t("imports-fetch-unreachable"),
            Self::Refused => lang.t("imports-fetch-refused"),
            Self::File { fault, line, field } => lang.t_with(
                fault.key(),
                &[
                    ("file", file.into()),
                    ("line", line.to_string().into()),
                    ("field", field.as_str().into()),
                ],
            ),
        }
    }

    fn of_file(problem: FileProblem) -> Self {
        Self::File {
            fault: problem.fault,
            line: problem.line.unwrap_or(1),
            field: problem.field,
        }
    }
}

impl From<OutgoingError> for Problem {
    fn from(error: OutgoingError) -> Self {
        match error {
            OutgoingError::Address => Self::Address,
            OutgoingError::Private => Self::Private,
            OutgoingError::Status(status) => Self::Status(status),
            OutgoingError::TooLarge(_) => Self::TooLarge,
            OutgoingError::Unreachable(_) => Self::Unreachable,
        }
    }
}

/// A feed as somebody adds it.
#[derive(Debug, Clone)]
pub struct FeedDraft {
    pub kind: Kind,
    pub name: String,
    pub address: String,
    pub attribution: String,
    pub every_minutes: i64,
}

impl FeedDraft {
    fn check(&self) -> Result<()> {
        let mut refusals = Vec::new();
        refusals.extend(check_name(&self.name, "name"));
        let fetchable = url::Url::parse(&self.address).is_ok_and(|url| {
            matches!(url.scheme(), "http" | "https")
                && url.has_host()
                && url.username().is_empty()
                && url.password().is_none()
        });
        if !fetchable || self.address.chars().count() > ADDRESS_CHARS_MAX {
            refusals.push(Refusal::new("imports-fetch-address").on("address"));
        }
        if !(MINUTES_MIN..=MINUTES_MAX).contains(&self.every_minutes) {
            let refusal = Refusal::new("imports-every-range").on("every_minutes");
            refusals.push(refusal.with("min", MINUTES_MIN).with("max", MINUTES_MAX));
        }
        if !self.attribution.trim().is_empty() {
            refusals.extend(check_name(&self.attribution, "attribution"));
        }
        Refusal::join(refusals)
    }
}

/// What is wrong with a source's name or attribution.
pub(super) fn check_name(name: &str, field: &'static str) -> Option<Refusal> {
    let chars = name.trim().chars().count();
    let refusal = || Refusal::new("imports-name-length").on(field);
    (chars == 0 || chars > NAME_CHARS_MAX).then(|| refusal().with("max", NAME_CHARS_MAX))
}

/// Adds a feed, or changes the one with this address; it is fetched at once and then regularly.
pub async fn add(tx: &mut Tx, city: &City, by: AccountId, draft: &FeedDraft) -> Result<SourceId> {
    draft.check()?;
    let (count,): (i64,) = tx
        .one(
            "select count(*) from feed f join source s on s.id = f.source_id where s.city_id = $1",
            args![city.id],
        )
        .await?;
    if count >= FEEDS_MAX {
        return Err(Refusal::new("imports-feeds-max")
            .with("max", FEEDS_MAX)
            .into());
    }
    let name = draft.name.trim().to_owned();
    let attribution = draft.attribution.trim();
    let described = SourceDraft {
        kind: draft.kind.name(),
        key: draft.address.clone(),
        url: draft.address.clone(),
        attribution: if attribution.is_empty() {
            name.clone()
        } else {
            attribution.to_owned()
        },
        name,
    };
    let (source, changed) = source::put(tx, city.id, &described).await?;
    let now_ms = tx.now_ms();
    let touched = tx
        .execute(
            "insert into feed (source_id, every_ms, due_at_ms, added_by) values ($1, $2, $3, $4)
             on conflict (source_id) do update set every_ms = excluded.every_ms, paused = false,
               due_at_ms = excluded.due_at_ms
             where feed.every_ms <> excluded.every_ms or feed.paused",
            args![source, draft.every_minutes * MINUTE_MS, now_ms, by],
        )
        .await?;
    if changed || touched == 1 {
        timers::schedule(tx, TIMER.name, source.get(), now_ms).await?;
        changes::record(tx, city.id, Change::SourceChanged { source }).await?;
    }
    Ok(source)
}

/// Stops fetching for a while, or goes on with it (at once).
pub async fn pause(tx: &mut Tx, city: CityId, source: SourceId, paused: bool) -> Result<()> {
    require(tx, city, source).await?;
    let now_ms = tx.now_ms();
    let touched = tx
        .execute(
            "update feed set paused = $2, due_at_ms = $3, failures = 0
             where source_id = $1 and paused <> $2",
            args![source, paused, now_ms],
        )
        .await?;
    if touched == 0 {
        return Ok(());
    }
    if paused {
        timers::cancel(tx, TIMER.name, source.get()).await?;
    } else {
        timers::schedule(tx, TIMER.name, source.get(), now_ms).await?;
    }
    changes::record(tx, city, Change::SourceChanged { source }).await
}

/// Fetches the feed at the next look of a node.
pub async fn fetch_now(tx: &mut Tx, city: CityId, source: SourceId) -> Result<()> {
    require(tx, city, source).await?;
    let now_ms = tx.now_ms();
    tx.execute(
        "update feed set paused = false, due_at_ms = $2 where source_id = $1",
        args![source, now_ms],
    )
    .await?;
    timers::schedule(tx, TIMER.name, source.get(), now_ms).await
}

/// Forgets the feed. What came from it stays, with its source.
pub async fn remove(tx: &mut Tx, city: CityId, source: SourceId) -> Result<()> {
    require(tx, city, source).await?;
    timers::cancel(tx, TIMER.name, source.get()).await?;
    tx.execute("delete from feed where source_id = $1", args![source])
        .await?;
    changes::record(tx, city, Change::SourceChanged { source }).await
}

async fn require(tx: &mut Tx, city: CityId, source: SourceId) -> Result<()> {
    let known: Option<(i64,)> = tx
        .optional(
            "select f.source_id from feed f join source s on s.id = f.source_id
             where f.source_id = $1 and s.city_id = $2",
            args![source, city],
        )
        .await?;
    known.map(|_| ()).ok_or(Error::NotFound)
}

store::row! {
    struct Due {
        city_id: CityId,
        kind: String,
        key: String,
        name: String,
        url: String,
        attribution: String,
        every_ms: i64,
        paused: bool,
        failures: i64,
    }
}

/// Fetches and imports one feed. Its failures are its own affair, told at the desk: the timer is
/// done either way, and set again.
async fn fetch(app: &App, timer: Timer) -> Result<()> {
    let source = SourceId::from(timer.subject_id);
    let due: Option<Due> = app
        .read(async |tx: &mut Tx| {
            Ok(tx
                .optional(
                    "select s.city_id, s.kind, s.key, s.name, s.url, s.attribution, f.every_ms,
                       f.paused, f.failures
                     from feed f join source s on s.id = f.source_id where f.source_id = $1",
                    args![source],
                )
                .await?)
        })
        .await?;
    let Some(due) = due.filter(|due| !due.paused) else {
        return Ok(());
    };
    match import(app, &due).await? {
        Ok(()) => settle(app, source, due.every_ms, None).await,
        Err(problem) => {
            let doublings = u32::try_from(due.failures.clamp(0, 10)).unwrap_or(0);
            let pause_ms = due.every_ms.saturating_mul(1 << doublings);
            let pause_ms = pause_ms.min(PAUSE_MS_MAX.max(due.every_ms));
            settle(app, source, pause_ms, Some(&problem)).await
        }
    }
}

async fn import(app: &App, due: &Due) -> Result<Result<(), Problem>> {
    let city = app.view::<Cities>()?.by_id(due.city_id);
    let kind = Kind::parse(&due.kind);
    let (Some(city), Some(kind)) = (city, kind) else {
        return Err(anyhow::anyhow!("a feed of an unknown city or kind").into());
    };
    let bytes = match app.outgoing().get(&due.key, FILE_BYTES_MAX).await {
        Ok(bytes) => bytes,
        Err(error) => return Ok(Err(error.into())),
    };
    let job = Job {
        city,
        kind,
        source: SourceDraft {
            kind: kind.name(),
            key: due.key.clone(),
            name: due.name.clone(),
            url: due.url.clone(),
            attribution: due.attribution.clone(),
        },
        file: due.key.clone(),
        by: None,
        moved: None,
        dry_run: false,
    };
    let shown = running::show(&job.city, &due.name);
    match run(app, &job, bytes, &shown.listener()).await {
        Ok(_) => Ok(Ok(())),
        Err(Stopped::File { problem, .. }) => Ok(Err(Problem::of_file(problem))),
        Err(Stopped::Other(Error::Refused(_))) => Ok(Err(Problem::Refused)),
        Err(Stopped::Other(error)) => Err(error),
    }
}

/// Notes how it went and sets the timer again.
async fn settle(
    app: &App,
    source: SourceId,
    pause_ms: i64,
    problem: Option<&Problem>,
) -> Result<()> {
    let told = problem.map(serde_json::to_string).transpose();
    let told = told.map_err(anyhow::Error::from)?.unwrap_or_default();
    let failed = problem.is_some();
    app.write(async |tx: &mut Tx| {
        let now_ms = tx.now_ms();
        let due_at_ms = now_ms + pause_ms;
        let touched = tx
            .execute(
                "update feed set problem = $2, due_at_ms = $3,
                   failures = case when $4 then failures + 1 else 0 end,
                   fetched_at_ms = case when $4 then fetched_at_ms else $5 end
                 where source_id = $1 and not paused",
                args![source, told, due_at_ms, failed, now_ms],
            )
            .await?;
        if touched == 1 {
            timers::schedule(tx, TIMER.name, source.get(), due_at_ms).await?;
        }
        Ok(())
    })
    .await
}
