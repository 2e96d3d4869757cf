//! The languages that a person reads.

use unic_langid::LanguageIdentifier;

use crate::error::Refusal;
use crate::text::Lang;

const LANGUAGES_MAX: usize = 8;
const TAG_CHARS_MAX: usize = 24;

/// The ticked languages and those typed as tags (BCP 47), each once, as tags parted by spaces.
///
/// # Errors
/// A refusal for the field `other_languages`.
pub fn join(ticked: &[String], typed: &str) -> Result<String, Refusal> {
    let typed = typed.split([',', ' ', '、', '，', '\u{3000}']);
    let mut tags: Vec<String> = Vec::new();
    for tag in ticked.iter().map(String::as_str).chain(typed) {
        let tag = tag.trim();
        if tag.is_empty() {
            continue;
        }
        let tag = canonical(tag)
            .ok_or_else(|| Refusal::new("accounts-languages-unknown").on("other_languages"))?;
        if !tags.contains(&tag) {
            tags.push(tag);
        }
        if tags.len() > LANGUAGES_MAX {
            return Err(Refusal::new("accounts-languages-many")
                .on("other_languages")
                .with("n", LANGUAGES_MAX));
        }
    }
    Ok(tags.join(" "))
}

/// Whether the column holds this language.
pub fn has(column: &str, lang: Lang) -> bool {
    column.split(' ').any(|tag| tag == lang.tag())
}

/// Those that pages do not speak, as they are typed.
pub fn others(column: &str) -> String {
    let others: Vec<&str> = column
        .split_whitespace()
        .filter(|tag| Lang::ALL.iter().all(|lang| lang.tag() != *tag))
        .collect();
    others.join(", ")
}

/// How each is shown: by its own name where we know it, else by its tag.
pub fn shown(column: &str) -> Vec<String> {
    column
        .split_whitespace()
        .map(|tag| {
            let ours = Lang::ALL.into_iter().find(|lang| lang.tag() == tag);
            ours.map_or_else(|| tag.to_owned(), |lang| lang.endonym().to_owned())
        })
        .collect()
}

fn canonical(tag: &str) -> Option<String> {
    if tag.len() > TAG_CHARS_MAX {
        return None;
    }
    let id: LanguageIdentifier = tag.parse().ok()?;
    // Longer ones are registered for nothing: somebody typed the language's name.
    let known = id.language.as_str() != "und" && id.language.as_str().len() <= 3;
    known.then(|| id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_stands_once_in_its_canonical_form() {
        let ticked = ["ja".to_owned(), "zh-Hans".to_owned()];
        assert_eq!(
            join(&ticked, "FR, pt-br ja").unwrap(),
            "ja zh-Hans fr pt-BR"
        );
        assert_eq!(join(&[], "").unwrap(), "");
        assert_eq!(
            join(&[], "kling on").unwrap_err().key,
            "accounts-languages-unknown"
        );
        let many = "aa ab ae af ak am an ar as";
        assert_eq!(join(&[], many).unwrap_err().key, "accounts-languages-many");
        assert_eq!(others("ja fr pt-BR"), "fr, pt-BR");
    }
}
