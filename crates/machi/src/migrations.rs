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
];
