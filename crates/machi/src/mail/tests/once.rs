//! Each mail goes out once: whoever queues it twice, and whatever dies in the middle.

use futures_util::FutureExt;

use super::server::{PostOffice, Whim};
use super::*;
use crate::changes::Change;
use crate::readers::{self, Reader};

const MINUTE_MS: i64 = 60_000;

/// Writes to everybody who joins, and twice to be sure.
const READER: Reader = Reader {
    name: "test-mail",
    read: |_, tx, changes| {
        async move {
            for change in changes {
                if let Change::MailChoicesChanged { account } = change.change {
                    let new = mail(&NEEDED, To::Account(account), account.get());
                    super::super::queue(tx, new.clone()).await?;
                    super::super::queue(tx, new).await?;
                }
            }
            Ok(())
        }
        .boxed()
    },
};

#[tokio::test]
async fn what_the_log_tells_is_mailed_once_however_often_it_is_read() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    readers::begin(&town.app, &[READER]).await.unwrap();
    let mika = reader(&town, "mika", Lang::En).await;
    let tell = town
        .app
        .write(async |tx: &mut Tx| super::super::unsubscribe(tx, mika, &NEWS).await);
    tell.await.unwrap();
    town.settle().await;
    readers::catch_up(&town.app, &READER).await.unwrap();
    assert_eq!(send(&town).await, 1);

    // From the start of the log again, as after a copy of an old database was put back.
    let write = town.app.write(async |tx: &mut Tx| {
        let sql = "update reader set place = $2 where name = $1";
        let start = store::Position::START.to_string();
        Ok(tx.execute(sql, args![READER.name, start]).await?)
    });
    write.await.unwrap();
    readers::catch_up(&town.app, &READER).await.unwrap();
    assert_eq!(send(&town).await, 0);
    let mails = office.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, "mika@mail.example");
    assert_eq!(states(&town).await, [state("sent", "")]);
}

#[tokio::test]
async fn a_node_that_dies_before_it_sends_loses_nothing() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = reader(&town, "mika", Lang::En).await;
    queue(&town, mail(&NEWS, To::Account(mika), 1)).await;
    office.expect(&[Whim::Silent]);
    let dying = tokio::time::timeout(std::time::Duration::from_millis(500), send(&town));
    assert!(dying.await.is_err(), "it dies while the server is silent");
    assert_eq!(send(&town).await, 0, "it is claimed");
    town.clock.advance(TIMER.claim_ms);
    assert_eq!(send(&town).await, 1);
    assert_eq!(office.mails().len(), 1);
    town.clock.advance(100 * MINUTE_MS);
    assert_eq!(send(&town).await, 0);
}

#[tokio::test]
async fn a_repeat_after_a_lost_answer_is_the_same_message() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = reader(&town, "mika", Lang::Ja).await;
    queue(&town, mail(&NEWS, To::Account(mika), 1)).await;
    office.expect(&[Whim::TakeAndHangUp]);
    assert_eq!(send(&town).await, 1);
    assert_eq!(states(&town).await, [state("queued", "")]);
    town.clock.advance(MINUTE_MS);
    assert_eq!(send(&town).await, 1);
    let mails = office.mails();
    assert_eq!(mails.len(), 2);
    assert!(
        mails[0]
            .header("Message-ID")
            .unwrap()
            .ends_with("@town.example>")
    );
    assert_eq!(mails[0].raw(), mails[1].raw());
    assert_eq!(states(&town).await, [state("sent", "")]);
}

#[tokio::test]
async fn what_is_not_worth_sending_any_more_is_not_sent() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    let mika = reader(&town, "mika", Lang::En).await;
    queue(&town, mail(&STALE, To::Account(mika), 1)).await;
    town.sign_up("nomail").await;
    let without = town.account("nomail").await;
    queue(&town, mail(&NEEDED, To::Account(without), 2)).await;
    assert_eq!(
        send(&town).await,
        1,
        "whoever has no address is not written to"
    );
    assert!(office.mails().is_empty());
    assert_eq!(
        states(&town).await,
        [state("suppressed", "not worth sending any more")]
    );
}

#[tokio::test]
async fn what_was_settled_long_ago_is_forgotten() {
    let office = PostOffice::open().await;
    let town = office.town().await;
    queue(&town, mail(&NEEDED, somebody("a@mail.example"), 1)).await;
    send(&town).await;
    let forget = [crate::mail::FORGET];
    for _ in 0..=180 {
        assert_eq!(states(&town).await.len(), 1);
        town.clock.advance(24 * 60 * MINUTE_MS);
        timers::run_due(&town.app, &forget).await.unwrap();
        if states(&town).await.is_empty() {
            return;
        }
    }
    panic!("it is still known");
}
