//! Serves the files of photos: each name is its bytes, so a reader's cache keeps them for ever.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::stored;
use crate::app::App;
use crate::error::{Error, Result};
use crate::objects::GetRange;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const WIDTH_DIGITS_MAX: usize = 5;

/// `/photos/{content}/{width}.webp` and `/photos/{content}/card.jpg`. Whoever knows the name gets
/// the file: it follows from all of the photo's bytes and cannot be guessed, so it was learnt from
/// a page that its reader was allowed to see. Blocks therefore apply to those pages and not here.
pub(super) async fn file(
    State(app): State<App>,
    method: Method,
    Path((content, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response> {
    let (name, kind) = named(&content, &file).ok_or(Error::NotFound)?;
    let etag = format!("\"{content}.{file}\"");
    let about = [
        (header::ETAG, etag.clone()),
        (header::CACHE_CONTROL, FOR_EVER.to_owned()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
    ];
    if is_known(&headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    let kind = [
        (header::CONTENT_TYPE, kind),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    let mut response = if method == Method::HEAD {
        let size = app.objects().size(&name).await?;
        sized(Body::empty(), size.ok_or(Error::NotFound)?)
    } else if let Some(range) = range(&headers, &etag) {
        part(&app, &name, range).await?
    } else {
        let whole = app.objects().get(&name, None).await?;
        let whole = whole.ok_or(Error::NotFound)?;
        sized(Body::from_stream(whole.bytes), whole.size)
    };
    let found = (about, kind).into_response();
    response.headers_mut().extend(found.headers().clone());
    Ok(response)
}

fn sized(body: Body, size: u64) -> Response {
    ([(header::CONTENT_LENGTH, size)], body).into_response()
}

async fn part(app: &App, name: &str, range: Range) -> Result<Response> {
    let size = app.objects().size(name).await?.ok_or(Error::NotFound)?;
    let Some((first, last)) = range.within(size) else {
        let all = [(header::CONTENT_RANGE, format!("bytes */{size}"))];
        return Ok((StatusCode::RANGE_NOT_SATISFIABLE, all).into_response());
    };
    let wanted = GetRange::Bounded(first..last + 1);
    let part = app.objects().get(name, Some(wanted)).await?;
    let part = part.ok_or(Error::NotFound)?;
    let mut response = sized(Body::from_stream(part.bytes), last + 1 - first);
    *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    let range = format!("bytes {first}-{last}/{size}");
    let range = HeaderValue::from_str(&range).map_err(anyhow::Error::from)?;
    response.headers_mut().insert(header::CONTENT_RANGE, range);
    Ok(response)
}

/// The name in the store and the kind, for what is well formed.
fn named(content: &str, file: &str) -> Option<(String, &'static str)> {
    if !stored::is_content(content) {
        return None;
    }
    if file == "card.jpg" {
        return Some((stored::card(content), "image/jpeg"));
    }
    let digits = file.strip_suffix(".webp")?;
    let plain = digits.len() <= WIDTH_DIGITS_MAX && !digits.starts_with(['0', '+']);
    let width: u32 = digits.parse().ok().filter(|_| plain)?;
    Some((stored::sheet(content, width), "image/webp"))
}

fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH);
    known.is_some_and(|known| {
        known
            .to_str()
            .is_ok_and(|known| known == "*" || known.contains(etag))
    })
}

/// A part of a file, as a reader asks for it (RFC 9110, 14.1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Range {
    /// From a byte to the end, or to another byte.
    From(u64, Option<u64>),
    /// So many at the end.
    Last(u64),
}

impl Range {
    /// The first and the last byte of it in a file of this size; none when it has no such bytes.
    fn within(self, size: u64) -> Option<(u64, u64)> {
        let end = size.checked_sub(1)?;
        match self {
            Self::From(first, last) => {
                (first <= end).then(|| (first, last.map_or(end, |last| last.min(end))))
            }
            Self::Last(count) => (count > 0).then(|| (size.saturating_sub(count), end)),
        }
    }
}

/// The one part that is asked for. Who asks for several gets the whole, as does who has a part of
/// another file; the standard allows both.
fn range(headers: &HeaderMap, etag: &str) -> Option<Range> {
    if headers
        .get(header::IF_RANGE)
        .is_some_and(|known| known.as_bytes() != etag.as_bytes())
    {
        return None;
    }
    let asked = headers.get(header::RANGE)?.to_str().ok()?;
    let (first, last) = asked.strip_prefix("bytes=")?.split_once('-')?;
    match (first, last) {
        ("", last) => Some(Range::Last(last.parse().ok()?)),
        (first, "") => Some(Range::From(first.parse().ok()?, None)),
        (first, last) => {
            let (first, last) = (first.parse().ok()?, last.parse().ok()?);
            (first <= last).then_some(Range::From(first, Some(last)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_we_give_are_looked_up() {
        let content = "ab".repeat(32);
        assert_eq!(
            named(&content, "320.webp").unwrap().0,
            format!("photos/ab/{content}/320.webp")
        );
        assert_eq!(named(&content, "card.jpg").unwrap().1, "image/jpeg");
        for file in [
            "0320.webp",
            "+320.webp",
            "320.jpg",
            ".webp",
            "999999.webp",
            "../card.jpg",
        ] {
            assert_eq!(named(&content, file), None, "{file}");
        }
        for content in ["", "ab", &"AB".repeat(32), &"..".repeat(32)] {
            assert_eq!(named(content, "card.jpg"), None, "{content}");
        }
    }

    #[test]
    fn parts_of_a_file() {
        let read = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, HeaderValue::from_str(text).unwrap());
            range(&headers, "\"x\"").map(|range| range.within(100))
        };
        assert_eq!(read("bytes=0-9"), Some(Some((0, 9))));
        assert_eq!(read("bytes=90-"), Some(Some((90, 99))));
        assert_eq!(read("bytes=90-500"), Some(Some((90, 99))));
        assert_eq!(read("bytes=-10"), Some(Some((90, 99))));
        assert_eq!(read("bytes=-500"), Some(Some((0, 99))));
        assert_eq!(read("bytes=100-"), Some(None));
        assert_eq!(read("bytes=-0"), Some(None));
        for whole in ["bytes=9-0", "bytes=0-1,5-6", "lines=1-2", "bytes=x-"] {
            assert_eq!(read(whole), None, "{whole}");
        }
    }
}
