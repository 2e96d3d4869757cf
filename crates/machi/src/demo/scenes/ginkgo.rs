//! Autumn: an avenue of yellow trees, and the leaves on the ground.

use std::fmt::Write;

use super::forms::{foliage, person};
use super::light::Air;
use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

/// From dark to light.
pub(super) const GOLD: [Tone; 4] = [
    tone(0x9a6a12),
    tone(0xd79a1a),
    tone(0xf5c536),
    tone(0xffe681),
];
pub(super) const CRIMSON: [Tone; 4] = [
    tone(0x6d1320),
    tone(0xb3261f),
    tone(0xdf5527),
    tone(0xf4a13c),
];

pub(super) fn avenue(c: &mut Canvas, chance: &mut Chance, air: &Air) {
    let horizon = c.h * 0.58;
    air.sky(c, chance, horizon);
    let middle = c.w * chance.between(0.44, 0.56);
    road(c, chance, air, (middle, horizon));
    for n in 0..7 {
        // Far to near: the avenue opens like a fan.
        let near = (f64::from(n) + 1.0) / 7.0;
        let scale = near.powf(1.7);
        let foot = horizon + (c.h * 0.36) * scale;
        for side in [-1.0, 1.0] {
            let x = middle + side * c.w * (0.045 + 0.6 * scale);
            tree(c, chance, air, (x, foot), c.h * (0.13 + 0.62 * scale), near);
        }
    }
    for _ in 0..4 {
        let near = chance.between(0.06, 0.26);
        let tone = *chance.pick(&[
            tone(0x2f3a58),
            tone(0x7a2f2a),
            tone(0x39434a),
            tone(0xc9b79a),
        ]);
        let at = (
            middle + c.w * chance.between(-0.12, 0.12) * (0.4 + near * 4.0),
            horizon + c.h * near,
        );
        c.ellipse(
            (at.0 + 14.0, at.1),
            (c.h * near * 0.22, c.h * near * 0.03),
            "#3a2a10",
            0.35,
        );
        person(c, chance, at, c.h * (0.03 + near * 0.62), tone);
    }
    falling(c, chance, GOLD);
    c.glow((middle, horizon), c.w * 0.5, air.sun, 0.42);
    c.vignette(0.35);
}

fn road(c: &mut Canvas, chance: &mut Chance, air: &Air, (x, y): (f64, f64)) {
    let grey = tone(0x8d8a8c).with(air.haze, 0.35);
    let fill = c.down(&[(0.0, grey.lighter(0.35)), (1.0, grey.darker(0.35))]);
    let path = format!(
        "M{:.1} {y:.1}L{:.1} {y:.1}L{:.1} {:.1}L{:.1} {:.1}Z",
        x - c.w * 0.03,
        x + c.w * 0.03,
        x + c.w * 0.52,
        c.h,
        x - c.w * 0.52,
        c.h
    );
    let carpet = c.down(&[
        (0.0, tone(0xf2cd6b).with(air.haze, 0.3)),
        (0.5, tone(0xdfa62c)),
        (1.0, tone(0xb3781a)),
    ]);
    c.rect([0.0, y, c.w, c.h - y], &carpet, 1.0);
    c.shape(&path, &fill, 1.0);
    for _ in 0..420 {
        let far = chance.between(0.0, 1.0).powf(1.5);
        let spread = 0.06 + far * 1.1;
        let edge = chance.between(-1.0, 1.0);
        // Thick along the edges, thin where people walk.
        let edge = edge.signum() * edge.abs().powf(0.55);
        let size = 1.0 + far * 9.0;
        let tone = *chance.pick(&GOLD);
        c.ellipse(
            (x + edge * spread * c.w * 0.62, y + far * (c.h - y)),
            (size, size * 0.4),
            &tone.to_string(),
            chance.between(0.5, 0.95),
        );
    }
    for _ in 0..9 {
        let far = chance.between(0.1, 0.9);
        c.ellipse(
            (x, y + far * (c.h - y)),
            (c.w * far * 0.55, 3.0 + far * 12.0),
            &tone(0x4a3a58).to_string(),
            0.12,
        );
    }
}

fn tree(
    c: &mut Canvas,
    chance: &mut Chance,
    air: &Air,
    (x, foot): (f64, f64),
    tall: f64,
    near: f64,
) {
    let fade = |tone: Tone| tone.with(air.haze, 0.5 * (1.0 - near));
    let trunk = fade(tone(0x4a3628));
    c.line(
        &format!("M{x:.1} {foot:.1}V{:.1}", foot - tall * 0.6),
        trunk,
        tall * 0.04,
        1.0,
    );
    let [dark, a, b, light] = GOLD;
    // A cone, in storeys from below to above.
    for n in 0..6 {
        let up = f64::from(n) / 6.0;
        let wide = tall * 0.25 * (1.05 - up * 0.85);
        let at = (
            x + chance.between(-0.06, 0.06) * wide,
            foot - tall * (0.28 + up * 0.7),
        );
        foliage(
            c,
            chance,
            at,
            (wide, tall * 0.12),
            [fade(dark.with(a, 0.35)), fade(b), fade(light)],
            18 + (near * 20.0) as usize,
        );
    }
}

/// Leaves on wet stone, from above.
pub(super) fn ground(c: &mut Canvas, chance: &mut Chance, tones: [Tone; 4]) {
    let stone = *chance.pick(&[tone(0x3c4450), tone(0x4a4540), tone(0x2f3a44)]);
    let fill = c.down(&[(0.0, stone.lighter(0.22)), (1.0, stone.darker(0.3))]);
    c.fill(&fill);
    for _ in 0..260 {
        let at = (chance.between(0.0, c.w), chance.between(0.0, c.h));
        let tone = if chance.between(0.0, 1.0) < 0.5 {
            stone.lighter(0.2)
        } else {
            stone.darker(0.4)
        };
        c.ellipse(
            at,
            (chance.between(2.0, 9.0), chance.between(1.0, 4.0)),
            &tone.to_string(),
            0.3,
        );
    }
    let puddle = (
        c.w * chance.between(0.2, 0.8),
        c.h * chance.between(0.2, 0.5),
    );
    c.glow(puddle, c.w * 0.6, tone(0xcfe2f2), 0.42);
    for n in 0..130 {
        let near = f64::from(n) / 130.0;
        let at = (
            chance.between(-0.05, 1.05) * c.w,
            chance.between(-0.05, 1.05) * c.h,
        );
        let size = c.w * (0.045 + near * 0.06) * chance.between(0.8, 1.25);
        leaf(c, chance, at, size, tones, near);
    }
    c.glow((c.w * 0.2, 0.0), c.w * 0.9, tone(0xfff0c8), 0.28);
    c.vignette(0.5);
}

fn leaf(
    c: &mut Canvas,
    chance: &mut Chance,
    (x, y): (f64, f64),
    r: f64,
    tones: [Tone; 4],
    near: f64,
) {
    let fan = tones == GOLD;
    let outline = if fan { fan_leaf(r) } else { star_leaf(r) };
    let turn = chance.between(0.0, 360.0);
    let lie = chance.between(0.62, 1.0);
    let [dark, a, b, light] = tones;
    let base = a
        .with(b, chance.between(0.0, 1.0))
        .darker(0.32 * (1.0 - near))
        .with(dark, chance.between(0.0, 0.3));
    let place = format!("translate({x:.1} {y:.1}) rotate({turn:.0}) scale(1 {lie:.2})");
    c.moved(&format!("translate({:.1} {:.1})", r * 0.1, r * 0.16), |c| {
        c.moved(&place, |c| c.shape(&outline, "#0b0a10", 0.42));
    });
    c.moved(&place, |c| {
        let fill = c.down(&[(0.0, base.with(light, 0.75)), (1.0, base)]);
        c.shape(&outline, &fill, 1.0);
        let mut veins = String::new();
        for n in -3..=3 {
            let turn = f64::from(n) * if fan { 0.24 } else { 0.55 };
            let _ = write!(
                veins,
                "M0 {:.1}L{:.1} {:.1}",
                r * 0.5,
                turn.sin() * r * 0.8,
                r * 0.5 - turn.cos() * r * 1.05
            );
        }
        c.line(&veins, dark, r * 0.016, 0.45);
        c.line(
            &format!(
                "M0 {:.1}q{:.1} {:.1} {:.1} {:.1}",
                r * 0.5,
                r * 0.06,
                r * 0.3,
                -r * 0.05,
                r * 0.62
            ),
            dark.with(a, 0.5),
            r * 0.05,
            1.0,
        );
    });
}

/// Like a fan, with a notch.
fn fan_leaf(r: f64) -> String {
    format!(
        "M0 {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}Q{:.1} {:.1} 0 {:.1}Q{:.1} {:.1} {:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} 0 {:.1}Z",
        r * 0.55,
        -r * 0.25,
        r * 0.2,
        -r * 0.8,
        r * 0.1,
        -r * 0.98,
        -r * 0.12,
        -r * 0.85,
        -r * 0.52,
        -r * 0.45,
        -r * 0.66,
        -r * 0.16,
        -r * 0.74,
        -r * 0.36,
        r * 0.16,
        -r * 0.74,
        r * 0.45,
        -r * 0.66,
        r * 0.85,
        -r * 0.52,
        r * 0.98,
        -r * 0.12,
        r * 0.8,
        r * 0.1,
        r * 0.25,
        r * 0.2,
        r * 0.55
    )
}

/// A maple's, with seven points.
fn star_leaf(r: f64) -> String {
    let mut path = format!("M0 {:.1}", r * 0.5);
    for n in -3..=3 {
        let at = |turn: f64, far: f64| (turn.sin() * far * r, r * 0.12 - turn.cos() * far * r);
        let turn = f64::from(n) * 0.66;
        let far = 1.05 - f64::from(n).abs() * 0.13;
        let ((ax, ay), (bx, by), (dx, dy)) =
            (at(turn - 0.17, 0.52), at(turn, far), at(turn + 0.17, 0.52));
        let (ex, ey) = at(turn + 0.33, 0.3);
        let _ = write!(
            path,
            "L{ax:.1} {ay:.1}L{bx:.1} {by:.1}L{dx:.1} {dy:.1}L{ex:.1} {ey:.1}"
        );
    }
    path + "Z"
}

fn falling(c: &mut Canvas, chance: &mut Chance, tones: [Tone; 4]) {
    for _ in 0..34 {
        let (x, y) = (chance.between(0.0, c.w), chance.between(0.1, 0.95) * c.h);
        let size = c.w * chance.between(0.004, 0.014);
        let turn = chance.between(0.0, 180.0);
        let tone = *chance.pick(&tones);
        c.moved(&format!("rotate({turn:.0} {x:.1} {y:.1})"), |c| {
            c.ellipse((x, y), (size, size * 0.55), &tone.to_string(), 0.95)
        });
    }
}
