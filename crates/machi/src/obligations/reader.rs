//! Reads the change log: who came in, which dates are others, which notes came and went. It looks at the
//! rows that a change names as they are now, so that reading a change again, or late, comes to the same.

use futures_util::FutureExt;
use store::Tx;

use super::{by_note, clock, dates};
use crate::changes::{Change, Logged};
use crate::error::Result;
use crate::readers::Reader;

pub const READER: Reader = Reader {
    name: "obligations",
    read: |_, tx, changes| read(tx, changes).boxed(),
};

async fn read(tx: &mut Tx, changes: &[Logged]) -> Result<()> {
    for logged in changes {
        read_one(tx, logged).await?;
    }
    Ok(())
}

async fn read_one(tx: &mut Tx, logged: &Logged) -> Result<()> {
    match logged.change {
        Change::CheckInChanged { ticket, .. } => match clock::holder(tx, ticket).await? {
            Some((account, occurrence)) => clock::bring_up(tx, account, occurrence).await,
            None => Ok(()),
        },
        // A scan may have been taken back before: then it is nobody's check-in any more.
        Change::TicketHandedOver {
            occurrence,
            by,
            account,
            ..
        } => {
            clock::bring_up(tx, by, occurrence).await?;
            clock::bring_up(tx, account, occurrence).await
        }
        Change::VisitClaimed {
            occurrence,
            account,
            ..
        } => clock::bring_up(tx, account, occurrence).await,
        Change::OccurrenceMoved { occurrence, .. } => dates::moved(tx, occurrence).await,
        Change::OccurrenceCancelled { occurrence, .. } => dates::called_off(tx, occurrence).await,
        Change::NotePosted { note, .. } => {
            by_note::note_changed(tx, note, None, logged.at_ms).await
        }
        Change::NoteChanged { note }
        | Change::NoteDeleted { note }
        | Change::NoteRestored { note } => {
            by_note::note_changed(tx, note, Some(logged.at_ms), logged.at_ms).await
        }
        _ => Ok(()),
    }
}
