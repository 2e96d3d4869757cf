//! The filters as links that keep each other, each with how many events it would leave.

use std::sync::Arc;

use super::filter::{Asked, Filter, PriceFilter, When};
use super::query::Asking;
use super::view::CityAgenda;
use crate::cities::City;
use crate::text::Lang;

/// One filter to choose or to give up.
pub(super) struct Chip {
    pub(super) href: String,
    pub(super) text: String,
    pub(super) count: usize,
    pub(super) current: bool,
}

/// What the chips stand for and are counted against.
pub(super) struct Chips<'a> {
    pub(super) city: &'a City,
    pub(super) agenda: &'a Arc<CityAgenda>,
    pub(super) asked: &'a Asked,
    pub(super) filter: &'a Filter,
    pub(super) asking: Asking,
    pub(super) lang: Lang,
}

impl Chips<'_> {
    /// Where the list of the city stands.
    pub(super) fn path(&self) -> String {
        format!("/cities/{}/agenda", self.city.slug)
    }

    fn chip(&self, name: &str, value: &str, text: String, count: usize, current: bool) -> Chip {
        let asked = self.asked.with(name, (!current).then_some(value));
        Chip {
            href: asked.address(&self.path()),
            text,
            count,
            current,
        }
    }

    /// Tonight, tomorrow, the weekend, the week.
    pub(super) fn when(&self) -> Vec<Chip> {
        [
            ("tonight", When::Tonight, "agenda-tonight"),
            ("tomorrow", When::Tomorrow, "agenda-tomorrow"),
            ("weekend", When::Weekend, "agenda-weekend"),
            ("week", When::Week, "agenda-week"),
        ]
        .map(|(value, when, key)| {
            let filter = Filter {
                when,
                ..self.filter.clone()
            };
            let count = self.agenda.count(&filter, self.asking);
            self.chip(
                "when",
                value,
                self.lang.t(key),
                count,
                self.filter.when == when,
            )
        })
        .into()
    }

    /// Free, and free or cheap.
    pub(super) fn price(&self) -> Vec<Chip> {
        [
            ("free", PriceFilter::Free, "agenda-free"),
            ("cheap", PriceFilter::Cheap, "agenda-cheap"),
        ]
        .map(|(value, price, key)| {
            let filter = Filter {
                price: Some(price),
                ..self.filter.clone()
            };
            let count = self.agenda.count(&filter, self.asking);
            let current = self.filter.price == Some(price);
            self.chip("price", value, self.lang.t(key), count, current)
        })
        .into()
    }

    /// The communities in which there is something, in the city's order.
    pub(super) fn communities(&self) -> Vec<Chip> {
        let counts = self.agenda.by_community(self.filter, self.asking);
        let chip = |community: &Arc<crate::cities::Community>| {
            let count = counts.get(&community.id).copied().unwrap_or_default();
            let current = self.filter.community == Some(community.id);
            let text = community.names.get(self.lang).to_owned();
            (count > 0 || current)
                .then(|| self.chip("community", &community.slug, text, count, current))
        };
        self.city.communities.iter().filter_map(chip).collect()
    }

    /// The neighbourhoods in which there is something, with their keys; by name.
    pub(super) fn neighbourhoods(&self) -> Vec<Hood> {
        let counts = self.agenda.by_neighbourhood(self.filter, self.asking);
        let mut hoods: Vec<_> = self
            .city
            .neighbourhoods
            .iter()
            .filter_map(|hood| {
                let count = counts.get(&hood.id).copied().unwrap_or_default();
                let current = self.filter.neighbourhood == Some(hood.id);
                let asked = self.asked.with("neighbourhood", Some(&hood.key));
                (count > 0 || current).then(|| Hood {
                    key: hood.key.clone(),
                    href: asked.address(&self.path()),
                    text: hood.names.get(self.lang).to_owned(),
                    count,
                    current,
                })
            })
            .collect();
        hoods.sort_by(|a, b| a.text.cmp(&b.text));
        hoods
    }

    /// Where "near me" leads without a place yet, or back to the whole city.
    pub(super) fn near(&self) -> Chip {
        let current = self.filter.near.is_some();
        self.chip("near", "", self.lang.t("agenda-near"), 0, current)
    }
}

/// A neighbourhood with what is on in it.
pub(super) struct Hood {
    pub(super) key: String,
    pub(super) href: String,
    pub(super) text: String,
    pub(super) count: usize,
    pub(super) current: bool,
}
