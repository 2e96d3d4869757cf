//! A bridge on ropes, over the river.

use std::fmt::Write;

use super::forms::windows;
use super::light::Air;
use super::paint::{Canvas, tone};
use crate::covers::chance::Chance;

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance, air: &Air) {
    let shore = c.h * 0.66;
    air.sky(c, chance, shore);
    shores(c, chance, air, shore);
    let [a, b, d, e] = air.sky;
    let fill = c.down(&[
        (0.0, e.with(d, 0.4)),
        (0.4, b.with(air.ink, 0.2)),
        (1.0, a.with(air.ink, 0.5)),
    ]);
    c.rect([0.0, shore, c.w, c.h - shore], &fill, 1.0);
    c.glow(
        (c.w * chance.between(0.35, 0.65), shore),
        c.w * 0.55,
        air.sun,
        0.55,
    );
    let seed = chance.next();
    c.faint(0.26, |c| {
        let mirror = format!("translate(0 {:.1}) scale(1 -0.7)", shore * 1.7);
        c.moved(&mirror, |c| {
            span(c, &mut Chance::of("span", seed), air, shore)
        });
    });
    span(c, &mut Chance::of("span", seed), air, shore);
    waves(c, chance, air, shore);
    boat(c, chance, air, shore);
    c.vignette(0.35);
}

fn shores(c: &mut Canvas, chance: &mut Chance, air: &Air, shore: f64) {
    for layer in 1..4 {
        let near = f64::from(layer) / 4.0;
        let body = air.haze.with(air.ink, near * 0.5);
        let mut x = -20.0;
        while x < c.w {
            let (w, h) = (
                c.w * chance.between(0.02, 0.06),
                c.h * chance.between(0.03, 0.13) * (1.4 - near * 0.7),
            );
            c.rect([x, shore - h, w, h + 2.0], &body.to_string(), 1.0);
            let lit = windows(chance, [x, shore - h, w, h], (9.0, 11.0), air.lit * 0.5);
            c.shape(&lit, &air.lamp.to_string(), 0.6);
            x += w;
        }
        c.rect(
            [0.0, shore - c.h * 0.04, c.w, c.h * 0.045],
            &air.sky[3].to_string(),
            0.14,
        );
    }
}

/// Towers, ropes and deck, running towards the one who looks.
fn span(c: &mut Canvas, chance: &mut Chance, air: &Air, shore: f64) {
    let (far, near) = (
        c.w * chance.between(0.24, 0.3),
        c.w * chance.between(0.7, 0.76),
    );
    let steel = air.ink.with(air.haze, 0.12);
    let (w, h) = (c.w, c.h);
    let deck = |x: f64| shore - h * (0.1 + 0.07 * (x / w));
    let (far_top, near_top) = (shore - c.h * 0.36, shore - c.h * 0.56);
    let rope = |(ax, ay): (f64, f64), (bx, by): (f64, f64), sag: f64, share: f64| {
        let (x, y) = (ax + (bx - ax) * share, ay + (by - ay) * share);
        (x, y + sag * 4.0 * share * (1.0 - share))
    };
    let spans = [
        ((-c.w * 0.1, deck(0.0) - 10.0), (far, far_top), c.h * 0.03),
        ((far, far_top), (near, near_top), c.h * 0.25),
        ((near, near_top), (c.w * 1.15, deck(c.w) - 30.0), c.h * 0.06),
    ];
    let (mut ropes, mut hangers) = (String::new(), String::new());
    for (a, b, sag) in spans {
        for n in 0..=30 {
            let (x, y) = rope(a, b, sag, f64::from(n) / 30.0);
            let _ = write!(ropes, "{}{x:.1} {y:.1}", if n == 0 { 'M' } else { 'L' });
            let _ = write!(hangers, "M{x:.1} {y:.1}V{:.1}", deck(x));
        }
    }
    c.line(&hangers, steel, 1.8, 0.7);
    c.line(&ropes, steel, 6.0, 1.0);
    let road = c.down(&[(0.0, steel.lighter(0.18)), (1.0, steel.darker(0.4))]);
    let path = format!(
        "M-10 {:.1}L{:.1} {:.1}V{:.1}L-10 {:.1}Z",
        deck(0.0),
        c.w + 10.0,
        deck(c.w),
        deck(c.w) + c.h * 0.035,
        deck(0.0) + c.h * 0.02
    );
    for (x, top, wide) in [(far, far_top, c.w * 0.05), (near, near_top, c.w * 0.085)] {
        tower(c, air, (x, top), wide, (deck(x), shore));
    }
    c.shape(&path, &road, 1.0);
    for n in 0..26 {
        let x = c.w * f64::from(n) / 25.0;
        c.ellipse(
            (x, deck(x) - 9.0),
            (3.5, 3.5),
            &air.lamp.lighter(0.3).to_string(),
            0.35 + air.lit,
        );
        c.glow((x, deck(x) - 9.0), 22.0, air.lamp, air.lit * 0.8);
    }
}

/// Stone with two pointed arches.
fn tower(c: &mut Canvas, air: &Air, (x, top): (f64, f64), wide: f64, (deck, shore): (f64, f64)) {
    let stone = air.ink.with(tone(0x9a7458), 0.3).with(air.haze, 0.16);
    let fill = c.across(&[
        (0.0, stone.lighter(0.25)),
        (0.6, stone),
        (1.0, stone.darker(0.4)),
    ]);
    c.rect([x - wide, top, wide * 2.0, shore - top + 6.0], &fill, 1.0);
    c.rect(
        [x - wide * 1.12, top - wide * 0.1, wide * 2.24, wide * 0.26],
        &stone.darker(0.15).to_string(),
        1.0,
    );
    c.rect(
        [x - wide * 1.1, deck + wide * 0.3, wide * 2.2, shore - deck],
        &stone.darker(0.2).to_string(),
        1.0,
    );
    for side in [-0.5, 0.5] {
        let (ax, half) = (x + wide * side, wide * 0.29);
        let (spring, high) = (top + wide * 1.25, top + wide * 0.5);
        let arch = format!(
            "M{:.1} {deck:.1}V{spring:.1}Q{:.1} {:.1} {ax:.1} {high:.1}Q{:.1} {:.1} {:.1} {spring:.1}V{deck:.1}Z",
            ax - half,
            ax - half,
            high + wide * 0.3,
            ax + half,
            high + wide * 0.3,
            ax + half
        );
        c.shape(&arch, &air.sky[2].with(air.sky[3], 0.3).to_string(), 1.0);
    }
}

fn waves(c: &mut Canvas, chance: &mut Chance, air: &Air, shore: f64) {
    for _ in 0..170 {
        let far = chance.between(0.0, 1.0);
        let y = shore + (c.h - shore) * far * far;
        let tone = *chance.pick(&[air.sky[3], air.sky[2], air.sun, air.ink, air.ink]);
        c.ellipse(
            (chance.between(0.0, c.w), y),
            (
                c.w * chance.between(0.01, 0.07) * (0.3 + far),
                0.8 + far * 2.4,
            ),
            &tone.to_string(),
            chance.between(0.12, 0.45),
        );
    }
}

fn boat(c: &mut Canvas, chance: &mut Chance, air: &Air, shore: f64) {
    let (x, y, long) = (
        c.w * chance.between(0.2, 0.8),
        shore + (c.h - shore) * chance.between(0.2, 0.4),
        c.w * 0.15,
    );
    let hull = tone(0xe8752c).with(air.ink, 0.35);
    c.shape(
        &format!(
            "M{x:.1} {y:.1}h{long:.1}l{:.1} {:.1}h{:.1}z",
            -long * 0.06,
            long * 0.13,
            -long * 0.86
        ),
        &hull.to_string(),
        1.0,
    );
    c.rect(
        [x + long * 0.14, y - long * 0.12, long * 0.66, long * 0.12],
        &tone(0xf2e7d5).with(air.ink, 0.25).to_string(),
        1.0,
    );
    let lit = windows(
        chance,
        [x + long * 0.16, y - long * 0.13, long * 0.62, long * 0.12],
        (long * 0.07, long * 0.09),
        1.0,
    );
    c.shape(&lit, &air.lamp.to_string(), 0.95);
    for n in 0..6 {
        let off = f64::from(n) * long * 0.12;
        c.ellipse(
            (x + long * 1.05 + off, y + long * 0.14),
            (long * 0.08, 2.0),
            &air.sky[3].to_string(),
            0.4,
        );
    }
}
