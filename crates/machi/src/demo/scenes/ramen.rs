//! A bowl of noodles, from where one sits.

use std::f64::consts::TAU;

use super::forms::steam;
use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

struct Bowl {
    at: (f64, f64),
    rx: f64,
    ry: f64,
}

impl Bowl {
    /// A point on the soup, from its middle: right and down, -1 to 1.
    fn on(&self, x: f64, y: f64) -> (f64, f64) {
        (
            self.at.0 + x * self.rx * 0.86,
            self.at.1 + y * self.ry * 0.86,
        )
    }
}

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance) {
    let wood = *chance.pick(&[tone(0x6b3d22), tone(0x8a5a34), tone(0x4a2c1f)]);
    table(c, chance, wood);
    let rx = c.w * chance.between(0.36, 0.41);
    let bowl = Bowl {
        at: (
            c.w * chance.between(0.47, 0.53),
            c.h * chance.between(0.5, 0.56),
        ),
        rx,
        ry: rx * 0.74,
    };
    let glaze = *chance.pick(&[
        tone(0x2a3350),
        tone(0xa32b22),
        tone(0x23262b),
        tone(0xd9d2c0),
    ]);
    vessel(c, &bowl, glaze);
    soup(c, chance, &bowl);
    noodles(c, chance, &bowl);
    toppings(c, chance, &bowl);
    sticks(c, chance, &bowl);
    let at = (bowl.at.0, bowl.at.1 - bowl.ry * 0.1);
    steam(c, chance, at, c.h * 0.48, 0.3);
    c.glow((c.w * 0.15, c.h * 0.04), c.w * 0.85, tone(0xffd9a0), 0.38);
    c.vignette(0.5);
}

fn table(c: &mut Canvas, chance: &mut Chance, wood: Tone) {
    let fill = c.down(&[
        (0.0, wood.darker(0.35)),
        (0.4, wood),
        (1.0, wood.darker(0.15)),
    ]);
    c.fill(&fill);
    for n in 0..90 {
        let y = c.h * f64::from(n) / 90.0 + chance.between(-6.0, 6.0);
        let (bend, shade) = (chance.between(-14.0, 14.0), chance.between(0.0, 1.0));
        let path = format!(
            "M-10 {y:.1}Q{:.1} {:.1} {:.1} {y:.1}",
            c.w * chance.between(0.2, 0.8),
            y + bend,
            c.w + 10.0
        );
        let line = if shade < 0.5 {
            wood.darker(0.4)
        } else {
            wood.lighter(0.16)
        };
        c.line(
            &path,
            line,
            chance.between(1.0, 3.5),
            chance.between(0.12, 0.35),
        );
    }
    for n in 1..4 {
        let y = c.h * f64::from(n) / 4.0 + chance.between(-20.0, 20.0);
        c.rect([0.0, y, c.w, 4.0], &wood.darker(0.6).to_string(), 0.55);
    }
}

fn vessel(c: &mut Canvas, bowl: &Bowl, glaze: Tone) {
    let Bowl { at: (x, y), rx, ry } = *bowl;
    c.blurred(22.0, |c| {
        c.ellipse(
            (x + rx * 0.1, y + ry * 0.42),
            (rx * 1.04, ry * 0.98),
            "#0a0503",
            0.62,
        )
    });
    let side = c.across(&[
        (0.0, glaze.lighter(0.22)),
        (0.4, glaze),
        (1.0, glaze.darker(0.55)),
    ]);
    let foot = format!(
        "M{:.1} {y:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}H{:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {y:.1}Z",
        x - rx,
        x - rx * 0.95,
        y + ry * 0.85,
        x - rx * 0.6,
        y + ry * 1.22,
        x - rx * 0.4,
        y + ry * 1.26,
        x + rx * 0.4,
        x + rx * 0.6,
        y + ry * 1.22,
        x + rx * 0.95,
        y + ry * 0.85,
        x + rx
    );
    c.shape(&foot, &side, 1.0);
    let rim = c.across(&[
        (0.0, tone(0xfffaf0)),
        (0.55, tone(0xe8dcc6)),
        (1.0, tone(0xb9a88c)),
    ]);
    c.ellipse((x, y), (rx, ry), &rim, 1.0);
    c.ellipse(
        (x, y + ry * 0.02),
        (rx * 0.95, ry * 0.95),
        &glaze.with(tone(0xf7ead2), 0.72).to_string(),
        1.0,
    );
    for n in 0..28 {
        let turn = f64::from(n) / 28.0 * TAU;
        c.ellipse(
            (x + turn.cos() * rx * 0.918, y + turn.sin() * ry * 0.918),
            (rx * 0.024, ry * 0.022),
            &tone(0xb5382a).to_string(),
            0.8,
        );
    }
}

fn soup(c: &mut Canvas, chance: &mut Chance, bowl: &Bowl) {
    let broth = *chance.pick(&[
        tone(0xc77a2c),
        tone(0xe3b977),
        tone(0xa9521f),
        tone(0xd99a45),
    ]);
    let fill = c.round(broth.lighter(0.28), broth.darker(0.38));
    let Bowl { at, rx, ry } = *bowl;
    c.ellipse((at.0, at.1 + ry * 0.03), (rx * 0.88, ry * 0.87), &fill, 1.0);
    for _ in 0..70 {
        let (turn, far) = (chance.between(0.0, TAU), chance.between(0.1, 0.94));
        let drop = rx * chance.between(0.008, 0.032);
        let at = bowl.on(turn.cos() * far, turn.sin() * far);
        c.ellipse(
            at,
            (drop, drop * 0.75),
            &tone(0xffe2a0).to_string(),
            chance.between(0.15, 0.42),
        );
    }
}

fn noodles(c: &mut Canvas, chance: &mut Chance, bowl: &Bowl) {
    for _ in 0..80 {
        let (ax, ay) = bowl.on(chance.between(-0.78, 0.5), chance.between(-0.3, 0.62));
        let (long, bend) = (
            bowl.rx * chance.between(0.3, 0.75),
            bowl.ry * chance.between(-0.3, 0.3),
        );
        let path = format!(
            "M{ax:.1} {ay:.1}c{:.1} {bend:.1} {:.1} {:.1} {long:.1} {:.1}",
            long * 0.3,
            long * 0.7,
            -bend,
            bend * 0.4
        );
        let pale = tone(0xf3d58c).with(tone(0xc9973f), chance.between(0.0, 0.55));
        // Only what lies in the soup.
        if ((ax + long - bowl.at.0) / bowl.rx).powi(2)
            + ((ay + bend * 0.4 - bowl.at.1) / bowl.ry).powi(2)
            < 0.62
        {
            c.line(&path, tone(0x8a5a1c), bowl.rx * 0.03, 0.4);
            c.line(&path, pale, bowl.rx * 0.022, 0.96);
        }
    }
}

fn toppings(c: &mut Canvas, chance: &mut Chance, bowl: &Bowl) {
    let r = bowl.rx;
    let (nx, ny) = bowl.on(0.5, -0.72);
    c.moved(
        &format!("rotate({:.1} {nx:.1} {ny:.1})", chance.between(6.0, 20.0)),
        |c| {
            for n in 0..2 {
                let off = f64::from(n) * r * 0.12;
                let nori = c.across(&[(0.0, tone(0x1e2c1f)), (1.0, tone(0x0d130e))]);
                c.rounded(
                    [
                        nx - r * 0.1 + off,
                        ny - r * 0.22 + off * 0.4,
                        r * 0.34,
                        r * 0.52,
                    ],
                    4.0,
                    &nori,
                    0.97,
                );
            }
        },
    );
    for n in 0..3 {
        let at = bowl.on(-0.42 + f64::from(n) * 0.2, -0.44 + f64::from(n) * 0.05);
        pork(c, at, r * 0.24);
    }
    egg(c, bowl.on(0.4, 0.18), r * 0.2, -18.0);
    egg(c, bowl.on(0.12, 0.42), r * 0.19, 14.0);
    for n in 0..5 {
        let (x, y) = bowl.on(-0.66 + f64::from(n) * 0.07, 0.2 + f64::from(n) * 0.06);
        c.moved(
            &format!("rotate({:.1} {x:.1} {y:.1})", chance.between(-30.0, -8.0)),
            |c| {
                let bamboo = c.down(&[(0.0, tone(0xd9a55c)), (1.0, tone(0x94622a))]);
                c.rounded(
                    [x - r * 0.13, y - r * 0.03, r * 0.28, r * 0.062],
                    4.0,
                    &bamboo,
                    1.0,
                );
            },
        );
    }
    leek(c, chance, bowl);
}

fn leek(c: &mut Canvas, chance: &mut Chance, bowl: &Bowl) {
    let r = bowl.rx;
    for _ in 0..60 {
        let (x, y) = (
            chance.between(-0.28, 0.2) + chance.between(-0.2, 0.2),
            chance.between(-0.12, 0.12) + chance.between(-0.2, 0.2),
        );
        let ((x, y), ring) = (bowl.on(x, y), r * chance.between(0.016, 0.03));
        let green = tone(0x3f8d3a).with(tone(0xb7dd7a), chance.between(0.0, 1.0));
        c.ellipse((x, y + 2.0), (ring, ring * 0.8), "#3a2408", 0.35);
        c.ellipse((x, y), (ring, ring * 0.8), &green.to_string(), 1.0);
        c.ellipse(
            (x, y),
            (ring * 0.45, ring * 0.36),
            &green.darker(0.35).to_string(),
            0.8,
        );
    }
}

fn pork(c: &mut Canvas, (x, y): (f64, f64), r: f64) {
    c.ellipse((x + 4.0, y + 8.0), (r, r * 0.76), "#2a1406", 0.4);
    let meat = c.round(tone(0xd9a07a), tone(0x8a4d30));
    c.ellipse((x, y), (r, r * 0.76), &meat, 1.0);
    c.line(
        &format!(
            "M{:.1} {y:.1}a{:.1} {:.1} 0 1 1 {:.1} {:.1}",
            x - r * 0.2,
            r * 0.42,
            r * 0.3,
            r * 0.5,
            r * 0.22
        ),
        tone(0xf5d9c0),
        r * 0.09,
        0.85,
    );
    c.line(
        &format!(
            "M{:.1} {:.1}a{r:.1} {:.1} 0 0 0 {:.1} {:.1}",
            x - r * 0.9,
            y + r * 0.2,
            r * 0.76,
            r * 1.5,
            r * 0.3
        ),
        tone(0x5a2a16),
        r * 0.08,
        0.8,
    );
}

fn egg(c: &mut Canvas, (x, y): (f64, f64), r: f64, turn: f64) {
    c.ellipse((x + 4.0, y + 9.0), (r * 1.05, r * 0.8), "#2a1406", 0.4);
    c.moved(&format!("rotate({turn:.1} {x:.1} {y:.1})"), |c| {
        let white = c.round(tone(0xfffdf6), tone(0xe2c79c));
        c.ellipse((x, y), (r * 1.06, r * 0.8), &white, 1.0);
        let yolk = c.round(tone(0xffb52e), tone(0xe06a12));
        c.ellipse((x + r * 0.06, y), (r * 0.56, r * 0.46), &yolk, 1.0);
        c.ellipse(
            (x - r * 0.12, y - r * 0.16),
            (r * 0.16, r * 0.08),
            "#fff3c8",
            0.8,
        );
    });
}

fn sticks(c: &mut Canvas, chance: &mut Chance, bowl: &Bowl) {
    let lacquer = *chance.pick(&[tone(0x9c2a1c), tone(0x2b1a14), tone(0xd2a868)]);
    let y = c.h * 0.93;
    for off in [0.0, 26.0] {
        let path = format!(
            "M{:.1} {:.1}L{:.1} {:.1}",
            c.w * 0.08,
            y + off,
            c.w * 0.92,
            y - c.h * 0.035 + off
        );
        c.moved("translate(4 12)", |c| {
            c.line(&path, tone(0x0a0503), 14.0, 0.3)
        });
        c.line(&path, lacquer, 12.0, 1.0);
        c.line(&path, lacquer.lighter(0.4), 3.0, 0.5);
    }
    c.rounded(
        [bowl.at.0 - bowl.rx * 1.02, y - 12.0, 60.0, 54.0],
        10.0,
        &tone(0xe9e2d2).to_string(),
        1.0,
    );
}
