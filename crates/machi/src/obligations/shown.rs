//! What is owed, in words: what to do, until when, and how far it is.

use super::excuse::{Answer, may_ask};
use super::list::Mine;
use super::{Kind, State};
use crate::accounts::Network;
use crate::cities::City;
use crate::events::rfc3339;
use crate::notes::disclosure::{self, Label};
use crate::text::{Lang, when};

const MINUTE_MS: i64 = 60 * 1000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_HOURS: i64 = 24;

/// A time by which something is due, by the clock of its city.
pub struct Due {
    /// RFC 3339.
    pub at: String,
    pub text: String,
    /// How long one has still; empty when it is over.
    pub left: String,
}

impl Due {
    pub(super) fn of(lang: Lang, city: &City, due_at_ms: i64, now_ms: i64) -> Self {
        let civil = |at_ms| when::civil(at_ms, &city.zone);
        Self {
            at: rfc3339(due_at_ms, &city.zone),
            text: when::day_and_time(lang, civil(due_at_ms), civil(now_ms).date()),
            left: left(lang, due_at_ms - now_ms),
        }
    }
}

/// In whole days, hours or minutes, the rest cut off.
fn left(lang: Lang, left_ms: i64) -> String {
    let hours = left_ms / HOUR_MS;
    let (key, n) = match left_ms {
        i64::MIN..=0 => return String::new(),
        _ if hours >= 2 * DAY_HOURS => ("obligations-left-days", hours / DAY_HOURS),
        _ if hours >= 1 => ("obligations-left-hours", hours),
        _ => ("obligations-left-minutes", left_ms / MINUTE_MS),
    };
    lang.t_with(key, &[("n", n.into())])
}

/// One of them, as pages show it.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) campaign: String,
    /// Or the place of a visit.
    pub(super) event: String,
    pub(super) event_href: String,
    pub(super) city: String,
    pub(super) what: String,
    /// "Within 3 days of coming in"; empty for what has its own time.
    pub(super) within: String,
    /// None while it has no clock.
    pub(super) due: Option<Due>,
    pub(super) state: String,
    /// Of the badge.
    pub(super) tone: &'static str,
    pub(super) is_open: bool,
    /// Why it was refused or excused.
    pub(super) reason: String,
    /// "Tag @machi", where a post is to tag somebody.
    pub(super) tag: String,
    /// What a post says.
    pub(super) disclosure: String,
    pub(super) has_early_note: bool,
    pub(super) write_href: Option<String>,
    pub(super) proof_href: Option<String>,
    pub(super) is_asked: bool,
    pub(super) may_ask: bool,
}

/// What is to be done, in the reader's language; an operator's words as they are.
pub(super) fn what(
    lang: Lang,
    (kind, is_visit): (Option<Kind>, bool),
    network: Option<Network>,
    words: &str,
) -> String {
    match kind {
        Some(Kind::Come) if is_visit => lang.t("obligations-what-come-place"),
        Some(Kind::Come) => lang.t("obligations-what-come"),
        Some(Kind::Note) if is_visit => lang.t("obligations-what-note-place"),
        Some(Kind::Note) => lang.t("obligations-what-note"),
        Some(Kind::Post) => {
            let network = network.map_or_else(String::new, |network| lang.t(network.key()));
            lang.t_with("obligations-what-post", &[("network", network.into())])
        }
        Some(Kind::Words) | None => words.to_owned(),
    }
}

fn within(lang: Lang, mine: &Mine) -> String {
    let hours = mine.due_hours;
    let (key, n) = match hours % DAY_HOURS {
        _ if mine.kind() == Some(Kind::Come) => return String::new(),
        0 => ("obligations-within-days", hours / DAY_HOURS),
        _ => ("obligations-within-hours", hours),
    };
    lang.t_with(key, &[("n", n.into())])
}

/// The locale key of how far it is, and the tone in which it is said.
fn state(mine: &Mine) -> (&'static str, &'static str) {
    match mine.state() {
        Some(State::Open) if mine.due_at_ms.is_none() => ("obligations-state-waiting", ""),
        Some(State::Open) | None => ("obligations-state-open", ""),
        Some(State::Submitted) => ("obligations-state-submitted", ""),
        Some(State::Met) if mine.is_late() => ("obligations-state-late", ""),
        Some(State::Met) => ("obligations-state-met", "badge--open"),
        Some(State::Refused) => ("obligations-state-refused", "badge--cancelled"),
        Some(State::Excused) => ("obligations-state-excused", ""),
        Some(State::Missed) => ("obligations-state-missed", "badge--cancelled"),
        Some(State::Released) => ("obligations-state-released", ""),
    }
}

impl Line {
    pub(super) fn of(lang: Lang, city: &City, mine: &Mine, now_ms: i64) -> Self {
        let kind = mine.kind();
        let (key, tone) = state(mine);
        let is_post = kind == Some(Kind::Post);
        let takes_proof = mine.runs() && kind.is_some_and(Kind::takes_proof);
        let writes = mine.runs() && kind == Some(Kind::Note);
        let is_open = mine
            .state()
            .is_some_and(|state| state.is_open() || state == State::Submitted);
        let href = format!("/me/obligations/{}", mine.id);
        Self {
            id: mine.id.to_string(),
            campaign: mine.title.clone(),
            event: mine
                .place_names
                .as_ref()
                .unwrap_or(&mine.titles)
                .get(lang)
                .to_owned(),
            event_href: event_href(mine),
            city: city.names.get(lang).to_owned(),
            what: what(
                lang,
                (kind, mine.place_id.is_some()),
                mine.network(),
                &mine.words,
            ),
            within: within(lang, mine),
            due: mine
                .due_at_ms
                .map(|at_ms| Due::of(lang, city, at_ms, now_ms)),
            state: lang.t(key),
            tone,
            is_open,
            reason: mine.reason.clone(),
            tag: Some(format!("@{}", mine.tag))
                .filter(|_| is_post && is_open && !mine.tag.is_empty())
                .unwrap_or_default(),
            disclosure: match is_post && is_open {
                true => {
                    Label::new(disclosure::Kind::FreeTicket, mine.disclosure.clone()).text(lang)
                }
                false => String::new(),
            },
            has_early_note: mine.has_early_note(),
            write_href: writes.then(|| {
                let about = match mine.place_id {
                    Some(place) => format!("place={place}"),
                    None => format!("event={}", mine.event_id),
                };
                format!("/cities/{}/notes/new?{about}", city.slug)
            }),
            proof_href: takes_proof.then(|| format!("{href}/proof")),
            may_ask: mine.state().is_some_and(may_ask),
            is_asked: mine.excuse_state == Answer::Open.name(),
            href,
        }
    }
}

fn event_href(mine: &Mine) -> String {
    match mine.place_id {
        Some(place) => format!("/places/{place}"),
        None => format!("/events/{}/{}", mine.event_id, mine.occurrence_id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_said_in_the_largest_unit_that_is_whole() {
        let cases = [
            (72 * HOUR_MS, "3 days left"),
            (48 * HOUR_MS, "2 days left"),
            (48 * HOUR_MS - 1, "47 hours left"),
            (HOUR_MS, "1 hour left"),
            (59 * MINUTE_MS, "59 minutes left"),
            (MINUTE_MS, "1 minute left"),
            (0, ""),
            (-HOUR_MS, ""),
        ];
        for (left_ms, expected) in cases {
            assert_eq!(left(Lang::En, left_ms), expected, "{left_ms}");
        }
    }
}
