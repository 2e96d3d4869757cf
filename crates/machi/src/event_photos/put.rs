//! Choosing the photos of an event.

use store::Tx;

use crate::changes::{self, Change};
use crate::error::Result;
use crate::photos::{self, Chosen};
use crate::publishing::Host;

/// Makes these the photos of the event, in this order. The same again changes nothing.
pub(super) async fn put(tx: &mut Tx, by: &Host, chosen: &[Chosen]) -> Result<()> {
    let event = by.event;
    photos::put_in_event(tx, by.member.id, event, chosen).await?;
    changes::record(tx, by.city.id, Change::EventChanged { event }).await
}
