//! A note as lists show it: the part of a card that is the same for every reader.

use askama::Template;
use store::{Arg, Tx, args};

use super::look::{Look, Words};
use crate::accounts;
use crate::cities::City;
use crate::covers::{self, Shape};
use crate::error::Result;
use crate::events::{Reading, rfc3339};
use crate::frame::assets;
use crate::ids::{AccountId, CityId, CommunityId, NeighbourhoodId, NoteId};
use crate::text::{Lang, Names, when};

/// Where a list puts the reader's like button into a card. No text of a note can contain it, since
/// `<` is escaped there.
pub const LIKE_SLOT: &str = "<!--like-->";
/// Where a list puts the reader's save button.
pub const SAVE_SLOT: &str = "<!--save-->";
/// Cards read with one statement.
pub const BATCH_CARDS: usize = 24;
/// So much of a text a card shows.
const TEXT_CHARS_MAX: usize = 200;
/// A cut falls between words where one ends within so many characters.
const WORD_CHARS_MAX: usize = 30;

store::row! {
    /// What a card needs of its note, of who wrote it, and of what it names.
    #[derive(PartialEq)]
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
        pub created_at_ms: i64,
    }
}

/// The rows of these notes that are there and not deleted, in no order.
pub async fn card_rows(tx: &mut Tx, notes: &[NoteId]) -> Result<Vec<CardRow>> {
    let mut rows = Vec::with_capacity(notes.len());
    for batch in notes.chunks(BATCH_CARDS) {
        let found = tx.all::<CardRow>(
            "select n.id, n.city_id, n.author_id, a.handle, a.display_name, a.is_demo, n.title,
               substr(n.body, 1, 240) text, n.lang, p.names place, e.titles event,
               (select min(c.community_id) from note_community c where c.note_id = n.id)
                 community_id,
               n.neighbourhood_id, n.created_at_ms
             from note n join account a on a.id = n.author_id
               left join place p on p.id = n.place_id left join event e on e.id = n.event_id
             where n.deleted_at_ms is null and n.id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
               $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)",
            padded(batch),
        );
        rows.extend(found.await?);
    }
    Ok(rows)
}

/// As many arguments as a statement for a batch takes: the last one again and again.
pub(super) fn padded(batch: &[NoteId]) -> Vec<Arg> {
    let last = batch.last().copied().unwrap_or(NoteId::from(0));
    let rest = std::iter::repeat(last);
    let ids = batch.iter().copied().chain(rest).take(BATCH_CARDS);
    ids.flat_map(|id| args![id]).collect()
}

/// The view struct of `notes/card.html`, the same for every reader of one language.
#[derive(Template)]
#[template(path = "notes/card.html")]
pub struct CardText {
    id: NoteId,
    lang: Lang,
    /// BCP 47; empty where it is not known.
    text_lang: String,
    /// A moment's own words, large, in place of a picture.
    words: Option<Words>,
    cover: String,
    square: bool,
    title: String,
    text: String,
    /// Place or event, then the neighbourhood.
    location: String,
    letter: String,
    hue: u8,
    author: String,
    is_demo: bool,
    /// RFC 3339, in the city's zone.
    at: String,
    day: String,
    icons: String,
}

impl CardText {
    /// `city` is the note's.
    pub fn of(row: &CardRow, city: &City, reading: Reading<'_>) -> Self {
        let lang = reading.lang;
        let look = Look::of(row.id);
        let text = beginning(&row.text, TEXT_CHARS_MAX);
        let words = row.title.is_empty().then(|| look.words(&text)).flatten();
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
            at: rfc3339(row.created_at_ms, &city.zone),
            day: reading.day(day),
            icons: assets::url("icons.svg"),
        }
    }
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
    let word_end = cut.rfind(char::is_whitespace).unwrap_or(0);
    let cut = if cut[word_end..].chars().count() <= WORD_CHARS_MAX {
        &cut[..word_end]
    } else {
        cut
    };
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
