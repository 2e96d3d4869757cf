//! What others did with what one wrote, or with oneself.

use super::{Channel, Kind};
use crate::notifications::Subject;

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
    gathers: false,
    channels: &[Channel::InApp, Channel::Mail],
};
