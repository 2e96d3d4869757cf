//! Sends what is queued: each mail is prepared in one transaction, handed over outside of any, and
//! settled in another.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use store::{Tx, args};
use tracing::warn;

use super::deliver::{Delivery, deliver};
use super::message::{Message, write};
use super::{Address, Kind, Purpose, Queued, bounce, unwanted};
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::{AccountId, MailId};
use crate::timers::{self, Timer};

/// Mails to one address in a day.
pub const DAY_MAILS_MAX: i64 = 40;
/// Of them, mails that confirm an address: whoever enters another's must not fill their mailbox.
pub const DAY_PROOFS_MAX: i64 = 5;
pub(super) const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// The name of the timer whose subject is a mail.
pub(super) const TIMER: &str = "mail";
/// Longer than a delivery may take.
const CLAIM_MS: i64 = 60_000;
/// With the timers' pauses, the last is made about two days after the first.
const ATTEMPTS_MAX: i64 = 12;
/// How long it is known that a mail was sent, and its key with it.
const KEPT_MS: i64 = 180 * DAY_MS;
/// How often those that were kept so long are forgotten.
const FORGET_EVERY_MS: i64 = DAY_MS;
/// Rows that one transaction forgets at most.
const FORGET_ROWS_MAX: i64 = 500;

/// The timer that sends, given who knows every kind: `start.rs` has the list.
pub const fn timer(run: for<'a> fn(&'a App, Timer) -> BoxFuture<'a, Result<()>>) -> timers::Kind {
    timers::Kind {
        name: TIMER,
        claim_ms: CLAIM_MS,
        attempts_max: ATTEMPTS_MAX,
        run,
    }
}

/// The timer that forgets mails that were settled long ago.
pub const FORGET: timers::Kind = timers::Kind {
    name: "mail-forget",
    claim_ms: CLAIM_MS,
    attempts_max: 100,
    run: |app, timer| forget(app, timer).boxed(),
};

/// Sends one mail, which is one of these kinds.
pub async fn send(app: &App, timer: Timer, kinds: &[Kind]) -> Result<()> {
    let id = MailId::from(timer.subject_id);
    let prepared = app
        .write(async |tx: &mut Tx| prepare(app, tx, id, kinds).await)
        .await?;
    let Prepared::Ready(message, address) = prepared else {
        return Ok(());
    };
    match deliver(app, &message).await {
        Ok(delivery) => settle(app, timer, id, &delivery, &address).await,
        Err(error) if timer.attempt >= ATTEMPTS_MAX => {
            warn!(%error, "a mail was given up");
            app.write(async |tx: &mut Tx| {
                // Not when another node took it over.
                if timer.finish(tx).await? {
                    end(tx, id, "failed", &error.to_string()).await?;
                }
                Ok(())
            })
            .await
        }
        Err(error) => Err(error),
    }
}

enum Prepared {
    Ready(Message, Address),
    /// It was settled before, or just now: nothing is sent.
    Settled,
}

store::row! {
    struct MailRow {
        key: String,
        kind: String,
        account_id: Option<AccountId>,
        address: Option<String>,
        lang: Option<String>,
        subject_id: i64,
        queued_at_ms: i64,
    }
}

async fn prepare(app: &App, tx: &mut Tx, id: MailId, kinds: &[Kind]) -> Result<Prepared> {
    // The account's address and language are those of now, not of when it was queued.
    let row = tx
        .optional::<MailRow>(
            "select m.key, m.kind, m.account_id, m.subject_id, m.queued_at_ms,
                    case when m.account_id is null then m.address else am.address end as address,
                    case when m.account_id is null then m.lang else a.lang end as lang
             from mail m left join account a on a.id = m.account_id
             left join account_mail am on am.account_id = m.account_id
             where m.id = $1 and m.state = 'queued'",
            args![id],
        )
        .await?;
    let Some(row) = row else {
        return Ok(Prepared::Settled);
    };
    // A node of a newer version may have queued it: that one sends it.
    let kind = kinds.iter().find(|kind| kind.name == row.kind);
    let kind = kind.ok_or_else(|| anyhow::anyhow!("no kind of mail is named {}", row.kind))?;
    let Some(address) = row.address else {
        return suppress(tx, id, "no address").await;
    };
    let mail = Queued {
        id,
        key: row.key,
        account: row.account_id,
        address: Address::stored(address),
        lang: row.lang.unwrap_or_default().parse().unwrap_or_default(),
        subject_id: row.subject_id,
        queued_at_ms: row.queued_at_ms,
    };
    if let Some(reason) = reason_against(tx, kind, &mail).await? {
        return suppress(tx, id, reason).await;
    }
    let Some(written) = (kind.compose)(app, tx, &mail).await? else {
        return suppress(tx, id, "not worth sending any more").await;
    };
    tx.execute(
        "update mail set attempts = attempts + 1, attempted_at_ms = $2, address_hash = $3
         where id = $1",
        args![id, tx.now_ms(), mail.address.hash()],
    )
    .await?;
    Ok(Prepared::Ready(
        write(app, kind, &mail, &written)?,
        mail.address,
    ))
}

async fn reason_against(tx: &mut Tx, kind: &Kind, mail: &Queued) -> Result<Option<&'static str>> {
    let is_proof = kind.purpose == Purpose::Proof;
    if !is_proof && bounce::has_bounced(tx, mail.address.as_str()).await? {
        return Ok(Some("the address refuses mail"));
    }
    if matches!(kind.purpose, Purpose::Wanted { .. }) && unwanted::by(tx, mail, kind.name).await? {
        return Ok(Some("not wanted"));
    }
    let (all, same) = tx
        .one::<(i64, i64)>(
            "select count(*), cast(coalesce(sum(case when kind = $3 then 1 else 0 end), 0) as bigint)
             from mail where address_hash = $1 and attempted_at_ms > $2 and id <> $4",
            args![mail.address.hash(), tx.now_ms() - DAY_MS, kind.name, mail.id],
        )
        .await?;
    let many = all >= DAY_MAILS_MAX || (is_proof && same >= DAY_PROOFS_MAX);
    Ok(many.then_some("too many in a day"))
}

async fn suppress(tx: &mut Tx, id: MailId, reason: &str) -> Result<Prepared> {
    end(tx, id, "suppressed", reason).await?;
    Ok(Prepared::Settled)
}

async fn settle(
    app: &App,
    timer: Timer,
    id: MailId,
    delivery: &Delivery,
    address: &Address,
) -> Result<()> {
    app.write(async |tx: &mut Tx| {
        if !timer.finish(tx).await? {
            return Err(Error::Broken(anyhow::anyhow!(
                "another node sends this mail"
            )));
        }
        match delivery {
            Delivery::Taken => end(tx, id, "sent", "").await,
            Delivery::Refused(code) => end(tx, id, "failed", code).await,
            Delivery::NoSuchAddress(code) => {
                bounce::mark(tx, &address.hash()).await?;
                end(tx, id, "failed", code).await
            }
        }
    })
    .await
}

/// The address is needed no more.
async fn end(tx: &mut Tx, id: MailId, state: &str, reason: &str) -> Result<()> {
    tx.execute(
        "update mail set state = $2, reason = $3, settled_at_ms = $4, address = ''
         where id = $1 and state = 'queued'",
        args![id, state, reason, tx.now_ms()],
    )
    .await?;
    Ok(())
}

/// A mail was queued: it is forgotten later.
pub(super) async fn forget_later(tx: &mut Tx) -> Result<()> {
    let due_at_ms = tx.now_ms() + FORGET_EVERY_MS;
    timers::schedule_unless_set(tx, FORGET.name, 0, due_at_ms).await
}

async fn forget(app: &App, timer: Timer) -> Result<()> {
    while app.write(async |tx: &mut Tx| forget_some(tx).await).await? {}
    app.write(async |tx: &mut Tx| {
        let sql = "select id from mail limit 1";
        if tx.optional::<(i64,)>(sql, args![]).await?.is_some() {
            let due_at_ms = tx.now_ms() + FORGET_EVERY_MS;
            timers::schedule(tx, FORGET.name, 0, due_at_ms).await?;
        } else {
            // Whoever queues after this sets a new one.
            timer.finish(tx).await?;
        }
        Ok(())
    })
    .await
}

/// True when there may be more.
async fn forget_some(tx: &mut Tx) -> Result<bool> {
    let before_ms = tx.now_ms() - KEPT_MS;
    let forgotten = tx
        .execute(
            "delete from mail where id in
                 (select id from mail where queued_at_ms <= $1 order by queued_at_ms limit $2)",
            args![before_ms, FORGET_ROWS_MAX],
        )
        .await?;
    Ok(i64::try_from(forgotten).is_ok_and(|rows| rows == FORGET_ROWS_MAX))
}
