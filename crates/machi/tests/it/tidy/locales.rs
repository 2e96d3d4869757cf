//! Every visible word is a message in all four languages, with the same variables, and is used.

use std::collections::{BTreeMap, BTreeSet};

use super::{none, sources};

const LANGUAGES: [&str; 4] = ["en", "ja", "zh-Hans", "ko"];

/// The calls whose first text is a message's name.
const CALLS: [&str; 6] = [
    ".t(\"",
    ".tn(\"",
    ".t1(\"",
    ".t_with(\"",
    "Refusal::new(\"",
    "refuse(\"",
];

type Messages = BTreeMap<String, BTreeSet<String>>;

#[test]
fn every_message_exists_in_every_language_with_the_same_variables() {
    let english = messages("en");
    let mut complaints = Vec::new();
    for language in &LANGUAGES[1..] {
        let other = messages(language);
        for (name, variables) in &english {
            match other.get(name) {
                None => complaints.push(format!("{language}: {name} is missing")),
                Some(others) if others != variables => {
                    complaints.push(format!(
                        "{language}: {name} has {others:?}, English has {variables:?}"
                    ));
                }
                Some(_) => {}
            }
        }
        complaints.extend(
            other
                .keys()
                .filter(|name| !english.contains_key(*name))
                .map(|name| format!("en: {name} is missing")),
        );
    }
    none(complaints);
}

#[test]
fn every_message_is_used_and_every_used_message_exists() {
    let known = messages("en");
    let (mut literals, mut prefixes, mut complaints) =
        (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for source in sources("crates/machi/src", &[".rs", ".html"]) {
        for name in called(&source.text) {
            if !known.contains_key(&name) {
                complaints.push(format!("{}: {name} is not in locales/", source.path));
            }
        }
        for literal in source.text.split('"').skip(1) {
            match literal.split_once('{') {
                Some((prefix, _)) if prefix.ends_with('-') => prefixes.insert(prefix.to_owned()),
                _ => literals.insert(literal.to_owned()),
            };
        }
    }
    let used = |name: &String| {
        literals.contains(name) || prefixes.iter().any(|prefix| name.starts_with(prefix))
    };
    complaints.extend(
        known
            .keys()
            .filter(|name| !used(name))
            .map(|name| format!("{name} is not used")),
    );
    none(complaints);
}

/// The messages named in calls. A name that is put together at run time is not seen here.
fn called(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for call in CALLS {
        for (at, _) in text.match_indices(call) {
            let rest = &text[at + call.len()..];
            names.extend(rest.split_once('"').map(|(name, _)| name.to_owned()));
        }
    }
    names
}

/// The messages of a language, each with its variables.
fn messages(language: &str) -> Messages {
    let mut messages = Messages::new();
    for source in sources(&format!("crates/machi/locales/{language}"), &[".ftl"]) {
        let mut current = None;
        for line in source.text.lines() {
            let starts = line.starts_with(|c: char| c.is_ascii_lowercase());
            if let Some((name, _)) = line.split_once(" =").filter(|_| starts) {
                current = Some(name.to_owned());
                let doubled = messages.insert(name.to_owned(), BTreeSet::new()).is_some();
                assert!(!doubled, "{}: {name} stands twice", source.path);
            }
            if let Some(variables) = current.as_ref().and_then(|name| messages.get_mut(name)) {
                variables.extend(line.split('$').skip(1).map(|rest| {
                    rest.chars()
                        .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                        .collect::<String>()
                }));
            }
        }
    }
    messages
}
