//! Bread on a board, from above.

use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance) {
    cloth(c, chance);
    let (w, h) = (c.w, c.h);
    let board = tone(0xa8733f);
    c.blurred(20.0, |c| {
        c.rounded([w * 0.1, h * 0.14, w * 0.84, h * 0.8], 50.0, "#180c06", 0.5)
    });
    let fill = c.across(&[
        (0.0, board.lighter(0.2)),
        (0.5, board),
        (1.0, board.darker(0.3)),
    ]);
    c.rounded([w * 0.08, h * 0.1, w * 0.84, h * 0.8], 50.0, &fill, 1.0);
    for _ in 0..34 {
        let y = h * chance.between(0.12, 0.88);
        c.line(
            &format!(
                "M{:.1} {y:.1}q{:.1} {:.1} {:.1} 0",
                w * 0.1,
                w * 0.4,
                chance.between(-14.0, 14.0),
                w * 0.8
            ),
            board.darker(0.5),
            2.2,
            0.24,
        );
    }
    loaf(c, chance, (w * 0.4, h * 0.35), w * 0.26);
    for (x, y) in [(0.72, 0.26), (0.76, 0.5)] {
        let turn = chance.between(-40.0, 60.0);
        croissant(c, chance, (w * x, h * y), w * 0.135, turn);
    }
    for (x, y) in [(0.26, 0.68), (0.47, 0.77), (0.68, 0.74)] {
        let r = w * chance.between(0.1, 0.12);
        bun(c, chance, (w * x, h * y), r);
    }
    for _ in 0..110 {
        let at = (w * chance.between(0.1, 0.9), h * chance.between(0.12, 0.88));
        c.ellipse(
            at,
            (chance.between(1.0, 4.5), chance.between(1.0, 3.0)),
            &tone(0xe8c48a).to_string(),
            0.8,
        );
    }
    c.glow((w * 0.12, h * 0.05), w * 1.0, tone(0xfff0d0), 0.42);
    c.vignette(0.45);
}

fn cloth(c: &mut Canvas, chance: &mut Chance) {
    let (paper, dye) = *chance.pick(&[
        (tone(0xe6e2d6), tone(0x4a6a9a)),
        (tone(0xefe6d6), tone(0xb5483a)),
        (tone(0x3d4a58), tone(0x6d7f90)),
    ]);
    c.fill(&paper.to_string());
    let step = c.w / 9.0;
    for n in 0..14 {
        let at = f64::from(n) * step;
        c.rect([at, 0.0, step * 0.4, c.h], &dye.to_string(), 0.3);
        c.rect([0.0, at, c.w, step * 0.4], &dye.to_string(), 0.3);
    }
    for _ in 0..9 {
        let at = (chance.between(0.0, c.w), chance.between(0.0, c.h));
        c.glow(
            at,
            c.w * 0.3,
            if chance.between(0.0, 1.0) < 0.5 {
                tone(0x1a1420)
            } else {
                tone(0xffffff)
            },
            0.14,
        );
    }
}

fn loaf(c: &mut Canvas, chance: &mut Chance, (x, y): (f64, f64), r: f64) {
    c.moved(
        &format!("rotate({:.1} {x:.1} {y:.1})", chance.between(-24.0, -8.0)),
        |c| {
            c.blurred(12.0, |c| {
                c.ellipse(
                    (x + r * 0.08, y + r * 0.14),
                    (r * 1.04, r * 0.66),
                    "#1c0d05",
                    0.6,
                )
            });
            let crust = c.round(tone(0xd99a4e), tone(0x7a3f16));
            c.ellipse((x, y), (r, r * 0.62), &crust, 1.0);
            for _ in 0..60 {
                let at = (
                    x + chance.between(-0.7, 0.7) * r,
                    y + chance.between(-0.42, 0.42) * r,
                );
                c.ellipse(
                    at,
                    (r * 0.035, r * 0.016),
                    &tone(0xf4d9a8).to_string(),
                    chance.between(0.1, 0.4),
                );
            }
            for n in -2..=2 {
                let at = x + f64::from(n) * r * 0.34;
                let deep = (1.0 - (f64::from(n) * 0.34_f64).powi(2)).sqrt() * r * 0.4;
                let path = format!(
                    "M{:.1} {:.1}Q{:.1} {y:.1} {:.1} {:.1}Q{:.1} {y:.1} {:.1} {:.1}Z",
                    at + r * 0.1,
                    y - deep,
                    at - r * 0.16,
                    at - r * 0.06,
                    y + deep,
                    at + r * 0.1,
                    at + r * 0.1,
                    y - deep
                );
                c.shape(&path, &tone(0xf7dcae).to_string(), 0.95);
                c.line(&path, tone(0x8a4a1c), r * 0.014, 0.7);
            }
            c.ellipse(
                (x - r * 0.2, y - r * 0.36),
                (r * 0.5, r * 0.1),
                "#fff4dc",
                0.25,
            );
        },
    );
}

fn croissant(c: &mut Canvas, chance: &mut Chance, (x, y): (f64, f64), r: f64, turn: f64) {
    c.moved(&format!("rotate({turn:.1} {x:.1} {y:.1})"), |c| {
        c.blurred(10.0, |c| {
            c.ellipse((x + 6.0, y + r * 0.2), (r * 1.1, r * 0.7), "#1c0d05", 0.5)
        });
        // Rolls from both ends towards the middle, along a bow.
        for n in [-3, 3, -2, 2, -1, 1, 0_i32] {
            let part = f64::from(n) / 3.0;
            let (px, py) = (x + part * r * 0.86, y + part * part * r * 0.62 - r * 0.18);
            let size = r * (0.47 - part.abs() * 0.27);
            let tilt = part * 62.0;
            c.moved(&format!("rotate({tilt:.1} {px:.1} {py:.1})"), |c| {
                let crust = c.round(tone(0xf0b65e), tone(0x8f4c16));
                c.ellipse((px, py), (size * 0.8, size * 1.08), &crust, 1.0);
                for stripe in -1..=1 {
                    let sx = px + f64::from(stripe) * size * 0.36;
                    c.line(
                        &format!(
                            "M{sx:.1} {:.1}q{:.1} {:.1} 0 {:.1}",
                            py - size * 0.8,
                            size * 0.2,
                            size * 0.8,
                            size * 1.6
                        ),
                        tone(0x7a3f12),
                        size * 0.05,
                        chance.between(0.35, 0.65),
                    );
                }
                c.ellipse(
                    (px - size * 0.2, py - size * 0.35),
                    (size * 0.16, size * 0.3),
                    "#fff0c8",
                    0.42,
                );
            });
        }
    });
}

fn bun(c: &mut Canvas, chance: &mut Chance, (x, y): (f64, f64), r: f64) {
    let glaze: Tone = *chance.pick(&[tone(0xc9752a), tone(0xe2a04a), tone(0xa8571c)]);
    c.blurred(9.0, |c| {
        c.ellipse(
            (x + r * 0.12, y + r * 0.2),
            (r * 1.02, r * 0.98),
            "#1c0d05",
            0.55,
        )
    });
    let crust = c.round(glaze.lighter(0.32), glaze.with(tone(0x6a2f0c), 0.75));
    c.ellipse((x, y), (r, r * 0.96), &crust, 1.0);
    match (chance.next() % 3) as u32 {
        0 => {
            for _ in 0..46 {
                let (turn, far) = (
                    chance.between(0.0, std::f64::consts::TAU),
                    chance.between(0.0, 0.62),
                );
                let at = (x + turn.cos() * far * r, y + turn.sin() * far * r);
                c.ellipse(
                    at,
                    (r * 0.045, r * 0.026),
                    &tone(0xf8ead0).to_string(),
                    0.95,
                );
            }
        }
        1 => {
            let bean = c.round(tone(0x5a2a24), tone(0x2a0f10));
            c.ellipse((x, y), (r * 0.36, r * 0.34), &bean, 1.0);
        }
        _ => {
            let mut swirl = format!("M{x:.1} {y:.1}");
            for n in 1..40 {
                let (turn, far) = (f64::from(n) * 0.42, f64::from(n) / 40.0 * r * 0.82);
                swirl += &format!("L{:.1} {:.1}", x + turn.cos() * far, y + turn.sin() * far);
            }
            c.line(&swirl, tone(0x5a2a10), r * 0.09, 0.75);
            c.line(&swirl, tone(0xfff0d8), r * 0.03, 0.7);
        }
    }
    c.ellipse(
        (x - r * 0.3, y - r * 0.42),
        (r * 0.26, r * 0.14),
        "#fff6e0",
        0.5,
    );
}
