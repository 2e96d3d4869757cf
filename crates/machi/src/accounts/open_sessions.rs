//! Where a member is signed in.

use serde::Serialize;
use store::{Tx, args};

use super::Member;
use crate::error::Result;
use crate::ids::SessionId;

const SESSIONS_MAX: i64 = 100;

store::row! {
    /// A signed-in browser. Nothing is kept of what kind it is or where it stands.
    #[derive(Debug, Serialize, utoipa::ToSchema)]
    pub struct OpenSession {
        #[schema(value_type = String)]
        pub id: SessionId,
        pub created_at_ms: i64,
        /// To the hour.
        pub seen_at_ms: i64,
    }
}

/// The member's sessions, the latest used first.
pub(super) async fn open_sessions(tx: &mut Tx, by: &Member) -> Result<Vec<OpenSession>> {
    Ok(tx
        .all::<OpenSession>(
            "select id, created_at_ms, seen_at_ms from session
             where account_id = $1 and expires_at_ms > $2
             order by seen_at_ms desc, id desc limit $3",
            args![by.id, tx.now_ms(), SESSIONS_MAX],
        )
        .await?)
}
