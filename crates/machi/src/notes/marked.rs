//! Text with what it marks: links, people, tags.

use std::collections::BTreeSet;

use linkify::{LinkFinder, LinkKind};
use rules::handle;

/// Longer ones are no tag.
pub const TAG_CHARS_MAX: usize = 50;

/// A piece of a text; together they are the text again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    Plain(&'a str),
    /// An `http` or `https` address.
    Link(&'a str),
    /// A person's handle with its sign, as it was typed.
    Mention(&'a str),
    /// A tag with its sign.
    Tag(&'a str),
}

/// The text in its pieces.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let mut pieces = Vec::new();
    for span in finder.spans(text) {
        match span.kind() {
            Some(_) if is_web(span.as_str()) => pieces.push(Piece::Link(span.as_str())),
            _ => signs(span.as_str(), text, &mut pieces),
        }
    }
    joined(text, pieces)
}

/// Plain pieces side by side are one.
fn joined<'a>(text: &'a str, pieces: Vec<Piece<'a>>) -> Vec<Piece<'a>> {
    let mut joined: Vec<Piece<'a>> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (joined.last_mut(), piece) {
            (Some(Piece::Plain(before)), Piece::Plain(after)) => {
                let start = before.as_ptr().addr() - text.as_ptr().addr();
                *before = &text[start..start + before.len() + after.len()];
            }
            _ => joined.push(piece),
        }
    }
    joined
}

/// The handles that the text names, folded, each once.
pub fn mentions(text: &str) -> BTreeSet<String> {
    let named = |piece| match piece {
        Piece::Mention(typed) => Some(handle::fold(typed)),
        _ => None,
    };
    pieces(text).into_iter().filter_map(named).collect()
}

/// The tags of the text as they are looked up, each once.
pub fn tags(text: &str) -> BTreeSet<String> {
    let named = |piece| match piece {
        Piece::Tag(typed) => Some(fold_tag(typed)),
        _ => None,
    };
    pieces(text).into_iter().filter_map(named).collect()
}

/// A tag as it is looked up: without its sign, in one width and case.
pub fn fold_tag(typed: &str) -> String {
    let bare = typed.trim().trim_start_matches(['#', '＃']);
    icu_normalizer::ComposingNormalizerBorrowed::new_nfkc()
        .normalize(bare)
        .to_lowercase()
}

fn is_web(link: &str) -> bool {
    let lower = link.get(..8).unwrap_or(link).to_ascii_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
}

/// Splits what holds no link at its signs. `whole` tells what stands before it.
fn signs<'a>(text: &'a str, whole: &'a str, pieces: &mut Vec<Piece<'a>>) {
    let mut plain_from = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find(['@', '#', '＃']) {
        let sign = at + found;
        let sign_bytes = text[sign..].chars().next().map_or(1, char::len_utf8);
        at = sign + sign_bytes;
        let before = before(text, sign, whole);
        let word = &text[at..];
        let bytes = if text[sign..].starts_with('@') {
            mention_bytes(word, before)
        } else {
            tag_bytes(word, before)
        };
        let Some(bytes) = bytes else { continue };
        if plain_from < sign {
            pieces.push(Piece::Plain(&text[plain_from..sign]));
        }
        let end = at + bytes;
        pieces.push(if text[sign..].starts_with('@') {
            Piece::Mention(&text[sign..end])
        } else {
            Piece::Tag(&text[sign..end])
        });
        (plain_from, at) = (end, end);
    }
    if plain_from < text.len() {
        pieces.push(Piece::Plain(&text[plain_from..]));
    }
}

/// The character before the sign, also where another piece ends.
fn before(text: &str, sign: usize, whole: &str) -> Option<char> {
    let offset = text.as_ptr().addr() - whole.as_ptr().addr() + sign;
    whole[..offset].chars().next_back()
}

/// A handle stands free: no letter or digit of the alphabet before it, as in a mail address.
fn mention_bytes(word: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '@' | '.')) {
        return None;
    }
    let bytes = word
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(word.len());
    (handle::CHARS_MIN..=handle::CHARS_MAX)
        .contains(&bytes)
        .then_some(bytes)
}

/// A tag holds letters of any script, digits and `_`, and not digits alone ("we are #1").
fn tag_bytes(word: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '#' | '＃' | '/' | '&')) {
        return None;
    }
    let in_tag = |c: char| c.is_alphanumeric() || c == '_' || c == 'ー' || c == '・';
    let bytes = word.find(|c| !in_tag(c)).unwrap_or(word.len());
    let tag = &word[..bytes];
    let says_something = tag.chars().any(char::is_alphabetic);
    (says_something && tag.chars().count() <= TAG_CHARS_MAX).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::Piece::{Link, Mention, Plain, Tag};
    use super::*;

    #[test]
    fn what_a_text_marks() {
        let cases: [(&str, &[Piece<'_>]); 14] = [
            ("", &[]),
            ("just words", &[Plain("just words")]),
            (
                "with @mika_tk, at #ramen.",
                &[
                    Plain("with "),
                    Mention("@mika_tk"),
                    Plain(", at "),
                    Tag("#ramen"),
                    Plain("."),
                ],
            ),
            (
                "#散歩 #コーヒー",
                &[Tag("#散歩"), Plain(" "), Tag("#コーヒー")],
            ),
            ("＃夜景", &[Tag("＃夜景")]),
            (
                "今日は@joonと",
                &[Plain("今日は"), Mention("@joon"), Plain("と")],
            ),
            ("we are #1", &[Plain("we are #1")]),
            ("mail a@example.org", &[Plain("mail a@example.org")]),
            ("@ab is too short", &[Plain("@ab is too short")]),
            (
                "see https://www.nycgovparks.org/parks#top, ok",
                &[
                    Plain("see "),
                    Link("https://www.nycgovparks.org/parks#top"),
                    Plain(", ok"),
                ],
            ),
            (
                "https://a.example/@mika",
                &[Link("https://a.example/@mika")],
            ),
            ("javascript://alert(1)", &[Plain("javascript://alert(1)")]),
            ("ftp://files.example/x", &[Plain("ftp://files.example/x")]),
            ("##twice", &[Plain("##twice")]),
        ];
        for (text, expected) in cases {
            assert_eq!(pieces(text), expected, "{text}");
        }
    }

    #[test]
    fn tags_fold_width_and_case() {
        assert_eq!(fold_tag("＃ＲＡＭＥＮ"), "ramen");
        assert_eq!(tags("#Ramen #ramen #ﾗｰﾒﾝ").len(), 2);
    }

    proptest::proptest! {
        #[test]
        fn the_pieces_are_the_text(text in ".{0,60}") {
            let joined: String = pieces(&text)
                .into_iter()
                .map(|piece| match piece {
                    Plain(text) | Link(text) | Mention(text) | Tag(text) => text,
                })
                .collect();
            proptest::prop_assert_eq!(joined, text);
        }
    }
}
