//! Composes a picture: water, shore, land, and what the picture is about, printed over it.

use std::fmt::Write;

use super::chance::Chance;
use super::colour::{Colour, Inks, Mosaic};
use super::map::Map;
use super::plate::{self, Words};
use super::{Shape, pattern};
use crate::cities::{City, Neighbourhood};

/// How many tones the land around the subject has.
const LAND_TONES: usize = 3;
/// Widths of the lines along the shore, the outermost first.
const SHORE: [u32; 3] = [84, 52, 24];
/// A city of fewer neighbourhoods is shown whole; of others one looks at the middle.
const FEW: usize = 20;
/// A quiet city with a few bright neighbourhoods.
const MOSAIC: [usize; 16] = [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 4, 5];

/// A picture of a neighbourhood within its city.
pub(super) fn neighbourhood(
    city: &City,
    about: &Neighbourhood,
    variant: u8,
    shape: Shape,
    words: &Words,
) -> String {
    let mut chance = Chance::of(&format!("{}/{}", city.slug, about.key), variant.into());
    let inks = Inks::draw(&city.palette, &mut chance);
    let (width, height) = shape.size();
    let zoom = chance.between(0.8, 1.05);
    let (across, down) = shape.middle();
    let fill = (shape.room().0 * zoom, shape.room().1 * zoom);
    let at = (
        across + width * chance.between(-0.03, 0.03),
        down + height * chance.between(-0.02, 0.02),
    );
    let turn = chance.between(-14.0, 14.0);
    let Some(map) = Map::fitting(&about.outline, (width, height), fill, at, turn) else {
        return plain(shape, inks.water);
    };
    let mut subject = String::new();
    map.path(&about.outline, &mut subject);
    let tones = tones(city, &map, |neighbourhood| {
        (neighbourhood.key != about.key)
            .then(|| Chance::of(&neighbourhood.key, 0).next() as usize % LAND_TONES)
    });

    let mut svg = open(shape);
    let _ = write!(svg, "<defs>{}", pattern::draw(&mut chance, inks.pattern));
    define(&mut svg, &tones);
    let _ = write!(svg, r#"<path id="s" d="{subject}"/></defs>"#);
    ground(&mut svg, shape, inks.water);
    shores(&mut svg, tones.len(), &inks.shore, true);
    land(&mut svg, &inks.land, inks.line, 2);
    // The shade lies a little off, as in a print whose inks did not quite meet.
    let (dx, dy) = (chance.between(9.0, 15.0), chance.between(9.0, 15.0));
    let _ = write!(
        svg,
        r##"<use href="#s" transform="translate({dx:.0} {dy:.0})" fill="{}"/><use href="#s" fill="{}"/><use href="#s" fill="url(#p)"/>"##,
        inks.shade, inks.subject
    );
    plate::draw(&mut svg, shape, words, inks.plate, inks.on_plate);
    svg.push_str("</svg>");
    svg
}

/// A picture of the whole city: its neighbourhoods as a mosaic.
pub(super) fn city(city: &City, variant: u8, shape: Shape, words: &Words) -> String {
    let mut chance = Chance::of(&city.slug, variant.into());
    let mosaic = Mosaic::draw(&city.palette, &mut chance);
    let size = shape.size();
    let (across, down) = shape.middle();
    let share = if city.neighbourhoods.len() < FEW {
        1.0
    } else {
        0.55
    };
    let span = (city.north_east.lat() - city.south_west.lat()) * share;
    let scale = size.1.max(size.0 * 0.62) / span.clamp(0.06, 0.22) * chance.between(0.95, 1.15);
    let map = Map::around(
        city.center,
        size,
        scale,
        (across, down),
        chance.between(-12.0, 12.0),
    );
    let tones = tones(city, &map, |neighbourhood| {
        let mut own = Chance::of(&neighbourhood.key, variant.into());
        Some(*own.pick(&MOSAIC))
    });

    let mut svg = open(shape);
    let _ = write!(svg, "<defs>{}", pattern::draw(&mut chance, mosaic.pattern));
    define(&mut svg, &tones);
    svg.push_str("</defs>");
    ground(&mut svg, shape, mosaic.water);
    shores(&mut svg, tones.len(), &mosaic.shore, false);
    land(&mut svg, &mosaic.land, mosaic.line, 3);
    for tone in [3, 4] {
        let _ = write!(svg, r##"<use href="#t{tone}" fill="url(#p)"/>"##);
    }
    plate::draw(&mut svg, shape, words, mosaic.plate, mosaic.on_plate);
    svg.push_str("</svg>");
    svg
}

/// Nothing to draw: an outline without an area.
fn plain(shape: Shape, colour: Colour) -> String {
    let mut svg = open(shape);
    ground(&mut svg, shape, colour);
    svg.push_str("</svg>");
    svg
}

fn open(shape: Shape) -> String {
    let (width, height) = shape.size();
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">"#
    )
}

fn ground(svg: &mut String, shape: Shape, colour: Colour) {
    let (width, height) = shape.size();
    let _ = write!(
        svg,
        r#"<rect width="{width}" height="{height}" fill="{colour}"/>"#
    );
}

/// The path data of each tone: the neighbourhoods in sight that `tone` puts into it.
fn tones(city: &City, map: &Map, tone: impl Fn(&Neighbourhood) -> Option<usize>) -> Vec<String> {
    let mut tones: Vec<String> = Vec::new();
    for neighbourhood in &city.neighbourhoods {
        if let Some(tone) = tone(neighbourhood)
            && map.shows(&neighbourhood.outline)
        {
            if tones.len() <= tone {
                tones.resize(tone + 1, String::new());
            }
            map.path(&neighbourhood.outline, &mut tones[tone]);
        }
    }
    tones
}

fn define(svg: &mut String, tones: &[String]) {
    for (number, data) in tones.iter().enumerate() {
        let _ = write!(svg, r#"<path id="t{number}" d="{data}"/>"#);
    }
}

/// Lines in the water that follow the shore, as on old maps.
fn shores(svg: &mut String, tones: usize, colours: &[Colour; 3], subject: bool) {
    for (colour, width) in colours.iter().zip(SHORE) {
        let _ = write!(
            svg,
            r#"<g fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round">"#
        );
        for tone in 0..tones {
            let _ = write!(svg, r##"<use href="#t{tone}"/>"##);
        }
        if subject {
            svg.push_str(r##"<use href="#s"/>"##);
        }
        svg.push_str("</g>");
    }
}

fn land(svg: &mut String, colours: &[Colour], line: Colour, width: u32) {
    let _ = write!(
        svg,
        r#"<g stroke="{line}" stroke-width="{width}" stroke-linejoin="round">"#
    );
    for (tone, colour) in colours.iter().enumerate() {
        let _ = write!(svg, r##"<use href="#t{tone}" fill="{colour}"/>"##);
    }
    svg.push_str("</g>");
}
