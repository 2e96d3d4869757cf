//! How a note's card looks, by its id: a wall of cards without photos must not look like one card.

use crate::ids::NoteId;

/// Knuth's multiplicative hash: notes posted one after the other look unlike each other.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
const HUES: u64 = 12;
const STYLES: [&str; 4] = ["tint", "deep", "grid", "band"];
const LINES_MAX: usize = 7;
/// A wide letter (Han, kana, hangul) takes the room of two of these.
const ROOM_LARGE: usize = 36;
const ROOM_MEDIUM: usize = 90;
const ROOM_SMALL: usize = 190;

/// What the id alone decides.
pub(super) struct Look {
    /// A square picture in place of a tall one.
    pub(super) square: bool,
    hue: u8,
    style: &'static str,
}

/// A text that stands for a picture.
pub(super) struct Words {
    pub(super) text: String,
    /// `large`, `medium` or `small`.
    pub(super) size: &'static str,
    pub(super) style: &'static str,
    /// 0–11.
    pub(super) hue: u8,
}

impl Look {
    pub(super) fn of(note: NoteId) -> Self {
        let spread = note.get().unsigned_abs().wrapping_mul(SPREAD) >> 32;
        let style = usize::try_from(spread / HUES % 4).unwrap_or(0);
        Self {
            square: (spread >> 8).is_multiple_of(2),
            hue: u8::try_from(spread % HUES).unwrap_or(0),
            style: STYLES.get(style).copied().unwrap_or("tint"),
        }
    }

    /// The words large, when they are few enough.
    pub(super) fn words(&self, text: &str) -> Option<Words> {
        Some(Words {
            text: tags_held(text),
            size: size(text)?,
            style: self.style,
            hue: self.hue,
        })
    }
}

/// A `#` stays on the line of its tag: between it and a wide letter a browser would break.
fn tags_held(text: &str) -> String {
    let mut held = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        held.push(letter);
        if letter == '#' && letters.peek().is_some_and(|next| !next.is_ascii()) {
            held.push('\u{2060}');
        }
    }
    held
}

/// How large the words may stand, when they are few.
pub(super) fn size(text: &str) -> Option<&'static str> {
    let room = room(text);
    let sizes = [
        (ROOM_LARGE, "large"),
        (ROOM_MEDIUM, "medium"),
        (ROOM_SMALL, "small"),
    ];
    let (_, size) = sizes.into_iter().find(|(most, _)| room <= *most)?;
    (text.lines().count() <= LINES_MAX).then_some(size)
}

fn room(text: &str) -> usize {
    let width = |c: char| if c < '\u{1100}' { 1 } else { 2 };
    text.chars().map(width).sum()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn few_words_stand_large_and_many_do_not_stand_for_a_picture() {
        let look = Look::of(NoteId::from(1));
        let size = |text: &str| look.words(text).map(|words| words.size);
        assert_eq!(size("Snow on the High Line."), Some("large"));
        assert_eq!(size("上野の銀杏、もう半分くらい散ってた"), Some("large"));
        assert_eq!(size(&"word ".repeat(14)), Some("medium"));
        assert_eq!(size(&"語".repeat(80)), Some("small"));
        assert_eq!(size(&"word ".repeat(40)), None);
        assert_eq!(size("a\nb\nc\nd\ne\nf\ng\nh"), None);
    }

    #[test]
    fn a_tag_keeps_its_sign() {
        let cases = [
            ("落ち葉 #秋", "落ち葉 #\u{2060}秋"),
            ("cold #walk", "cold #walk"),
            ("#", "#"),
        ];
        for (text, held) in cases {
            assert_eq!(tags_held(text), held);
        }
    }

    #[test]
    fn notes_in_a_row_look_unlike_each_other() {
        let first = 0x0190_0000_0000_0000_i64;
        let looks: HashSet<_> = (0..24)
            .map(|at| Look::of(NoteId::from(first + (at << 16))))
            .map(|look| (look.hue, look.style))
            .collect();
        assert!(looks.len() >= 14, "{looks:?}");
    }
}
