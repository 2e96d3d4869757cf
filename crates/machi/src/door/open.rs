//! Making a door, and revoking it.

use rules::text;
use store::{Tx, args};

use crate::app::App;
use crate::changes::{self, Change};
use crate::error::{Error, Refusal, Result};
use crate::events;
use crate::ids::{DoorId, OccurrenceId};
use crate::publishing::Host;

/// Doors of an event that are not revoked.
const DOORS_MAX: i64 = 50;
const NAME_CHARS_MAX: usize = 60;
/// A door is open for a time that one event, or a festival, lasts.
const WINDOW_MS_MAX: i64 = 31 * 24 * 60 * 60 * 1000;
/// Of the address that stewards open.
const LINK: &str = "door";

/// What the organiser says of a new door.
#[derive(Debug, Clone)]
pub struct NewDoor {
    pub name: String,
    /// None for each date in its time.
    pub occurrence: Option<OccurrenceId>,
    pub from_ms: i64,
    pub until_ms: i64,
}

store::row! {
    /// A link by which stewards let people in.
    #[derive(Debug, Clone)]
    pub struct Door {
        pub id: DoorId,
        pub name: String,
        pub from_ms: i64,
        pub until_ms: i64,
        pub revoked_at_ms: Option<i64>,
    }
}

/// The last part of the door's address: whoever has it is a steward.
pub fn link(app: &App, door: DoorId) -> String {
    app.key().sign(LINK, &door.to_string())
}

pub(super) fn of_link(app: &App, link: &str) -> Option<DoorId> {
    app.key().verify(LINK, link)?.parse().ok()
}

/// Makes a door of the event.
///
/// # Errors
/// Refused without a name, for a time that ends before it begins or lasts too long, and when there
/// are too many.
pub async fn open(tx: &mut Tx, by: &Host, new: NewDoor) -> Result<DoorId> {
    let name = new.name.trim();
    let too_long = name.chars().count() > NAME_CHARS_MAX;
    if text::is_blank(name) || too_long || name.chars().any(char::is_control) {
        let refusal = Refusal::new("door-name").with("n", NAME_CHARS_MAX);
        return Err(refusal.on("name").into());
    }
    if new.until_ms <= new.from_ms {
        return Err(Refusal::new("door-ends-first").on("until").into());
    }
    if new.until_ms - new.from_ms > WINDOW_MS_MAX {
        return Err(Refusal::new("door-too-long").on("until").into());
    }
    if let Some(occurrence) = new.occurrence {
        events::occurrence(tx, by.event, occurrence).await?;
    }
    let sql = "select count(*) from door where event_id = $1 and revoked_at_ms is null";
    let (count,) = tx.one::<(i64,)>(sql, args![by.event]).await?;
    if count >= DOORS_MAX {
        return Err(Refusal::new("door-too-many").with("n", DOORS_MAX).into());
    }
    let (id, now_ms) = (DoorId::from(tx.new_id()), tx.now_ms());
    tx.execute(
        "insert into door (id, event_id, name, from_ms, until_ms, made_by, created_at_ms,
           occurrence_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            id,
            by.event,
            name,
            new.from_ms,
            new.until_ms,
            by.member.id,
            now_ms,
            new.occurrence
        ],
    )
    .await?;
    let event = by.event;
    changes::record(tx, by.city.id, Change::DoorOpened { door: id, event }).await?;
    Ok(id)
}

/// Ends it at once; what its devices scanned and did not send yet is lost. Twice changes nothing.
pub(super) async fn revoke(tx: &mut Tx, by: &Host, door: DoorId) -> Result<()> {
    let sql = "select id from door where id = $1 and event_id = $2";
    let found = tx.optional::<(DoorId,)>(sql, args![door, by.event]).await?;
    found.ok_or(Error::NotFound)?;
    let sql = "update door set revoked_at_ms = $2 where id = $1 and revoked_at_ms is null";
    if tx.execute(sql, args![door, tx.now_ms()]).await? == 1 {
        let event = by.event;
        changes::record(tx, by.city.id, Change::DoorRevoked { door, event }).await?;
    }
    Ok(())
}

/// The doors of the event, the newest first.
pub(super) async fn doors(tx: &mut Tx, by: &Host) -> Result<Vec<Door>> {
    Ok(tx
        .all(
            "select id, name, from_ms, until_ms, revoked_at_ms from door
             where event_id = $1 and revoked_at_ms is null order by id desc limit $2",
            args![by.event, DOORS_MAX],
        )
        .await?)
}
