//! The form of a draft: as it is typed, and what it offers to choose from.

use serde::Deserialize;

use super::desk_page::moment;
use super::make::{LotteryInput, no_date};
use super::sheet::amount;
use crate::cities::City;
use crate::error::{Refusal, Result};
use crate::frame::Page;
use crate::going::GivableDate;
use crate::publishing::money;

/// Each may be missing; all of it is text.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub(super) struct DraftForm {
    pub(super) title: String,
    pub(super) community: String,
    pub(super) occurrence: String,
    pub(super) opens: String,
    pub(super) closes: String,
    pub(super) prizes: String,
    pub(super) alternates: String,
    pub(super) notes_max: String,
    pub(super) min_age: String,
    pub(super) value: String,
    /// Parted by spaces or commas.
    pub(super) entered_from: String,
    pub(super) retail: String,
    pub(super) accept_hours: String,
}

impl Default for DraftForm {
    fn default() -> Self {
        let (empty, number) = (String::new, |n: i64| n.to_string());
        Self {
            title: empty(),
            community: empty(),
            occurrence: empty(),
            opens: empty(),
            closes: empty(),
            prizes: number(super::make::three()),
            alternates: number(super::make::nine()),
            notes_max: number(super::make::three()),
            min_age: number(super::make::adult()),
            value: empty(),
            entered_from: empty(),
            retail: empty(),
            accept_hours: number(super::make::two_days()),
        }
    }
}

impl DraftForm {
    /// Filled in.
    pub(super) fn of(input: &LotteryInput, city: &City) -> Self {
        let occurrence = input.occurrence;
        Self {
            title: input.title.clone(),
            community: input.community.clone(),
            occurrence: match occurrence == no_date() {
                true => String::new(),
                false => occurrence.to_string(),
            },
            opens: input.opens.clone(),
            closes: input.closes.clone(),
            prizes: input.prizes.to_string(),
            alternates: input.alternates.to_string(),
            notes_max: input.notes_max.to_string(),
            min_age: input.min_age.to_string(),
            value: amount(input.value_minor, city.currency.exponent()),
            entered_from: input.entered_from.join(" "),
            retail: match input.retail {
                true => "1".to_owned(),
                false => String::new(),
            },
            accept_hours: input.accept_hours.to_string(),
        }
    }

    pub(super) fn read(&self, city: &City) -> Result<LotteryInput> {
        let mut refusals = Vec::new();
        let value = money(&self.value, city.currency, "value", &mut refusals);
        let mut number = |text: &str, field| {
            text.trim().parse().unwrap_or_else(|_| {
                refusals.push(Refusal::new("lottery-number").on(field));
                0
            })
        };
        let input = LotteryInput {
            title: self.title.clone(),
            community: self.community.clone(),
            occurrence: self.occurrence.parse().unwrap_or_else(|_| no_date()),
            opens: self.opens.clone(),
            closes: self.closes.clone(),
            prizes: number(&self.prizes, "prizes"),
            alternates: number(&self.alternates, "alternates"),
            notes_max: number(&self.notes_max, "notes_max"),
            min_age: number(&self.min_age, "min_age"),
            value_minor: value.unwrap_or(0),
            entered_from: self
                .entered_from
                .split([' ', ',', '、'])
                .filter(|code| !code.is_empty())
                .map(str::to_owned)
                .collect(),
            retail: !self.retail.is_empty(),
            accept_hours: number(&self.accept_hours, "accept_hours"),
        };
        Refusal::join(refusals)?;
        Ok(input)
    }
}

pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) selected: bool,
}

/// The form with what one may choose, ready for `lottery/form.html`.
pub(super) struct Fields {
    /// Where it is posted.
    pub(super) action: String,
    pub(super) currency: String,
    pub(super) communities: Vec<Choice>,
    pub(super) dates: Vec<Choice>,
    pub(super) typed: DraftForm,
}

impl Fields {
    pub(super) fn new(
        page: &Page,
        city: &City,
        (action, typed): (String, DraftForm),
        dates: &[GivableDate],
        now_ms: i64,
    ) -> Self {
        let date = |(id, titles, at_ms): &GivableDate| Choice {
            selected: id.to_string() == typed.occurrence,
            value: id.to_string(),
            name: format!(
                "{} · {}",
                titles.get(page.lang),
                moment(page, city, *at_ms, now_ms)
            ),
        };
        let communities = city.communities.iter().map(|known| Choice {
            selected: known.slug == typed.community,
            value: known.slug.clone(),
            name: known.names.get(page.lang).to_owned(),
        });
        Self {
            action,
            currency: city.currency.code().to_owned(),
            communities: communities.collect(),
            dates: dates.iter().map(date).collect(),
            typed,
        }
    }
}
