//! A city's front: picture, name, and the way in.

use crate::accounts::Member;
use crate::app::App;
use crate::cities::{Cities, City, CityPeople, CityState};
use crate::covers::{self, Shape};
use crate::error::Result;
use crate::frame::Page;
use crate::text::{Lang, when};

/// The seed of the picture that stands for a city: the same in every installation.
pub(super) const FRONT: i64 = 0;

/// The view struct of `gallery/hero.html` and of a card in the gallery.
pub struct Hero {
    pub slug: String,
    pub name: String,
    /// The name in the city's own language, with its tag, where that differs.
    pub local_name: Option<(&'static str, String)>,
    pub tagline: String,
    pub cover: String,
    pub share_card: String,
    pub state: CityState,
    /// "It is 18:42 there".
    pub local_time: String,
    pub members: usize,
    pub signatures: usize,
    pub joined: bool,
    pub signed: bool,
    pub signed_in: bool,
}

impl Hero {
    pub fn of(app: &App, page: &Page, reader: Option<&Member>, city: &City) -> Result<Self> {
        let people = app.view::<CityPeople>()?;
        let lang = page.lang;
        let name = city.names.get(lang).to_owned();
        let local = city.names.exact(city.locale).filter(|local| *local != name);
        let now = when::civil(app.now_ms(), &city.zone);
        Ok(Self {
            slug: city.slug.clone(),
            local_name: local.map(|local| (city.locale.tag(), local.to_owned())),
            tagline: city.taglines.get(lang).to_owned(),
            cover: covers::cover_url(city, None, FRONT, Shape::Wide),
            share_card: share_card(app, city, lang),
            state: city.state,
            local_time: when::time(lang, now.time()),
            members: people.members.count(city.id),
            signatures: people.signatures.count(city.id),
            joined: reader.is_some_and(|reader| people.members.has(city.id, reader.id)),
            signed: reader.is_some_and(|reader| people.signatures.has(city.id, reader.id)),
            signed_in: reader.is_some(),
            name,
        })
    }

    /// Every city, as the gallery shows them: open ones first, archived ones last.
    pub fn all(app: &App, page: &Page, reader: Option<&Member>) -> Result<Vec<Self>> {
        let mut cities = app.view::<Cities>()?.all();
        cities.sort_by_key(|city| match city.state {
            CityState::Open => 0,
            CityState::Petition => 1,
            CityState::Archived => 2,
        });
        cities
            .iter()
            .map(|city| Self::of(app, page, reader, city))
            .collect()
    }

    pub fn is_open(&self) -> bool {
        self.state == CityState::Open
    }

    pub fn is_petition(&self) -> bool {
        self.state == CityState::Petition
    }

    pub fn is_archived(&self) -> bool {
        self.state == CityState::Archived
    }
}

/// What a link to the city shows elsewhere.
fn share_card(app: &App, city: &City, lang: Lang) -> String {
    let text = covers::ShareText {
        lang,
        titles: &[city.taglines.get(lang), city.taglines.get(Lang::En)],
        labels: &[],
        lines: &["Machi"],
    };
    covers::share_url(app, city, None, FRONT, text)
}
