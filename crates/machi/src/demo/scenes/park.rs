//! A meadow in the late light, with a tree, somebody, and a dog.

use super::forms::{foliage, person, windows};
use super::light::Air;
use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance, air: &Air) {
    let horizon = c.h * 0.56;
    air.sky(c, chance, horizon);
    behind(c, chance, air, horizon);
    meadow(c, chance, air, horizon);
    let side = if chance.between(0.0, 1.0) < 0.5 {
        0.26
    } else {
        0.74
    };
    tree(c, chance, air, (c.w * side, c.h * 0.74), c.h * 0.6);
    let at = (c.w * (1.0 - side + chance.between(-0.06, 0.06)), c.h * 0.79);
    shadow(c, at, c.h * 0.2);
    person(
        c,
        chance,
        at,
        c.h * 0.18,
        air.ink.with(tone(0x8a3a30), 0.45),
    );
    dog(
        c,
        chance,
        (at.0 + c.w * 0.15, at.1 + c.h * 0.02),
        c.h * 0.055,
        at,
    );
    for _ in 0..46 {
        let at = (chance.between(0.0, c.w), c.h * chance.between(0.68, 1.0));
        c.ellipse(
            at,
            (5.0, 2.6),
            &tone(0xe0922c)
                .with(tone(0xf4cf5a), chance.between(0.0, 1.0))
                .to_string(),
            0.8,
        );
    }
    c.glow((c.w * 0.5, horizon), c.w * 0.7, air.sun, 0.3);
    c.vignette(0.38);
}

fn behind(c: &mut Canvas, chance: &mut Chance, air: &Air, horizon: f64) {
    let mut x = -10.0;
    while x < c.w {
        let (w, h) = (
            c.w * chance.between(0.03, 0.08),
            c.h * chance.between(0.04, 0.2),
        );
        let body = air.haze.with(air.ink, 0.26);
        c.rect([x, horizon - h, w, h], &body.to_string(), 0.9);
        c.shape(
            &windows(chance, [x, horizon - h, w, h], (10.0, 13.0), air.lit * 0.7),
            &air.lamp.to_string(),
            0.7,
        );
        x += w * chance.between(1.0, 1.5);
    }
    for layer in 0..2 {
        let near = f64::from(layer);
        for n in 0..16 {
            let at = (
                c.w * f64::from(n) / 15.0 + chance.between(-20.0, 20.0),
                horizon - c.h * 0.005,
            );
            let leaf = [
                tone(0x6b6a2c),
                tone(0xb8742a),
                tone(0x8a4428),
                tone(0x55703a),
            ][n as usize % 4]
                .with(air.haze, 0.45 - near * 0.25);
            let tones = [leaf.darker(0.3), leaf, leaf.with(air.sun, 0.4)];
            foliage(
                c,
                chance,
                at,
                (c.w * 0.05, c.h * (0.055 - near * 0.02)),
                tones,
                12,
            );
        }
    }
}

fn meadow(c: &mut Canvas, chance: &mut Chance, air: &Air, horizon: f64) {
    let green = tone(0x6d8a3a).with(air.ink, air.lit * 0.55);
    let fill = c.down(&[
        (0.0, green.with(air.sky[3], 0.5)),
        (0.35, green),
        (1.0, green.darker(0.5)),
    ]);
    c.rect([0.0, horizon, c.w, c.h - horizon], &fill, 1.0);
    for _ in 0..26 {
        let far = chance.between(0.0, 1.0);
        let at = (chance.between(0.0, c.w), horizon + (c.h - horizon) * far);
        let tone = if chance.between(0.0, 1.0) < 0.5 {
            green.with(air.sun, 0.5)
        } else {
            green.darker(0.5)
        };
        c.ellipse(
            at,
            (c.w * chance.between(0.1, 0.4), 4.0 + far * 16.0),
            &tone.to_string(),
            0.16,
        );
    }
    let mut blades = String::new();
    for _ in 0..420 {
        let far = chance.between(0.0, 1.0).powf(0.7);
        let (x, y) = (chance.between(0.0, c.w), horizon + (c.h - horizon) * far);
        blades += &format!(
            "M{x:.0} {y:.0}l{:.1} -{:.1}",
            chance.between(-4.0, 4.0) * far,
            4.0 + far * 15.0
        );
    }
    c.line(&blades, green.with(air.sun, 0.45), 1.8, 0.4);
}

fn shadow(c: &mut Canvas, (x, y): (f64, f64), long: f64) {
    c.ellipse(
        (x - long * 0.45, y + long * 0.03),
        (long * 0.6, long * 0.07),
        "#101a14",
        0.38,
    );
}

fn tree(c: &mut Canvas, chance: &mut Chance, air: &Air, (x, y): (f64, f64), tall: f64) {
    c.ellipse(
        (x - tall * 0.16, y + 4.0),
        (tall * 0.55, tall * 0.06),
        "#101a14",
        0.42,
    );
    let bark = air.ink.with(tone(0x5a3d28), 0.6);
    let trunk = format!(
        "M{:.1} {y:.1}C{:.1} {:.1} {:.1} {:.1} {x:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {y:.1}Z",
        x - tall * 0.06,
        x - tall * 0.02,
        y - tall * 0.2,
        x - tall * 0.035,
        y - tall * 0.4,
        y - tall * 0.62,
        x + tall * 0.05,
        y - tall * 0.4,
        x + tall * 0.015,
        y - tall * 0.2,
        x + tall * 0.07
    );
    c.shape(&trunk, &bark.to_string(), 1.0);
    for (bend, up) in [(-0.24, 0.62), (0.25, 0.66), (-0.1, 0.8), (0.12, 0.82)] {
        c.line(
            &format!(
                "M{x:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}",
                y - tall * 0.32,
                x + tall * bend * 0.3,
                y - tall * 0.5,
                x + tall * bend,
                y - tall * up
            ),
            bark,
            tall * 0.022,
            1.0,
        );
    }
    crown(c, chance, air, (x, y), tall);
}

fn crown(c: &mut Canvas, chance: &mut Chance, air: &Air, (x, y): (f64, f64), tall: f64) {
    let leaf: Tone = *chance.pick(&[
        tone(0xc8702a),
        tone(0xd9a02c),
        tone(0xa8452c),
        tone(0x7a8a34),
    ]);
    let leaf = leaf.with(air.ink, air.lit * 0.5);
    let tones = [leaf.darker(0.5), leaf, leaf.with(air.sun, 0.6)];
    for (dx, dy, r) in [
        (-0.22, 0.58, 0.2),
        (0.24, 0.6, 0.2),
        (0.0, 0.66, 0.26),
        (-0.13, 0.8, 0.2),
        (0.14, 0.82, 0.19),
        (0.01, 0.9, 0.16),
    ] {
        foliage(
            c,
            chance,
            (x + tall * dx, y - tall * dy),
            (tall * r, tall * r * 0.72),
            tones,
            85,
        );
    }
}

fn dog(c: &mut Canvas, chance: &mut Chance, (x, y): (f64, f64), r: f64, (px, py): (f64, f64)) {
    let coat = *chance.pick(&[tone(0xb9793c), tone(0x2a2320), tone(0xe2cfa8)]);
    c.ellipse(
        (x - r * 0.5, y + r * 0.06),
        (r * 1.3, r * 0.16),
        "#101a14",
        0.4,
    );
    let mut legs = String::new();
    for leg in [-0.62, -0.4, 0.46, 0.66] {
        legs += &format!(
            "M{:.1} {:.1}L{:.1} {y:.1}",
            x + leg * r,
            y - r * 0.7,
            x + leg * r + r * 0.05
        );
    }
    c.line(&legs, coat.darker(0.2), r * 0.2, 1.0);
    let fill = c.down(&[(0.0, coat.lighter(0.25)), (1.0, coat.darker(0.3))]);
    c.ellipse((x, y - r * 0.92), (r * 0.92, r * 0.42), &fill, 1.0);
    c.line(
        &format!(
            "M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}",
            x - r * 0.8,
            y - r,
            x - r * 1.35,
            y - r * 1.3,
            x - r * 1.1,
            y - r * 1.85
        ),
        coat,
        r * 0.18,
        1.0,
    );
    dog_head(c, (x, y), r, coat);
    c.line(
        &format!(
            "M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}",
            x + r * 0.62,
            y - r * 1.12,
            (x + px) / 2.0,
            y - r * 0.5,
            px + r * 0.3,
            py - r * 1.5
        ),
        tone(0xb5382a),
        3.0,
        1.0,
    );
}

fn dog_head(c: &mut Canvas, (x, y): (f64, f64), r: f64, coat: Tone) {
    let fill = c.down(&[(0.0, coat.lighter(0.25)), (1.0, coat.darker(0.3))]);
    c.ellipse(
        (x + r * 0.95, y - r * 1.42),
        (r * 0.4, r * 0.36),
        &fill,
        1.0,
    );
    c.ellipse(
        (x + r * 1.3, y - r * 1.32),
        (r * 0.26, r * 0.17),
        &coat.to_string(),
        1.0,
    );
    c.ellipse(
        (x + r * 0.74, y - r * 1.5),
        (r * 0.14, r * 0.3),
        &coat.darker(0.4).to_string(),
        1.0,
    );
    c.ellipse(
        (x + r * 1.52, y - r * 1.38),
        (r * 0.07, r * 0.06),
        "#0d0d0d",
        1.0,
    );
}
