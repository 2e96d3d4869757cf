//! What a reader asks of the feed, as it stands in an address.

use std::collections::HashSet;

use serde::Deserialize;
use store::Tx;
use utoipa::IntoParams;

use super::compose::{self, Listing, Tab, Taste};
use super::cursor::Cursor;
use crate::accounts::Member;
use crate::agenda;
use crate::app::App;
use crate::cities::City;
use crate::communities::CommunityPeople;
use crate::error::{Refusal, Result};
use crate::notes::disclosure::shares::{Share, Shares};
use crate::notes::{self, Notes, Wanted, marked};
use crate::social::Viewers;

/// The feed's address after the question mark.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// `for-you` (as without it), `following` or `latest`.
    pub(super) tab: Option<String>,
    /// Latitude and longitude (`40.731,-73.987`): what is near counts for more in For you.
    pub(super) near: Option<String>,
    /// Only what carries this tag, by time.
    pub(super) tag: Option<String>,
    /// Where the page before ended.
    pub(super) after: Option<String>,
}

impl Tab {
    pub(super) const ALL: [Self; 3] = [Self::ForYou, Self::Following, Self::Latest];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ForYou => "for-you",
            Self::Following => "following",
            Self::Latest => "latest",
        }
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            Self::ForYou => "feed-for-you",
            Self::Following => "feed-following",
            Self::Latest => "feed-latest",
        }
    }
}

impl Asked {
    /// What is asked for; with what makes no sense left out and told.
    pub(super) fn read(&self) -> (Tab, Option<Cursor>, Vec<Refusal>) {
        let mut wrong = Vec::new();
        let tab = match &self.tab {
            None => Tab::default(),
            Some(name) => {
                let known = Tab::ALL.into_iter().find(|tab| tab.name() == name);
                known.unwrap_or_else(|| {
                    wrong.push(Refusal::new("agenda-filter-unknown").on("tab"));
                    Tab::default()
                })
            }
        };
        let after = self.after.as_ref().and_then(|text| {
            let cursor = text.parse().ok();
            if cursor.is_none() {
                wrong.push(Refusal::new("agenda-filter-unknown").on("after"));
            }
            cursor
        });
        if self.near.is_some() && self.spot().is_none() {
            wrong.push(Refusal::new("agenda-filter-unknown").on("near"));
        }
        (tab, after, wrong)
    }

    fn spot(&self) -> Option<crate::cities::Spot> {
        agenda::coarse(self.near.as_ref()?)
    }

    /// The reader as the order needs to know them.
    pub(super) async fn taste(
        &self,
        app: &App,
        reader: Option<&Member>,
        city: &City,
    ) -> Result<Taste> {
        let viewer = app.view::<Viewers>()?;
        let people = app.view::<CommunityPeople>()?;
        let joined = |id| reader.is_some_and(|reader| people.0.has(id, reader.id));
        let communities = city.communities.iter().map(|community| community.id);
        Ok(Taste {
            viewer: viewer.of(app, reader.map(|reader| reader.id)).await?,
            joined: communities.filter(|id| joined(*id)).collect::<HashSet<_>>(),
            near: self.spot(),
        })
    }

    /// One page of what is asked for.
    pub(super) async fn listing(
        &self,
        app: &App,
        city: &City,
        tab: Tab,
        taste: &Taste,
        after: Option<Cursor>,
    ) -> Result<Listing> {
        let Some(tag) = &self.tag else {
            let notes = app.view::<Notes>()?;
            let listing = notes.in_city(city.id, |notes| compose::page(notes, tab, taste, after));
            let answered = Share {
                cards: listing.notes.len(),
                sponsored: listing.sponsored,
            };
            app.view::<Shares>()?.count(city.id, app.now_ms(), answered);
            return Ok(listing);
        };
        // What one looks for by its tag is there in full, each with its label.
        let before = match after {
            Some(Cursor::Before(at)) => Some(at.before),
            _ => None,
        };
        let wanted = Wanted::Tag(city.id, marked::fold_tag(tag));
        let listed = app
            .read(async |tx: &mut Tx| notes::list(tx, &wanted, &taste.viewer, before).await)
            .await?;
        Ok(Listing {
            notes: listed.notes,
            next: listed.next.map(|note| Cursor::Before(note.into())),
            ..Listing::default()
        })
    }

    /// The address of the tab, without a page.
    pub(super) fn tab_href(&self, city: &City, tab: Tab) -> String {
        let asked = Self {
            tab: (tab != Tab::default()).then(|| tab.name().to_owned()),
            near: self.near.clone().filter(|_| tab == Tab::ForYou),
            ..Self::default()
        };
        asked.address(&format!("/cities/{}/feed", city.slug))
    }

    /// For You without a place, which the reader's own may be added to.
    pub(super) fn without_near(&self, city: &City) -> String {
        let anywhere = Self {
            near: None,
            ..self.clone()
        };
        anywhere.tab_href(city, Tab::ForYou)
    }

    /// The next page.
    pub(super) fn next(&self, path: &str, cursor: Cursor) -> String {
        let asked = Self {
            after: Some(cursor.to_string()),
            ..self.clone()
        };
        asked.address(path)
    }

    fn address(&self, path: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let pairs = [
            ("tab", &self.tab),
            ("near", &self.near),
            ("after", &self.after),
        ];
        for (name, value) in pairs {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        let query = query.finish();
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        }
    }
}
