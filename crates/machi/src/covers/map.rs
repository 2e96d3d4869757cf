//! From the Earth onto the sheet, and outlines as SVG paths.

use std::fmt::Write;

use rules::geometry::{Outline, Spot};

/// Corners of a path that lie closer than this are drawn as one.
const STEP_MIN: f64 = 1.6;
/// Nothing is drawn so far outside of the sheet that it could not be seen.
const MARGIN: f64 = 90.0;

/// An equirectangular projection around a spot, turned and scaled onto a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Map {
    centre: Spot,
    /// The cosine of the centre's latitude: how much shorter a degree of longitude is.
    shrink: f64,
    turn: (f64, f64),
    /// Sheet units in a degree of latitude.
    scale: f64,
    /// Where the centre lies on the sheet.
    at: (f64, f64),
    pub(super) size: (f64, f64),
}

impl Map {
    /// A map on which the outline fills a box of `fill` (width, height) around `at`; turned by so
    /// many degrees.
    pub(super) fn fitting(
        outline: &Outline,
        size: (f64, f64),
        fill: (f64, f64),
        at: (f64, f64),
        turn_degrees: f64,
    ) -> Option<Self> {
        let (south_west, north_east) = outline.bounds()?;
        let middle = |a: i64, b: i64| a + (b - a) / 2;
        let centre = Spot {
            lat_e6: middle(south_west.lat_e6, north_east.lat_e6),
            lon_e6: middle(south_west.lon_e6, north_east.lon_e6),
        };
        let mut map = Self::around(centre, size, 1.0, (0.0, 0.0), turn_degrees);
        let spots = outline.polygons.iter().flatten().flatten();
        let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        for (x, y) in spots.map(|spot| map.project(*spot)) {
            bounds = [
                bounds[0].min(x),
                bounds[1].min(y),
                bounds[2].max(x),
                bounds[3].max(y),
            ];
        }
        let [left, top, right, bottom] = bounds;
        let scale = (fill.0 / (right - left)).min(fill.1 / (bottom - top));
        if !scale.is_finite() {
            return None;
        }
        map.scale = scale;
        map.at = (
            at.0 - (left + right) / 2.0 * scale,
            at.1 - (top + bottom) / 2.0 * scale,
        );
        Some(map)
    }

    /// A map around a spot, of so many sheet units a degree of latitude.
    pub(super) fn around(
        centre: Spot,
        size: (f64, f64),
        scale: f64,
        at: (f64, f64),
        turn_degrees: f64,
    ) -> Self {
        let turn = turn_degrees.to_radians();
        Self {
            centre,
            shrink: centre.lat().to_radians().cos(),
            turn: (turn.cos(), turn.sin()),
            scale,
            at,
            size,
        }
    }

    pub(super) fn project(&self, spot: Spot) -> (f64, f64) {
        let x = (spot.lon() - self.centre.lon()) * self.shrink * self.scale;
        let y = (self.centre.lat() - spot.lat()) * self.scale;
        let (cos, sin) = self.turn;
        (self.at.0 + x * cos - y * sin, self.at.1 + x * sin + y * cos)
    }

    /// Whether any of the outline may be seen on the sheet.
    pub(super) fn shows(&self, outline: &Outline) -> bool {
        let Some((south_west, north_east)) = outline.bounds() else {
            return false;
        };
        let corners = [
            (south_west.lat_e6, south_west.lon_e6),
            (south_west.lat_e6, north_east.lon_e6),
            (north_east.lat_e6, south_west.lon_e6),
            (north_east.lat_e6, north_east.lon_e6),
        ]
        .map(|(lat_e6, lon_e6)| self.project(Spot { lat_e6, lon_e6 }));
        let (width, height) = self.size;
        !(corners.iter().all(|(x, _)| *x < -MARGIN)
            || corners.iter().all(|(x, _)| *x > width + MARGIN)
            || corners.iter().all(|(_, y)| *y < -MARGIN)
            || corners.iter().all(|(_, y)| *y > height + MARGIN))
    }

    /// Appends the outline to the data of an SVG path, in whole units.
    pub(super) fn path(&self, outline: &Outline, data: &mut String) {
        for ring in outline.polygons.iter().flatten() {
            self.ring(ring, data);
        }
    }

    fn ring(&self, ring: &[Spot], data: &mut String) {
        let mut last = (f64::MAX, f64::MAX);
        let mut corners = 0;
        let start = data.len();
        for spot in ring {
            let (x, y) = self.project(*spot);
            if (x - last.0).hypot(y - last.1) < STEP_MIN {
                continue;
            }
            last = (x, y);
            let letter = if corners == 0 { 'M' } else { 'L' };
            // Writing into a string cannot fail.
            let _ = write!(data, "{letter}{x:.0} {y:.0}");
            corners += 1;
        }
        if corners < 3 {
            data.truncate(start);
        } else {
            data.push('Z');
        }
    }
}
