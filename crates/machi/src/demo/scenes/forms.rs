//! Forms that several scenes share: people far away, windows, foliage, steam.

use std::fmt::Write;

use super::paint::{Canvas, Tone};
use crate::covers::chance::Chance;

/// Somebody seen from behind; `at` is between the feet.
pub(super) fn person(
    c: &mut Canvas,
    chance: &mut Chance,
    (x, y): (f64, f64),
    tall: f64,
    tone: Tone,
) {
    let (head, coat) = (tall * 0.085, tall * chance.between(0.15, 0.2));
    let legs = tone.darker(0.4).to_string();
    let step = tall * chance.between(0.02, 0.07);
    for side in [-1.0, 1.0] {
        let foot = x + side * step;
        c.line(
            &format!(
                "M{:.1} {:.1}L{foot:.1} {y:.1}",
                x + side * tall * 0.03,
                y - tall * 0.45
            ),
            tone.darker(0.4),
            tall * 0.075,
            1.0,
        );
    }
    let (top, hem) = (y - tall * 0.82, y - tall * 0.34);
    let path = format!(
        "M{:.1} {top:.1}Q{x:.1} {:.1} {:.1} {top:.1}Q{:.1} {:.1} {:.1} {hem:.1}L{:.1} {hem:.1}Q{:.1} {:.1} {:.1} {top:.1}Z",
        x - coat * 0.62,
        top - tall * 0.05,
        x + coat * 0.62,
        x + coat * 0.95,
        y - tall * 0.6,
        x + coat * 0.8,
        x - coat * 0.8,
        x - coat * 0.95,
        y - tall * 0.6,
        x - coat * 0.62,
    );
    c.shape(&path, &tone.to_string(), 1.0);
    c.ellipse((x, y - tall * 0.91), (head * 0.85, head), &legs, 1.0);
}

/// Windows in rows and columns as one path; each is there by this chance.
pub(super) fn windows(
    chance: &mut Chance,
    [x, y, w, h]: [f64; 4],
    (step_x, step_y): (f64, f64),
    there: f64,
) -> String {
    let mut path = String::new();
    let (side, tall) = (step_x * 0.5, step_y * 0.5);
    let mut row = y + step_y * 0.6;
    while row + tall < y + h {
        let mut column = x + step_x * 0.4;
        while column + side < x + w {
            if chance.between(0.0, 1.0) < there {
                let _ = write!(
                    path,
                    "M{column:.1} {row:.1}h{side:.1}v{tall:.1}h-{side:.1}z"
                );
            }
            column += step_x;
        }
        row += step_y;
    }
    path
}

/// Leaves in clumps: dabs of some tones inside of an ellipse, the light ones above.
pub(super) fn foliage(
    c: &mut Canvas,
    chance: &mut Chance,
    (x, y): (f64, f64),
    (rx, ry): (f64, f64),
    tones: [Tone; 3],
    dabs: usize,
) {
    let [dark, middle, light] = tones;
    for at in 0..dabs {
        let share = at as f64 / dabs as f64;
        let (turn, far) = (
            chance.between(0.0, std::f64::consts::TAU),
            chance.between(0.0, 1.0).sqrt(),
        );
        let (dx, dy) = (turn.cos() * far, turn.sin() * far);
        // What turns to the sky is lighter.
        let lit = (share * 0.75 - dy * 0.45 + chance.between(-0.2, 0.2)).clamp(0.0, 1.0);
        let tone = if lit < 0.5 {
            dark.with(middle, lit * 2.0)
        } else {
            middle.with(light, lit * 2.0 - 1.0)
        };
        let dab = rx * chance.between(0.1, 0.22) * (1.15 - share * 0.6);
        c.ellipse(
            (x + dx * rx, y + dy * ry),
            (dab, dab * chance.between(0.5, 0.85)),
            &tone.to_string(),
            chance.between(0.7, 1.0),
        );
    }
}

/// Steam that rises and bends.
pub(super) fn steam(
    c: &mut Canvas,
    chance: &mut Chance,
    (x, y): (f64, f64),
    tall: f64,
    strength: f64,
) {
    let white = super::paint::tone(0xffffff);
    c.blurred(tall * 0.035, |c| {
        for _ in 0..5 {
            let (from, bend) = (
                x + tall * chance.between(-0.35, 0.35),
                tall * chance.between(0.08, 0.26),
            );
            let side = if chance.between(0.0, 1.0) < 0.5 {
                -1.0
            } else {
                1.0
            };
            let path = format!(
                "M{from:.1} {y:.1}c{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
                side * bend,
                -tall * 0.35,
                -side * bend,
                -tall * 0.6,
                side * bend * 0.4,
                -tall * chance.between(0.75, 1.05),
            );
            c.line(&path, white, tall * chance.between(0.035, 0.09), strength);
        }
    });
}

/// A closed shape through these points.
pub(super) fn polygon(points: &[(f64, f64)]) -> String {
    let mut path = String::from("M");
    for (x, y) in points {
        let _ = write!(path, "{x:.1} {y:.1} ");
    }
    path.push('Z');
    path
}

/// Between two points.
pub(super) fn along((ax, ay): (f64, f64), (bx, by): (f64, f64), share: f64) -> (f64, f64) {
    (ax + (bx - ax) * share, ay + (by - ay) * share)
}
