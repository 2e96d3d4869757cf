//! Uploads photos and takes them back, for programs; the page's script is one.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use futures_util::{StreamExt, TryStreamExt};
use jiff::fmt::temporal::DateTimePrinter;
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::near::{Near, near, taken_at};
use super::{Kept, Source, card_url, keep, remove, url, widths};
use crate::accounts::Member;
use crate::app::App;
use crate::cities::{Cities, City};
use crate::error::{Error, Refusal, Result};
use crate::ids::PhotoId;
use crate::text::Lang;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(put_photo, delete_photo))
}

/// A photo that waits for a note.
#[derive(Serialize, ToSchema)]
struct UploadedJson {
    id: String,
    /// Of the original, upright, in pixels.
    width: i64,
    height: i64,
    /// Base64: what stands in its place until it has come.
    thumbhash: String,
    /// The narrowest first.
    sources: Vec<PhotoSource>,
    /// A JPEG for other sites.
    card: String,
    /// RFC 3339, when the camera said it. Only known when the file first comes.
    taken_at: Option<String>,
    /// Only when the file first comes, says where it was taken, and that is in the city named.
    near: Option<Near>,
}

/// A photo in one of its widths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PhotoSource {
    /// In pixels.
    pub width: u32,
    /// A path on this server, of a WebP.
    pub url: String,
}

impl PhotoSource {
    /// Of the photo with this content, in its widths.
    pub fn all(content: &str, of: &str) -> Vec<Self> {
        let source = |width| Self {
            width,
            url: url(content, width),
        };
        widths(of).map(source).collect()
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Where {
    /// The slug of the city that the note is for: what is near the photo is looked for there.
    city: Option<String>,
}

/// Upload a photo
///
/// The body is the file as it is: JPEG, PNG, WebP, GIF or HEIC of at most 20 MB. You choose the key;
/// sent again with the same key it is the same photo, and answered with 200. What a photo says of
/// its place is used for `near` and kept nowhere, nor is anything else of its metadata. A photo that
/// no note shows is removed after a day.
#[utoipa::path(put, path = "/me/photos/{photo}", tag = "notes", security(("bearer" = [])),
    params(("photo" = String, Path,
        description = "A key of your own: 8–64 letters, digits, `_` and `-`"), Where),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = UploadedJson), (status = 200, body = UploadedJson)))]
async fn put_photo(
    State(app): State<App>,
    member: Member,
    lang: Lang,
    Path(key): Path<String>,
    Query(place): Query<Where>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<UploadedJson>)> {
    let city = match place.city {
        None => None,
        Some(slug) => Some(city(&app, &slug)?),
    };
    let stated = headers.get(header::CONTENT_LENGTH);
    let stated = stated.and_then(|length| length.to_str().ok()?.parse().ok());
    let bytes = body.into_data_stream();
    let bytes = bytes.map_err(|_| Error::from(Refusal::new("error-malformed")));
    let kept = keep(&app, member.id, &key, Source::stream(bytes.boxed(), stated)).await?;
    let near = match &city {
        Some(city) => near(&app, city, &kept, lang).await?,
        None => None,
    };
    let status = if kept.created {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok((status, Json(json(kept, city.as_deref(), near))))
}

fn city(app: &App, slug: &str) -> Result<Arc<City>> {
    let city = app.view::<Cities>()?.by_slug(slug);
    city.ok_or(Error::NotFound)
}

fn json(kept: Kept, city: Option<&City>, near: Option<Near>) -> UploadedJson {
    let taken_at = taken_at(&kept, city).map(|at| {
        let printer = DateTimePrinter::new();
        printer.timestamp_with_offset_to_string(&at.timestamp(), at.offset())
    });
    UploadedJson {
        id: kept.id.to_string(),
        width: kept.width,
        height: kept.height,
        sources: PhotoSource::all(&kept.content, &kept.widths),
        card: card_url(&kept.content),
        thumbhash: kept.thumbhash,
        taken_at,
        near,
    }
}

/// Take a photo back
///
/// One that no note shows; sooner than after a day.
#[utoipa::path(delete, path = "/me/photos/{photo}", tag = "notes", security(("bearer" = [])),
    params(("photo" = String, Path, description = "The photo's id")),
    responses((status = 204)))]
async fn delete_photo(
    State(app): State<App>,
    member: Member,
    Path(photo): Path<String>,
) -> Result<StatusCode> {
    let photo: PhotoId = photo.parse().map_err(|_| Error::NotFound)?;
    app.write(async |tx: &mut Tx| remove::take_back(tx, member.id, photo).await)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
