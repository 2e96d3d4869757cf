//! The icons of a home screen, drawn from the one that a browser's tab shows.

use std::sync::LazyLock;

use anyhow::{Context, anyhow};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::error::{Error, Result};
use crate::frame::assets;

/// The seal's own colour, to the edge of what a home screen may cut off.
const GROUND: (u8, u8, u8) = (0xc8, 0x37, 0x1b);
/// Of a maskable icon only the middle is sure to be seen ("Web Application Manifest", icon masks).
const MASKED_PART: f32 = 0.7;
const A_DAY: &str = "public, max-age=86400";

type Drawn = anyhow::Result<Vec<u8>>;

static SMALL: LazyLock<Drawn> = LazyLock::new(|| draw(192, 1.0));
static LARGE: LazyLock<Drawn> = LazyLock::new(|| draw(512, 1.0));
static MASKABLE: LazyLock<Drawn> = LazyLock::new(|| draw(512, MASKED_PART));

pub(super) async fn icon(Path(name): Path<String>) -> Result<Response> {
    let drawn = match name.as_str() {
        "192.png" => &*SMALL,
        "512.png" => &*LARGE,
        "maskable.png" => &*MASKABLE,
        _ => return Err(Error::NotFound),
    };
    let png = drawn.as_ref().map_err(|error| anyhow!("{error:#}"))?;
    let about = [
        (header::CONTENT_TYPE, "image/png"),
        (header::CACHE_CONTROL, A_DAY),
    ];
    Ok((about, png.as_slice()).into_response())
}

/// `part` of the side is the seal; around it is its ground.
fn draw(side_px: u16, part: f32) -> Drawn {
    let file = assets::get("favicon.svg").context("no icon")?;
    let tree = Tree::from_data(&file.data, &Options::default()).context("the icon is no SVG")?;
    let side = f32::from(side_px);
    let mut pixels = Pixmap::new(side_px.into(), side_px.into()).context("no room")?;
    if part < 1.0 {
        let (red, green, blue) = GROUND;
        pixels.fill(Color::from_rgba8(red, green, blue, u8::MAX));
    }
    let scale = side * part / tree.size().width();
    let margin = side * (1.0 - part) / 2.0;
    let place = Transform::from_scale(scale, scale).post_translate(margin, margin);
    resvg::render(&tree, place, &mut pixels.as_mut());
    pixels.encode_png().context("the icon cannot be encoded")
}
