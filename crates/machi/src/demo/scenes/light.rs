//! The light of a scene, by the time of day and the weather.

use serde::Deserialize;

use super::paint::{Canvas, Tone, tone};
use crate::covers::chance::Chance;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Light {
    Dawn,
    #[default]
    Day,
    Dusk,
    Night,
    Rain,
}

/// The colours of the air.
#[derive(Debug, Clone, Copy)]
pub(super) struct Air {
    /// From above down to the horizon.
    pub(super) sky: [Tone; 4],
    /// What distance fades into.
    pub(super) haze: Tone,
    /// The nearest and darkest.
    pub(super) ink: Tone,
    /// A lit window.
    pub(super) lamp: Tone,
    /// The sun's own colour, or the moon's.
    pub(super) sun: Tone,
    /// How many windows are lit, 0 to 1.
    pub(super) lit: f64,
}

impl Light {
    pub(super) fn air(self) -> Air {
        let air = |sky: [u32; 4], haze, ink, lamp, sun, lit| Air {
            sky: sky.map(tone),
            haze: tone(haze),
            ink: tone(ink),
            lamp: tone(lamp),
            sun: tone(sun),
            lit,
        };
        match self {
            Self::Dawn => air(
                [0x4f74b3, 0x93aed8, 0xf2c3bb, 0xffe2b0],
                0xe5bfbe,
                0x2b3354,
                0xffe0a0,
                0xfff3d0,
                0.12,
            ),
            Self::Day => air(
                [0x2f7cc4, 0x6fb0e2, 0xb5daf0, 0xeff5ee],
                0xc4dbe8,
                0x35465c,
                0xe8f2f7,
                0xfffbe6,
                0.2,
            ),
            Self::Dusk => air(
                [0x232a66, 0x6f4690, 0xe56b5c, 0xffc568],
                0xcf6f68,
                0x1a1636,
                0xffd27a,
                0xffe3a3,
                0.4,
            ),
            Self::Night => air(
                [0x050920, 0x0d1a44, 0x1d3069, 0x3b4f8e],
                0x2b3d78,
                0x050717,
                0xffcf79,
                0xe9eeff,
                0.55,
            ),
            Self::Rain => air(
                [0x5d6c7f, 0x7f8e9d, 0xa8b4bd, 0xcbd2d4],
                0xa9b5bd,
                0x29323d,
                0xffd998,
                0xe5eaec,
                0.35,
            ),
        }
    }
}

impl Air {
    /// The sky down to the horizon, with clouds in long strokes, and the sun at its place.
    pub(super) fn sky(&self, c: &mut Canvas, chance: &mut Chance, horizon: f64) {
        let [a, b, d, e] = self.sky;
        let fill = c.down(&[(0.0, a), (0.42, b), (0.8, d), (1.0, e)]);
        c.rect([0.0, 0.0, c.w, horizon + 2.0], &fill, 1.0);
        let sun = (
            c.w * chance.between(0.25, 0.78),
            horizon - c.h * chance.between(0.03, 0.12),
        );
        c.glow(sun, c.w * 0.75, self.sun, 0.5);
        c.glow(sun, c.w * 0.2, self.sun, 0.85);
        for _ in 0..34 {
            let y = chance.between(0.04, 0.96);
            let near = y.powf(0.8);
            let tone = b.with(e, near).lighter(chance.between(0.05, 0.4));
            let long = c.w * chance.between(0.06, 0.3);
            let at = (chance.between(-0.1, 1.1) * c.w, y * horizon);
            let thick = chance.between(2.0, 13.0) * (1.25 - near * 0.8);
            c.ellipse(
                at,
                (long, thick),
                &tone.to_string(),
                chance.between(0.06, 0.24),
            );
        }
    }
}
