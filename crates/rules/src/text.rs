//! What people write: whether there is anything to see, and whether it reads the way it stands.

/// Whether nothing of the text can be seen: it is empty, or all of it is white space, control
/// characters and characters that leave no mark.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || c.is_control() || leaves_no_mark(c))
}

/// Whether the text holds a character that steers the direction of writing (Unicode's property
/// `Bidi_Control`, UAX #9): with one, a text can be made to read as another, and a name can turn
/// around what stands after it.
#[must_use]
pub fn has_bidi_control(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(
            c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
    })
}

/// Unicode's property `Default_Ignorable_Code_Point` (joiners, fillers, variation selectors, tags),
/// with the interlinear annotation marks and the Braille pattern without dots.
fn leaves_no_mark(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_text_shows_nothing() {
        for (text, expected) in [
            ("", true),
            (" \t\r\n\u{a0}\u{3000}\u{2028}", true),
            ("\u{0}\u{7}\u{85}", true),
            ("\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}", true),
            ("\u{fe0f}\u{e0101}\u{180b}", true),
            ("\u{3164}\u{115f}\u{1160}\u{ffa0}", true),
            ("\u{ad}\u{34f}\u{2800}\u{fff9}\u{e0041}", true),
            ("\u{202e}\u{200f}", true),
            ("a", false),
            ("\u{200b}町\u{200b}", false),
            ("\u{2764}\u{fe0f}", false),
            ("👩\u{200d}👧", false),
            ("می\u{200c}خواهم", false),
            (".", false),
            ("\u{301}", false),
            ("\u{fffc}", false),
        ] {
            assert_eq!(is_blank(text), expected, "{}", text.escape_unicode());
        }
    }

    #[test]
    fn a_bidi_control_is_found_and_writing_from_the_right_is_not_one() {
        for control in [
            '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}',
            '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
        ] {
            let text = format!("mi{control}ka");
            assert!(has_bidi_control(&text), "{}", text.escape_unicode());
        }
        for text in [
            "",
            "mika",
            "美香",
            "שלום",
            "سارة",
            "می\u{200c}خواهم",
            "👩\u{200d}👧",
        ] {
            assert!(!has_bidi_control(text), "{}", text.escape_unicode());
        }
    }
}
