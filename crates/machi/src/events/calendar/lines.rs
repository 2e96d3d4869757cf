//! Content lines of iCalendar: escaped, folded, ended as RFC 5545 asks.

/// Octets of a content line, its line break not counted.
const LINE_OCTETS_MAX: usize = 75;

#[derive(Default)]
pub(super) struct Lines(pub(super) String);

impl Lines {
    /// A value that is no text, or none of whose characters mean anything.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        self.folded(&format!("{name}:{value}"));
    }

    /// A text value, escaped (RFC 5545, 3.3.11).
    pub(super) fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for character in value.replace("\r\n", "\n").chars() {
            match character {
                '\\' | ';' | ',' => escaped.extend(['\\', character]),
                '\n' | '\r' => escaped.push_str("\\n"),
                control if control.is_control() => {}
                other => escaped.push(other),
            }
        }
        self.plain(name, &escaped);
    }

    /// Folds at 75 octets, never within a character (RFC 5545, 3.1).
    fn folded(&mut self, line: &str) {
        let mut octets = 0;
        for character in line.chars() {
            if octets + character.len_utf8() > LINE_OCTETS_MAX {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(character);
            octets += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_fold_between_characters() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"花火; ".repeat(40));
        for line in lines.0.split("\r\n") {
            assert!(line.len() <= LINE_OCTETS_MAX, "{line}");
        }
        let unfolded = lines.0.replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:{}\r\n", "花火\\; ".repeat(40)));
    }
}
