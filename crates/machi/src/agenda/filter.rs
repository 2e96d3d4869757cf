//! What a reader asks the agenda for, and how it stands in an address.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rules::schedule::{self, Span};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::cities::{City, Spot};
use crate::error::Refusal;
use crate::ids::{AccountId, CommunityId, NeighbourhoodId, PlaceId};

/// How far "near" reaches.
pub(super) const NEAR_METRES: i64 = 3_000;
const WORDS_MAX: usize = 8;
const WORDS_CHARS_MAX: usize = 100;
/// Thousandths of a degree, about 100 m: nobody's doorstep stands in an address.
const COARSE_E6: i64 = 1_000;

/// The filters as they stand in an address.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// `tonight`, `weekend`, `today`, `tomorrow`, `week`, a day (`2026-11-28`) or days
    /// (`2026-11-28..2026-12-01`), in the city's zone. Without it: everything that is not over.
    pub when: Option<String>,
    /// `free`, or `cheap`: free or up to what the city counts as cheap.
    pub price: Option<String>,
    /// The slug of a community.
    pub community: Option<String>,
    /// The key of a neighbourhood.
    pub neighbourhood: Option<String>,
    /// The id of a place.
    pub place: Option<String>,
    /// The id of the account that publishes it.
    pub organiser: Option<String>,
    /// Latitude and longitude (`40.731,-73.987`): within three kilometres, the nearest first.
    pub near: Option<String>,
    /// Words in the title, the place or the location.
    pub q: Option<String>,
    /// Where the page before ended.
    pub after: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum When {
    /// Everything that is not over.
    #[default]
    Upcoming,
    Tonight,
    Weekend,
    Today,
    Tomorrow,
    Week,
    Days(Date, Date),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PriceFilter {
    Free,
    Cheap,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    pub when: When,
    pub price: Option<PriceFilter>,
    pub community: Option<CommunityId>,
    pub neighbourhood: Option<NeighbourhoodId>,
    pub place: Option<PlaceId>,
    pub organiser: Option<AccountId>,
    pub near: Option<Spot>,
    /// In lower case.
    pub words: Vec<String>,
}

impl When {
    pub fn parse(text: &str) -> Option<Self> {
        let day = |text: &str| text.parse::<Date>().ok();
        Some(match text {
            "tonight" => Self::Tonight,
            "weekend" => Self::Weekend,
            "today" => Self::Today,
            "tomorrow" => Self::Tomorrow,
            "week" => Self::Week,
            text => {
                let (first, last) = text.split_once("..").unwrap_or((text, text));
                let (first, last) = (day(first)?, day(last)?);
                Self::Days(first.min(last), first.max(last))
            }
        })
    }

    /// The stretch of time that it means now.
    pub fn span(self, now_ms: i64, zone: &TimeZone) -> Span {
        match self {
            Self::Upcoming => Span::since(now_ms),
            Self::Tonight => schedule::tonight(now_ms, zone),
            Self::Weekend => schedule::weekend(now_ms, zone),
            Self::Today => schedule::today(now_ms, zone),
            Self::Tomorrow => schedule::tomorrow(now_ms, zone),
            Self::Week => schedule::week(now_ms, zone),
            Self::Days(first, last) => schedule::days(now_ms, first, last, zone),
        }
    }
}

impl Filter {
    /// By time alone.
    pub fn of(when: When) -> Self {
        Self {
            when,
            ..Self::default()
        }
    }

    /// What the address asks for in this city, and what of it makes no sense there. A page leaves
    /// that out; the API refuses it.
    pub fn read(asked: &Asked, city: &City) -> (Self, Vec<Refusal>) {
        let mut wrong = Vec::new();
        let filter = Self {
            when: part(&asked.when, "when", &mut wrong, When::parse).unwrap_or_default(),
            price: part(&asked.price, "price", &mut wrong, price),
            community: part(&asked.community, "community", &mut wrong, |slug| {
                let found = city
                    .communities
                    .iter()
                    .find(|community| community.slug == slug);
                found.map(|community| community.id)
            }),
            neighbourhood: part(&asked.neighbourhood, "neighbourhood", &mut wrong, |key| {
                let found = city.neighbourhoods.iter().find(|hood| hood.key == key);
                found.map(|neighbourhood| neighbourhood.id)
            }),
            place: part(&asked.place, "place", &mut wrong, |id| id.parse().ok()),
            organiser: part(&asked.organiser, "organiser", &mut wrong, |id| {
                id.parse().ok()
            }),
            near: part(&asked.near, "near", &mut wrong, coarse),
            words: words(asked.q.as_deref().unwrap_or_default()),
        };
        (filter, wrong)
    }
}

/// One filter; an empty one is none.
fn part<T>(
    asked: &Option<String>,
    field: &'static str,
    wrong: &mut Vec<Refusal>,
    read: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    let text = asked
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())?;
    let value = read(text);
    if value.is_none() {
        wrong.push(Refusal::new("agenda-filter-unknown").on(field));
    }
    value
}

fn price(text: &str) -> Option<PriceFilter> {
    match text {
        "free" => Some(PriceFilter::Free),
        "cheap" => Some(PriceFilter::Cheap),
        _ => None,
    }
}

pub fn coarse(text: &str) -> Option<Spot> {
    let (lat, lon) = text.split_once(',')?;
    let spot = Spot::from_degrees(lat.trim().parse().ok()?, lon.trim().parse().ok()?)?;
    let round = |e6: i64| (e6 + COARSE_E6 / 2).div_euclid(COARSE_E6) * COARSE_E6;
    Some(Spot {
        lat_e6: round(spot.lat_e6),
        lon_e6: round(spot.lon_e6),
    })
}

fn words(text: &str) -> Vec<String> {
    let clipped: String = text.chars().take(WORDS_CHARS_MAX).collect();
    clipped
        .split_whitespace()
        .take(WORDS_MAX)
        .map(str::to_lowercase)
        .collect()
}

impl Asked {
    /// The same with one filter set or taken away, from its first page.
    pub fn with(&self, name: &str, value: Option<&str>) -> Self {
        let mut asked = self.clone();
        asked.after = None;
        let value = value.map(str::to_owned);
        match name {
            "when" => asked.when = value,
            "price" => asked.price = value,
            "community" => asked.community = value,
            "neighbourhood" => asked.neighbourhood = value,
            "near" => asked.near = value,
            "q" => asked.q = value,
            "after" => asked.after = value,
            _ => {}
        }
        asked
    }

    /// Each filter that is set, by its name.
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        [
            ("when", &self.when),
            ("price", &self.price),
            ("community", &self.community),
            ("neighbourhood", &self.neighbourhood),
            ("place", &self.place),
            ("organiser", &self.organiser),
            ("near", &self.near),
            ("q", &self.q),
            ("after", &self.after),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.as_deref()?)))
        .filter(|(_, value)| !value.is_empty())
        .collect()
    }

    /// The path with these filters as its query.
    pub fn address(&self, path: &str) -> String {
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(self.pairs())
            .finish();
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn when_reads_words_days_and_stretches() {
        let day = date(2026, 11, 28);
        let cases = [
            ("tonight", Some(When::Tonight)),
            ("2026-11-28", Some(When::Days(day, day))),
            (
                "2026-12-01..2026-11-28",
                Some(When::Days(day, date(2026, 12, 1))),
            ),
            ("someday", None),
            ("2026-02-30", None),
        ];
        for (text, expected) in cases {
            assert_eq!(When::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn where_one_is_stays_coarse() {
        let spot = coarse("40.7306123, -73.9866987").unwrap();
        assert_eq!((spot.lat_e6, spot.lon_e6), (40_731_000, -73_987_000));
        // What `<near-me>` sends is as coarse already.
        let sent = coarse("40.731,-73.987").unwrap();
        assert_eq!(sent, spot);
        assert_eq!(coarse("91,0"), None);
        assert_eq!(coarse("40.7"), None);
    }

    #[test]
    fn an_address_keeps_the_other_filters() {
        let asked = Asked {
            when: Some("tonight".into()),
            q: Some("a & b".into()),
            after: Some("1-2".into()),
            ..Asked::default()
        };
        assert_eq!(
            asked.with("price", Some("free")).address("/x"),
            "/x?when=tonight&price=free&q=a+%26+b"
        );
        assert_eq!(asked.with("when", None).with("q", None).address("/x"), "/x");
    }
}
