//! Serves pictures: drawn once, then from memory, then from the reader's own cache.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::cache::Cache;
use super::plate::Words;
use super::{SHARE_PURPOSE, Shape, draw, fonts, raster, version};
use crate::app::App;
use crate::cities::{Cities, City, Neighbourhood};
use crate::error::{Error, Result};
use crate::ids::NeighbourhoodId;
use crate::text::Lang;

/// Rasterising fills a core; more at once would only wait for each other.
const RASTERS_AT_ONCE: usize = 1;
const RASTER_WAIT: Duration = Duration::from_secs(10);
const ETAG_BYTES: usize = 12;
/// A picture whose address names its version never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const FOR_A_WHILE: &str = "public, max-age=300";

static DRAWN: LazyLock<Cache> = LazyLock::new(Cache::default);
static RASTERS: Semaphore = Semaphore::const_new(RASTERS_AT_ONCE);

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    n: u8,
    #[serde(default = "card")]
    shape: Shape,
    #[serde(default)]
    v: String,
    /// Signed: see [`super::share_url`].
    words: Option<String>,
}

fn card() -> Shape {
    Shape::Card
}

#[derive(Clone, Copy, PartialEq)]
enum Format {
    Svg,
    Png,
}

struct Picture {
    city: Arc<City>,
    about: Option<Arc<Neighbourhood>>,
    variant: u8,
    shape: Shape,
    format: Format,
    lang: Lang,
    words: Words,
}

/// `/covers/neighbourhoods/{id}.svg`, and with signed words `/covers/cities/{slug}.png`.
pub(super) async fn cover(
    State(app): State<App>,
    Path((kind, file)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response> {
    let picture = picture(&app, &kind, &file, &asked)?;
    let etag = picture.etag();
    let current = asked.v == version(&picture.city);
    let about = [
        (header::ETAG, etag.clone()),
        (
            header::CACHE_CONTROL,
            if current { FOR_EVER } else { FOR_A_WHILE }.to_owned(),
        ),
    ];
    let known = headers.get(header::IF_NONE_MATCH);
    if known.is_some_and(|known| known.to_str().is_ok_and(|known| known.contains(&etag))) {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    let kind = match picture.format {
        Format::Svg => "image/svg+xml",
        Format::Png => "image/png",
    };
    let body = match DRAWN.get(&etag) {
        Some(body) => body,
        None => drawn(picture, etag).await?,
    };
    Ok((about, [(header::CONTENT_TYPE, kind)], body).into_response())
}

async fn drawn(picture: Picture, etag: String) -> Result<Bytes> {
    let _turn = match picture.format {
        Format::Svg => None,
        Format::Png => Some(
            tokio::time::timeout(RASTER_WAIT, RASTERS.acquire())
                .await
                .map_err(|_| Error::Busy)?
                .map_err(anyhow::Error::from)?,
        ),
    };
    let body = tokio::task::spawn_blocking(move || picture.draw())
        .await
        .map_err(anyhow::Error::from)??;
    DRAWN.put(etag, body.clone());
    Ok(body)
}

fn picture(app: &App, kind: &str, file: &str, asked: &Asked) -> Result<Picture> {
    let (name, extension) = file.rsplit_once('.').ok_or(Error::NotFound)?;
    let format = match extension {
        "svg" => Format::Svg,
        "png" => Format::Png,
        _ => return Err(Error::NotFound),
    };
    let (city, about) = find(app, kind, name).ok_or(Error::NotFound)?;
    let said = match &asked.words {
        Some(signed) => said(app, signed).ok_or(Error::NotFound)?,
        // Rasterising is dear: only what we signed, which is what our own pages name.
        None if format == Format::Png => return Err(Error::NotFound),
        None => Said {
            lang: city.locale,
            title: String::new(),
            line: String::new(),
            label: String::new(),
        },
    };
    let names = about.as_ref().map_or(&city.names, |about| &about.names);
    let local = names.exact(city.locale).map(str::to_owned);
    let words = Words {
        // A city stands under its own name already.
        name: if about.is_none() && asked.shape != Shape::Share {
            String::new()
        } else {
            names.get(Lang::En).to_owned()
        },
        local: local.filter(|_| {
            city.locale != Lang::En && (about.is_some() || asked.shape == Shape::Share)
        }),
        title: said.title,
        line: said.line,
        label: said.label,
    };
    Ok(Picture {
        city,
        about,
        variant: asked.n,
        shape: asked.shape,
        format,
        lang: said.lang,
        words,
    })
}

fn find(app: &App, kind: &str, name: &str) -> Option<(Arc<City>, Option<Arc<Neighbourhood>>)> {
    let cities = app.view::<Cities>().ok()?;
    match kind {
        "cities" => Some((cities.by_slug(name)?, None)),
        "neighbourhoods" => {
            let id: NeighbourhoodId = name.parse().ok()?;
            cities.all().into_iter().find_map(|city| {
                let about = city.neighbourhood(id).cloned()?;
                Some((city, Some(about)))
            })
        }
        _ => None,
    }
}

/// What a share card says.
struct Said {
    lang: Lang,
    title: String,
    line: String,
    label: String,
}

fn said(app: &App, signed: &str) -> Option<Said> {
    let words = app.key().verify(SHARE_PURPOSE, signed)?;
    let words = URL_SAFE_NO_PAD.decode(words).ok()?;
    let with_label = serde_json::from_slice::<(Lang, String, String, String)>(&words);
    // Links that were shared before there were labels.
    let before = || serde_json::from_slice::<(Lang, String, String)>(&words);
    let (lang, title, line, label) = with_label.ok().or_else(|| {
        let (lang, title, line) = before().ok()?;
        Some((lang, title, line, String::new()))
    })?;
    Some(Said {
        lang,
        title,
        line,
        label,
    })
}

impl Picture {
    /// Differs when the picture does.
    fn etag(&self) -> String {
        let about = self.about.as_ref().map(|about| about.id.get());
        let what = format!(
            "{} {} {about:?} {} {} {} {:?} {:?}",
            self.city.slug,
            version(&self.city),
            self.variant,
            self.shape.name(),
            self.format == Format::Png,
            self.lang,
            self.words,
        );
        let hash = Sha256::digest(what);
        format!("\"{}\"", URL_SAFE_NO_PAD.encode(&hash[..ETAG_BYTES]))
    }

    fn draw(self) -> Result<Bytes> {
        let words = match self.format {
            Format::Svg => self.words,
            Format::Png => drawable(self.words),
        };
        let svg = match &self.about {
            Some(about) => draw::neighbourhood(&self.city, about, self.variant, self.shape, &words),
            None => draw::city(&self.city, self.variant, self.shape, &words),
        };
        match self.format {
            Format::Svg => Ok(svg.into()),
            Format::Png => Ok(raster::png(&svg, self.lang)?.into()),
        }
    }
}

/// The words that this machine has letters for.
fn drawable(words: Words) -> Words {
    let text = |text: String| {
        if fonts::covers(&text) {
            fonts::without_uncovered(&text)
        } else {
            String::new()
        }
    };
    Words {
        name: text(words.name),
        local: words.local.filter(|local| fonts::covers(local)),
        title: text(words.title),
        line: text(words.line),
        label: text(words.label),
    }
}
