//! Of many who claim at once, as many get one as there are.

use futures_util::future::join_all;

use super::*;
use crate::accounts::{self, Member, NewAccount};
use crate::app::App;
use crate::error::Error;
use crate::ids::{AccountId, MerchItemId};
use crate::merch::{Claiming, claim};
use crate::points::tests::tokyo;
use crate::points::{Reason, award};
use crate::text::Lang;

const MEMBERS: usize = 1_000;
const PIECES: usize = 50;
const PRICE: i64 = 10;

/// Members with as many points as one costs.
async fn members(town: &Town) -> Vec<AccountId> {
    let city = tokyo(town);
    let mut members = Vec::new();
    for n in 0..MEMBERS {
        let write = town.app.write(async |tx: &mut Tx| {
            let new = NewAccount {
                handle: format!("claimer_{n}"),
                password_hash: None,
                display_name: format!("Claimer {n}"),
                lang: Lang::En,
                languages: "en".into(),
                home_city: None,
                is_demo: false,
            };
            let account = accounts::create(tx, &new).await?;
            let key = format!("storm:{account}");
            award(tx, city, account, PRICE, &key, Reason::BY_HAND).await?;
            Ok(account)
        });
        members.push(write.await.unwrap());
    }
    members
}

/// Whether the member got one.
async fn tries(app: &App, account: AccountId, item: MerchItemId) -> bool {
    let member = Member::assumed(account, "claimer");
    let wish = Claiming {
        key: "storm".into(),
        ..Claiming::default()
    };
    for _ in 0..1_000 {
        let command = async |tx: &mut Tx| claim(tx, app.key(), &member, item, &wish).await;
        match app.write(command).await {
            Ok(_) => return true,
            Err(Error::Refused(refusal)) if refusal.key == "merch-sold-out" => return false,
            // Answered as 503: the same request may succeed in a moment.
            Err(Error::Busy) => {}
            Err(error) => panic!("{error}"),
        }
    }
    panic!("busy for too long")
}

#[tokio::test]
async fn of_a_thousand_at_once_fifty_get_one() {
    let town = Town::with_cities().await;
    let ops = operator(&town, "ops").await;
    let pin = json!({ "names": { "en": "Pin" }, "state": "open", "price_points": PRICE,
        "pick_up": "At the desk" });
    let (item, _) = made(&ops, pin, i64::try_from(PIECES).unwrap()).await;
    let members = members(&town).await;
    // Two nodes, where two can share a database.
    let mut nodes = vec![town.app.clone()];
    if town.database.url().starts_with("postgres") {
        nodes.push(town.second_node(town.clock.clone()).await);
    }
    let id: MerchItemId = item.parse().unwrap();
    let all = members.iter().enumerate();
    let got = join_all(all.map(|(n, &account)| tries(&nodes[n % nodes.len()], account, id))).await;
    assert_eq!(got.iter().filter(|got| **got).count(), PIECES);
    assert_eq!(left(&ops, &item).await, [0]);
    book_is_right(&town).await;
    let read = town.app.read(async |tx: &mut Tx| {
        let sql = "select count(*), cast(sum(paid_points) as bigint) from merch_claim";
        let claims: (i64, i64) = tx.one(sql, args![]).await?;
        let sql = "select count(*) from ledger_account where kind = 'member' and balance = 0";
        let (paid,): (i64,) = tx.one(sql, args![]).await?;
        Ok((claims, paid))
    });
    assert_eq!(
        read.await.unwrap(),
        ((50, 500), 50),
        "who got none paid nothing"
    );
}
