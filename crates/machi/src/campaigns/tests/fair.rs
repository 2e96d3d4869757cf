//! What is published of who got seats.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{Tx, args};

use super::{Running, apply, close, done, running, seat};
use crate::campaigns::DAY_MS;
use crate::draws::tests::practising;
use crate::ids::{AccountId, CampaignId};
use crate::town::Town;

const API: &str = "/api/v1/cities/tokyo/campaigns/fair";
const PAGE: &str = "/cities/tokyo/campaigns/fair";

async fn told(town: &Town) -> Value {
    let answer = town.get(API).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

/// Another campaign of the same date as the one that runs.
async fn campaign(town: &Town, of: &Running<'_>, city: &str) -> CampaignId {
    let like: i64 = of.path.rsplit('/').next().unwrap().parse().unwrap();
    let write = town.app.write(async |tx: &mut Tx| {
        let id = tx.new_id();
        tx.execute(
            "insert into campaign (id, city_id, title, about, event_id, occurrence_id, seats,
               opens_at_ms, closes_at_ms, accept_hours, selection, hand_seats, members_only,
               posted_days, reliability_min, not_won_days, disclosure, created_at_ms,
               published_at_ms)
             select cast($1 as bigint), c.id, 'Earlier', '', l.event_id, l.occurrence_id, 9,
               0, 1, 24, 'hand', 0, false, 0, 0, 0, '{}', 0, 0
             from campaign l join city c on c.slug = $3 where l.id = $2",
            args![id, like, city],
        )
        .await?;
        Ok(CampaignId::from(id))
    });
    write.await.unwrap()
}

/// A seat that was offered so many days ago; its place in the campaign is its own.
async fn offered(
    town: &Town,
    campaign: CampaignId,
    account: Option<AccountId>,
    (state, days): (&str, i64),
) {
    let write = town.app.write(async |tx: &mut Tx| {
        let (id, at_ms) = (tx.new_id(), tx.now_ms() - days * DAY_MS);
        let sql = "insert into campaign_seat (id, campaign_id, place, way, account_id, state,
                     until_ms, offered_at_ms, changed_at_ms)
                   values ($1, $2, $1, 'hand', $3, $4, $5, $5, $5)";
        Ok(tx
            .execute(sql, args![id, campaign, account, state, at_ms])
            .await?)
    });
    write.await.unwrap();
}

async fn asked(
    town: &Town,
    campaign: CampaignId,
    account: AccountId,
    withdrawn_at_ms: Option<i64>,
) {
    let write = town.app.write(async |tx: &mut Tx| {
        let sql = "insert into campaign_application (id, campaign_id, account_id, applied_at_ms,
                     withdrawn_at_ms) values ($1, $2, $3, 0, $4)";
        let id = tx.new_id();
        Ok(tx
            .execute(sql, args![id, campaign, account, withdrawn_at_ms])
            .await?)
    });
    write.await.unwrap();
}

#[tokio::test]
async fn seats_and_people_of_ninety_days_are_counted_once() {
    let town = practising().await;
    let of = running(&town, json!({})).await;
    let old = campaign(&town, &of, "tokyo").await;
    let new = campaign(&town, &of, "tokyo").await;
    let newer = campaign(&town, &of, "tokyo").await;
    let elsewhere = campaign(&town, &of, "osaka").await;
    let mut people = Vec::new();
    for handle in ["aya", "ben", "chie", "dan", "emi"] {
        town.sign_up(handle).await;
        people.push(town.account(handle).await);
    }
    let [aya, ben, chie, dan, emi] = people[..] else {
        panic!("five people")
    };
    for (campaign, account, state, days) in [
        (old, Some(aya), "accepted", 90),
        (old, Some(ben), "given-back", 95),
        (old, Some(dan), "accepted", 200),
        // Of another city: a first seat here is one all the same.
        (elsewhere, Some(chie), "accepted", 120),
        (elsewhere, Some(emi), "accepted", 1),
        (new, Some(aya), "accepted", 89),
        (new, Some(ben), "accepted", 80),
        (new, Some(chie), "accepted", 80),
        (new, None, "accepted", 80),
        (new, Some(dan), "given-back", 80),
        (newer, Some(ben), "accepted", 2),
        (newer, Some(emi), "declined", 2),
        (newer, Some(dan), "called-off", 2),
    ] {
        offered(&town, campaign, account, (state, days)).await;
    }
    for account in [aya, ben, chie, dan] {
        asked(&town, new, account, None).await;
    }
    asked(&town, newer, ben, None).await;
    asked(&town, newer, emi, Some(1)).await;
    asked(&town, old, emi, None).await;
    let expected = json!({
        "days": 90, "campaigns": 2, "applicants": 4, "seats": 5, "seats_gone": 1, "people": 3,
        "first_timers": 2, "first_timers_percent": 66,
    });
    assert_eq!(told(&town).await, expected);
    let page = town.get(PAGE).await;
    let words = "for 2 of 3 people (66%)";
    assert!(page.has(words), "{}", page.text());
    assert!(page.has("One seat went to an account that has been deleted since."));
    for handle in ["aya", "ben", "chie", "dan", "emi"] {
        assert!(!page.has(&format!("@{handle}")), "{handle} is named");
    }
}

#[tokio::test]
async fn a_seat_counts_while_it_is_accepted_and_who_is_gone_is_counted_no_more() {
    let town = practising().await;
    let Running { path, .. } = running(&town, json!({})).await;
    let none = json!({
        "days": 90, "campaigns": 0, "applicants": 0, "seats": 0, "seats_gone": 0, "people": 0,
        "first_timers": 0, "first_timers_percent": null,
    });
    assert_eq!(told(&town).await, none);
    let empty = town.get(PAGE).await;
    assert!(empty.has("Nobody got a free seat in this time"));
    assert!(empty.has("How it is counted") && !empty.has("In numbers"));
    for page in ["/cities/tokyo/campaigns", "/cities/tokyo"] {
        assert!(town.get(page).await.has(PAGE), "{page}");
    }

    let aya = apply(&town, "aya", &path).await;
    let ben = apply(&town, "ben", &path).await;
    close(&town).await;
    assert_eq!(told(&town).await, none, "an offer is not a seat");
    seat(&aya, &path, true).await;
    seat(&ben, &path, true).await;
    let both = json!({
        "days": 90, "campaigns": 1, "applicants": 2, "seats": 2, "seats_gone": 0, "people": 2,
        "first_timers": 2, "first_timers_percent": 100,
    });
    assert_eq!(told(&town).await, both);
    let back = format!("{path}/seat");
    done(&aya, Method::DELETE, &back, json!(null)).await;
    let now = told(&town).await;
    assert_eq!((&now["seats"], &now["people"]), (&json!(1), &json!(1)));
    assert!(town.get(PAGE).await.has("for 1 of one person (100%)"));

    let account = town.account("ben").await;
    let write = town.app.write(async |tx: &mut Tx| {
        let sql = "delete from account where id = $1";
        Ok(tx.execute(sql, args![account]).await?)
    });
    write.await.unwrap();
    let gone = json!({
        "days": 90, "campaigns": 1, "applicants": 1, "seats": 1, "seats_gone": 1, "people": 0,
        "first_timers": 0, "first_timers_percent": null,
    });
    assert_eq!(told(&town).await, gone);
    let page = town.get(PAGE).await;
    assert!(page.has("One seat went to an account") && !page.has("It was the first such seat"));
}
