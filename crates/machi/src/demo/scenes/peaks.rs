//! Ridge behind ridge, and the great mountain at the end.

use super::forms::foliage;
use super::light::Air;
use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance, air: &Air) {
    let horizon = c.h * 0.6;
    air.sky(c, chance, horizon);
    let middle = c.w * chance.between(0.4, 0.62);
    mountain(c, chance, air, (middle, horizon), c.w * 0.5);
    for layer in 0..6 {
        let near = f64::from(layer) / 5.0;
        ridge(
            c,
            chance,
            air,
            horizon - c.h * 0.03 + c.h * 0.3 * near.powf(1.25),
            near,
        );
    }
    branch(c, chance, air);
    c.vignette(0.35);
}

fn mountain(c: &mut Canvas, chance: &mut Chance, air: &Air, (x, y): (f64, f64), half: f64) {
    let top = y - half * 0.74;
    let rock = air.haze.with(tone(0x4a5a8a).with(air.ink, 0.3), 0.62);
    let fill = c.down(&[(0.0, rock), (1.0, air.haze.with(air.sky[3], 0.3))]);
    let side = |s: f64| {
        format!(
            "Q{:.1} {:.1} {:.1} {top:.1}",
            x + s * half * 0.3,
            y - half * 0.24,
            x + s * half * 0.075
        )
    };
    let path = format!(
        "M{:.1} {y:.1}{}L{:.1} {:.1}L{:.1} {top:.1}Q{:.1} {:.1} {:.1} {y:.1}Z",
        x - half,
        side(-1.0),
        x,
        top + half * 0.014,
        x + half * 0.075,
        x + half * 0.3,
        y - half * 0.24,
        x + half
    );
    c.shape(&path, &fill, 1.0);
    let low = top + half * 0.2;
    let mut snow = format!(
        "M{:.1} {top:.1}L{x:.1} {:.1}L{:.1} {top:.1}L{:.1} {low:.1}",
        x - half * 0.075,
        top + half * 0.014,
        x + half * 0.075,
        x + half * 0.2
    );
    for n in 0..9 {
        let at = x + half * (0.2 - 0.4 * (f64::from(n) + 0.5) / 9.0);
        let drop = if n % 2 == 0 {
            -chance.between(0.03, 0.09)
        } else {
            chance.between(0.02, 0.1)
        };
        snow += &format!("L{at:.1} {:.1}", low + drop * half);
    }
    snow += &format!("L{:.1} {low:.1}Z", x - half * 0.2);
    let white = c.across(&[
        (0.0, tone(0xffffff).with(air.sun, 0.4)),
        (0.6, tone(0xf4f6ff).with(air.sky[2], 0.18)),
        (1.0, tone(0xb8c4e0).with(air.sky[1], 0.3)),
    ]);
    c.shape(&snow, &white, 0.96);
}

fn ridge(c: &mut Canvas, chance: &mut Chance, air: &Air, y: f64, near: f64) {
    let body = air
        .haze
        .with(air.ink.with(tone(0x2f4a44), 0.45), 0.2 + near * 0.78);
    let mut path = format!("M-10 {:.1}", c.h);
    let (mut x, mut level) = (-10.0, y);
    path += &format!("L{x:.1} {level:.1}");
    while x < c.w + 10.0 {
        let step = c.w * chance.between(0.05, 0.14);
        let next = y + c.h * chance.between(-0.055, 0.05) * (0.5 + near * 0.6);
        path += &format!(
            "Q{:.1} {:.1} {:.1} {next:.1}",
            x + step * 0.5,
            (level + next) / 2.0 + chance.between(-14.0, 14.0),
            x + step
        );
        x += step;
        level = next;
    }
    path += &format!("V{:.1}Z", c.h);
    let fill = c.down(&[
        (0.0, body),
        (0.5, body.with(air.haze, 0.38 * (1.0 - near * 0.7))),
        (1.0, body),
    ]);
    c.shape(&path, &fill, 1.0);
    if near > 0.55 {
        let mut trees = String::new();
        for _ in 0..90 {
            let (tx, ty) = (
                chance.between(0.0, c.w),
                y + c.h * chance.between(0.03, 0.22),
            );
            let tall = c.h * chance.between(0.014, 0.034) * near;
            trees += &format!(
                "M{tx:.1} {ty:.1}l{:.1} -{tall:.1}l{:.1} {tall:.1}z",
                tall * 0.3,
                tall * 0.3
            );
        }
        c.shape(&trees, &body.darker(0.35).to_string(), 0.8);
    }
}

/// A maple's branch reaching in from above.
fn branch(c: &mut Canvas, chance: &mut Chance, air: &Air) {
    let left = chance.between(0.0, 1.0) < 0.5;
    let w = c.w;
    let at = |share: f64| if left { w * share } else { w * (1.0 - share) };
    let bark = air.ink.darker(0.2);
    let path = format!(
        "M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}",
        at(-0.02),
        c.h * 0.02,
        at(0.25),
        c.h * 0.14,
        at(0.58),
        c.h * 0.11
    );
    c.line(&path, bark, 11.0, 1.0);
    let leaf: Tone = *chance.pick(&[tone(0xc8402a), tone(0xe08a2c), tone(0xb52f2c)]);
    let leaf = leaf.with(air.ink, air.lit * 0.45);
    for (x, y, r) in [
        (0.08, 0.06, 0.1),
        (0.2, 0.12, 0.09),
        (0.32, 0.08, 0.085),
        (0.42, 0.14, 0.07),
        (0.52, 0.1, 0.06),
        (0.6, 0.13, 0.035),
    ] {
        foliage(
            c,
            chance,
            (at(x), c.h * y),
            (c.w * r, c.w * r * 0.55),
            [leaf.darker(0.45), leaf, leaf.with(air.sun, 0.5)],
            46,
        );
    }
}
