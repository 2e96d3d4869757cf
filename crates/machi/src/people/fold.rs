//! Text as people are looked up by: what one may type differently is the same here. Never shown.

use std::collections::HashMap;
use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use icu_normalizer::properties::CanonicalCombiningClassMap;
use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};
use rules::handle;

/// Folds widths (NFKC), case, the diacritics of Latin letters, katakana to hiragana, and
/// traditional characters to simplified ones, each by itself. Invisible characters vanish.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut after_latin = false;
    let parts = DecomposingNormalizer::new_nfkd().normalize_iter(text.chars());
    for c in parts.flat_map(char::to_lowercase) {
        if is_invisible(c) || (after_latin && is_diacritic(c)) {
            continue;
        }
        after_latin = matches!(c, 'a'..='z' | '\u{df}'..='\u{2af}');
        match plain_latin(c) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(simplified(hiragana(c))),
        }
    }
    nfc(folded.trim())
}

fn nfc(text: &str) -> String {
    ComposingNormalizer::new_nfc().normalize(text).into_owned()
}

/// A display name as it is looked up: its folded words, parted by single spaces, but by none where
/// both sides are of a script that is written without. Signs part words; of a name that is nothing
/// but signs, they are the key.
pub(super) fn name_key(name: &str) -> String {
    let folded = fold(name);
    let mut key = String::with_capacity(folded.len());
    let mut parted = false;
    for c in folded.chars() {
        if !is_part_of_word(c) {
            parted |= !matches!(c, '\'' | '\u{2019}');
            continue;
        }
        if let Some(last) = key.chars().next_back()
            && parted
            && !(is_unspaced(last) && is_unspaced(c))
        {
            key.push(' ');
        }
        key.push(c);
        parted = false;
    }
    if key.is_empty() {
        return folded;
    }
    // A sign that went may have kept a letter from its mark.
    nfc(&key)
}

/// A name elsewhere as it is looked up, or what may be one.
pub(super) fn alias_key(name: &str) -> String {
    let folded = fold(name);
    folded.strip_prefix('@').unwrap_or(&folded).to_owned()
}

/// What may be a handle, as handles are kept. Here widths fold, too: a Japanese keyboard types
/// `＠ｍｉｋａ`.
pub(super) fn handle_key(typed: &str) -> String {
    handle::fold(&ComposingNormalizer::new_nfkc().normalize(typed))
}

/// Where inside of a name's key one may begin to type: at a word's start, and, since nobody sees
/// where words begin in them, anywhere in Han, kana and hangul.
pub(super) fn inner_starts(key: &str) -> impl Iterator<Item = usize> {
    let after = key.char_indices().skip(1);
    let pairs = key.chars().zip(after);
    pairs
        .filter(|&(before, (_, c))| {
            c != ' ' && (before == ' ' || is_unspaced(before) || is_unspaced(c))
        })
        .map(|(_, (at, _))| at)
}

/// Han, kana and hangul, which follow each other without a space.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Letters and digits, with the marks that other scripts than Latin write on them.
fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric() || CanonicalCombiningClassMap::new().get_u8(c) != 0
}

/// Controls, joiners, directions and the selectors of a character's variant.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e01ef}')
}

fn is_diacritic(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Latin letters that Unicode does not take apart, and the two forms of sigma.
fn plain_latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'þ' => "th",
        'ŧ' => "t",
        'ς' => "σ",
        _ => return None,
    })
}

fn hiragana(c: char) -> char {
    const KATAKANA_BEFORE: u32 = 0x60;
    match c {
        '\u{30a1}'..='\u{30f6}' | '\u{30fd}' | '\u{30fe}' => {
            char::from_u32(u32::from(c) - KATAKANA_BEFORE).unwrap_or(c)
        }
        c => c,
    }
}

/// The simplified form of each traditional character by itself, as OpenCC has it. (Some stand for
/// several traditional ones; a look-up may find more, never less.)
static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let Ok(opencc) = OpenCC::from_config(BuiltinConfig::T2s) else {
        return HashMap::new();
    };
    let simplify = |c: char| {
        let simplified = opencc.convert(c.encode_utf8(&mut [0; 4]));
        let mut chars = simplified.chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    let han = ('\u{3400}'..='\u{9fff}').chain('\u{20000}'..='\u{323af}');
    han.filter_map(|c| Some((c, simplify(c)?)))
        .filter(|(c, simplified)| c != simplified)
        .collect()
});

fn simplified(c: char) -> char {
    if c < '\u{3400}' {
        return c;
    }
    let once = SIMPLIFIED.get(&c).copied().unwrap_or(c);
    SIMPLIFIED.get(&once).copied().unwrap_or(once)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_one_may_type_differently_is_the_same() {
        for (one, other) in [
            ("Mika", "ｍｉｋａ"),
            ("ミカ", "みか"),
            ("ﾐｶ", "みか"),
            ("ｶﾞﾗｽ", "がらす"),
            ("ヴァイオリン", "ゔぁいおりん"),
            ("張偉", "张伟"),
            ("營業", "营业"),
            ("國", "国"),
            ("José Łukasz", "jose lukasz"),
            ("Nguyễn Đức", "nguyen duc"),
            ("STRASSE", "Straße"),
            ("ΣΟΦΟΣ", "σοφος"),
            ("김민지", "김민지"),
            ("mi\u{200b}ka\u{feff}", "mika"),
            ("葛\u{e0100}", "葛"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn what_differs_for_its_readers_stays_different() {
        for (one, other) in [
            ("はは", "ばば"),
            ("й", "и"),
            ("mika", "mica"),
            ("준", "춘"),
            ("つ", "っ"),
        ] {
            assert_ne!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn a_name_s_key_is_its_words() {
        for (name, key) in [
            ("  Jean-Luc  O’Brien ", "jean luc obrien"),
            ("ジョン・スミス", "じょんすみす"),
            ("佐藤 美香", "佐藤美香"),
            ("美香 Mika 🌸", "美香 mika"),
            ("김 민지", "김민지"),
            ("🌸🌸", "🌸🌸"),
            ("ไม้", "ไม้"),
            ("", ""),
        ] {
            assert_eq!(name_key(name), key, "{name}");
        }
    }

    #[test]
    fn one_may_begin_at_a_word_and_anywhere_in_an_unspaced_script() {
        let starts = |key: &'static str| inner_starts(key).map(|at| &key[at..]).collect::<Vec<_>>();
        assert_eq!(starts("jean luc"), ["luc"]);
        assert_eq!(starts("佐藤美香"), ["藤美香", "美香", "香"]);
        assert_eq!(starts("mika美香 k"), ["美香 k", "香 k", "k"]);
        assert_eq!(starts("東mika"), ["mika"]);
        assert!(starts("").is_empty());
    }

    #[test]
    fn no_character_folds_twice() {
        for c in '\0'..='\u{ffff}' {
            let text = format!("か{c}");
            let (folded, key) = (fold(&text), name_key(&text));
            assert_eq!(fold(&folded), folded, "{:x}", u32::from(c));
            assert_eq!(name_key(&key), key, "{:x}", u32::from(c));
        }
    }

    #[test]
    fn a_handle_may_be_typed_in_any_width() {
        assert_eq!(handle_key("＠Ｍｉｋａ＿０７ "), "mika_07");
        assert_eq!(alias_key("@Mika.Walks"), "mika.walks");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,12}") {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded.clone());
            let key = name_key(&text);
            prop_assert_eq!(name_key(&key), key);
        }

        #[test]
        fn folding_han_twice_is_folding_once(text in "[\u{3400}-\u{9fff}\u{f900}-\u{faff}]{1,8}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
