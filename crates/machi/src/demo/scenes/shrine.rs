//! Vermilion gates, one behind the other, up a hill.

use super::forms::{foliage, person, polygon};
use super::light::Air;
use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

const GATES: u32 = 11;

pub(super) fn draw(c: &mut Canvas, chance: &mut Chance, air: &Air) {
    let end = (c.w * chance.between(0.46, 0.54), c.h * 0.47);
    let fill = c.down(&[
        (0.0, tone(0x22352a).with(air.sky[0], 0.25)),
        (0.5, tone(0x4f6a44).with(air.sky[2], 0.4)),
        (1.0, tone(0x26301f)),
    ]);
    c.fill(&fill);
    wood(c, chance, air);
    c.glow(end, c.w * 0.55, air.sun, 0.9);
    steps(c, chance, air, end);
    for n in 0..GATES {
        let near = f64::from(n) / f64::from(GATES - 1);
        gate(c, air, end, near);
        if n == 5 {
            let at = (end.0 + c.w * 0.012, c.h * 0.66);
            c.ellipse((at.0, at.1), (40.0, 7.0), "#0d0d0d", 0.4);
            person(c, chance, at, c.h * 0.13, tone(0x2f3f66));
        }
        if n % 3 == 1 {
            c.glow(
                (end.0, c.h * 0.5),
                c.w * (0.4 + near * 0.4),
                air.sun.with(air.haze, 0.4),
                0.16,
            );
        }
    }
    for _ in 0..40 {
        let at = (chance.between(0.0, c.w), chance.between(0.1, 1.0) * c.h);
        let leaf = tone(0xd9622c).with(tone(0xf2c04a), chance.between(0.0, 1.0));
        c.ellipse(
            at,
            (chance.between(3.0, 9.0), chance.between(2.0, 5.0)),
            &leaf.to_string(),
            0.85,
        );
    }
    c.vignette(0.55);
}

fn wood(c: &mut Canvas, chance: &mut Chance, air: &Air) {
    for n in 0..26 {
        let near = f64::from(n) / 26.0;
        let side = if n % 2 == 0 { -1.0 } else { 1.0 };
        let at = (
            c.w * (0.5 + side * (0.16 + 0.5 * near)),
            c.h * (0.44 - near * 0.22 + chance.between(-0.1, 0.16)),
        );
        let leaf = [
            tone(0x3f6a3c),
            tone(0x6a7a34),
            tone(0xb8602c),
            tone(0x2f5238),
        ][n as usize % 4]
            .with(air.haze, 0.4 * (1.0 - near));
        foliage(
            c,
            chance,
            at,
            (c.w * (0.1 + near * 0.1), c.h * (0.09 + near * 0.07)),
            [leaf.darker(0.5), leaf, leaf.with(air.sun, 0.5)],
            40,
        );
    }
    for _ in 0..7 {
        let x = chance.between(0.0, c.w);
        c.line(
            &format!("M{x:.1} 0V{:.1}", c.h * 0.62),
            tone(0x241c18).with(air.haze, 0.2),
            chance.between(9.0, 26.0),
            0.75,
        );
    }
}

fn steps(c: &mut Canvas, chance: &mut Chance, air: &Air, (x, y): (f64, f64)) {
    for n in 0..22 {
        let near = (f64::from(n) / 21.0).powf(1.7);
        let next = (f64::from(n + 1) / 21.0).powf(1.7);
        let (top, low) = (
            y + c.h * 0.08 + near * c.h * 0.5,
            y + c.h * 0.08 + next * c.h * 0.5,
        );
        let w = c.w;
        let wide = |share: f64| w * (0.035 + share * 0.52);
        let stone = tone(0x8b8a84)
            .with(air.haze, 0.5 * (1.0 - near))
            .darker(0.16 * near);
        let tread = polygon(&[
            (x - wide(near), top),
            (x + wide(near), top),
            (x + wide(next), low),
            (x - wide(next), low),
        ]);
        c.shape(&tread, &stone.to_string(), 1.0);
        let rise = (low - top) * 0.42;
        c.rect(
            [x - wide(next), low - rise, wide(next) * 2.0, rise],
            &stone.darker(0.45).to_string(),
            0.85,
        );
        for _ in 0..3 {
            let at = (
                x + chance.between(-1.0, 1.0) * wide(near),
                top + (low - top) * 0.3,
            );
            c.ellipse(
                at,
                (3.0 + near * 14.0, 1.0 + near * 4.0),
                &tone(0xd98a2c).to_string(),
                0.75,
            );
        }
    }
}

fn gate(c: &mut Canvas, air: &Air, (ex, ey): (f64, f64), near: f64) {
    let scale = 0.1 + 1.08 * near.powf(1.75);
    let (x, foot) = (
        ex + (c.w * 0.5 - ex) * near,
        ey + c.h * 0.085 + c.h * 0.54 * near.powf(1.7),
    );
    let (half, tall) = (c.w * 0.44 * scale, c.h * 0.86 * scale);
    let fade = 0.5 * (1.0 - near);
    let red = tone(0xd9401f).with(air.sun, fade * 0.8);
    let post = c.across(&[
        (0.0, red.darker(0.35)),
        (0.35, red.with(air.sun, 0.25)),
        (1.0, red.darker(0.5)),
    ]);
    let thick = half * 0.15;
    let top = foot - tall;
    for side in [-1.0, 1.0] {
        let px = x + side * half * 0.86 - thick / 2.0;
        c.rect([px, top + tall * 0.04, thick, tall * 0.97], &post, 1.0);
        c.rect(
            [
                px - thick * 0.1,
                foot - tall * 0.1,
                thick * 1.2,
                tall * 0.11,
            ],
            &tone(0x1a1414).with(air.sun, fade * 0.5).to_string(),
            1.0,
        );
    }
    beams(c, air, (x, top), (half, tall), (red, fade));
}

fn beams(
    c: &mut Canvas,
    air: &Air,
    (x, top): (f64, f64),
    (half, tall): (f64, f64),
    (red, fade): (Tone, f64),
) {
    let thick = half * 0.15;
    let beam = c.down(&[(0.0, red.with(air.sun, 0.2)), (1.0, red.darker(0.5))]);
    c.rect(
        [
            x - half * 0.98,
            top + tall * 0.13,
            half * 1.96,
            thick * 0.72,
        ],
        &beam,
        1.0,
    );
    let lintel = format!(
        "M{:.1} {:.1}Q{x:.1} {:.1} {:.1} {:.1}L{:.1} {:.1}Q{x:.1} {:.1} {:.1} {:.1}Z",
        x - half * 1.14,
        top - thick * 0.3,
        top + thick * 0.34,
        x + half * 1.14,
        top - thick * 0.3,
        x + half * 1.1,
        top + thick * 0.75,
        top + thick * 1.2,
        x - half * 1.1,
        top + thick * 0.75
    );
    c.shape(&lintel, &beam, 1.0);
    let roof = format!(
        "M{:.1} {:.1}Q{x:.1} {:.1} {:.1} {:.1}",
        x - half * 1.16,
        top - thick * 0.34,
        top + thick * 0.24,
        x + half * 1.16,
        top - thick * 0.34
    );
    c.line(
        &roof,
        tone(0x1c1616).with(air.sun, fade * 0.5),
        thick * 0.3,
        1.0,
    );
}
