//! What a run of a source could have spoken of: only there does silence mean that it is off.

use rules::schedule::Span;

/// What a source speaks of. Of what lies outside its silence says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// From the first to the last day that it names.
    pub span: Span,
    pub tells: Tells,
}

/// What a source tells of an event that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    /// All of its dates.
    Events,
    /// Each date by itself: the event's other dates may stand in another file.
    Dates,
}

impl Scope {
    /// Everything, of every day.
    pub const ALL: Self = Self {
        span: Span::since(i64::MIN),
        tells: Tells::Events,
    };

    /// Whether a date of an event that the source names should have been named as well.
    pub(super) fn has_date(self, starts_at_ms: i64) -> bool {
        self.tells == Tells::Events || self.span.contains(starts_at_ms)
    }
}
