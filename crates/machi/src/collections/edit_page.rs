//! Forms to make, change and delete a collection.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::at::AtCollection;
use super::change::NAME_CHARS_MAX;
use super::find::own;
use super::{Named, create, edit, remove};
use crate::accounts::Member;
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, Page};
use crate::ids::CollectionId;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/collections/new", get(new).post(post_new))
        .route(
            "/collections/{collection}/edit",
            get(change).post(post_edit),
        )
        .route(
            "/collections/{collection}/delete",
            get(ask).post(post_delete),
        )
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CollectionForm {
    name: String,
    public: bool,
}

impl CollectionForm {
    fn named(&self) -> Named {
        Named {
            name: self.name.clone(),
            is_public: self.public,
        }
    }
}

#[derive(Template)]
#[template(path = "collections/edit.html")]
struct EditPage {
    page: Page,
    problems: Problems,
    /// None for a new one.
    collection: Option<CollectionId>,
    typed: CollectionForm,
    name_chars_max: usize,
}

impl EditPage {
    fn new(page: Page, collection: Option<CollectionId>, typed: CollectionForm) -> Self {
        let title = match collection {
            Some(_) => page.t("collections-edit-title"),
            None => page.t("collections-new"),
        };
        Self {
            page: page.titled(title).hidden_from_search(),
            problems: Problems::default(),
            collection,
            typed,
            name_chars_max: NAME_CHARS_MAX,
        }
    }

    /// Goes on to the collection, or shows the form again with what a rule said.
    fn answer(self, written: Result<CollectionId>, notice: &'static str) -> Result<Response> {
        match written {
            Ok(collection) => Ok(done(&format!("/collections/{collection}"), notice)),
            Err(Error::Refused(refusal)) => {
                let problems = Problems::of(&refusal, self.page.lang);
                let again = frame::html(&Self { problems, ..self })?;
                Ok((StatusCode::UNPROCESSABLE_ENTITY, again).into_response())
            }
            Err(error) => Err(error),
        }
    }
}

async fn new(page: Page, _: Member) -> Result<Response> {
    frame::html(&EditPage::new(page, None, CollectionForm::default()))
}

async fn post_new(
    State(app): State<App>,
    page: Page,
    member: Member,
    Form(form): Form<CollectionForm>,
) -> Result<Response> {
    let named = form.named();
    let made = app
        .write(async |tx: &mut Tx| create(tx, &member, &named).await)
        .await;
    EditPage::new(page, None, form).answer(made, "notice-collection-created")
}

async fn change(
    State(app): State<App>,
    page: Page,
    member: Member,
    AtCollection(id): AtCollection,
) -> Result<Response> {
    let collection = app
        .read(async |tx: &mut Tx| own(tx, &member, id).await)
        .await?;
    let typed = CollectionForm {
        name: collection.name,
        public: collection.is_public,
    };
    frame::html(&EditPage::new(page, Some(id), typed))
}

async fn post_edit(
    State(app): State<App>,
    page: Page,
    member: Member,
    AtCollection(id): AtCollection,
    Form(form): Form<CollectionForm>,
) -> Result<Response> {
    let named = form.named();
    let changed = app
        .write(async |tx: &mut Tx| edit(tx, &member, id, &named).await)
        .await;
    let view = EditPage::new(page, Some(id), form);
    view.answer(changed.map(|()| id), "notice-collection-changed")
}

#[derive(Template)]
#[template(path = "collections/delete.html")]
struct DeletePage {
    page: Page,
    collection: CollectionId,
    count: String,
}

async fn ask(
    State(app): State<App>,
    page: Page,
    member: Member,
    AtCollection(id): AtCollection,
) -> Result<Response> {
    let collection = app
        .read(async |tx: &mut Tx| own(tx, &member, id).await)
        .await?;
    let title = page.t1(
        "collections-delete-title",
        "name",
        collection.title(page.lang),
    );
    frame::html(&DeletePage {
        count: page.tn("collections-notes", collection.notes),
        page: page.titled(title).hidden_from_search(),
        collection: id,
    })
}

async fn post_delete(
    State(app): State<App>,
    member: Member,
    AtCollection(id): AtCollection,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| remove(tx, &member, id).await)
        .await?;
    let all = format!("/people/{}/collections", member.handle);
    Ok(done(&all, "notice-collection-deleted"))
}
