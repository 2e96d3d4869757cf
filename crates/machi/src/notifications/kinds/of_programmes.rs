//! Prizes, free seats, what is owed for them, and merch.

use super::{Channel, Kind};

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
