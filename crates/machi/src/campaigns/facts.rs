//! What a campaign promises and asks, in words.

use super::found::Campaign;
use super::held::Held;
use super::parts::Parts;
use super::{DAY_MS, HOUR_MS};
use crate::accounts::Network;
use crate::cities::City;
use crate::error::Result;
use crate::frame::Page;
use crate::ids::DrawId;
use crate::notes::disclosure::{self, Label};
use crate::obligations::{Kind, Term};
use crate::text::when;

/// In the reader's language.
pub(super) struct Facts {
    pub(super) about: String,
    pub(super) seats: i64,
    /// Event and beginning, or place with start and end.
    pub(super) date: String,
    pub(super) date_href: String,
    pub(super) selection: String,
    /// The draw's id; empty where nothing is drawn.
    pub(super) draw: String,
    /// Who may apply, one a line; none for everybody.
    pub(super) asks: Vec<String>,
    pub(super) terms: Vec<String>,
    pub(super) tags: String,
    pub(super) disclosure: String,
}

impl Facts {
    pub(super) fn new(
        page: &Page,
        city: &City,
        (campaign, parts): (&Campaign, &Parts),
        (draw, held): (Option<DrawId>, Option<&Held>),
        now_ms: i64,
    ) -> Result<Self> {
        let at = |at_ms| when::moment(page.lang, &city.zone, at_ms, now_ms);
        let starts_at_ms = held.map(Held::starts_at_ms);
        let term = |term: &Term| {
            let by = starts_at_ms.map(|at_ms| at(at_ms + term.due_hours * HOUR_MS));
            term_words(page, term, (campaign.is_visit(), by.unwrap_or_default()))
        };
        let come = page.t(match campaign.is_visit() {
            true => "campaigns-term-come-place",
            false => "campaigns-term-come",
        });
        let terms = std::iter::once(come).chain(parts.terms.iter().map(term));
        let tag =
            |tag: &super::input::TagInput| format!("{} @{}", page.t(tag.network.key()), tag.name);
        let tags: Vec<String> = parts.tags.iter().map(tag).collect();
        let label = Label::new(disclosure::Kind::FreeTicket, campaign.disclosure.clone());
        Ok(Self {
            about: campaign.about.clone(),
            seats: campaign.seats,
            date: held.map_or_else(String::new, |held| held.text(page, city, now_ms)),
            date_href: held.map_or_else(String::new, |held| held.href.clone()),
            selection: selection(page, campaign)?,
            draw: draw.map_or_else(String::new, |draw| draw.to_string()),
            asks: asks(page, city, campaign),
            terms: terms.collect(),
            tags: tags.join(", "),
            disclosure: label.text(page.lang),
        })
    }
}

fn selection(page: &Page, campaign: &Campaign) -> Result<String> {
    Ok(match campaign.selection()? {
        super::found::Selection::Mixed => page.lang.t_with(
            "campaigns-how-mixed",
            &[
                ("hand", campaign.hand_seats.into()),
                ("drawn", (campaign.seats - campaign.hand_seats).into()),
            ],
        ),
        super::found::Selection::Draw => page.t("campaigns-how-draw"),
        super::found::Selection::Hand => page.t("campaigns-how-hand"),
    })
}

fn asks(page: &Page, city: &City, campaign: &Campaign) -> Vec<String> {
    let mut asks = Vec::new();
    if campaign.members_only {
        let name = city.names.get(page.lang);
        asks.push(page.t1("campaigns-asks-city", "city", name));
    }
    let mut communities = city.communities.iter();
    if let Some(community) = communities.find(|known| Some(known.id) == campaign.community_id) {
        let name = community.names.get(page.lang);
        asks.push(page.t1("campaigns-asks-community", "community", name));
    }
    if campaign.posted_days > 0 {
        asks.push(page.tn("campaigns-asks-posted", campaign.posted_days));
    }
    if campaign.reliability_min > 0 {
        asks.push(page.t1("campaigns-asks-reliability", "n", campaign.reliability_min));
    }
    if campaign.not_won_days > 0 {
        asks.push(page.tn("campaigns-asks-not-won", campaign.not_won_days));
    }
    asks
}

/// What is owed, how long after check-in, and until when that is for who comes when it begins.
fn term_words(page: &Page, term: &Term, (is_visit, by): (bool, String)) -> String {
    let what = match term.kind {
        Kind::Come => page.t("campaigns-term-come"),
        Kind::Note if is_visit => page.t("campaigns-term-note-place"),
        Kind::Note => page.t("campaigns-term-note"),
        Kind::Post => {
            let network = term
                .network
                .map_or_else(String::new, |one: Network| page.t(one.key()));
            page.t1("campaigns-term-post", "network", network)
        }
        Kind::Words => term.words.clone(),
    };
    let hours_of_day = DAY_MS / HOUR_MS;
    let days = term.due_hours / hours_of_day;
    let within = match term.due_hours % hours_of_day {
        0 => page.tn("campaigns-within-days", days),
        _ => page.tn("campaigns-within-hours", term.due_hours),
    };
    page.lang.t_with(
        "campaigns-term",
        &[
            ("what", what.into()),
            ("within", within.into()),
            ("by", by.into()),
        ],
    )
}
