//! A text of a member as a page shows it: links made safe, people and tags linked.

use std::collections::HashSet;

use rules::handle;
use store::{Arg, Tx, args};

use super::marked::{self, Piece};
use crate::error::Result;
use crate::ids::AccountId;
use crate::social::Viewer;

/// Handles looked up with one statement.
const BATCH_HANDLES: usize = 20;

/// A piece of a text with where it leads; the view struct of `notes/text.html`.
pub(super) struct Part {
    pub(super) text: String,
    /// Empty for what leads nowhere.
    pub(super) href: String,
    /// Leads to another site.
    pub(super) outside: bool,
}

/// The text in its parts. `people` are the handles that lead somewhere.
pub(super) fn parts(text: &str, city_slug: &str, people: &HashSet<String>) -> Vec<Part> {
    let part = |piece: Piece<'_>| {
        let (text, href) = match piece {
            Piece::Plain(text) => (text, String::new()),
            Piece::Link(text) => (text, text.to_owned()),
            Piece::Mention(text) => (text, person(text, people)),
            Piece::Tag(text) => (text, tag_href(city_slug, &marked::fold_tag(text))),
        };
        Part {
            text: text.to_owned(),
            href,
            outside: matches!(piece, Piece::Link(_)),
        }
    };
    marked::pieces(text).into_iter().map(part).collect()
}

fn person(typed: &str, people: &HashSet<String>) -> String {
    let handle = handle::fold(typed);
    if people.contains(&handle) {
        format!("/people/{handle}")
    } else {
        String::new()
    }
}

/// Where the notes of a city with this tag are.
pub(super) fn tag_href(city_slug: &str, tag: &str) -> String {
    let tag: String = url::form_urlencoded::byte_serialize(tag.as_bytes()).collect();
    format!("/cities/{city_slug}/feed?tab=latest&tag={tag}")
}

/// Those whom the texts name, who are there and not blocked either way.
pub(super) async fn people<'a>(
    tx: &mut Tx,
    reader: &Viewer,
    texts: impl IntoIterator<Item = &'a str>,
) -> Result<HashSet<String>> {
    let named: HashSet<String> = texts.into_iter().flat_map(marked::mentions).collect();
    let named: Vec<String> = named.into_iter().collect();
    let mut people = HashSet::new();
    for batch in named.chunks(BATCH_HANDLES) {
        let rows = tx.all::<(AccountId, String)>(
            "select id, handle from account where handle in ($1, $2, $3, $4, $5, $6, $7, $8, $9,
               $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
            padded(batch),
        );
        let seen = |(id, handle)| (!reader.is_blocked(id)).then_some(handle);
        people.extend(rows.await?.into_iter().filter_map(seen));
    }
    Ok(people)
}

fn padded(batch: &[String]) -> Vec<Arg> {
    let last = batch.last().map(String::as_str).unwrap_or_default();
    let rest = std::iter::repeat(last);
    let handles = batch.iter().map(String::as_str).chain(rest);
    handles
        .take(BATCH_HANDLES)
        .flat_map(|handle| args![handle])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_leads_to() {
        let people = HashSet::from(["mika".to_owned()]);
        let text = "@Mika and @nobody: #銀杏 https://example.org/?a=1&b=2";
        let parts = parts(text, "tokyo", &people);
        let linked: Vec<_> = parts
            .iter()
            .filter(|part| !part.href.is_empty())
            .map(|part| (part.text.as_str(), part.href.as_str(), part.outside))
            .collect();
        let tag = "/cities/tokyo/feed?tab=latest&tag=%E9%8A%80%E6%9D%8F";
        let link = "https://example.org/?a=1&b=2";
        assert_eq!(
            linked,
            [
                ("@Mika", "/people/mika", false),
                ("#銀杏", tag, false),
                (link, link, true),
            ]
        );
    }
}
