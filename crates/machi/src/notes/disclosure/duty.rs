//! What an account writes about an event or a place is disclosed, from when it got something for it.

use rules::text::{has_bidi_control, is_blank};
use store::{Tx, args};

use super::{Kind, Label};
use crate::changes::{self, Change};
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, CityId, EventId, NoteId, PlaceId};
use crate::text::Names;

/// An operator's own label is no longer than this: it stands on a card, whole.
pub const LABEL_CHARS_MAX: usize = 40;

/// Who must disclose what. It names an event or a place, or an event with the place it is at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    pub account: AccountId,
    pub event: Option<EventId>,
    pub place: Option<PlaceId>,
    pub kind: Kind,
    /// What the label says in place of our own words, by language; where one is missing, ours stand.
    pub texts: Names,
}

/// Makes it the account's duty from now on, and labels what it wrote about the event before. What it
/// wrote about the place before was written without anything got for it. The same again changes
/// nothing; with other texts, notes from now on carry those.
///
/// # Errors
/// Refused for a text that shows nothing or is longer than [`LABEL_CHARS_MAX`].
pub async fn owe(tx: &mut Tx, duty: &Duty) -> Result<()> {
    legible(&duty.texts)?;
    let (kind, texts) = (duty.kind.name(), duty.texts.to_column());
    let id = |id: Option<i64>| id.unwrap_or_default();
    let (event, place) = (duty.event.map(|id| id.get()), duty.place.map(|id| id.get()));
    let known = tx
        .execute(
            "update disclosure_duty set kind = $4, texts = $5, place_until_ms = null where account_id = $1
               and coalesce(event_id, 0) = $2 and coalesce(place_id, 0) = $3",
            args![duty.account, id(event), id(place), kind, texts.as_str()],
        )
        .await?;
    if known == 0 {
        let new_id = tx.new_id();
        tx.execute(
            "insert into disclosure_duty (id, account_id, event_id, place_id, kind, texts, since_ms)
             values ($1, $2, $3, $4, $5, $6, $7)",
            args![
                new_id,
                duty.account,
                duty.event,
                duty.place,
                kind,
                texts.as_str(),
                tx.now_ms()
            ],
        )
        .await?;
    }
    match duty.event {
        Some(event) => label_written(tx, duty, event).await,
        None => Ok(()),
    }
}

/// Ends the account's duty of this event: the seat was given back before it was used. What was
/// written meanwhile keeps its label. Releasing twice changes nothing.
pub async fn release(tx: &mut Tx, account: AccountId, event: EventId) -> Result<()> {
    let sql = "delete from disclosure_duty where account_id = $1 and event_id = $2";
    tx.execute(sql, args![account, event]).await?;
    Ok(())
}

/// Until when the place alone obliges, beside the event, which always does; none: as long as the duty lasts.
/// Nothing changes where the duty is of an event alone.
pub async fn place_until(
    tx: &mut Tx,
    (account, event): (AccountId, EventId),
    until_ms: Option<i64>,
) -> Result<()> {
    let sql = "update disclosure_duty set place_until_ms = $3
               where account_id = $1 and event_id = $2 and place_id is not null";
    tx.execute(sql, args![account, event, until_ms]).await?;
    Ok(())
}

/// The label that a note of this account gets for what it names; of several, the event's.
pub async fn owed(
    tx: &mut Tx,
    account: AccountId,
    event: Option<EventId>,
    place: Option<PlaceId>,
) -> Result<Option<Label>> {
    let row = tx.optional::<(String, Names)>(
        "select kind, texts from disclosure_duty
         where account_id = $1 and (event_id = $2
           or (place_id = $3 and (place_until_ms is null or place_until_ms >= $4)))
         order by case when event_id = $2 then 0 else 1 end, id limit 1",
        args![account, event, place, tx.now_ms()],
    );
    let row = row.await?;
    Ok(row.and_then(|(kind, texts)| Label::of(&kind, &texts)))
}

/// Labels the note if what it names obliges its author; whether it had no label until now.
pub(in crate::notes) async fn label(
    tx: &mut Tx,
    author: AccountId,
    note: NoteId,
    event: Option<EventId>,
    place: Option<PlaceId>,
) -> Result<bool> {
    match owed(tx, author, event, place).await? {
        Some(label) => put(tx, note, &label).await,
        None => Ok(false),
    }
}

/// Labels a note that came out of what the account got at the event, whatever the note names. One that has a
/// label keeps it.
pub async fn carry(
    tx: &mut Tx,
    (account, event): (AccountId, EventId),
    note: NoteId,
) -> Result<()> {
    let Some(label) = owed(tx, account, Some(event), None).await? else {
        return Ok(());
    };
    let sql = "select city_id from note where id = $1 and author_id = $2";
    let city = tx.optional::<(CityId,)>(sql, args![note, account]).await?;
    match city {
        Some((city,)) if put(tx, note, &label).await? => {
            changes::record(tx, city, Change::NoteChanged { note }).await
        }
        _ => Ok(()),
    }
}

/// A note that has a label keeps it.
async fn put(tx: &mut Tx, note: NoteId, label: &Label) -> Result<bool> {
    let sql = "update note set disclosure = $2, disclosure_texts = $3, disclosed_at_ms = $4
               where id = $1 and disclosure = ''";
    let (kind, texts) = (label.kind.name(), label.texts.to_column());
    let args = args![note, kind, texts.as_str(), tx.now_ms()];
    Ok(tx.execute(sql, args).await? == 1)
}

/// What the author wrote about the event before, also what says so only later or can be restored.
async fn label_written(tx: &mut Tx, duty: &Duty, event: EventId) -> Result<()> {
    let label = Label {
        kind: duty.kind,
        texts: duty.texts.clone(),
    };
    // As many as one person wrote about one event.
    let notes = tx.all::<(NoteId, CityId)>(
        "select n.id, n.city_id from note n left join note_later l on l.note_id = n.id
         where n.author_id = $1 and n.disclosure = '' and (n.event_id = $2 or l.event_id = $2)
         order by n.id",
        args![duty.account, event],
    );
    for (note, city) in notes.await? {
        if put(tx, note, &label).await? {
            changes::record(tx, city, Change::NoteChanged { note }).await?;
        }
    }
    Ok(())
}

/// A label that nobody can read is none.
fn legible(texts: &Names) -> Result<()> {
    for (_, text) in texts.iter() {
        let chars = text.chars().count();
        if is_blank(text) || has_bidi_control(text) || chars > LABEL_CHARS_MAX {
            let refusal = Refusal::new("notes-disclosure-illegible");
            return Err(refusal.with("max", LABEL_CHARS_MAX).into());
        }
    }
    Ok(())
}
