//! Messages with arguments as they were lately written out: pages ask for the same few of them again and
//! again, and to write one takes longer than all that is looked up for a card.

use std::sync::LazyLock;

use quick_cache::Equivalent;
use quick_cache::sync::Cache;

use super::{Lang, Value};

/// Messages kept at most.
const MESSAGES_MAX: usize = 4_096;
/// Of an argument. What is longer is somebody's text, and hardly asked for twice.
const ARG_BYTES_MAX: usize = 64;

static WRITTEN: LazyLock<Cache<Key, String>> = LazyLock::new(|| Cache::new(MESSAGES_MAX));

#[derive(PartialEq, Eq, Hash, Clone)]
struct Key {
    lang: Lang,
    key: Box<str>,
    args: Box<[(&'static str, Value)]>,
}

/// A [`Key`] that is looked for; it hashes as that does.
#[derive(Hash)]
struct Asked<'a> {
    lang: Lang,
    key: &'a str,
    args: &'a [(&'static str, Value)],
}

impl Equivalent<Key> for Asked<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        (self.lang, self.key, self.args) == (key.lang, &*key.key, &*key.args)
    }
}

/// The message, from memory or else as `write` makes it.
pub(super) fn message(
    lang: Lang,
    key: &str,
    args: &[(&'static str, Value)],
    write: impl FnOnce() -> String,
) -> String {
    if args.iter().any(|(_, value)| is_long(value)) {
        return write();
    }
    if let Some(written) = WRITTEN.get(&Asked { lang, key, args }) {
        return written;
    }
    let written = write();
    let (key, args) = (key.into(), args.into());
    WRITTEN.insert(Key { lang, key, args }, written.clone());
    written
}

fn is_long(value: &Value) -> bool {
    match value {
        Value::Number(_) => false,
        Value::Text(text) => text.len() > ARG_BYTES_MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_in_anything_is_another_message() {
        let message = |lang, key, n: i64, made: &str| {
            message(lang, key, &[("n", n.into())], || made.to_owned())
        };
        assert_eq!(message(Lang::En, "written-a", 1, "first"), "first");
        assert_eq!(message(Lang::En, "written-a", 1, "again"), "first");
        assert_eq!(message(Lang::En, "written-a", 2, "number"), "number");
        assert_eq!(message(Lang::Ja, "written-a", 1, "language"), "language");
        assert_eq!(message(Lang::En, "written-b", 1, "key"), "key");
    }

    #[test]
    fn somebodys_text_is_not_kept() {
        let args = [("text", Value::Text("x".repeat(ARG_BYTES_MAX + 1)))];
        let message = |made: &str| message(Lang::En, "written-c", &args, || made.to_owned());
        assert_eq!(
            (message("first"), message("again")),
            ("first".into(), "again".into())
        );
    }
}
