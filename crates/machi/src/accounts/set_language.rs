//! The language in which a member gets the pages.

use store::{Tx, args};

use super::Member;
use crate::changes::{self, Change};
use crate::error::Result;
use crate::text::Lang;

/// Sets the language of the pages; the same again changes nothing.
pub(super) async fn set_language(tx: &mut Tx, by: &Member, lang: Lang) -> Result<()> {
    let set = tx
        .execute(
            "update account set lang = $2, changed_at_ms = $3 where id = $1 and lang <> $2",
            args![by.id, lang.tag(), tx.now_ms()],
        )
        .await?;
    if set == 1 {
        changes::record(tx, None, Change::AccountChanged { account: by.id }).await?;
    }
    Ok(())
}
