//! Mentions: the notes and comments that name a member.

mod api;
mod page;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;

use crate::accounts::Member;
use crate::app::App;
use crate::error::Result;
use crate::notes::mentioned::{Mention, Mentions, mentions};
use crate::social::Viewers;

pub fn pages() -> Router<App> {
    page::routes()
}

pub fn api() -> OpenApiRouter<App> {
    api::routes()
}

/// A page of the member's mentions.
async fn of_member(app: &App, member: &Member, before: Option<i64>) -> Result<Mentions> {
    let viewers = app.view::<Viewers>()?;
    let viewer = viewers.of(app, Some(member.id)).await?;
    app.read(async |tx: &mut store::Tx| mentions(tx, member.id, &viewer, before).await)
        .await
}

/// Where it stands: a path on this server.
fn address(mention: &Mention) -> String {
    match mention.comment_id {
        Some(comment) => format!("/notes/{}#comment-{comment}", mention.note_id),
        None => format!("/notes/{}", mention.note_id),
    }
}

#[cfg(test)]
mod tests;
