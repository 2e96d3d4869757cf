//! Text as it is compared: folded, and as words.

use icu_normalizer::ComposingNormalizer;

/// NFKC, lower case, ’ as '.
pub(super) fn fold(text: &str) -> String {
    nfkc(text).to_lowercase().replace('\u{2019}', "'")
}

/// Unicode's NFKC: full-width letters, digits and brackets become plain ones.
pub(super) fn nfkc(text: &str) -> String {
    ComposingNormalizer::new_nfkc().normalize(text).into_owned()
}

/// The folded words, parted by single spaces. Apostrophes vanish: "mother's" is `mothers`.
pub(super) fn words(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            words.push(c);
        } else if c != '\'' && !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// A phrase to look for among words. In it, a word that ends in `*` matches any that begins so, and
/// one that ends in `#` any that goes on with a digit; a phrase that begins with `=` must be all of it.
pub(super) struct Phrase {
    whole: bool,
    words: Vec<String>,
}

impl Phrase {
    pub(super) fn new(phrase: &str) -> Self {
        let (whole, phrase) = match phrase.strip_prefix('=') {
            Some(phrase) => (true, phrase),
            None => (false, phrase),
        };
        Self {
            whole,
            words: phrase.split(' ').map(str::to_owned).collect(),
        }
    }

    /// Whether it stands among these words.
    pub(super) fn stands_in(&self, words: &[String]) -> bool {
        if self.whole && words.len() != self.words.len() {
            return false;
        }
        words.windows(self.words.len()).any(|window| {
            let mut pairs = window.iter().zip(&self.words);
            pairs.all(|(word, like)| is_like(word, like))
        })
    }
}

fn is_like(word: &str, like: &str) -> bool {
    if let Some(start) = like.strip_suffix('*') {
        return word.starts_with(start);
    }
    if let Some(start) = like.strip_suffix('#') {
        let rest = word.strip_prefix(start);
        return rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    }
    word == like
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_apostrophes_vanish() {
        assert_eq!(words("  Mother’s DAY -- ５K! "), "mothers day 5k");
        assert_eq!(words("お祭り（夏）"), "お祭り 夏");
    }

    #[test]
    fn phrases_stand_as_whole_words() {
        let cases = [
            ("outdoor learning ps 152", "ps #", true),
            ("ps152 recess", "ps#", true),
            ("psalms", "ps#", false),
            ("party", "=party", true),
            ("block party", "=party", false),
            ("block party", "party", true),
            ("partying", "party", false),
            ("outdoorlearningschools", "outdoorlearning*", true),
            ("a b", "a b c", false),
        ];
        for (words, phrase, expected) in cases {
            let list: Vec<String> = words.split(' ').map(str::to_owned).collect();
            let found = Phrase::new(phrase).stands_in(&list);
            assert_eq!(found, expected, "{words} / {phrase}");
        }
    }
}
