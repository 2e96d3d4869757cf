//! A member's streak in a city.

use rules::lottery::{Streak, Week};
use store::{Tx, args};

use super::{rule, weeks};
use crate::cities::City;
use crate::error::Result;
use crate::frame::Page;
use crate::ids::AccountId;
use crate::text::when;

/// How far a member has come, and what they earned.
#[derive(Debug, Clone, Copy)]
pub struct Own {
    /// The rule: with a post in so many…
    pub posted_weeks: i64,
    /// …of so many weeks in a row.
    pub of_weeks: i64,
    /// That count now.
    pub weeks: i64,
    /// Rewards that wait until there are items again.
    pub waiting: i64,
    /// Rewards that were given.
    pub given: i64,
}

/// None where streaks earn nothing.
pub async fn own(tx: &mut Tx, city: &City, account: AccountId) -> Result<Option<Own>> {
    let Some(rule) = rule::of(tx, city.id).await? else {
        return Ok(None);
    };
    let sql = "select count(*) - count(granted_at_ms), count(granted_at_ms) from streak
               where city_id = $1 and account_id = $2";
    let (waiting, given) = tx.one::<(i64, i64)>(sql, args![city.id, account]).await?;
    let this = Week::of(when::civil(tx.now_ms(), &city.zone).date());
    let weeks = match weeks::of(tx, city, (&rule, this), account).await? {
        Streak::Progress { weeks } => i64::from(weeks),
        // Its week is not over for everybody yet.
        Streak::Earned { weeks } => weeks.len() as i64,
    };
    Ok(Some(Own {
        posted_weeks: i64::from(rule.streak.posted_weeks),
        of_weeks: i64::from(rule.streak.of_weeks),
        weeks,
        waiting,
        given,
    }))
}

/// The same in words, as `streaks/panel.html` shows it.
pub struct Panel {
    pub how: String,
    pub so_far: String,
    pub waits: bool,
    pub given: i64,
}

impl Own {
    pub fn panel(self, page: &Page) -> Panel {
        let posted = ("posted", self.posted_weeks.into());
        let text = |key, other| page.lang.t_with(key, &[posted.clone(), other]);
        Panel {
            how: text("streaks-how", ("of", self.of_weeks.into())),
            so_far: text("streaks-so-far", ("weeks", self.weeks.into())),
            waits: self.waiting > 0,
            given: self.given,
        }
    }
}
