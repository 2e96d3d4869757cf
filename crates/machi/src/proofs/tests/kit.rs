//! A seat that was used, for which a post is owed; and what is handed in for it.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{Tx, args};

use crate::accounts::Network;
use crate::cities::Cities;
use crate::ids::{AccountId, CampaignId, EventId, ObligationId, OccurrenceId};
use crate::obligations::{self, Kind, Owed, Term};
use crate::photos::sample;
use crate::publishing::tests::{dates, evening, organiser, publish};
use crate::town::{Answer, Town, Visitor};

pub(crate) const HOUR_MS: i64 = 60 * 60 * 1_000;
pub(crate) const DUE_HOURS: i64 = 72;
pub(super) const POST: &str = "https://www.instagram.com/p/C1aB_-xY9z0/";

/// A campaign of Tokyo.
pub(crate) struct Campaign {
    pub(crate) id: CampaignId,
    pub(crate) event: EventId,
    pub(crate) occurrence: OccurrenceId,
}

pub(crate) async fn campaign(town: &Town) -> Campaign {
    let venue = organiser(town, "bluedoor").await;
    let event = publish(&venue, evening()).await;
    let date = dates(&venue, &event).await[0]["id"].clone();
    let (event, occurrence): (EventId, OccurrenceId) = (
        event.parse().unwrap(),
        date.as_str().unwrap().parse().unwrap(),
    );
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    let write = town.app.write(async |tx: &mut Tx| {
        let (id, now_ms) = (CampaignId::from(tx.new_id()), tx.now_ms());
        tx.execute(
            "insert into campaign (id, city_id, title, about, event_id, occurrence_id, seats,
               opens_at_ms, closes_at_ms, accept_hours, selection, hand_seats, members_only,
               posted_days, reliability_min, not_won_days, disclosure, created_at_ms)
             values ($1, $2, 'Jazz for notes', '', $3, $4, 2, $5, $5, 24, 'draw', 0, false, 0, 0, 0,
               '{\"en\":\"Free ticket from Blue Door\"}', $5)",
            args![id, city.id, event, occurrence, now_ms],
        )
        .await?;
        let sql = "insert into campaign_tag (campaign_id, network, name)
                   values ($1, 'instagram', 'bluedoor.tokyo')";
        tx.execute(sql, args![id]).await?;
        Ok(id)
    });
    Campaign {
        id: write.await.unwrap(),
        event,
        occurrence,
    }
}

fn term(kind: Kind, network: Option<Network>, words: &str) -> Term {
    Term {
        kind,
        network,
        words: words.to_owned(),
        due_hours: DUE_HOURS,
    }
}

/// Lets somebody owe a note, a post on Instagram and what an operator says; the ids, in this order behind the one
/// to come.
pub(crate) async fn owe(town: &Town, campaign: &Campaign, account: AccountId) -> Vec<ObligationId> {
    let city = town.app.view::<Cities>().unwrap().by_slug("tokyo").unwrap();
    let terms = [
        term(Kind::Note, None, ""),
        term(Kind::Post, Some(Network::Instagram), ""),
        term(Kind::Words, None, "Fill in the venue’s form"),
    ];
    let write = town.app.write(async |tx: &mut Tx| {
        let owed = Owed {
            place: None,
            city: city.id,
            campaign: campaign.id,
            account,
            event: campaign.event,
            occurrence: campaign.occurrence,
            ends_at_ms: tx.now_ms() + HOUR_MS,
            terms: &terms,
        };
        obligations::owe(tx, &owed).await?;
        obligations::of_seat(tx, campaign.id, account).await
    });
    write
        .await
        .unwrap()
        .into_iter()
        .map(|owed| owed.id)
        .collect()
}

/// The person came in just now.
pub(crate) async fn check_in(town: &Town, account: AccountId) {
    let write = town.app.write(async |tx: &mut Tx| {
        let sql = "update obligation set started_at_ms = $2, due_at_ms = $2 + due_hours * $3
                   where account_id = $1 and kind <> 'come'";
        tx.execute(sql, args![account, tx.now_ms(), HOUR_MS])
            .await?;
        Ok(())
    });
    write.await.unwrap();
}

pub(super) async fn state(town: &Town, id: ObligationId) -> (String, String) {
    let read = town
        .app
        .read(async |tx: &mut Tx| obligations::by_id(tx, id).await);
    let found = read.await.unwrap();
    (found.state, found.reason)
}

/// Somebody with a name on Instagram who came in; what they owe as a post, and in words.
pub(super) async fn guest<'t>(
    town: &'t Town,
    campaign: &Campaign,
    handle: &str,
) -> (Visitor<'t>, ObligationId, ObligationId) {
    let visitor = town.sign_up(handle).await;
    let account = town.account(handle).await;
    let write = town.app.write(async |tx: &mut Tx| {
        let sql = "insert into alias (account_id, network, name, folded)
                   values ($1, 'instagram', $2, $2)";
        tx.execute(sql, args![account, format!("{handle}.walks")])
            .await?;
        Ok(())
    });
    write.await.unwrap();
    let owed = owe(town, campaign, account).await;
    check_in(town, account).await;
    (visitor, owed[2], owed[3])
}

pub(super) fn path(obligation: ObligationId) -> String {
    format!("/api/v1/me/obligations/{obligation}/proof")
}

/// Uploads a picture; its id.
pub(super) async fn upload(by: &Visitor<'_>, of: ObligationId, number: u8) -> String {
    let request = by.request(Method::PUT, &format!("{}/screenshot", path(of)));
    let answer = by.send(request, sample::png(320, 480, number).into()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

pub(super) async fn put(by: &Visitor<'_>, of: ObligationId, proof: Value) -> Answer {
    by.api(Method::PUT, &path(of), proof).await
}

/// Hands in a post of this code with a screenshot of its own.
pub(crate) async fn hand_in(by: &Visitor<'_>, of: ObligationId, code: &str, number: u8) {
    let shot = upload(by, of, number).await;
    let link = format!("https://www.instagram.com/p/{code}/?igsh=1");
    let answer = put(by, of, json!({ "link": link, "screenshot": shot })).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
}

pub(crate) async fn waiting(desk: &Visitor<'_>) -> Vec<Value> {
    let path = "/api/v1/cities/tokyo/proofs";
    let answer = desk.api(Method::GET, path, json!(null)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json().as_array().unwrap().clone()
}

/// Decides about a proof of the list.
pub(crate) async fn decide(desk: &Visitor<'_>, proof: &Value, mut decision: Value) -> Answer {
    let id = proof["id"].as_str().unwrap();
    decision["revision"] = proof["revision"].clone();
    let path = format!("/api/v1/cities/tokyo/proofs/{id}/decision");
    desk.api(Method::PUT, &path, decision).await
}
