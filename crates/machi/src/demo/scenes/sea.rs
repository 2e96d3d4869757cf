//! The beach out of season: planks, a rail, the sea.

use super::forms::{person, polygon};
use super::light::Air;
use super::paint::{Canvas, tone};
use crate::covers::chance::Chance;

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance, air: &Air) {
    let horizon = c.h * chance.between(0.44, 0.52);
    air.sky(c, chance, horizon);
    let sun = c.w * chance.between(0.35, 0.7);
    c.glow((sun, horizon - c.h * 0.06), c.w * 0.4, air.sun, 0.6);
    c.ellipse(
        (sun, horizon - c.h * 0.06),
        (c.w * 0.045, c.w * 0.045),
        &air.sun.to_string(),
        0.95,
    );
    wheel(c, chance, air, horizon);
    surf(c, chance, air, (sun, horizon));
    sand(c, chance, air);
    gulls(c, chance, air, horizon);
    let at = (c.w * chance.between(0.3, 0.62), c.h * 0.775);
    c.ellipse((at.0 + 26.0, at.1), (60.0, 7.0), "#241a18", 0.4);
    person(c, chance, at, c.h * 0.15, air.ink.with(tone(0x2f4a6a), 0.4));
    planks(c, chance, air);
    c.vignette(0.35);
}

/// A wheel and a pier, far along the shore.
fn wheel(c: &mut Canvas, chance: &mut Chance, air: &Air, horizon: f64) {
    let (x, r) = (
        c.w * if chance.between(0.0, 1.0) < 0.5 {
            0.17
        } else {
            0.83
        },
        c.w * 0.095,
    );
    let (y, ink) = (horizon - r * 1.18, air.haze.with(air.ink, 0.62));
    let mut spokes = String::new();
    for n in 0..16 {
        let turn = f64::from(n) / 16.0 * std::f64::consts::TAU;
        let (dx, dy) = (turn.cos() * r, turn.sin() * r);
        spokes += &format!("M{x:.1} {y:.1}L{:.1} {:.1}", x + dx, y + dy);
        let car =
            [tone(0xe0553c), tone(0xf2c04a), tone(0x4a8fc0)][n as usize % 3].with(air.haze, 0.3);
        c.ellipse(
            (x + dx, y + dy + r * 0.05),
            (r * 0.065, r * 0.075),
            &car.to_string(),
            1.0,
        );
    }
    let ring = |r: f64| {
        format!(
            "M{:.1} {y:.1}a{r:.1} {r:.1} 0 1 0 {:.1} 0a{r:.1} {r:.1} 0 1 0 {:.1} 0",
            x - r,
            r * 2.0,
            -r * 2.0
        )
    };
    c.line(&spokes, ink, 1.6, 0.9);
    c.line(&format!("{}{}", ring(r), ring(r * 0.86)), ink, 2.6, 1.0);
    c.line(
        &format!(
            "M{x:.1} {y:.1}L{:.1} {horizon:.1}M{x:.1} {y:.1}L{:.1} {horizon:.1}",
            x - r * 0.5,
            x + r * 0.5
        ),
        ink,
        5.0,
        1.0,
    );
    let away = if x < c.w / 2.0 { -0.05 } else { 0.66 };
    for n in 0..11 {
        let left = c.w * (away + f64::from(n) * 0.036);
        let tall = c.h * chance.between(0.012, 0.035);
        c.rect(
            [left, horizon - tall, c.w * 0.03, tall + 3.0],
            &ink.to_string(),
            0.9,
        );
    }
}

fn surf(c: &mut Canvas, chance: &mut Chance, air: &Air, (sun, horizon): (f64, f64)) {
    let [a, b, d, e] = air.sky;
    let sea = tone(0x2f6a84);
    let fill = c.down(&[
        (0.0, d.with(sea, 0.5)),
        (0.4, b.with(sea, 0.6)),
        (1.0, a.with(sea, 0.5).lighter(0.15)),
    ]);
    c.rect([0.0, horizon, c.w, c.h * 0.74 - horizon], &fill, 1.0);
    for _ in 0..170 {
        let far = chance.between(0.0, 1.0);
        let y = horizon + (c.h * 0.72 - horizon) * far * far;
        let near_sun = chance.between(-1.0, 1.0);
        let x = sun + near_sun.powi(3) * c.w * (0.2 + far * 0.6);
        c.ellipse(
            (x, y),
            (
                c.w * chance.between(0.008, 0.045) * (0.4 + far),
                1.0 + far * 2.4,
            ),
            &air.sun.with(e, 0.3).to_string(),
            chance.between(0.2, 0.7),
        );
    }
    for n in 0..5 {
        let near = f64::from(n) / 5.0;
        let y = horizon + (c.h * 0.74 - horizon) * (0.35 + near * 0.62);
        let mut wave = format!("M-10 {y:.1}");
        let mut x = -10.0;
        while x < c.w {
            let long = c.w * chance.between(0.06, 0.15);
            wave += &format!(
                "q{:.1} {:.1} {long:.1} 0",
                long / 2.0,
                -chance.between(2.0, 10.0) * (0.4 + near)
            );
            x += long;
        }
        c.line(&wave, sea.darker(0.2), 5.0 + near * 7.0, 0.25);
        c.line(&wave, tone(0xffffff), 2.0 + near * 5.0, 0.75);
    }
}

fn sand(c: &mut Canvas, chance: &mut Chance, air: &Air) {
    let y = c.h * 0.725;
    let dune = tone(0xd9bf94)
        .with(air.sky[2], 0.22)
        .with(air.ink, air.lit * 0.45);
    let fill = c.down(&[
        (0.0, dune.darker(0.25)),
        (0.16, dune),
        (1.0, dune.darker(0.15)),
    ]);
    c.shape(
        &format!(
            "M0 {y:.1}Q{:.1} {:.1} {:.1} {y:.1}T{:.1} {y:.1}V{:.1}H0Z",
            c.w * 0.25,
            y - 16.0,
            c.w * 0.5,
            c.w,
            c.h
        ),
        &fill,
        1.0,
    );
    c.line(
        &format!(
            "M0 {y:.1}Q{:.1} {:.1} {:.1} {y:.1}T{:.1} {y:.1}",
            c.w * 0.25,
            y - 16.0,
            c.w * 0.5,
            c.w
        ),
        tone(0xffffff),
        8.0,
        0.75,
    );
    for _ in 0..150 {
        let at = (chance.between(0.0, c.w), chance.between(y + 16.0, c.h));
        c.ellipse(
            at,
            (chance.between(3.0, 24.0), 2.4),
            &dune.darker(0.35).to_string(),
            0.24,
        );
    }
}

fn gulls(c: &mut Canvas, chance: &mut Chance, air: &Air, horizon: f64) {
    for _ in 0..7 {
        let (x, y, w) = (
            chance.between(0.1, 0.9) * c.w,
            horizon * chance.between(0.2, 0.75),
            c.w * chance.between(0.012, 0.03),
        );
        c.line(
            &format!(
                "M{:.1} {y:.1}q{:.1} {:.1} {w:.1} 0q{:.1} {:.1} {w:.1} {:.1}",
                x - w,
                w * 0.5,
                -w * 0.6,
                w * 0.5,
                -w * 0.6,
                -w * 0.1
            ),
            air.ink,
            3.4,
            0.85,
        );
    }
}

fn planks(c: &mut Canvas, chance: &mut Chance, air: &Air) {
    let (top, wood) = (
        c.h * 0.85,
        tone(0x8a6a50)
            .with(air.haze, 0.15)
            .with(air.ink, air.lit * 0.5),
    );
    for n in -8..20 {
        let at =
            |n: i32, y: f64, spread: f64| (c.w * (0.5 + (f64::from(n) / 12.0 - 0.5) * spread), y);
        let board = polygon(&[
            at(n, top, 0.8),
            at(n + 1, top, 0.8),
            at(n + 1, c.h, 1.7),
            at(n, c.h, 1.7),
        ]);
        let shade = wood.with(
            if n % 2 == 0 {
                tone(0x3a2a24)
            } else {
                tone(0xd0b090)
            },
            chance.between(0.08, 0.32),
        );
        c.shape(&board, &shade.to_string(), 1.0);
        c.line(&board, tone(0x20161a), 3.0, 0.8);
    }
    let rail = air.ink.with(wood, 0.25);
    let mut posts = String::new();
    for n in 0..8 {
        posts += &format!(
            "M{:.1} {:.1}V{:.1}",
            c.w * (f64::from(n) / 7.0),
            c.h * 0.72,
            c.h * 0.87
        );
    }
    c.line(&posts, rail, 13.0, 1.0);
    for y in [0.735, 0.79] {
        c.line(&format!("M0 {:.1}H{:.1}", c.h * y, c.w), rail, 10.0, 1.0);
        c.line(
            &format!("M0 {:.1}H{:.1}", c.h * y - 4.0, c.w),
            air.sun,
            2.5,
            0.6,
        );
    }
}
