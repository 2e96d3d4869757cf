//! Whether an operator's words ask for praise.
//!
//! A free seat may be given for a post, never for a positive one: 16 CFR 465.4, in force since 2024-10-21,
//! forbids to provide compensation or other incentives in exchange for, or conditioned expressly or by
//! implication on, consumer reviews that express a particular sentiment
//! (<https://www.ecfr.gov/current/title-16/chapter-I/subchapter-D/part-465/section-465.4>). Asking that nothing bad is said
//! is asking for the same.
//!
//! The rule is a list of ways to ask (`praise/asks.rs`), in the four languages that Machi speaks. It is made to
//! miss rather than to cry wolf: "a good photo" passes, and so does "honest, good or bad". Whoever wants to
//! get around it can; an operator who does not know the law is told.

mod asks;

use asks::{ASKS, REMINDERS};

/// A way to ask for praise.
struct Ask {
    /// Of each of these, parted by `|`, one stands in the sentence, in this order, little apart.
    words: &'static [&'static str],
    /// Characters between two of them, at most.
    apart_chars: usize,
    /// With one of these in the same sentence it asks for something else.
    unless: &'static [&'static str],
}

/// The words that ask for praise, as they are compared; none when nothing of it does.
#[must_use]
pub fn asks_for_praise(text: &str) -> Option<String> {
    sentences(text).iter().find_map(|sentence| {
        let plain = REMINDERS
            .split('|')
            .fold(sentence.clone(), |text, reminder| replaced(&text, reminder));
        let asked = ASKS.iter().find_map(|ask| found(ask, &plain));
        asked.map(|(from, to)| plain[from..to].trim_matches(MARKS).to_owned())
    })
}

/// "Don't forget to" forbids nothing.
fn replaced(text: &str, reminder: &str) -> String {
    if text.contains(reminder) {
        text.replace(reminder, " ")
    } else {
        text.to_owned()
    }
}

/// Where a sentence begins, so that a word can be asked for there.
const BEGINS: &str = "^ ";
const MARKS: [char; 2] = ['^', ' '];

/// The sentences as they are compared: small letters, plain digits and signs, one space between words and at the
/// end.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences = vec![String::from(BEGINS)];
    for c in text.chars().flat_map(char::to_lowercase).filter_map(plain) {
        let ends = matches!(c, '.' | '!' | '?' | ';' | '。' | '\n');
        if let Some(sentence) = sentences.last_mut() {
            match c {
                _ if ends => sentence.push(' '),
                ' ' if sentence.ends_with(' ') => {}
                c => sentence.push(c),
            }
        }
        if ends {
            sentences.push(String::from(BEGINS));
        }
    }
    if let Some(last) = sentences.last_mut() {
        last.push(' ');
    }
    sentences
}

/// None for what cannot be seen.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe0f}' | '\u{feff}' => None,
        '\n' | '\r' => Some('\n'),
        '\u{2019}' | '\u{2018}' => Some('\''),
        '\u{2010}'..='\u{2015}' | '-' | '_' => Some(' '),
        '。' | '．' | '｡' => Some('。'),
        // Full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        c if c.is_whitespace() => Some(' '),
        '"' | '“' | '”' | '*' | '^' => None,
        c => Some(c),
    }
}

/// Where in the sentence it is asked, in bytes.
fn found(ask: &Ask, sentence: &str) -> Option<(usize, usize)> {
    let (first, rest) = ask.words.split_first()?;
    let other = |words: &&'static str| places(sentence, words).next().is_some();
    if ask.unless.iter().any(other) {
        return None;
    }
    let starts = places(sentence, first);
    starts
        .filter_map(|(from, to)| {
            let end = rest.iter().try_fold(to, |end, words| {
                next_after(sentence, end, words, ask.apart_chars)
            });
            end.map(|end| (from, end))
        })
        .min()
}

/// The end of the nearest of the words that begins soon enough.
fn next_after(
    sentence: &str,
    from: usize,
    words: &'static str,
    apart_chars: usize,
) -> Option<usize> {
    let near = places(sentence, words);
    near.filter(|&(start, _)| start >= from && sentence[from..start].chars().count() <= apart_chars)
        .min()
        .map(|(_, end)| end)
}

/// Where one of the words stands.
fn places(sentence: &str, words: &'static str) -> impl Iterator<Item = (usize, usize)> {
    words.split('|').flat_map(|word| {
        let all = sentence.match_indices(word);
        let all = all.map(|(at, found)| (at, at + found.len()));
        all.filter(|&place| stands_alone(sentence, place))
    })
}

/// A word of Latin letters is no part of another; what has no spaces between words is.
fn stands_alone(sentence: &str, (from, to): (usize, usize)) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let (before, word, after) = (&sentence[..from], &sentence[from..to], &sentence[to..]);
    let joined_before = letter(before.chars().next_back()) && letter(word.chars().next());
    let joined_after = letter(word.chars().next_back()) && letter(after.chars().next());
    !joined_before && !joined_after
}

#[cfg(test)]
mod tests;
