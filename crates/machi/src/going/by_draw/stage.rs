//! How far the draw of a date is, for the page of the date.

use crate::cities::City;
use crate::draws::{Draw, State};
use crate::frame::Page;
use crate::text::when;

/// How far the draw of a date is.
#[derive(Default)]
pub(in crate::going) struct Stage {
    /// How it stands, in words; empty where nothing is drawn.
    pub(in crate::going) text: String,
    /// The page of the draw; empty as long as nobody takes part.
    pub(in crate::going) href: String,
    /// One takes part now.
    pub(in crate::going) enters: bool,
    /// Entries are closed, and the seats are not given yet.
    pub(in crate::going) runs: bool,
}

/// Of a date whose draw would close at this time, if nobody has opened one.
pub(in crate::going) fn stage(
    page: &Page,
    city: &City,
    now_ms: i64,
    (draw, would_close_at_ms): (Option<&Draw>, i64),
) -> Stage {
    let closes = |closes_at_ms| {
        let today = when::civil(now_ms, &city.zone).date();
        let closes_at = when::civil(closes_at_ms, &city.zone);
        let time = when::day_and_time(page.lang, closes_at, today);
        page.t1("going-draw-closes", "time", time)
    };
    let Some(draw) = draw else {
        return match now_ms < would_close_at_ms {
            true => Stage {
                text: closes(would_close_at_ms),
                enters: true,
                ..Stage::default()
            },
            false => Stage::default(),
        };
    };
    let (text, enters, runs) = match draw.state {
        State::Announced if draw.takes_entries(now_ms) => (closes(draw.closes_at_ms), true, false),
        State::Settled => (page.t("going-draw-drawn"), false, false),
        State::Void => return Stage::default(),
        _ => (page.t("going-draw-waits"), false, true),
    };
    Stage {
        text,
        href: format!("/draws/{}", draw.id),
        enters,
        runs,
    }
}
