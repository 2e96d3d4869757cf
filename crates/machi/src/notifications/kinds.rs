//! The kinds of notifications: a new one is an entry in this table, and a reader that notifies.

use super::Subject;
use super::digest::DIGEST;
use super::mails::MAIL;
use crate::app::App;
use crate::mail;

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

pub const FOLLOWED: Kind = Kind {
    name: "followed",
    icon: "person",
    label: "notifications-kind-followed",
    sentence: |_| "notifications-followed",
    gathers: false,
    channels: &[Channel::InApp, Channel::Digest],
};

pub const LIKED: Kind = Kind {
    name: "liked",
    icon: "heart",
    label: "notifications-kind-liked",
    sentence: |_| "notifications-liked",
    gathers: true,
    channels: &[Channel::InApp, Channel::Digest],
};

pub const COMMENTED: Kind = Kind {
    name: "commented",
    icon: "comment",
    label: "notifications-kind-commented",
    sentence: |_| "notifications-commented",
    gathers: false,
    channels: &[Channel::InApp, Channel::Digest],
};

pub const ANSWERED: Kind = Kind {
    name: "answered",
    icon: "answer",
    label: "notifications-kind-answered",
    sentence: |_| "notifications-answered",
    gathers: false,
    channels: &[Channel::InApp, Channel::Digest],
};

pub const MENTIONED: Kind = Kind {
    name: "mentioned",
    icon: "at",
    label: "notifications-kind-mentioned",
    sentence: |subject| match subject {
        Subject::Comment { .. } => "notifications-mentioned-in-comment",
        _ => "notifications-mentioned",
    },
    gathers: false,
    channels: &[Channel::InApp, Channel::Digest],
};

pub const SEAT_OFFERED: Kind = Kind {
    name: "seat_offered",
    icon: "ticket",
    label: "notifications-kind-seat-offered",
    sentence: |_| "notifications-seat-offered",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

/// The mail with the date for one's own calendar; nobody needs to be told in the centre what they
/// did themselves.
pub const GOING: Kind = Kind {
    name: "going",
    icon: "ticket",
    label: "notifications-kind-going",
    sentence: |_| "notifications-going",
    gathers: false,
    channels: &[Channel::Mail],
};

/// The mail of the seat itself tells the same.
pub const SEAT_GIVEN: Kind = Kind {
    name: "seat_given",
    icon: "ticket",
    label: "notifications-kind-seat-given",
    sentence: |_| "notifications-seat-given",
    gathers: false,
    channels: &[Channel::InApp],
};

/// The mail of the seat itself tells the same.
pub const SEAT_DRAWN: Kind = Kind {
    name: "seat_drawn",
    icon: "ticket",
    label: "notifications-kind-seat-drawn",
    sentence: |_| "notifications-seat-drawn",
    gathers: false,
    channels: &[Channel::InApp],
};

pub const SEAT_NOT_DRAWN: Kind = Kind {
    name: "seat_not_drawn",
    icon: "ticket",
    label: "notifications-kind-seat-not-drawn",
    sentence: |_| "notifications-seat-not-drawn",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const SEATS_NOT_DRAWN: Kind = Kind {
    name: "seats_not_drawn",
    icon: "close",
    label: "notifications-kind-seats-not-drawn",
    sentence: |_| "notifications-seats-not-drawn",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const SEAT_HANDED: Kind = Kind {
    name: "seat_handed",
    icon: "ticket",
    label: "notifications-kind-seat-handed",
    sentence: |_| "notifications-seat-handed",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const SEAT_REFUSED: Kind = Kind {
    name: "seat_refused",
    icon: "close",
    label: "notifications-kind-seat-refused",
    sentence: |_| "notifications-seat-refused",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const EVENT_MOVED: Kind = Kind {
    name: "event_moved",
    icon: "clock",
    label: "notifications-kind-event-moved",
    sentence: |_| "notifications-event-moved",
    gathers: true,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const EVENT_CANCELLED: Kind = Kind {
    name: "event_cancelled",
    icon: "alert",
    label: "notifications-kind-event-cancelled",
    sentence: |_| "notifications-event-cancelled",
    gathers: true,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const GUESTS_WRITTEN: Kind = Kind {
    name: "guests_written",
    icon: "comment",
    label: "notifications-kind-guests-written",
    sentence: |_| "notifications-guests-written",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const SEAT_ASKED: Kind = Kind {
    name: "seat_asked",
    icon: "people",
    label: "notifications-kind-seat-asked",
    sentence: |_| "notifications-seat-asked",
    gathers: true,
    channels: &[Channel::InApp, Channel::Digest],
};

pub const PRIZE_OFFERED: Kind = Kind {
    name: "prize_offered",
    icon: "ticket",
    label: "notifications-kind-prize-offered",
    sentence: |_| "notifications-prize-offered",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const PRIZE_CALLED_OFF: Kind = Kind {
    name: "prize_called_off",
    icon: "close",
    label: "notifications-kind-prize-called-off",
    sentence: |_| "notifications-prize-called-off",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const CAMPAIGN_SEAT_OFFERED: Kind = Kind {
    name: "campaign_seat_offered",
    icon: "ticket",
    label: "notifications-kind-campaign-seat-offered",
    sentence: |_| "notifications-campaign-seat-offered",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const CAMPAIGN_SEAT_OFF: Kind = Kind {
    name: "campaign_seat_off",
    icon: "close",
    label: "notifications-kind-campaign-seat-off",
    sentence: |_| "notifications-campaign-seat-off",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const ORGANISER_DECIDED: Kind = Kind {
    name: "organiser_decided",
    icon: "calendar",
    label: "notifications-kind-organiser-decided",
    sentence: |subject| match subject {
        Subject::Organising { accepted: true, .. } => "notifications-organiser-accepted",
        _ => "notifications-organiser-refused",
    },
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const MERCH_GRANTED: Kind = Kind {
    name: "merch_granted",
    icon: "gift",
    label: "notifications-kind-merch-granted",
    sentence: |_| "notifications-merch-granted",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const MERCH_SHIPPED: Kind = Kind {
    name: "merch_shipped",
    icon: "gift",
    label: "notifications-kind-merch-shipped",
    sentence: |_| "notifications-merch-shipped",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const MERCH_CANCELLED: Kind = Kind {
    name: "merch_cancelled",
    icon: "close",
    label: "notifications-kind-merch-cancelled",
    sentence: |_| "notifications-merch-cancelled",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

/// Nobody is told who said what.
pub const PICTURED: Kind = Kind {
    name: "pictured",
    icon: "check",
    label: "notifications-kind-pictured",
    sentence: |_| "notifications-pictured",
    gathers: true,
    channels: &[Channel::InApp, Channel::Digest],
};

pub const COUNTER_PHOTO: Kind = Kind {
    name: "counter_photo",
    icon: "photo",
    label: "notifications-kind-counter-photo",
    sentence: |_| "notifications-counter-photo",
    gathers: false,
    channels: &[Channel::InApp, Channel::Digest],
};

pub const COUNTER_PHOTO_REMOVED: Kind = Kind {
    name: "counter_photo_removed",
    icon: "close",
    label: "notifications-kind-counter-photo-removed",
    sentence: |_| "notifications-counter-photo-removed",
pub const OBLIGATION_SOON: Kind = Kind {
    name: "obligation_soon",
    icon: "clock",
    label: "notifications-kind-obligation-soon",
    sentence: |_| "notifications-obligation-soon",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const OBLIGATION_DUE: Kind = Kind {
    name: "obligation_due",
    icon: "clock",
    label: "notifications-kind-obligation-due",
    sentence: |_| "notifications-obligation-due",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const OBLIGATION_OVERDUE: Kind = Kind {
    name: "obligation_overdue",
    icon: "alert",
    label: "notifications-kind-obligation-overdue",
    sentence: |_| "notifications-obligation-overdue",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const OBLIGATION_MET: Kind = Kind {
    name: "obligation_met",
    icon: "check",
    label: "notifications-kind-obligation-met",
    sentence: |_| "notifications-obligation-met",
    gathers: false,
    channels: &[Channel::InApp],
};

pub const OBLIGATION_REFUSED: Kind = Kind {
    name: "obligation_refused",
    icon: "close",
    label: "notifications-kind-obligation-refused",
    sentence: |_| "notifications-obligation-refused",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const OBLIGATION_EXCUSED: Kind = Kind {
    name: "obligation_excused",
    icon: "check",
    label: "notifications-kind-obligation-excused",
    sentence: |_| "notifications-obligation-excused",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

pub const EXCUSE_REFUSED: Kind = Kind {
    name: "excuse_refused",
    icon: "close",
    label: "notifications-kind-excuse-refused",
    sentence: |_| "notifications-excuse-refused",
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};

/// Every kind, in the order of the settings.
pub const ALL: [&Kind; 25] = [
pub const ALL: [&Kind; 26] = [
pub const ALL: [&Kind; 30] = [
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
