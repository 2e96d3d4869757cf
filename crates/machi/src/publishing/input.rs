//! An event as its organiser says it, in a form or in JSON, before anything is checked.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Kind, Repeats, Way};
use crate::ids::{CommunityId, PlaceId, SeatTypeId};
use crate::text::{Lang, Names};

/// An event as its organiser says it. Days and times are on the city's clock.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EventInput {
    pub kind: Kind,
    /// The language in which the organiser writes; the title is needed in it.
    pub lang: Lang,
    /// By language, 300 characters at most.
    pub titles: Names,
    /// By language, 10,000 characters at most.
    pub descriptions: Names,
    #[schema(value_type = Option<String>)]
    pub community: Option<CommunityId>,
    #[schema(value_type = Option<String>)]
    pub place: Option<PlaceId>,
    /// Where it is, when no known place is meant or more is to say.
    pub location: String,
    /// Where to take part from afar: a web address, or empty.
    pub online_url: String,
    /// `2026-11-22`: the first day.
    pub day: String,
    /// `19:00`: when it begins; several for an experience with slots.
    pub times: Vec<String>,
    /// How long it lasts; absent when that is not said.
    pub minutes: Option<i64>,
    pub repeats: Repeats,
    /// Of a weekly one: `MO`, `TU`, …; the weekday of the first day when there are none.
    pub weekdays: Vec<String>,
    /// `2027-01-31`: the last day on which it may happen, or empty.
    pub until: String,
    /// RFC 5545, without DTSTART, for `repeats: rule`.
    pub rule: String,
    /// Days that are left out.
    pub except_days: Vec<String>,
    /// In minor units of the city's currency; both absent when the price is not said, both 0 for free.
    pub price_min_minor: Option<i64>,
    pub price_max_minor: Option<i64>,
    pub way: Way,
    /// Where tickets are given, for `way: external`.
    pub ticket_url: String,
    /// For `way: draw`: how many hours before each date the seats are drawn, from 1 to 720; 24 when absent.
    pub draw_hours: Option<i64>,
    /// Seats of each date; absent without a bound.
    pub capacity: Option<i64>,
    pub seat_types: Vec<SeatTypeInput>,
    /// How many one answer may bring, itself included.
    pub party_max: Option<i64>,
    /// It takes place when so many come.
    pub minimum: Option<i64>,
    pub meeting_point: String,
    pub to_bring: String,
    /// Whether a ticket may be given to another member.
    pub may_hand_over: bool,
}

/// A kind of seat.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SeatTypeInput {
    /// Of one that is there already.
    #[schema(value_type = Option<String>)]
    pub id: Option<SeatTypeId>,
    pub name: String,
    pub price_minor: i64,
    /// Of each date; absent without a bound of its own.
    pub capacity: Option<i64>,
}
