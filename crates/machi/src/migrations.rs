//! The tables, one set of SQL for both databases.

use store::Migration;

macro_rules! migrations {
    ($($version:literal $name:literal),+ $(,)?) => {
        &[$(Migration {
            version: $version,
            name: $name,
            sql: include_str!(concat!("../migrations/", $name, ".sql")),
        }),+]
    };
}

/// In the order in which they are applied. A published one is never edited.
pub const ALL: &[Migration] = migrations![
    1 "0001_accounts",
    2 "0002_cities",
    3 "0003_places",
    4 "0004_events",
    5 "0005_imports",
    6 "0006_timers",
    7 "0007_demo",
    8 "0008_social",
    9 "0009_notes",
    10 "0010_collections",
    11 "0011_comment_order",
    12 "0012_photos",
    13 "0013_composer",
    14 "0014_exact_spot",
    15 "0015_readers",
    16 "0016_mail",
    17 "0017_notifications",
    18 "0018_publishing",
    19 "0019_calendars",
    20 "0020_announcements",
    21 "0021_visitors",
    22 "0022_tickets",
    23 "0023_event_photos",
    24 "0024_draws",
    25 "0025_lottery",
    26 "0026_ledger",
    27 "0027_merch",
    28 "0028_lottery_people",
    29 "0029_draws_in_parts",
    30 "0030_streaks",
    31 "0031_campaigns",
    32 "0032_obligations",
    33 "0033_disclosure",
    34 "0034_pictured",
    35 "0035_excuses",
    36 "0036_proofs",
    37 "0037_results",
    38 "0038_campaign_places",
];
