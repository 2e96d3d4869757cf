//! Words on a picture: escaped, measured roughly, broken into lines.

/// Text for SVG, in content and in attributes. What XML cannot hold is left out.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether the character fills a square: Chinese, Japanese, Korean.
pub(super) fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11ff | 0x2e80..=0x9fff | 0xa960..=0xa97f | 0xac00..=0xd7ff
        | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff00..=0xff60 | 0xffe0..=0xffe6
        | 0x1f300..=0x1faff | 0x20000..=0x3ffff)
}

/// The width in ems, a little too wide rather than too narrow: nobody knows the reader's fonts.
pub(super) fn width_em(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            c if is_wide(c) => 1.0,
            ' ' | '.' | ',' | '\'' | '’' | 'i' | 'l' | 'I' | 'j' | 't' | 'f' | '-' | '(' | ')' => {
                0.36
            }
            'm' | 'w' | 'M' | 'W' => 0.95,
            c if c.is_uppercase() => 0.72,
            _ => 0.6,
        })
        .sum()
}

/// Breaks a text into at most `lines_max` lines of at most `em_max` ems; what does not fit ends
/// with an ellipsis.
pub(super) fn lines(text: &str, em_max: f64, lines_max: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        let fits = width_em(&format!("{line}{}", word.trim_end())) <= em_max;
        if !fits && !line.trim().is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(if line.is_empty() {
            word.trim_start()
        } else {
            word
        });
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    let cut = lines.len() > lines_max;
    lines.truncate(lines_max);
    let last = lines.len().saturating_sub(1);
    for (place, line) in lines.iter_mut().enumerate() {
        if width_em(line) > em_max || (cut && place == last) {
            *line = with_ellipsis(line, em_max);
        }
    }
    lines
}

/// Where a line may break: after spaces, and after each wide character unless what follows must
/// not begin a line (a simple form of kinsoku).
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let end = at + c.len_utf8();
        let may_end = match characters.peek() {
            None => true,
            Some((_, next)) => {
                let sticks =
                    "、。，．・：；？！）」』】〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?)"
                        .contains(*next);
                (c == ' ' && *next != ' ')
                    || (is_wide(c) && !sticks && *next != ' ' && !"（「『【〈《".contains(c))
            }
        };
        if may_end {
            words.push(&text[start..end]);
            start = end;
        }
    }
    words
}

fn with_ellipsis(line: &str, em_max: f64) -> String {
    let mut line = line.to_owned();
    while width_em(&line) + 1.0 > em_max && line.pop().is_some() {}
    format!("{}…", line.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_svg_would_read_as_markup_is_escaped() {
        assert_eq!(
            escape("<script>\"&'\u{0}\u{1b}"),
            "&lt;script&gt;&quot;&amp;&#39;"
        );
    }

    #[test]
    fn lines_break_at_spaces_and_between_ideographs() {
        assert_eq!(
            lines("Tori-no-Ichi at Otori Shrine", 9.0, 4),
            ["Tori-no-Ichi at", "Otori Shrine"]
        );
        assert_eq!(
            lines("浅草酉の市、鷲神社", 5.0, 4),
            ["浅草酉の", "市、鷲神社"]
        );
        assert_eq!(lines("one two three four", 4.4, 2), ["one two", "three…"]);
        assert_eq!(lines("", 4.0, 2), Vec::<String>::new());
        let long = lines("Llanfairpwllgwyngyllgogerychwyrndrobwll", 8.0, 3);
        assert!(width_em(&long[0]) <= 8.0, "{long:?}");
    }
}
