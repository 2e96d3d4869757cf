//! What a calendar, a feed or a list for another site is about: a city, a place, a community.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use std::collections::HashMap;
use store::Tx;

use crate::accounts;
use crate::agenda::{Agenda, Asked, Asking, Filter, Hit, PriceFilter};
use crate::app::App;
use crate::cities::{Cities, City, InCity};
use crate::communities::InCommunity;
use crate::error::{Error, Refusal, Result};
use crate::frame::language;
use crate::ids::PlaceId;
use crate::places;
use crate::text::Lang;

/// What somebody takes away, in one language for everybody: the one that the address asks for
/// (`?lang=ja`), else the city's own.
#[derive(Debug, Clone)]
pub struct Subject {
    pub lang: Lang,
    /// The address names no other.
    pub is_own_lang: bool,
    /// "What's on in Tokyo · Food".
    pub name: String,
    /// Of the same for ever: `cities/12`.
    pub key: String,
    /// The page that shows the same, and where its calendar, feeds and list stand: paths.
    pub page: String,
    pub path: String,
    /// The filters of the address.
    pub asked: Asked,
    /// Where to look, and for what.
    pub parts: Vec<(Arc<City>, Filter)>,
}

impl FromRequestParts<App> for Subject {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let Path(named) = Path::<HashMap<String, String>>::from_request_parts(parts, app)
            .await
            .map_err(|_| Error::NotFound)?;
        let lang = language::asked(parts.uri.query().unwrap_or_default());
        if let Some(place) = named.get("place") {
            let place = place.parse().map_err(|_| Error::NotFound)?;
            return Self::of_place(app, place, lang).await;
        }
        if named.contains_key("community") {
            let InCommunity(community) = InCommunity::from_request_parts(parts, app).await?;
            return Self::of_community(app, &community, lang);
        }
        let InCity(city) = InCity::from_request_parts(parts, app).await?;
        let asked = Query::<Asked>::try_from_uri(&parts.uri);
        let Query(asked) = asked.map_err(|_| Refusal::new("error-malformed"))?;
        let mut subject = Self::of_city(city, asked, lang)?;
        if let Some(organiser) = subject
            .parts
            .first()
            .and_then(|(_, filter)| filter.organiser)
        {
            let name = app
                .read(async |tx: &mut Tx| accounts::named::display_name(tx, organiser).await)
                .await?;
            subject.name = format!("{} · {}", name.ok_or(Error::NotFound)?, subject.name);
        }
        Ok(subject)
    }
}

impl Subject {
    /// The next events, each once, the first ones first, with their cities.
    pub fn next(&self, app: &App, limit: usize) -> Result<Vec<(Arc<City>, Hit)>> {
        let view = app.view::<Agenda>()?;
        let mut hits = Vec::new();
        for (city, filter) in &self.parts {
            let asking = Asking {
                now_ms: app.now_ms(),
                cheap_up_to_minor: city.cheap_up_to_minor,
            };
            let listing = view.city(city.id).list(filter, asking, None, limit);
            hits.extend(listing.hits.into_iter().map(|hit| (city.clone(), hit)));
        }
        if self.parts.len() > 1 {
            hits.sort_by_key(|(_, hit)| hit.occurrence.times.starts_at_ms);
            hits.truncate(limit);
        }
        Ok(hits)
    }

    /// What stands behind each of its addresses: empty, or `?…` with the filters and the language.
    pub fn query(&self) -> String {
        let lang = [("lang", self.lang.tag())];
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(self.asked.pairs())
            .extend_pairs(lang.iter().filter(|_| !self.is_own_lang))
            .finish();
        if query.is_empty() {
            query
        } else {
            format!("?{query}")
        }
    }

    /// # Errors
    /// Refused for a filter that the city does not know: who subscribed to little must not get
    /// everything when a neighbourhood is renamed.
    pub fn of_city(city: Arc<City>, asked: Asked, lang: Option<Lang>) -> Result<Self> {
        let (filter, wrong) = Filter::read(&asked, &city);
        Refusal::join(wrong)?;
        let is_own_lang = lang.is_none();
        let lang = lang.unwrap_or(city.locale);
        let asked = asked.with("after", None);
        let path = format!("/cities/{}", city.slug);
        Ok(Self {
            name: named(&city, &asked, &filter, lang),
            key: asked.address(&format!("cities/{}", city.id)),
            page: asked.address(&format!("{path}/agenda")),
            path,
            is_own_lang,
            lang,
            asked,
            parts: vec![(city, filter)],
        })
    }

    pub async fn of_place(app: &App, place: PlaceId, lang: Option<Lang>) -> Result<Self> {
        let place = app
            .read(async |tx: &mut Tx| places::find(tx, place).await)
            .await?;
        let city = app.view::<Cities>()?.by_id(place.city);
        let city = city.ok_or(Error::NotFound)?;
        let is_own_lang = lang.is_none();
        let lang = lang.unwrap_or(city.locale);
        let path = format!("/places/{}", place.id);
        let filter = Filter {
            place: Some(place.id),
            ..Filter::default()
        };
        Ok(Self {
            name: format!("{} · {}", place.names.get(lang), city.names.get(lang)),
            key: format!("places/{}", place.id),
            page: path.clone(),
            path,
            is_own_lang,
            lang,
            asked: Asked::default(),
            parts: vec![(city, filter)],
        })
    }

    /// In every city.
    pub fn of_community(
        app: &App,
        community: &crate::cities::Community,
        lang: Option<Lang>,
    ) -> Result<Self> {
        let is_own_lang = lang.is_none();
        let lang = lang.unwrap_or_default();
        let filter = Filter {
            community: Some(community.id),
            ..Filter::default()
        };
        let cities = app.view::<Cities>()?.all().into_iter();
        Ok(Self {
            name: community.names.get(lang).to_owned(),
            key: format!("communities/{}", community.id),
            page: "/cities".to_owned(),
            path: format!("/communities/{}", community.slug),
            is_own_lang,
            lang,
            asked: Asked::default(),
            parts: cities.map(|city| (city, filter.clone())).collect(),
        })
    }
}

/// "What's on in Tokyo · Food · Free".
fn named(city: &City, asked: &Asked, filter: &Filter, lang: Lang) -> String {
    let community = filter.community.and_then(|id| {
        let found = city.communities.iter().find(|community| community.id == id);
        Some(found?.names.get(lang).to_owned())
    });
    let hood = filter.neighbourhood.and_then(|id| city.neighbourhood(id));
    let price = filter.price.map(|price| match price {
        PriceFilter::Free => lang.t("agenda-free"),
        PriceFilter::Cheap => lang.t("agenda-cheap"),
    });
    let words = asked.q.as_deref().map(str::trim).map(str::to_owned);
    let all = lang.t_with("agenda-all-of", &[("city", city.names.get(lang).into())]);
    let parts = [
        community,
        hood.map(|hood| hood.names.get(lang).to_owned()),
        price,
        words.filter(|words| !words.is_empty()),
    ];
    let parts = std::iter::once(all).chain(parts.into_iter().flatten());
    parts.collect::<Vec<_>>().join(" · ")
}
