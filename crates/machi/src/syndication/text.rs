//! A text as feeds carry it: HTML in which nothing but our own marks is markup.

use crate::notes::marked::{Piece, pieces};
use crate::notes::recent::Recent;
use crate::notes::wordless;
use crate::photos::Photo;
use crate::text::Lang;

/// Of a title that a moment's own words stand in for.
const TITLE_CHARS_MAX: usize = 80;

/// The note's label, its photos, then its words.
pub(super) fn html(public_url: &str, note: &Recent, photos: &[Photo], lang: Lang) -> String {
    let photo = |photo: &Photo| {
        let src = escaped(&format!("{public_url}{}", photo.card_url()));
        let alt = escaped(&readable(&photo.alt));
        format!("<p><img src=\"{src}\" alt=\"{alt}\"></p>")
    };
    let label = note.label().map(|label| {
        let text = escaped(&readable(&label.text(lang)));
        format!("<p><strong>{text}</strong></p>")
    });
    let photos: String = photos.iter().map(photo).collect();
    let words = match note.body.is_empty() {
        true => String::new(),
        false => words(&note.body),
    };
    label.unwrap_or_default() + &photos + &words
}

/// Paragraphs with links; people and tags stay words.
pub(super) fn words(text: &str) -> String {
    let mut html = String::from("<p>");
    for piece in pieces(&readable(text)) {
        match piece {
            Piece::Link(link) => {
                let link = escaped(link);
                html += &format!("<a href=\"{link}\" rel=\"nofollow ugc noopener\">{link}</a>");
            }
            Piece::Plain(text) | Piece::Mention(text) | Piece::Tag(text) => {
                html += &escaped(text)
                    .replace("\n\n", "</p><p>")
                    .replace('\n', "<br>");
            }
        }
    }
    html + "</p>"
}

/// The note's title, or the beginning of its words in one line, behind its label: many readers show
/// nothing else. A photo without words is called after its author.
pub(super) fn title(note: &Recent, lang: Lang) -> String {
    let title = own_title(note, lang);
    match note.label() {
        Some(label) => format!("{} · {title}", readable(&label.text(lang))),
        None => title,
    }
}

fn own_title(note: &Recent, lang: Lang) -> String {
    if !note.title.is_empty() {
        return readable(&note.title);
    }
    let words: Vec<_> = note.body.split_whitespace().collect();
    let words = readable(&words.join(" "));
    if words.is_empty() {
        return readable(&wordless(lang, &note.display_name));
    }
    match words.char_indices().nth(TITLE_CHARS_MAX) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}

/// Without the characters that XML 1.0 does not know, and with one kind of line end.
pub(super) fn readable(text: &str) -> String {
    let known = |c: &char| match c {
        '\t' | '\n' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => *c >= ' ',
    };
    text.replace("\r\n", "\n").chars().filter(known).collect()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_safe_html() {
        let cases = [
            ("a < b & \"c\"", "<p>a &lt; b &amp; &quot;c&quot;</p>"),
            ("one\r\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
            ("bell \u{7} and\u{ffff} all", "<p>bell  and all</p>"),
            (
                "see https://example.org/?a=1&b='2",
                "<p>see <a href=\"https://example.org/?a=1&amp;b=&#39;2\" \
                 rel=\"nofollow ugc noopener\">https://example.org/?a=1&amp;b=&#39;2</a></p>",
            ),
            (
                "<script>alert(1)</script>",
                "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected);
        }
    }
}
