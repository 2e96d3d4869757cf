//! Who made a database: the demo, somebody else, or nobody yet.

use store::{Result, Store, Tx, args};

/// The migration that brings the demo's table.
const MIGRATION: &str = "0007_demo";

/// Who made what is in a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Nobody,
    Demo,
    Other,
}

impl Origin {
    pub(super) async fn of(store: &Store) -> Result<Self> {
        store.read(async |tx: &mut Tx| read(tx).await).await
    }
}

async fn read(tx: &mut Tx) -> Result<Origin> {
    let applied: Vec<(String,)> = tx
        .all("select name from migration where part = $1", args!["app"])
        .await?;
    if applied.is_empty() {
        return Ok(Origin::Nobody);
    }
    if !applied.iter().any(|(name,)| name == MIGRATION) {
        return Ok(Origin::Other);
    }
    let (by_demo, filled): (bool, bool) = tx
        .one(
            "select exists (select 1 from demo),
                    exists (select 1 from city) or exists (select 1 from account)",
            args![],
        )
        .await?;
    Ok(match (by_demo, filled) {
        (true, _) => Origin::Demo,
        (false, true) => Origin::Other,
        (false, false) => Origin::Nobody,
    })
}

/// Says that the demo made the database.
pub(super) async fn claim(store: &Store) -> Result<()> {
    let command = async |tx: &mut Tx| -> Result<u64> {
        let sql = "insert into demo (content) select '' where not exists (select 1 from demo)";
        tx.execute(sql, args![]).await
    };
    store.write(command).await.map(|_| ())
}

/// What the database was last filled with.
pub(super) async fn filled_with(tx: &mut Tx) -> Result<String> {
    let (content,): (String,) = tx.one("select content from demo", args![]).await?;
    Ok(content)
}

/// Notes what it is filled with now.
pub(super) async fn note_filled(tx: &mut Tx, content: &str) -> Result<u64> {
    tx.execute("update demo set content = $1", args![content])
        .await
}
