//! What the mail server refuses: for now, for good, and because of us.

use super::server::{PostOffice, Whim};
use super::*;
use crate::mail::{DAY_MAILS_MAX, DAY_PROOFS_MAX};

const MINUTE_MS: i64 = 60_000;
const LATER: Whim = Whim::Recipient("451 4.3.0 <mika@mail.example> later, please");
const NOBODY: Whim = Whim::Recipient("550 5.1.1 <mika@mail.example> is nobody here");

#[tokio::test]
async fn what_is_refused_for_now_is_tried_again_later() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = reader(&town, "mika", Lang::En).await;
    queue(&town, mail(&NEWS, To::Account(mika), 1)).await;
    office.expect(&[LATER, Whim::Sender("421 4.3.2 closing")]);
    for (pause_ms, tried) in [(0, 1), (MINUTE_MS - 1, 0), (1, 1), (4 * MINUTE_MS, 1)] {
        town.clock.advance(pause_ms);
        assert_eq!(send(&town).await, tried, "after {pause_ms} ms");
    }
    assert_eq!(office.mails().len(), 1);
    assert_eq!(states(&town).await, [state("sent", "")]);
}

#[tokio::test]
async fn what_is_refused_for_two_days_is_given_up() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    queue(&town, mail(&NEWS, somebody("mika@mail.example"), 1)).await;
    office.expect(&[LATER; 20]);
    let mut tried = 0;
    for _ in 0..3 * 24 {
        tried += send(&town).await;
        town.clock.advance(60 * MINUTE_MS);
    }
    assert_eq!(tried, 12);
    let given_up = state("failed", "the mail server answered 451 4.3.0");
    assert_eq!(states(&town).await, [given_up], "and no address is kept");
    let failed = town.app.read(async |tx: &mut Tx| timers::failed(tx).await);
    assert!(failed.await.unwrap().is_empty());
}

#[tokio::test]
async fn an_address_that_refuses_for_good_gets_no_more_until_it_is_confirmed() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = reader(&town, "mika", Lang::En).await;
    let to = || To::Account(mika);
    queue(&town, mail(&NEWS, to(), 1)).await;
    office.expect(&[NOBODY]);
    send(&town).await;
    queue(&town, mail(&NEWS, to(), 2)).await;
    queue(&town, mail(&NEEDED, to(), 3)).await;
    send(&town).await;
    let refuses = state("suppressed", "the address refuses mail");
    let first = state("failed", "550 5.1.1");
    assert_eq!(states(&town).await, [first, refuses.clone(), refuses]);
    assert!(office.mails().is_empty());

    queue(&town, mail(&PROOF, somebody("Mika@mail.example"), 4)).await;
    send(&town).await;
    assert_eq!(office.mails().len(), 1, "the way back is open");
    let write = town.app.write(async |tx: &mut Tx| {
        assert!(crate::mail::has_bounced(tx, "MIKA@mail.example").await?);
        crate::mail::forget_bounce(tx, "mika@mail.example").await
    });
    write.await.unwrap();
    queue(&town, mail(&NEWS, to(), 5)).await;
    send(&town).await;
    assert_eq!(office.mails().len(), 2);
}

#[tokio::test]
async fn a_refusal_of_us_or_of_the_content_blames_no_address() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = reader(&town, "mika", Lang::En).await;
    for (number, whim) in (1..).zip([
        Whim::Recipient("554 5.7.1 relay access denied"),
        Whim::Content("554 5.7.1 this looks like spam"),
    ]) {
        queue(&town, mail(&NEWS, To::Account(mika), number)).await;
        office.expect(&[whim]);
        send(&town).await;
    }
    // The sender is of our settings: somebody will mend them.
    queue(&town, mail(&NEWS, To::Account(mika), 3)).await;
    office.expect(&[Whim::Sender("550 5.1.8 no such domain")]);
    send(&town).await;
    let refused = state("failed", "554 5.7.1");
    assert_eq!(
        states(&town).await,
        [refused.clone(), refused, state("queued", "")]
    );
    town.clock.advance(MINUTE_MS);
    send(&town).await;
    assert_eq!(office.mails().len(), 1);
}

#[tokio::test]
async fn nobody_s_mailbox_is_filled() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let count = |proofs: i64| i64::try_from(office.mails().len()).unwrap() - proofs;
    for number in 0..DAY_PROOFS_MAX + 3 {
        queue(&town, mail(&PROOF, somebody("mika@mail.example"), number)).await;
    }
    send(&town).await;
    assert_eq!(count(0), DAY_PROOFS_MAX);
    for number in 0..DAY_MAILS_MAX + 3 {
        queue(&town, mail(&NEEDED, somebody("mika@mail.example"), number)).await;
    }
    send(&town).await;
    assert_eq!(count(0), DAY_MAILS_MAX);
    queue(&town, mail(&NEEDED, somebody("joon@mail.example"), 500)).await;
    town.clock.advance(24 * 60 * MINUTE_MS);
    queue(&town, mail(&PROOF, somebody("mika@mail.example"), 501)).await;
    send(&town).await;
    assert_eq!(count(0), DAY_MAILS_MAX + 2, "others, and another day");
}

/// What a server writes back when the next one did not take the mail.
fn report(message_id: &str, action: &str, status: &str) -> String {
    format!(
        "From: MAILER-DAEMON@relay.example\r\nTo: hello@town.example\r\nSubject: Undelivered\r\n\
         Message-ID: <77@relay.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nI am sorry.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n\
         Final-Recipient: rfc822; mika@mail.example\r\nAction: {action}\r\nStatus: {status}\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id}\r\n\
         Subject: Settings 1\r\n\r\n--b--\r\n"
    )
}

#[tokio::test]
async fn a_report_that_comes_later_marks_the_address_too() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = reader(&town, "mika", Lang::En).await;
    queue(&town, mail(&NEWS, To::Account(mika), 1)).await;
    send(&town).await;
    let id = office.mails()[0].header("Message-ID").unwrap();
    for (message_id, action, status, told) in [
        ("<1@town.example>", "failed", "5.1.1", false),
        (id.as_str(), "delayed", "4.4.7", false),
        (id.as_str(), "failed", "5.7.1", false),
        (id.as_str(), "failed", "5.1.1", true),
        (id.as_str(), "failed", "5.1.1", true),
    ] {
        let report = report(message_id, action, status);
        let read = town
            .app
            .write(async |tx: &mut Tx| crate::mail::read_report(tx, report.as_bytes()).await);
        assert_eq!(read.await.unwrap(), told, "{message_id} {action} {status}");
    }
    queue(&town, mail(&NEWS, To::Account(mika), 2)).await;
    send(&town).await;
    assert_eq!(office.mails().len(), 1);
}
