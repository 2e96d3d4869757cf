//! How a member wants to be told of each kind. What is as the kind has it is not written down.

use store::{Tx, args};

use super::kinds::{self, Channel, Kind};
use crate::accounts::Member;
use crate::changes::{self, Change};
use crate::error::Result;
use crate::ids::AccountId;
use crate::mail;

/// Whether to be told of a kind in one way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    pub(super) kind: &'static Kind,
    pub(super) channel: Channel,
    pub(super) is_on: bool,
}

impl Wish {
    pub(super) fn is_of(&self, kind: &Kind, channel: Channel) -> bool {
        self.kind.name == kind.name && self.channel == channel
    }
}

/// In which ways the account wants to be told of the kind.
pub(super) async fn wanted(tx: &mut Tx, account: AccountId, kind: &Kind) -> Result<Vec<Channel>> {
    let sql = "select channel, is_on from notification_setting
               where account_id = $1 and kind = $2";
    let set = tx
        .all::<(String, bool)>(sql, args![account, kind.name])
        .await?;
    let is_on = |channel: &Channel| {
        let own = set.iter().find(|(name, _)| name == channel.name());
        own.map_or_else(|| kind.channels.contains(channel), |&(_, is_on)| is_on)
    };
    Ok(Channel::ALL.into_iter().filter(is_on).collect())
}

/// Everything that the account wants or not. Whoever stopped the mails of a channel by their link
/// gets none of it.
pub(super) async fn all(tx: &mut Tx, account: AccountId) -> Result<Vec<Wish>> {
    let stopped = stopped(tx, account).await?;
    let mut all = Vec::new();
    for kind in kinds::ALL {
        let wanted = wanted(tx, account, kind).await?;
        all.extend(Channel::ALL.map(|channel| Wish {
            kind,
            channel,
            is_on: wanted.contains(&channel) && !stopped.contains(&channel),
        }));
    }
    Ok(all)
}

/// The channels whose mails the account does not want.
async fn stopped(tx: &mut Tx, account: AccountId) -> Result<Vec<Channel>> {
    let unwanted = mail::unwanted(tx, account).await?;
    let is_stopped = |channel: &Channel| {
        let mail = channel.mail();
        mail.is_some_and(|mail| unwanted.iter().any(|unwanted| unwanted.kind == mail.name))
    };
    Ok(Channel::ALL.into_iter().filter(is_stopped).collect())
}

/// Tells from now on as is wished; what was told stays. A channel that was stopped by its link goes
/// on when anything of it is wished.
pub(super) async fn save(tx: &mut Tx, by: &Member, wishes: &[Wish]) -> Result<()> {
    for channel in stopped(tx, by.id).await? {
        let goes_on = wishes
            .iter()
            .any(|wish| wish.channel == channel && wish.is_on);
        if let Some(mail) = channel.mail().filter(|_| goes_on) {
            mail::subscribe(tx, by.id, mail.name).await?;
        }
    }
    let stopped = stopped(tx, by.id).await?;
    let mut changed = false;
    for wish in wishes {
        if !stopped.contains(&wish.channel) {
            changed |= set(tx, by.id, wish).await?;
        }
    }
    if changed {
        let account = by.id;
        changes::record(tx, None, Change::NotificationsChanged { account }).await?;
    }
    Ok(())
}

/// True when it was otherwise.
async fn set(tx: &mut Tx, account: AccountId, wish: &Wish) -> Result<bool> {
    let &Wish {
        kind,
        channel,
        is_on,
    } = wish;
    if wanted(tx, account, kind).await?.contains(&channel) == is_on {
        return Ok(false);
    }
    let (name, on) = (kind.name, channel.name());
    if kind.channels.contains(&channel) == is_on {
        let sql = "delete from notification_setting
                   where account_id = $1 and kind = $2 and channel = $3";
        tx.execute(sql, args![account, name, on]).await?;
    } else {
        let sql = "insert into notification_setting (account_id, kind, channel, is_on)
                   values ($1, $2, $3, $4)
                   on conflict (account_id, kind, channel) do update set is_on = excluded.is_on";
        tx.execute(sql, args![account, name, on, is_on]).await?;
    }
    Ok(true)
}
