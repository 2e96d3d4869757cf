//! The ways to take what a page lists along: a calendar, feeds, a list for another site.

use super::filter::Asked;
use crate::cities::City;
use crate::frame::Page;

/// The view struct of `agenda/subscribe.html`; all but `embed` are full addresses.
pub(super) struct Subscribe {
    /// Opens the reader's own calendar.
    pub(super) webcal: String,
    pub(super) calendar: String,
    pub(super) atom: String,
    pub(super) rss: String,
    /// The page that makes a list for another site.
    pub(super) embed: String,
}

impl Subscribe {
    /// What is on in the city, by the filters; a calendar goes on, so that it has no end.
    pub(super) fn of_city(page: &Page, city: &City, asked: &Asked) -> Self {
        let asked = asked.with("when", None).with("near", None);
        let path = format!("/cities/{}", city.slug);
        Self::at(page, city, &path, &asked, &asked)
    }

    /// What is on at the place at `path`.
    pub(super) fn of_place(page: &Page, city: &City, path: &str, id: &str) -> Self {
        let here = Asked {
            place: Some(id.to_owned()),
            ..Asked::default()
        };
        Self::at(page, city, path, &Asked::default(), &here)
    }

    fn at(page: &Page, city: &City, path: &str, asked: &Asked, embedded: &Asked) -> Self {
        let full = |ending: &str| {
            let address = asked.address(&format!("{path}/{ending}"));
            let mark = if address.contains('?') { '&' } else { '?' };
            // Without a language it speaks the city's own.
            let lang = (page.lang != city.locale).then(|| format!("{mark}lang={}", page.lang));
            page.absolute(&(address + &lang.unwrap_or_default()))
        };
        let calendar = full("calendar.ics");
        let rest = calendar.split_once("://").map_or("", |(_, rest)| rest);
        Self {
            webcal: format!("webcal://{rest}"),
            atom: full("events.atom"),
            rss: full("events.rss"),
            embed: embedded.address(&format!("/cities/{}/embed", city.slug)),
            calendar,
        }
    }
}
