//! The page of a person: who they are, and in tabs what they wrote and where they belong.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use store::Tx;

use super::follow_button::FollowView;
use super::seen::{Seen, person};
use crate::accounts::person_tabs::{Side, Tab, person_tabs};
use crate::accounts::{Member, Profile, Reader, hue, languages, letter};
use crate::app::App;
use crate::cities::{Cities, CityPeople};
use crate::collections::Wall;
use crate::communities::{self, CommunityPeople};
use crate::error::Result;
use crate::frame::{self, CityHere, CityLinks, Page};
use crate::ids::{AccountId, NoteId};
use crate::notes::{self, Wanted};
use crate::social::Viewers;

struct AliasLine {
    network: String,
    name: String,
    url: String,
    confirmed: bool,
}

struct CommunityLine {
    name: String,
    description: String,
}

/// What the chosen tab shows.
enum Shown {
    Notes(Wall),
    Cities(Vec<CityHere>),
    Communities(Vec<CommunityLine>),
}

impl Shown {
    fn side(&self) -> Side {
        match self {
            Self::Notes(_) => Side::Notes,
            Self::Cities(_) => Side::Cities,
            Self::Communities(_) => Side::Communities,
        }
    }
}

#[derive(Template)]
#[template(path = "people/profile.html")]
struct ProfilePage {
    page: Page,
    letter: String,
    hue: u8,
    home_city: Option<CityHere>,
    languages: Vec<String>,
    aliases: Vec<AliasLine>,
    follow: FollowView,
    muted: bool,
    tabs: [Tab; 4],
    shown: Shown,
    profile: Profile,
}

/// All that one sees of somebody whom one blocks.
#[derive(Template)]
#[template(path = "people/blocked.html")]
struct BlockedPage {
    page: Page,
    letter: String,
    hue: u8,
    profile: Profile,
}

#[derive(Deserialize)]
pub(super) struct Before {
    before: Option<NoteId>,
}

pub(super) async fn posted(
    State(app): State<App>,
    page: Page,
    Reader(reader): Reader,
    Extension(cities): Extension<CityLinks>,
    Path(handle): Path<String>,
    Query(asked): Query<Before>,
) -> Result<Response> {
    let seen = person(&app, reader.as_ref(), &handle).await?;
    let viewer = app.view::<Viewers>()?;
    let viewer = viewer
        .of(&app, reader.as_ref().map(|reader| reader.id))
        .await?;
    let wanted = Wanted::Author(seen.id());
    let listed = app
        .read(async |tx: &mut Tx| notes::list(tx, &wanted, &viewer, asked.before).await)
        .await?;
    let next = listed
        .next
        .map(|id| format!("/people/{}?before={id}", seen.profile.handle));
    let wall = Wall::of(&app, &page, &listed.notes, next).await?;
    answer(
        &app,
        page,
        reader.as_ref(),
        &cities,
        seen,
        Shown::Notes(wall),
    )
}

/// To what a person belongs; the route says to which kind.
#[derive(Debug, Clone, Copy)]
pub(super) enum Belonging {
    Cities,
    Communities,
}

pub(super) async fn belongs(
    State(app): State<App>,
    page: Page,
    Reader(reader): Reader,
    Extension(cities): Extension<CityLinks>,
    Path(handle): Path<String>,
    Extension(to): Extension<Belonging>,
) -> Result<Response> {
    let seen = person(&app, reader.as_ref(), &handle).await?;
    let shown = match to {
        Belonging::Cities => Shown::Cities(cities_of(&app, &page, seen.id())?),
        Belonging::Communities => Shown::Communities(communities_of(&app, &page, seen.id())?),
    };
    answer(&app, page, reader.as_ref(), &cities, seen, shown)
}

fn cities_of(app: &App, page: &Page, account: AccountId) -> Result<Vec<CityHere>> {
    let people = app.view::<CityPeople>()?;
    let cities = app.view::<Cities>()?.all();
    let joined = cities
        .iter()
        .filter(|city| people.members.has(city.id, account));
    let here = |slug: &str, name: &str| CityHere {
        slug: slug.to_owned(),
        name: name.to_owned(),
    };
    Ok(joined
        .map(|city| here(&city.slug, city.names.get(page.lang)))
        .collect())
}

fn communities_of(app: &App, page: &Page, account: AccountId) -> Result<Vec<CommunityLine>> {
    let people = app.view::<CommunityPeople>()?;
    let all = communities::all(app)?;
    let joined = all
        .iter()
        .filter(|community| people.0.has(community.id, account));
    Ok(joined
        .map(|community| CommunityLine {
            name: community.names.get(page.lang).to_owned(),
            description: community.descriptions.get(page.lang).to_owned(),
        })
        .collect())
}

fn answer(
    app: &App,
    page: Page,
    reader: Option<&Member>,
    cities: &CityLinks,
    seen: Seen,
    shown: Shown,
) -> Result<Response> {
    let profile = &seen.profile;
    let title = format!("{} (@{})", profile.display_name, profile.handle);
    let (letter, hue) = (letter(&profile.display_name), hue(profile.id));
    if seen.is_blocked() {
        return frame::html(&BlockedPage {
            page: page.titled(title).hidden_from_search(),
            letter,
            hue,
            profile: seen.profile,
        });
    }
    let page = page
        .titled(title)
        .described(profile.bio.as_str())
        .syndicated_at(format!("/people/{}/notes", profile.handle));
    frame::html(&ProfilePage {
        letter,
        hue,
        home_city: home_city(&page, profile, cities),
        languages: languages::shown(&profile.languages),
        aliases: aliases(&page, profile),
        follow: FollowView::of(app, reader, &seen, &page.path)?,
        muted: seen.is_muted(),
        tabs: person_tabs(&page, &profile.handle, shown.side()),
        shown,
        page,
        profile: seen.profile,
    })
}

fn home_city(page: &Page, profile: &Profile, cities: &CityLinks) -> Option<CityHere> {
    let id = profile.home_city?;
    let home = cities.0.iter().find(|city| city.id == id)?;
    Some(CityHere {
        slug: home.slug.clone(),
        name: home.names.get(page.lang).to_owned(),
    })
}

fn aliases(page: &Page, profile: &Profile) -> Vec<AliasLine> {
    let line = |alias: &crate::accounts::profile::Alias| AliasLine {
        network: page.t(alias.network.key()),
        name: alias.name.clone(),
        url: alias.network.url(&alias.name),
        confirmed: alias.confirmed,
    };
    profile.aliases.iter().map(line).collect()
}
