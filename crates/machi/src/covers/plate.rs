//! Names on enamelled street plates, and the text panel of a share card.

use std::fmt::Write;

use super::Shape;
use super::colour::Colour;
use super::lettering::{escape, lines, width_em};

/// Serif faces that the design uses, then whatever serif there is.
const FACES: &str =
    "'Source Serif 4', 'Iowan Old Style', Charter, 'Noto Serif CJK JP', Georgia, serif";
const PLATE_LINES_MAX: usize = 4;
const VERTICAL_CHARS_MAX: usize = 8;
const SHARE_LINES_MAX: usize = 4;

/// What stands on a picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Words {
    /// The neighbourhood's name in Latin letters.
    pub(super) name: String,
    /// Its name in the city's own writing, set from top to bottom.
    pub(super) local: Option<String>,
    /// The share card's title and what stands above it.
    pub(super) title: String,
    pub(super) line: String,
    /// On a plate above them.
    pub(super) label: String,
}

/// Draws the words that the picture's shape has room for.
pub(super) fn draw(svg: &mut String, shape: Shape, words: &Words, plate: Colour, on_plate: Colour) {
    if shape == Shape::Share {
        share(svg, words, plate, on_plate);
        return;
    }
    let colours = (plate, on_plate);
    if !words.name.is_empty() {
        name_plate(svg, shape, &words.name, colours);
    }
    if let Some(local) = &words.local {
        vertical_plate(svg, shape, local, colours);
    }
}

fn name_plate(svg: &mut String, shape: Shape, name: &str, colours: (Colour, Colour)) {
    let (width, height) = shape.size();
    let margin = shape.margin();
    let parts: Vec<&str> = name.split('-').map(str::trim).collect();
    let longest = parts.iter().map(|part| width_em(part)).fold(1.0, f64::max);
    let room = width - 2.0 * margin - 60.0;
    let size = (room / longest).clamp(24.0, if parts.len() > 2 { 44.0 } else { 58.0 });
    let (em_max, leading, padding) = (room / size, size * 1.16, size * 0.5);
    let rows: Vec<String> = parts
        .iter()
        .flat_map(|part| lines(part, em_max, 2))
        .take(PLATE_LINES_MAX)
        .collect();
    let longest = rows.iter().map(|row| width_em(row)).fold(0.0, f64::max);
    let plate_width = longest * size + 2.0 * padding;
    let plate_height = rows.len() as f64 * leading + padding * 1.1;
    let (x, y) = (margin, height - margin - plate_height);
    board(svg, (x, y, plate_width, plate_height), colours);
    for (row, text) in rows.iter().enumerate() {
        let baseline = y + padding * 0.5 + leading * (row as f64 + 0.82);
        text_at(svg, (x + padding, baseline), size, colours.1, text);
    }
}

/// Set letter by letter, so that it needs no support for vertical writing; a name that would need
/// turned letters has none.
fn vertical_plate(svg: &mut String, shape: Shape, name: &str, colours: (Colour, Colour)) {
    let letters: Vec<char> = name.chars().collect();
    let turns = |c: &char| "ー（）「」・〜-– ".contains(*c);
    if letters.len() > VERTICAL_CHARS_MAX || letters.iter().any(turns) {
        return;
    }
    let (width, _) = shape.size();
    let margin = shape.margin();
    let size = if letters.len() > 4 { 54.0 } else { 66.0 };
    let (plate_width, leading) = (size * 1.6, size * 1.12);
    let plate_height = letters.len() as f64 * leading + size * 0.6;
    let x = width - margin - plate_width;
    board(svg, (x, margin, plate_width, plate_height), colours);
    let _ = write!(
        svg,
        r#"<g font-family="{FACES}" font-weight="700" font-size="{size:.0}" text-anchor="middle" fill="{}">"#,
        colours.1
    );
    for (row, letter) in letters.iter().enumerate() {
        let y = margin + size * 0.3 + leading * (row as f64 + 0.84);
        let _ = write!(
            svg,
            r#"<text x="{:.0}" y="{y:.0}">{}</text>"#,
            x + plate_width / 2.0,
            escape(&letter.to_string())
        );
    }
    svg.push_str("</g>");
}

/// The plate itself, with the thin line inside its edge.
fn board(svg: &mut String, (x, y, width, height): (f64, f64, f64, f64), colours: (Colour, Colour)) {
    let (plate, on_plate) = colours;
    let _ = write!(
        svg,
        r#"<rect x="{x:.0}" y="{y:.0}" width="{width:.0}" height="{height:.0}" rx="8" fill="{plate}"/><rect x="{:.0}" y="{:.0}" width="{:.0}" height="{:.0}" rx="4" fill="none" stroke="{on_plate}" stroke-width="2" stroke-opacity="0.7"/>"#,
        x + 7.0,
        y + 7.0,
        width - 14.0,
        height - 14.0
    );
}

fn text_at(svg: &mut String, (x, y): (f64, f64), size: f64, colour: Colour, text: &str) {
    let _ = write!(
        svg,
        r#"<text x="{x:.0}" y="{y:.0}" font-family="{FACES}" font-weight="700" font-size="{size:.0}" fill="{colour}">{}</text>"#,
        escape(text)
    );
}

/// Turned around, so that it stands out from everything else on the panel.
fn label(svg: &mut String, left: f64, text: &str, (plate, on_plate): (Colour, Colour)) {
    let (size, padding) = (30.0, 16.0);
    let room = (Shape::SHARE_PANEL - left - 48.0) / size;
    let Some(text) = lines(text, room, 1).into_iter().next() else {
        return;
    };
    let width = width_em(&text) * size + 2.0 * padding;
    let _ = write!(
        svg,
        r#"<rect x="{left:.0}" y="44" width="{width:.0}" height="48" rx="6" fill="{on_plate}"/>"#
    );
    text_at(svg, (left + padding, 78.0), size, plate, &text);
}

/// Title, line and name on a panel beside the map.
fn share(svg: &mut String, words: &Words, plate: Colour, on_plate: Colour) {
    let (_, height) = Shape::Share.size();
    let (width, left) = (Shape::SHARE_PANEL, 64.0);
    let room = width - left - 48.0;
    let _ = write!(
        svg,
        r#"<rect width="{width}" height="{height}" fill="{plate}"/><rect x="20" y="20" width="{:.0}" height="{:.0}" rx="6" fill="none" stroke="{on_plate}" stroke-width="2" stroke-opacity="0.5"/>"#,
        width - 40.0,
        height - 40.0
    );
    let quiet = on_plate.with(plate, 0.2);
    if !words.label.is_empty() {
        label(svg, left, &words.label, (plate, on_plate));
    }
    let mut y = if words.label.is_empty() { 108.0 } else { 138.0 };
    if let Some(line) = lines(&words.line, room / 30.0, 1).first() {
        text_at(svg, (left, y), 30.0, quiet, line);
    }
    let sizes = [76.0, 66.0, 58.0, 50.0];
    let fits = |size: &&f64| {
        let rows = lines(&words.title, room / **size, SHARE_LINES_MAX);
        let high = rows.len() as f64 * **size * 1.18 <= 330.0;
        high && !rows.iter().any(|row| row.ends_with('…'))
    };
    let size = *sizes.iter().find(fits).unwrap_or(&50.0);
    y += 34.0;
    for row in lines(&words.title, room / size, SHARE_LINES_MAX) {
        y += size * 1.16;
        text_at(svg, (left, y), size, on_plate, &row);
    }
    let name = words.name.replace('-', " · ");
    let place = match &words.local {
        Some(local) => format!("{local}  {name}"),
        None => name,
    };
    if let Some(place) = lines(&place, room / 32.0, 1).first() {
        text_at(svg, (left, height - 66.0), 32.0, quiet, place);
    }
}
