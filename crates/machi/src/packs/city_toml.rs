//! `city.toml`: the city itself and its communities.

use rules::law::Jurisdiction;
use serde::Deserialize;
use toml::Spanned;

use super::Problem;
use super::files::CITY;
use crate::cities::put::CityDraft;
use crate::cities::{Character, CityState, Spot};
use crate::communities::put::CommunityDraft;
use crate::text::money::Currency;
use crate::text::{Lang, Names};

const COMMUNITIES_MAX: usize = 60;
const KEYWORDS_MAX: usize = 2_000;
const KEYWORD_CHARS_MAX: usize = 60;
pub(super) const SLUG_CHARS_MAX: usize = 40;
pub(super) const NAME_CHARS_MAX: usize = 200;
const DESCRIPTION_CHARS_MAX: usize = 400;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CityFile {
    slug: Spanned<String>,
    time_zone: Spanned<String>,
    currency: Spanned<String>,
    jurisdiction: Option<Spanned<String>>,
    locale: Lang,
    state: CityState,
    character: Character,
    center: Spanned<Degrees>,
    bounds: Spanned<Bounds>,
    cheap_up_to_minor: Spanned<i64>,
    name: Spanned<Names>,
    tagline: Spanned<Names>,
    district_word: Spanned<Names>,
    palette: Palette,
    #[serde(default)]
    communities: Vec<CommunityEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Degrees {
    lat: f64,
    lon: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    south: f64,
    west: f64,
    north: f64,
    east: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Palette {
    ink: Spanned<String>,
    paper: Spanned<String>,
    accent: Spanned<String>,
    second: Spanned<String>,
    third: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommunityEntry {
    slug: Spanned<String>,
    name: Spanned<Names>,
    description: Spanned<Names>,
    keywords: Vec<Spanned<String>>,
}

/// The file's text, to say in which line something stands.
struct Source<'t>(&'t str);

impl Source<'_> {
    fn line(&self, at: usize) -> usize {
        self.0.as_bytes()[..at.min(self.0.len())]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1
    }

    fn problem<T>(&self, at: &Spanned<T>, field: &str, text: impl Into<String>) -> Problem {
        Problem::new(CITY, text)
            .line(self.line(at.span().start))
            .field(field)
    }

    fn of_toml(&self, error: &toml::de::Error) -> Problem {
        let problem = Problem::new(CITY, error.message());
        let Some(span) = error.span() else {
            return problem;
        };
        let line = self.line(span.start);
        let written = self.0.lines().nth(line - 1).unwrap_or_default();
        match written.split_once('=') {
            Some((field, _)) => problem.line(line).field(field.trim()),
            None => problem.line(line),
        }
    }

    fn slug(&self, slug: &Spanned<String>) -> Result<String, Problem> {
        let text = slug.get_ref();
        let valid = (2..=SLUG_CHARS_MAX).contains(&text.len())
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text
                .bytes()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-');
        if valid {
            Ok(text.clone())
        } else {
            Err(self.problem(slug, "slug", "is not of 2 to 40 of a-z, 0-9 and -"))
        }
    }

    fn names(
        &self,
        names: &Spanned<Names>,
        field: &str,
        chars_max: usize,
    ) -> Result<Names, Problem> {
        let fit = |name: &str| name.chars().count() <= chars_max && !name.trim().is_empty();
        if names.get_ref().exact(Lang::En).is_none() {
            return Err(self.problem(names, field, "has no text in English (en)"));
        }
        match names.get_ref().iter().find(|(_, name)| !fit(name)) {
            None => Ok(names.get_ref().clone()),
            Some((lang, _)) => Err(self.problem(
                names,
                &format!("{field}.{lang}"),
                format!("is empty or longer than {chars_max} characters"),
            )),
        }
    }

    fn colour(&self, colour: &Spanned<String>, name: &str) -> Result<String, Problem> {
        let text = colour.get_ref();
        let valid = text.len() == 7
            && text.starts_with('#')
            && text[1..].bytes().all(|c| c.is_ascii_hexdigit());
        if valid {
            Ok(text.clone())
        } else {
            Err(self.problem(
                colour,
                &format!("palette.{name}"),
                "is no colour like #1b2a4e",
            ))
        }
    }
}

/// Reads the city and its communities.
pub(super) fn read(text: &str) -> Result<(CityDraft, Vec<CommunityDraft>), Problem> {
    let source = Source(text);
    let file: CityFile = toml::from_str(text).map_err(|error| source.of_toml(&error))?;
    let communities = communities(&source, &file.communities)?;
    Ok((city(&source, &file)?, communities))
}

fn city(source: &Source<'_>, file: &CityFile) -> Result<CityDraft, Problem> {
    let (center, south_west, north_east) = spots(source, file)?;
    let zone = file.time_zone.get_ref();
    jiff::tz::TimeZone::get(zone).map_err(|_| {
        source.problem(
            &file.time_zone,
            "time_zone",
            format!("{zone} is no IANA time zone"),
        )
    })?;
    if *file.cheap_up_to_minor.get_ref() < 0 {
        return Err(source.problem(&file.cheap_up_to_minor, "cheap_up_to_minor", "is below 0"));
    }
    let jurisdiction = file.jurisdiction.as_ref().map(|code| {
        let wrong = || source.problem(code, "jurisdiction", "is no ISO 3166 code like JP or US-NY");
        Jurisdiction::new(code.get_ref()).ok_or_else(wrong)
    });
    let palette = &file.palette;
    Ok(CityDraft {
        slug: source.slug(&file.slug)?,
        names: source.names(&file.name, "name", NAME_CHARS_MAX)?,
        taglines: source.names(&file.tagline, "tagline", DESCRIPTION_CHARS_MAX)?,
        district_names: source.names(&file.district_word, "district_word", NAME_CHARS_MAX)?,
        zone_name: zone.clone(),
        currency: Currency::new(file.currency.get_ref()).ok_or_else(|| {
            source.problem(&file.currency, "currency", "is no ISO 4217 code like USD")
        })?,
        jurisdiction: jurisdiction.transpose()?,
        locale: file.locale,
        character: file.character,
        state: file.state,
        center,
        south_west,
        north_east,
        cheap_up_to_minor: *file.cheap_up_to_minor.get_ref(),
        palette: [
            source.colour(&palette.ink, "ink")?,
            source.colour(&palette.paper, "paper")?,
            source.colour(&palette.accent, "accent")?,
            source.colour(&palette.second, "second")?,
            source.colour(&palette.third, "third")?,
        ],
    })
}

fn spots(source: &Source<'_>, file: &CityFile) -> Result<(Spot, Spot, Spot), Problem> {
    let off_earth = || source.problem(&file.bounds, "bounds", "do not lie on the Earth");
    let bounds = file.bounds.get_ref();
    let south_west = Spot::from_degrees(bounds.south, bounds.west).ok_or_else(off_earth)?;
    let north_east = Spot::from_degrees(bounds.north, bounds.east).ok_or_else(off_earth)?;
    if south_west.lat_e6 >= north_east.lat_e6 || south_west.lon_e6 >= north_east.lon_e6 {
        return Err(source.problem(
            &file.bounds,
            "bounds",
            "south or west lies beyond north or east",
        ));
    }
    let center = Spot::from_degrees(file.center.get_ref().lat, file.center.get_ref().lon)
        .filter(|center| {
            (south_west.lat_e6..=north_east.lat_e6).contains(&center.lat_e6)
                && (south_west.lon_e6..=north_east.lon_e6).contains(&center.lon_e6)
        })
        .ok_or_else(|| source.problem(&file.center, "center", "does not lie within the bounds"))?;
    Ok((center, south_west, north_east))
}

fn communities(
    source: &Source<'_>,
    entries: &[CommunityEntry],
) -> Result<Vec<CommunityDraft>, Problem> {
    let mut drafts: Vec<CommunityDraft> = Vec::with_capacity(entries.len());
    for entry in entries {
        let slug = source.slug(&entry.slug)?;
        let named = |problem: Problem| problem.item(format!("community {slug}"));
        if drafts.iter().any(|draft| draft.slug == slug) {
            return Err(named(source.problem(&entry.slug, "slug", "stands twice")));
        }
        if drafts.len() == COMMUNITIES_MAX {
            let text = format!("a city has at most {COMMUNITIES_MAX} communities");
            return Err(named(source.problem(&entry.slug, "communities", text)));
        }
        drafts.push(CommunityDraft {
            names: source
                .names(&entry.name, "name", NAME_CHARS_MAX)
                .map_err(named)?,
            descriptions: source
                .names(&entry.description, "description", DESCRIPTION_CHARS_MAX)
                .map_err(named)?,
            keywords: keywords(source, entry).map_err(named)?,
            slug,
        });
    }
    Ok(drafts)
}

fn keywords(source: &Source<'_>, entry: &CommunityEntry) -> Result<Vec<String>, Problem> {
    if entry.keywords.len() > KEYWORDS_MAX {
        let text = format!("there are more than {KEYWORDS_MAX}");
        return Err(source.problem(&entry.slug, "keywords", text));
    }
    let word = |keyword: &Spanned<String>| {
        let text = keyword.get_ref();
        let problem = |why| source.problem(keyword, "keywords", format!("“{text}” {why}"));
        if text.trim().is_empty() || text.chars().count() > KEYWORD_CHARS_MAX || text.contains('\n')
        {
            return Err(problem("is empty, too long or of several lines"));
        }
        if text.to_lowercase() != *text {
            return Err(problem("is not in lower case"));
        }
        Ok(text.clone())
    };
    entry.keywords.iter().map(word).collect()
}
