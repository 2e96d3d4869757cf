//! What the book lets move, and what it refuses.

mod simulation;

use rules::ledger::{Entry, Kind, Transfer};
use store::{Tx, args};

use super::*;
use crate::app::App;
use crate::changes::Change;
use crate::error::{Error, Result};
use crate::ids::{AccountId, CityId, MerchSizeId, TransferId};
use crate::town::Town;

/// Any refusal that is there.
const SHORT: &str = "error-malformed";

fn points() -> Unit {
    Unit::Points(CityId::from(7))
}

fn member(id: i64) -> Account {
    Account::member(AccountId::from(id))
}

fn source() -> Account {
    Account::of(Kind::Programme)
}

async fn moves(
    app: &App,
    key: &str,
    from: Account,
    to: Account,
    amount: i64,
) -> Result<TransferId> {
    let between = Transfer::between(from, to, amount).unwrap();
    moves_all(app, key, points(), &between).await
}

async fn moves_all(
    app: &App,
    key: &str,
    unit: Unit,
    transfer: &Transfer<Account>,
) -> Result<TransferId> {
    let order = Order {
        key,
        unit,
        reason: "tested",
        transfer,
        short: SHORT,
    };
    app.write(async |tx: &mut Tx| super::transfer(tx, &order).await)
        .await
}

async fn holds(app: &App, account: Account) -> i64 {
    app.read(async |tx: &mut Tx| balance(tx, points(), account).await)
        .await
        .unwrap()
}

async fn is_right(app: &App) -> i64 {
    let (transfers, complaints) = super::complaints(app.store()).await.unwrap();
    assert!(complaints.is_empty(), "{complaints:?}");
    transfers
}

fn is_short(result: Result<TransferId>) -> bool {
    matches!(result, Err(Error::Refused(refusal)) if refusal.key == SHORT)
}

#[tokio::test]
async fn points_go_from_a_programme_to_a_member_and_on() {
    let town = Town::new().await;
    let app = &town.app;
    let given = moves(app, "gift", source(), member(1), 50).await.unwrap();
    assert_eq!(
        (holds(app, source()).await, holds(app, member(1)).await),
        (-50, 50)
    );
    let spent = Account::of(Kind::Spent);
    moves(app, "paid", member(1), spent, 20).await.unwrap();
    assert!(is_short(moves(app, "more", member(1), spent, 31).await));
    assert!(is_short(moves(app, "nothing", member(2), spent, 1).await));
    assert_eq!(
        (holds(app, member(1)).await, holds(app, spent).await),
        (30, 20)
    );
    assert_eq!(is_right(app).await, 2, "what is refused leaves nothing");
    let read = app.read(async |tx: &mut Tx| history(tx, points(), member(1), None, 10).await);
    let moved: Vec<_> = read
        .await
        .unwrap()
        .into_iter()
        .map(|one| one.amount)
        .collect();
    assert_eq!(moved, [-20, 50]);
    assert_eq!(
        town.changes().await[0],
        Change::Transferred { transfer: given }
    );
}

#[tokio::test]
async fn a_key_is_one_transfer() {
    let town = Town::new().await;
    let app = &town.app;
    let first = moves(app, "gift", source(), member(1), 50).await.unwrap();
    let again = moves(app, "gift", source(), member(1), 50).await.unwrap();
    assert_eq!((first, holds(app, member(1)).await), (again, 50));
    for other in [
        moves(app, "gift", source(), member(1), 51).await,
        moves(app, "gift", source(), member(2), 50).await,
        moves(app, &"k".repeat(201), source(), member(2), 50).await,
    ] {
        assert!(matches!(other, Err(Error::Broken(_))), "{other:?}");
    }
    let between = Transfer::between(source(), member(1), 50).unwrap();
    let elsewhere = Unit::Points(CityId::from(8));
    let other = moves_all(app, "gift", elsewhere, &between).await;
    assert!(matches!(other, Err(Error::Broken(_))), "of another unit");
    assert_eq!(is_right(app).await, 1);
}

#[tokio::test]
async fn what_was_wrong_is_reversed_once() {
    let town = Town::new().await;
    let app = &town.app;
    let given = moves(app, "gift", source(), member(1), 50).await.unwrap();
    let back = async |of| {
        app.write(async |tx: &mut Tx| reverse(tx, of, "tested-back", SHORT).await)
            .await
    };
    let reversal = back(given).await.unwrap();
    assert_eq!(back(given).await.unwrap(), reversal, "once");
    assert_eq!(
        (holds(app, source()).await, holds(app, member(1)).await),
        (0, 0)
    );
    assert!(matches!(back(reversal).await, Err(Error::Broken(_))));
    assert!(matches!(
        back(TransferId::from(3)).await,
        Err(Error::NotFound)
    ));

    let given = moves(app, "another", source(), member(1), 50)
        .await
        .unwrap();
    moves(app, "paid", member(1), Account::of(Kind::Spent), 1)
        .await
        .unwrap();
    assert!(
        is_short(back(given).await),
        "what was used does not come back"
    );
    let read = app.read(async |tx: &mut Tx| history(tx, points(), member(1), None, 10).await);
    let moved = read.await.unwrap();
    assert_eq!(moved.len(), 4);
    assert_eq!(moved[2].reverses, Some(moved[3].transfer_id));
    assert_eq!(moved[3].reversed_by, Some(moved[2].transfer_id));
    is_right(app).await;
}

#[tokio::test]
async fn many_entries_are_one_transfer() {
    let town = Town::new().await;
    let entry = |account, amount| Entry { account, amount };
    let split = Transfer::new(vec![
        entry(source(), -10),
        entry(member(1), 7),
        entry(member(2), 3),
    ]);
    let unit = Unit::Item(MerchSizeId::from(7));
    moves_all(&town.app, "split", unit, &split.unwrap())
        .await
        .unwrap();
    let taken = Transfer::new(vec![
        entry(member(1), -7),
        entry(member(2), -4),
        entry(source(), 11),
    ]);
    assert!(is_short(
        moves_all(&town.app, "taken", unit, &taken.unwrap()).await
    ));
    let held = town
        .app
        .read(async |tx: &mut Tx| balance(tx, unit, member(1)).await);
    assert_eq!(held.await.unwrap(), 7, "all of it or nothing");
    assert_eq!(is_right(&town.app).await, 1);
}

#[tokio::test]
async fn the_doctor_sees_what_was_tampered_with() {
    let town = Town::new().await;
    moves(&town.app, "gift", source(), member(1), 50)
        .await
        .unwrap();
    let tamper = async |sql: &'static str| {
        let write = town
            .app
            .write(async |tx: &mut Tx| Ok(tx.execute(sql, args![]).await?));
        assert!(write.await.unwrap() > 0);
        super::complaints(town.app.store()).await.unwrap().1.len()
    };
    assert_eq!(
        tamper("update ledger_account set balance = 51 where kind = 'member'").await,
        1
    );
    assert_eq!(
        tamper("update ledger_entry set amount = 51 where amount = 50").await,
        1
    );
    assert_eq!(tamper("delete from ledger_transfer").await, 2);
}
