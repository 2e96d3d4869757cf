//! What the scenes are painted with: tones, gradients, shapes and light, written as SVG.

use std::fmt::{self, Write};

/// Red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tone(f64, f64, f64);

/// From `0xrrggbb`.
pub(super) const fn tone(rgb: u32) -> Tone {
    Tone(
        (rgb >> 16 & 0xff) as f64,
        (rgb >> 8 & 0xff) as f64,
        (rgb & 0xff) as f64,
    )
}

impl Tone {
    /// This tone with so much (0 to 1) of another.
    pub(super) fn with(self, other: Self, share: f64) -> Self {
        let mix = |a: f64, b: f64| a + (b - a) * share;
        Self(
            mix(self.0, other.0),
            mix(self.1, other.1),
            mix(self.2, other.2),
        )
    }

    pub(super) fn lighter(self, share: f64) -> Self {
        self.with(tone(0xffffff), share)
    }

    pub(super) fn darker(self, share: f64) -> Self {
        self.with(tone(0x05060f), share)
    }
}

impl fmt::Display for Tone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rgb({:.0},{:.0},{:.0})", self.0, self.1, self.2)
    }
}

/// A picture that is being painted, the farthest first.
pub(super) struct Canvas {
    pub(super) w: f64,
    pub(super) h: f64,
    defs: String,
    body: String,
    named: u32,
}

impl Canvas {
    pub(super) fn new(w: f64, h: f64) -> Self {
        let (defs, body) = (String::new(), String::new());
        Self {
            w,
            h,
            defs,
            body,
            named: 0,
        }
    }

    /// A gradient from above to below.
    pub(super) fn down(&mut self, stops: &[(f64, Tone)]) -> String {
        self.linear("x2=\"0\" y2=\"1\"", stops)
    }

    /// A gradient from left to right.
    pub(super) fn across(&mut self, stops: &[(f64, Tone)]) -> String {
        self.linear("x2=\"1\" y2=\"0\"", stops)
    }

    fn linear(&mut self, to: &str, stops: &[(f64, Tone)]) -> String {
        let named = self.name();
        let stop =
            |(at, tone): &(f64, Tone)| format!("<stop offset=\"{at}\" stop-color=\"{tone}\"/>");
        let stops: String = stops.iter().map(stop).collect();
        self.def(format_args!(
            "<linearGradient id=\"n{named}\" x1=\"0\" y1=\"0\" {to}>{stops}</linearGradient>",
        ));
        format!("url(#n{named})")
    }

    /// A round gradient inside of a shape, its light towards the upper left.
    pub(super) fn round(&mut self, middle: Tone, edge: Tone) -> String {
        let named = self.name();
        self.def(format_args!(
            "<radialGradient id=\"n{named}\" cx=\"0.42\" cy=\"0.36\" r=\"0.68\">\
             <stop offset=\"0\" stop-color=\"{middle}\"/><stop offset=\"1\" stop-color=\"{edge}\"/>\
             </radialGradient>",
        ));
        format!("url(#n{named})")
    }

    /// Light around a point, gone at the distance.
    pub(super) fn glow(&mut self, (x, y): (f64, f64), px: f64, tone: Tone, strength: f64) {
        let named = self.name();
        self.def(format_args!(
            "<radialGradient id=\"n{named}\"><stop offset=\"0\" stop-color=\"{tone}\" stop-opacity=\"{strength:.2}\"/>\
             <stop offset=\"0.35\" stop-color=\"{tone}\" stop-opacity=\"{:.3}\"/>\
             <stop offset=\"1\" stop-color=\"{tone}\" stop-opacity=\"0\"/></radialGradient>",
            strength * 0.42
        ));
        let fill = format!("url(#n{named})");
        self.ellipse((x, y), (px, px), &fill, 1.0);
    }

    fn name(&mut self) -> u32 {
        self.named += 1;
        self.named
    }

    pub(super) fn fill(&mut self, fill: &str) {
        self.rect([0.0, 0.0, self.w, self.h], fill, 1.0);
    }

    /// Left, top, width, height.
    pub(super) fn rect(&mut self, [x, y, w, h]: [f64; 4], fill: &str, opacity: f64) {
        self.put(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" fill=\"{fill}\" fill-opacity=\"{opacity:.3}\"/>"
        ));
    }

    pub(super) fn rounded(
        &mut self,
        [x, y, w, h]: [f64; 4],
        radius: f64,
        fill: &str,
        opacity: f64,
    ) {
        self.put(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" rx=\"{radius:.1}\" fill=\"{fill}\" fill-opacity=\"{opacity:.3}\"/>"
        ));
    }

    pub(super) fn ellipse(
        &mut self,
        (x, y): (f64, f64),
        (rx, ry): (f64, f64),
        fill: &str,
        opacity: f64,
    ) {
        self.put(format_args!(
            "<ellipse cx=\"{x:.1}\" cy=\"{y:.1}\" rx=\"{rx:.1}\" ry=\"{ry:.1}\" fill=\"{fill}\" fill-opacity=\"{opacity:.3}\"/>"
        ));
    }

    pub(super) fn shape(&mut self, path: &str, fill: &str, opacity: f64) {
        self.put(format_args!(
            "<path d=\"{path}\" fill=\"{fill}\" fill-opacity=\"{opacity:.3}\"/>"
        ));
    }

    /// A line with round ends.
    pub(super) fn line(&mut self, path: &str, tone: Tone, px: f64, opacity: f64) {
        self.put(format_args!(
            "<path d=\"{path}\" fill=\"none\" stroke=\"{tone}\" stroke-width=\"{px:.1}\" stroke-linecap=\"round\" stroke-linejoin=\"round\" stroke-opacity=\"{opacity:.3}\"/>"
        ));
    }

    /// What is painted inside stands elsewhere, as an SVG transform says.
    pub(super) fn moved(&mut self, transform: &str, paint: impl FnOnce(&mut Self)) {
        self.put(format_args!("<g transform=\"{transform}\">"));
        paint(self);
        self.body.push_str("</g>");
    }

    /// What is painted inside is seen through so much.
    pub(super) fn faint(&mut self, opacity: f64, paint: impl FnOnce(&mut Self)) {
        self.put(format_args!("<g opacity=\"{opacity:.3}\">"));
        paint(self);
        self.body.push_str("</g>");
    }

    /// What is painted inside is out of focus.
    pub(super) fn blurred(&mut self, px: f64, paint: impl FnOnce(&mut Self)) {
        let named = self.name();
        self.def(format_args!(
            "<filter id=\"n{named}\" x=\"-20%\" y=\"-20%\" width=\"140%\" height=\"140%\"><feGaussianBlur stdDeviation=\"{px:.1}\"/></filter>",
        ));
        self.put(format_args!("<g filter=\"url(#n{named})\">"));
        paint(self);
        self.body.push_str("</g>");
    }

    /// The edges a little darker, as a lens makes them.
    pub(super) fn vignette(&mut self, strength: f64) {
        let named = self.name();
        self.def(format_args!(
            "<radialGradient id=\"n{named}\" r=\"0.75\"><stop offset=\"0.55\" stop-color=\"#05060f\" stop-opacity=\"0\"/>\
             <stop offset=\"1\" stop-color=\"#05060f\" stop-opacity=\"{strength:.2}\"/></radialGradient>",
        ));
        let fill = format!("url(#n{named})");
        self.fill(&fill);
    }

    pub(super) fn finish(self) -> String {
        let Self {
            w, h, defs, body, ..
        } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\"><defs>{defs}</defs>{body}</svg>"
        )
    }

    fn put(&mut self, what: fmt::Arguments<'_>) {
        // Writing into a string cannot fail.
        let _ = self.body.write_fmt(what);
    }

    fn def(&mut self, what: fmt::Arguments<'_>) {
        let _ = self.defs.write_fmt(what);
    }
}
