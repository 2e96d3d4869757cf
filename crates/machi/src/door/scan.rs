//! Scans: a ticket lets one in once, whoever scans it, on whichever device, however late the scan is
//! told.

use store::{Tx, args};

use super::find::Steward;
use super::list::{self, Listed};
use super::undo::undo;
use super::window;
use crate::app::App;
use crate::changes::{self, Change};
use crate::error::{Refusal, Result};
use crate::events;
use crate::ids::{DoorId, EventId, ScanId, TicketId};
use crate::limits::Limit;
use crate::seats::{self, Paper};
use crate::secrets::MasterKey;

/// Scans, and as many that are taken back, in one request.
const SCANS_MAX: usize = 200;
/// Scans in one transaction: others at the door want their turn.
const PART_SCANS: usize = 50;
const STEWARD_CHARS_MAX: usize = 60;
/// Of a nonce, and of a device's name for itself.
const KEY_CHARS_MAX: usize = 64;

/// Far more than stewards scan with all their devices.
static BY_DOOR: Limit = Limit {
    name: "scans-by-door",
    burst: 12_000,
    per_ms: 60 * 1_000,
};

/// What a device tells.
#[derive(Debug, Clone)]
pub struct Scans {
    /// By which the device is known to itself.
    pub device: String,
    /// Who holds it.
    pub steward: String,
    pub scans: Vec<Scanned>,
    /// Scans that the steward took back, by their nonces.
    pub undone: Vec<String>,
}

/// One scan.
#[derive(Debug, Clone)]
pub struct Scanned {
    /// By which it is told again without doubles.
    pub nonce: String,
    /// By the clock of the device.
    pub at_ms: i64,
    /// What the QR code holds.
    pub token: Option<String>,
    /// The ticket that was found by hand.
    pub ticket: Option<TicketId>,
    /// The device decided by itself, and somebody went in.
    pub let_in: bool,
    /// The device decided by itself that somebody was in already, and nobody went in.
    pub turned_away: bool,
}

impl Scanned {
    /// Nobody waits at the door for what the server says of it.
    pub fn is_decided(&self) -> bool {
        self.let_in || self.turned_away
    }
}

/// What came of a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// They are in by this scan.
    Admitted,
    /// Somebody is in already; nobody was let in now.
    Again,
    /// Somebody is in already, and another was let in.
    Conflict,
    /// Given up, taken back, or of a date that was called off.
    Void,
    /// Issued anew since.
    Stale,
    OtherDate,
    OtherEvent,
    /// We signed no such ticket.
    Forged,
    Unknown,
}

impl Outcome {
    const ALL: [Self; 9] = [
        Self::Admitted,
        Self::Again,
        Self::Conflict,
        Self::Void,
        Self::Stale,
        Self::OtherDate,
        Self::OtherEvent,
        Self::Forged,
        Self::Unknown,
    ];

    /// As its column holds it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Admitted => "admitted",
            Self::Again => "again",
            Self::Conflict => "conflict",
            Self::Void => "void",
            Self::Stale => "stale",
            Self::OtherDate => "other_date",
            Self::OtherEvent => "other_event",
            Self::Forged => "forged",
            Self::Unknown => "unknown",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// A scan with what came of it.
#[derive(Debug, Clone)]
pub struct Answered {
    pub nonce: String,
    pub outcome: Outcome,
    pub(super) ticket: Option<Listed>,
}

/// Takes what a device tells, each scan once, in its order; then what was taken back.
///
/// # Errors
/// Refused before the time of the door, when a scan is left to the server; and for too many at once.
pub async fn scan_all(app: &App, by: &Steward, told: &Scans) -> Result<Vec<Answered>> {
    check(app, by, told)?;
    let mut answered = Vec::with_capacity(told.scans.len());
    for part in told.scans.chunks(PART_SCANS) {
        let some = async |tx: &mut Tx| scan_some(tx, app.key(), by, (told, part)).await;
        answered.extend(app.write(some).await?);
    }
    for part in told.undone.chunks(PART_SCANS) {
        let some = async |tx: &mut Tx| {
            for nonce in part {
                undo(tx, by.door, nonce).await?;
            }
            Ok(())
        };
        app.write(some).await?;
    }
    Ok(answered)
}

/// Takes a part of what a device tells, in one transaction.
pub async fn scan_some(
    tx: &mut Tx,
    key: &MasterKey,
    by: &Steward,
    (told, part): (&Scans, &[Scanned]),
) -> Result<Vec<Answered>> {
    let dates = window::dates(tx, by).await?;
    let mut some = Vec::with_capacity(part.len());
    for scanned in part {
        some.push(scan(tx, key, by, &dates, (told, scanned)).await?);
    }
    Ok(some)
}

fn check(app: &App, by: &Steward, told: &Scans) -> Result<()> {
    let key = |key: &str| !key.is_empty() && key.chars().count() <= KEY_CHARS_MAX;
    let keys = told.scans.iter().map(|scanned| &scanned.nonce);
    let steward = told.steward.trim();
    let well_formed = key(&told.device)
        && keys.chain(&told.undone).all(|nonce| key(nonce))
        && !steward.is_empty()
        && steward.chars().count() <= STEWARD_CHARS_MAX
        && told.scans.len() <= SCANS_MAX
        && told.undone.len() <= SCANS_MAX;
    if !well_formed {
        return Err(Refusal::new("error-malformed").on("scans").into());
    }
    if app.now_ms() < by.from_ms && told.scans.iter().any(|scanned| !scanned.is_decided()) {
        return Err(Refusal::new("door-not-open-yet").into());
    }
    let door = by.door.to_string();
    for _ in 0..told.scans.len().max(1) {
        app.limits().count(&BY_DOOR, &door)?;
    }
    Ok(())
}

async fn scan(
    tx: &mut Tx,
    key: &MasterKey,
    by: &Steward,
    dates: &[window::Date],
    (told, scanned): (&Scans, &Scanned),
) -> Result<Answered> {
    let answered = |outcome, ticket| Answered {
        nonce: scanned.nonce.clone(),
        outcome,
        ticket,
    };
    if let Some((outcome, ticket)) = told_before(tx, by.door, &scanned.nonce).await? {
        return Ok(answered(outcome, list::ticket(tx, ticket).await?));
    }
    let (id, issue) = match named(key, by, scanned)? {
        Ok(named) => named,
        Err(outcome) => return Ok(answered(outcome, None)),
    };
    let Some(ticket) = list::ticket(tx, id).await? else {
        return Ok(answered(Outcome::Unknown, None));
    };
    let date = dates.iter().find(|date| date.id == ticket.occurrence_id);
    if date.is_none() && scanned.token.is_none() {
        // Of which event it is, a number does not prove.
        return Ok(answered(Outcome::Unknown, None));
    }
    let scan = ScanId::from(tx.new_id());
    let outcome = match refused(date, issue, &ticket) {
        Some(refused) => refused,
        None if scanned.turned_away => Outcome::Again,
        None if claim(tx, id, scan).await? => Outcome::Admitted,
        None if scanned.let_in => Outcome::Conflict,
        None => Outcome::Again,
    };
    keep(tx, by.door, (told, scanned), (scan, id), outcome).await?;
    let now = match outcome {
        Outcome::Admitted => {
            check_in_changed(tx, by.event, id).await?;
            list::ticket(tx, id).await?
        }
        _ => Some(ticket),
    };
    Ok(answered(outcome, now))
}

/// Why the ticket opens this door to nobody.
fn refused(date: Option<&window::Date>, issue: Option<u16>, ticket: &Listed) -> Option<Outcome> {
    let Some(date) = date else {
        return Some(Outcome::OtherDate);
    };
    if ticket.void || date.cancelled {
        Some(Outcome::Void)
    } else if issue.is_some_and(|issue| i64::from(issue) != ticket.issue) {
        Some(Outcome::Stale)
    } else {
        None
    }
}

/// Every scan of one of the event's tickets is kept, whatever came of it.
async fn keep(
    tx: &mut Tx,
    door: DoorId,
    (told, scanned): (&Scans, &Scanned),
    (scan, ticket): (ScanId, TicketId),
    outcome: Outcome,
) -> Result<()> {
    let now_ms = tx.now_ms();
    tx.execute(
        "insert into scan (id, door_id, nonce, device, steward, ticket_id, at_ms, received_at_ms,
           result, let_in)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            scan,
            door,
            scanned.nonce,
            told.device,
            told.steward.trim(),
            ticket,
            // A device that is ahead of time does not tell what comes.
            scanned.at_ms.min(now_ms),
            now_ms,
            outcome.name(),
            scanned.let_in || outcome == Outcome::Admitted
        ],
    )
    .await?;
    Ok(())
}

/// Which ticket, and by which of its papers, when the steward saw one.
fn named(
    key: &MasterKey,
    by: &Steward,
    scanned: &Scanned,
) -> Result<Result<(TicketId, Option<u16>), Outcome>> {
    let Some(token) = &scanned.token else {
        return Ok(scanned.ticket.map(|id| (id, None)).ok_or(Outcome::Unknown));
    };
    Ok(match seats::verify(key, token)? {
        None => Err(Outcome::Forged),
        Some(Paper { event, .. }) if event != by.event => Err(Outcome::OtherEvent),
        Some(paper) => Ok((paper.ticket, Some(paper.issue))),
    })
}

async fn told_before(
    tx: &mut Tx,
    door: DoorId,
    nonce: &str,
) -> Result<Option<(Outcome, TicketId)>> {
    let sql = "select result, ticket_id from scan where door_id = $1 and nonce = $2";
    let row = tx.optional::<(String, TicketId)>(sql, args![door, nonce]);
    Ok(row
        .await?
        .and_then(|(result, ticket)| Some((Outcome::parse(&result)?, ticket))))
}

/// One conditional update: a ticket lets one in.
async fn claim(tx: &mut Tx, ticket: TicketId, scan: ScanId) -> Result<bool> {
    let sql = "update ticket set admitted_scan_id = $2 where id = $1 and admitted_scan_id is null";
    Ok(tx.execute(sql, args![ticket, scan]).await? == 1)
}

/// Tells that somebody came in by the ticket, or that it was taken back.
pub(super) async fn check_in_changed(tx: &mut Tx, event: EventId, ticket: TicketId) -> Result<()> {
    let city = events::city_of(tx, event).await?;
    changes::record(tx, city, Change::CheckInChanged { ticket, event }).await
}
