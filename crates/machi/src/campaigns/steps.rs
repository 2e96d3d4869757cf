//! What happened to a campaign, and what is to come.

use super::found::Campaign;
use crate::cities::City;
use crate::frame::Page;
use crate::text::when;

pub(super) struct Step {
    pub(super) text: String,
    pub(super) at: String,
    /// It is still to come.
    pub(super) ahead: bool,
}

/// In the order in which it happened, and what is to come; members are not told when it was drafted.
pub(super) fn of(
    page: &Page,
    city: &City,
    (campaign, starts_at_ms): (&Campaign, Option<i64>),
    (at_desk, now_ms): (bool, i64),
) -> Vec<Step> {
    // What is published late opens at once.
    let published = campaign.published_at_ms;
    let opens = published.map_or(campaign.opens_at_ms, |at_ms| {
        at_ms.max(campaign.opens_at_ms)
    });
    let off = campaign.called_off_at_ms;
    let mut moments = vec![
        (
            at_desk.then_some(campaign.created_at_ms),
            "campaigns-step-made",
        ),
        (published, "campaigns-step-published"),
        (Some(opens), "campaigns-step-opens"),
        (Some(campaign.closes_at_ms), "campaigns-step-closes"),
        (campaign.selected_at_ms, "campaigns-step-selected"),
        (
            starts_at_ms,
            match campaign.is_visit() {
                true => "campaigns-step-visit",
                false => "campaigns-step-held",
            },
        ),
        (off, "campaigns-step-called-off"),
    ];
    // Of what was called off nothing is to come.
    moments.retain(|(at_ms, _)| off.is_none_or(|off| at_ms.is_none_or(|at_ms| at_ms <= off)));
    moments.sort_by_key(|(at_ms, _)| at_ms.unwrap_or_default());
    moments
        .into_iter()
        .filter_map(|(at_ms, key)| {
            let at_ms = at_ms?;
            Some(Step {
                text: page.t(key),
                at: when::moment(page.lang, &city.zone, at_ms, now_ms),
                ahead: at_ms > now_ms,
            })
        })
        .collect()
}
