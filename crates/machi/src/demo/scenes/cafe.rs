//! A cup at a window in the evening.

use super::forms::steam;
use super::light::Air;
use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance, air: &Air) {
    let sill = c.h * 0.66;
    outside(c, chance, air, sill);
    drops(c, chance, sill);
    frame(c, sill);
    counter(c, chance, sill);
    book(c, chance, (c.w * 0.7, c.h * 0.86));
    let at = (c.w * chance.between(0.32, 0.4), c.h * 0.8);
    cup(c, chance, at, c.w * 0.16);
    steam(c, chance, (at.0, at.1 - c.w * 0.13), c.h * 0.3, 0.3);
    c.glow((c.w * 0.1, c.h * 0.5), c.w * 0.9, tone(0xffb866), 0.22);
    c.vignette(0.5);
}

/// The street, out of focus.
fn outside(c: &mut Canvas, chance: &mut Chance, air: &Air, sill: f64) {
    let [a, b, d, _] = air.sky;
    let fill = c.down(&[(0.0, a), (0.55, b), (1.0, d.with(air.ink, 0.4))]);
    c.rect([0.0, 0.0, c.w, sill], &fill, 1.0);
    c.blurred(9.0, |c| {
        for _ in 0..16 {
            let (w, h) = (
                c.w * chance.between(0.08, 0.2),
                sill * chance.between(0.35, 0.9),
            );
            let body = air.ink.with(air.sky[1], chance.between(0.05, 0.4));
            c.rect(
                [chance.between(-0.1, 1.0) * c.w, sill - h, w, h],
                &body.to_string(),
                0.85,
            );
        }
    });
    let lamps = [
        tone(0xffc66b),
        tone(0xff8a5c),
        tone(0xfff0c0),
        tone(0x8ec7ff),
        tone(0xff5f6d),
        tone(0x9be0c0),
    ];
    for n in 0..46 {
        let r = c.w * chance.between(0.012, 0.055);
        let at = (
            chance.between(0.0, c.w),
            sill * chance.between(0.12, 0.98).powf(0.6),
        );
        let lamp = *chance.pick(&lamps);
        c.ellipse(at, (r, r), &lamp.to_string(), chance.between(0.16, 0.5));
        if n % 3 == 0 {
            c.ellipse(
                at,
                (r * 0.82, r * 0.82),
                &lamp.lighter(0.3).to_string(),
                0.25,
            );
        }
    }
}

fn drops(c: &mut Canvas, chance: &mut Chance, sill: f64) {
    for _ in 0..170 {
        let (x, y) = (chance.between(0.0, c.w), chance.between(0.0, sill));
        let r = chance.between(1.5, 6.5);
        c.ellipse((x, y), (r, r * 1.25), "#0a1024", 0.3);
        c.ellipse(
            (x - r * 0.15, y - r * 0.25),
            (r * 0.75, r * 0.9),
            "#dfeaff",
            0.34,
        );
        c.ellipse(
            (x - r * 0.3, y - r * 0.5),
            (r * 0.25, r * 0.25),
            "#ffffff",
            0.9,
        );
    }
    for _ in 0..16 {
        let (x, y) = (chance.between(0.0, c.w), chance.between(0.0, sill * 0.7));
        let long = chance.between(40.0, 210.0);
        c.line(
            &format!(
                "M{x:.1} {y:.1}q{:.1} {:.1} 0 {long:.1}",
                chance.between(-7.0, 7.0),
                long / 2.0
            ),
            tone(0xdfeaff),
            3.0,
            0.2,
        );
        c.ellipse((x, y + long), (5.0, 7.0), "#eaf2ff", 0.55);
    }
}

fn frame(c: &mut Canvas, sill: f64) {
    let wood = tone(0x2c1a14);
    for x in [0.0, c.w * 0.5 - 16.0, c.w - 30.0] {
        let fill = c.across(&[(0.0, wood.lighter(0.16)), (1.0, wood.darker(0.4))]);
        c.rect([x, 0.0, 32.0, sill], &fill, 1.0);
    }
    c.rect([0.0, 0.0, c.w, 26.0], &wood.to_string(), 1.0);
    c.rect([0.0, sill * 0.3, c.w, 16.0], &wood.to_string(), 1.0);
    c.rect(
        [0.0, sill - 22.0, c.w, 30.0],
        &wood.lighter(0.1).to_string(),
        1.0,
    );
}

fn counter(c: &mut Canvas, chance: &mut Chance, sill: f64) {
    let wood = *chance.pick(&[tone(0x7a4a2a), tone(0x9a6a40), tone(0x5a3826)]);
    let fill = c.down(&[
        (0.0, wood.lighter(0.3)),
        (0.3, wood),
        (1.0, wood.darker(0.45)),
    ]);
    c.rect([0.0, sill + 4.0, c.w, c.h - sill], &fill, 1.0);
    for _ in 0..50 {
        let y = chance.between(sill + 10.0, c.h);
        c.line(
            &format!(
                "M0 {y:.1}Q{:.1} {:.1} {:.1} {y:.1}",
                c.w / 2.0,
                y + chance.between(-9.0, 9.0),
                c.w
            ),
            wood.darker(0.5),
            2.0,
            0.2,
        );
    }
    for _ in 0..9 {
        let at = (chance.between(0.0, c.w), sill + chance.between(20.0, 90.0));
        c.ellipse(at, (c.w * 0.05, 8.0), &tone(0xffd9a0).to_string(), 0.16);
    }
}

fn cup(c: &mut Canvas, chance: &mut Chance, (x, y): (f64, f64), r: f64) {
    let glaze = *chance.pick(&[
        tone(0xf5efe2),
        tone(0x39527a),
        tone(0xc8643c),
        tone(0xd8dccb),
    ]);
    c.blurred(14.0, |c| {
        c.ellipse(
            (x + r * 0.2, y + r * 0.7),
            (r * 1.75, r * 0.46),
            "#0b0503",
            0.6,
        )
    });
    let dish = c.across(&[
        (0.0, glaze.lighter(0.45)),
        (0.6, glaze),
        (1.0, glaze.darker(0.4)),
    ]);
    c.ellipse((x, y + r * 0.5), (r * 1.62, r * 0.5), &dish, 1.0);
    c.ellipse(
        (x, y + r * 0.46),
        (r * 1.2, r * 0.33),
        &glaze.darker(0.14).to_string(),
        1.0,
    );
    let edge = glaze.darker(0.12);
    c.line(
        &format!(
            "M{:.1} {:.1}c{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
            x + r * 0.9,
            y - r * 0.5,
            r * 0.72,
            -r * 0.12,
            r * 0.56,
            r * 0.72,
            -r * 0.16,
            r * 0.62
        ),
        edge,
        r * 0.16,
        1.0,
    );
    mug(c, (x, y), r, glaze);
}

fn mug(c: &mut Canvas, (x, y): (f64, f64), r: f64, glaze: Tone) {
    let side = c.across(&[
        (0.0, glaze.lighter(0.5)),
        (0.35, glaze),
        (1.0, glaze.darker(0.5)),
    ]);
    let body = format!(
        "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}H{:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}Z",
        x - r,
        y - r * 0.7,
        x - r,
        y + r * 0.2,
        x - r * 0.75,
        y + r * 0.48,
        x - r * 0.5,
        y + r * 0.52,
        x + r * 0.5,
        x + r * 0.75,
        y + r * 0.48,
        x + r,
        y + r * 0.2,
        x + r,
        y - r * 0.7
    );
    c.shape(&body, &side, 1.0);
    coffee(c, (x, y), r, glaze);
}

fn coffee(c: &mut Canvas, (x, y): (f64, f64), r: f64, glaze: Tone) {
    c.ellipse(
        (x, y - r * 0.7),
        (r, r * 0.34),
        &glaze.lighter(0.4).to_string(),
        1.0,
    );
    let coffee = c.round(tone(0xc98a52), tone(0x4a2412));
    c.ellipse((x, y - r * 0.66), (r * 0.9, r * 0.28), &coffee, 1.0);
    for n in 0..4 {
        let at = y - r * 0.76 + f64::from(n) * r * 0.065;
        c.line(
            &format!(
                "M{:.1} {at:.1}q{:.1} {:.1} {:.1} 0",
                x - r * 0.3,
                r * 0.3,
                r * 0.12,
                r * 0.6
            ),
            tone(0xf8e6cc),
            r * 0.045,
            0.85,
        );
    }
}

fn book(c: &mut Canvas, chance: &mut Chance, (x, y): (f64, f64)) {
    let w = c.w * 0.2;
    c.blurred(10.0, |c| {
        c.ellipse((x, y + w * 0.22), (w * 1.12, w * 0.3), "#0b0503", 0.55)
    });
    let cover = *chance.pick(&[tone(0x8c2f2a), tone(0x2e4a6b), tone(0x3c5a3c)]);
    c.moved(&format!("rotate(-7 {x:.1} {y:.1})"), |c| {
        c.rounded(
            [x - w * 1.04, y - w * 0.28, w * 2.08, w * 0.62],
            6.0,
            &cover.to_string(),
            1.0,
        );
        for (side, from, to) in [
            (-1.0, tone(0xfff9ea), tone(0xd9c7a4)),
            (1.0, tone(0xe2d2b2), tone(0xfff6e2)),
        ] {
            let fill = c.across(&[(0.0, from), (1.0, to)]);
            let page = format!(
                "M{x:.1} {:.1}q{:.1} {:.1} {:.1} 0v{:.1}q{:.1} {:.1} {:.1} 0z",
                y - w * 0.26,
                side * w * 0.5,
                -w * 0.14,
                side * w,
                w * 0.54,
                -side * w * 0.5,
                -w * 0.14,
                -side * w
            );
            c.shape(&page, &fill, 1.0);
            for n in 0..8 {
                let line = y - w * 0.2 + f64::from(n) * w * 0.056;
                c.line(
                    &format!(
                        "M{:.1} {line:.1}q{:.1} {:.1} {:.1} 0",
                        x + side * w * 0.12,
                        side * w * 0.36,
                        -w * 0.1,
                        side * w * chance.between(0.5, 0.74)
                    ),
                    tone(0x6a5a4c),
                    2.2,
                    0.5,
                );
            }
        }
    });
}
