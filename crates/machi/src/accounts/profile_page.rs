//! The page of a person.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use store::Tx;

use super::profile::{Profile, profile};
use super::{Reader, avatar, languages};
use crate::app::App;
use crate::error::Result;
use crate::frame::{self, CityHere, CityLinks, Page};

struct AliasLine {
    network: String,
    name: String,
    url: String,
    confirmed: bool,
}

#[derive(Template)]
#[template(path = "accounts/profile.html")]
struct ProfilePage {
    page: Page,
    letter: String,
    hue: u8,
    home_city: Option<CityHere>,
    languages: Vec<String>,
    aliases: Vec<AliasLine>,
    own: bool,
    profile: Profile,
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    Reader(reader): Reader,
    Extension(cities): Extension<CityLinks>,
    Path(handle): Path<String>,
) -> Result<Response> {
    let profile = app
        .read(async |tx: &mut Tx| profile(tx, &handle).await)
        .await?;
    let home = profile
        .home_city
        .and_then(|id| cities.0.iter().find(|city| city.id == id));
    let home_city = home.map(|city| city.here(page.lang));
    let aliases = profile.aliases.iter().map(|alias| AliasLine {
        network: page.t(alias.network.key()),
        name: alias.name.clone(),
        url: alias.network.url(&alias.name),
        confirmed: alias.confirmed,
    });
    let title = format!("{} (@{})", profile.display_name, profile.handle);
    frame::html(&ProfilePage {
        letter: avatar::letter(&profile.display_name),
        hue: avatar::hue(profile.id),
        languages: languages::shown(&profile.languages),
        aliases: aliases.collect(),
        home_city,
        own: reader.is_some_and(|reader| reader.id == profile.id),
        page: page.titled(title).described(profile.bio.as_str()),
        profile,
    })
}
