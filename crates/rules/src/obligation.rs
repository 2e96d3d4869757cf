//! The clock of what is owed for a free seat: when it is due, when one is reminded, when it is missed.

const HOUR_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// So long before it is due one is reminded, and so long after.
pub const REMIND_HOURS: i64 = 24;
/// What is handed in so long after it was due is late; then it is missed.
pub const GRACE_DAYS: i64 = 7;
/// Whoever was told no has so long to do better, however late it is.
pub const MEND_HOURS: i64 = 24;
/// For so long somebody may come to a date that says no end.
const OPEN_END_MS: i64 = 12 * HOUR_MS;

/// Until when one can come to a date.
pub fn over_at_ms(starts_at_ms: i64, ends_at_ms: Option<i64>, all_day: bool) -> i64 {
    let open_end_ms = if all_day { DAY_MS } else { OPEN_END_MS };
    ends_at_ms.unwrap_or_else(|| starts_at_ms.saturating_add(open_end_ms))
}

/// When something is due that is owed within so many hours of coming in.
pub fn due_at_ms(came_at_ms: i64, due_hours: i64) -> i64 {
    came_at_ms.saturating_add(due_hours.saturating_mul(HOUR_MS))
}

/// What an open clock comes to, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// It is due in a day.
    Soon,
    Due,
    /// It was due a day ago.
    Overdue,
    Missed,
}

impl Step {
    pub const ALL: [Self; 4] = [Self::Soon, Self::Due, Self::Overdue, Self::Missed];

    /// As it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Soon => "soon",
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::Missed => "missed",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }
}

/// The clock of something that is owed and still open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    pub started_at_ms: i64,
    pub due_at_ms: i64,
    /// When the member was last told no, to what they handed in or to their excuse.
    pub refused_at_ms: Option<i64>,
}

impl Clock {
    pub fn at_ms(self, step: Step) -> i64 {
        let hours = match step {
            Step::Soon => -REMIND_HOURS,
            Step::Due => 0,
            Step::Overdue => REMIND_HOURS,
            Step::Missed => {
                let missed_ms = self.due_at_ms.saturating_add(GRACE_DAYS * DAY_MS);
                let mend_ms = |at_ms: i64| at_ms.saturating_add(MEND_HOURS * HOUR_MS);
                return missed_ms.max(self.refused_at_ms.map_or(i64::MIN, mend_ms));
            }
        };
        self.due_at_ms.saturating_add(hours * HOUR_MS)
    }

    /// What comes after the last step that was done. Reminders whose time had passed when the clock
    /// began, or when the member heard of it otherwise, are left out.
    pub fn next(self, done: Option<Step>) -> Option<(Step, i64)> {
        self.steps(done).next()
    }

    /// The last step whose time has come: one that overtook others tells for them.
    pub fn come(self, done: Option<Step>, now_ms: i64) -> Option<Step> {
        let come = self.steps(done).filter(|(_, at_ms)| *at_ms <= now_ms);
        come.last().map(|(step, _)| step)
    }

    fn steps(self, done: Option<Step>) -> impl Iterator<Item = (Step, i64)> {
        let heard_at_ms = self
            .refused_at_ms
            .map_or(self.started_at_ms, |at_ms| at_ms.max(self.started_at_ms));
        let steps = Step::ALL
            .into_iter()
            .map(move |step| (step, self.at_ms(step)));
        steps
            .filter(move |(step, _)| Some(*step) > done)
            .filter(move |(step, at_ms)| *step == Step::Missed || *at_ms > heard_at_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hours after coming in.
    fn clock(due: i64, refused: Option<i64>) -> Clock {
        Clock {
            started_at_ms: 0,
            due_at_ms: due_at_ms(0, due),
            refused_at_ms: refused.map(|hours| hours * HOUR_MS),
        }
    }

    fn steps(clock: Clock) -> Vec<(Step, i64)> {
        let steps = clock.steps(None);
        steps.map(|(step, at_ms)| (step, at_ms / HOUR_MS)).collect()
    }

    #[test]
    fn each_clock_has_its_steps() {
        use Step::{Due, Missed, Overdue, Soon};
        type Case<'a> = (i64, Option<i64>, &'a [(Step, i64)]);
        let cases: [Case<'_>; 8] = [
            (
                72,
                None,
                &[(Soon, 48), (Due, 72), (Overdue, 96), (Missed, 240)],
            ),
            (
                25,
                None,
                &[(Soon, 1), (Due, 25), (Overdue, 49), (Missed, 193)],
            ),
            // What passed by the time they came in.
            (24, None, &[(Due, 24), (Overdue, 48), (Missed, 192)]),
            (12, None, &[(Due, 12), (Overdue, 36), (Missed, 180)]),
            (0, None, &[(Overdue, 24), (Missed, 168)]),
            // What passed by the time they were told no.
            (72, Some(60), &[(Due, 72), (Overdue, 96), (Missed, 240)]),
            (72, Some(100), &[(Missed, 240)]),
            // Told no late, they have a day.
            (72, Some(239), &[(Missed, 263)]),
        ];
        for (due, refused, expected) in cases {
            assert_eq!(steps(clock(due, refused)), expected, "{due} {refused:?}");
        }
    }

    #[test]
    fn a_step_that_overtook_others_tells_for_them_and_none_comes_twice() {
        use Step::{Due, Missed, Overdue, Soon};
        let cases = [
            (None, 47, None),
            (None, 48, Some(Soon)),
            (Some(Soon), 71, None),
            (None, 73, Some(Due)),
            (Some(Due), 48, None),
            (Some(Soon), 100, Some(Overdue)),
            (Some(Overdue), 239, None),
            (None, 500, Some(Missed)),
            (Some(Missed), 900, None),
        ];
        for (done, now, expected) in cases {
            let come = clock(72, None).come(done, now * HOUR_MS);
            assert_eq!(come, expected, "{done:?} {now}");
        }
        assert_eq!(clock(72, None).next(Some(Missed)), None);
        assert_eq!(
            clock(72, None).next(Some(Due)),
            Some((Overdue, 96 * HOUR_MS))
        );
    }

    #[test]
    fn a_date_is_over_at_its_end_or_twelve_hours_on() {
        let cases = [
            (Some(2), false, 2),
            (None, false, 12),
            (None, true, 24),
            (Some(30), true, 30),
        ];
        for (ends, all_day, expected) in cases {
            let ends_at_ms = ends.map(|hours| hours * HOUR_MS);
            assert_eq!(over_at_ms(0, ends_at_ms, all_day), expected * HOUR_MS);
        }
    }

    #[test]
    fn times_out_of_reach_do_not_overflow() {
        assert_eq!(due_at_ms(i64::MAX, 72), i64::MAX);
        assert_eq!(over_at_ms(i64::MAX, None, false), i64::MAX);
        let far = clock(i64::MAX, None);
        assert_eq!(far.at_ms(Step::Missed), i64::MAX);
        for step in Step::ALL {
            assert_eq!(Step::parse(step.name()), Some(step));
        }
    }
}
