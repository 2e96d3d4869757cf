//! A quiet room with one large painting, and somebody who looks.

use super::forms::{person, polygon};
use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance) {
    let floor = c.h * 0.74;
    let wall = *chance.pick(&[
        tone(0xe9e6df),
        tone(0x6d2f34),
        tone(0x2f4a52),
        tone(0xd8d2c2),
    ]);
    let fill = c.across(&[
        (0.0, wall.darker(0.2)),
        (0.45, wall.lighter(0.08)),
        (1.0, wall.darker(0.3)),
    ]);
    c.rect([0.0, 0.0, c.w, floor], &fill, 1.0);
    parquet(c, chance, floor);
    c.rect(
        [0.0, floor - 26.0, c.w, 26.0],
        &wall.lighter(0.3).to_string(),
        1.0,
    );
    c.rect([0.0, floor - 3.0, c.w, 6.0], "#1c120c", 0.5);
    let (w, h) = (c.w * 0.66, c.h * 0.42);
    let (x, y) = (c.w * 0.17, c.h * 0.16);
    c.glow((c.w * 0.5, y), w * 0.8, tone(0xfff2d6), 0.42);
    painting(c, chance, [x, y, w, h]);
    c.shape(
        &polygon(&[
            (c.w * 0.42, 0.0),
            (c.w * 0.58, 0.0),
            (c.w * 0.95, floor),
            (c.w * 0.05, floor),
        ]),
        "#fff4dc",
        0.07,
    );
    c.rect(
        [c.w * 0.88, c.h * 0.46, c.w * 0.05, c.h * 0.035],
        "#f8f5ee",
        0.95,
    );
    bench(c, (c.w * 0.5, c.h * 0.87));
    let stand = [
        (c.w * chance.between(0.3, 0.42), 0.27),
        (c.w * chance.between(0.64, 0.74), 0.245),
    ];
    for (x, tall) in stand {
        let at = (x, c.h * 0.83);
        c.ellipse((at.0 + 8.0, at.1 + 3.0), (70.0, 9.0), "#120a08", 0.4);
        let coat = *chance.pick(&[
            tone(0x2a2f3c),
            tone(0x7a4a3a),
            tone(0x3f5a5a),
            tone(0xb99a5a),
        ]);
        person(c, chance, at, c.h * tall, coat);
    }
    c.vignette(0.4);
}

fn parquet(c: &mut Canvas, chance: &mut Chance, floor: f64) {
    let wood = tone(0x9a6c42);
    let fill = c.down(&[(0.0, wood.lighter(0.25)), (1.0, wood.darker(0.4))]);
    c.rect([0.0, floor, c.w, c.h - floor], &fill, 1.0);
    for n in -14..30 {
        let (a, b) = (
            c.w * (0.5 + (f64::from(n) / 16.0 - 0.5) * 0.9),
            c.w * (0.5 + (f64::from(n) / 16.0 - 0.5) * 1.9),
        );
        c.line(
            &format!("M{a:.1} {floor:.1}L{b:.1} {:.1}", c.h),
            wood.darker(0.5),
            2.0,
            0.45,
        );
        if chance.between(0.0, 1.0) < 0.5 {
            let plank = polygon(&[
                (a, floor),
                (a + c.w * 0.056, floor),
                (b + c.w * 0.118, c.h),
                (b, c.h),
            ]);
            c.shape(&plank, &wood.lighter(0.3).to_string(), 0.16);
        }
    }
    c.ellipse(
        (c.w * 0.5, floor + c.h * 0.05),
        (c.w * 0.42, c.h * 0.045),
        "#fff2d6",
        0.25,
    );
}

/// Something that a painter might have made: fields of colour, a sun, water, or bold strokes.
fn painting(c: &mut Canvas, chance: &mut Chance, [x, y, w, h]: [f64; 4]) {
    c.blurred(14.0, |c| c.rect([x + 4.0, y + 16.0, w, h], "#0c0806", 0.55));
    let gold = c.down(&[
        (0.0, tone(0xd9b45c)),
        (0.5, tone(0x8a6424)),
        (1.0, tone(0xb98a3c)),
    ]);
    c.rect([x - 20.0, y - 20.0, w + 40.0, h + 40.0], &gold, 1.0);
    c.rect([x - 7.0, y - 7.0, w + 14.0, h + 14.0], "#2a1a0e", 1.0);
    let palettes = [
        [
            tone(0x2f5f8a),
            tone(0x7fb0a8),
            tone(0x5a8a5c),
            tone(0xe8a0b4),
            tone(0xf4e6d0),
        ],
        [
            tone(0xd9502c),
            tone(0xf2b23c),
            tone(0x8a2f3c),
            tone(0x2c3a5c),
            tone(0xf8e2b8),
        ],
        [
            tone(0x1f3a4a),
            tone(0x4a7a8a),
            tone(0xc98a4a),
            tone(0xe8d8b0),
            tone(0x8a3a2c),
        ],
    ];
    let inks = *chance.pick(&palettes);
    let ground = c.down(&[(0.0, inks[0]), (0.5, inks[1]), (1.0, inks[2])]);
    c.rect([x, y, w, h], &ground, 1.0);
    strokes(c, chance, [x, y, w, h], inks);
    c.rect([x, y, w, h * 0.5], "#ffffff", 0.05);
}

fn strokes(c: &mut Canvas, chance: &mut Chance, [x, y, w, h]: [f64; 4], inks: [Tone; 5]) {
    for _ in 0..420 {
        let (long, thick) = (
            w * chance.between(0.015, 0.07),
            h * chance.between(0.006, 0.02),
        );
        let (sx, sy) = (
            x + long + chance.between(0.0, 1.0) * (w - long * 2.0),
            y + thick + chance.between(0.0, 1.0) * (h - thick * 2.0),
        );
        let up = (sy - y) / h;
        let at = (up * 2.4 + chance.between(-0.7, 0.7)).clamp(0.0, 2.0);
        let low = inks[at as usize].with(inks[(at as usize + 1).min(2)], at.fract());
        let tone = low.with(inks[4], chance.between(0.0, 0.45));
        c.ellipse((sx, sy), (long * 0.6, thick), &tone.to_string(), 0.8);
    }
    for _ in 0..16 {
        let (sx, sy) = (
            x + w * chance.between(0.1, 0.9),
            y + h * chance.between(0.45, 0.9),
        );
        let r = w * chance.between(0.02, 0.05);
        c.ellipse(
            (sx, sy),
            (r * 1.6, r * 0.5),
            &inks[2].darker(0.25).to_string(),
            0.8,
        );
        for _ in 0..5 {
            let at = (
                sx + chance.between(-1.0, 1.0) * r,
                sy - r * 0.2 + chance.between(-0.3, 0.3) * r,
            );
            c.ellipse(
                at,
                (r * 0.34, r * 0.2),
                &inks[3].with(inks[4], chance.between(0.0, 0.8)).to_string(),
                0.95,
            );
        }
    }
}

fn bench(c: &mut Canvas, (x, y): (f64, f64)) {
    let w = c.w * 0.19;
    c.ellipse((x, y + w * 0.36), (w * 1.15, w * 0.1), "#120a08", 0.45);
    for side in [-0.8, 0.8] {
        c.rect([x + side * w - 9.0, y, 18.0, w * 0.36], "#1f1a18", 1.0);
    }
    let seat = c.down(&[(0.0, tone(0x5a4a44)), (1.0, tone(0x2a211f))]);
    c.rounded([x - w, y - w * 0.1, w * 2.0, w * 0.2], 8.0, &seat, 1.0);
}
