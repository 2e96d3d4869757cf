//! What a member wrote, checked: one rule for notes, their edits, and the preview of either.

use rules::text::{has_bidi_control, is_blank};
use store::{Tx, args};

use super::Kind;
use super::later::Later;
use super::marked;
use super::scene::Scene;
use crate::cities::{City, Spot};
use crate::error::{Refusal, Result};
use crate::ids::{AccountId, CommunityId, EventId, NeighbourhoodId, PlaceId};
use crate::photos::Chosen;

pub const TITLE_CHARS_MAX: usize = 100;
pub const BODY_CHARS_MAX: usize = 5_000;
pub const COMMUNITIES_MAX: usize = 3;
pub const TAGS_MAX: usize = 20;
pub const MENTIONS_MAX: usize = 20;

/// A note as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Empty for a moment.
    pub title: String,
    pub body: String,
    /// A BCP 47 tag; empty: find it out.
    pub lang: String,
    pub place: Option<PlaceId>,
    pub event: Option<EventId>,
    /// Where it is, when neither a place nor an event says so.
    pub neighbourhood: Option<NeighbourhoodId>,
    /// Where exactly it was, which the author turned on.
    pub spot: Option<Spot>,
    /// When all of this is shown.
    pub later: Later,
    pub communities: Vec<CommunityId>,
    /// In their order. With one, a moment needs no text.
    pub photos: Vec<Chosen>,
}

/// The same, fit to be kept.
#[derive(Debug)]
pub(super) struct Checked {
    pub(super) kind: Kind,
    pub(super) title: String,
    pub(super) body: String,
    pub(super) lang: String,
    pub(super) scene: Scene,
    pub(super) later: Later,
    pub(super) communities: Vec<CommunityId>,
    pub(super) tags: Vec<String>,
    pub(super) mentioned: Vec<AccountId>,
    pub(super) photos: Vec<Chosen>,
}

impl Written {
    /// The same as it is kept: without spaces around it, with one kind of line end, in its language.
    pub(super) fn tidied(&self) -> Self {
        let mut communities = self.communities.clone();
        communities.sort_unstable();
        communities.dedup();
        let title = one_line(&self.title);
        let body = self.body.trim().replace("\r\n", "\n");
        let lang = if self.lang.is_empty() {
            detect(&format!("{title}\n{body}")).to_owned()
        } else {
            self.lang.clone()
        };
        let mut photos = self.photos.clone();
        for photo in &mut photos {
            photo.alt = photo.alt.trim().to_owned();
        }
        Self {
            title,
            body,
            lang,
            communities,
            photos,
            neighbourhood: self
                .neighbourhood
                .filter(|_| self.place.is_none() && self.event.is_none()),
            ..*self
        }
    }

    /// # Errors
    /// Every rule at once that the text breaks; then what is named and is not there.
    pub(super) async fn check(&self, tx: &mut Tx, city: &City) -> Result<Checked> {
        let Self {
            title,
            body,
            lang,
            communities,
            photos,
            ..
        } = self.tidied();
        let tags = marked::tags(&body);
        let handles = marked::mentions(&body);
        Refusal::join(
            [
                too_long(&title, TITLE_CHARS_MAX, "notes-title-long", "title"),
                too_long(&body, BODY_CHARS_MAX, "notes-body-long", "text"),
                (is_blank(&body) && (photos.is_empty() || !body.is_empty()))
                    .then(|| Refusal::new("notes-body-empty").on("text")),
                (!title.is_empty() && is_blank(&title))
                    .then(|| Refusal::new("notes-title-blank").on("title")),
                unreadable(&title, "title"),
                unreadable(&body, "text"),
                too_many(tags.len(), TAGS_MAX, "notes-tags-many", "text"),
                too_many(handles.len(), MENTIONS_MAX, "notes-mentions-many", "text"),
                too_many(
                    self.communities.len(),
                    COMMUNITIES_MAX,
                    "notes-communities-many",
                    "communities",
                ),
            ]
            .into_iter()
            .flatten()
            .collect(),
        )?;
        Ok(Checked {
            kind: if title.is_empty() {
                Kind::Moment
            } else {
                Kind::Story
            },
            lang: language(&lang)?,
            scene: Scene::of(tx, city, self).await?,
            later: self.later,
            communities: communities_of(city, communities)?,
            mentioned: mentioned(tx, handles).await?,
            tags: tags.into_iter().collect(),
            title,
            body,
            photos,
        })
    }
}

impl Checked {
    /// Where the note says that it is: nowhere while that is to wait.
    pub(super) fn shown(&self, due_at_ms: Option<i64>) -> Scene {
        match due_at_ms {
            None => self.scene.clone(),
            Some(_) => Scene::default(),
        }
    }
}

fn communities_of(city: &City, named: Vec<CommunityId>) -> Result<Vec<CommunityId>> {
    let here = |id: &CommunityId| city.communities.iter().any(|known| known.id == *id);
    if named.iter().all(here) {
        Ok(named)
    } else {
        Err(Refusal::new("notes-community-elsewhere")
            .on("communities")
            .into())
    }
}

/// Those of the handles that are somebody's.
pub(super) async fn mentioned(
    tx: &mut Tx,
    handles: impl IntoIterator<Item = String>,
) -> Result<Vec<AccountId>> {
    let mut accounts = Vec::new();
    for handle in handles {
        let sql = "select id from account where handle = $1";
        let row = tx.optional::<(AccountId,)>(sql, args![handle]).await?;
        accounts.extend(row.map(|(id,)| id));
    }
    Ok(accounts)
}

fn language(tag: &str) -> Result<String> {
    let tag: unic_langid::LanguageIdentifier = tag
        .parse()
        .map_err(|_| Refusal::new("notes-language-unknown").on("lang"))?;
    Ok(tag.to_string())
}

/// The BCP 47 tag of the language of a text, or `und` when it is too short to tell.
pub fn detect(text: &str) -> &'static str {
    use whatlang::Lang as Found;
    let Some(info) = whatlang::detect(text) else {
        return "und";
    };
    match info.lang() {
        Found::Jpn => "ja",
        Found::Kor => "ko",
        // Han letters alone are read as Chinese.
        Found::Cmn => "zh",
        _ if !info.is_reliable() => "und",
        Found::Eng => "en",
        Found::Spa => "es",
        Found::Fra => "fr",
        Found::Deu => "de",
        Found::Ita => "it",
        Found::Por => "pt",
        Found::Nld => "nl",
        Found::Rus => "ru",
        Found::Ukr => "uk",
        Found::Vie => "vi",
        Found::Tha => "th",
        Found::Ind => "id",
        Found::Tgl => "tl",
        Found::Hin => "hi",
        Found::Ara => "ar",
        _ => "und",
    }
}

pub(super) fn too_long(
    text: &str,
    chars_max: usize,
    key: &'static str,
    field: &'static str,
) -> Option<Refusal> {
    let chars = text.chars().count();
    (chars > chars_max).then(|| {
        Refusal::new(key)
            .on(field)
            .with("max", chars_max)
            .with("chars", chars)
    })
}

pub(super) fn too_many(
    count: usize,
    max: usize,
    key: &'static str,
    field: &'static str,
) -> Option<Refusal> {
    (count > max).then(|| Refusal::new(key).on(field).with("max", max))
}

/// Marks that turn the reading direction make a text lie about itself.
pub(super) fn unreadable(text: &str, field: &'static str) -> Option<Refusal> {
    has_bidi_control(text).then(|| Refusal::new("notes-control-marks").on(field))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_what_people_write() {
        let cases = [
            (
                "Free concert by the river tonight, bring a blanket and something warm.",
                "en",
            ),
            ("上野の銀杏、もう半分くらい散ってた", "ja"),
            ("오늘 성수동에서 찾은 작은 서점", "ko"),
            ("今天的饺子四块钱一份，排队二十分钟", "zh"),
            ("ok", "und"),
            ("🌙", "und"),
        ];
        for (text, tag) in cases {
            assert_eq!(detect(text), tag, "{text}");
        }
    }
}
