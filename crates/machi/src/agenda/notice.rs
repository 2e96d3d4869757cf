//! What a demo's city says of its events: that their dates were moved.

use rules::schedule;

use super::view::CityAgenda;
use crate::text::Lang;

/// "Events of 2022 moved to this week for the demo"; none where every date is real.
pub(super) fn demo(agenda: &CityAgenda, lang: Lang) -> Option<String> {
    let years = agenda
        .events
        .iter()
        .filter(|event| event.moved_days != 0)
        .filter_map(|event| {
            let shown = event.occurrences.first()?.times.starts_at_ms;
            let moved = jiff::Span::new().try_days(event.moved_days).ok()?;
            let day = schedule::civil(shown, &agenda.zone).date();
            Some(day.saturating_sub(moved).year())
        });
    let (first, last) = years.fold((i16::MAX, i16::MIN), |(first, last), year| {
        (first.min(year), last.max(year))
    });
    let years = match first.cmp(&last) {
        std::cmp::Ordering::Less => format!("{first}–{last}"),
        std::cmp::Ordering::Equal => first.to_string(),
        std::cmp::Ordering::Greater => return None,
    };
    Some(lang.t_with("agenda-demo", &[("years", years.into())]))
}
