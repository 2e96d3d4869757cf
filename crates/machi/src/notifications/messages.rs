//! Sends what an organiser wrote to guests: in parts, since they may be many, and to each once.

use futures_util::FutureExt;
use store::{Tx, args};

use super::kinds::GUESTS_WRITTEN;
use super::notify::{Notice, notify};
use super::subject::Subject;
use crate::app::App;
use crate::error::Result;
use crate::events;
use crate::going::messages::{self, Message, SEND_TIMER};
use crate::ids::{AccountId, GuestMessageId, GuestMessageToId, RsvpId, VisitorId};
use crate::secrets::token_hash;
use crate::timers::{Kind, Timer};
use crate::visitors;

/// People who get it in one transaction.
const PART_MAX: i64 = 200;
const CLAIM_MS: i64 = 5 * 60 * 1000;

/// Sends it to those who have not got it yet; its subject is the message.
pub const TIMER: Kind = Kind {
    name: SEND_TIMER,
    claim_ms: CLAIM_MS,
    attempts_max: 20,
    run: |app, timer| run(app, timer).boxed(),
};

async fn run(app: &App, timer: Timer) -> Result<()> {
    let id = GuestMessageId::from(timer.subject_id);
    while app.write(async |tx: &mut Tx| part(tx, id).await).await? {}
    Ok(())
}

store::row! {
    struct Guest {
        id: RsvpId,
        account_id: Option<AccountId>,
        visitor_id: Option<VisitorId>,
    }
}

/// Sends it to the next part; false when everybody has it.
async fn part(tx: &mut Tx, id: GuestMessageId) -> Result<bool> {
    let Some(message) = messages::find(tx, id).await? else {
        return Ok(false);
    };
    let guests = next(tx, &message).await?;
    let Some(last) = guests.last() else {
        let sql = "update guest_message set sent_at_ms = $2 where id = $1 and sent_at_ms is null";
        tx.execute(sql, args![id, tx.now_ms()]).await?;
        return Ok(false);
    };
    let sql = "update guest_message set after_id = $2 where id = $1";
    tx.execute(sql, args![id, last.id]).await?;
    for guest in guests {
        match (guest.account_id, guest.visitor_id) {
            (Some(account), _) => to_member(tx, &message, account).await?,
            (None, Some(visitor)) => to_visitor(tx, &message, visitor).await?,
            (None, None) => {}
        }
    }
    Ok(true)
}

/// Those whom it is for and who have not got it yet.
async fn next(tx: &mut Tx, message: &Message) -> Result<Vec<Guest>> {
    // `rsvp` belongs to going, `occurrence` to events.
    Ok(tx
        .all::<Guest>(
            "select r.id, r.account_id, r.visitor_id from rsvp r
             join occurrence o on o.id = r.occurrence_id
             join guest_message m on m.id = $1
             where r.event_id = m.event_id and r.id > m.after_id
               and (r.occurrence_id = $2 or ($2 = 0 and o.starts_at_ms > m.written_at_ms))
               and ((m.audience in ('going', 'all') and r.state = 'going')
                 or (m.audience in ('waiting', 'all') and r.state in ('waiting', 'offered'))
                 or (m.audience = 'all' and r.state in ('asked', 'interested')))
             order by r.id limit $3",
            args![message.id, message.occurrence_id, PART_MAX],
        )
        .await?)
}

/// None when they got it for another date.
async fn once(
    tx: &mut Tx,
    message: &Message,
    recipient: String,
    (account, visitor): (Option<AccountId>, Option<VisitorId>),
) -> Result<Option<GuestMessageToId>> {
    let id = GuestMessageToId::from(tx.new_id());
    let added = tx
        .execute(
            "insert into guest_message_to (id, message_id, recipient, account_id, visitor_id)
             values ($1, $2, $3, $4, $5) on conflict (message_id, recipient) do nothing",
            args![id, message.id, recipient, account, visitor],
        )
        .await?;
    Ok((added == 1).then_some(id))
}

async fn to_member(tx: &mut Tx, message: &Message, account: AccountId) -> Result<()> {
    let recipient = format!("account:{account}");
    if once(tx, message, recipient, (Some(account), None))
        .await?
        .is_none()
    {
        return Ok(());
    }
    let notice = Notice {
        kind: &GUESTS_WRITTEN,
        actor: Some(message.by_id),
        subject: Subject::Message {
            event: message.event_id,
            message: message.id,
        },
        city: Some(events::city_of(tx, message.event_id).await?),
        at_ms: message.written_at_ms,
        key: format!("message:{}", message.id),
    };
    notify(tx, account, &notice).await
}

async fn to_visitor(tx: &mut Tx, message: &Message, visitor: VisitorId) -> Result<()> {
    let visitor = visitors::find(tx, visitor).await?;
    let Some((visitor, address)) = visitor.and_then(|one| Some((one.clone(), one.address?))) else {
        return Ok(());
    };
    let recipient = format!("address:{}", token_hash(&address.folded()));
    match once(tx, message, recipient, (None, Some(visitor.id))).await? {
        Some(to) => messages::queue(tx, to, &visitor).await,
        None => Ok(()),
    }
}
