//! A ticket: one row for each seat that is given.

use store::{Tx, args};

use super::Paper;
use crate::app::App;
use crate::error::{Error, Refusal, Result};
use crate::ids::{EventId, OccurrenceId, RsvpId, TicketId};
use crate::secrets::random_bytes;

/// Letters and digits that nobody takes for another.
const LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_CHARS: usize = 8;
/// A ticket that was issued anew so often is issued no more.
const ISSUES_MAX: i64 = 1_000;
/// Of the address of a ticket's page.
const LINK: &str = "ticket";

store::row! {
    /// The right to one seat.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Ticket {
        pub id: TicketId,
        pub event_id: EventId,
        pub occurrence_id: OccurrenceId,
        pub rsvp_id: RsvpId,
        /// By which it is found by hand.
        pub code: String,
        /// From 1; what was shown before is stale.
        pub issue: i64,
        pub void: bool,
        /// Somebody came in by it.
        pub used: bool,
    }
}

macro_rules! tickets_where {
    ($rest:literal) => {
        concat!(
            "select id, event_id, occurrence_id, rsvp_id, code, issue, void,
               (admitted_scan_id is not null) as used
             from ticket where ",
            $rest
        )
    };
}

impl Ticket {
    /// What its QR code says.
    pub fn paper(&self) -> Paper {
        Paper {
            event: self.event_id,
            occurrence: self.occurrence_id,
            ticket: self.id,
            issue: u16::try_from(self.issue).unwrap_or(u16::MAX),
        }
    }
}

/// Gives an answer so many tickets, no more and no fewer. One that is not needed is void; one that
/// is needed again has another code.
///
/// # Errors
/// Refused when one would be void by which somebody came in.
pub async fn keep(
    tx: &mut Tx,
    rsvp: RsvpId,
    (event, occurrence): (EventId, OccurrenceId),
    count: i64,
) -> Result<()> {
    let all = tx
        .all::<Ticket>(
            tickets_where!("rsvp_id = $1 order by admitted_scan_id is null, id"),
            args![rsvp],
        )
        .await?;
    let (void, valid): (Vec<_>, Vec<_>) = all.into_iter().partition(|ticket| ticket.void);
    let count = usize::try_from(count).unwrap_or(0);
    for ticket in valid.iter().skip(count) {
        self::void(tx, ticket).await?;
    }
    let missing = count.saturating_sub(valid.len());
    let mut again = void.iter().filter(|ticket| ticket.issue < ISSUES_MAX);
    for _ in 0..missing {
        match again.next() {
            Some(ticket) => reissue(tx, ticket).await?,
            None => make(tx, rsvp, (event, occurrence)).await?,
        }
    }
    Ok(())
}

async fn make(
    tx: &mut Tx,
    rsvp: RsvpId,
    (event, occurrence): (EventId, OccurrenceId),
) -> Result<()> {
    let (id, now_ms) = (tx.new_id(), tx.now_ms());
    tx.execute(
        "insert into ticket (id, event_id, occurrence_id, rsvp_id, code, made_at_ms)
         values ($1, $2, $3, $4, $5, $6)",
        args![id, event, occurrence, rsvp, new_code(), now_ms],
    )
    .await?;
    Ok(())
}

/// Takes it back.
///
/// # Errors
/// Refused when somebody came in by it.
pub async fn void(tx: &mut Tx, ticket: &Ticket) -> Result<()> {
    let sql = "update ticket set void = true where id = $1 and admitted_scan_id is null";
    if tx.execute(sql, args![ticket.id]).await? == 1 {
        Ok(())
    } else {
        Err(Refusal::new("tickets-used").into())
    }
}

/// Makes it valid with another code; what was shown before is stale.
///
/// # Errors
/// Refused when somebody came in by it, or when it was issued anew too often.
pub async fn reissue(tx: &mut Tx, ticket: &Ticket) -> Result<()> {
    let issued = tx
        .execute(
            "update ticket set void = false, issue = issue + 1, code = $2
             where id = $1 and admitted_scan_id is null and issue < $3",
            args![ticket.id, new_code(), ISSUES_MAX],
        )
        .await?;
    if issued == 1 {
        Ok(())
    } else {
        Err(Refusal::new("tickets-used").into())
    }
}

/// Gives the ticket to another answer, with another code.
///
/// # Errors
/// As [`reissue`].
pub async fn hand_to(tx: &mut Tx, ticket: &Ticket, rsvp: RsvpId) -> Result<()> {
    reissue(tx, ticket).await?;
    let sql = "update ticket set rsvp_id = $2 where id = $1";
    tx.execute(sql, args![ticket.id, rsvp]).await?;
    Ok(())
}

/// The ticket of this number.
pub async fn by_id(tx: &mut Tx, id: TicketId) -> Result<Ticket> {
    let sql = tickets_where!("id = $1");
    let found = tx.optional::<Ticket>(sql, args![id]).await?;
    found.ok_or(Error::NotFound)
}

/// The valid tickets of an answer.
pub async fn of_rsvp(tx: &mut Tx, rsvp: RsvpId) -> Result<Vec<Ticket>> {
    let sql = tickets_where!("rsvp_id = $1 and not void order by id");
    Ok(tx.all(sql, args![rsvp]).await?)
}

/// The last part of the address of the ticket's page: whoever has it has the ticket, until it is
/// issued anew.
pub fn link(app: &App, ticket: &Ticket) -> String {
    let issue = format!("{}-{}", ticket.id, ticket.issue);
    app.key().sign(LINK, &issue)
}

/// The ticket of a link, and whether the link is still that of the ticket.
pub async fn by_link(app: &App, tx: &mut Tx, link: &str) -> Result<(Ticket, bool)> {
    let named = app
        .key()
        .verify(LINK, link)
        .and_then(|issue| issue.split_once('-'));
    let (id, issue) = named.ok_or(Error::NotFound)?;
    let id: TicketId = id.parse().map_err(|_| Error::NotFound)?;
    let ticket = by_id(tx, id).await?;
    let current = !ticket.void && ticket.issue.to_string() == issue;
    Ok((ticket, current))
}

/// A chance code: 30^8 of them, so that two alike are not met; a unique column sees to the rest.
fn new_code() -> String {
    /// The bytes below it stand for each letter equally often.
    const FAIR_BYTES: u8 = 240;
    let mut code = String::with_capacity(CODE_CHARS);
    while code.len() < CODE_CHARS {
        let [byte] = random_bytes();
        if byte < FAIR_BYTES {
            code.push(char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_eight_letters_that_nobody_takes_for_another() {
        for _ in 0..200 {
            let code = new_code();
            assert_eq!(code.len(), CODE_CHARS);
            assert!(!code.contains(['0', 'O', '1', 'I', 'L', 'U']), "{code}");
        }
    }
}
