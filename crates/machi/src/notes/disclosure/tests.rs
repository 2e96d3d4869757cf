//! Labels, as their authors and their readers meet them.

mod shares;
mod shown;
mod sticky;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::Tx;

use super::{Duty, Kind, owe, release};
use crate::changes::Change;
use crate::events::tests::{draft, saved, sourced};
use crate::ids::{EventId, NoteId, PlaceId};
use crate::text::Names;
use crate::town::{Town, Visitor};

/// An event in Tokyo.
async fn event(town: &Town) -> EventId {
    let (city, source) = sourced(town, "tokyo").await;
    saved(town, &city, &draft(source)).await.event()
}

/// A place in Tokyo.
async fn place(town: &Town) -> PlaceId {
    let places = town.get("/api/v1/cities/tokyo/places").await.json();
    places[0]["id"].as_str().unwrap().parse().unwrap()
}

/// What somebody owes who got a seat at the event.
async fn seat(town: &Town, handle: &str, event: EventId) -> Duty {
    Duty {
        account: town.account(handle).await,
        event: Some(event),
        place: None,
        kind: Kind::FreeTicket,
        texts: Names::default(),
    }
}

async fn owes(town: &Town, duty: &Duty) {
    let write = town.app.write(async |tx: &mut Tx| owe(tx, duty).await);
    write.await.unwrap();
    town.settle().await;
}

async fn posts(by: &Visitor<'_>, note: Value) -> NoteId {
    let posted = by.api(Method::POST, "/api/v1/cities/tokyo/notes", note);
    let posted = posted.await;
    assert_eq!(posted.status, StatusCode::CREATED, "{}", posted.text());
    posted.json()["id"].as_str().unwrap().parse().unwrap()
}

/// The kind that a program is told, or null.
async fn disclosed(town: &Town, note: NoteId) -> Value {
    let note = town.get(&format!("/api/v1/notes/{note}")).await.json();
    note["disclosure"]["kind"].clone()
}

fn free_ticket() -> Value {
    json!("free-ticket")
}

/// How often the note was recorded to have changed.
async fn changed(town: &Town, note: NoteId) -> usize {
    let changes = town.changes().await.into_iter();
    let of_note = changes.filter(|change| *change == Change::NoteChanged { note });
    of_note.count()
}
