//! The front door, a city's neighbourhoods, and the buttons of joining and asking.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use axum_extra::extract::Form;
use serde::Deserialize;
use store::Tx;

use super::hero::Hero;
use super::outline::{self, DistrictView};
use crate::accounts::{Member, Reader};
use crate::app::App;
use crate::cities::{Cities, City, InCity, join, petition};
use crate::error::{Error, Result};
use crate::frame::form::{done, local_path, wants_fragment};
use crate::frame::{Page, html};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(gallery))
        .route("/cities", get(gallery))
        .route("/cities/{city}/neighbourhoods", get(neighbourhoods))
        .route("/cities/{city}/membership", post(set_membership))
        .route("/cities/{city}/petition", post(set_petition))
}

#[derive(Template)]
#[template(path = "gallery/gallery.html")]
struct GalleryPage {
    page: Page,
    open: Vec<Hero>,
    petitions: Vec<Hero>,
    archived: Vec<Hero>,
}

async fn gallery(State(app): State<App>, Reader(reader): Reader, page: Page) -> Result<Response> {
    let mut open = Hero::all(&app, &page, reader.as_ref())?;
    let mut petitions = open.split_off(open.partition_point(Hero::is_open));
    let archived = petitions.split_off(petitions.partition_point(Hero::is_petition));
    let title = page.t("gallery-title");
    let page = page.titled(title);
    let described = page.t("gallery-description");
    let mut page = page.described(described);
    if let Some(first) = open.first() {
        page = page.pictured(&first.share_card);
    }
    html(&GalleryPage {
        page,
        open,
        petitions,
        archived,
    })
}

#[derive(Template)]
#[template(path = "gallery/neighbourhoods.html")]
struct NeighbourhoodsPage {
    page: Page,
    slug: String,
    district_word: String,
    districts: Vec<DistrictView>,
    count: usize,
}

async fn neighbourhoods(page: Page, InCity(city): InCity) -> Result<Response> {
    let name = city.names.get(page.lang).to_owned();
    let title = page.t1("gallery-neighbourhoods-title", "city", name.as_str());
    let described = page.lang.t_with(
        "gallery-neighbourhoods-lead",
        &[
            ("city", name.into()),
            ("n", city.neighbourhoods.len().into()),
        ],
    );
    html(&NeighbourhoodsPage {
        districts: outline::by_district(&city, page.lang),
        count: city.neighbourhoods.len(),
        slug: city.slug.clone(),
        district_word: city.district_names.get(page.lang).to_owned(),
        page: page
            .titled(title)
            .described(described)
            .in_city(&city.slug, &city.names),
    })
}

#[derive(Deserialize)]
struct MembershipForm {
    joined: bool,
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "gallery/join_button.html")]
struct JoinButton {
    page: Page,
    hero: Hero,
}

#[derive(Template)]
#[template(path = "gallery/petition_button.html")]
struct PetitionButton {
    page: Page,
    hero: Hero,
}

/// Joins or leaves the city; answers with its button.
async fn set_membership(
    State(app): State<App>,
    member: Member,
    InCity(city): InCity,
    headers: HeaderMap,
    page: Page,
    Form(form): Form<MembershipForm>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| {
        if form.joined {
            join::join(tx, &member, city.id).await
        } else {
            join::leave(tx, &member, city.id).await
        }
    })
    .await?;
    if wants_fragment(&headers) {
        let mut hero = fresh(&app, &page, &member, &city).await?;
        // The view may not be there yet; the command is.
        hero.joined = form.joined;
        return html(&JoinButton { hero, page });
    }
    let notice = if form.joined {
        "notice-city-joined"
    } else {
        "notice-city-left"
    };
    let home = format!("/cities/{}", city.slug);
    Ok(done(local_path(&form.next, &home), notice))
}

#[derive(Deserialize)]
struct PetitionForm {
    signed: bool,
    #[serde(default)]
    next: String,
}

/// Signs the petition or takes the signature back; answers with its button.
async fn set_petition(
    State(app): State<App>,
    member: Member,
    InCity(city): InCity,
    headers: HeaderMap,
    page: Page,
    Form(form): Form<PetitionForm>,
) -> Result<Response> {
    app.write(async |tx: &mut Tx| {
        if form.signed {
            petition::sign(tx, &member, city.id).await
        } else {
            petition::withdraw(tx, &member, city.id).await
        }
    })
    .await?;
    if wants_fragment(&headers) {
        let mut hero = fresh(&app, &page, &member, &city).await?;
        hero.signed = form.signed;
        return html(&PetitionButton { hero, page });
    }
    let notice = if form.signed {
        "notice-petition-signed"
    } else {
        "notice-petition-withdrawn"
    };
    let home = format!("/cities/{}", city.slug);
    Ok(done(local_path(&form.next, &home), notice))
}

/// The city as this member sees it right after their own write.
async fn fresh(app: &App, page: &Page, member: &Member, city: &City) -> Result<Hero> {
    app.see_own_write().await;
    let city = app
        .view::<Cities>()?
        .by_id(city.id)
        .ok_or(Error::NotFound)?;
    Hero::of(app, page, Some(member), &city)
}
