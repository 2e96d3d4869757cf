//! A member's mentions, for programs.

use axum::extract::{Query, State};
use axum::response::Response;
use jiff::tz::TimeZone;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Mention, Mentions, address, of_member};
use crate::accounts::Member;
use crate::app::App;
use crate::at::Before;
use crate::error::Result;
use crate::events::rfc3339;
use crate::frame::paging;
use crate::ids::{CommentId, NoteId};
use crate::notes::AuthorJson;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(my_mentions))
}

/// A note, or a comment on one, that names you.
#[derive(Serialize, ToSchema)]
struct MentionJson {
    #[schema(value_type = String)]
    note: NoteId,
    /// None in the note itself.
    #[schema(value_type = Option<String>)]
    comment: Option<CommentId>,
    author: AuthorJson,
    /// The beginning of it, at most 240 characters.
    text: String,
    /// A BCP 47 tag; `und` where it is not known.
    lang: String,
    /// RFC 3339, in UTC.
    created_at: String,
    /// Its page: a path on this server.
    page: String,
}

impl From<Mention> for MentionJson {
    fn from(mention: Mention) -> Self {
        Self {
            page: address(&mention),
            note: mention.note_id,
            comment: mention.comment_id,
            author: AuthorJson {
                id: mention.author_id,
                handle: mention.handle,
                display_name: mention.display_name,
                is_demo: mention.is_demo,
            },
            text: mention.text,
            lang: mention.lang,
            created_at: rfc3339(mention.created_at_ms, &TimeZone::UTC),
        }
    }
}

/// Notes and comments that name you
///
/// The newest first, 30 on a page; without those of people whom you block or mute.
#[utoipa::path(get, path = "/me/mentions", tag = "notes", params(Before),
    security(("bearer" = [])),
    responses((status = 200, body = [MentionJson])))]
async fn my_mentions(
    State(app): State<App>,
    member: Member,
    Query(before): Query<Before>,
) -> Result<Response> {
    let Mentions { mentions, next } = of_member(&app, &member, before.place()?).await?;
    let mentions: Vec<MentionJson> = mentions.into_iter().map(Into::into).collect();
    let next = next.map(|next| format!("/api/v1/me/mentions?before={next}"));
    Ok(paging::json(mentions, next.as_deref()))
}
