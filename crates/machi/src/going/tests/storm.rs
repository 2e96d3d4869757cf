//! Of many who want a seat at once, as many get one as there are.

use futures_util::future::join_all;

use super::*;
use crate::accounts::{self, Member, NewAccount};
use crate::draws::Issuer;
use crate::error::Error;
use crate::going::answer::{Wish, go};
use crate::going::rsvp::State;
use crate::going::visits::{Promised, hold};
use crate::ids::{AccountId, EventId, OccurrenceId};
use crate::text::Lang;
use crate::visitors;

/// A thousand at once, as commands: the router would only add its own time.
async fn storm(
    nodes: &[App],
    at: (EventId, OccurrenceId),
    members: &[AccountId],
) -> (usize, usize, usize) {
    let asks = members.iter().enumerate().map(|(n, &id)| {
        let app = &nodes[n % nodes.len()];
        async move {
            let member = Member::assumed(id, &format!("guest_{n}"));
            let wish = Wish {
                party: 1,
                seat_type: None,
            };
            // Every tenth comes without an account.
            let address = format!("guest_{n}@mail.example");
            let visitor = visitors::check("Guest", &address, Lang::En).unwrap();
            let ask = async |tx: &mut Tx| {
                if n % 10 == 0 {
                    hold(tx, at, &visitor, wish)
                        .await
                        .map(|promised| match promised {
                            Promised::Held => State::Going,
                            _ => State::Waiting,
                        })
                } else {
                    go(Issuer::of(app), tx, &member, at, wish).await
                }
            };
            for _ in 0..200 {
                match app.write(ask).await {
                    Ok(state) => return state,
                    // Answered as 503: the same request may succeed in a moment.
                    Err(Error::Busy) => {}
                    Err(error) => panic!("{error}"),
                }
            }
            panic!("busy for too long")
        }
    });
    let states = join_all(asks).await;
    let count = |wanted: State| states.iter().filter(|state| **state == wanted).count();
    (count(State::Going), count(State::Waiting), states.len())
}

async fn guests(town: &Town, count: usize) -> Vec<AccountId> {
    let write = town.app.write(async |tx: &mut Tx| {
        let mut ids = Vec::new();
        for n in 0..count {
            let new = NewAccount {
                handle: format!("guest_{n}"),
                password_hash: None,
                display_name: format!("Guest {n}"),
                lang: Lang::En,
                languages: "en".into(),
                home_city: None,
                is_demo: false,
            };
            ids.push(accounts::create(tx, &new).await?);
        }
        Ok(ids)
    });
    write.await.unwrap()
}

#[tokio::test]
async fn of_a_thousand_at_once_a_hundred_get_a_seat() {
    let town = Town::with_cities().await;
    let venue = organiser(&town, "bluedoor").await;
    let (api, _) = seats(&venue, json!({ "capacity": 100 })).await;
    let parts: Vec<_> = api.split('/').collect();
    let at = (parts[4].parse().unwrap(), parts[6].parse().unwrap());
    let members = guests(&town, 1_000).await;
    // Two nodes, where two can share a database.
    let mut nodes = vec![town.app.clone()];
    if town.database.url().starts_with("postgres") {
        nodes.push(town.second_node(town.clock.clone()).await);
    }
    assert_eq!(storm(&nodes, at, &members).await, (100, 900, 1_000));
    assert_eq!(given(&town.app).await, (100, 100));
}
