//! What is known of who answered: read anew each time, so that nothing that changed still counts.

use rules::pictured::{Facts, Standing, seasoned_until_ms, standing};
use store::{Tx, args};

use crate::error::Result;
use crate::ids::{AccountId, NoteId};

/// Whether the account came by a ticket to what the note `n` is about. `ticket` belongs to seats, `rsvp`
/// to going.
macro_rules! ticket {
    ($account:literal) => {
        concat!(
            "exists (select 1 from rsvp r join ticket t on t.rsvp_id = r.id
               join event e on e.id = t.event_id
             where r.account_id = ",
            $account,
            " and t.admitted_scan_id is not null and not t.void
               and (t.event_id = n.event_id or e.place_id = n.place_id))"
        )
    };
}

/// Whether the account wrote another note about it. `note` belongs to notes.
macro_rules! own_note {
    ($account:literal) => {
        concat!(
            "exists (select 1 from note o where o.author_id = ",
            $account,
            " and o.id <> n.id and o.deleted_at_ms is null
               and (o.event_id = n.event_id or o.place_id = n.place_id))"
        )
    };
}

/// The facts of each answer `p`: its account at `$2` or younger is a new one. `account` belongs to
/// accounts.
macro_rules! facts {
    ($before:literal, $of:literal) => {
        concat!(
            "select ",
            $before,
            "p.as_pictured, ",
            $crate::pictured::facts::ticket!("p.account_id"),
            " ticket, ",
            $crate::pictured::facts::own_note!("p.account_id"),
            " own_note, (a.created_at_ms <= $2) seasoned, p.first_of_network from ",
            $of,
            " join note n on n.id = p.note_id join account a on a.id = p.account_id "
        )
    };
}
pub(super) use {facts, own_note, ticket};

store::row! {
    /// One answer, and what it rests on.
    pub(super) struct Known {
        pub(super) as_pictured: bool,
        pub(super) ticket: bool,
        pub(super) own_note: bool,
        pub(super) seasoned: bool,
        pub(super) first_of_network: bool,
    }
}

impl Known {
    pub(super) fn standing(&self) -> Standing {
        standing(Facts {
            ticket: self.ticket,
            own_note: self.own_note,
            seasoned: self.seasoned,
            first_of_network: self.first_of_network,
        })
    }
}

/// Whether the account was where the note is about.
pub(super) async fn was_there(tx: &mut Tx, account: AccountId, note: NoteId) -> Result<bool> {
    let sql = concat!(
        "select 1 from note n where n.id = $1 and (",
        ticket!("$2"),
        " or ",
        own_note!("$2"),
        ")"
    );
    let there = tx.optional::<(i64,)>(sql, args![note, account]).await?;
    Ok(there.is_some())
}

/// What the account answered.
pub(super) async fn own(tx: &mut Tx, account: AccountId, note: NoteId) -> Result<Option<Known>> {
    let sql = facts!(
        "",
        "(select * from pictured where note_id = $1 and account_id = $3) p"
    );
    let seasoned_ms = seasoned_until_ms(tx.now_ms());
    Ok(tx.optional(sql, args![note, seasoned_ms, account]).await?)
}

/// Whether what the account answered counts.
pub async fn counts(tx: &mut Tx, account: AccountId, note: NoteId) -> Result<bool> {
    let own = own(tx, account, note).await?;
    Ok(own.is_some_and(|own| own.standing() == Standing::Counts))
}
