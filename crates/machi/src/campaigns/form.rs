//! The form of a draft: as it is typed, and what it offers to choose from.

use serde::Deserialize;

use super::found::Selection;
use super::input::{
    AsksInput, CampaignInput, QuestionInput, TagInput, TermInput, VisitInput, no_date,
};
use super::parts::{QUESTIONS_MAX, WORDS_MAX};
use crate::accounts::Network;
use crate::cities::City;
use crate::error::{Refusal, Result};
use crate::frame::Page;
use crate::going::GivableDate;
use crate::ids::PlaceId;
use crate::obligations::Kind;
use crate::places::named::Named;
use crate::text::{Lang, Names, when};

/// Each may be missing; all of it is text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DraftForm {
    pub(super) title: String,
    pub(super) about: String,
    pub(super) community: String,
    pub(super) occurrence: String,
    /// What the place of a visit is called.
    pub(super) place_name: String,
    /// The place's id, once it was chosen; it counts as long as the place is called so.
    pub(super) place: String,
    pub(super) starts: String,
    pub(super) ends: String,
    pub(super) opens: String,
    pub(super) closes: String,
    pub(super) seats: String,
    pub(super) accept_hours: String,
    pub(super) selection: String,
    pub(super) hand_seats: String,
    pub(super) members_only: String,
    pub(super) posted_days: String,
    pub(super) reliability_min: String,
    pub(super) not_won_days: String,
    /// Hours for a note, a post on Instagram and one on TikTok; empty where it is not asked for.
    pub(super) note_hours: String,
    pub(super) instagram_hours: String,
    pub(super) tiktok_hours: String,
    pub(super) words: Vec<String>,
    pub(super) words_hours: Vec<String>,
    pub(super) questions: Vec<String>,
    /// Of those which have to be answered, from 1.
    pub(super) required: Vec<String>,
    pub(super) tag_instagram: String,
    pub(super) tag_tiktok: String,
    pub(super) disclosure_en: String,
    pub(super) disclosure_ja: String,
    pub(super) disclosure_zh: String,
    pub(super) disclosure_ko: String,
}

impl DraftForm {
    /// Of a new campaign.
    pub(super) fn new() -> Self {
        let number = |n: i64| n.to_string();
        Self {
            seats: number(2),
            accept_hours: number(24),
            selection: Selection::Draw.name().to_owned(),
            hand_seats: number(0),
            posted_days: number(0),
            reliability_min: number(0),
            not_won_days: number(0),
            note_hours: number(72),
            instagram_hours: number(72),
            ..Self::default()
        }
    }

    /// Filled in.
    pub(super) fn of(input: &CampaignInput) -> Self {
        let occurrence = match input.occurrence == no_date() {
            true => String::new(),
            false => input.occurrence.to_string(),
        };
        let visit = input.visit.as_ref();
        let hours = |kind, network| {
            let mut terms = input.terms.iter();
            let term = terms.find(|term| term.kind == kind && term.network == network);
            term.map_or_else(String::new, |term| term.due_hours.to_string())
        };
        let tag = |network| {
            let mut tags = input.tags.iter();
            let tag = tags.find(|tag| tag.network == network);
            tag.map_or_else(String::new, |tag| tag.name.clone())
        };
        let says = |lang| input.disclosure.exact(lang).unwrap_or_default().to_owned();
        let words = || input.terms.iter().filter(|term| term.kind == Kind::Words);
        let required = (1..).zip(&input.questions).filter(|(_, one)| one.required);
        Self {
            title: input.title.clone(),
            about: input.about.clone(),
            community: input.community.clone(),
            occurrence,
            place_name: String::new(),
            place: visit.map_or_else(String::new, |visit| visit.place.to_string()),
            starts: visit.map_or_else(String::new, |visit| visit.starts.clone()),
            ends: visit.map_or_else(String::new, |visit| visit.ends.clone()),
            opens: input.opens.clone(),
            closes: input.closes.clone(),
            seats: input.seats.to_string(),
            accept_hours: input.accept_hours.to_string(),
            selection: input.selection.name().to_owned(),
            hand_seats: input.hand_seats.to_string(),
            members_only: ticked(input.asks.members_only),
            posted_days: input.asks.posted_days.to_string(),
            reliability_min: input.asks.reliability_min.to_string(),
            not_won_days: input.asks.not_won_days.to_string(),
            note_hours: hours(Kind::Note, None),
            instagram_hours: hours(Kind::Post, Some(Network::Instagram)),
            tiktok_hours: hours(Kind::Post, Some(Network::Tiktok)),
            words: words().map(|term| term.words.clone()).collect(),
            words_hours: words().map(|term| term.due_hours.to_string()).collect(),
            questions: input
                .questions
                .iter()
                .map(|one| one.question.clone())
                .collect(),
            required: required.map(|(n, _): (usize, _)| n.to_string()).collect(),
            tag_instagram: tag(Network::Instagram),
            tag_tiktok: tag(Network::Tiktok),
            disclosure_en: says(Lang::En),
            disclosure_ja: says(Lang::Ja),
            disclosure_zh: says(Lang::ZhHans),
            disclosure_ko: says(Lang::Ko),
        }
    }

    /// `place` is the one that is meant.
    pub(super) fn read(&self, place: Option<PlaceId>) -> Result<CampaignInput> {
        let mut numbers = Numbers::default();
        let input = CampaignInput {
            title: self.title.clone(),
            about: self.about.clone(),
            community: self.community.clone(),
            occurrence: self.occurrence.parse().unwrap_or_else(|_| no_date()),
            visit: self.visit(place),
            opens: self.opens.clone(),
            closes: self.closes.clone(),
            seats: numbers.read(&self.seats, "seats"),
            accept_hours: numbers.read(&self.accept_hours, "accept_hours"),
            selection: Selection::parse(&self.selection).unwrap_or_default(),
            hand_seats: numbers.read_or_none(&self.hand_seats, "hand_seats"),
            asks: AsksInput {
                members_only: !self.members_only.is_empty(),
                posted_days: numbers.read_or_none(&self.posted_days, "posted_days"),
                reliability_min: numbers.read_or_none(&self.reliability_min, "reliability_min"),
                not_won_days: numbers.read_or_none(&self.not_won_days, "not_won_days"),
            },
            terms: self.terms(&mut numbers),
            questions: self.questions(),
            tags: self.tags(),
            disclosure: Names::new([
                (Lang::En, self.disclosure_en.clone()),
                (Lang::Ja, self.disclosure_ja.clone()),
                (Lang::ZhHans, self.disclosure_zh.clone()),
                (Lang::Ko, self.disclosure_ko.clone()),
            ]),
        };
        Refusal::join(numbers.refusals)?;
        Ok(input)
    }

    /// What is begun is to be finished: of a place that is none, or of no time, the rest is refused.
    fn visit(&self, place: Option<PlaceId>) -> Option<VisitInput> {
        let typed = [&self.place_name, &self.starts, &self.ends];
        let begun = typed.iter().any(|typed| !typed.trim().is_empty());
        begun.then(|| VisitInput {
            place: place.unwrap_or_else(|| PlaceId::from(0)),
            starts: self.starts.clone(),
            ends: self.ends.clone(),
        })
    }

    fn terms(&self, numbers: &mut Numbers) -> Vec<TermInput> {
        let mut terms = Vec::new();
        for (hours, kind, network) in [
            (&self.note_hours, Kind::Note, None),
            (&self.instagram_hours, Kind::Post, Some(Network::Instagram)),
            (&self.tiktok_hours, Kind::Post, Some(Network::Tiktok)),
        ] {
            if !hours.trim().is_empty() {
                terms.push(TermInput {
                    kind,
                    network,
                    words: String::new(),
                    due_hours: numbers.read(hours, "terms"),
                });
            }
        }
        for (n, words) in self.words.iter().enumerate().take(WORDS_MAX) {
            if !words.trim().is_empty() {
                let hours = self.words_hours.get(n).map_or("", String::as_str);
                terms.push(TermInput {
                    kind: Kind::Words,
                    network: None,
                    words: words.clone(),
                    due_hours: numbers.read(hours, "terms"),
                });
            }
        }
        terms
    }

    fn questions(&self) -> Vec<QuestionInput> {
        let asked = (1..).zip(&self.questions).take(QUESTIONS_MAX);
        let asked = asked.filter(|(_, question)| !question.trim().is_empty());
        asked
            .map(|(n, question): (usize, _)| QuestionInput {
                question: question.clone(),
                required: self.required.contains(&n.to_string()),
            })
            .collect()
    }

    fn tags(&self) -> Vec<TagInput> {
        let typed = [
            (Network::Instagram, &self.tag_instagram),
            (Network::Tiktok, &self.tag_tiktok),
        ];
        let typed = typed
            .into_iter()
            .filter(|(_, name)| !name.trim().is_empty());
        typed
            .map(|(network, name)| TagInput {
                network,
                name: name.clone(),
            })
            .collect()
    }

    /// The line of that number, from 0, or an empty one.
    fn line(lines: &[String], n: usize) -> String {
        lines.get(n).cloned().unwrap_or_default()
    }
}

fn ticked(is: bool) -> String {
    if is { "1".to_owned() } else { String::new() }
}

/// Numbers as they are typed, and what is wrong with them.
#[derive(Default)]
struct Numbers {
    refusals: Vec<Refusal>,
}

impl Numbers {
    fn read(&mut self, typed: &str, field: &'static str) -> i64 {
        typed.trim().parse().unwrap_or_else(|_| {
            self.refusals
                .push(Refusal::new("campaigns-number").on(field));
            0
        })
    }

    /// An empty one asks for nothing.
    fn read_or_none(&mut self, typed: &str, field: &'static str) -> i64 {
        match typed.trim() {
            "" => 0,
            typed => self.read(typed, field),
        }
    }
}

pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) selected: bool,
}

/// A line that has room for a text: its number, and what stands there.
pub(super) struct Line {
    pub(super) n: usize,
    pub(super) text: String,
    pub(super) hours: String,
    pub(super) ticked: bool,
}

/// The form with what one may choose, ready for `campaigns/form.html`.
pub(super) struct Fields {
    /// Where it is posted.
    pub(super) action: String,
    pub(super) communities: Vec<Choice>,
    pub(super) dates: Vec<Choice>,
    /// Those that the name of the place may mean; none where it is clear.
    pub(super) places: Vec<Choice>,
    pub(super) selections: Vec<Choice>,
    pub(super) words: Vec<Line>,
    pub(super) questions: Vec<Line>,
    pub(super) typed: DraftForm,
}

impl Fields {
    pub(super) fn new(
        page: &Page,
        city: &City,
        (action, typed): (String, DraftForm),
        (dates, places): (&[GivableDate], &[Named]),
        now_ms: i64,
    ) -> Self {
        let place = |place: &Named| Choice {
            selected: false,
            value: place.id.to_string(),
            name: place_text(page, city, place),
        };
        let date = |(id, titles, at_ms): &GivableDate| Choice {
            selected: id.to_string() == typed.occurrence,
            value: id.to_string(),
            name: format!(
                "{} · {}",
                titles.get(page.lang),
                when::moment(page.lang, &city.zone, *at_ms, now_ms)
            ),
        };
        let communities = city.communities.iter().map(|known| Choice {
            selected: known.slug == typed.community,
            value: known.slug.clone(),
            name: known.names.get(page.lang).to_owned(),
        });
        let selections = Selection::ALL.iter().map(|way| Choice {
            value: way.name().to_owned(),
            name: page.t(way.key()),
            selected: way.name() == typed.selection,
        });
        let line = |n: usize, lines: &[String]| Line {
            n: n + 1,
            text: DraftForm::line(lines, n),
            hours: DraftForm::line(&typed.words_hours, n),
            ticked: typed.required.contains(&(n + 1).to_string()),
        };
        Self {
            action,
            communities: communities.collect(),
            dates: dates.iter().map(date).collect(),
            places: places.iter().map(place).collect(),
            selections: selections.collect(),
            words: (0..WORDS_MAX).map(|n| line(n, &typed.words)).collect(),
            questions: (0..QUESTIONS_MAX)
                .map(|n| line(n, &typed.questions))
                .collect(),
            typed,
        }
    }
}

fn place_text(page: &Page, city: &City, place: &Named) -> String {
    let name = place.names.get(page.lang);
    let hood = place.neighbourhood.and_then(|id| city.neighbourhood(id));
    match hood {
        Some(hood) => format!("{name} · {}", hood.names.get(page.lang)),
        None => name.to_owned(),
    }
}
