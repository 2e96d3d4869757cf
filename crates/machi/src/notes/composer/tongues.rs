//! The languages that a note's author can choose from.

/// BCP 47 tags as [`super::written::detect`] finds them, with each language's name in itself.
pub(super) const TONGUES: [(&str, &str); 18] = [
    ("en", "English"),
    ("ja", "日本語"),
    ("zh", "中文"),
    ("ko", "한국어"),
    ("es", "Español"),
    ("fr", "Français"),
    ("de", "Deutsch"),
    ("it", "Italiano"),
    ("pt", "Português"),
    ("nl", "Nederlands"),
    ("ru", "Русский"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("th", "ไทย"),
    ("id", "Bahasa Indonesia"),
    ("tl", "Filipino"),
    ("hi", "हिन्दी"),
    ("ar", "العربية"),
];
