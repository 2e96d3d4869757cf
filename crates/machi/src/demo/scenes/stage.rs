//! A small concert: three on the stage, and the backs of many heads.

use super::forms::polygon;
use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance) {
    let (warm, cold) = *chance.pick(&[
        (tone(0xff5a8a), tone(0x4a5cff)),
        (tone(0xffa03c), tone(0xb03cff)),
        (tone(0xff4a3c), tone(0xffc04a)),
        (tone(0x3cd0ff), tone(0x7a4aff)),
    ]);
    let dark = c.down(&[
        (0.0, cold.darker(0.86)),
        (0.6, warm.darker(0.68)),
        (1.0, tone(0x06050c)),
    ]);
    c.fill(&dark);
    let floor = c.h * 0.66;
    c.glow((c.w * 0.5, floor - c.h * 0.12), c.w * 0.75, warm, 0.75);
    beams(c, chance, warm, cold, floor);
    let boards = c.down(&[(0.0, warm.darker(0.25)), (1.0, tone(0x0a0710))]);
    c.rect([0.0, floor, c.w, c.h * 0.08], &boards, 1.0);
    drums(c, (c.w * 0.52, floor), c.w * 0.085);
    for (x, lean) in [(0.27, 0.1), (0.53, 0.0), (0.77, -0.1)] {
        let tall = if x == 0.53 { c.h * 0.2 } else { c.h * 0.25 };
        player(c, chance, (c.w * x, floor + c.h * 0.01), tall, lean);
    }
    for x in [0.08, 0.92] {
        stack(c, (c.w * x, floor), c.w * 0.06);
    }
    crowd(c, chance, warm);
    for _ in 0..70 {
        let at = (chance.between(0.0, c.w), chance.between(0.05, 0.75) * c.h);
        c.ellipse(
            at,
            (2.2, 2.2),
            &warm.lighter(0.6).to_string(),
            chance.between(0.15, 0.6),
        );
    }
    c.vignette(0.55);
}

fn beams(c: &mut Canvas, chance: &mut Chance, warm: Tone, cold: Tone, floor: f64) {
    c.blurred(5.0, |c| {
        for n in 0..8 {
            let x = c.w * (f64::from(n) + 0.5) / 8.0;
            let to = c.w * chance.between(0.1, 0.9);
            let wide = c.w * chance.between(0.05, 0.11);
            let light = if n % 2 == 0 { warm } else { cold }.lighter(0.35);
            let beam = polygon(&[
                (x - 9.0, 46.0),
                (x + 9.0, 46.0),
                (to + wide, floor),
                (to - wide, floor),
            ]);
            let fill = c.down(&[(0.0, light.lighter(0.3)), (1.0, light)]);
            c.shape(&beam, &fill, 0.17);
        }
    });
    c.rect([0.0, 24.0, c.w, 14.0], "#08070d", 1.0);
    for n in 0..8 {
        let x = c.w * (f64::from(n) + 0.5) / 8.0;
        let light = if n % 2 == 0 { warm } else { cold };
        c.rounded([x - 15.0, 30.0, 30.0, 34.0], 7.0, "#0c0b12", 1.0);
        c.glow((x, 62.0), c.w * 0.07, light.lighter(0.4), 0.95);
        c.ellipse((x, 62.0), (11.0, 8.0), "#ffffff", 0.95);
    }
}

fn player(c: &mut Canvas, chance: &mut Chance, (x, y): (f64, f64), tall: f64, lean: f64) {
    let ink = tone(0x0a0812);
    c.moved(&format!("rotate({:.1} {x:.1} {y:.1})", lean * 60.0), |c| {
        figure(c, (x, y), tall, ink);
        guitar(c, chance, (x, y), tall);
    });
    c.line(
        &format!(
            "M{:.1} {y:.1}V{:.1}l{:.1} {:.1}",
            x + tall * 0.32,
            y - tall * 0.72,
            -tall * 0.18,
            -tall * 0.17
        ),
        tone(0x15131c),
        tall * 0.02,
        1.0,
    );
}

fn figure(c: &mut Canvas, (x, y): (f64, f64), tall: f64, ink: Tone) {
    for side in [-1.0, 1.0] {
        c.line(
            &format!(
                "M{x:.1} {:.1}L{:.1} {y:.1}",
                y - tall * 0.48,
                x + side * tall * 0.11
            ),
            ink,
            tall * 0.09,
            1.0,
        );
    }
    c.shape(
        &format!(
            "M{:.1} {:.1}h{:.1}L{:.1} {:.1}h{:.1}Z",
            x - tall * 0.14,
            y - tall * 0.83,
            tall * 0.28,
            x + tall * 0.1,
            y - tall * 0.44,
            -tall * 0.2
        ),
        &ink.to_string(),
        1.0,
    );
    c.ellipse(
        (x, y - tall * 0.92),
        (tall * 0.075, tall * 0.09),
        &ink.to_string(),
        1.0,
    );
    c.line(
        &format!(
            "M{:.1} {:.1}L{:.1} {:.1}M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}",
            x - tall * 0.12,
            y - tall * 0.78,
            x - tall * 0.24,
            y - tall * 0.56,
            x + tall * 0.12,
            y - tall * 0.78,
            x + tall * 0.22,
            y - tall * 0.62,
            x + tall * 0.04,
            y - tall * 0.52
        ),
        ink,
        tall * 0.055,
        1.0,
    );
}

fn guitar(c: &mut Canvas, chance: &mut Chance, (x, y): (f64, f64), tall: f64) {
    let body = *chance.pick(&[tone(0xd9502c), tone(0xe8d8b0), tone(0x2c8a8a)]);
    c.line(
        &format!(
            "M{x:.1} {:.1}L{:.1} {:.1}",
            y - tall * 0.5,
            x - tall * 0.42,
            y - tall * 0.7
        ),
        tone(0x4a3020),
        tall * 0.03,
        1.0,
    );
    c.ellipse(
        (x + tall * 0.03, y - tall * 0.5),
        (tall * 0.14, tall * 0.1),
        &body.to_string(),
        1.0,
    );
    c.ellipse(
        (x - tall * 0.06, y - tall * 0.53),
        (tall * 0.08, tall * 0.075),
        &body.to_string(),
        1.0,
    );
}

fn drums(c: &mut Canvas, (x, y): (f64, f64), r: f64) {
    for (dx, dy, size) in [(0.0, 0.55, 0.62), (-0.95, 0.75, 0.42), (0.95, 0.75, 0.42)] {
        let skin = c.round(tone(0xf4e4d0), tone(0x8a5a5a));
        c.ellipse(
            (x + dx * r, y - dy * r),
            (r * size * 1.12, r * size * 1.12),
            "#120c14",
            1.0,
        );
        c.ellipse((x + dx * r, y - dy * r), (r * size, r * size), &skin, 0.92);
    }
    for side in [-1.0, 1.0] {
        c.line(
            &format!("M{:.1} {y:.1}V{:.1}", x + side * r * 1.6, y - r * 1.8),
            tone(0x15131c),
            4.0,
            1.0,
        );
        c.ellipse(
            (x + side * r * 1.6, y - r * 1.8),
            (r * 0.5, r * 0.09),
            &tone(0xf0c860).to_string(),
            1.0,
        );
    }
}

fn stack(c: &mut Canvas, (x, y): (f64, f64), r: f64) {
    for n in 0..3 {
        let top = y - r * 1.9 * f64::from(n + 1);
        c.rounded([x - r, top, r * 2.0, r * 1.84], 6.0, "#0e0c14", 1.0);
        c.ellipse((x, top + r * 0.95), (r * 0.66, r * 0.66), "#1c1926", 1.0);
        c.ellipse((x, top + r * 0.95), (r * 0.24, r * 0.24), "#08070c", 1.0);
    }
}

fn crowd(c: &mut Canvas, chance: &mut Chance, warm: Tone) {
    for row in 0..4 {
        let near = f64::from(row) / 3.0;
        let r = c.w * (0.026 + near * 0.034);
        let y = c.h * (0.76 + near * 0.16);
        let ink = warm.darker(0.8).with(tone(0x040308), near);
        let mut x = chance.between(-2.0, 0.0) * r;
        while x < c.w + r {
            let lift = chance.between(-0.6, 0.6) * r;
            c.ellipse(
                (x, y + lift),
                (r * 0.8, r),
                &warm.with(ink, 0.45 + near * 0.4).to_string(),
                1.0,
            );
            c.ellipse(
                (x, y + lift + r * 0.12),
                (r * 0.8, r),
                &ink.to_string(),
                1.0,
            );
            c.rounded(
                [x - r * 1.5, y + lift + r * 0.9, r * 3.0, c.h * 0.4],
                r,
                &ink.to_string(),
                1.0,
            );
            let raised = chance.between(0.0, 1.0);
            if raised < 0.14 {
                c.line(
                    &format!(
                        "M{:.1} {:.1}L{:.1} {:.1}",
                        x + r * 1.1,
                        y + r,
                        x + r * 1.4,
                        y - r * 2.2
                    ),
                    ink,
                    r * 0.5,
                    1.0,
                );
            } else if raised > 0.9 {
                let phone = [x + r * 0.2, y - r * 3.0, r * 0.9, r * 1.5];
                c.line(
                    &format!("M{:.1} {:.1}V{:.1}", x + r * 0.65, y + r, y - r * 1.6),
                    ink,
                    r * 0.45,
                    1.0,
                );
                c.rounded(phone, 4.0, &warm.lighter(0.6).to_string(), 0.95);
            }
            x += r * chance.between(1.7, 2.5);
        }
    }
}
