//! What happened to a lottery, and when: from the draft to the list of winners.

use rules::law::{Jurisdiction, Record};
use store::{Tx, args};

use super::KIND;
use super::desk_one::prize_state;
use super::desk_page::moment;
use super::found::Lottery;
use super::prizes::Prize;
use crate::cities::City;
use crate::draws::{Draw, State};
use crate::error::Result;
use crate::frame::Page;
use crate::ids::LotteryId;

/// Operators whose exports are told.
const EXPORTS_MAX: i64 = 20;

/// One of them.
pub(super) struct Step {
    pub(super) text: String,
    pub(super) at: String,
    /// Where more of it stands; empty for nowhere.
    pub(super) href: String,
    /// It is still to come.
    pub(super) ahead: bool,
    at_ms: i64,
}

/// What is known of the draw's moments, and who took the list of winners out of here.
pub(super) struct Moments {
    closed_at_ms: Option<i64>,
    drawn_at_ms: Option<i64>,
    made_by: String,
    exports: Vec<(String, i64)>,
}

pub(super) async fn moments(tx: &mut Tx, id: LotteryId) -> Result<Moments> {
    // `draw` belongs to draws, `account` to accounts.
    let sql = "select closed_at_ms, drawn_at_ms from draw where kind = $1 and subject_id = $2";
    let draw = tx.optional::<(Option<i64>, Option<i64>)>(sql, args![KIND, id]);
    let (closed_at_ms, drawn_at_ms) = draw.await?.unwrap_or_default();
    let sql =
        "select a.handle from lottery l join account a on a.id = l.created_by where l.id = $1";
    let made_by = tx.optional::<(String,)>(sql, args![id]).await?;
    let sql = "select a.handle, e.exported_at_ms from lottery_export e
               join account a on a.id = e.account_id
               where e.lottery_id = $1 order by e.exported_at_ms desc limit $2";
    Ok(Moments {
        closed_at_ms,
        drawn_at_ms,
        made_by: made_by.map_or_else(String::new, |(handle,)| handle),
        exports: tx.all(sql, args![id, EXPORTS_MAX]).await?,
    })
}

/// Everything that tells of it.
pub(super) struct History<'a> {
    pub(super) lottery: &'a Lottery,
    pub(super) draw: Option<&'a Draw>,
    pub(super) recorded: &'a [(Jurisdiction, Record, i64)],
    pub(super) prizes: &'a [Prize],
    pub(super) moments: &'a Moments,
}

/// Steps as they are gathered.
struct Steps<'a> {
    page: &'a Page,
    city: &'a City,
    now_ms: i64,
    all: Vec<Step>,
}

impl Steps<'_> {
    fn push(&mut self, at_ms: i64, text: String, href: String) {
        self.all.push(Step {
            at: moment(self.page, self.city, at_ms, self.now_ms),
            ahead: at_ms > self.now_ms,
            text,
            href,
            at_ms,
        });
    }

    fn says(&mut self, at_ms: i64, text: String) {
        self.push(at_ms, text, String::new());
    }
}

/// In the order in which it happened, and what is to come.
pub(super) fn shown(page: &Page, city: &City, of: History<'_>, now_ms: i64) -> Vec<Step> {
    let mut steps = Steps {
        page,
        city,
        now_ms,
        all: Vec::new(),
    };
    drafted(&mut steps, &of);
    drawn(&mut steps, &of);
    answered(&mut steps, &of);
    for (handle, at_ms) in &of.moments.exports {
        steps.says(
            *at_ms,
            page.t1("lottery-step-exported", "handle", handle.as_str()),
        );
    }
    // A moment may have several: they stay in the order in which they were gathered.
    steps.all.sort_by_key(|step| step.at_ms);
    steps.all
}

/// Until it is published.
fn drafted(steps: &mut Steps<'_>, of: &History<'_>) {
    let page = steps.page;
    let made = match of.moments.made_by.as_str() {
        "" => page.t("lottery-step-made"),
        handle => page.t1("lottery-step-made-by", "handle", handle),
    };
    steps.says(of.lottery.created_at_ms, made);
    for (place, record, at_ms) in of.recorded {
        let text = match record {
            Record::Void => page.t1("lottery-step-void", "place", place.code()),
            Record::Filed { number, .. } => page.lang.t_with(
                "lottery-step-filed",
                &[
                    ("place", place.code().into()),
                    ("number", number.as_str().into()),
                ],
            ),
        };
        steps.says(*at_ms, text);
    }
    if let Some(at_ms) = of.lottery.published_at_ms {
        steps.says(at_ms, page.t("lottery-step-published"));
    }
    // What is published late opens at once.
    let opens = of.lottery.published_at_ms.unwrap_or(of.lottery.opens_at_ms);
    let opens = opens.max(of.lottery.opens_at_ms);
    steps.says(opens, page.t("lottery-step-opens"));
    steps.says(of.lottery.closes_at_ms, page.t("lottery-step-closes"));
}

/// Until the prizes are offered.
fn drawn(steps: &mut Steps<'_>, of: &History<'_>) {
    let page = steps.page;
    let Some(draw) = of.draw else {
        return;
    };
    if let Some(at_ms) = of.moments.closed_at_ms {
        let href = format!("/draws/{}/commitment.json", draw.id);
        steps.push(at_ms, page.tn("lottery-step-closed", draw.count), href);
    }
    if let Some(at_ms) = of.moments.drawn_at_ms {
        let href = format!("/draws/{}", draw.id);
        steps.push(at_ms, page.t("lottery-step-drawn"), href);
    }
    if let Some(at_ms) = draw.settled_at_ms {
        steps.says(at_ms, page.t("lottery-step-settled"));
    }
    if let Some(at_ms) = draw.voided_at_ms {
        steps.says(at_ms, page.t("draws-state-void"));
    }
}

/// What became of each prize that was offered.
fn answered(steps: &mut Steps<'_>, of: &History<'_>) {
    let page = steps.page;
    for prize in of.prizes {
        let state = prize_state(page, &prize.state);
        let text = match prize.name.as_str() {
            "" => page.lang.t_with(
                "lottery-step-prize-gone",
                &[("n", prize.place.into()), ("state", state.into())],
            ),
            name => page.lang.t_with(
                "lottery-step-prize",
                &[
                    ("n", prize.place.into()),
                    ("name", name.into()),
                    ("state", state.into()),
                ],
            ),
        };
        steps.says(prize.changed_at_ms, text);
    }
    let settled = of.draw.is_some_and(|draw| draw.state == State::Settled);
    let open = of.prizes.iter().any(|prize| prize.state == "offered");
    let last = of.prizes.iter().map(|prize| prize.changed_at_ms).max();
    if let Some(at_ms) = last.filter(|_| settled && !open) {
        steps.says(at_ms, page.t("lottery-step-answered"));
    }
}
