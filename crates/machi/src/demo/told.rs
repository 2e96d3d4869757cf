//! The demo's people and what they posted, as the files beside this one tell it.

use serde::Deserialize;

use super::scenes::{Light, Scene, Shape};
use crate::text::Lang;

/// The files of one city.
pub(super) struct Told {
    pub(super) city: &'static str,
    people: &'static str,
    notes: &'static str,
}

pub(super) const TOLD: [Told; 2] = [
    Told {
        city: "new-york",
        people: include_str!("content/people_new_york.toml"),
        notes: include_str!("content/notes_new_york.toml"),
    },
    Told {
        city: "tokyo",
        people: include_str!("content/people_tokyo.toml"),
        notes: include_str!("content/notes_tokyo.toml"),
    },
];

/// Where somebody belongs, and whom they follow.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ties {
    pub(super) handle: String,
    /// Slugs.
    pub(super) cities: Vec<String>,
    pub(super) communities: Vec<String>,
    /// Handles.
    pub(super) follows: Vec<String>,
}

#[derive(Deserialize)]
struct SignIn {
    ties: Vec<Ties>,
}

/// Of those whom one can sign in as.
pub(super) fn sign_in() -> anyhow::Result<Vec<Ties>> {
    let told = toml::from_str::<SignIn>(include_str!("content/sign_in.toml"))?;
    Ok(told.ties)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) handle: String,
    pub(super) name: String,
    pub(super) lang: Lang,
    pub(super) languages: String,
    pub(super) home: String,
    /// Slugs.
    pub(super) cities: Vec<String>,
    pub(super) communities: Vec<String>,
    pub(super) bio: String,
    pub(super) instagram: Option<String>,
    /// Handles.
    pub(super) follows: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Note {
    pub(super) by: String,
    /// The key of a place in the city's pack.
    pub(super) place: Option<String>,
    /// The title of an event, as its source writes it.
    pub(super) event: Option<String>,
    #[serde(default)]
    pub(super) communities: Vec<String>,
    pub(super) hours_ago: i64,
    #[serde(default)]
    pub(super) photos: Vec<Drawing>,
    #[serde(default)]
    pub(super) title: String,
    pub(super) text: String,
    #[serde(default)]
    pub(super) likes: usize,
    #[serde(default)]
    pub(super) saves: usize,
    #[serde(default)]
    pub(super) comments: Vec<Comment>,
}

/// A photo of a note: nobody took it, so it is drawn.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Drawing {
    pub(super) scene: Scene,
    pub(super) light: Light,
    pub(super) shape: Shape,
    /// In the note's language.
    pub(super) alt: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Comment {
    pub(super) by: String,
    /// The note.
    pub(super) hours_after: i64,
    pub(super) text: String,
    #[serde(default)]
    pub(super) answers: Vec<Comment>,
}

impl Person {
    pub(super) fn ties(&self) -> Ties {
        Ties {
            handle: self.handle.clone(),
            cities: self.cities.clone(),
            communities: self.communities.clone(),
            follows: self.follows.clone(),
        }
    }
}

#[derive(Deserialize)]
struct People {
    person: Vec<Person>,
}

#[derive(Deserialize)]
struct Notes {
    note: Vec<Note>,
}

impl Told {
    pub(super) fn people(&self) -> anyhow::Result<Vec<Person>> {
        Ok(toml::from_str::<People>(self.people)?.person)
    }

    /// The oldest first, as they would have been posted.
    pub(super) fn notes(&self) -> anyhow::Result<Vec<Note>> {
        let mut notes = toml::from_str::<Notes>(self.notes)?.note;
        notes.sort_by_key(|note| std::cmp::Reverse(note.hours_ago));
        Ok(notes)
    }
}
