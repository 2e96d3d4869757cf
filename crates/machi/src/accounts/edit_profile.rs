//! Changing one's own profile.

use store::{Tx, args};
use url::Url;

use super::alias::{self, AliasName, Network};
use super::profile::{Profile, profile_of};
use super::sign_up::{display_name_problem, no_such_city};
use super::{Member, languages};
use crate::changes::{self, Change};
use crate::error::{Refusal, Result};
use crate::frame::CityLink;
use crate::ids::CityId;

const BIO_CHARS_MAX: usize = 500;
const LINKS_MAX: usize = 5;
const LINK_CHARS_MAX: usize = 200;

/// What a person fills in about themselves; all of it replaces what was there.
#[derive(Debug, Clone, Default)]
pub struct ProfileForm {
    /// The handle, when it is empty.
    pub display_name: String,
    pub bio: String,
    pub languages: Vec<String>,
    pub other_languages: String,
    /// An archived one only where it was the home city before.
    pub home_city: Option<CityLink>,
    /// Of `http` or `https`; empty ones are left out.
    pub links: Vec<String>,
    pub aliases: Vec<(Network, String)>,
}

struct Checked {
    display_name: String,
    bio: String,
    languages: String,
    home_city: Option<CityId>,
    links: Vec<String>,
    aliases: Vec<(Network, AliasName)>,
}

/// Changes the member's profile; the same again writes nothing. A name elsewhere that an
/// invitation confirmed for another account is refused.
pub async fn edit_profile(tx: &mut Tx, by: &Member, form: &ProfileForm) -> Result<()> {
    let checked = check(form, &by.handle)?;
    let before = profile_of(tx, by.id).await?;
    let mut refusals = Vec::new();
    let home_city = form.home_city.as_ref();
    if home_city.is_some_and(|city| city.archived && before.home_city != Some(city.id)) {
        refusals.push(no_such_city());
    }
    for (network, name) in &checked.aliases {
        if confirmed_for_another(tx, by, *network, name).await? {
            refusals.push(Refusal::new("accounts-alias-taken").on(network.name()));
        }
    }
    Refusal::join(refusals)?;
    if checked.says_the_same_as(&before) {
        return Ok(());
    }
    tx.execute(
        "update account set display_name = $2, bio = $3, languages = $4, home_city_id = $5,
                            changed_at_ms = $6
         where id = $1",
        args![
            by.id,
            checked.display_name,
            checked.bio,
            checked.languages,
            checked.home_city,
            tx.now_ms()
        ],
    )
    .await?;
    set_links(tx, by, &checked.links).await?;
    set_aliases(tx, by, &checked.aliases, &before).await?;
    changes::record(tx, None, Change::AccountChanged { account: by.id }).await
}

impl Checked {
    fn says_the_same_as(&self, before: &Profile) -> bool {
        let known = |(network, name): &(Network, AliasName)| {
            let mut aliases = before.aliases.iter();
            aliases.any(|alias| alias.network == *network && alias.name == name.name)
        };
        self.display_name == before.display_name
            && self.bio == before.bio
            && self.languages == before.languages
            && self.home_city == before.home_city
            && self.links == before.links
            && self.aliases.len() == before.aliases.len()
            && self.aliases.iter().all(known)
    }
}

fn check(form: &ProfileForm, handle: &str) -> Result<Checked> {
    let mut refusals = Vec::new();
    let name = form.display_name.trim();
    refusals.extend(display_name_problem(name));
    let bio = form.bio.trim().replace("\r\n", "\n");
    if bio.chars().count() > BIO_CHARS_MAX {
        let refusal = Refusal::new("accounts-bio-long").with("n", BIO_CHARS_MAX);
        refusals.push(refusal.on("bio"));
    }
    let mut noted = |refusal| refusals.push(refusal);
    let languages = languages::join(&form.languages, &form.other_languages);
    let languages = languages.map_err(&mut noted).unwrap_or_default();
    let links = check_links(&form.links)
        .map_err(&mut noted)
        .unwrap_or_default();
    let mut aliases = Vec::new();
    for (network, typed) in &form.aliases {
        let parsed = alias::parse(*network, typed).map_err(&mut noted);
        aliases.extend(parsed.ok().flatten().map(|name| (*network, name)));
    }
    Refusal::join(refusals)?;
    Ok(Checked {
        display_name: if name.is_empty() { handle } else { name }.to_owned(),
        bio,
        languages,
        home_city: form.home_city.as_ref().map(|city| city.id),
        links,
        aliases,
    })
}

fn check_links(typed: &[String]) -> Result<Vec<String>, Refusal> {
    let mut links: Vec<String> = Vec::new();
    for link in typed.iter().map(|link| link.trim()) {
        if link.is_empty() {
            continue;
        }
        let url = Url::parse(link).ok().filter(|url| {
            matches!(url.scheme(), "http" | "https")
                && url.has_host()
                && url.username().is_empty()
                && url.as_str().len() <= LINK_CHARS_MAX
        });
        let url = url.ok_or_else(|| Refusal::new("accounts-link-form").on("links"))?;
        if !links.iter().any(|known| known == url.as_str()) {
            links.push(url.into());
        }
        if links.len() > LINKS_MAX {
            let refusal = Refusal::new("accounts-links-many").with("n", LINKS_MAX);
            return Err(refusal.on("links"));
        }
    }
    Ok(links)
}

pub(super) async fn confirmed_for_another(
    tx: &mut Tx,
    by: &Member,
    network: Network,
    name: &AliasName,
) -> Result<bool> {
    let holder = tx
        .all::<(i64,)>(
            "select account_id from alias where folded = $1 and network = $2
             and account_id <> $3 and confirmed_at_ms is not null limit 1",
            args![name.folded, network.name(), by.id],
        )
        .await?;
    Ok(!holder.is_empty())
}

async fn set_links(tx: &mut Tx, by: &Member, links: &[String]) -> Result<()> {
    tx.execute(
        "delete from account_link where account_id = $1",
        args![by.id],
    )
    .await?;
    for (position, url) in (0_i64..).zip(links) {
        tx.execute(
            "insert into account_link (account_id, position, url) values ($1, $2, $3)",
            args![by.id, position, url],
        )
        .await?;
    }
    Ok(())
}

/// A name that stays the same stays confirmed; another is not.
async fn set_aliases(
    tx: &mut Tx,
    by: &Member,
    aliases: &[(Network, AliasName)],
    before: &Profile,
) -> Result<()> {
    for alias in &before.aliases {
        if aliases.iter().all(|(network, _)| *network != alias.network) {
            tx.execute(
                "delete from alias where account_id = $1 and network = $2",
                args![by.id, alias.network.name()],
            )
            .await?;
        }
    }
    for (network, name) in aliases {
        alias::put(tx, by.id, *network, name).await?;
    }
    Ok(())
}
