//! Notifications, for programs.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::at::AtNotification;
use super::list::{Listed, Told, list};
use super::place::Place;
use super::read::{read, read_through};
use super::subject::Subject;
use super::unread::UnreadCounts;
use crate::accounts::Member;
use crate::app::App;
use crate::at::Before;
use crate::cities::Cities;
use crate::error::Result;
use crate::events::rfc3339;
use crate::frame::paging;
use crate::ids::{CommentId, NoteId, NotificationId};
use crate::notes::AuthorJson;
use crate::text::Lang;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(my_notifications))
        .routes(routes!(my_unread))
        .routes(routes!(read_notifications))
        .routes(routes!(read_notification))
}

/// What you were told.
#[derive(Serialize, ToSchema)]
struct NotificationJson {
    #[schema(value_type = String)]
    id: NotificationId,
    /// `followed`, `liked`, `commented`, `answered`, `mentioned`; later versions add others.
    kind: &'static str,
    /// The latest of those who did it; none for what nobody did.
    actor: Option<AuthorJson>,
    /// How many others did it too.
    others: i64,
    /// What happened, in your language.
    sentence: String,
    #[schema(value_type = Option<String>)]
    note: Option<NoteId>,
    #[schema(value_type = Option<String>)]
    comment: Option<CommentId>,
    /// The beginning of the comment, or else of the note.
    text: String,
    /// A BCP 47 tag; `und` where it is not known.
    lang: String,
    /// The city's slug.
    city: Option<String>,
    read: bool,
    /// When it happened, or the latest of it: RFC 3339, in UTC.
    at: String,
    /// Where it stands: a path on this server.
    page: String,
    /// Marks everything up to this one as read: the `through` of `POST /me/notifications/read`.
    through: String,
}

impl NotificationJson {
    fn of(told: Told, lang: Lang, cities: &Cities) -> Self {
        let (note, comment) = match told.subject {
            Subject::Note(note) => (Some(note), None),
            Subject::Comment { note, comment } => (Some(note), Some(comment)),
            _ => (None, None),
        };
        let city = told.city_id.and_then(|city| cities.by_id(city));
        let slug = city.map(|city| city.slug.clone());
        let name = match told.subject {
            Subject::Organising { .. } | Subject::Lottery { .. } | Subject::Campaign { .. } => {
                slug.as_deref().unwrap_or_default()
            }
            _ => told.handle(),
        };
        Self {
            id: told.place.id,
            kind: told.kind.name,
            sentence: told.sentence(lang),
            page: told.subject.address(name),
            text: told.words(lang),
            through: told.place.to_string(),
            note,
            comment,
            actor: told.actor.map(|actor| AuthorJson {
                id: actor.id,
                handle: actor.handle,
                display_name: actor.display_name,
                is_demo: actor.is_demo,
            }),
            others: told.others,
            lang: told.lang,
            city: slug,
            read: told.is_read,
            at: rfc3339(told.place.at_ms, &TimeZone::UTC),
        }
    }
}

/// What you were told
///
/// The newest first, 30 on a page; without what a block, a mute or a deletion hides. Kept are the
/// newest 1,000, for 90 days.
#[utoipa::path(get, path = "/me/notifications", tag = "notifications", params(Before),
    security(("bearer" = [])),
    responses((status = 200, body = [NotificationJson])))]
async fn my_notifications(
    State(app): State<App>,
    member: Member,
    lang: Lang,
    Query(before): Query<Before>,
) -> Result<Response> {
    let before = before.place::<Place>()?.unwrap_or_else(Place::end);
    let Listed { told, next } = app
        .read(async |tx: &mut Tx| list(tx, member.id, before).await)
        .await?;
    let cities = app.view::<Cities>()?;
    let json = |told| NotificationJson::of(told, lang, &cities);
    let told: Vec<NotificationJson> = told.into_iter().map(json).collect();
    let next = next.map(|next| format!("/api/v1/me/notifications?before={next}"));
    Ok(paging::json(told, next.as_deref()))
}

#[derive(Serialize, ToSchema)]
struct UnreadJson {
    unread: i64,
}

/// How many notifications you have not read
#[utoipa::path(get, path = "/me/notifications/unread", tag = "notifications",
    security(("bearer" = [])),
    responses((status = 200, body = UnreadJson)))]
async fn my_unread(State(app): State<App>, member: Member) -> Result<Json<UnreadJson>> {
    let unread = app.view::<UnreadCounts>()?.of(&app, member.id).await?;
    Ok(Json(UnreadJson { unread }))
}

#[derive(Deserialize, ToSchema)]
struct ReadThrough {
    /// A notification's `through`; without it, everything is marked.
    through: Option<String>,
}

/// Mark notifications as read
#[utoipa::path(post, path = "/me/notifications/read", tag = "notifications",
    security(("bearer" = [])),
    responses((status = 204)))]
async fn read_notifications(
    State(app): State<App>,
    member: Member,
    Json(new): Json<ReadThrough>,
) -> Result<StatusCode> {
    let through = new.through.map(|through| through.parse::<Place>());
    let through = through
        .transpose()
        .map_err(|refusal| refusal.on("through"))?;
    let through = through.unwrap_or_else(Place::end);
    app.write(async |tx: &mut Tx| read_through(tx, &member, through).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mark one notification as read
#[utoipa::path(put, path = "/me/notifications/{notification}/read", tag = "notifications",
    security(("bearer" = [])), params(("notification" = String, Path)),
    responses((status = 204)))]
async fn read_notification(
    State(app): State<App>,
    member: Member,
    AtNotification(id): AtNotification,
) -> Result<StatusCode> {
    app.write(async |tx: &mut Tx| read(tx, &member, id).await.map(|_| ()))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
