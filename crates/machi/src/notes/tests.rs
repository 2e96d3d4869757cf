//! Notes, as people and programs get them.

mod blocked;
mod later;
mod lists;
mod once;
mod photos;
mod programs;
mod refused;
mod spot;
mod story;
mod undone;
mod with_files;

use std::sync::Arc;

use axum::http::StatusCode;

use crate::changes::Change;
use crate::cities::{Cities, City};
use crate::ids::{CommentId, NoteId};
use crate::town::{Answer, Town, Visitor};

/// Posts by the form of a city.
async fn post(by: &Visitor<'_>, city: &str, form: &str) -> NoteId {
    let answer = by.post(&format!("/cities/{city}/notes"), form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let id = answer.location().strip_prefix("/notes/").unwrap();
    id.parse().unwrap()
}

/// Comments by the form of a note; `answer` is empty or a comment's id.
async fn comment(by: &Visitor<'_>, note: NoteId, text: &str, answer: &str) -> CommentId {
    let form = format!("text={text}&answer={answer}");
    let answer = by.post(&format!("/notes/{note}/comments"), &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let (_, id) = answer.location().split_once("#comment-").unwrap();
    id.parse().unwrap()
}

async fn status(by: &Visitor<'_>, path: &str) -> StatusCode {
    by.get(path).await.status
}

fn escaped(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn city(town: &Town, slug: &str) -> Arc<City> {
    town.app.view::<Cities>().unwrap().by_slug(slug).unwrap()
}

/// What notes recorded, without what came before.
async fn noted(town: &Town) -> Vec<Change> {
    let of_notes = |change: &Change| {
        let name = format!("{change:?}");
        name.starts_with("Note") || name.starts_with("Comment")
    };
    town.changes().await.into_iter().filter(of_notes).collect()
}

/// What a form says is wrong.
fn problems(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    let (_, rest) = text.split_once("class=\"error-summary\"").unwrap();
    rest.split_once("</div>").unwrap().0.to_owned()
}
