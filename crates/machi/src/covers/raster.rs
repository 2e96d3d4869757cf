//! A drawn picture as PNG.

use anyhow::{Context, anyhow};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::Tree;

use super::fonts;
use crate::text::Lang;

/// Draws the SVG at its own size. Takes some tens of milliseconds: not on an async thread.
pub(super) fn png(svg: &str, lang: Lang) -> anyhow::Result<Vec<u8>> {
    let tree = Tree::from_str(svg, &fonts::options(lang)).context("the picture is no SVG")?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height())
        .ok_or_else(|| anyhow!("the picture has no size"))?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().context("the picture cannot be encoded")
}
