//! The form of a note: what was typed, what can be chosen, and what is wrong.

use askama::Template;
use serde::Deserialize;
use store::Tx;

use super::post::open;
use super::tongues::TONGUES;
use super::written::{BODY_CHARS_MAX, Written};
use crate::cities::City;
use crate::error::{Error, Refusal, Result};
use crate::events::around::{around, title};
use crate::frame::Page;
use crate::frame::form::Problems;
use crate::ids::{EventId, PlaceId};
use crate::places::{self, named};
use crate::text::{Lang, when};

/// As a browser sends it; each may be missing.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct WriteForm {
    pub(super) text: String,
    pub(super) title: String,
    /// What the place is called.
    pub(super) place_name: String,
    /// The place's id, once it was chosen; it counts as long as the place is called so.
    pub(super) place: String,
    pub(super) event: String,
    pub(super) communities: Vec<String>,
    pub(super) lang: String,
}

/// One thing that can be chosen.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) chosen: bool,
}

/// The view struct of `notes/write.html`.
#[derive(Template)]
#[template(path = "notes/write.html")]
pub(super) struct Composer {
    page: Page,
    /// Where the form goes, and where one goes who gives up.
    action: String,
    back: String,
    /// By which the browser keeps the draft; empty for what is posted already.
    draft: String,
    chars_max: usize,
    typed: WriteForm,
    /// More than the text was typed, or is wrong.
    unfolded: bool,
    places: Vec<Choice>,
    events: Vec<Choice>,
    communities: Vec<Choice>,
    tongues: Vec<Choice>,
    problems: Problems,
}

/// What a form becomes: a note as it was typed, or the places that its place's name may mean.
pub(super) enum Read {
    Written(Written),
    Several(Vec<named::Named>),
}

impl WriteForm {
    /// # Errors
    /// Refused for a place that nothing is called like, and for ids that are none.
    pub(super) async fn read(&self, tx: &mut Tx, city: &City) -> Result<Read> {
        let place = match self.place(tx, city).await? {
            Ok(place) => place,
            Err(several) => return Ok(Read::Several(several)),
        };
        let gone = || Error::from(Refusal::new("notes-event-gone").on("event"));
        let event = match self.event.as_str() {
            "" => None,
            event => Some(event.parse::<EventId>().map_err(|_| gone())?),
        };
        let elsewhere = || Refusal::new("notes-community-elsewhere").on("communities");
        let communities = self.communities.iter();
        let communities = communities
            .map(|id| id.parse().map_err(|_| elsewhere().into()))
            .collect::<Result<Vec<_>>>()?;
        Ok(Read::Written(Written {
            title: self.title.clone(),
            body: self.text.clone(),
            lang: self.lang.clone(),
            place,
            event,
            communities,
            photos: Vec::new(),
        }))
    }

    /// With the place, called as the reader calls it.
    pub(super) async fn at(self, tx: &mut Tx, place: PlaceId, lang: Lang) -> Result<Self> {
        let place = places::find(tx, place).await?;
        Ok(Self {
            place_name: place.names.get(lang).to_owned(),
            place: place.id.to_string(),
            ..self
        })
    }

    /// The place that is meant, or those that may be.
    async fn place(
        &self,
        tx: &mut Tx,
        city: &City,
    ) -> Result<Result<Option<PlaceId>, Vec<named::Named>>> {
        let typed = self.place_name.trim();
        if typed.is_empty() {
            return Ok(Ok(None));
        }
        if let Ok(chosen) = self.place.parse::<PlaceId>() {
            match places::find(tx, chosen).await {
                Ok(place) if place.city == city.id && named::is_called(&place.names, typed) => {
                    return Ok(Ok(Some(chosen)));
                }
                Ok(_) | Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        let mut found = named::called(tx, city.id, typed).await?;
        match found.len() {
            0 => Err(Refusal::new("notes-place-unknown").on("place_name").into()),
            1 => Ok(Ok(found.pop().map(|place| place.id))),
            _ => Ok(Err(found)),
        }
    }
}

/// Where a form goes, and what it begins with.
pub(super) struct Writing {
    pub(super) title: String,
    pub(super) action: String,
    pub(super) back: String,
    pub(super) draft: String,
    pub(super) typed: WriteForm,
    pub(super) places: Vec<named::Named>,
    pub(super) problems: Problems,
}

impl Composer {
    /// # Errors
    /// Refused for a city that is not open.
    pub(super) async fn new(
        tx: &mut Tx,
        page: Page,
        city: &City,
        writing: Writing,
    ) -> Result<Self> {
        open(city)?;
        let lang = page.lang;
        let typed = writing.typed;
        let places = writing.places.iter().map(|place| Choice {
            value: place.id.to_string(),
            text: place_text(place, city, lang),
            chosen: false,
        });
        let unfolded = !writing.problems.is_empty()
            || [&typed.title, &typed.place_name, &typed.event]
                .iter()
                .any(|typed| !typed.is_empty())
            || !typed.communities.is_empty();
        Ok(Self {
            places: places.collect(),
            events: events(tx, city, lang, &typed.event).await?,
            communities: communities(city, lang, &typed.communities),
            tongues: tongues(&typed.lang),
            page: page
                .titled(writing.title)
                .hidden_from_search()
                .in_city(&city.slug, &city.names),
            action: writing.action,
            back: writing.back,
            draft: writing.draft,
            chars_max: BODY_CHARS_MAX,
            unfolded,
            typed,
            problems: writing.problems,
        })
    }
}

fn place_text(place: &named::Named, city: &City, lang: Lang) -> String {
    let hood = place.neighbourhood.and_then(|id| city.neighbourhood(id));
    match hood {
        Some(hood) => format!("{} · {}", place.names.get(lang), hood.names.get(lang)),
        None => place.names.get(lang).to_owned(),
    }
}

/// What is on about now, and the event that was chosen.
async fn events(tx: &mut Tx, city: &City, lang: Lang, chosen: &str) -> Result<Vec<Choice>> {
    let now_ms = tx.now_ms();
    let today = when::civil(now_ms, &city.zone).date();
    let mut events: Vec<Choice> = Vec::new();
    for event in around(tx, city.id, now_ms).await? {
        let day = when::civil(event.starts_at_ms, &city.zone).date();
        let day = when::day(lang, day, today);
        events.push(Choice {
            value: event.id.to_string(),
            text: format!("{} · {day}", event.titles.get(lang)),
            chosen: event.id.to_string() == chosen,
        });
    }
    let Ok(other) = chosen.parse::<EventId>() else {
        return Ok(events);
    };
    if events.iter().any(|event| event.chosen) {
        return Ok(events);
    }
    let titles = title(tx, city.id, other).await?;
    events.extend(titles.map(|titles| Choice {
        value: other.to_string(),
        text: titles.get(lang).to_owned(),
        chosen: true,
    }));
    Ok(events)
}

fn communities(city: &City, lang: Lang, chosen: &[String]) -> Vec<Choice> {
    let choice = |known: &std::sync::Arc<crate::cities::Community>| Choice {
        value: known.id.to_string(),
        text: known.names.get(lang).to_owned(),
        chosen: chosen.contains(&known.id.to_string()),
    };
    city.communities.iter().map(choice).collect()
}

/// The languages by their own names; one that is none of them by its tag.
fn tongues(chosen: &str) -> Vec<Choice> {
    let known = TONGUES.iter().any(|(tag, _)| *tag == chosen);
    let other = (!known && !chosen.is_empty()).then_some((chosen, chosen));
    let choice = |(tag, name): (&str, &str)| Choice {
        value: tag.to_owned(),
        text: name.to_owned(),
        chosen: tag == chosen,
    };
    TONGUES.into_iter().chain(other).map(choice).collect()
}
