//! The comments of a note as its page shows them, with the form for another.

use std::collections::HashSet;

use serde::Deserialize;
use store::Tx;

use super::card::text_lang;
use super::delete::may_restore_comment;
use super::detail::Detail;
use super::show::Person;
use super::shown_text::{self, Part};
use super::thread::{Thread, Told, thread};
use crate::accounts::Member;
use crate::error::Result;
use crate::events::rfc3339;
use crate::frame::form::Problems;
use crate::ids::{AccountId, CommentId};
use crate::social::Viewer;
use crate::text::{Lang, when};

/// What the address of a note's page asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Where the page of comments before ended.
    pub(super) comments: String,
    /// The comment to answer.
    pub(super) answer: String,
    /// `author`: the notes beside this one are its author's.
    pub(super) by: String,
    /// A comment that was just deleted.
    pub(super) undo: String,
}

impl Asked {
    pub(super) fn by_author(&self) -> bool {
        self.by == "author"
    }
}

/// A comment as it was typed, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) body: Option<String>,
    pub(super) problems: Problems,
}

/// The view struct of `notes/comments.html`.
pub(super) struct Comments {
    pub(super) lines: Vec<Line>,
    pub(super) count: i64,
    pub(super) signed_in: bool,
    /// Where this page began, as the address has it.
    pub(super) page_at: String,
    pub(super) next: Option<String>,
    pub(super) answering: Option<Answering>,
    pub(super) undo: Option<CommentId>,
    pub(super) typed: String,
    pub(super) problems: Problems,
}

/// One comment, or an answer.
pub(super) struct Line {
    pub(super) id: CommentId,
    pub(super) is_answer: bool,
    pub(super) author: Person,
    pub(super) text: Vec<Part>,
    pub(super) text_lang: String,
    pub(super) at: String,
    pub(super) day: String,
    pub(super) edited: bool,
    pub(super) own: bool,
    pub(super) deletable: bool,
}

/// Whom the form answers.
pub(super) struct Answering {
    pub(super) id: CommentId,
    pub(super) name: String,
}

impl Comments {
    pub(super) async fn read(
        tx: &mut Tx,
        lang: Lang,
        reader: Option<&Member>,
        viewer: &Viewer,
        detail: &Detail,
        asked: &Asked,
    ) -> Result<Self> {
        let after = asked.comments.parse().ok();
        let Thread { comments, next } = thread(tx, detail.note.id, viewer, after).await?;
        let texts = comments.iter().map(|told| told.body.as_str());
        let people = shown_text::people(tx, viewer, texts).await?;
        let answered = asked.answer.parse().ok();
        let answered = comments.iter().find(|told| Some(told.id) == answered);
        let answered = answered.filter(|_| reader.is_some());
        let showing = Showing {
            lang,
            reader: reader.map(|reader| reader.id),
            detail,
            people,
            now_ms: tx.now_ms(),
        };
        let undo = match (asked.undo.parse().ok(), reader) {
            (Some(id), Some(reader)) if may_restore_comment(tx, reader, id).await? => Some(id),
            _ => None,
        };
        Ok(Self {
            lines: comments.iter().map(|told| showing.line(told)).collect(),
            count: detail.love.comments.into(),
            signed_in: reader.is_some(),
            page_at: after.map(|place| place.to_string()).unwrap_or_default(),
            next: next.map(|place| format!("/notes/{}?comments={place}", detail.note.id)),
            typed: answered.map(greeting).unwrap_or_default(),
            answering: answered.map(|told| Answering {
                id: told.id,
                name: told.display_name.clone(),
            }),
            undo,
            problems: Problems::default(),
        })
    }

    pub(super) fn with(self, typed: Typed) -> Self {
        Self {
            typed: typed.body.unwrap_or(self.typed),
            problems: typed.problems,
            ..self
        }
    }
}

/// An answer to an answer stands beside it: it begins with the name of whom it answers.
fn greeting(told: &Told) -> String {
    match told.parent_id {
        Some(_) => format!("@{} ", told.handle),
        None => String::new(),
    }
}

struct Showing<'d> {
    lang: Lang,
    reader: Option<AccountId>,
    detail: &'d Detail,
    people: HashSet<String>,
    now_ms: i64,
}

impl Showing<'_> {
    fn line(&self, told: &Told) -> Line {
        let city = &self.detail.city;
        let posted = when::civil(told.created_at_ms, &city.zone).date();
        let today = when::civil(self.now_ms, &city.zone).date();
        let own = self.reader == Some(told.author_id);
        let mut author = Person::new(
            told.author_id,
            &told.handle,
            &told.display_name,
            told.is_demo,
        );
        author.small = true;
        Line {
            id: told.id,
            is_answer: told.parent_id.is_some(),
            author,
            text: shown_text::parts(&told.body, &city.slug, &self.people),
            text_lang: text_lang(&told.lang),
            at: rfc3339(told.created_at_ms, &city.zone),
            day: when::day(self.lang, posted, today),
            edited: told.edited_at_ms.is_some(),
            own,
            deletable: own || self.reader == Some(self.detail.note.author_id),
        }
    }
}
