//! Bytes to text: UTF-8 or Shift_JIS, and the repair of text that was encoded twice.

use std::borrow::Cow;

use encoding_rs::{SHIFT_JIS, UTF_8, WINDOWS_1252};

use super::draft::{Fault, FileProblem};

/// How often a text may have been encoded over.
const REPAIRS_MAX: usize = 3;

/// UTF-8, with or without a mark, when the bytes are; else Shift_JIS, as municipalities publish it.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, FileProblem> {
    let (text, broken) = UTF_8.decode_with_bom_removal(bytes);
    if !broken {
        return Ok(text);
    }
    let (text, broken) = SHIFT_JIS.decode_without_bom_handling(bytes);
    if broken {
        return Err(FileProblem::new(Fault::NotText).at(line_of_break(bytes)));
    }
    Ok(text)
}

/// The line in which the bytes stop being UTF-8.
fn line_of_break(bytes: &[u8]) -> u64 {
    let good = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let lines = bytes
        .iter()
        .take(good)
        .filter(|&&byte| byte == b'\n')
        .count();
    u64::try_from(lines).unwrap_or(u64::MAX - 1) + 1
}

/// Mends text whose UTF-8 was read as Windows-1252 and encoded again: `â€“` was `–`.
pub(super) fn mend(text: &str) -> Cow<'_, str> {
    let mut mended = Cow::Borrowed(text);
    for _ in 0..REPAIRS_MAX {
        match mend_once(&mended) {
            Some(better) => mended = Cow::Owned(better),
            None => break,
        }
    }
    mended
}

/// One layer off, run by run of what is not ASCII; none when no run was encoded twice.
fn mend_once(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut mended = String::with_capacity(text.len());
    let mut run = String::new();
    let mut any = false;
    for c in text.chars().chain([' ']) {
        if !c.is_ascii() {
            run.push(c);
            continue;
        }
        match once_less(&run) {
            Some(better) => {
                any = true;
                mended.push_str(&better);
            }
            None => mended.push_str(&run),
        }
        run.clear();
        mended.push(c);
    }
    mended.pop();
    any.then_some(mended)
}

fn once_less(run: &str) -> Option<String> {
    if run.is_empty() {
        return None;
    }
    let bytes: Option<Vec<u8>> = run.chars().map(windows_1252).collect();
    String::from_utf8(bytes?).ok()
}

/// The byte; C1 controls stand for themselves, since half of the publishers use Latin-1.
fn windows_1252(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    match (bytes.as_ref(), unmappable) {
        ([byte], false) => Some(*byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_was_encoded_twice_is_mended_and_other_text_is_left() {
        let cases = [
            ("Itâ€™s", "It’s"),
            (
                "Football \u{c3}\u{a2}\u{e2}\u{82}\u{ac}\u{e2}\u{80}\u{9c} Flag",
                "Football – Flag",
            ),
            ("CafÃ© RÃ\u{ad}o", "Café Río"),
            ("Café Río", "Café Río"),
            ("東京 Café", "東京 Café"),
            ("plain", "plain"),
            ("", ""),
        ];
        for (broken, whole) in cases {
            assert_eq!(mend(broken), whole);
        }
    }

    #[test]
    fn shift_jis_and_utf_8_read_the_same() {
        let text = "イベント名,開始日\n鳥越祭,2026-06-06\n";
        let (sjis, _, _) = SHIFT_JIS.encode(text);
        assert_eq!(decode(&sjis).unwrap(), text);
        assert_eq!(decode(format!("\u{feff}{text}").as_bytes()).unwrap(), text);
        let broken = decode(b"a\nb\n\xff\xfe\xfd").unwrap_err();
        assert_eq!((broken.line, broken.fault), (Some(3), Fault::NotText));
    }
}
