//! Who is signed in, as each node remembers it for a few seconds.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use store::{Tx, args};

use super::permission::Member;
use super::{Role, avatar};
use crate::app::App;
use crate::changes::{Change, Logged};
use crate::error::Result;
use crate::frame::Me;
use crate::ids::{AccountId, CityId, SessionId};
use crate::views::View;

/// How long a node may go on believing what it knows of a session or a token: the bound after
/// which a sign-out counts everywhere. (The change log's news mostly arrives much sooner.)
pub const MEMORY_S: i64 = 5;
/// Sessions and tokens remembered at most.
const REMEMBERED_MAX: usize = 20_000;

/// What a request shows to say who asks: a browser's cookie, or a program's token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Proof {
    Cookie,
    Token,
}

/// Somebody who is signed in.
#[derive(Debug)]
pub(super) struct Signed {
    pub(super) member: Member,
    pub(super) me: Arc<Me>,
    pub(super) seen_at_ms: i64,
    expires_at_ms: i64,
}

/// The sessions and tokens that were lately used on this node.
#[derive(Default)]
pub struct Sessions(Mutex<Remembered>);

/// By the hash of the secret, with the time of reading.
type Remembered = HashMap<(Proof, String), (Arc<Signed>, i64)>;

impl Sessions {
    /// Whose secret it is, from memory or else from the database.
    pub(super) async fn find(
        &self,
        app: &App,
        proof: Proof,
        token_hash: &str,
    ) -> Result<Option<Arc<Signed>>> {
        let now_ms = app.now_ms();
        let key = (proof, token_hash.to_owned());
        if let Some(known) = self.known(&key, now_ms) {
            return Ok(Some(known));
        }
        let read = app
            .read(async |tx: &mut Tx| read(tx, proof, token_hash).await)
            .await?;
        let signed = read.map(Arc::new);
        if let Some(signed) = &signed {
            self.remember(key, signed.clone(), now_ms);
        }
        Ok(signed)
    }

    fn known(&self, key: &(Proof, String), now_ms: i64) -> Option<Arc<Signed>> {
        let remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (signed, read_at_ms) = remembered.get(key)?;
        let fresh = now_ms < read_at_ms + MEMORY_S * 1_000 && now_ms < signed.expires_at_ms;
        fresh.then(|| signed.clone())
    }

    fn remember(&self, key: (Proof, String), signed: Arc<Signed>, now_ms: i64) {
        let mut remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if remembered.len() >= REMEMBERED_MAX {
            remembered.retain(|_, (_, read_at_ms)| now_ms < *read_at_ms + MEMORY_S * 1_000);
        }
        if remembered.len() < REMEMBERED_MAX {
            remembered.insert(key, (signed, now_ms));
        }
    }

    /// Reads the session again at its next request.
    pub(super) fn forget_cookie(&self, token_hash: &str) {
        let mut remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        remembered.remove(&(Proof::Cookie, token_hash.to_owned()));
    }

    fn forget(&self, accounts: &HashSet<AccountId>) {
        let mut remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        remembered.retain(|_, (signed, _)| !accounts.contains(&signed.member.id));
    }
}

impl View for Sessions {
    fn rebuild<'a>(&'a self, _: &'a mut Tx) -> BoxFuture<'a, Result<()>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        async { Ok(()) }.boxed()
    }

    fn refresh<'a>(&'a self, _: &'a mut Tx, changes: &'a [Logged]) -> BoxFuture<'a, Result<()>> {
        let changed: HashSet<AccountId> = changes
            .iter()
            .filter_map(|logged| match logged.change {
                Change::SessionsEnded { account }
                | Change::RolesChanged { account }
                | Change::AccountChanged { account } => Some(account),
                _ => None,
            })
            .collect();
        if !changed.is_empty() {
            self.forget(&changed);
        }
        async { Ok(()) }.boxed()
    }
}

store::row! {
    struct SignedRow {
        session_id: Option<SessionId>,
        seen_at_ms: i64,
        expires_at_ms: i64,
        id: AccountId,
        handle: String,
        display_name: String,
        lang: String,
    }
}

async fn read(tx: &mut Tx, proof: Proof, token_hash: &str) -> Result<Option<Signed>> {
    let sql = match proof {
        Proof::Cookie => {
            "select s.id as session_id, s.seen_at_ms, s.expires_at_ms,
                    a.id, a.handle, a.display_name, a.lang
             from session s join account a on a.id = s.account_id
             where s.token_hash = $1 and s.expires_at_ms > $2"
        }
        Proof::Token => {
            "select cast(null as bigint) as session_id, t.created_at_ms as seen_at_ms,
                    t.expires_at_ms, a.id, a.handle, a.display_name, a.lang
             from api_token t join account a on a.id = t.account_id
             where t.token_hash = $1 and t.expires_at_ms > $2"
        }
    };
    let now_ms = tx.now_ms();
    let row = tx
        .optional::<SignedRow>(sql, args![token_hash, now_ms])
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let member = Member {
        id: row.id,
        lang: row.lang.parse().unwrap_or_default(),
        session: row.session_id,
        roles: roles(tx, row.id).await?,
        handle: row.handle,
        display_name: row.display_name,
    };
    Ok(Some(Signed {
        me: Arc::new(me(&member)),
        member,
        seen_at_ms: row.seen_at_ms,
        expires_at_ms: row.expires_at_ms,
    }))
}

/// What the account may do, and where; no city for the whole installation.
pub(super) async fn roles(tx: &mut Tx, account: AccountId) -> Result<Vec<(Role, Option<CityId>)>> {
    let rows = tx
        .all::<(String, i64)>(
            "select role, city_id from account_role where account_id = $1",
            args![account],
        )
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(role, city)| {
            let city = (city != 0).then(|| CityId::from(city));
            Some((Role::parse(&role)?, city))
        })
        .collect())
}

fn me(member: &Member) -> Me {
    Me {
        id: member.id,
        handle: member.handle.clone(),
        display_name: member.display_name.clone(),
        avatar_letter: avatar::letter(&member.display_name),
        hue: avatar::hue(member.id),
        lang: member.lang,
        desk: member.has_desk(),
    }
}
