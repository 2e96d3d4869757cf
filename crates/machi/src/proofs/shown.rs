//! What members and reviewers read of a proof.

use jiff::tz::TimeZone;

use super::queue::Tag;
use crate::accounts::Network;
use crate::notes::disclosure::{self, Label};
use crate::obligations::{Kind, Obligation};
use crate::text::{Lang, Names, when};

/// A text in its language.
pub(super) struct InLang {
    pub(super) tag: &'static str,
    pub(super) text: String,
}

/// What a post must say: any one of these.
pub(super) fn disclosures(column: &str) -> Vec<InLang> {
    let own: Names = serde_json::from_str(column).unwrap_or_default();
    let label = Label::new(disclosure::Kind::FreeTicket, own);
    let one = |lang: Lang| InLang {
        tag: lang.tag(),
        text: label.text(lang),
    };
    Lang::ALL.map(one).into()
}

/// `@name`, with the network where there are several.
pub(super) fn tags(lang: Lang, tags: &[Tag]) -> Vec<String> {
    let network = |tag: &Tag| Network::parse(&tag.network).map(|network| lang.t(network.key()));
    tags.iter()
        .map(|tag| match network(tag) {
            Some(network) => format!("@{} ({network})", tag.name),
            None => format!("@{}", tag.name),
        })
        .collect()
}

/// What is owed, in a line.
pub(super) fn owed(lang: Lang, obligation: &Obligation) -> String {
    match (obligation.kind(), obligation.network()) {
        (Ok(Kind::Post), Some(network)) => {
            let network = lang.t(network.key());
            lang.t_with("proofs-owed-post", &[("network", network.into())])
        }
        (Ok(Kind::Post), None) => lang.t("proofs-owed-any-post"),
        _ => obligation.words.clone(),
    }
}

/// A time on the city's clock.
pub(super) fn at(lang: Lang, zone: &TimeZone, at_ms: i64, now_ms: i64) -> String {
    let today = when::civil(now_ms, zone).date();
    when::day_and_time(lang, when::civil(at_ms, zone), today)
}
