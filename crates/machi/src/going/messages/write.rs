//! Writing to guests.

use store::{Tx, args};

use super::Audience;
use crate::changes::{self, Change};
use crate::error::{Refusal, Result};
use crate::going::rsvp;
use crate::ids::{GuestMessageId, OccurrenceId};
use crate::publishing::Host;
use crate::timers;

/// The timer that sends it; its subject is the message.
pub const SEND_TIMER: &str = "guest-message";

const SUBJECT_CHARS_MAX: usize = 120;
const TEXT_CHARS_MAX: usize = 4_000;
/// Of one event in a day: guests came for the event, not for mails.
const DAY_MESSAGES_MAX: i64 = 3;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What is written, to whom.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// None: every date that is ahead.
    pub(super) occurrence: Option<OccurrenceId>,
    pub(super) audience: Audience,
    pub(super) subject: String,
    pub(super) text: String,
}

/// Has it sent to everybody whom it is for. The same again in a day is the same message.
pub(super) async fn write(tx: &mut Tx, by: &Host, new: &Written) -> Result<GuestMessageId> {
    let (subject, text) = (new.subject.trim(), new.text.trim());
    check(subject, text)?;
    if let Some(occurrence) = new.occurrence {
        rsvp::at(tx, by.event, occurrence).await?;
    }
    let occurrence = new.occurrence.map_or(0, OccurrenceId::get);
    let since_ms = tx.now_ms() - DAY_MS;
    let same: Option<(GuestMessageId,)> = tx
        .optional(
            "select id from guest_message where event_id = $1 and occurrence_id = $2
               and audience = $3 and subject = $4 and body = $5 and written_at_ms > $6",
            args![
                by.event,
                occurrence,
                new.audience.name(),
                subject,
                text,
                since_ms
            ],
        )
        .await?;
    if let Some((id,)) = same {
        return Ok(id);
    }
    let sql = "select count(*) from guest_message where event_id = $1 and written_at_ms > $2";
    let (today,) = tx.one::<(i64,)>(sql, args![by.event, since_ms]).await?;
    if today >= DAY_MESSAGES_MAX {
        return Err(Refusal::new("messages-many")
            .with("n", DAY_MESSAGES_MAX)
            .into());
    }
    let (id, now_ms) = (GuestMessageId::from(tx.new_id()), tx.now_ms());
    tx.execute(
        "insert into guest_message (id, event_id, occurrence_id, by_id, audience, subject, body,
           written_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            id,
            by.event,
            occurrence,
            by.member.id,
            new.audience.name(),
            subject,
            text,
            now_ms
        ],
    )
    .await?;
    timers::schedule(tx, SEND_TIMER, id.get(), now_ms).await?;
    let change = Change::GuestsWritten {
        message: id,
        event: by.event,
        by: by.member.id,
    };
    changes::record(tx, by.city.id, change).await?;
    Ok(id)
}

fn check(subject: &str, text: &str) -> Result<()> {
    let mut refusals = Vec::new();
    for (field, words, chars_max) in [
        ("subject", subject, SUBJECT_CHARS_MAX),
        ("text", text, TEXT_CHARS_MAX),
    ] {
        let chars = words.chars().count();
        if chars == 0 {
            refusals.push(Refusal::new("messages-empty").on(field));
        } else if chars > chars_max {
            refusals.push(Refusal::new("messages-long").with("n", chars_max).on(field));
        }
    }
    Refusal::join(refusals)
}
