//! What became of a wish to come, of a date, and of one's own events.

use super::{Channel, Kind};
use crate::notifications::Subject;

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
