//! The lines of an iCalendar file, unfolded, as components with properties (RFC 5545, section 3.1).

use crate::imports::draft::{Fault, FileProblem, ROWS_MAX};

/// How deep components may stand in each other.
const DEPTH_MAX: usize = 8;

/// A property with its parameters, names in capitals.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Property {
    pub(super) line: u64,
    pub(super) name: String,
    pub(super) params: Vec<(String, String)>,
    /// As it stands there, escapes included.
    pub(super) value: String,
}

impl Property {
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        let found = self.params.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The value as text, its escapes undone (section 3.3.11).
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(self.value.len());
        let mut chars = self.value.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(escaped) => text.push(escaped),
                    None => {}
                },
                c => text.push(c),
            }
        }
        text
    }
}

/// What stands between BEGIN and END.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Component {
    pub(super) name: String,
    pub(super) line: u64,
    pub(super) properties: Vec<Property>,
    pub(super) parts: Vec<Component>,
}

impl Component {
    pub(super) fn get(&self, name: &str) -> Option<&Property> {
        self.properties
            .iter()
            .find(|property| property.name == name)
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Property> {
        self.properties
            .iter()
            .filter(move |property| property.name == name)
    }

    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).map(Property::text).unwrap_or_default()
    }
}

/// The calendars of a file. One that is cut off or closed wrongly is refused as a whole.
pub(super) fn calendars(text: &str) -> Result<Vec<Component>, FileProblem> {
    if text.trim().is_empty() {
        return Err(FileProblem::new(Fault::Empty));
    }
    let mut open: Vec<Component> = Vec::new();
    let mut calendars = Vec::new();
    let mut last = 1;
    for (line, content) in unfolded(text)? {
        last = line;
        let bad = |field: &str| FileProblem::new(Fault::NotCalendar).at(line).field(field);
        let Some(property) = property(line, &content) else {
            // Some publishers wrap a description without folding it: the line is lost, not the file.
            if open.len() > 1 {
                continue;
            }
            return Err(bad(""));
        };
        match property.name.as_str() {
            "BEGIN" => {
                let name = property.value.trim().to_ascii_uppercase();
                if open.len() >= DEPTH_MAX || (open.is_empty() && name != "VCALENDAR") {
                    return Err(bad("BEGIN"));
                }
                open.push(Component {
                    name,
                    line,
                    ..Component::default()
                });
            }
            "END" => {
                let name = property.value.trim().to_ascii_uppercase();
                let closed = open.pop().filter(|component| component.name == name);
                let closed = closed.ok_or_else(|| bad("END"))?;
                match open.last_mut() {
                    Some(parent) => parent.parts.push(closed),
                    None => calendars.push(closed),
                }
            }
            name => match open.last_mut() {
                Some(component) => component.properties.push(property),
                None => return Err(bad(name)),
            },
        }
    }
    if open.is_empty() {
        Ok(calendars)
    } else {
        Err(FileProblem::new(Fault::NotCalendar).at(last).field("END"))
    }
}

/// Content lines with the number of their first line; a line that begins with a blank goes on.
fn unfolded(text: &str) -> Result<Vec<(u64, String)>, FileProblem> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    for (number, line) in (1_u64..).zip(text.lines()) {
        if number > ROWS_MAX * 10 {
            return Err(FileProblem::new(Fault::TooManyRows).at(number));
        }
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, begun))) => begun.push_str(rest),
            _ if line.trim().is_empty() => {}
            _ => lines.push((number, line.to_owned())),
        }
    }
    Ok(lines)
}

/// `NAME;PARAM=value;PARAM="quoted: value":value`.
fn property(line: u64, content: &str) -> Option<Property> {
    let mut quoted = false;
    let colon = content.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (c == ':' && !quoted).then_some(at)
    })?;
    let (head, value) = (&content[..colon], &content[colon + 1..]);
    let mut parts = split_outside_quotes(head, ';').into_iter();
    let name = parts.next()?.trim().to_ascii_uppercase();
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return None;
    }
    let params = parts.filter_map(|param| {
        let (name, value) = param.split_once('=')?;
        Some((
            name.to_ascii_uppercase(),
            value.trim_matches('"').to_owned(),
        ))
    });
    Some(Property {
        line,
        name,
        params: params.collect(),
        value: value.to_owned(),
    })
}

fn split_outside_quotes(text: &str, at: char) -> Vec<&str> {
    let mut quoted = false;
    text.split(|c| {
        quoted ^= c == '"';
        c == at && !quoted
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_unfolded_and_properties_taken_apart() {
        let text =
            "BEGIN:VCALENDAR\r\nX-A;P=\"a;b:c\";Q=d:va\r\n lue\\, with\\nmore\r\nEND:VCALENDAR\r\n";
        let calendars = calendars(text).unwrap();
        let property = &calendars[0].properties[0];
        assert_eq!((property.line, property.name.as_str()), (2, "X-A"));
        assert_eq!(property.param("P"), Some("a;b:c"));
        assert_eq!(property.param("Q"), Some("d"));
        assert_eq!(property.text(), "value, with\nmore");
    }

    #[test]
    fn a_file_that_is_cut_off_or_is_something_else_is_refused_by_its_line() {
        let cases = [
            ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n", 3),
            ("<html>\n<body>\n", 1),
            ("BEGIN:VCALENDAR\nEND:VEVENT\n", 2),
            ("UID:1\n", 1),
        ];
        for (text, line) in cases {
            let problem = calendars(text).unwrap_err();
            assert_eq!(
                (problem.line, problem.fault),
                (Some(line), Fault::NotCalendar),
                "{text}"
            );
        }
        assert_eq!(calendars(" \n").unwrap_err().fault, Fault::Empty);
    }
}
