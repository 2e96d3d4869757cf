//! A note as lists show it: the part of a card that is the same for every reader.

use askama::Template;
use store::Tx;

use super::disclosure::Label;
use super::look::{Look, Words};
use crate::accounts;
use crate::batch::{BATCH_ROWS, padded};
use crate::cities::City;
use crate::covers::{self, Shape};
use crate::error::Result;
use crate::events::{Reading, rfc3339};
use crate::frame::assets;
use crate::ids::{AccountId, CityId, CommunityId, NeighbourhoodId, NoteId, PhotoId};
use crate::photos::{Frame, Photo};
use crate::text::{Lang, Names, money, when};

/// Where a list puts the reader's like button into a card. No text of a note can contain it, since
/// `<` is escaped there.
pub const LIKE_SLOT: &str = "<!--like-->";
/// Where a list puts the reader's save button.
pub const SAVE_SLOT: &str = "<!--save-->";
/// In a card, a picture that may wait says so, once; a list says otherwise of those at its top.
pub const MAY_WAIT: &str = "loading=\"lazy\"";
/// As wide as a column of a wall of notes.
const PHOTO: Frame = Frame {
    sizes: "(min-width: 90rem) 14rem, (min-width: 64rem) 18rem, (min-width: 48rem) 31vw, 47vw",
    class: "note-card__photo",
    at_once: false,
};
/// So much of a text a card shows.
const TEXT_CHARS_MAX: usize = 200;
/// A cut falls between words where one ends within so many characters.
const WORD_CHARS_MAX: usize = 30;

store::row! {
    /// What a card needs of its note, of who wrote it, and of what it names.
    #[derive(Debug, PartialEq)]
    pub struct CardRow {
        pub id: NoteId,
        pub city_id: CityId,
        pub author_id: AccountId,
        pub handle: String,
        pub display_name: String,
        pub is_demo: bool,
        pub title: String,
        /// The beginning of the text.
        pub text: String,
        pub lang: String,
        pub place: Option<Names>,
        pub event: Option<Names>,
        /// The first of its communities.
        pub community_id: Option<CommunityId>,
        pub neighbourhood_id: Option<NeighbourhoodId>,
        pub disclosure: String,
        pub disclosure_texts: Names,
        pub created_at_ms: i64,
        /// Until when it takes part in a lottery; 0 when it does not.
        pub entered_until_ms: i64,
        /// How many photos it has; of the first, what follows.
        pub photos: i64,
        pub photo_id: PhotoId,
        pub photo_content: String,
        pub photo_width: i64,
        pub photo_height: i64,
        pub photo_widths: String,
        pub photo_thumbhash: String,
        pub photo_alt: String,
    }
}

impl CardRow {
    fn photo(&self) -> Option<Photo> {
        (self.photos > 0).then(|| Photo {
            id: self.photo_id,
            note_id: self.id,
            content: self.photo_content.clone(),
            width: self.photo_width,
            height: self.photo_height,
            widths: self.photo_widths.clone(),
            thumbhash: self.photo_thumbhash.clone(),
            alt: self.photo_alt.clone(),
        })
    }
}

/// The rows of these notes that are there and not deleted, in no order.
pub async fn card_rows(tx: &mut Tx, notes: &[NoteId]) -> Result<Vec<CardRow>> {
    let mut rows = Vec::with_capacity(notes.len());
    for batch in notes.chunks(BATCH_ROWS) {
        let found = tx.all::<CardRow>(
            "select n.id, n.city_id, n.author_id, a.handle, a.display_name, a.is_demo, n.title,
               substr(n.body, 1, 240) text, n.lang, p.names place, e.titles event,
               (select min(c.community_id) from note_community c where c.note_id = n.id)
                 community_id,
               n.neighbourhood_id, n.disclosure, n.disclosure_texts, n.created_at_ms,
               coalesce(n.entered_until_ms, 0) entered_until_ms,
               (select count(*) from photo c where c.note_id = n.id) photos,
               coalesce(f.id, 0) photo_id, coalesce(f.content, '') photo_content,
               coalesce(f.width, 0) photo_width, coalesce(f.height, 0) photo_height,
               coalesce(f.widths, '') photo_widths, coalesce(f.thumbhash, '') photo_thumbhash,
               coalesce(f.alt, '') photo_alt
             from note n join account a on a.id = n.author_id
               left join place p on p.id = n.place_id left join event e on e.id = n.event_id
               left join photo f on f.note_id = n.id and f.position = 0
             where n.deleted_at_ms is null and n.id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
               $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)",
            padded(batch),
        );
        rows.extend(found.await?);
    }
    Ok(rows)
}

/// The view struct of `notes/card.html`, the same for every reader of one language.
#[derive(Template)]
#[template(path = "notes/card.html")]
pub struct CardText {
    id: NoteId,
    lang: Lang,
    /// BCP 47; empty where it is not known.
    text_lang: String,
    /// In place of a drawn cover and of large words.
    photo: Option<Photo>,
    /// How many there are, when there are several.
    photos: Option<String>,
    photos_words: String,
    /// A moment's own words, large, in place of a picture.
    words: Option<Words>,
    cover: String,
    square: bool,
    title: String,
    text: String,
    /// What a photo without words is called.
    wordless: String,
    /// Place or event, then the neighbourhood.
    location: String,
    letter: String,
    hue: u8,
    author: String,
    is_demo: bool,
    /// What its author got for it.
    label: Option<String>,
    /// In a lottery that takes entries.
    entered: bool,
    /// RFC 3339, in the city's zone.
    at: String,
    day: String,
    icons: &'static str,
}

impl CardText {
    /// `city` is the note's.
    pub fn of(row: &CardRow, city: &City, reading: Reading<'_>) -> Self {
        let lang = reading.lang;
        let look = Look::of(row.id);
        let text = beginning(&row.text, TEXT_CHARS_MAX);
        let photo = row.photo();
        let large = photo.is_none() && row.title.is_empty();
        let words = large.then(|| look.words(&text)).flatten();
        let shape = if look.square {
            Shape::Square
        } else {
            Shape::Card
        };
        let day = when::civil(row.created_at_ms, &city.zone).date();
        Self {
            id: row.id,
            lang,
            text_lang: text_lang(&row.lang),
            photos: (row.photos > 1).then(|| money::number(lang, row.photos)),
            photos_words: lang.t_with("notes-photos", &[("n", row.photos.into())]),
            wordless: wordless(lang, &row.display_name),
            photo,
            words,
            cover: covers::cover_url(city, row.neighbourhood_id, row.id.get(), shape),
            square: look.square,
            title: row.title.clone(),
            text,
            location: location(row, city, lang),
            letter: accounts::letter(&row.display_name),
            hue: accounts::hue(row.author_id),
            author: row.display_name.clone(),
            is_demo: row.is_demo,
            label: Label::of(&row.disclosure, &row.disclosure_texts).map(|label| label.text(lang)),
            entered: row.entered_until_ms > reading.now_ms,
            at: rfc3339(row.created_at_ms, &city.zone),
            day: reading.day(day),
            icons: assets::url("icons.svg"),
        }
    }
}

/// What a note is called that shows a photo and says nothing.
pub(crate) fn wordless(lang: Lang, author: &str) -> String {
    lang.t_with("notes-photo-by", &[("name", author.into())])
}

/// The tag for a `lang` attribute; empty for a language that is not known.
pub(super) fn text_lang(lang: &str) -> String {
    if lang == "und" {
        String::new()
    } else {
        lang.to_owned()
    }
}

fn location(row: &CardRow, city: &City, lang: Lang) -> String {
    let named = row.place.as_ref().or(row.event.as_ref());
    let hood = row.neighbourhood_id.and_then(|id| city.neighbourhood(id));
    let hood = hood.map(|hood| hood.names.get(lang)).unwrap_or_default();
    match named.map(|names| names.get(lang)) {
        Some(name) if hood.is_empty() || name.contains(hood) => name.to_owned(),
        Some(name) => format!("{name} · {hood}"),
        None => hood.to_owned(),
    }
}

/// The beginning of a text, cut where a word ends.
pub(super) fn beginning(text: &str, chars_max: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(chars_max) else {
        return text.to_owned();
    };
    let cut = &text[..end];
    let word_end = cut.rfind(char::is_whitespace);
    let near = |end: &usize| cut[*end..].chars().count() <= WORD_CHARS_MAX;
    let cut = word_end.filter(near).map_or(cut, |end| &cut[..end]);
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_words() {
        let cases = [
            ("short", 10, "short"),
            ("exactly ten", 11, "exactly ten"),
            ("one two three", 9, "one two…"),
            ("銀杏がもう半分くらい散っていた", 4, "銀杏がも…"),
        ];
        for (text, chars_max, expected) in cases {
            assert_eq!(beginning(text, chars_max), expected);
        }
    }
}
