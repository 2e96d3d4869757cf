//! The names that people have elsewhere, in each network's own form.

use serde::{Deserialize, Serialize};
use store::{Tx, args};

use crate::error::{Refusal, Result};
use crate::ids::AccountId;

/// Where a person is known by another name.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Network {
    Instagram,
    Tiktok,
    Xiaohongshu,
}

impl Network {
    pub const ALL: [Self; 3] = [Self::Instagram, Self::Tiktok, Self::Xiaohongshu];

    /// As the `network` column holds it, and as the form's field is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Instagram => "instagram",
            Self::Tiktok => "tiktok",
            Self::Xiaohongshu => "xiaohongshu",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|network| network.name() == name)
    }

    /// The locale key of its name: Xiaohongshu has one of its own in each script.
    pub fn key(self) -> &'static str {
        match self {
            Self::Instagram => "accounts-instagram",
            Self::Tiktok => "accounts-tiktok",
            Self::Xiaohongshu => "accounts-xiaohongshu",
        }
    }

    /// Where the name is found. Xiaohongshu's profiles have addresses of numbers, so that one is
    /// a search.
    pub fn url(self, name: &str) -> String {
        let escaped: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
        match self {
            Self::Instagram => format!("https://www.instagram.com/{escaped}/"),
            Self::Tiktok => format!("https://www.tiktok.com/@{escaped}"),
            Self::Xiaohongshu => {
                format!("https://www.xiaohongshu.com/search_result?keyword={escaped}")
            }
        }
    }

    fn chars_max(self) -> usize {
        match self {
            Self::Instagram => 30,
            Self::Tiktok | Self::Xiaohongshu => 24,
        }
    }

    fn allows(self, c: char) -> bool {
        match self {
            Self::Instagram | Self::Tiktok => c.is_ascii_alphanumeric() || matches!(c, '_' | '.'),
            // A nickname in any script, or the number that the app calls a RED ID.
            Self::Xiaohongshu => c.is_alphanumeric() || matches!(c, '_' | '.' | '-'),
        }
    }

    fn hosts(self) -> &'static [&'static str] {
        match self {
            Self::Instagram => &["instagram.com/"],
            Self::Tiktok => &["tiktok.com/"],
            Self::Xiaohongshu => &[],
        }
    }
}

/// A name in its network's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AliasName {
    pub name: String,
    /// As it is looked up.
    pub folded: String,
}

/// The name that somebody typed or pasted as an address; none for an empty field.
///
/// # Errors
/// A refusal for the field called after the network.
pub fn parse(network: Network, typed: &str) -> Result<Option<AliasName>, Refusal> {
    let name = bare(network, typed);
    if name.is_empty() {
        return Ok(None);
    }
    let chars = name.chars().count();
    let fits = (2..=network.chars_max()).contains(&chars)
        && name.chars().all(|c| network.allows(c))
        && !name.ends_with('.');
    if !fits {
        return Err(Refusal::new("accounts-alias-form").on(network.name()));
    }
    Ok(Some(AliasName {
        name: name.to_owned(),
        folded: name.to_lowercase(),
    }))
}

/// Writes it. A name that stays the same stays confirmed; another is not.
pub(super) async fn put(
    tx: &mut Tx,
    account: AccountId,
    network: Network,
    name: &AliasName,
) -> Result<()> {
    tx.execute(
        "insert into alias (account_id, network, name, folded) values ($1, $2, $3, $4)
         on conflict (account_id, network) do update set
             name = excluded.name,
             confirmed_at_ms = case when alias.folded = excluded.folded
                                    then alias.confirmed_at_ms end,
             folded = excluded.folded",
        args![account, network.name(), name.name, name.folded],
    )
    .await?;
    Ok(())
}

/// Without the network's address around it, and without a leading `@`.
fn bare(network: Network, typed: &str) -> &str {
    let mut name = typed.trim();
    for host in network.hosts() {
        if let Some((before, path)) = name.split_once(host)
            && matches!(
                before,
                "" | "www." | "https://" | "https://www." | "http://www." | "http://"
            )
        {
            name = path.split(['/', '?', '#']).next().unwrap_or_default();
        }
    }
    name.strip_prefix('@').unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_network_s_names_have_its_form() {
        use Network::{Instagram, Tiktok, Xiaohongshu};
        let cases: [(Network, &str, Option<&str>); 11] = [
            (Instagram, "@Mika.Walks", Some("Mika.Walks")),
            (
                Instagram,
                "https://www.instagram.com/mika.walks/?hl=ja",
                Some("mika.walks"),
            ),
            (Instagram, "mika walks", None),
            (Instagram, "mika-walks", None),
            (Instagram, "https://evil.example/instagram.com/mika", None),
            (Tiktok, "https://www.tiktok.com/@mika", Some("mika")),
            (Tiktok, "mika.", None),
            (Tiktok, &"m".repeat(25), None),
            (Xiaohongshu, "米卡在东京", Some("米卡在东京")),
            (Xiaohongshu, "95270001", Some("95270001")),
            (Xiaohongshu, "米 卡", None),
        ];
        for (network, typed, expected) in cases {
            let name = parse(network, typed).ok().flatten().map(|alias| alias.name);
            assert_eq!(name.as_deref(), expected, "{typed}");
        }
        assert_eq!(parse(Instagram, "@Mika").unwrap().unwrap().folded, "mika");
        assert_eq!(parse(Tiktok, "  ").unwrap(), None);
    }
}
