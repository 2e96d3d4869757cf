//! What people do not want to get, and the signed link by which they say so.

use store::{Tx, args};

use super::{Kind, Purpose, Queued};
use crate::app::App;
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::AccountId;

const LINK: &str = "mail-unsubscribe";

store::row! {
    /// Mails that an account does not want.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Unwanted {
        pub kind: String,
        /// The locale key that names them.
        pub topic: String,
    }
}

/// Who does not want a kind of mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    Account(AccountId),
    /// By the hash of the address.
    Address(String),
}

impl Who {
    fn of(mail: &Queued) -> Self {
        match mail.account {
            Some(account) => Self::Account(account),
            None => Self::Address(mail.address.hash()),
        }
    }

    fn columns(&self) -> (Option<AccountId>, &str) {
        match self {
            Self::Account(account) => (Some(*account), ""),
            Self::Address(hash) => (None, hash),
        }
    }
}

/// What a link says: who, and which kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) who: Who,
    pub(super) kind: String,
    /// The locale key that names it.
    pub(super) topic: String,
}

impl Link {
    /// Its signed form, for an address.
    pub(super) fn signed(app: &App, mail: &Queued, kind: &Kind, topic: &str) -> String {
        let who = match Who::of(mail) {
            Who::Account(account) => format!("account~{account}"),
            Who::Address(hash) => format!("address~{hash}"),
        };
        app.key()
            .sign(LINK, &format!("{who}~{}~{topic}", kind.name))
    }

    pub(super) fn read(app: &App, signed: &str) -> Option<Self> {
        let mut words = app.key().verify(LINK, signed)?.split('~');
        let who = match (words.next()?, words.next()?) {
            ("account", id) => Who::Account(id.parse().ok()?),
            ("address", hash) => Who::Address(hash.to_owned()),
            _ => return None,
        };
        Some(Self {
            who,
            kind: words.next()?.to_owned(),
            topic: words.next()?.to_owned(),
        })
    }
}

/// Says that mails of the kind are wanted no more. Twice changes nothing.
pub(super) async fn refuse(tx: &mut Tx, who: &Who, kind: &str, topic: &str) -> Result<()> {
    if let Who::Account(account) = who
        && !exists(tx, *account).await?
    {
        return Ok(());
    }
    let (account, hash) = who.columns();
    let (id, now_ms) = (tx.new_id(), tx.now_ms());
    let added = tx
        .execute(
            "insert into mail_unwanted (id, account_id, address_hash, kind, topic, since_ms)
             values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
            args![id, account, hash, kind, topic, now_ms],
        )
        .await?;
    match account {
        Some(account) if added == 1 => {
            changes::record(tx, None, Change::MailChoicesChanged { account }).await
        }
        _ => Ok(()),
    }
}

/// The account is gone when its owner removed it; then there is nothing to refuse.
async fn exists(tx: &mut Tx, account: AccountId) -> Result<bool> {
    let sql = "select id from account where id = $1";
    Ok(tx.optional::<(i64,)>(sql, args![account]).await?.is_some())
}

/// Says that the account does not want mails of the kind; of one that is needed it changes nothing.
pub async fn unsubscribe(tx: &mut Tx, account: AccountId, kind: &Kind) -> Result<()> {
    match kind.purpose {
        Purpose::Wanted { topic } => refuse(tx, &Who::Account(account), kind.name, topic).await,
        Purpose::Proof | Purpose::Needed => Ok(()),
    }
}

/// Says that the account wants mails of the kind again; that it does already changes nothing.
pub async fn subscribe(tx: &mut Tx, account: AccountId, kind: &str) -> Result<()> {
    want(tx, &Who::Account(account), kind).await
}

pub(super) async fn want(tx: &mut Tx, who: &Who, kind: &str) -> Result<()> {
    let (account, hash) = who.columns();
    let removed = tx
        .execute(
            "delete from mail_unwanted
             where coalesce(account_id, 0) = $1 and address_hash = $2 and kind = $3",
            args![account.map_or(0, AccountId::get), hash, kind],
        )
        .await?;
    match account {
        Some(account) if removed == 1 => {
            changes::record(tx, None, Change::MailChoicesChanged { account }).await
        }
        _ => Ok(()),
    }
}

/// What the account does not want, in the order in which it said so.
pub async fn unwanted(tx: &mut Tx, account: AccountId) -> Result<Vec<Unwanted>> {
    let sql = "select kind, topic from mail_unwanted where account_id = $1 order by since_ms, id";
    Ok(tx.all::<Unwanted>(sql, args![account]).await?)
}

/// Whether the recipient of a mail does not want its kind.
pub(super) async fn by(tx: &mut Tx, mail: &Queued, kind: &str) -> Result<bool> {
    is_unwanted(tx, &Who::of(mail), kind).await
}

pub(super) async fn by_account(tx: &mut Tx, account: AccountId, kind: &str) -> Result<bool> {
    is_unwanted(tx, &Who::Account(account), kind).await
}

pub(super) async fn is_unwanted(tx: &mut Tx, who: &Who, kind: &str) -> Result<bool> {
    let (account, hash) = who.columns();
    let sql = "select id from mail_unwanted
               where coalesce(account_id, 0) = $1 and address_hash = $2 and kind = $3";
    let account = account.map_or(0, AccountId::get);
    let found = tx.optional::<(i64,)>(sql, args![account, hash, kind]);
    Ok(found.await?.is_some())
}
