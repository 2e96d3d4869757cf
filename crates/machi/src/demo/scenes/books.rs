//! Shelves of old books under a lamp, and a cat.

use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

const SPINES: [Tone; 10] = [
    tone(0x8c2f2a),
    tone(0x2f4a6b),
    tone(0x3f5a3c),
    tone(0xc9a04a),
    tone(0xe6dac0),
    tone(0x5a3a52),
    tone(0x24262e),
    tone(0xb5643a),
    tone(0x6d7f86),
    tone(0xd8c29a),
];

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance) {
    let back = c.down(&[(0.0, tone(0x2a1810)), (1.0, tone(0x170d0a))]);
    c.fill(&back);
    let rows = 5;
    let tall = c.h / f64::from(rows);
    let cat_row = 2 + (chance.next() % 2) as i32;
    for row in 0..rows {
        let floor = tall * f64::from(row + 1) - 22.0;
        let gap = (row == cat_row).then(|| c.w * chance.between(0.3, 0.5));
        shelf(c, chance, floor, tall, gap);
        if let Some(x) = gap {
            cat(c, chance, (x + c.w * 0.13, floor), tall * 0.62);
        }
    }
    for x in [-6.0, c.w - 26.0] {
        let side = c.across(&[(0.0, tone(0x7a4a2a)), (1.0, tone(0x3a2014))]);
        c.rect([x, 0.0, 34.0, c.h], &side, 1.0);
    }
    let lamp = (c.w * chance.between(0.3, 0.7), c.h * 0.08);
    c.glow(lamp, c.w * 1.15, tone(0xffc069), 0.42);
    bulb(c, lamp);
    c.vignette(0.65);
}

fn shelf(c: &mut Canvas, chance: &mut Chance, floor: f64, tall: f64, gap: Option<f64>) {
    let mut x = 30.0;
    while x < c.w - 30.0 {
        if let Some(gap) = gap
            && x > gap
            && x < gap + c.w * 0.27
        {
            x = gap + c.w * 0.28;
        }
        let w = c.w * chance.between(0.018, 0.048);
        let h = tall * chance.between(0.62, 0.84);
        let spine = *chance.pick(&SPINES);
        let lean = if chance.between(0.0, 1.0) < 0.08 {
            chance.between(3.0, 8.0)
        } else {
            0.0
        };
        c.moved(&format!("rotate({lean:.1} {:.1} {floor:.1})", x + w), |c| {
            book(c, chance, [x, floor - h, w, h], spine)
        });
        x += w + 1.5 + lean * 2.4;
    }
    let board = c.down(&[
        (0.0, tone(0x9a6438)),
        (0.3, tone(0x6d4226)),
        (1.0, tone(0x2a160c)),
    ]);
    c.rect([0.0, floor, c.w, 24.0], &board, 1.0);
    c.rect([0.0, floor + 24.0, c.w, 16.0], "#0a0504", 0.55);
}

fn book(c: &mut Canvas, chance: &mut Chance, [x, y, w, h]: [f64; 4], spine: Tone) {
    let fill = c.across(&[
        (0.0, spine.darker(0.35)),
        (0.35, spine.lighter(0.16)),
        (1.0, spine.darker(0.5)),
    ]);
    c.rounded([x, y, w, h], 3.0, &fill, 1.0);
    print(c, chance, [x, y, w, h], spine);
}

/// What stands on the spine, too small to be read.
fn print(c: &mut Canvas, chance: &mut Chance, [x, y, w, h]: [f64; 4], spine: Tone) {
    let is_pale = SPINES[4] == spine || SPINES[9] == spine;
    let print = tone(if is_pale { 0x3a2a20 } else { 0xe9d7a8 });
    match chance.next() % 3 {
        0 => {
            c.rect(
                [x + w * 0.16, y + h * 0.1, w * 0.68, h * 0.36],
                &tone(0xf2e8d0).to_string(),
                0.92,
            );
            for n in 0..5 {
                c.rect(
                    [
                        x + w * 0.36,
                        y + h * (0.13 + f64::from(n) * 0.06),
                        w * 0.28,
                        h * 0.035,
                    ],
                    "#2a1c16",
                    0.85,
                );
            }
        }
        1 => {
            for at in [0.08, 0.12, 0.84, 0.88] {
                c.rect([x, y + h * at, w, 3.0], &print.to_string(), 0.85);
            }
            for n in 0..4 {
                c.rect(
                    [
                        x + w * 0.34,
                        y + h * (0.24 + f64::from(n) * 0.1),
                        w * 0.32,
                        h * 0.06,
                    ],
                    &print.to_string(),
                    0.75,
                );
            }
        }
        _ => {
            for n in 0..7 {
                c.rect(
                    [
                        x + w * 0.36,
                        y + h * (0.16 + f64::from(n) * 0.07),
                        w * 0.28,
                        h * 0.04,
                    ],
                    &print.to_string(),
                    0.7,
                );
            }
        }
    }
}

fn bulb(c: &mut Canvas, (x, y): (f64, f64)) {
    c.line(
        &format!("M{x:.1} 0V{:.1}", y - 30.0),
        tone(0x0c0808),
        4.0,
        1.0,
    );
    let shade = c.down(&[(0.0, tone(0x1f3a34)), (1.0, tone(0x3f6a5c))]);
    c.shape(
        &format!("M{:.1} {:.1}h40l60 62h-160z", x - 20.0, y - 40.0),
        &shade,
        1.0,
    );
    c.ellipse((x, y + 22.0), (74.0, 14.0), "#fff3c8", 1.0);
    c.glow((x, y + 24.0), 190.0, tone(0xfff0c0), 0.85);
}

fn cat(c: &mut Canvas, chance: &mut Chance, (x, y): (f64, f64), r: f64) {
    let coat = *chance.pick(&[
        tone(0x2b2a30),
        tone(0xc9803c),
        tone(0xb9b2a6),
        tone(0xf0e6d4),
    ]);
    let fill = c.round(coat.lighter(0.28), coat.darker(0.4));
    c.ellipse((x + r * 0.2, y), (r * 0.95, r * 0.07), "#050303", 0.7);
    c.shape(&format!("M{:.1} {y:.1}C{:.1} {:.1} {:.1} {:.1} {x:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {y:.1}Z", x - r * 0.46, x - r * 0.6, y - r * 0.6, x - r * 0.34, y - r * 0.82, y - r * 0.86, x + r * 0.42, y - r * 0.82, x + r * 0.66, y - r * 0.4, x + r * 0.52), &fill, 1.0);
    c.line(
        &format!(
            "M{:.1} {:.1}q{:.1} {:.1} {:.1} {:.1}",
            x + r * 0.44,
            y - r * 0.07,
            r * 0.55,
            r * 0.04,
            r * 0.5,
            -r * 0.36
        ),
        coat,
        r * 0.13,
        1.0,
    );
    let head = (x - r * 0.04, y - r * 0.98);
    face(c, head, r, coat);
    c.ellipse(
        (x - r * 0.18, y - r * 0.02),
        (r * 0.14, r * 0.07),
        &coat.lighter(0.3).to_string(),
        1.0,
    );
    c.ellipse(
        (x + r * 0.1, y - r * 0.02),
        (r * 0.14, r * 0.07),
        &coat.lighter(0.3).to_string(),
        1.0,
    );
}

fn face(c: &mut Canvas, head: (f64, f64), r: f64, coat: Tone) {
    let fill = c.round(coat.lighter(0.28), coat.darker(0.4));
    for side in [-1.0, 1.0] {
        c.shape(
            &format!(
                "M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z",
                head.0 + side * r * 0.06,
                head.1 - r * 0.2,
                head.0 + side * r * 0.3,
                head.1 - r * 0.46,
                head.0 + side * r * 0.31,
                head.1 - r * 0.04
            ),
            &coat.to_string(),
            1.0,
        );
    }
    c.ellipse(head, (r * 0.34, r * 0.28), &fill, 1.0);
    for side in [-1.0, 1.0] {
        let eye = (head.0 + side * r * 0.135, head.1 - r * 0.02);
        c.ellipse(
            eye,
            (r * 0.062, r * 0.058),
            &tone(0xd9c04a).to_string(),
            1.0,
        );
        c.ellipse(eye, (r * 0.02, r * 0.055), "#0c0c0c", 1.0);
        c.line(
            &format!(
                "M{:.1} {:.1}l{:.1} {:.1}m{:.1} {:.1}l{:.1} {:.1}",
                head.0 + side * r * 0.1,
                head.1 + r * 0.12,
                side * r * 0.36,
                -r * 0.02,
                -side * r * 0.36,
                r * 0.05,
                side * r * 0.35,
                r * 0.05
            ),
            tone(0xf4efe4),
            1.6,
            0.75,
        );
    }
    c.ellipse(
        (head.0, head.1 + r * 0.09),
        (r * 0.035, r * 0.026),
        &tone(0xd98a86).to_string(),
        1.0,
    );
}
