//! What others see of the member.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::{Tab, settled, tabs};
use crate::accounts::page::{LanguageChoice, home_cities, home_city, language_choices};
use crate::accounts::profile::profile_of;
use crate::accounts::{Member, Network, Profile, ProfileForm, edit_profile, languages};
use crate::app::App;
use crate::error::{Error, Result};
use crate::frame::form::{Problems, done};
use crate::frame::{self, CityHere, CityLinks, Page};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    display_name: String,
    bio: String,
    languages: Vec<String>,
    other_languages: String,
    home_city: String,
    /// One a line.
    links: String,
    instagram: String,
    tiktok: String,
    xiaohongshu: String,
}

impl Typed {
    fn from_profile(profile: &Profile, cities: &CityLinks) -> Self {
        let alias = |network| {
            let found = profile
                .aliases
                .iter()
                .find(|alias| alias.network == network);
            found.map_or_else(String::new, |alias| alias.name.clone())
        };
        let home = profile
            .home_city
            .and_then(|id| cities.0.iter().find(|city| city.id == id));
        Self {
            display_name: profile.display_name.clone(),
            bio: profile.bio.clone(),
            languages: profile.languages.split(' ').map(str::to_owned).collect(),
            other_languages: languages::others(&profile.languages),
            home_city: home.map_or_else(String::new, |city| city.slug.clone()),
            links: profile.links.join("\n"),
            instagram: alias(Network::Instagram),
            tiktok: alias(Network::Tiktok),
            xiaohongshu: alias(Network::Xiaohongshu),
        }
    }

    fn alias(&self, network: Network) -> &str {
        match network {
            Network::Instagram => &self.instagram,
            Network::Tiktok => &self.tiktok,
            Network::Xiaohongshu => &self.xiaohongshu,
        }
    }

    fn to_form(&self, cities: &CityLinks) -> Result<ProfileForm> {
        Ok(ProfileForm {
            display_name: self.display_name.clone(),
            bio: self.bio.clone(),
            languages: self.languages.clone(),
            other_languages: self.other_languages.clone(),
            home_city: home_city(cities, &self.home_city)?,
            links: self.links.lines().map(str::to_owned).collect(),
            aliases: Network::ALL
                .map(|network| (network, self.alias(network).to_owned()))
                .into(),
        })
    }
}

struct AliasField {
    field: &'static str,
    name: String,
    typed: String,
}

#[derive(Template)]
#[template(path = "accounts/settings_profile.html")]
struct ProfilePage {
    page: Page,
    tabs: Vec<Tab>,
    problems: Problems,
    languages: [LanguageChoice; 4],
    home_cities: Vec<CityHere>,
    aliases: [AliasField; 3],
    handle: String,
    typed: Typed,
}

impl ProfilePage {
    fn new(
        page: Page,
        cities: &CityLinks,
        member: &Member,
        problems: Problems,
        typed: Typed,
    ) -> Self {
        Self {
            home_cities: home_cities(cities, &typed.home_city, page.lang),
            tabs: tabs(&page),
            problems,
            languages: language_choices(|lang| typed.languages.iter().any(|tag| tag == lang.tag())),
            aliases: Network::ALL.map(|network| AliasField {
                field: network.name(),
                name: page.t(network.key()),
                typed: typed.alias(network).to_owned(),
            }),
            handle: member.handle.clone(),
            page: settled(page),
            typed,
        }
    }
}

pub(super) async fn show(
    State(app): State<App>,
    page: Page,
    member: Member,
    Extension(cities): Extension<CityLinks>,
) -> Result<Response> {
    let profile = app
        .read(async |tx: &mut Tx| profile_of(tx, member.id).await)
        .await?;
    let typed = Typed::from_profile(&profile, &cities);
    let view = ProfilePage::new(page, &cities, &member, Problems::default(), typed);
    frame::html(&view)
}

pub(super) async fn save(
    State(app): State<App>,
    page: Page,
    member: Member,
    Extension(cities): Extension<CityLinks>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let saved = async {
        let form = typed.to_form(&cities)?;
        app.write(async |tx: &mut Tx| edit_profile(tx, &member, &form).await)
            .await
    };
    match saved.await {
        Ok(()) => {
            let profile = format!("/people/{}", member.handle);
            Ok(done(&profile, "notice-profile-saved"))
        }
        Err(Error::Refused(refusal)) => {
            let problems = Problems::of(&refusal, page.lang);
            let view = ProfilePage::new(page, &cities, &member, problems, typed);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::html(&view)?).into_response())
        }
        Err(error) => Err(error),
    }
}
