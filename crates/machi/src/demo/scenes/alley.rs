//! A narrow street of small bars, by its lanterns.

use super::forms::{along, person, polygon};
use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

const DEPTH: usize = 7;

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance) {
    let end = (c.w * chance.between(0.44, 0.56), c.h * 0.52);
    let sky = c.down(&[
        (0.0, tone(0x0a1030)),
        (0.6, tone(0x27275c)),
        (1.0, tone(0x6a3a6a)),
    ]);
    c.fill(&sky);
    stones(c, chance, end);
    c.glow(end, c.w * 0.5, tone(0xffb866), 0.85);
    for side in [-1.0, 1.0] {
        wall(c, chance, end, side);
    }
    wires(c, chance);
    for _ in 0..3 {
        let near = chance.between(0.05, 0.2);
        let at = (
            end.0 + chance.between(-0.06, 0.06) * c.w,
            end.1 + c.h * (0.04 + near),
        );
        person(c, chance, at, c.h * (0.07 + near * 0.75), tone(0x0d0a16));
    }
    hang(c, chance, end);
    c.vignette(0.6);
}

/// A point of a wall: how near (0 to 1), and how high (-1 the ground, 1 the roof).
fn point((w, h): (f64, f64), end: (f64, f64), side: f64, near: f64, high: f64) -> (f64, f64) {
    let scale = 0.075 + 0.925 * near.powf(1.8);
    (
        end.0 + side * w * 0.62 * scale,
        end.1 - high * h * if high > 0.0 { 0.7 } else { 0.56 } * scale,
    )
}

fn stones(c: &mut Canvas, chance: &mut Chance, end: (f64, f64)) {
    let fill = c.down(&[
        (0.0, tone(0x9a5a3a)),
        (0.35, tone(0x463040)),
        (1.0, tone(0x15121f)),
    ]);
    c.rect([0.0, end.1, c.w, c.h - end.1], &fill, 1.0);
    for row in 0..18 {
        let far = (f64::from(row) / 18.0).powf(1.8);
        let y = end.1 + (c.h - end.1) * (0.03 + far * 0.97);
        for _ in 0..9 {
            let x = end.0 + chance.between(-0.9, 0.9) * c.w * (0.1 + far);
            let warm = tone(0xffb060).with(tone(0x6a78c0), chance.between(0.0, 0.9));
            c.ellipse(
                (x, y),
                (c.w * (0.012 + far * 0.06), 1.5 + far * 9.0),
                &warm.to_string(),
                chance.between(0.08, 0.36),
            );
        }
    }
}

fn wall(c: &mut Canvas, chance: &mut Chance, end: (f64, f64), side: f64) {
    let wood = [
        tone(0x3b2118),
        tone(0x2a1a1e),
        tone(0x4a2d1c),
        tone(0x241a24),
    ];
    for n in 0..DEPTH {
        let (a, b) = (n as f64 / DEPTH as f64, (n + 1) as f64 / DEPTH as f64);
        let high = chance.between(0.66, 1.0);
        let body = *chance.pick(&wood);
        let (w, h) = (c.w, c.h);
        let at = |near: f64, high: f64| point((w, h), end, side, near, high);
        let face = polygon(&[at(a, -1.0), at(a, high), at(b, high), at(b, -1.0)]);
        let (eaves, door) = (
            polygon(&[at(a, 0.16), at(a, 0.24), at(b, 0.24), at(b + 0.02, 0.14)]),
            polygon(&[
                at(a + 0.02, -0.94),
                at(a + 0.02, 0.1),
                at(b - 0.03, 0.1),
                at(b - 0.03, -0.94),
            ]),
        );
        let upper = polygon(&[
            at(a + 0.04, 0.36),
            at(a + 0.04, 0.56),
            at(b - 0.05, 0.56),
            at(b - 0.05, 0.36),
        ]);
        let bars = lattice(at, (a, b));
        let (glow_at, curtain) = (
            at((a + b) / 2.0, -0.4),
            cloth(
                at(a + 0.02, 0.1),
                at(b - 0.03, 0.1),
                at(a + 0.02, -0.14),
                at(b - 0.03, -0.14),
            ),
        );
        let fill = c.down(&[
            (0.0, body.darker(0.55)),
            (0.5, body.lighter(0.06)),
            (1.0, body.darker(0.4)),
        ]);
        c.shape(&face, &fill, 1.0);
        doorway(c, chance, (&door, body), (glow_at, b));
        c.line(&bars, body.darker(0.5), 1.0 + b * 5.0, 1.0);
        let dye = *chance.pick(&[tone(0x2b3a7a), tone(0x8c2320), tone(0xe8dcc4)]);
        c.shape(&curtain, &dye.to_string(), 0.96);
        c.shape(&eaves, &body.darker(0.7).to_string(), 1.0);
        c.shape(
            &upper,
            &tone(0xffd890)
                .with(body, chance.between(0.1, 0.95))
                .to_string(),
            0.9,
        );
    }
}

/// Mostly somebody is in.
fn doorway(
    c: &mut Canvas,
    chance: &mut Chance,
    (door, body): (&str, Tone),
    (glow_at, near): ((f64, f64), f64),
) {
    if chance.between(0.0, 1.0) < 0.75 {
        let lit = c.down(&[
            (0.0, tone(0xffe3a6)),
            (0.6, tone(0xf6a94e)),
            (1.0, tone(0xb85f28)),
        ]);
        c.shape(door, &lit, 0.95);
        c.glow(glow_at, c.w * (0.05 + near * 0.22), tone(0xffb45c), 0.5);
    } else {
        c.shape(door, &body.darker(0.6).to_string(), 1.0);
    }
}

/// The bars of a door.
fn lattice(at: impl Fn(f64, f64) -> (f64, f64), (a, b): (f64, f64)) -> String {
    let mut bars = String::new();
    for bar in 0..6 {
        let near = a + 0.02 + (b - a - 0.05) * f64::from(bar) / 5.0;
        let ((x, y), (u, v)) = (at(near, 0.1), at(near, -0.94));
        bars += &format!("M{x:.1} {y:.1}L{u:.1} {v:.1}");
    }
    for share in [0.35, 0.7] {
        let ((x, y), (u, v)) = (at(a + 0.02, 0.1 - share), at(b - 0.03, 0.1 - share));
        bars += &format!("M{x:.1} {y:.1}L{u:.1} {v:.1}");
    }
    bars
}

/// A curtain in four strips.
fn cloth(a: (f64, f64), b: (f64, f64), low_a: (f64, f64), low_b: (f64, f64)) -> String {
    (0..4)
        .map(|n| {
            let (from, to) = (f64::from(n) / 4.0 + 0.01, f64::from(n + 1) / 4.0 - 0.015);
            polygon(&[
                along(a, b, from),
                along(a, b, to),
                along(low_a, low_b, to),
                along(low_a, low_b, from),
            ])
        })
        .collect()
}

fn hang(c: &mut Canvas, chance: &mut Chance, end: (f64, f64)) {
    for n in 0..9 {
        let near = (f64::from(n) + 0.6) / 9.0;
        for side in [-1.0, 1.0] {
            let (x, y) = point(
                (c.w, c.h),
                end,
                side * 0.8,
                near,
                0.3 + chance.between(-0.03, 0.03),
            );
            let r = c.w * (0.009 + 0.075 * near.powf(1.8));
            let red = *chance.pick(&[
                tone(0xe8402a),
                tone(0xe8402a),
                tone(0xf0552e),
                tone(0xfff0d8),
            ]);
            lantern(c, (x, y), r, red);
        }
    }
}

fn lantern(c: &mut Canvas, (x, y): (f64, f64), r: f64, red: Tone) {
    c.glow((x, y), r * 3.6, tone(0xff7a3c), 0.55);
    let fill = c.round(red.with(tone(0xffe6a0), 0.75), red.darker(0.15));
    c.rounded(
        [x - r * 0.45, y - r * 1.36, r * 0.9, r * 2.72],
        r * 0.1,
        "#140c10",
        1.0,
    );
    c.ellipse((x, y), (r, r * 1.22), &fill, 1.0);
    let mut ribs = String::new();
    for n in -3..=3 {
        let up = f64::from(n) * 0.29;
        let half = (1.0 - (up / 1.22).powi(2)).max(0.0).sqrt() * r;
        ribs += &format!(
            "M{:.1} {:.1}q{half:.1} {:.1} {:.1} 0",
            x - half,
            y + up * r,
            r * 0.1,
            half * 2.0
        );
    }
    c.line(&ribs, red.darker(0.4), r * 0.03, 0.55);
    c.line(
        &format!(
            "M{:.1} {:.1}h{:.1}M{x:.1} {:.1}v{:.1}M{:.1} {:.1}h{:.1}",
            x - r * 0.26,
            y - r * 0.4,
            r * 0.52,
            y - r * 0.55,
            r * 1.15,
            x - r * 0.32,
            y + r * 0.14,
            r * 0.64
        ),
        tone(0x2a0b08),
        r * 0.11,
        0.85,
    );
}

fn wires(c: &mut Canvas, chance: &mut Chance) {
    for _ in 0..5 {
        let (a, b) = (
            chance.between(0.02, 0.3) * c.h,
            chance.between(0.02, 0.3) * c.h,
        );
        let path = format!(
            "M0 {a:.1}Q{:.1} {:.1} {:.1} {b:.1}",
            c.w / 2.0,
            a.max(b) + c.h * 0.06,
            c.w
        );
        c.line(&path, tone(0x080810), 2.5, 0.9);
    }
}
