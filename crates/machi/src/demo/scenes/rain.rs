//! People with umbrellas on a wet street at night.

use super::forms::person;
use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

const NEON: [Tone; 6] = [
    tone(0xff4d6d),
    tone(0xffb347),
    tone(0x4dd0ff),
    tone(0xff7ad9),
    tone(0xfff2b0),
    tone(0x6affb0),
];

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance) {
    let horizon = c.h * 0.52;
    let night = c.down(&[
        (0.0, tone(0x0a0d24)),
        (0.7, tone(0x2a2750)),
        (1.0, tone(0x5a3f6e)),
    ]);
    c.fill(&night);
    let signs = signs(chance);
    street(c, chance, horizon);
    c.glow((c.w / 2.0, horizon), c.w * 0.42, tone(0xffd3a0), 0.75);
    for sign in &signs {
        shine(c, chance, sign, horizon);
    }
    c.blurred(2.5, |c| {
        for _ in 0..9 {
            let near = chance.between(0.02, 0.1);
            let at = (c.w * chance.between(0.3, 0.7), horizon + c.h * near);
            walker(c, chance, at, c.h * (0.06 + near * 0.9), 0.75);
        }
    });
    for (x, near) in [(0.36, 0.12), (0.72, 0.2), (0.27, 0.31)] {
        let at = (
            c.w * (x + chance.between(-0.07, 0.07)),
            horizon + c.h * near,
        );
        walker(c, chance, at, c.h * (0.1 + near * 0.85), 1.0);
    }
    falling(c, chance);
    c.vignette(0.55);
}

/// Left, top, width, height and light, as shares of the picture; the walls run to the middle.
struct Sign {
    x: f64,
    y: f64,
    w: f64,
    h: f64,
    tone: Tone,
}

fn signs(chance: &mut Chance) -> Vec<Sign> {
    let mut signs = Vec::new();
    for n in 0..26 {
        let near = f64::from(n) / 26.0;
        let side = if n % 2 == 0 { -1.0 } else { 1.0 };
        let scale = 0.1 + near.powf(1.6);
        let middle = 0.5 + side * (0.07 + 0.42 * near.powf(1.2));
        signs.push(Sign {
            x: middle - 0.03 * scale,
            y: 0.5 - scale * chance.between(0.1, 0.56),
            w: scale * chance.between(0.035, 0.075),
            h: scale * chance.between(0.08, 0.24),
            tone: *chance.pick(&NEON),
        });
    }
    signs
}

fn street(c: &mut Canvas, chance: &mut Chance, horizon: f64) {
    let wet = c.down(&[
        (0.0, tone(0x6a5070)),
        (0.25, tone(0x2c2a48)),
        (1.0, tone(0x0b0c18)),
    ]);
    c.rect([0.0, horizon, c.w, c.h - horizon], &wet, 1.0);
    for side in [-1.0, 1.0] {
        for n in (0..7).rev() {
            let near = 1.0 - f64::from(n) / 7.0;
            let (x, w) = (
                c.w * (0.5 + side * (0.05 + 0.5 * near.powf(1.2))),
                c.w * 0.4 * near,
            );
            let tall = c.h * (0.1 + 0.62 * near.powf(1.3)) * chance.between(0.85, 1.15);
            let body = tone(0x3f3660).with(tone(0x0b0b1c), near);
            let left = if side < 0.0 { x - w } else { x };
            c.rect(
                [left, horizon - tall, w, tall + 4.0 + c.h * 0.05 * near],
                &body.to_string(),
                1.0,
            );
            let lit = super::forms::windows(
                chance,
                [left, horizon - tall, w, tall],
                (10.0 + near * 22.0, 12.0 + near * 22.0),
                0.28,
            );
            c.shape(&lit, &tone(0xffd58a).with(body, 0.35).to_string(), 0.75);
        }
    }
}

/// The sign, its light in the air, and its reflection.
fn shine(c: &mut Canvas, chance: &mut Chance, sign: &Sign, horizon: f64) {
    let (x, y, w, h) = (sign.x * c.w, sign.y * c.h, sign.w * c.w, sign.h * c.h);
    c.glow((x + w / 2.0, y + h / 2.0), h * 1.1, sign.tone, 0.5);
    c.rounded(
        [x, y, w, h],
        4.0,
        &sign.tone.with(tone(0xffffff), 0.3).to_string(),
        0.95,
    );
    let glyph = sign.tone.darker(0.75);
    for n in 0..4 {
        let top = y + h * (0.08 + f64::from(n) * 0.23);
        let path = format!(
            "M{:.1} {top:.1}h{:.1}M{:.1} {:.1}v{:.1}M{:.1} {:.1}h{:.1}",
            x + w * 0.22,
            w * 0.56,
            x + w * chance.between(0.35, 0.65),
            top,
            h * 0.14,
            x + w * 0.26,
            top + h * 0.09,
            w * 0.48
        );
        c.line(&path, glyph, w * 0.09, 0.8);
    }
    let deep = (c.h - horizon) * (0.3 + sign.h * 2.4);
    for _ in 0..9 {
        let at = chance.between(0.0, 1.0);
        let width = w * chance.between(0.35, 0.9) * (1.0 + at * 0.5);
        c.ellipse(
            (
                x + w / 2.0 + chance.between(-0.3, 0.3) * w,
                horizon + deep * at,
            ),
            (width, 3.0 + h * 0.06),
            &sign.tone.to_string(),
            0.42 * (1.0 - at * 0.6),
        );
    }
}

fn walker(c: &mut Canvas, chance: &mut Chance, (x, y): (f64, f64), tall: f64, strength: f64) {
    let coat = *chance.pick(&[tone(0x12121f), tone(0x1d1a2c), tone(0x241a20)]);
    c.ellipse(
        (x, y + tall * 0.22),
        (tall * 0.12, tall * 0.26),
        &coat.to_string(),
        0.45,
    );
    person(c, chance, (x, y), tall, coat);
    let canopy = *chance.pick(&[
        tone(0xc9303a),
        tone(0x26345e),
        tone(0xf2c230),
        tone(0xdfe8ee),
        tone(0x1f2028),
        tone(0x2f7a6a),
    ]);
    let (r, top) = (tall * 0.34, y - tall * 1.13);
    let low = y - tall * 0.84;
    c.line(
        &format!("M{x:.1} {:.1}V{:.1}", top - tall * 0.04, y - tall * 0.5),
        tone(0x1a1a1a),
        tall * 0.015,
        strength,
    );
    let fill = c.across(&[
        (0.0, canopy.lighter(0.32)),
        (0.5, canopy),
        (1.0, canopy.darker(0.5)),
    ]);
    let mut path = format!(
        "M{:.1} {low:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {low:.1}",
        x - r,
        x - r * 0.82,
        top - tall * 0.08,
        x + r * 0.82,
        top - tall * 0.08,
        x + r
    );
    for n in 0..4 {
        let to = x + r - r * 0.5 * f64::from(n + 1);
        path += &format!(
            "Q{:.1} {:.1} {to:.1} {low:.1}",
            to + r * 0.25,
            low - tall * 0.05
        );
    }
    c.shape(&(path + "Z"), &fill, strength);
    for n in [-0.5, 0.0, 0.5] {
        let path = format!(
            "M{x:.1} {:.1}Q{:.1} {:.1} {:.1} {low:.1}",
            top + tall * 0.005,
            x + r * n * 0.9,
            top + tall * 0.08,
            x + r * n
        );
        c.line(&path, canopy.darker(0.5), tall * 0.006, 0.6);
    }
}

fn falling(c: &mut Canvas, chance: &mut Chance) {
    let mut rain = String::new();
    for _ in 0..260 {
        let (x, y, long) = (
            chance.between(0.0, c.w),
            chance.between(0.0, c.h),
            chance.between(10.0, 46.0),
        );
        rain += &format!("M{x:.1} {y:.1}l{:.1} {long:.1}", -long * 0.12);
    }
    c.line(&rain, tone(0xe6ecff), 1.6, 0.28);
    for _ in 0..50 {
        let at = (chance.between(0.0, c.w), c.h * chance.between(0.62, 1.0));
        c.ellipse(at, (chance.between(4.0, 13.0), 2.0), "#e6ecff", 0.2);
    }
}
