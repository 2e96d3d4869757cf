//! A QR code (ISO/IEC 18004) as a picture that stays sharp at any size.

use anyhow::Context;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use crate::error::Result;

/// Of one module; the picture is scaled where it is shown.
const MODULE_PX: u32 = 8;

/// Black on white, whatever the theme, with the quiet zone around it that scanners need.
///
/// # Errors
/// `Broken` for a text that no QR code holds.
pub(super) fn svg(text: &str) -> Result<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .context("the text fits no QR code")?;
    let picture = code
        .render::<svg::Color<'_>>()
        .module_dimensions(MODULE_PX, MODULE_PX)
        .quiet_zone(true)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    Ok(picture)
}
