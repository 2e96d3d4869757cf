//! Handles: the names by which people are found in an installation.

/// Fewer characters than this are no handle.
pub const CHARS_MIN: usize = 3;
/// More characters than this are no handle.
pub const CHARS_MAX: usize = 30;

/// Why a text cannot be a handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandleProblem {
    TooShort,
    TooLong,
    /// Something other than `a–z`, `0–9` and `_`.
    Characters,
    /// A word that would pass for the site itself, or that the site may need for an address.
    Reserved,
}

/// The handle that a person typed: without spaces around it and a leading `@`, in lower case.
///
/// # Errors
/// What is wrong with it; with several things, the first of [`HandleProblem`] from below.
pub fn handle(typed: &str) -> Result<String, HandleProblem> {
    let folded = fold(typed);
    if folded
        .chars()
        .any(|c| !matches!(c, 'a'..='z' | '0'..='9' | '_'))
    {
        return Err(HandleProblem::Characters);
    }
    match folded.len() {
        ..CHARS_MIN => Err(HandleProblem::TooShort),
        CHARS_MIN..=CHARS_MAX if is_reserved(&folded) => Err(HandleProblem::Reserved),
        CHARS_MIN..=CHARS_MAX => Ok(folded),
        _ => Err(HandleProblem::TooLong),
    }
}

/// As a handle is looked up. Only ASCII letters fold: others are no part of a handle, and folding
/// them (the Kelvin sign to `k`) would let a text pass for another person's.
#[must_use]
pub fn fold(typed: &str) -> String {
    let typed = typed.trim();
    typed
        .strip_prefix('@')
        .unwrap_or(typed)
        .to_ascii_lowercase()
}

/// Underscores do not make a reserved word a free one: `_admin_` is read as `admin`.
fn is_reserved(handle: &str) -> bool {
    let bare = handle.trim_matches('_');
    RESERVED.binary_search(&bare).is_ok()
}

/// In alphabetical order.
const RESERVED: [&str; 78] = [
    "about",
    "abuse",
    "account",
    "accounts",
    "admin",
    "administrator",
    "ads",
    "agenda",
    "all",
    "anonymous",
    "api",
    "app",
    "assets",
    "billing",
    "blog",
    "cities",
    "city",
    "communities",
    "community",
    "contact",
    "desk",
    "events",
    "everyone",
    "feed",
    "guides",
    "help",
    "here",
    "home",
    "info",
    "invitations",
    "join",
    "legal",
    "login",
    "logout",
    "machi",
    "mail",
    "me",
    "merch",
    "metrics",
    "moderation",
    "moderator",
    "news",
    "nobody",
    "notes",
    "null",
    "official",
    "operator",
    "organiser",
    "owner",
    "people",
    "places",
    "postmaster",
    "press",
    "privacy",
    "profile",
    "register",
    "root",
    "safety",
    "search",
    "security",
    "settings",
    "shop",
    "sign_in",
    "sign_out",
    "sign_up",
    "signin",
    "signup",
    "staff",
    "status",
    "steward",
    "support",
    "system",
    "team",
    "terms",
    "tickets",
    "undefined",
    "webmaster",
    "www",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_handle_is_3_to_30_of_a_z_0_9_and_underscore() {
        let thirty = "a".repeat(30);
        let cases: [(&str, Result<&str, HandleProblem>); 16] = [
            ("mika", Ok("mika")),
            ("  @Mika_07 ", Ok("mika_07")),
            ("abc", Ok("abc")),
            ("ab", Err(HandleProblem::TooShort)),
            ("", Err(HandleProblem::TooShort)),
            (&thirty, Ok(&thirty)),
            (&"a".repeat(31), Err(HandleProblem::TooLong)),
            ("mi ka", Err(HandleProblem::Characters)),
            ("mi-ka", Err(HandleProblem::Characters)),
            ("ミカさん", Err(HandleProblem::Characters)),
            ("mika\u{212a}", Err(HandleProblem::Characters)),
            ("@@mika", Err(HandleProblem::Characters)),
            ("admin", Err(HandleProblem::Reserved)),
            ("Machi", Err(HandleProblem::Reserved)),
            ("__admin_", Err(HandleProblem::Reserved)),
            ("administer", Ok("administer")),
        ];
        for (typed, expected) in cases {
            assert_eq!(handle(typed), expected.map(str::to_owned), "{typed}");
        }
    }

    #[test]
    fn the_reserved_words_stand_in_order() {
        assert!(RESERVED.is_sorted());
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(typed in "\\PC{0,40}") {
            if let Ok(folded) = handle(&typed) {
                prop_assert_eq!(handle(&folded), Ok(folded.clone()));
                prop_assert!((CHARS_MIN..=CHARS_MAX).contains(&folded.len()));
                prop_assert!(folded.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'));
            }
        }

        #[test]
        fn case_never_tells_two_people_apart(name in "[a-zA-Z0-9_]{3,30}") {
            prop_assert_eq!(handle(&name), handle(&name.to_ascii_uppercase()));
        }
    }
}
