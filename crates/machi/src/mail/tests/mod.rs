//! Mails go out once, in the reader's language, to who wants them.

mod once;
mod refused;
pub(crate) mod server;
mod unwanted;
mod written;

use futures_util::FutureExt;
use store::{Tx, args};

use super::{Address, Kind, NewMail, Part, Purpose, To, Written};
use crate::ids::AccountId;
use crate::text::Lang;
use crate::timers;
use crate::town::Town;

/// What one may do without.
const NEWS: Kind = Kind {
    name: "test-news",
    purpose: Purpose::Wanted {
        topic: "mail-subject",
    },
    compose: |app, _, mail| {
        async move {
            let number = mail.subject_id;
            Ok(Some(Written {
                subject: format!("{} {number}", mail.lang.t("web-settings")),
                attachments: Vec::new(),
                parts: vec![
                    Part::Words(mail.lang.t("web-settings")),
                    Part::Item {
                        title: "Jazz <live> & more".into(),
                        url: format!("{}/events/{number}", app.settings().public_url),
                        words: "Tonight, at nine.".into(),
                    },
                ],
            }))
        }
        .boxed()
    },
};

/// What one needs.
const NEEDED: Kind = Kind {
    name: "test-needed",
    purpose: Purpose::Needed,
    compose: NEWS.compose,
};

/// What came to nothing before it was sent.
const STALE: Kind = Kind {
    name: "test-stale",
    purpose: Purpose::Needed,
    compose: |_, _, _| async { Ok(None) }.boxed(),
};

const PROOF: Kind = Kind {
    name: "test-proof",
    purpose: Purpose::Proof,
    compose: NEWS.compose,
};

const TIMER: timers::Kind =
    super::timer(|app, timer| super::send(app, timer, &[NEWS, NEEDED, STALE, PROOF]).boxed());

/// Somebody who reads the language and has confirmed `handle@mail.example`.
async fn reader(town: &Town, handle: &str, lang: Lang) -> AccountId {
    town.sign_up(handle).await;
    let account = town.account(handle).await;
    let address = format!("{handle}@mail.example");
    let write = town.app.write(async |tx: &mut Tx| {
        let sql = "update account set lang = $2 where id = $1";
        tx.execute(sql, args![account, lang.tag()]).await?;
        let sql = "insert into account_mail (account_id, address, folded, confirmed_at_ms)
                   values ($1, $2, $2, $3)";
        tx.execute(sql, args![account, address, tx.now_ms()])
            .await?;
        Ok(())
    });
    write.await.unwrap();
    account
}

fn mail(kind: &Kind, to: To, subject_id: i64) -> NewMail {
    NewMail {
        key: format!("{}/{subject_id}", kind.name),
        kind: kind.name,
        to,
        subject_id,
    }
}

fn somebody(address: &str) -> To {
    To::Address {
        address: Address::parse(address, "address").unwrap(),
        lang: Lang::En,
    }
}

async fn queue(town: &Town, new: NewMail) {
    let write = town
        .app
        .write(async |tx: &mut Tx| super::queue(tx, new.clone()).await);
    write.await.unwrap();
}

/// Sends what is due; answers how many were tried.
async fn send(town: &Town) -> usize {
    timers::run_due(&town.app, &[TIMER]).await.unwrap()
}

/// State and reason of each mail, in the order in which they were queued.
async fn states(town: &Town) -> Vec<(String, String)> {
    let read = town.app.read(async |tx: &mut Tx| {
        let sql = "select state, reason from mail order by id";
        Ok(tx.all::<(String, String)>(sql, args![]).await?)
    });
    read.await.unwrap()
}

fn state(state: &str, reason: &str) -> (String, String) {
    (state.to_owned(), reason.to_owned())
}
