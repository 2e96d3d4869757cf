//! The kinds of notifications: a new one is an entry in this table, and a reader that notifies.

mod of_events;
mod of_notes;
mod of_programmes;

use super::Subject;
use super::digest::DIGEST;
use super::mails::MAIL;
use crate::app::App;
use crate::mail;

pub use of_events::*;
pub use of_notes::*;
pub use of_programmes::*;

/// A way in which a member is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// In the centre.
    InApp,
    /// By a mail of its own.
    Mail,
    /// In the mail of the morning, if it is unread by then.
    Digest,
}

impl Channel {
    pub const ALL: [Self; 3] = [Self::InApp, Self::Mail, Self::Digest];

    /// Those that this installation has.
    pub fn there(app: &App) -> Vec<Self> {
        let there = |channel: &Self| channel.mail().is_none() || mail::is_set_up(app);
        Self::ALL.into_iter().filter(there).collect()
    }

    /// The mail that it sends.
    pub fn mail(self) -> Option<&'static mail::Kind> {
        match self {
            Self::InApp => None,
            Self::Mail => Some(&MAIL),
            Self::Digest => Some(&DIGEST),
        }
    }

    /// As rows and forms hold it.
    pub fn name(self) -> &'static str {
        match self {
            Self::InApp => "in_app",
            Self::Mail => "mail",
            Self::Digest => "digest",
        }
    }

    /// What the settings call it: a locale key.
    pub fn label(self) -> &'static str {
        match self {
            Self::InApp => "notifications-in-app",
            Self::Mail => "notifications-mail",
            Self::Digest => "notifications-digest",
        }
    }
}

/// One kind of notification.
#[derive(Debug)]
pub struct Kind {
    /// As rows, forms and the API hold it: stored for ever.
    pub name: &'static str,
    pub icon: &'static str,
    /// What the settings call it: a locale key.
    pub label: &'static str,
    /// The locale key of its sentence, which is given the latest actor's `$name` and how many
    /// `$others` there are.
    pub sentence: fn(Subject) -> &'static str,
    /// Whether what happens to the same subject is one notification as long as it is unread.
    pub gathers: bool,
    /// How members are told of it unless they want it otherwise.
    pub channels: &'static [Channel],
}

/// Every kind, in the order of the settings.
pub const ALL: [&Kind; 35] = [
    &ANSWERED,
    &MENTIONED,
    &COMMENTED,
    &LIKED,
    &FOLLOWED,
    &SEAT_OFFERED,
    &PRIZE_OFFERED,
    &PRIZE_CALLED_OFF,
    &CAMPAIGN_SEAT_OFFERED,
    &CAMPAIGN_SEAT_OFF,
    &GOING,
    &SEAT_GIVEN,
    &SEAT_DRAWN,
    &SEAT_NOT_DRAWN,
    &SEATS_NOT_DRAWN,
    &SEAT_HANDED,
    &SEAT_REFUSED,
    &EVENT_MOVED,
    &EVENT_CANCELLED,
    &GUESTS_WRITTEN,
    &SEAT_ASKED,
    &ORGANISER_DECIDED,
    &MERCH_GRANTED,
    &MERCH_SHIPPED,
    &MERCH_CANCELLED,
    &PICTURED,
    &COUNTER_PHOTO,
    &COUNTER_PHOTO_REMOVED,
    &OBLIGATION_SOON,
    &OBLIGATION_DUE,
    &OBLIGATION_OVERDUE,
    &OBLIGATION_MET,
    &OBLIGATION_REFUSED,
    &OBLIGATION_EXCUSED,
    &EXCUSE_REFUSED,
];

/// The kind of that name; none for one that only a newer version knows.
pub fn named(name: &str) -> Option<&'static Kind> {
    ALL.into_iter().find(|kind| kind.name == name)
}
