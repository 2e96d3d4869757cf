//! Using the mailed link: whoever does so has the address, and gets what they wished for.

use store::{Tx, args};

use super::claim::claim;
use super::{Visit, visit};
use crate::app::App;
use crate::draws::Issuer;
use crate::error::{Error, Result};
use crate::going::answer::{Wish, accept, check, come, open};
use crate::going::rsvp::{self, Rsvp, State, Who};
use crate::ids::{AccountId, VisitorId};
use crate::mail;
use crate::visitors;

/// Takes the seats that are held, or else what there is: seats, a place in the line, or a question to
/// the organiser. A seat that was offered is accepted. Again it changes nothing; answers how it
/// stands.
pub(super) async fn confirm(app: &App, tx: &mut Tx, link: &str) -> Result<State> {
    let Visit { visitor, rsvp } = visit(app, tx, link).await?;
    let old = rsvp.ok_or(Error::NotFound)?;
    let (who, date) = (old.who, (visitor.event, visitor.occurrence));
    match old.state {
        State::Held => {
            let at = open(tx, visitor.event, visitor.occurrence).await?;
            let rsvp = Rsvp {
                state: State::Going,
                until_ms: None,
                ..old
            };
            rsvp::set(tx, &at, &rsvp).await?;
        }
        State::Unconfirmed | State::Left => {
            let at = open(tx, visitor.event, visitor.occurrence).await?;
            let wish = Wish {
                party: old.party,
                seat_type: old.seat_type,
            };
            check(&at, wish)?;
            come(Issuer::of(app), tx, &at, who, wish).await?;
        }
        State::Offered => accept(tx, who, date).await?,
        _ => {}
    }
    if !visitor.confirmed {
        visitors::confirm(tx, visitor.id).await?;
        if let Some(address) = &visitor.address {
            mail::forget_bounce(tx, address.as_str()).await?;
        }
    }
    let who = match account_of(tx, visitor.id).await? {
        Some(account) => {
            claim(tx, &visitor, account).await?;
            Who::Member(account)
        }
        None => who,
    };
    let now = rsvp::of(tx, visitor.occurrence, who).await?;
    Ok(now.map_or(State::Left, |now| now.state))
}

/// Whose confirmed address it is.
async fn account_of(tx: &mut Tx, visitor: VisitorId) -> Result<Option<AccountId>> {
    // `account_mail` belongs to accounts, `visitor` to visitors.
    let sql = "select m.account_id from visitor v join account_mail m on m.folded = v.folded
               where v.id = $1";
    let row = tx.optional::<(AccountId,)>(sql, args![visitor]).await?;
    Ok(row.map(|(account,)| account))
}
