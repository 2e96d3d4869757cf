//! The form of a note: what was typed, what can be chosen, and what is wrong.

use askama::Template;
use store::Tx;

use super::tongues::TONGUES;
use super::write_form::WriteForm;
use crate::accounts::Member;
use crate::cities::City;
use crate::error::Result;
use crate::events::around::{around, title};
use crate::frame::Page;
use crate::frame::form::Problems;
use crate::ids::{EventId, PhotoId};
use crate::notes::disclosure::{Label, duty};
use crate::notes::later;
use crate::notes::post::open;
use crate::notes::written::BODY_CHARS_MAX;
use crate::photos::{self, ALT_CHARS_MAX, PHOTOS_MAX};
use crate::places::named;
use crate::secrets::random_token;
use crate::text::{Lang, when};

/// One thing that can be chosen.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) chosen: bool,
}

/// A photo that is in the form already.
pub struct ChosenPhoto {
    pub id: PhotoId,
    /// A small one: a path on this server.
    pub url: String,
    pub alt: String,
}

/// The view struct of `notes/composer/write.html`.
#[derive(Template)]
#[template(path = "notes/composer/write.html")]
pub(super) struct Composer {
    page: Page,
    /// Where the form goes, and where one goes who gives up.
    action: String,
    back: String,
    /// By which the browser keeps the draft; empty for what is posted already.
    draft: String,
    chars_max: usize,
    photos_max: usize,
    alt_chars_max: usize,
    /// Whose form it is.
    author: String,
    city: String,
    typed: WriteForm,
    photos: Vec<ChosenPhoto>,
    /// By which the files that are sent along are known; a new one with each form.
    upload: String,
    /// What the neighbourhood is called that was taken over.
    neighbourhood: String,
    later: Vec<Choice>,
    /// More than the text was typed, or is wrong.
    unfolded: bool,
    /// That it is labelled, or will be.
    disclosed: Option<String>,
    places: Vec<Choice>,
    events: Vec<Choice>,
    communities: Vec<Choice>,
    tongues: Vec<Choice>,
    problems: Problems,
}

/// Where a form goes, and what it begins with.
pub(super) struct Writing {
    pub(super) title: String,
    pub(super) action: String,
    pub(super) back: String,
    pub(super) draft: String,
    pub(super) typed: WriteForm,
    pub(super) places: Vec<named::Named>,
    /// When the place was to be shown, for a note whose place waits.
    pub(super) follows: Option<String>,
    /// The label that the note has already.
    pub(super) label: Option<Label>,
    pub(super) problems: Problems,
}

impl Composer {
    /// # Errors
    /// Refused for a city that is not open.
    pub(super) async fn new(
        tx: &mut Tx,
        page: Page,
        by: &Member,
        city: &City,
        writing: Writing,
    ) -> Result<Self> {
        open(city)?;
        let lang = page.lang;
        let typed = writing.typed;
        let hood = typed.neighbourhood.parse().ok();
        let hood = hood.and_then(|id| city.neighbourhood(id));
        let places = writing.places.iter().map(|place| Choice {
            value: place.id.to_string(),
            text: place_text(place, city, lang),
            chosen: false,
        });
        let unfolded = !writing.problems.is_empty()
            || [&typed.title, &typed.place_name, &typed.event]
                .iter()
                .any(|typed| !typed.is_empty())
            || !typed.communities.is_empty()
            || !matches!(typed.later.as_str(), "" | "0");
        Ok(Self {
            places: places.collect(),
            later: later_choices(lang, &typed.later, writing.follows.as_deref()),
            neighbourhood: hood
                .map(|hood| hood.names.get(lang).to_owned())
                .unwrap_or_default(),
            photos: chosen(tx, by, &typed).await?,
            photos_max: PHOTOS_MAX,
            alt_chars_max: ALT_CHARS_MAX,
            author: by.id.to_string(),
            city: city.slug.clone(),
            upload: random_token(),
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
            disclosed: disclosed(tx, by, &typed, writing.label, lang).await?,
            unfolded,
            typed,
            problems: writing.problems,
        })
    }
}

/// What the author is told of the label: they cannot change it.
async fn disclosed(
    tx: &mut Tx,
    by: &Member,
    typed: &WriteForm,
    label: Option<Label>,
    lang: Lang,
) -> Result<Option<String>> {
    let (key, label) = match label {
        Some(label) => ("notes-disclosure-yours", Some(label)),
        None => {
            let (event, place) = (typed.event.parse().ok(), typed.place.parse().ok());
            let owed = duty::owed(tx, by.id, event, place).await?;
            ("notes-disclosure-will", owed)
        }
    };
    Ok(label.map(|label| lang.t_with(key, &[("label", label.text(lang).into())])))
}

async fn chosen(tx: &mut Tx, by: &Member, typed: &WriteForm) -> Result<Vec<ChosenPhoto>> {
    let wanted = typed.chosen().unwrap_or_default().into_iter();
    let wanted: Vec<PhotoId> = wanted.map(|chosen| chosen.photo).collect();
    let mut alts = typed.alts();
    let found = photos::own(tx, by.id, &wanted).await?.into_iter();
    let chosen = found.map(|photo| ChosenPhoto {
        url: photo.thumbnail(),
        alt: alts.remove(&photo.id).unwrap_or_default(),
        id: photo.id,
    });
    Ok(chosen.collect())
}

/// Now, or in so many hours; `follows` is when it was to be before.
fn later_choices(lang: Lang, chosen: &str, follows: Option<&str>) -> Vec<Choice> {
    let choice = |value: &str, text: String| Choice {
        chosen: value == chosen,
        value: value.to_owned(),
        text,
    };
    let kept = follows.map(|time| {
        let text = lang.t_with("notes-later-kept", &[("time", time.into())]);
        choice("kept", text)
    });
    let hours = later::HOURS.map(|hours| {
        let text = lang.t_with("notes-later-hours", &[("n", hours.into())]);
        choice(&hours.to_string(), text)
    });
    let now = choice("0", lang.t("notes-later-now"));
    kept.into_iter().chain([now]).chain(hours).collect()
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
