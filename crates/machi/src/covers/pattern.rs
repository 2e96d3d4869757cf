//! Patterns as a printer's hatch, to lay over a surface.

use super::chance::Chance;
use super::colour::Colour;

/// Defines a pattern with the id `p`.
pub(super) fn draw(chance: &mut Chance, colour: Colour) -> String {
    let angle = chance.between(-60.0, 60.0);
    let step = chance.between(20.0, 34.0);
    let half = step / 2.0;
    let thin = step * chance.between(0.1, 0.2);
    let marks = match chance.next() % 6 {
        // Lines.
        0 => format!(
            r#"<path d="M0 {half:.1}H{step:.1}" stroke="{colour}" stroke-width="{thin:.1}"/>"#
        ),
        // Dots.
        1 => format!(
            r#"<circle cx="{half:.1}" cy="{half:.1}" r="{:.1}" fill="{colour}"/>"#,
            step * 0.17
        ),
        // Waves: two halves of a period in one tile.
        2 => format!(
            r#"<path d="M0 {half:.1}Q{:.1} {:.1} {half:.1} {half:.1}T{step:.1} {half:.1}" fill="none" stroke="{colour}" stroke-width="{thin:.1}"/>"#,
            step / 4.0,
            half - step * 0.3
        ),
        // Crosses.
        3 => format!(
            r#"<path d="M{half:.1} {:.1}V{:.1}M{:.1} {half:.1}H{:.1}" stroke="{colour}" stroke-width="{thin:.1}"/>"#,
            half - step * 0.2,
            half + step * 0.2,
            half - step * 0.2,
            half + step * 0.2
        ),
        // Scales, as of waves in a textile print.
        4 => format!(
            r#"<g fill="none" stroke="{colour}" stroke-width="{:.1}"><circle cx="{half:.1}" cy="{step:.1}" r="{:.1}"/><circle cx="{half:.1}" cy="{step:.1}" r="{:.1}"/></g>"#,
            thin * 0.7,
            half * 0.92,
            half * 0.5
        ),
        // A quiet sheet.
        _ => String::new(),
    };
    format!(
        r#"<pattern id="p" width="{step:.1}" height="{step:.1}" patternUnits="userSpaceOnUse" patternTransform="rotate({angle:.0})">{marks}</pattern>"#
    )
}
