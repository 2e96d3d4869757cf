//! A city's five colours, mixed into the inks of one picture.

use super::chance::Chance;

/// Red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Colour([u8; 3]);

impl Colour {
    /// From `#rrggbb`; anything else is a middle grey.
    pub(super) fn parse(text: &str) -> Self {
        let part = |at: usize| {
            text.get(at..at + 2)
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
                .unwrap_or(0x80)
        };
        Self([part(1), part(3), part(5)])
    }

    /// This colour with so much (0 to 1) of another.
    pub(super) fn with(self, other: Self, share: f64) -> Self {
        let mix =
            |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
        Self(std::array::from_fn(|at| mix(self.0[at], other.0[at])))
    }

    /// Relative luminance after WCAG 2.2.
    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.040_45 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Contrast ratio after WCAG 2.2: 1 to 21.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

/// The inks of one picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Inks {
    pub(super) water: Colour,
    /// Lines in the water along the shore, the outermost first.
    pub(super) shore: [Colour; 3],
    /// Land around what the picture is about.
    pub(super) land: [Colour; 3],
    pub(super) line: Colour,
    /// What the picture is about, the pattern on it, and its shade.
    pub(super) subject: Colour,
    pub(super) pattern: Colour,
    pub(super) shade: Colour,
    pub(super) plate: Colour,
    pub(super) on_plate: Colour,
}

impl Inks {
    /// One of the printings of a city's palette (ink, paper, accent, second, third).
    pub(super) fn draw(palette: &[String; 5], chance: &mut Chance) -> Self {
        let [ink, paper, accent, second, third] =
            std::array::from_fn(|at| Colour::parse(&palette[at]));
        let subjects: &[(Colour, Colour, Colour)] = &[
            // Water, land, subject.
            (third.with(paper, 0.55), paper, accent),
            (third.with(paper, 0.35), paper.with(third, 0.1), second),
            (ink, ink.with(third, 0.22), accent),
            (
                ink.with(third, 0.25),
                ink.with(paper, 0.1),
                paper.with(accent, 0.12),
            ),
            (second.with(ink, 0.4), second, paper),
            (third.with(ink, 0.5), third, accent.with(paper, 0.12)),
            (third.with(ink, 0.35), third.with(ink, 0.05), paper),
            (accent.with(paper, 0.25), accent.with(paper, 0.55), ink),
            (paper.with(third, 0.14), paper.with(third, 0.38), second),
            (
                paper.with(second, 0.12),
                paper.with(second, 0.3),
                third.with(ink, 0.15),
            ),
        ];
        let &(water, land, subject) = chance.pick(subjects);
        let towards = if land.contrast(ink) > land.contrast(paper) {
            ink
        } else {
            paper
        };
        let depth = if subject.contrast(ink) > subject.contrast(paper) {
            ink
        } else {
            paper
        };
        let plate = if water.contrast(ink) > 2.0 && land.contrast(ink) > 2.0 {
            ink
        } else {
            paper
        };
        Self {
            shore: [0.1, 0.2, 0.32].map(|share| water.with(land, share)),
            land: [0.0, 0.05, 0.1].map(|share| land.with(towards, share)),
            line: land.with(towards, 0.26),
            subject,
            pattern: subject.with(depth, 0.2),
            shade: subject.with(ink, 0.55).with(land, 0.1),
            on_plate: if plate == ink { paper } else { ink },
            plate,
            water,
        }
    }
}

/// The inks of a picture of the whole city.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mosaic {
    pub(super) water: Colour,
    pub(super) shore: [Colour; 3],
    pub(super) land: [Colour; 6],
    pub(super) line: Colour,
    pub(super) pattern: Colour,
    pub(super) plate: Colour,
    pub(super) on_plate: Colour,
}

impl Mosaic {
    /// One of the printings of a city's palette.
    pub(super) fn draw(palette: &[String; 5], chance: &mut Chance) -> Self {
        let [ink, paper, accent, second, third] =
            std::array::from_fn(|at| Colour::parse(&palette[at]));
        let (water, land) = *chance.pick(&printings(ink, paper, accent, second, third));
        let base = land[0];
        let towards = if base.contrast(ink) > base.contrast(paper) {
            ink
        } else {
            paper
        };
        Self {
            shore: [0.1, 0.2, 0.34].map(|share| water.with(base, share)),
            line: water.with(ink, 0.1),
            pattern: base.with(towards, 0.3),
            plate: ink,
            on_plate: paper,
            water,
            land,
        }
    }
}

/// Water and land; on land the first tones are the most frequent.
fn printings(
    ink: Colour,
    paper: Colour,
    accent: Colour,
    second: Colour,
    third: Colour,
) -> [(Colour, [Colour; 6]); 4] {
    [
        (
            third.with(ink, 0.4),
            [
                paper,
                paper.with(third, 0.12),
                paper.with(third, 0.28),
                accent,
                second,
                third.with(paper, 0.3),
            ],
        ),
        (
            ink.with(third, 0.25),
            [
                third.with(ink, 0.2),
                third,
                third.with(paper, 0.15),
                accent,
                paper,
                second,
            ],
        ),
        (
            ink.with(third, 0.3),
            [
                paper,
                paper.with(ink, 0.08),
                paper.with(accent, 0.16),
                accent,
                third,
                second,
            ],
        ),
        (
            second.with(ink, 0.45),
            [
                second,
                second.with(paper, 0.16),
                second.with(ink, 0.14),
                paper,
                accent,
                third,
            ],
        ),
    ]
}
