//! A city across the water.

use super::forms::{polygon, windows};
use super::light::Air;
use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

/// What stands out of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tower {
    /// Stone that steps back to a spire.
    Spire,
    /// Red steel on four feet.
    Lattice,
}

const LAYERS: usize = 4;

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance, air: &Air, tower: Tower) {
    let shore = c.h * chance.between(0.6, 0.68);
    air.sky(c, chance, shore);
    let seed = chance.next();
    let at = c.w * chance.between(0.28, 0.72);
    city(c, &mut Chance::of("city", seed), air, shore, (tower, at));
    water(c, chance, air, shore);
    let mirror = format!("translate(0 {:.1}) scale(1 -0.62)", shore * 1.62);
    c.faint(0.34, |c| {
        c.moved(&mirror, |c| {
            city(c, &mut Chance::of("city", seed), air, shore, (tower, at))
        });
    });
    ripples(c, chance, air, shore);
    bank(c, chance, air);
    c.vignette(0.35);
}

fn city(c: &mut Canvas, chance: &mut Chance, air: &Air, shore: f64, (tower, at): (Tower, f64)) {
    for layer in 0..LAYERS {
        let near = (layer + 1) as f64 / LAYERS as f64;
        let body = air.haze.with(air.ink, near * 0.82);
        if layer == 2 {
            match tower {
                Tower::Spire => spire(c, chance, air, (at, shore), body),
                Tower::Lattice => lattice(c, air, (at, shore)),
            }
        }
        let mut x = -c.w * 0.03;
        while x < c.w {
            let wide = c.w * chance.between(0.035, 0.1);
            let tall = c.h
                * chance.between(0.07, 0.17)
                * (1.75 - near * 0.75)
                * if chance.between(0.0, 1.0) < 0.15 {
                    1.5
                } else {
                    1.0
                };
            house(
                c,
                chance,
                air,
                [x, shore - tall, wide, tall + 2.0],
                body,
                near,
            );
            x += wide * chance.between(0.82, 1.05);
        }
        let mist = c.down(&[(0.0, air.haze), (1.0, air.sky[3])]);
        c.rect(
            [0.0, shore - c.h * 0.05, c.w, c.h * 0.05],
            &mist,
            0.16 * (1.0 - near * 0.6),
        );
    }
}

fn house(c: &mut Canvas, chance: &mut Chance, air: &Air, frame: [f64; 4], body: Tone, near: f64) {
    let [x, y, w, h] = frame;
    let fill = c.across(&[
        (0.0, body.lighter(0.1)),
        (0.55, body),
        (1.0, body.darker(0.18)),
    ]);
    c.rect(frame, &fill, 1.0);
    if chance.between(0.0, 1.0) < 0.4 {
        let inset = w * chance.between(0.15, 0.35);
        c.rect(
            [x + inset, y - h * 0.06, w - inset * 2.0, h * 0.07],
            &body.to_string(),
            1.0,
        );
    }
    if near > 0.3 {
        let step = (w * chance.between(0.12, 0.2)).clamp(7.0, 15.0);
        let all = windows(chance, frame, (step, step * 1.15), 0.9);
        c.shape(&all, &body.darker(0.3).to_string(), 0.5);
        let lit = windows(chance, frame, (step, step * 1.15), air.lit * near);
        c.shape(&lit, &air.lamp.to_string(), 0.88);
    }
}

fn spire(c: &mut Canvas, chance: &mut Chance, air: &Air, (x, shore): (f64, f64), body: Tone) {
    let (h, w) = (c.h * 0.44, c.w * 0.17);
    let body = body.with(air.sky[3], 0.14);
    c.glow((x, shore - h), w * 1.5, air.sky[3], 0.3);
    for (wide, from, to) in [
        (1.0, 0.0, 0.36),
        (0.8, 0.36, 0.56),
        (0.56, 0.56, 0.72),
        (0.34, 0.72, 0.82),
    ] {
        let frame = [
            x - w * wide / 2.0,
            shore - h * to,
            w * wide,
            h * (to - from) + 1.0,
        ];
        house(c, chance, air, frame, body, 0.9);
    }
    let crown = polygon(&[
        (x - w * 0.15, shore - h * 0.82),
        (x - w * 0.045, shore - h * 0.92),
        (x + w * 0.045, shore - h * 0.92),
        (x + w * 0.15, shore - h * 0.82),
    ]);
    c.shape(&crown, &air.lamp.with(body, 0.35).to_string(), 1.0);
    c.line(
        &format!("M{x:.1} {:.1}V{:.1}", shore - h * 0.91, shore - h * 1.08),
        body,
        w * 0.035,
        1.0,
    );
}

fn lattice(c: &mut Canvas, air: &Air, (x, shore): (f64, f64)) {
    let (h, w) = (c.h * 0.46, c.w * 0.2);
    let red = tone(0xe0482c).with(air.haze, 0.12);
    c.glow(
        (x, shore - h * 0.5),
        h * 0.75,
        tone(0xff8a4a),
        0.45 * air.lit + 0.08,
    );
    // The half width at a height from 0 to 1: feet apart, then ever straighter.
    let half = |up: f64| w * 0.5 * (1.0 - up).powf(2.1) + w * 0.018;
    let side = |sign: f64| {
        let points: Vec<_> = (0..=20)
            .map(|n| f64::from(n) / 20.0)
            .map(|up| format!("{:.1} {:.1}", x + sign * half(up), shore - h * up))
            .collect();
        format!("M{}", points.join("L"))
    };
    for sign in [-1.0, 1.0] {
        c.line(&side(sign), red, w * 0.035, 1.0);
    }
    for n in 0..22 {
        let (low, high) = (f64::from(n) / 22.0, f64::from(n + 1) / 22.0);
        let (a, b) = (half(low), half(high));
        let (y, top) = (shore - h * low, shore - h * high);
        let cross = format!(
            "M{:.1} {y:.1}L{:.1} {top:.1}M{:.1} {y:.1}L{:.1} {top:.1}M{:.1} {top:.1}H{:.1}",
            x - a,
            x + b,
            x + a,
            x - b,
            x - b,
            x + b
        );
        let tone = if n % 5 == 4 { tone(0xfff1e2) } else { red };
        c.line(&cross, tone, w * 0.013, 0.9);
    }
    for (up, wide) in [(0.42, 0.3), (0.72, 0.13)] {
        c.rounded(
            [
                x - w * wide / 2.0,
                shore - h * up - h * 0.03,
                w * wide,
                h * 0.035,
            ],
            3.0,
            &tone(0xfff4e6).with(air.haze, 0.1).to_string(),
            1.0,
        );
    }
    c.line(
        &format!("M{x:.1} {:.1}V{:.1}", shore - h, shore - h * 1.1),
        red,
        w * 0.022,
        1.0,
    );
}

fn water(c: &mut Canvas, chance: &mut Chance, air: &Air, shore: f64) {
    let [a, b, d, e] = air.sky;
    let fill = c.down(&[
        (0.0, e.with(air.ink, 0.25)),
        (0.25, d.with(air.ink, 0.32)),
        (0.65, b.with(air.ink, 0.35)),
        (1.0, a.with(air.ink, 0.45)),
    ]);
    c.rect([0.0, shore, c.w, c.h - shore], &fill, 1.0);
    c.glow(
        (c.w * chance.between(0.3, 0.7), shore),
        c.w * 0.5,
        air.sun,
        0.4,
    );
}

fn ripples(c: &mut Canvas, chance: &mut Chance, air: &Air, shore: f64) {
    for _ in 0..150 {
        let far = chance.between(0.0, 1.0);
        let y = shore + (c.h - shore) * far * far;
        let long = c.w * chance.between(0.01, 0.09) * (0.35 + far);
        let tone = *chance.pick(&[air.sky[3], air.sky[2], air.lamp, air.ink, air.ink]);
        let at = (chance.between(0.0, c.w), y);
        c.ellipse(
            at,
            (long, 0.8 + far * 2.6),
            &tone.to_string(),
            chance.between(0.12, 0.42),
        );
    }
}

/// The rail in front, with lamps.
fn bank(c: &mut Canvas, chance: &mut Chance, air: &Air) {
    let (y, ink) = (c.h * 0.9, air.ink.darker(0.3));
    c.rect([0.0, c.h * 0.965, c.w, c.h * 0.04], &ink.to_string(), 1.0);
    let mut rail = format!("M0 {y:.1}H{:.1}M0 {:.1}H{:.1}", c.w, c.h * 0.935, c.w);
    let step = c.w / 14.0;
    for n in 0..15 {
        rail += &format!("M{:.1} {y:.1}V{:.1}", f64::from(n) * step, c.h);
    }
    c.line(&rail, ink, 6.0, 1.0);
    let x = c.w
        * if chance.between(0.0, 1.0) < 0.5 {
            0.1
        } else {
            0.9
        };
    c.line(
        &format!("M{x:.1} {:.1}V{:.1}", c.h, c.h * 0.7),
        ink,
        9.0,
        1.0,
    );
    c.glow((x, c.h * 0.69), c.w * 0.2, air.lamp, 0.3 + air.lit * 0.8);
    c.ellipse(
        (x, c.h * 0.69),
        (17.0, 20.0),
        &air.lamp.lighter(0.4).to_string(),
        1.0,
    );
}
