//! The address of a post on another network: whether it is one, whose, and the one form in which it is
//! compared and kept.
//!
//! Only its form is looked at; nothing is fetched. The forms are those that the networks' own "copy link"
//! gives: `instagram.com/p|reel|reels|tv/ID`, with the name before it or without, and
//! `tiktok.com/@NAME/video|photo/ID`.

/// An address that is longer is none that a network gives.
pub const CHARS_MAX: usize = 500;

/// Of Instagram's short codes, and of TikTok's numbers.
const ID_CHARS: std::ops::RangeInclusive<usize> = 5..=40;
const HANDLE_CHARS: std::ops::RangeInclusive<usize> = 2..=30;
/// Instagram's own pages, which stand where a name does.
const INSTAGRAM_PAGES: [&str; 6] = ["accounts", "direct", "explore", "reels", "stories", "share"];

/// Where a post is whose address has a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Site {
    Instagram,
    Tiktok,
}

/// A post elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostLink {
    pub site: Site,
    pub id: String,
    /// In lower case, without the sign; Instagram's addresses mostly have none.
    pub handle: Option<String>,
    /// The same for every way to write it; `https`, without what follows the post.
    pub address: String,
}

/// Why an address is not that of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Nothing that a browser would open.
    NoAddress,
    OtherSite,
    /// Of a person, not of what they posted.
    Profile,
    /// Gone after a day.
    Story,
    /// It hides where it leads: the full address is needed.
    Shortened,
    /// On the right site, and still no post.
    NoPost,
}

/// Reads the address of a post.
///
/// # Errors
/// Says why it is none.
pub fn post_link(typed: &str) -> Result<PostLink, Refused> {
    let (host, path) = host_and_path(typed).ok_or(Refused::NoAddress)?;
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match host.as_str() {
        "vm.tiktok.com" | "vt.tiktok.com" | "instagr.am" | "ig.me" => Err(Refused::Shortened),
        _ => match bare(&host) {
            "instagram.com" => instagram(&parts),
            "tiktok.com" => tiktok(&parts),
            _ => Err(Refused::OtherSite),
        },
    }
}

/// The host in lower case and the path, without query and fragment.
fn host_and_path(typed: &str) -> Option<(String, &str)> {
    let typed = typed.trim();
    if typed.len() > CHARS_MAX || typed.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return None;
    }
    let rest = match typed.split_once("://") {
        Some((scheme, rest)) => {
            let web = ["https", "http"]
                .iter()
                .any(|s| scheme.eq_ignore_ascii_case(s));
            web.then_some(rest)?
        }
        None => typed,
    };
    let rest = rest.split(['?', '#']).next()?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    // A name and a password, or a backslash, before what looks like the host lead elsewhere.
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    let host = host.strip_suffix(":443").unwrap_or(host);
    let host = host.strip_suffix(":80").unwrap_or(host);
    let is_host = host.contains('.') && host.chars().all(plain);
    is_host.then(|| (host.to_ascii_lowercase(), path))
}

fn bare(host: &str) -> &str {
    let bare = host
        .strip_prefix("www.")
        .or_else(|| host.strip_prefix("m."));
    bare.unwrap_or(host)
}

fn instagram(parts: &[&str]) -> Result<PostLink, Refused> {
    match parts {
        [] => Err(Refused::NoPost),
        [first, ..] if is(first, "stories") => Err(Refused::Story),
        [first, ..] if is(first, "share") => Err(Refused::Shortened),
        [kind, id, ..] if is_instagram_kind(kind) => instagram_post(id, None),
        [handle, kind, id, ..] if is_instagram_kind(kind) => {
            instagram_post(id, Some(handle_of(handle)?))
        }
        [page, ..] if INSTAGRAM_PAGES.iter().any(|known| is(page, known)) => Err(Refused::NoPost),
        [kind] if is_instagram_kind(kind) => Err(Refused::NoPost),
        [handle, ..] if handle_of(handle).is_ok() => Err(Refused::Profile),
        _ => Err(Refused::NoPost),
    }
}

fn is(part: &str, name: &str) -> bool {
    part.eq_ignore_ascii_case(name)
}

fn is_instagram_kind(part: &str) -> bool {
    ["p", "reel", "reels", "tv"]
        .iter()
        .any(|kind| is(part, kind))
}

/// Each kind of post answers at `/p/` too. The case of a code matters.
fn instagram_post(id: &str, handle: Option<String>) -> Result<PostLink, Refused> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !ID_CHARS.contains(&id.len()) || !id.chars().all(plain) {
        return Err(Refused::NoPost);
    }
    Ok(PostLink {
        site: Site::Instagram,
        address: format!("https://www.instagram.com/p/{id}/"),
        id: id.to_owned(),
        handle,
    })
}

fn tiktok(parts: &[&str]) -> Result<PostLink, Refused> {
    match parts {
        [] => Err(Refused::NoPost),
        [short, _, ..] if is(short, "t") => Err(Refused::Shortened),
        [name, kind, id, ..] if name.starts_with('@') && is_tiktok_kind(kind) => {
            let handle = handle_of(&name[1..])?;
            let is_id = ID_CHARS.contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit());
            if !is_id {
                return Err(Refused::NoPost);
            }
            let kind = kind.to_ascii_lowercase();
            Ok(PostLink {
                site: Site::Tiktok,
                id: (*id).to_owned(),
                address: format!("https://www.tiktok.com/@{handle}/{kind}/{id}"),
                handle: Some(handle),
            })
        }
        [name] if name.starts_with('@') => Err(Refused::Profile),
        _ => Err(Refused::NoPost),
    }
}

fn is_tiktok_kind(part: &str) -> bool {
    is(part, "video") || is(part, "photo")
}

fn handle_of(part: &str) -> Result<String, Refused> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    if HANDLE_CHARS.contains(&part.len()) && part.chars().all(plain) {
        Ok(part.to_ascii_lowercase())
    } else {
        Err(Refused::NoPost)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_way_to_write_a_post_is_one_address() {
        const P: &str = "https://www.instagram.com/p/C1aB_-xY9z0/";
        const V: &str = "https://www.tiktok.com/@mika.walks/video/7301234567890123456";
        let cases = [
            ("https://www.instagram.com/p/C1aB_-xY9z0/", P, None),
            ("http://instagram.com/p/C1aB_-xY9z0", P, None),
            (
                "instagram.com/reel/C1aB_-xY9z0/?igsh=MWQ1&utm_source=ig",
                P,
                None,
            ),
            ("HTTPS://M.Instagram.Com/Reels/C1aB_-xY9z0#x", P, None),
            ("https://www.instagram.com/tv/C1aB_-xY9z0/", P, None),
            (
                " https://www.instagram.com/p/C1aB_-xY9z0/embed/captioned/ ",
                P,
                None,
            ),
            (
                "https://www.instagram.com/Mika.Walks/p/C1aB_-xY9z0/",
                P,
                Some("mika.walks"),
            ),
            (
                "https://instagram.com/mika.walks/reel/C1aB_-xY9z0?x=1",
                P,
                Some("mika.walks"),
            ),
            ("https://www.instagram.com:443//p//C1aB_-xY9z0//", P, None),
            (V, V, Some("mika.walks")),
            (
                "tiktok.com/@Mika.Walks/VIDEO/7301234567890123456/?lang=ja",
                V,
                Some("mika.walks"),
            ),
            (
                "https://m.tiktok.com/@mika.walks/video/7301234567890123456#c",
                V,
                Some("mika.walks"),
            ),
            (
                "https://www.tiktok.com/@mika/photo/7301234567890123456",
                "https://www.tiktok.com/@mika/photo/7301234567890123456",
                Some("mika"),
            ),
        ];
        for (typed, address, handle) in cases {
            let link = post_link(typed).unwrap_or_else(|why| panic!("{typed}: {why:?}"));
            assert_eq!(
                (link.address.as_str(), link.handle.as_deref()),
                (address, handle),
                "{typed}"
            );
            assert_eq!(post_link(&link.address).unwrap().address, address, "again");
        }
    }

    #[test]
    fn what_is_no_post_says_why() {
        use Refused::{NoAddress, OtherSite};
        let long = format!(
            "https://www.instagram.com/p/C1aB_xY9z0/?{}",
            "a".repeat(500)
        );
        for (typed, why) in [
            ("", NoAddress),
            ("my post", NoAddress),
            ("C1aB_-xY9z0", NoAddress),
            ("ftp://instagram.com/p/C1aB_-xY9z0/", NoAddress),
            (
                "javascript://instagram.com/p/C1aB_-xY9z0/%0aalert(1)",
                NoAddress,
            ),
            (
                "https://instagram.com@evil.example/p/C1aB_-xY9z0/",
                NoAddress,
            ),
            (
                "https://evil.example\\instagram.com/p/C1aB_-xY9z0/",
                NoAddress,
            ),
            ("https://instagram.com/p/C1aB _xY9z0/", NoAddress),
            (&long, NoAddress),
            (
                "https://evil.example/instagram.com/p/C1aB_-xY9z0/",
                OtherSite,
            ),
            (
                "https://instagram.com.evil.example/p/C1aB_-xY9z0/",
                OtherSite,
            ),
            ("https://notinstagram.com/p/C1aB_-xY9z0/", OtherSite),
            (
                "https://www.xiaohongshu.com/explore/65a1b2c3d4e5f60718293a4b",
                OtherSite,
            ),
        ] {
            assert_eq!(post_link(typed), Err(why), "{typed}");
        }
    }

    #[test]
    fn what_is_on_the_right_site_and_no_post_says_why() {
        use Refused::{NoAddress, NoPost, Profile, Shortened, Story};
        for (typed, why) in [
            ("https://www.instagram.com/mika.walks/", Profile),
            ("https://www.tiktok.com/@mika", Profile),
            (
                "https://www.instagram.com/stories/mika/3141592653589793238/",
                Story,
            ),
            ("https://vm.tiktok.com/ZMabcdef/", Shortened),
            ("https://vt.tiktok.com/ZMabcdef/", Shortened),
            ("https://www.tiktok.com/t/ZMabcdef/", Shortened),
            ("https://instagr.am/p/C1aB_-xY9z0/", Shortened),
            ("https://www.instagram.com/share/reel/BAabc123/", Shortened),
            ("https://www.instagram.com/", NoPost),
            ("https://www.instagram.com/p/", NoPost),
            ("https://www.instagram.com/p/a/", NoPost),
            ("https://www.instagram.com/p/C1aB%2FxY9z0/", NoPost),
            ("https://www.instagram.com/explore/tags/jazz/", NoPost),
            ("https://www.tiktok.com/@mika/video/abc", NoPost),
            (
                "https://www.tiktok.com/@mi ka/video/7301234567890123456",
                NoAddress,
            ),
            (
                "https://www.tiktok.com/mika/video/7301234567890123456",
                NoPost,
            ),
            ("https://www.tiktok.com/tag/jazz", NoPost),
        ] {
            assert_eq!(post_link(typed), Err(why), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_answered(typed in "\\PC{0,80}") {
            if let Ok(link) = post_link(&typed) {
                prop_assert!(link.address.starts_with("https://www."));
            }
        }
    }
}
