//! `places.csv`: the well-known places of the city.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::Deserialize;

use super::Problem;
use super::city_toml::NAME_CHARS_MAX;
use super::files::PLACES;
use crate::cities::{Outline, Spot};
use crate::places::Category;
use crate::text::{Lang, Names};

const PLACES_MAX: usize = 50_000;
const KEY_CHARS_MAX: usize = 80;

/// A place as the pack has it.
#[derive(Debug, Clone)]
pub struct PackPlace {
    pub key: String,
    pub names: Names,
    pub category: Category,
    pub spot: Spot,
    /// The key of the neighbourhood; none when the place lies outside of all.
    pub neighbourhood: Option<String>,
}

#[derive(Deserialize)]
struct Row {
    key: String,
    lat: f64,
    lon: f64,
    category: String,
    neighbourhood: String,
    name_en: String,
    name_ja: String,
    name_zh_hans: String,
    name_ko: String,
    source: String,
}

/// Reads every place, and who compiled them. `outlines` are the neighbourhoods by their keys.
pub(super) fn read(
    text: &str,
    outlines: &HashMap<String, Outline>,
) -> Result<(Vec<PackPlace>, String), Problem> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader
        .headers()
        .map_err(|error| of_csv(&error, None))?
        .clone();
    let mut keys = HashSet::new();
    let mut sources = BTreeSet::new();
    let mut places = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| of_csv(&error, Some(&headers)))?;
        let line = record.position().map_or(0, |position| position.line()) as usize;
        let at = |problem: Problem| problem.line(line);
        let row: Row = record
            .deserialize(Some(&headers))
            .map_err(|error| of_csv(&error, Some(&headers)).line(line))?;
        if places.len() == PLACES_MAX {
            return Err(at(Problem::new(
                PLACES,
                format!("there are more than {PLACES_MAX} places"),
            )));
        }
        if !keys.insert(row.key.clone()) {
            return Err(at(Problem::new(PLACES, "stands twice")
                .item(row.key)
                .field("key")));
        }
        sources.insert(row.source.clone());
        places.push(place(row, outlines).map_err(at)?);
    }
    let sources: Vec<_> = sources
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    Ok((places, sources.join("; ")))
}

fn place(row: Row, outlines: &HashMap<String, Outline>) -> Result<PackPlace, Problem> {
    let problem = |field: &str, text: String| {
        Problem::new(PLACES, text)
            .item(row.key.clone())
            .field(field)
    };
    if row.key.is_empty() || row.key.chars().count() > KEY_CHARS_MAX {
        let text = format!("is empty or longer than {KEY_CHARS_MAX} characters");
        return Err(problem("key", text));
    }
    if row.source.is_empty() {
        return Err(problem(
            "source",
            "is empty: say who compiled the row".into(),
        ));
    }
    let names = names(&row).map_err(|(field, text)| problem(field, text))?;
    let spot = Spot::from_degrees(row.lat, row.lon)
        .ok_or_else(|| problem("lat", "does not lie on the Earth".into()))?;
    let category = Category::parse(&row.category).ok_or_else(|| {
        let known: Vec<_> = Category::names().collect();
        let text = format!("{} is none of {}", row.category, known.join(", "));
        problem("category", text)
    })?;
    let neighbourhood = neighbourhood(&row.neighbourhood, spot, outlines)
        .map_err(|text| problem("neighbourhood", text))?;
    Ok(PackPlace {
        names,
        category,
        spot,
        neighbourhood,
        key: row.key,
    })
}

fn names(row: &Row) -> Result<Names, (&'static str, String)> {
    let names = [
        (Lang::En, &row.name_en, "name_en"),
        (Lang::Ja, &row.name_ja, "name_ja"),
        (Lang::ZhHans, &row.name_zh_hans, "name_zh_hans"),
        (Lang::Ko, &row.name_ko, "name_ko"),
    ];
    if row.name_en.is_empty() {
        return Err(("name_en", "is empty".into()));
    }
    for (_, name, field) in names {
        if name.chars().count() > NAME_CHARS_MAX {
            let text = format!("is longer than {NAME_CHARS_MAX} characters");
            return Err((field, text));
        }
    }
    Ok(Names::new(
        names.map(|(lang, name, _)| (lang, name.clone())),
    ))
}

/// The key of the neighbourhood: the one that is named, which must hold the spot, or, when none
/// is, the one that does.
fn neighbourhood(
    key: &str,
    spot: Spot,
    outlines: &HashMap<String, Outline>,
) -> Result<Option<String>, String> {
    if key.is_empty() {
        return Ok(containing(outlines, spot));
    }
    match outlines.get(key) {
        None => Err(format!("{key} is not in neighbourhoods.geojson")),
        Some(outline) if !outline.holds(spot) => Err(format!("the place does not lie in {key}")),
        Some(_) => Ok(Some(key.to_owned())),
    }
}

/// The neighbourhood that holds the spot; the first by key where outlines overlap.
fn containing(outlines: &HashMap<String, Outline>, spot: Spot) -> Option<String> {
    outlines
        .iter()
        .filter(|(_, outline)| outline.holds(spot))
        .map(|(key, _)| key.clone())
        .min()
}

fn of_csv(error: &csv::Error, headers: Option<&csv::StringRecord>) -> Problem {
    let line = error.position().map(|position| position.line() as usize);
    let problem = match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => {
            let field = err
                .field()
                .and_then(|field| headers?.get(usize::try_from(field).ok()?));
            let problem = Problem::new(PLACES, err.kind().to_string());
            match field {
                Some(field) => problem.field(field),
                None => problem,
            }
        }
        _ => Problem::new(PLACES, error.to_string()),
    };
    match line {
        Some(line) => problem.line(line),
        None => problem,
    }
}
