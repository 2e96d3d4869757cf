//! Visitors: who wants seats of one date without an account. A name and a mail address, whose link
//! is all that they need; both are forgotten when they are needed no more.

mod forget;

use store::{Tx, args};

use crate::accounts;
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::ids::{EventId, OccurrenceId, VisitorId};
use crate::mail::Address;
use crate::text::Lang;

pub use forget::{FORGET, forget_now};

const LINK: &str = "visit";

/// What somebody filled in, as it was typed and checked.
#[derive(Debug, Clone)]
pub struct NewVisitor {
    pub name: String,
    pub address: Address,
    /// In which they are written to.
    pub lang: Lang,
}

/// Somebody at one date.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub id: VisitorId,
    pub event: EventId,
    pub occurrence: OccurrenceId,
    /// Empty once they are forgotten, as the address.
    pub name: String,
    /// None once it is forgotten.
    pub address: Option<Address>,
    pub lang: Lang,
    /// The mailed link was used: the address is theirs.
    pub confirmed: bool,
    /// When it was.
    pub confirmed_at_ms: Option<i64>,
}

store::row! {
    struct Row {
        id: VisitorId,
        event_id: EventId,
        occurrence_id: OccurrenceId,
        name: String,
        address: String,
        lang: String,
        confirmed_at_ms: Option<i64>,
    }
}

impl From<Row> for Visitor {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            event: row.event_id,
            occurrence: row.occurrence_id,
            name: row.name,
            address: Address::parse(&row.address, "address").ok(),
            lang: row.lang.parse().unwrap_or_default(),
            confirmed: row.confirmed_at_ms.is_some(),
            confirmed_at_ms: row.confirmed_at_ms,
        }
    }
}

/// Checks what was typed.
///
/// # Errors
/// Everything that is wrong with it, by field.
pub fn check(name: &str, address: &str, lang: Lang) -> Result<NewVisitor> {
    let name = name.trim();
    let mut refusals = Vec::new();
    if name.is_empty() {
        refusals.push(Refusal::new("visits-name-missing").on("name"));
    }
    refusals.extend(accounts::display_name_problem(name).map(|refusal| refusal.on("name")));
    let address = match Address::parse(address, "address") {
        Ok(address) => Some(address),
        Err(Error::Refused(refusal)) => {
            refusals.push(refusal);
            None
        }
        Err(error) => return Err(error),
    };
    Refusal::join(refusals)?;
    Ok(NewVisitor {
        name: name.to_owned(),
        address: address.ok_or(Error::NotFound)?,
        lang,
    })
}

/// The visitor of that address at that date, a new one if there is none yet. As long as the link was
/// not used, what was typed last counts.
pub async fn enter(
    tx: &mut Tx,
    (event, occurrence): (EventId, OccurrenceId),
    new: &NewVisitor,
) -> Result<Visitor> {
    let folded = new.address.folded();
    let id = VisitorId::from(tx.new_id());
    let added = tx
        .execute(
            "insert into visitor (id, event_id, occurrence_id, name, address, folded, lang,
               created_at_ms)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
            args![
                id,
                event,
                occurrence,
                new.name,
                new.address.as_str(),
                folded,
                new.lang.tag(),
                tx.now_ms()
            ],
        )
        .await?;
    if added == 0 {
        tx.execute(
            "update visitor set name = $3, address = $4, lang = $5
             where occurrence_id = $1 and folded = $2 and confirmed_at_ms is null",
            args![
                occurrence,
                folded,
                new.name,
                new.address.as_str(),
                new.lang.tag()
            ],
        )
        .await?;
    }
    let row = tx
        .one::<Row>(
            "select id, event_id, occurrence_id, name, address, lang, confirmed_at_ms from visitor
             where occurrence_id = $1 and folded = $2",
            args![occurrence, folded],
        )
        .await?;
    let visitor = Visitor::from(row);
    if !visitor.confirmed {
        // Also who asks again is known as long as their new link works.
        forget::set(tx, visitor.id).await?;
    }
    Ok(visitor)
}

/// The visitor, also one who is forgotten.
pub async fn find(tx: &mut Tx, id: VisitorId) -> Result<Option<Visitor>> {
    let sql = "select id, event_id, occurrence_id, name, address, lang, confirmed_at_ms
               from visitor where id = $1";
    Ok(tx.optional::<Row>(sql, args![id]).await?.map(Visitor::from))
}

/// The link was used: the address is theirs.
pub async fn confirm(tx: &mut Tx, id: VisitorId) -> Result<()> {
    let sql = "update visitor set confirmed_at_ms = $2 where id = $1 and confirmed_at_ms is null";
    tx.execute(sql, args![id, tx.now_ms()]).await?;
    Ok(())
}

/// The signed part of the link to a visit.
pub fn link(app: &App, id: VisitorId) -> String {
    app.key().sign(LINK, &id.to_string())
}

/// Whose link it is.
///
/// # Errors
/// `NotFound` for one that is not ours.
pub fn of_link(app: &App, link: &str) -> Result<VisitorId> {
    let id = app.key().verify(LINK, link).and_then(|id| id.parse().ok());
    id.ok_or(Error::NotFound)
}
