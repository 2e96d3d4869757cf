//! Makes a picture smaller.

use std::borrow::Cow;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};

use crate::ladder::Size;
use crate::raster::Raster;

/// Resamples with Lanczos of three lobes, which keeps leaves, hair and lettering crisp; see Ken
/// Turkowski, "Filters for Common Resampling Tasks" (1990). Clear pixels lend no colour to their
/// neighbours. Nothing comes back for sides of 0.
pub(crate) fn resize(raster: &Raster, (width, height): Size) -> Option<Cow<'_, Raster>> {
    if (raster.width, raster.height) == (width, height) {
        return Some(Cow::Borrowed(raster));
    }
    let kind = raster.layout.pixel_type();
    let from = ImageRef::new(raster.width, raster.height, &raster.pixels, kind).ok()?;
    let mut to = Image::new(width, height, kind);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        .use_alpha(raster.layout.has_alpha());
    Resizer::new().resize(&from, &mut to, &options).ok()?;
    Some(Cow::Owned(Raster {
        width,
        height,
        layout: raster.layout,
        pixels: to.into_vec(),
    }))
}
