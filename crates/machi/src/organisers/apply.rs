//! Asking to publish in a city.

use store::{Tx, args};

use super::application::last_of;
use crate::accounts::{Member, Role};
use crate::changes::{self, Change};
use crate::cities::{City, CityState};
use crate::error::{Refusal, Result};
use crate::events::web_address;
use crate::ids::ApplicationId;
use rules::text;

const NAME_CHARS_MAX: usize = 80;
const ABOUT_CHARS_MAX: usize = 2_000;
/// How long one waits to ask again after a no.
const AGAIN_AFTER_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// What somebody says who asks to publish.
#[derive(Debug, Clone, Default, serde::Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(super) struct Applying {
    /// Under which they publish, 80 characters at most.
    pub(super) name: String,
    /// What they do, 2,000 characters at most.
    pub(super) about: String,
    /// Where to see it: a web address, or empty.
    pub(super) url: String,
}

/// Asks to publish in the city. While nobody has decided, asking again changes what was said.
pub(super) async fn apply(
    tx: &mut Tx,
    by: &Member,
    city: &City,
    applying: &Applying,
) -> Result<ApplicationId> {
    let Applying { name, about, url } = checked(by, city, applying)?;
    let last = last_of(tx, city.id, by.id).await?;
    if let Some(open) = last.as_ref().filter(|last| last.decided_at_ms.is_none()) {
        tx.execute(
            "update organiser_application set name = $2, about = $3, url = $4
             where id = $1 and decided_at_ms is null",
            args![open.id, name, about, url],
        )
        .await?;
        return Ok(open.id);
    }
    let decided_ms = last.and_then(|last| last.decided_at_ms);
    if decided_ms.is_some_and(|at_ms| tx.now_ms() < at_ms + AGAIN_AFTER_MS) {
        return Err(Refusal::new("organisers-too-soon").into());
    }
    let id = ApplicationId::from(tx.new_id());
    tx.execute(
        "insert into organiser_application
           (id, city_id, account_id, name, about, url, created_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![id, city.id, by.id, name, about, url, tx.now_ms()],
    )
    .await?;
    let change = Change::OrganiserApplied {
        application: id,
        by: by.id,
    };
    changes::record(tx, city.id, change).await?;
    Ok(id)
}

fn checked(by: &Member, city: &City, applying: &Applying) -> Result<Applying> {
    if city.state != CityState::Open {
        return Err(Refusal::new("organisers-city-not-open").into());
    }
    if by.holds(Role::Organiser, city.id) {
        return Err(Refusal::new("organisers-already").into());
    }
    let (name, about, url) = (
        applying.name.trim(),
        applying.about.trim(),
        applying.url.trim(),
    );
    let mut refusals = Vec::new();
    if text::is_blank(name) {
        refusals.push(Refusal::new("organisers-name-missing").on("name"));
    } else if name.chars().count() > NAME_CHARS_MAX || name.chars().any(char::is_control) {
        let refusal = Refusal::new("organisers-name-long").with("n", NAME_CHARS_MAX);
        refusals.push(refusal.on("name"));
    }
    if text::is_blank(about) {
        refusals.push(Refusal::new("organisers-about-missing").on("about"));
    } else if about.chars().count() > ABOUT_CHARS_MAX {
        let refusal = Refusal::new("organisers-about-long").with("n", ABOUT_CHARS_MAX);
        refusals.push(refusal.on("about"));
    }
    let address = web_address(url);
    if !url.is_empty() && address.is_none() {
        refusals.push(Refusal::new("organisers-url").on("url"));
    }
    Refusal::join(refusals)?;
    Ok(Applying {
        name: name.to_owned(),
        about: about.to_owned(),
        url: address.unwrap_or_default(),
    })
}
