//! A draw as its row holds it.

use rules::draw::beacon::{Beacon, Chain};
use rules::draw::canonical;
use rules::draw::proof::Announcement;
use rules::merkle::Hash;
use serde::de::DeserializeOwned;
use store::{Tx, args};

use crate::error::{Error, Result};
use crate::ids::{AccountId, CityId, DrawId};

/// How far a draw is. It only goes forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = DrawState)]
pub enum State {
    /// Takes entries in its window.
    Announced,
    /// Takes no more; its list is brought up to date, and written.
    Frozen,
    /// List, commitment and round are public; the round has not come.
    Closed,
    /// The winners are known.
    Drawn,
    /// What follows from it is done.
    Settled,
    /// It does not take place.
    Void,
}

impl State {
    pub const ALL: [Self; 6] = [
        Self::Announced,
        Self::Frozen,
        Self::Closed,
        Self::Drawn,
        Self::Settled,
        Self::Void,
    ];

    /// As its column holds it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Frozen => "frozen",
            Self::Closed => "closed",
            Self::Drawn => "drawn",
            Self::Settled => "settled",
            Self::Void => "void",
        }
    }

    fn parse(name: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|state| state.name() == name);
        found.ok_or_else(|| Error::Broken(anyhow::anyhow!("no state of a draw: {name}")))
    }

    /// Whether its winners are known.
    pub fn is_drawn(self) -> bool {
        matches!(self, Self::Drawn | Self::Settled)
    }

    /// Whether its list and commitment are public.
    pub fn is_closed(self) -> bool {
        self == Self::Closed || self.is_drawn()
    }
}

store::row! {
    struct Row {
        id: DrawId,
        city_id: CityId,
        kind: String,
        subject_id: i64,
        state: String,
        announcement: String,
        public_id: String,
        chain: String,
        opens_at_ms: i64,
        closes_at_ms: i64,
        prizes: i64,
        alternates: i64,
        count: i64,
        total_weight: i64,
        merkle_root: String,
        commitment: String,
        round: i64,
        closed_at_ms: Option<i64>,
        log_at: Option<i64>,
        beacon: String,
        seed: String,
        audit: String,
        drawn_at_ms: Option<i64>,
        settled_at_ms: Option<i64>,
        voided_at_ms: Option<i64>,
        void_reason: String,
        prepared_to: i64,
        prepared_at_ms: Option<i64>,
        replaces_id: Option<DrawId>,
    }
}

/// A draw.
#[derive(Debug, Clone)]
pub struct Draw {
    pub id: DrawId,
    pub city: CityId,
    /// What it decides: kind and number of its subject.
    pub kind: String,
    pub subject: i64,
    pub state: State,
    /// What was promised when it opened.
    pub announcement: Announcement,
    /// The id that its commitment names.
    pub public_id: String,
    pub chain: Chain,
    pub opens_at_ms: i64,
    pub closes_at_ms: i64,
    pub prizes: i64,
    pub alternates: i64,
    /// Entrants; known when it is closed.
    pub count: i64,
    pub(super) closed: Option<Closed>,
    pub(super) drawn: Option<Drawn>,
    pub settled_at_ms: Option<i64>,
    pub voided_at_ms: Option<i64>,
    /// A key of `locales/` without its `draws-void-`.
    pub void_reason: String,
    /// Its kind has brought entries up to date as far as this, once it is frozen; from 0.
    pub prepared_to: i64,
    prepared: bool,
    /// The draw whose entrants it takes over.
    pub replaces: Option<DrawId>,
}

/// What is public of a draw before its round.
#[derive(Debug, Clone)]
pub(super) struct Closed {
    pub(super) at_ms: i64,
    pub(super) total_weight: i64,
    pub(super) merkle_root: Hash,
    pub(super) commitment: Hash,
    pub(super) round: u64,
    pub(super) round_at_ms: i64,
    /// The number of the commitment in the public log.
    pub(super) log_at: i64,
}

/// What came of it.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    pub(super) at_ms: i64,
    pub(super) beacon: Beacon,
    pub(super) seed: Hash,
    pub(super) audit: rules::draw::audit::Audit,
}

impl Draw {
    /// Whether it takes entries now.
    pub fn takes_entries(&self, now_ms: i64) -> bool {
        let window = self.opens_at_ms..self.closes_at_ms;
        self.state == State::Announced && window.contains(&now_ms)
    }

    /// Whether weights may change: while it takes entries, and then until its kind has brought them up
    /// to date.
    pub fn is_weighed(&self) -> bool {
        self.state == State::Announced || self.state == State::Frozen && !self.prepared
    }

    pub(super) fn closed(&self) -> Result<&Closed> {
        self.closed.as_ref().ok_or(Error::NotFound)
    }

    pub(super) fn drawn(&self) -> Result<&Drawn> {
        self.drawn.as_ref().ok_or(Error::NotFound)
    }
}

impl TryFrom<Row> for Draw {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let chain: Chain = document(&row.chain)?;
        Ok(Self {
            closed: closed(&row, &chain)?,
            drawn: drawn(&row)?,
            state: State::parse(&row.state)?,
            announcement: document(&row.announcement)?,
            chain,
            id: row.id,
            city: row.city_id,
            kind: row.kind,
            subject: row.subject_id,
            public_id: row.public_id,
            opens_at_ms: row.opens_at_ms,
            closes_at_ms: row.closes_at_ms,
            prizes: row.prizes,
            alternates: row.alternates,
            count: row.count,
            settled_at_ms: row.settled_at_ms,
            voided_at_ms: row.voided_at_ms,
            void_reason: row.void_reason,
            prepared_to: row.prepared_to,
            prepared: row.prepared_at_ms.is_some(),
            replaces: row.replaces_id,
        })
    }
}

fn closed(row: &Row, chain: &Chain) -> Result<Option<Closed>> {
    let (Some(at_ms), Some(log_at)) = (row.closed_at_ms, row.log_at) else {
        return Ok(None);
    };
    let round = u64::try_from(row.round).map_err(anyhow::Error::from)?;
    let round_at_ms = chain
        .round_at_ms(round)
        .and_then(|at_ms| i64::try_from(at_ms).ok());
    Ok(Some(Closed {
        at_ms,
        total_weight: row.total_weight,
        merkle_root: hash(&row.merkle_root)?,
        commitment: hash(&row.commitment)?,
        round,
        round_at_ms: round_at_ms.ok_or_else(|| anyhow::anyhow!("round {round} never comes"))?,
        log_at,
    }))
}

fn drawn(row: &Row) -> Result<Option<Drawn>> {
    let Some(at_ms) = row.drawn_at_ms else {
        return Ok(None);
    };
    Ok(Some(Drawn {
        at_ms,
        beacon: document(&row.beacon)?,
        seed: hash(&row.seed)?,
        audit: serde_json::from_str(&row.audit).map_err(anyhow::Error::from)?,
    }))
}

fn document<T: serde::Serialize + DeserializeOwned>(text: &str) -> Result<T> {
    Ok(canonical::read(text.as_bytes()).map_err(anyhow::Error::from)?)
}

pub(super) fn hash(digits: &str) -> Result<Hash> {
    let mut hash = [0; 32];
    hex::decode_to_slice(digits, &mut hash).map_err(anyhow::Error::from)?;
    Ok(hash)
}

/// A whole number of the rules as a column holds it.
pub(super) fn column(number: u64) -> Result<i64> {
    Ok(i64::try_from(number).map_err(anyhow::Error::from)?)
}

macro_rules! draws_where {
    ($rest:literal) => {
        concat!(
            "select id, city_id, kind, subject_id, state, announcement, public_id, chain, opens_at_ms,
               closes_at_ms, prizes, alternates, count, total_weight, merkle_root, commitment, round,
               closed_at_ms, log_at, beacon, seed, audit, drawn_at_ms, settled_at_ms, voided_at_ms,
               void_reason, prepared_to, prepared_at_ms, replaces_id
             from draw where ",
            $rest
        )
    };
}

/// The draw, or `NotFound`.
pub(super) async fn by_id(tx: &mut Tx, id: DrawId) -> Result<Draw> {
    let row = tx
        .optional::<Row>(draws_where!("id = $1"), args![id])
        .await?;
    row.ok_or(Error::NotFound)?.try_into()
}

/// The draw that decides this, if there is one.
pub async fn by_subject(tx: &mut Tx, kind: &str, subject: i64) -> Result<Option<Draw>> {
    let sql = draws_where!("kind = $1 and subject_id = $2");
    let row = tx.optional::<Row>(sql, args![kind, subject]).await?;
    row.map(Draw::try_from).transpose()
}

/// Draws of a city before this one, the newest first.
pub(super) async fn of_city(
    tx: &mut Tx,
    city: CityId,
    before: Option<DrawId>,
    at_most: i64,
) -> Result<Vec<Draw>> {
    let sql = draws_where!("city_id = $1 and id < $2 order by id desc limit $3");
    let before = before.map_or(i64::MAX, DrawId::get);
    let rows: Vec<Row> = tx.all(sql, args![city, before, at_most]).await?;
    rows.into_iter().map(Draw::try_from).collect()
}

/// Draws in which the account ever took part, the newest first.
pub(super) async fn of_account(tx: &mut Tx, account: AccountId, at_most: i64) -> Result<Vec<Draw>> {
    let sql = draws_where!(
        "id in (select draw_id from draw_owner where account_id = $1 order by draw_id desc limit $2)
         order by id desc"
    );
    let rows: Vec<Row> = tx.all(sql, args![account, at_most]).await?;
    rows.into_iter().map(Draw::try_from).collect()
}
